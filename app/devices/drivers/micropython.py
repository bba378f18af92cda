"""A MicroPython board at its raw REPL: files or ESP32 NVS; the key is made and used on the board where its build can."""

import ast
import hashlib
import threading

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.types import CertificateIssuerPrivateKeyTypes
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from app.core.chain import Chain
from app.core.device import Identity
from app.core.errors import DeviceGarbled, DeviceRefused, ProofFailed
from app.core.recipe import Form, Origin, Recipe, shown
from app.core.waiting import Stop
from app.devices import Credential, Device, Link
from app.devices.drivers import micropython_code as code
from app.devices.drivers.signer import DeviceKey, request_by
from app.devices.links.rawrepl import Raised, RawRepl

_ONE_READS = threading.Lock()
"""CPython 3.11 counts the depth of what `ast` reads for all threads together: two trays at once end in a SystemError (cpython 106905)."""
_SMALL, _LARGE = 48, 1024
"""Bytes of a piece of data in one program; without flow control programs are short, so that the answer to each holds the next back."""
_ISSUERS = 8
"""Certificates: no chain is longer."""


class MicroPython(Device):
    """Speaks Python to the board; nothing of it stays there but what is written."""

    def __init__(self, link: Link, recipe: Recipe, credential: Credential | None, stop: Stop) -> None:
        """A board asks for no `credential`."""
        del credential
        self._recipe = recipe
        self._repl = RawRepl(
            link, stop, baud=recipe.link.baud, boot_seconds=recipe.link.boot_seconds, answer_seconds=recipe.link.answer_seconds
        )
        storage = recipe.storage
        nvs = storage.form is Form.NVS
        self._key, self._leaf, self._issuers = ("key", "cert", "chain") if nvs else (recipe.key.path, storage.certificate, storage.chain)
        self._signs = recipe.proof.signature or recipe.key.origin is Origin.DEVICE
        self._ready = self._curve_ready = False

    def identify(self) -> Identity:
        """By `sys.implementation` and `machine.unique_id()`; the serial number by the recipe's expression, where it has one."""
        model, _, release = self._repl.run(code.IDENTIFY).rstrip("\n").partition("\n")
        chip = self._repl.run(code.CHIP).strip()
        expression = self._recipe.link.serial_expression
        serial = self._repl.run(f"print({expression})\n").strip() if expression else chip
        if not model or not serial:
            raise DeviceRefused("The board tells no serial number: its build has no machine.unique_id().")
        return Identity(model=model.strip(), serial=serial, firmware=f"MicroPython {release.strip()}", chip=chip)

    def find_chain(self) -> Chain | None:
        """The certificate in its place, with the issuers in theirs."""
        leaf = self._find(self._leaf)
        return None if leaf is None else _chain(leaf, self._find(self._issuers) or b"")

    def find_request(self, identifier: str) -> x509.CertificateSigningRequest | None:
        """A request by the key in its place; None too where the board is not to sign."""
        return self._request(identifier) if self._signs and self._has_key() else None

    def holds(self, chain: Chain) -> bool:
        """Whether a key is there that the board cannot sign with: a certificate never outlives its key."""
        del chain
        return not self._signs and self._has_key()

    def make_key(self, identifier: str) -> x509.CertificateSigningRequest:
        """Make a P-256 key on the board, unless one is there."""
        self._open_curve()
        if not self._has_key():
            self._drop(self._leaf)
            self._run(code.MAKE, "make its key")
        return self._request(identifier)

    def import_key(self, key: CertificateIssuerPrivateKeyTypes) -> None:
        """Put the key into its place and drop the certificate of the one before; compared on the board, for a key never comes out."""
        encoding = Encoding.PEM if self._as_pem else Encoding.DER
        content = key.private_bytes(encoding, PrivateFormat.TraditionalOpenSSL, NoEncryption())
        if self._has_key() and self._same(self._key, content):
            return
        self._drop(self._leaf)
        self._write(self._key, content)

    def write_chain(self, chain: Chain) -> None:
        """Issuers, then the certificate; each only where it is not the same already."""
        for name, content in self._contents(chain):
            if self._find(name) != content:
                self._write(name, content)

    def read_chain(self) -> Chain:
        """What is in the places now; raises ProofFailed where something is missing or there is more."""
        leaf, issuers = self._find(self._leaf), self._find(self._issuers)
        if leaf is None or issuers is None:
            raise ProofFailed("The board does not keep the certificate that was written to it.")
        chain = _chain(leaf, issuers)
        if dict(self._contents(chain)) != {self._leaf: leaf, self._issuers: issuers}:
            raise ProofFailed("The board keeps more than the certificates that were written.")
        return chain

    def sign(self, challenge: bytes) -> bytes:
        """By the key in its place."""
        self._open_curve()
        said = self._run(code.SIGN.format(digest=hashlib.sha256(challenge).digest()), "sign with its key").strip()
        numbers = _unhex(said, 64)
        return encode_dss_signature(int.from_bytes(numbers[:32], "big"), int.from_bytes(numbers[32:], "big"))

    def lock(self) -> None:
        """There is nothing to lock for good; a recipe that asks for it is refused when it is loaded."""
        raise DeviceRefused("A MicroPython board cannot be locked by the station.")

    def close(self) -> None:
        """Leave the raw REPL."""
        self._repl.close()

    # ---- key ----------------------------------------------------------------------------------------------------

    @property
    def _as_pem(self) -> bool:
        return not self._key.endswith(".der")

    def _open_curve(self) -> None:
        """Bring the arithmetic into the board's RAM, once a session."""
        self._open()
        if self._curve_ready:
            return
        if self._repl.run(code.SIGNS).strip() != "True":
            raise DeviceRefused(
                "The board's build cannot work with keys: it lacks long integers, random bytes or SHA-256.",
                advice='An engineer must write key.origin = "station" and proof.signature = false into the recipe, or take another build.',
            )
        self._repl.run(code.curve(self._key, pem=self._as_pem))
        self._curve_ready = True

    def _request(self, identifier: str) -> x509.CertificateSigningRequest:
        self._open_curve()
        point = _unhex(self._run(code.PUBLIC, "tell its public key").strip(), 65)
        try:
            public_key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
        except ValueError as error:
            raise DeviceGarbled("What the board tells as its public key is no point of P-256.") from error
        return request_by(DeviceKey(public_key, self.sign), identifier)

    def _has_key(self) -> bool:
        self._open()
        return self._told(code.THERE.format(name=self._key), self._key) is not None

    # ---- what is kept -------------------------------------------------------------------------------------------

    def _contents(self, chain: Chain) -> tuple[tuple[str, bytes], ...]:
        def encoded(name: str, certificates: tuple[x509.Certificate, ...]) -> bytes:
            encoding = Encoding.DER if name.endswith(".der") else Encoding.PEM
            return b"".join(certificate.public_bytes(encoding) for certificate in certificates)

        return (self._issuers, encoded(self._issuers, chain.issuers)), (self._leaf, encoded(self._leaf, (chain.leaf,)))

    def _open(self) -> None:
        if not self._ready:
            self._repl.open()
            for program in code.access(self._recipe.storage, whole=self._repl.pastes):
                self._repl.run(program)
            self._ready = True

    def _find(self, name: str) -> bytes | None:
        self._open()
        said = self._told(code.LOAD.format(name=name), name)
        if said is None:
            return None
        try:
            with _ONE_READS:
                pieces = [ast.literal_eval(line) for line in said.splitlines()]
        except (ValueError, SyntaxError, MemoryError, RecursionError) as error:
            raise DeviceGarbled(f"What the board reads from {name} cannot be understood.") from error
        if not all(isinstance(piece, bytes) for piece in pieces):
            raise DeviceGarbled(f"What the board reads from {name} cannot be understood.")
        return b"".join(pieces)

    def _told(self, program: str, name: str) -> str | None:
        """What the program says of something kept, None where it is absent."""
        said = self._run(program, f"read {name}").strip()
        if said == code.ABSENT:
            return None
        if said.startswith("OSError("):
            raise DeviceRefused(f"The board cannot read {name}: {shown(said)}.")
        return said

    def _write(self, name: str, content: bytes) -> None:
        """Beside its place first, where the board can rename; then compared with what was sent."""
        self._open()
        doing = f"write {name}"
        self._run(code.BEGIN.format(name=name), doing)
        size = _LARGE if self._repl.pastes else _SMALL
        for start in range(0, len(content), size):
            self._run(code.put(content[start : start + size], packs=self._repl.pastes), doing)
        self._run(code.COMMIT.format(name=name), doing)
        if not self._same(name, content):
            raise DeviceGarbled(f"What the board wrote to {name} is not what was sent.")

    def _same(self, name: str, content: bytes) -> bool:
        """Whether exactly this is kept there; where the build has no SHA-256 the board compares piece by piece."""
        digest = self._run(code.SAME.format(name=name), f"read {name}").strip()
        if digest:
            return digest == hashlib.sha256(content).hexdigest()
        if self._run(code.THERE.format(name=name), f"read {name}").strip() != str(len(content)):
            return False
        pieces = [(start, content[start : start + _SMALL]) for start in range(0, len(content), _SMALL)]
        return all(
            self._run(code.EQUAL.format(name=name, start=start, end=start + len(piece), piece=piece), f"read {name}").strip() == "True"
            for start, piece in pieces
        )

    def _drop(self, name: str) -> None:
        self._open()
        self._told(code.DROP.format(name=name), name)

    def _run(self, program: str, doing: str) -> str:
        try:
            return self._repl.run(program)
        except Raised as error:
            raise DeviceRefused(f"The board could not {doing}: {error.last_line or 'nobody says why'}.") from None


def _unhex(text: str, size: int) -> bytes:
    try:
        data = bytes.fromhex(text)
    except ValueError as error:
        raise DeviceGarbled("The board answered something that is not hexadecimal.") from error
    if len(data) != size:
        raise DeviceGarbled(f"The board answered {len(data)} bytes; {size} were asked for.")
    return data


def _chain(leaf: bytes, issuers: bytes) -> Chain:
    try:
        return Chain.of((*_certificates(leaf), *(_certificates(issuers) if issuers else ())))
    except ValueError as error:
        raise DeviceGarbled("What the board keeps as its certificates is none.") from error


def _certificates(content: bytes) -> list[x509.Certificate]:
    """From PEM, or from DER one behind the other; raises ValueError."""
    if content.startswith(b"-"):
        return x509.load_pem_x509_certificates(content)
    found: list[x509.Certificate] = []
    while content:
        # SEQUENCE with a length of two octets: every certificate is between 256 and 65,535 bytes.
        end = int.from_bytes(content[2:4], "big") + 4
        if content[:2] != b"\x30\x82" or len(found) == _ISSUERS:
            raise ValueError("no certificate")
        found.append(x509.load_der_x509_certificate(content[:end]))
        content = content[end:]
    return found
