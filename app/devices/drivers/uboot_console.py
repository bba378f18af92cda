"""A board at the prompt of U-Boot: key and certificate in its environment, checked by CRC-32, then saved.

U-Boot makes no keys and signs nothing, and whoever has its console reads what is in its environment. So the key comes from the station, and
the record says that possession was not proven by a signature.
"""

import base64
import re
import zlib

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.types import CertificateIssuerPrivateKeyTypes
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key

from app.core.chain import Chain
from app.core.device import Identity
from app.core.errors import DeviceGarbled, DeviceRefused, ProofFailed
from app.core.recipe import Recipe
from app.core.waiting import Stop
from app.devices import Credential, Device, Link
from app.devices.links.uboot import UBootConsole

_CRC = re.compile(r"==> ([0-9a-f]{8})$", re.MULTILINE)
_CHARACTERS = re.compile(r"[A-Za-z0-9+/=]+")
"""What a value of ours is made of: nothing that U-Boot's shell minds."""


class UBoot(Device):
    """Speaks to U-Boot's shell; nothing counts before its CRC-32 was computed by the board, and again after it was saved."""

    def __init__(self, link: Link, recipe: Recipe, credential: Credential | None, stop: Stop) -> None:
        """`link` hears the stop itself; a prompt asks for no `credential`."""
        del credential, stop
        self._storage = recipe.storage
        self._key = recipe.key.variable
        self._address = f"{recipe.storage.address:#x}" if recipe.storage.address else "${loadaddr}"
        self._console = UBootConsole(
            link, recipe.link.prompt, boot_seconds=recipe.link.boot_seconds, answer_seconds=recipe.link.answer_seconds
        )
        self._loaded = not recipe.storage.load

    def identify(self) -> Identity:
        """By the variables that board code sets (`board_name`, `serial#`), and by the version it says."""
        known = self._environment()
        version = self._console.require("version", "tell its version").strip().split("\n")[0]
        model, serial = known.get("board_name") or known.get("board", ""), known.get("serial#", "")
        if not model or not serial:
            raise DeviceRefused("The device tells neither model nor serial number: its environment lacks board_name or serial#.")
        return Identity(model=model, serial=serial, revision=known.get("board_rev", ""), firmware=version)

    def find_chain(self) -> Chain | None:
        """The certificate in its variable, with the issuers in theirs."""
        known = self._environment()
        leaf = known.get(self._storage.certificate_variable)
        return None if leaf is None else _chain(_decoded(leaf) + _decoded(known.get(self._storage.chain_variable, "")))

    def find_request(self, identifier: str) -> x509.CertificateSigningRequest | None:
        """A request signed here by the key that is read out of the environment: whoever has this console reads it."""
        value = self._environment().get(self._key)
        if value is None:
            return None
        try:
            key = load_pem_private_key(_decoded(value), None)
        except (ValueError, TypeError, UnsupportedAlgorithm) as error:
            raise DeviceRefused(
                f"The device's variable {self._key} holds no key that can be used.",
                advice="Put the unit aside: nothing was made in the key's place. An engineer must look at it.",
            ) from error
        if not isinstance(key, ec.EllipticCurvePrivateKey):
            raise DeviceRefused(f"The device's variable {self._key} holds a key of another kind.")
        name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, identifier)])
        return x509.CertificateSigningRequestBuilder().subject_name(name).sign(key, SHA256())

    def make_key(self, identifier: str) -> x509.CertificateSigningRequest:
        """U-Boot makes none; a recipe that asks for it is refused when it is loaded."""
        raise DeviceRefused(f"U-Boot makes no key for {identifier}.")

    def import_key(self, key: CertificateIssuerPrivateKeyTypes) -> None:
        """Put the key into its variable and save it."""
        if self._put({self._key: key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())}):
            self._save(self._key)

    def write_chain(self, chain: Chain) -> None:
        """Certificate and issuers, each only where it is not the same already; then they are saved."""
        wanted = {self._storage.certificate_variable: chain.leaf_pem, self._storage.chain_variable: chain.issuers_pem}
        if self._put(wanted):
            self._save(*wanted)

    def read_chain(self) -> Chain:
        """What the environment holds; its CRC-32 is asked of the board besides. Raises ProofFailed where something is missing."""
        known = self._environment()
        names = (self._storage.certificate_variable, self._storage.chain_variable)
        if any(name not in known for name in names):
            raise ProofFailed("The device does not keep the certificate that was written to it.")
        for name in names:
            self._require_held(name, known[name])
        return _chain(b"".join(_decoded(known[name]) for name in names))

    def sign(self, challenge: bytes) -> bytes:
        """U-Boot signs nothing; a recipe that asks for it is refused when it is loaded."""
        raise DeviceRefused(f"U-Boot cannot sign {len(challenge)} bytes.")

    def lock(self) -> None:
        """There is nothing to lock for good; a recipe that asks for it is refused when it is loaded."""
        raise DeviceRefused("The station cannot lock U-Boot.")

    def close(self) -> None:
        """Leave it at its prompt."""
        self._console.close()

    def _environment(self) -> dict[str, str]:
        """All variables; asked for by name, U-Boot cuts a long one silently."""
        if not self._loaded:
            # On a board that was never saved there is nothing to load, and nothing to say about it.
            self._console.ask(self._storage.load)
            self._loaded = True
        lines = self._console.require("printenv", "tell its environment").split("\n")
        return dict(line.split("=", 1) for line in lines if "=" in line)

    def _put(self, wanted: dict[str, bytes]) -> bool:
        """Set what is not so already; returns whether anything was."""
        known = self._environment()
        values = {name: base64.b64encode(data).decode() for name, data in wanted.items()}
        changed = {name: value for name, value in values.items() if known.get(name) != value}
        for name, value in changed.items():
            self._set(name, value)
            self._require_held(name, value)
        return bool(changed)

    def _set(self, name: str, value: str) -> None:
        """In pieces that a line has room for, the first of which begins anew."""
        size = self._console.room(f"setenv {name} ${{{name}}}")
        for at in range(0, len(value), size):
            before = f"${{{name}}}" if at else ""
            self._console.require(f"setenv {name} {before}{value[at : at + size]}", f"set its variable {name}")

    def _require_held(self, name: str, value: str) -> None:
        """Raise DeviceGarbled unless the board computes the CRC-32 of this very value."""
        said = self._console.require(f"env export -t {self._address} {name};crc32 {self._address} ${{filesize}}", f"check {name}")
        found = _CRC.search(said)
        if found is None or int(found[1], 16) != zlib.crc32(f"{name}={value}\n\0".encode()):
            raise DeviceGarbled(f"The device does not hold what was written to its variable {name}.")

    def _save(self, *names: str) -> None:
        """Save the environment; where the recipe tells how it is loaded, forget it, load it and see that it is the same."""
        known = self._environment()
        self._console.require(self._storage.save, "save its environment")
        if not self._storage.load:
            return
        for name in names:
            self._console.require(f"setenv {name}", f"forget {name}")
        self._console.require(self._storage.load, "load the environment that it saved")
        for name in names:
            self._require_held(name, known[name])


def _chain(pem: bytes) -> Chain:
    try:
        return Chain.of_pem(pem)
    except ValueError as error:
        raise DeviceGarbled("What the device keeps where its certificates belong is no certificate.") from error


def _decoded(value: str) -> bytes:
    if value and _CHARACTERS.fullmatch(value) is None:
        raise DeviceGarbled("The device's variable holds something that is not base64.")
    try:
        return base64.b64decode(value, validate=True)
    except ValueError as error:
        raise DeviceGarbled("The device's variable holds something that is not base64.") from error
