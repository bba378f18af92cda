"""A Zephyr device by the shell commands of its TLS credentials: key and certificate under one tag, put there by the station.

Source: Zephyr's documentation, connectivity/networking/api/tls_credentials_shell.html. What is there cannot be read back; `cred list` tells
the SHA-256 of each, over the text with the NUL behind it, for that is how the TLS library wants PEM.
"""

import base64
import hashlib
import re

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.types import CertificateIssuerPrivateKeyTypes
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from app.core.chain import Chain
from app.core.device import Identity
from app.core.errors import AlreadyProvisioned, DeviceGarbled, DeviceRefused, ProofFailed
from app.core.recipe import Buffer, Recipe, shown
from app.core.waiting import Stop
from app.devices import Credential, Device, Link
from app.devices.links.shell import ZephyrShell

_CERTIFICATE, _KEY = "SERV", "PK"
"""Own certificate (TLS_CREDENTIAL_SERVER_CERTIFICATE serves clients too) and private key."""
_FORMAT = {Buffer.BASE64: "BINT", Buffer.RAW: "STRT"}
_CHUNK = 48
"""Characters of base64 in one command: a whole number of its groups, and the line stays far below the shell's 256 characters."""
_STORED = re.compile(r"Stored (\d+) bytes\.")


class ZephyrCredentials(Device):
    """A session in the device's shell."""

    def __init__(self, link: Link, recipe: Recipe, credential: Credential | None, stop: Stop) -> None:
        """The shell asks for no `credential`."""
        del credential
        self._shell = ZephyrShell(
            link,
            stop,
            baud=recipe.link.baud,
            prompt=recipe.link.prompt,
            boot_seconds=recipe.link.boot_seconds,
            answer_seconds=recipe.link.answer_seconds,
        )
        self._tag = recipe.storage.tag
        self._buffer = recipe.storage.buffer
        self._written: Chain | None = None

    def identify(self) -> Identity:
        """By `hwinfo devid` and `kernel version`; the board's name is the model, where `device list`'s shell tells it (`version`)."""
        lines = self._shell.ask("hwinfo devid")
        found = next((match for line in lines if (match := re.fullmatch(r"ID: (?:0x)?([0-9A-Fa-f]+)", line))), None)
        if found is None:
            raise DeviceRefused("The device tells no number of its chip (`hwinfo devid`).")
        version = next((line for line in self._shell.ask("kernel version") if line.startswith("Zephyr version")), "Zephyr")
        board = self._shell.ask("version board")
        model = board[0] if len(board) == 1 and "not found" not in board[0] else "Zephyr"
        return Identity(model=model, serial=found[1].lower(), firmware=version.replace(" version", ""), chip=found[1].lower())

    def find_chain(self) -> Chain | None:
        """None where it keeps no certificate; one whose text this session has not written cannot be shown, and is refused."""
        if _CERTIFICATE not in self._list():
            return None
        if self._written is not None:
            return self.read_chain()
        raise AlreadyProvisioned(
            f"The device already keeps a certificate under tag {self._tag}, and does not show it.",
            advice="Put the unit aside. If it is to be made anew, erase its credentials first (`cred del`), with a supervisor's consent.",
        )

    def find_request(self, identifier: str) -> x509.CertificateSigningRequest | None:
        """None: it signs nothing."""
        del identifier
        return None

    def make_key(self, identifier: str) -> x509.CertificateSigningRequest:
        """It makes no keys; a recipe that asks for it is refused when it is loaded."""
        del identifier
        raise DeviceRefused("The device's shell makes no keys.")

    def import_key(self, key: CertificateIssuerPrivateKeyTypes) -> None:
        """Put the key under the tag, and drop the certificate of the one before."""
        text = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        present = self._list()
        if present.get(_KEY) == _digest(text):
            return
        if _CERTIFICATE in present:
            self._delete(_CERTIFICATE)
        self._write(_KEY, text, replaces=_KEY in present)

    def write_chain(self, chain: Chain) -> None:
        """The certificate with its issuers behind it, unless the same is there."""
        text = _text(chain)
        present = self._list().get(_CERTIFICATE)
        if present != _digest(text):
            self._write(_CERTIFICATE, text, replaces=present is not None)
        self._written = chain

    def read_chain(self) -> Chain:
        """By the digests it lists: what was written in this session, where both are there as they were written."""
        present = self._list()
        if self._written is None or present.get(_CERTIFICATE) != _digest(_text(self._written)):
            raise ProofFailed("The device does not keep the certificate that was written to it.")
        if _KEY not in present:
            raise ProofFailed("The device does not keep the key of its certificate.")
        return self._written

    def sign(self, challenge: bytes) -> bytes:
        """It signs nothing; a recipe that asks for it is refused when it is loaded."""
        del challenge
        raise DeviceRefused("The device's shell signs nothing.")

    def lock(self) -> None:
        """There is nothing to lock for good; a recipe that asks for it is refused when it is loaded."""
        raise DeviceRefused("The device cannot be locked by the station.")

    def close(self) -> None:
        """Let the link go."""
        self._shell.close()

    # ---- credentials --------------------------------------------------------------------------------------------

    def _list(self) -> dict[str, str]:
        """The digests under the tag, in hex, by type."""
        lines = self._shell.ask("cred list")
        entry = re.compile(rf"{self._tag},([A-Z_]+),([A-Za-z0-9+/=]+),(-?\d+)")
        found = [match for line in lines if (match := entry.fullmatch(line))]
        if not any(re.fullmatch(r"\d+ credentials? found\.", line) for line in lines):
            raise DeviceGarbled("The device does not finish the list of its credentials.")
        try:
            return {match[1]: base64.b64decode(match[2], validate=True).hex() for match in found}
        except ValueError as error:
            raise DeviceGarbled("The device lists a credential with a digest that cannot be read.") from error

    def _delete(self, kind: str) -> None:
        self._do(f"cred del {self._tag} {kind}", "Deleted", "erase a credential")

    def _write(self, kind: str, text: bytes, *, replaces: bool) -> None:
        """Into the shell's buffer, then into the store; what is there already is in the way, and goes first."""
        self._do("cred buf clear", "", "clear its buffer")
        if self._buffer is Buffer.RAW:
            self._shell.load("cred buf load", text.decode(), "Input credential")
        else:
            packed = base64.b64encode(text).decode()
            for start in range(0, len(packed), _CHUNK):
                chunk = packed[start : start + _CHUNK]
                lines = self._do(f"cred buf {chunk}", "Stored", "take a piece of a credential")
                stored = next((match for line in lines if (match := _STORED.fullmatch(line))), None)
                if stored is None or int(stored[1]) != len(chunk):
                    raise DeviceGarbled(f"The device took another piece of a credential than the {len(chunk)} bytes that were sent.")
        if replaces:
            self._delete(kind)
        self._do(f"cred add {self._tag} {kind} DEFAULT {_FORMAT[self._buffer]}", "Added TLS credential", "keep a credential")
        if self._list().get(kind) != _digest(text):
            raise DeviceGarbled("The device says that it keeps a credential, and lists another digest than what was sent.")

    def _do(self, line: str, said: str, doing: str) -> list[str]:
        """A command that must say `said` at the beginning of a line."""
        lines = self._shell.ask(line)
        if said and not any(each.startswith(said) for each in lines):
            raise DeviceRefused(f"The device could not {doing}: {shown(lines[-1]) if lines else 'it says nothing'}.")
        return lines


def _digest(text: bytes) -> str:
    return hashlib.sha256(text + b"\0").hexdigest()


def _text(chain: Chain) -> bytes:
    return chain.leaf_pem + chain.issuers_pem
