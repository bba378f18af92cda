"""Finding devices and speaking to them: the doors Scanner, Link and Device.

A Port is a reference (cheap, nothing open), a Link is a connection (bytes with a deadline), a Device is a session (the verbs of the trade).
"""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Protocol, Self

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.types import CertificateIssuerPrivateKeyTypes
from pydantic import SecretStr

from app.core.chain import Chain
from app.core.device import Address, Identity, Port
from app.core.errors import DeviceRefused, DeviceTimeout
from app.core.recipe import Recipe, shown
from app.core.waiting import Deadline, Stop


class Scanner(Protocol):
    """Looks at what is plugged in."""

    def scan(self) -> frozenset[Port]:
        """Everything plugged in now; opens nothing, takes milliseconds, never raises for a port that vanishes while it looks."""


class Link(ABC):
    """Bytes to and from an open port; every call has a deadline and hears a stop within 0.2 s."""

    @abstractmethod
    def read(self, deadline: Deadline) -> bytes:
        """Return what has arrived, at least one byte; raises DeviceTimeout at the deadline, DeviceGone, Cancelled."""

    @abstractmethod
    def write(self, data: bytes, deadline: Deadline) -> None:
        """Hand all bytes over; raises DeviceTimeout at the deadline, DeviceGone, Cancelled."""

    @abstractmethod
    def close(self) -> None:
        """Let the port go; never raises, may be called twice."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


@dataclass(frozen=True, slots=True)
class Credential:
    """What opens a device; password and PIN cannot be printed."""

    user: str
    """Who logs in; empty: it asks for no login."""
    password: SecretStr
    pin: SecretStr | None = None
    """Of the token in it, or of the token that it is."""
    root: SecretStr | None = None
    """What is asked for where whoever has logged in becomes root."""


class Device(ABC):
    """An open device of one product family.

    Every verb raises DeviceError (gone, timeout, refused, garbled) or Cancelled; `find_` verbs change nothing; `make_key`, `import_key` and
    `write_chain` do nothing where the same is already there, so that a retry may call them again.
    """

    @abstractmethod
    def identify(self) -> Identity:
        """Log in where needed and ask the device who it is."""

    @abstractmethod
    def find_chain(self) -> Chain | None:
        """The certificate and issuers it already holds where the recipe wants them, or None."""

    @abstractmethod
    def find_request(self, identifier: str) -> x509.CertificateSigningRequest | None:
        """A request (CN = identifier) signed now by the key it already holds where the recipe wants it, or None where it holds none."""

    def holds(self, chain: Chain) -> bool:
        """Whether the key of `chain`, which is in it, is in it too, where it can make no request for that key; else False."""
        del chain
        return False

    def list_facts(self) -> dict[str, str]:
        """What it has told on the way that the record keeps, by name: an attestation, the number of its chip."""
        return {}

    @abstractmethod
    def make_key(self, identifier: str) -> x509.CertificateSigningRequest:
        """Let the device make its own key where the recipe wants it; return a request signed by it."""

    def replace_key(self, identifier: str) -> x509.CertificateSigningRequest:
        """Let the device make another key in the place of the one it has, which is gone then; return a request signed by the new one.

        Raises DeviceRefused, before anything changes, where such a device cannot.
        """
        raise DeviceRefused(
            f"This device cannot make another key in the place of the one it has ({shown(identifier)}).",
            advice="An engineer must let the recipe keep the key: rotation.key = 'same'.",
        )

    @abstractmethod
    def import_key(self, key: CertificateIssuerPrivateKeyTypes) -> None:
        """Put a key made by the station where the recipe wants it, replacing what is there."""

    @abstractmethod
    def write_chain(self, chain: Chain) -> None:
        """Put certificate, issuers and configuration where the recipe wants them."""

    @abstractmethod
    def read_chain(self) -> Chain:
        """Read back, from the storage itself, what `write_chain` wrote."""

    @abstractmethod
    def sign(self, challenge: bytes) -> bytes:
        """The signature of the device's key over `challenge`: ECDSA with SHA-256 in DER, or RSA PKCS#1 v1.5 with SHA-256."""

    def call_platform(self, address: Address) -> bytes:
        """The whole HTTP answer to GET /device/me over mutual TLS, called by the device with its own key; not every family can.

        Raises ContactRefused where the platform turns it away in the handshake, PlatformUntrusted, PlatformUnreachable.
        """
        raise DeviceRefused(f"This device cannot call {address.host} by itself.")

    @abstractmethod
    def lock(self) -> None:
        """Lock the device for good; irreversible."""

    @abstractmethod
    def close(self) -> None:
        """Log out where needed and let the link go; never raises."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


Opener = Callable[[Port, Recipe, Stop], Device]


def read_on(link: Link, deadline: Deadline) -> bytes:
    """More of an answer that is not whole; raises DeviceTimeout at the deadline also where the device never stops talking."""
    if deadline.passed:
        raise DeviceTimeout(f"The device did not finish its answer within {deadline.seconds:g} seconds.")
    return link.read(deadline)
