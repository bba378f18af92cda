"""Telling the platform about devices and the CAs that vouch for them.

The doors: Registrar, Authorities, Identities (rotation), DeviceApi (calling as a device), Witness (what the platform saw).
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.types import CertificateIssuerPrivateKeyTypes

from app.core.chain import Chain
from app.core.contact import Contact
from app.core.device import Address, Identity
from app.core.jitp import Jitp
from app.core.recipe import Recipe
from app.core.run import Receipt
from app.core.waiting import Stop


class Registrar(Protocol):
    """One platform that devices are registered with."""

    def register(self, identifier: str, identity: Identity, chain: Chain, recipe: Recipe, stop: Stop) -> Receipt:
        """Make sure that the platform has exactly this device with exactly this certificate, and that it says so when asked.

        What is already there and equal counts as done. Raises CloudError: PlatformConflict where something else goes by this identifier.
        """

    def require_ready(self, recipe: Recipe) -> None:
        """Raise SettingsError if the settings are such that no device of this recipe could be registered; asks nobody."""

    def check(self) -> None:
        """Ask the platform a harmless question; raises CloudError if devices could not be registered now."""


@dataclass(frozen=True, slots=True)
class Inventory:
    """What the platform has of some products."""

    devices: dict[str, str]
    """The platform's name of each (a PRN), by identifier."""
    serials: frozenset[int]
    """The serial numbers of their certificates."""


class Stock(Protocol):
    """Everything that the platform has."""

    def read(self, products: Collection[str], stop: Stop) -> Inventory:
        """Every device of these products (PRNs), and every certificate; raises CloudError, Cancelled."""


class Series(Protocol):
    """Registers one device after the other; for one thread at a time, to be closed."""

    def register(self, identifier: str, identity: Identity, chain: Chain, recipe: Recipe) -> Receipt:
        """As the Registrar's `register`; the stop is the one that the series was opened with."""

    def close(self) -> None:
        """Let the connections go; may be called twice."""


@dataclass(frozen=True, slots=True)
class PlatformCertificate:
    """A certificate as the platform tells it: a CA's or a device's, never its PEM or fingerprint."""

    prn: str
    serial: int
    not_before: datetime | None
    not_after: datetime | None
    description: str = ""


class Authorities(Protocol):
    """The CA certificates that the platform was given. Every call raises CloudError, Cancelled."""

    @property
    def sets_jitp(self) -> bool:
        """Whether `set_jitp` can be called: an organization name is configured. Without, a person sets it in the platform's console."""

    def new_code(self, stop: Stop) -> str:
        """A verification code; good once, within a week: a certificate with this CN, signed by the CA's key, proves that we hold it."""

    def add(self, ca: x509.Certificate, verification: x509.Certificate, description: str, stop: Stop) -> PlatformCertificate:
        """Make sure that the platform has this CA certificate, and that it says so when asked; what is already there counts as done."""

    def list_(self, stop: Stop) -> tuple[PlatformCertificate, ...]:
        """Every CA certificate that the platform has."""

    def find(self, ca: x509.Certificate, stop: Stop) -> PlatformCertificate | None:
        """What the platform has of this CA certificate, or None."""

    def describe(self, ca: x509.Certificate, description: str, stop: Stop) -> PlatformCertificate:
        """Change what is said of it; raises PlatformRefused where the platform does not have it."""

    def set_jitp(self, ca: x509.Certificate, jitp: Jitp, stop: Stop) -> PlatformCertificate:
        """Say what becomes of devices that come with certificates of this CA; the platform never tells it back, so remember it.

        Raises SettingsError where no organization name is configured.
        """


class Identities(Protocol):
    """The certificates of a device that is registered already; what rotation needs. Every call raises CloudError, Cancelled."""

    def list_(self, identifier: str, stop: Stop) -> tuple[PlatformCertificate, ...]:
        """The certificates of the device; raises PlatformRefused where the platform does not have the device."""

    def add(self, identifier: str, chain: Chain, stop: Stop) -> Receipt:
        """Make sure that the device has this certificate too, beside whatever it has, and that the platform says so when asked."""

    def remove(self, identifier: str, serials: Collection[int], stop: Stop) -> int:
        """Make sure that the device has none of these certificates any more; returns how many there were to remove."""


@dataclass(frozen=True, slots=True)
class Me:
    """Whom the platform takes a device for."""

    identifier: str
    request: str
    """The platform's request id."""


class DeviceApi(Protocol):
    """The platform's side towards devices: mutual TLS, the device's own certificate."""

    def place(self, address: str) -> Address:
        """Where a device finds it, and by what it may believe it; `address`: as that device reaches it, empty: as we do."""

    def call(self, key: CertificateIssuerPrivateKeyTypes, chain: Chain, stop: Stop) -> Me:
        """Call as the device; raises ContactRefused where the platform does not let it in, CloudError, Cancelled."""

    def understand(self, answer: bytes) -> Me:
        """What the platform answered a device that called by itself (the whole HTTP answer); raises as `call` does."""


class Witness(Protocol):
    """What the platform saw of devices that came by themselves. Every call raises CloudError, Cancelled."""

    def find_receipt(self, identifier: str, chain: Chain, stop: Stop) -> Receipt | None:
        """The receipt of this device with this certificate, or None where the platform does not have both."""

    def list_contacts(self, since: datetime, stop: Stop) -> tuple[Contact, ...]:
        """Who was let in or sent away since then, the oldest first."""

    def require_jitp(self, ca: x509.Certificate, recipe: Recipe, remembered: Jitp | None, stop: Stop) -> None:
        """Raise JitpNotReady unless the platform would make a device of this recipe that comes with a certificate of this CA.

        `remembered` is what was set for the CA: the platform never tells it.
        """
