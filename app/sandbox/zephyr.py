"""A simulated Zephyr device with the shell commands of its TLS credentials."""

import base64
import binascii
import hashlib

from app.sandbox.shell import ShellVoice
from app.sandbox.voice import Pace

_TYPES = ("CA", "SERV", "PK", "PSK", "PSK_ID")
_ENDS_WITH_NUL = {"BIN": False, "STR": False, "BINT": True, "STRT": True}


class ZephyrDevice(ShellVoice):
    """A device with an empty credential store, as it comes from assembly."""

    def __init__(self, serial: str, model: str = "Simulated Zephyr", pace: Pace | None = None, *, ring: int = 64, room: int = 4096) -> None:
        """`serial`: its chip's number in hex digits. `room`: bytes of the shell's buffer."""
        super().__init__(serial, model, pace, ring=ring)
        self._room = room
        self.store: dict[tuple[int, str], bytes] = {}
        self._buffer = bytearray()
        self._loading = False

    def power_up(self) -> bytes:
        """See ShellVoice; the buffer is lost, the store is not."""
        self._buffer.clear()
        self._loading = False
        return super().power_up()

    def loads(self, byte: bytes) -> bool:
        """See ShellVoice."""
        if not self._loading or byte == b"\x03":
            self._loading = False
            return False
        if len(self._buffer) < self._room:
            self._buffer += byte
        return True

    def command(self, line: str) -> list[str]:
        """See ShellVoice."""
        match line.split():
            case ["hwinfo", "devid"]:
                return [f"Length: {len(self.serial) // 2}", f"ID: 0x{self.serial}"]
            case ["kernel", "version"]:
                return ["Zephyr version 3.7.0"]
            case ["version", "board"]:
                return [self.model]
            case ["cred", *words]:
                self.work("cred")
                return self._credentials(words)
        return [f"{line.split(maxsplit=1)[0]}: command not found"]

    def _credentials(self, words: list[str]) -> list[str]:
        match words:
            case ["buf", word]:
                return self._into_buffer(word)
            case ["add", tag, kind, "DEFAULT", form]:
                return self._add(tag, kind, form)
            case ["del", tag, kind]:
                gone = self.store.pop((int(tag), kind), None) is not None
                return [f"Deleted TLS credential {tag}:{kind}" if gone else "There is no TLS credential with that tag and type."]
            case ["list"]:
                return [*self._list(), f"{len(self.store)} credentials found."]
        return ["Wrong parameter count"]

    def _into_buffer(self, word: str) -> list[str]:
        if word in ("clear", "load"):
            self._buffer.clear()
            self._loading = word == "load"
            return ["Input credential, finish with CTRL+C." if self._loading else "Credential buffer cleared."]
        if len(self._buffer) + len(word) > self._room:
            return ["Not enough room in credential buffer for provided data. Increase the size."]
        self._buffer += word.encode()
        return [f"Stored {len(word)} bytes."]

    def _add(self, tag: str, kind: str, form: str) -> list[str]:
        if kind not in _TYPES or form not in _ENDS_WITH_NUL or not tag.isdigit():
            return ["Invalid parameter"]
        if (int(tag), kind) in self.store:
            return ["TLS credential with this tag and type already exists."]
        try:
            content = base64.b64decode(self._buffer, validate=True) if form.startswith("BIN") else bytes(self._buffer)
        except binascii.Error:
            return ["Could not parse credential"]
        self.keep((int(tag), kind), content + (b"\0" if _ENDS_WITH_NUL[form] else b""))
        self._buffer.clear()
        return [f"Added TLS credential {tag}:{kind}"]

    def keep(self, name: tuple[int, str], content: bytes) -> None:
        """Put a credential into the store."""
        self.store[name] = content

    def _list(self) -> list[str]:
        digests = {name: base64.b64encode(hashlib.sha256(content).digest()).decode() for name, content in self.store.items()}
        return [f"{tag},{kind},{digest},0" for (tag, kind), digest in digests.items()]
