"""The TPM 2.0 of a simulated Linux, as tpm2-tools and OpenSSL's provider show it: persistent handles, NV indices, an endorsement key."""

import hashlib
import secrets
from collections.abc import Callable

from app.core.recipe import KeyKind
from app.pki.keys import PrivateKey, generate
from app.sandbox.linux.calls import Call, Program

_ENDORSEMENT = 0x81010016
_LARGEST = 2048
"""Bytes of one NV index."""
_KINDS = {"ecc256": KeyKind.EC_P256, "ecc384": KeyKind.EC_P384, "rsa2048": KeyKind.RSA_2048, "rsa3072": KeyKind.RSA_3072}


class Tpm:
    """One chip; its handles and indices outlive its power."""

    def __init__(self, serial: str) -> None:
        """`serial` tells its endorsement key, as the seed in a real one does."""
        self.keys: dict[int, tuple[PrivateKey, str]] = {}
        """By handle: the key and its attributes."""
        self.nv: dict[int, tuple[int, bytes | None]] = {}
        """By index: its size, and what was written."""
        self._name = f"000b{hashlib.sha256(serial.encode()).hexdigest()}"
        self._waiting: dict[str, tuple[PrivateKey, str]] = {}
        """Keys in files, which only this chip can load, by the token in the file."""

    def find_key(self, call: Call, name: str) -> PrivateKey | None:
        """The key of a name like `handle:0x81000100`, where OpenSSL was told to ask the TPM."""
        if "tpm2" not in call.words:
            return None
        found = self.keys.get(int(name.removeprefix("handle:"), 16))
        return found[0] if found else None

    @property
    def programs(self) -> dict[str, Program]:
        """Its tools."""
        tools: dict[str, Callable[[Call, dict[str, str]], int]] = {
            "getcap": self._list,
            "readpublic": self._show,
            "createprimary": self._make_primary,
            "create": self._make,
            "evictcontrol": self._keep,
            "nvreadpublic": self._show_index,
            "nvread": self._read,
            "nvdefine": self._define,
            "nvundefine": self._undefine,
            "nvwrite": self._write,
        }
        return {f"tpm2_{name}": _with_options(tool) for name, tool in tools.items()}

    def _list(self, call: Call, _: dict[str, str]) -> int:
        numbers = [_ENDORSEMENT, *self.keys] if call.words == ["handles-persistent"] else self.nv
        for number in sorted(numbers):
            call.say(f"- {number:#X}".replace("0X", "0x"))
        return 0

    def _show(self, call: Call, options: dict[str, str]) -> int:
        handle = int(options["-c"], 16)
        if handle == _ENDORSEMENT:
            call.say(
                f"name: {self._name}\nattributes:\n  value: fixedtpm|fixedparent|sensitivedataorigin|adminwithpolicy|restricted|decrypt"
            )
            return 0
        if handle not in self.keys:
            return call.complain("ERROR: Esys_TR_FromTPMPublic(0x18B) - tpm:handle(1):the handle is not correct for the use")
        call.say(f"attributes:\n  value: {self.keys[handle][1]}")
        return 0

    def _make_primary(self, call: Call, options: dict[str, str]) -> int:
        call.write(options["-c"], b"owner")
        return 0

    def _make(self, call: Call, options: dict[str, str]) -> int:
        if call.read(options["-C"]) != b"owner":
            return call.complain("ERROR: Could not load parent")
        token = secrets.token_hex(16)
        self._waiting[token] = generate(_KINDS[options["-G"]]), options["-a"]
        for option in ("-u", "-r", "-c"):
            call.write(options[option], token.encode())
        return 0

    def _keep(self, call: Call, options: dict[str, str]) -> int:
        *_, last = call.words
        if not last.startswith("0x") or options["-c"] == last:  # no second handle: the one that is there goes
            return 0 if self.keys.pop(int(options["-c"], 16), None) else call.complain("ERROR: Esys_EvictControl(0x18B)")
        made = self._waiting.get(call.read(options["-c"]).decode())
        if made is None or int(last, 16) in self.keys:
            return call.complain("ERROR: Esys_EvictControl(0x14C) - tpm:error(2.0): NV Index or persistent object already defined")
        self.keys[int(last, 16)] = made
        return 0

    def _show_index(self, call: Call, _: dict[str, str]) -> int:
        index = int(call.words[0], 16)
        if index not in self.nv:
            return call.complain("ERROR: the NV index is not defined")
        size, content = self.nv[index]
        call.say(f"{index:#x}:\n  attributes:\n    friendly: ownerread|ownerwrite{'' if content is None else '|written'}\n  size: {size}")
        return 0

    def _read(self, call: Call, options: dict[str, str]) -> int:
        _, content = self.nv.get(int(call.words[-1], 16), (0, None))
        if content is None:
            return call.complain("ERROR: Esys_NV_Read(0x14A) - tpm:error(2.0): an NV Index is used before being initialized")
        call.write(options["-o"], content)
        return 0

    def _define(self, call: Call, options: dict[str, str]) -> int:
        index, size = int(call.words[-1], 16), int(options["-s"])
        if index in self.nv or size > _LARGEST:
            return call.complain("ERROR: Esys_NV_DefineSpace(0x14C)")
        self.nv[index] = size, None
        return 0

    def _undefine(self, call: Call, _: dict[str, str]) -> int:
        return 0 if self.nv.pop(int(call.words[-1], 16), None) else call.complain("ERROR: the NV index is not defined")

    def _write(self, call: Call, _: dict[str, str]) -> int:
        index = int(call.words[-1], 16)
        if index not in self.nv or len(call.stdin) > self.nv[index][0]:
            return call.complain("ERROR: Esys_NV_Write(0x146) - tpm:error(2.0): NV offset+size is out of range")
        self.nv[index] = self.nv[index][0], call.stdin
        return 0


def _with_options(tool: Callable[[Call, dict[str, str]], int]) -> Program:
    return lambda call: tool(call, dict(zip(call.words, [*call.words[1:], ""], strict=True)))
