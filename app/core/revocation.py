"""Taking a certificate back: why, and what is remembered of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Reason(StrEnum):
    """Why a device certificate is taken back (RFC 5280, 5.3.1, without those that are not for good or not for devices)."""

    UNSPECIFIED = "unspecified"
    KEY_COMPROMISE = "key-compromise"
    """Somebody else may have the key: it never gets a certificate again."""
    AFFILIATION_CHANGED = "affiliation-changed"
    SUPERSEDED = "superseded"
    CESSATION_OF_OPERATION = "cessation-of-operation"
    PRIVILEGE_WITHDRAWN = "privilege-withdrawn"


@dataclass(frozen=True, slots=True)
class Revocation:
    """A certificate that was taken back; it stays so."""

    at: datetime
    identifier: str
    serial: str
    """Lower-case hex, as OpenSSL counts digits."""
    fingerprint: str
    """SHA-256 of the certificate, hex."""
    issuer: str
    """SHA-256 of the CA certificate it was issued under, hex; empty where the ledger has none."""
    reason: Reason
    note: str
    who: str
