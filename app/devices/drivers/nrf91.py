"""The modem of an nRF91 by AT commands: the key is made in its credential store, or put there, and never comes out.

Sources: Nordic's AT command references (nRF9160, nRF91x1): %CMNG, %KEYGEN, %ATTESTTOKEN, +CFUN, +CME ERROR. The modem signs a request when
it makes a key, and nothing else: a key that is there cannot be asked for a request again, and a challenge cannot be signed.
"""

import hashlib
import re

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.types import CertificateIssuerPrivateKeyTypes
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from app.core.chain import Chain
from app.core.csr import load_request
from app.core.device import Identity
from app.core.errors import DeviceError, DeviceGarbled, DeviceRefused, ProofFailed, SupplyLow
from app.core.recipe import Recipe
from app.core.waiting import Stop
from app.devices import Credential, Device, Link
from app.devices.drivers.nrf91_attest import Attested, read_attested, unpacked
from app.devices.links.at import AtPort, AtRefusal, PlainPort, ShellPort
from app.devices.links.shell import ZephyrShell

_CERTIFICATE, _KEY = 1, 2
_NOT_FOUND, _NO_ACCESS, _EXISTS, _SUPPLY = 513, 514, 519, 528
_LONGEST = 16_384
"""Characters: no credential of the modem is longer."""

_WORDS = {
    _NOT_FOUND: ("there is no such credential in it", "Start over. If it happens again, put the unit aside."),
    _NO_ACCESS: ("it does not give access to this credential", "Another firmware has locked its store: put the unit aside."),
    515: ("its credential store is full", "An engineer must have credentials erased that this product does not need."),
    518: ("it is active, and changes credentials only while it is offline", "Start over; its firmware may have switched it on again."),
    _EXISTS: ("there is a credential under this tag already", "Start over. If it happens again, an engineer must choose another tag."),
    523: ("it could not make a key", "Start over once. If it happens again, put the unit aside."),
    527: (
        "it does not take this as a credential",
        "An engineer must look at the certificate profile: the modem cannot read what comes of it.",
    ),
}
"""What its CME errors mean here, and what to do."""


class Nrf91(Device):
    """A session with one modem, plain or through the firmware's shell."""

    def __init__(self, link: Link, recipe: Recipe, credential: Credential | None, stop: Stop) -> None:
        """A modem asks for no `credential`."""
        del credential
        seconds = {"boot_seconds": recipe.link.boot_seconds, "answer_seconds": recipe.link.answer_seconds}
        self._at: AtPort
        if recipe.link.shell:
            self._at = ShellPort(ZephyrShell(link, stop, baud=recipe.link.baud, prompt=recipe.link.prompt, **seconds))
        else:
            self._at = PlainPort(link, **seconds)
        self._tag = recipe.storage.tag
        self._offline = False
        self._attested: Attested | None = None
        self._token = ""
        self._listed: dict[int, str] | None = None
        """What the modem listed under the tag, with what was changed since; None: it must be asked."""

    def identify(self) -> Identity:
        """Model by +CGMM, IMEI by +CGSN, firmware by +CGMR."""
        model, imei, firmware = (self._line(f"AT+{name}") for name in ("CGMM", "CGSN", "CGMR"))
        return Identity(model=model, serial=imei.removeprefix("+CGSN: ").strip('"'), firmware=firmware)

    def find_chain(self) -> Chain | None:
        """The certificate under the tag, issuers behind it."""
        text = self._find_text(self._list())
        return None if text is None else _chain(text)

    def find_request(self, identifier: str) -> x509.CertificateSigningRequest | None:
        """None: the modem makes no request for a key that is there."""
        del identifier
        return None

    def holds(self, chain: Chain) -> bool:
        """Whether a key is under the tag: it is never replaced there without its certificate going first."""
        del chain
        return _KEY in self._known()

    def make_key(self, identifier: str) -> x509.CertificateSigningRequest:
        """A new key in the place of one that nobody can ask for a request any more."""
        self._clear()
        said = self._said("make its key", f'AT%KEYGEN={self._tag},2,0,"CN={identifier}"', "%KEYGEN")
        self._known()[_KEY] = ""
        request, _, signed = said.strip('"').partition(".")
        der = unpacked(request)
        csr = load_request(der)
        self._attested = read_attested(signed, der, self._tag) if signed else None
        self._token = self._find_token()
        if self._attested and self._token and self._attested.device not in unpacked(self._token.partition(".")[0]):
            raise ProofFailed("The modem attests its request as another device than it attests itself.")
        return csr

    def list_facts(self) -> dict[str, str]:
        """The chip's UUID, what attests the request, and the attestation token, for Nordic's identity service, which has the public key."""
        facts = {"attestation": self._token} if self._token else {}
        if self._attested:
            facts |= {"uuid": self._attested.uuid, "request attested": self._attested.words}
        return facts

    def import_key(self, key: CertificateIssuerPrivateKeyTypes) -> None:
        """Put the key under the tag, replacing what is there; checked by its digest."""
        text = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode().strip()
        if self._known().get(_KEY) != _digest(text):
            self._clear()
            self._write(_KEY, text)

    def write_chain(self, chain: Chain) -> None:
        """The certificate with its issuers behind it, unless the same is there."""
        text = _text(chain)
        present = self._known().get(_CERTIFICATE)
        if present == _digest(text):
            return
        if present is not None:
            self._delete(_CERTIFICATE)
        self._write(_CERTIFICATE, text)

    def read_chain(self) -> Chain:
        """What is under the tag; its text must fit the digest that the modem lists."""
        listed = self._list()
        text = self._find_text(listed)
        if text is None:
            raise ProofFailed("The modem does not keep the certificate that was written to it.")
        if _KEY not in listed:
            raise ProofFailed("The modem does not keep the key of its certificate.")
        chain = _chain(text)
        if text != _text(chain):
            raise ProofFailed("The modem keeps more than the certificates that were written.")
        return chain

    def sign(self, challenge: bytes) -> bytes:
        """The modem signs no challenges; a recipe that asks for it is refused when it is loaded."""
        del challenge
        raise DeviceRefused("The modem cannot sign a challenge.")

    def lock(self) -> None:
        """There is nothing to lock for good; a recipe that asks for it is refused when it is loaded."""
        raise DeviceRefused("The modem cannot be locked by the station.")

    def close(self) -> None:
        """Let the link go."""
        self._at.close()

    # ---- credentials --------------------------------------------------------------------------------------------

    def _known(self) -> dict[int, str]:
        """The same as `_list`, without asking again what this session has seen or done itself: where it is wrong the modem refuses."""
        return self._list() if self._listed is None else self._listed

    def _list(self) -> dict[int, str]:
        """The digests under the tag, by type, as the modem tells them now."""
        lines = self._ask("list its credentials", f"AT%CMNG=1,{self._tag}")
        entry = re.compile(rf'%CMNG: ?{self._tag},(\d+),"([0-9A-Fa-f]{{64}})"')
        found = [match for line in lines if (match := entry.fullmatch(line))]
        self._listed = {int(match[1]): match[2].lower() for match in found}
        return self._listed

    def _find_text(self, listed: dict[int, str]) -> str | None:
        digest = listed.get(_CERTIFICATE)
        if digest is None:
            return None
        said = "\n".join(self._ask("show its certificate", f"AT%CMNG=2,{self._tag},{_CERTIFICATE}"))
        entry = re.search(rf'^%CMNG: ?{self._tag},{_CERTIFICATE},"[0-9A-Fa-f]{{64}}","([^"]*)"', said, re.MULTILINE)
        if entry is None or len(entry[1]) > _LONGEST:
            raise DeviceGarbled("The modem shows no certificate, although it lists one.")
        if _digest(entry[1]) != digest:
            raise ProofFailed("The certificate that the modem shows is not the one whose digest it lists.")
        return entry[1]

    def _clear(self) -> None:
        """Certificate first: it never outlives its key."""
        for kind in sorted(self._known()):
            if kind in (_CERTIFICATE, _KEY):
                self._delete(kind)

    def _delete(self, kind: int) -> None:
        self._ask("erase a credential", f"AT%CMNG=3,{self._tag},{kind}")
        self._known().pop(kind, None)

    def _write(self, kind: int, text: str) -> None:
        """Then its digest is asked for: a write that was rejected may still end with OK."""
        self._ask("take a credential", f'AT%CMNG=0,{self._tag},{kind},"{text}"')
        if self._list().get(kind) != _digest(text):
            raise DeviceRefused("The modem says that it took a credential, and does not keep it as it was sent.")

    def _find_token(self) -> str:
        """The attestation token; nothing where its firmware has none."""
        try:
            lines = self._at.ask("AT%ATTESTTOKEN")
        except AtRefusal:
            return ""
        token = next((line.removeprefix("%ATTESTTOKEN:").strip().strip('"') for line in lines if line.startswith("%ATTESTTOKEN:")), "")
        return token if len(token) <= _LONGEST else ""

    # ---- commands -----------------------------------------------------------------------------------------------

    def _line(self, command: str) -> str:
        try:
            lines = self._at.ask(command)
        except AtRefusal as refusal:
            raise _refused("say what it is", refusal) from None
        if not lines or len(lines[-1]) > _LONGEST:
            raise DeviceGarbled(f"The modem answers {command} with nothing that can be read.")
        return lines[-1]

    def _said(self, doing: str, command: str, name: str) -> str:
        """The answer behind the name of its command."""
        lines = self._ask(doing, command)
        said = next((line.removeprefix(f"{name}:").strip() for line in lines if line.startswith(f"{name}:")), None)
        if said is None:
            raise DeviceGarbled(f"The modem could {doing}, and does not say how.")
        return said

    def _ask(self, doing: str, command: str) -> list[str]:
        """A command about credentials, for which the modem must be offline."""
        try:
            if not self._offline:
                self._at.ask("AT+CFUN=4")
                self._offline = True
            return self._at.ask(command)
        except AtRefusal as refusal:
            self._listed = None
            raise _refused(doing, refusal) from None


def _refused(doing: str, refusal: AtRefusal) -> DeviceError:
    if refusal.number == _SUPPLY:
        return SupplyLow(f"The modem could not {doing}: it warns that its supply voltage sags.")
    unknown = (f"it says CME error {refusal.number}" if refusal.number else "it says only ERROR", DeviceRefused.advice)
    words, advice = _WORDS.get(refusal.number, unknown)
    return DeviceRefused(f"The modem could not {doing}: {words}.", advice=advice)


def _digest(text: str) -> str:
    """As the modem lists it: over the text exactly as stored."""
    return hashlib.sha256(text.encode()).hexdigest()


def _text(chain: Chain) -> str:
    return (chain.leaf_pem + chain.issuers_pem).decode().strip()


def _chain(text: str) -> Chain:
    try:
        return Chain.of_pem(text.encode())
    except ValueError as error:
        raise DeviceGarbled("What the modem keeps as its certificate is none.") from error
