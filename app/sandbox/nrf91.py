"""A simulated nRF91 modem: its AT commands about credentials, plain or behind a shell, with exactly the answers of the real one."""

import base64
import hashlib
import os
import re
import uuid

import cbor2
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from app.sandbox.shell import ShellVoice
from app.sandbox.voice import Pace, Voice

_CSR_MESSAGE, _IDENTITY_MESSAGE = 9, 1
_CMNG = re.compile(r'AT%CMNG=(\d)(?:,(\d+))?(?:,(\d))?(?:,"([^"]*)")?', re.DOTALL)
_KEYGEN = re.compile(r'AT%KEYGEN=(\d+),(\d),(\d)(?:,"CN=([^"]*)")?')


class Cme(Exception):
    """The modem says no, by this number."""


class Modem:
    """One modem: what it keeps, and its answers; the line or the shell around it carries them."""

    def __init__(self, imei: str, model: str) -> None:
        self.imei = imei
        self.model = model
        self.identity = ec.generate_private_key(ec.SECP256R1())
        self.uuid = uuid.uuid5(uuid.NAMESPACE_OID, imei)
        self.store: dict[tuple[int, int], str] = {}
        self.trap = False
        """Whether a write that is rejected still ends with OK, as the vendor's own tool lets it look."""
        self.fails: dict[str, int] = {}
        """CME errors by the beginning of a command."""
        self.active = True

    def answer(self, command: str) -> list[str]:
        """The lines that answer a command, the last one being OK, ERROR or a CME error."""
        try:
            self._require_well(command)
            return [*self._do(command), "OK"]
        except Cme as error:
            number = error.args[0]
            if self.trap and command.startswith("AT%CMNG=0"):
                return ["OK"]
            return [f"+CME ERROR: {number}" if number else "ERROR"]

    def _require_well(self, command: str) -> None:
        for begin, number in self.fails.items():
            if command.startswith(begin):
                raise Cme(number)

    def _do(self, command: str) -> list[str]:
        said = {"AT": [], "AT+CGSN": [self.imei], "AT+CGMM": [self.model], "AT+CGMR": ["mfw_nrf9160_1.3.6"], "AT+CMEE=1": []}.get(command)
        if said is not None:
            return said
        if command == "AT+CFUN=4":
            self.active = False
            return []
        if command == "AT%ATTESTTOKEN":
            message = cbor2.dumps([_IDENTITY_MESSAGE, self.uuid.bytes, 3, os.urandom(16)])
            return [f'%ATTESTTOKEN: "{_packed(message)}.{_packed(self._signed([]))}"']
        if found := _CMNG.fullmatch(command):
            return self._credential(found)
        if found := _KEYGEN.fullmatch(command):
            return [self._make(int(found[1]), found[4])]
        raise Cme(0)

    def _credential(self, found: re.Match[str]) -> list[str]:
        action, tag, kind = found[1], int(found[2] or -1), int(found[3] or -1)
        if action == "1":
            listed = {name: text for name, text in self.store.items() if tag in (-1, name[0]) and kind in (-1, name[1])}
            return [f'%CMNG: {name[0]},{name[1]},"{_digest(text)}"' for name, text in sorted(listed.items())]
        if self.active and action in "03":
            raise Cme(518)
        if action == "0":
            if not (found[4] or "").startswith("-----BEGIN "):
                raise Cme(527)
            if (tag, kind) in self.store:
                raise Cme(519)
            self.keep((tag, kind), found[4])
            return []
        if (tag, kind) not in self.store:
            raise Cme(513)
        if action == "3":
            del self.store[tag, kind]
            return []
        if kind == 2:  # noqa: PLR2004 - a private key, which never comes out
            raise Cme(514)
        text = self.store[tag, kind]
        return [f'%CMNG: {tag},{kind},"{_digest(text)}","{text}"']

    def keep(self, name: tuple[int, int], text: str) -> None:
        """Put a credential into the store."""
        self.store[name] = text

    def _make(self, tag: int, name: str | None) -> str:
        if self.active:
            raise Cme(518)
        if (tag, 2) in self.store:
            raise Cme(519)
        key = ec.generate_private_key(ec.SECP256R1())
        self.store[tag, 2] = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
        subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name or str(self.uuid))])
        der = x509.CertificateSigningRequestBuilder().subject_name(subject).sign(key, SHA256()).public_bytes(Encoding.DER)
        signed = self._signed([_CSR_MESSAGE, self.uuid.bytes, tag, hashlib.sha256(der).digest(), os.urandom(16)])
        return f'%KEYGEN: "{_packed(der)}.{_packed(signed)}"'

    def _signed(self, fields: list[object]) -> bytes:
        """COSE_Sign1 by the chip's identity key (RFC 9052, 4.2)."""
        protected, payload = cbor2.dumps({1: -7}), cbor2.dumps(fields)
        der = self.identity.sign(cbor2.dumps(["Signature1", protected, b"", payload]), ec.ECDSA(SHA256()))
        signature = b"".join(number.to_bytes(32, "big") for number in decode_dss_signature(der))
        return cbor2.dumps(cbor2.CBORTag(18, [protected, {}, payload, signature]))


class Nrf91OnLine(Voice):
    """An AT host on the line itself."""

    def __init__(self, imei: str, model: str = "nRF9160-SICA", pace: Pace | None = None) -> None:
        super().__init__(imei, model, pace)
        self.modem = Modem(imei, model)
        self._heard = ""

    def power_up(self) -> bytes:
        """It is active again, and says so."""
        self._heard = ""
        self.modem.active = True
        return b"Ready\r\n"

    def hear(self, data: bytes) -> bytes:
        """A command ends with CR LF outside of quotes."""
        said = ""
        for character in data.decode("utf-8", "replace"):
            self._heard += character
            if self._heard.endswith("\r\n") and self._heard.count('"') % 2 == 0:
                command, self._heard = self._heard.strip(), ""
                if command:
                    self.work(command[:8])
                    said += "".join(f"{line}\r\n" for line in _on_the_wire(self.modem.answer(command)))
        return said.encode()


class Nrf91InShell(ShellVoice):
    """The same modem behind its firmware's shell."""

    def __init__(self, imei: str, model: str = "nRF9160-SICA", pace: Pace | None = None, *, ring: int = 64) -> None:
        super().__init__(imei, model, pace, ring=ring)
        self.modem = Modem(imei, model)

    def power_up(self) -> bytes:
        """See Nrf91OnLine."""
        self.modem.active = True
        return super().power_up()

    def command(self, line: str) -> list[str]:
        """`at '…'`, in which a backslash and an n stand for a line end."""
        if not (line.startswith("at '") and line.endswith("'")):
            return [f"{line.split(maxsplit=1)[0]}: command not found"]
        command = line[4:-1].replace("\\n", "\n")
        self.work(command[:8])
        return _on_the_wire(self.modem.answer(command))


def _on_the_wire(lines: list[str]) -> list[str]:
    """Text of several lines, as the terminal sees it."""
    return [part for line in lines for part in line.split("\n")]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest().upper()


def _packed(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")
