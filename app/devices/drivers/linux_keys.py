"""What a Linux device keeps, and where: its key as commands for its shell, its certificates as something to find and to keep."""

import base64
from abc import ABC, abstractmethod

from app.core.errors import DeviceGarbled, DeviceRefused, LoginRejected
from app.core.recipe import KeyKind
from app.devices.links.console import Console, Said

ABSENT = 44
"""Exit code of our own: it is not there. Every other failure means that nobody knows, and nothing may be made in its place."""
REJECTED = 45
"""Exit code of our own: the PIN is not taken, and must not be tried again."""

FED = 3
"""The number under which OpenSSL's TLS client finds what its key is fed from."""

GENPKEY = {
    KeyKind.EC_P256: "EC -pkeyopt ec_paramgen_curve:P-256",
    KeyKind.EC_P384: "EC -pkeyopt ec_paramgen_curve:P-384",
    KeyKind.RSA_2048: "RSA -pkeyopt rsa_keygen_bits:2048",
    KeyKind.RSA_3072: "RSA -pkeyopt rsa_keygen_bits:3072",
    KeyKind.RSA_4096: "RSA -pkeyopt rsa_keygen_bits:4096",
    KeyKind.ED25519: "ED25519",
}
"""By kind, what `openssl genpkey -algorithm` is told."""


class KeyPlace(ABC):
    """Commands about one key."""

    openssl: str
    """What OpenSSL is told to use the key, without the name of the option for it."""
    digest: str = " -digest sha256"
    """What OpenSSL is told to hash with before it signs; nothing for Ed25519, which signs the data itself."""
    before: str = ""
    """What stands before OpenSSL in a command: variables, or what its standard input is fed from."""

    @property
    @abstractmethod
    def check(self) -> str:
        """Exit code 0: there is a key, and it is kept as it must be. ABSENT: there is none. Else the last line says what is wrong."""

    @property
    @abstractmethod
    def make(self) -> str:
        """Make one where there is none; leaves nothing half-made behind."""

    @property
    def remake(self) -> str:
        """Make another one, and put it in the place of the one that is there once it is made; raises DeviceRefused where that cannot be."""
        return self.make

    @property
    @abstractmethod
    def source(self) -> tuple[str, dict[str, str]]:
        """How peridiod finds it: `key_pair_source`, and its part of `key_pair_config`."""

    @property
    def client(self) -> str:
        """What OpenSSL's TLS client is told to use the key: it calls the password's option by another name."""
        return self.openssl.replace("-passin", "-pass")

    def bring(self, console: Console, pem: bytes) -> None:
        """Put a key made by the station there, over the cable; it never stands in a command's arguments, and never comes out again."""
        del console, pem
        raise DeviceRefused("This device takes no key from outside: it makes its own.")

    def request(self, identifier: str) -> str:
        """A PKCS#10 request in PEM; an identifier holds no character that a shell or OpenSSL's -subj minds."""
        return f"{self.before}openssl req -new -sha256 -key {self.openssl} -subj /CN={identifier}"

    def sign(self, source: str, target: str) -> str:
        """Sign the file `source` into `target`, with SHA-256 where the key hashes; what OpenSSL says is shown only where it fails."""
        words = f"{self.before}openssl pkeyutl -sign -inkey {self.openssl} -rawin{self.digest} -in {source} -out {target}"
        return f"{{ {words} >{target}.said 2>&1||{{ cat {target}.said;false;}};}}"


class Slot(ABC):
    """One place for certificates on the device."""

    @abstractmethod
    def find(self) -> bytes | None:
        """What stands there now, as PEM, or None; raises DeviceError."""

    @abstractmethod
    def keep(self, pem: bytes) -> None:
        """Put these certificates there, unless they are there already; raises DeviceError."""

    @property
    def source(self) -> dict[str, str]:
        """How peridiod finds the certificate: its part of `key_pair_config`."""
        return {}


def require_pin(said: Said) -> None:
    """Raise LoginRejected where the device's token did not take the PIN."""
    if said.code == REJECTED:
        raise LoginRejected(
            "The device's token does not accept the PIN.",
            advice="It was not tried again. An engineer must correct the PIN before the next try: too many wrong ones lock the token.",
        )


def decoded(text: str) -> bytes:
    """What base64 stands for; raises DeviceGarbled."""
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except ValueError as error:
        raise DeviceGarbled("The device answered something that is not base64.") from error
