"""The watch over everything that ends: device certificates in use, CA certificates, revocation lists."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from cryptography import x509
from cryptography.hazmat.primitives import hashes

from app.core.authority import Crl


class DeviceEnding(Protocol):
    """A device certificate in use, and when it ends."""

    @property
    def identifier(self) -> str:
        """The unit's."""

    @property
    def serial(self) -> str:
        """The certificate's, hex."""

    @property
    def ends(self) -> datetime:
        """In UTC."""


class InUse(Protocol):
    """What the watch reads; the ledger's book is one."""

    def list_ending(self, before: datetime, limit: int = 100) -> Sequence[DeviceEnding]:
        """The certificates in use that end before then, the soonest first."""

    def count_ending(self, before: datetime | None = None) -> int:
        """How many; None: how many there are."""

    def list_issuers(self) -> list[x509.Certificate]:
        """Every CA certificate that a certificate was issued under."""

    def last_crl(self, issuer: str) -> Crl | None:
        """The newest revocation list of the CA with this fingerprint."""


@dataclass(frozen=True, slots=True)
class Ends:
    """Something that ends."""

    kind: str
    """`device`, `ca` or `crl`."""
    name: str
    serial: str
    at: datetime
    days: int
    """Whole days left; below zero: it has ended."""


@dataclass(frozen=True, slots=True)
class Watch:
    """What ends, the soonest first."""

    now: datetime
    days: tuple[int, ...]
    """What is looked ahead, in days, the nearest first."""
    ending: tuple[Ends, ...]
    devices: int
    """Device certificates in use."""
    counts: tuple[int, ...]
    """Device certificates that end within each of `days`; ended ones too."""
    ended: int
    """Device certificates that have ended."""

    @property
    def urgent(self) -> tuple[Ends, ...]:
        """What ends within the nearest of the days."""
        return tuple(each for each in self.ending if each.days < self.days[0])


def look(book: InUse, chains: Iterable[tuple[x509.Certificate, ...]], *, now: datetime, days: Sequence[int], limit: int = 100) -> Watch:
    """What ends within the longest of `days`: at most `limit` devices, all CA certificates, and the revocation lists that are due.

    `chains` are the station's own CAs; those that its device certificates were issued under are looked at too.
    """
    ahead = tuple(sorted(set(days)))
    horizon = now + timedelta(days=ahead[-1])
    devices = [_ends("device", each.identifier, each.serial, each.ends, now) for each in book.list_ending(horizon, limit)]
    cas = {each.fingerprint(hashes.SHA256()).hex(): each for chain in (*chains, tuple(book.list_issuers())) for each in chain}
    authorities = [_of_ca(each, now) for each in cas.values() if each.not_valid_after_utc < horizon]
    lists = [
        _ends("crl", _name(ca), str(crl.number), crl.next_update, now)
        for fingerprint, ca in cas.items()
        if (crl := book.last_crl(fingerprint)) is not None and _due(crl, ca, now)
    ]
    return Watch(
        now=now,
        days=ahead,
        ending=tuple(sorted((*authorities, *lists, *devices), key=lambda each: each.at)),
        devices=book.count_ending(),
        counts=tuple(book.count_ending(now + timedelta(days=each)) for each in ahead),
        ended=book.count_ending(now),
    )


def _due(crl: Crl, ca: x509.Certificate, now: datetime) -> bool:
    """Whether the next list should be signed: the last quarter of this one's time has begun, and its CA still lives then."""
    return crl.next_update < ca.not_valid_after_utc and crl.next_update - now < (crl.next_update - crl.at) / 4


def _of_ca(certificate: x509.Certificate, now: datetime) -> Ends:
    return _ends("ca", _name(certificate), f"{certificate.serial_number:x}", certificate.not_valid_after_utc, now)


def _ends(kind: str, name: str, serial: str, at: datetime, now: datetime) -> Ends:
    return Ends(kind, name, serial, at, (at - now).days)


def _name(certificate: x509.Certificate) -> str:
    names = certificate.subject.get_attributes_for_oid(x509.NameOID.COMMON_NAME)
    return str(names[0].value) if names else certificate.subject.rfc4514_string()
