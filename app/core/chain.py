"""A device certificate with its issuers as it travels between rooms, and as the ledger remembers it."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Self

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from app.core.revocation import Reason

NO_END = datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)
"""No well-defined end: 99991231235959Z (RFC 5280, 4.1.2.5). In a zone east of UTC it is past the last date that Python knows."""


@dataclass(frozen=True)
class Chain:
    """The leaf, then its issuers up to (and with, if known) the root; what is asked of the leaf again and again is found out once."""

    leaf: x509.Certificate
    issuers: tuple[x509.Certificate, ...] = ()

    @property
    def leaf_pem(self) -> bytes:
        """The leaf as PEM with LF line ends."""
        return self.leaf.public_bytes(Encoding.PEM)

    @property
    def issuers_pem(self) -> bytes:
        """The issuers as concatenated PEM, nearest first."""
        return b"".join(issuer.public_bytes(Encoding.PEM) for issuer in self.issuers)

    @property
    def endless(self) -> bool:
        """Whether the leaf has no well-defined end."""
        return self.leaf.not_valid_after_utc == NO_END

    @cached_property
    def der(self) -> bytes:
        """The leaf as DER."""
        return self.leaf.public_bytes(Encoding.DER)

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 over the leaf's DER, 64 hex digits."""
        return hashlib.sha256(self.der).hexdigest()

    @cached_property
    def serial(self) -> str:
        """The leaf's serial number, as people read it."""
        return serial_shown(self.leaf.serial_number)

    @classmethod
    def of_der(cls, der: bytes, issuers: tuple[x509.Certificate, ...]) -> Self:
        """Read a leaf; raises ValueError where it is no certificate."""
        chain = cls(x509.load_der_x509_certificate(der), issuers)
        vars(chain)["der"] = der  # what is at hand need not be found out
        return chain

    @classmethod
    def of_pem(cls, pem: bytes) -> Self:
        """Read a leaf followed by its issuers; raises ValueError where there is no readable certificate."""
        return cls.of(x509.load_pem_x509_certificates(pem))

    @classmethod
    def of(cls, certificates: Iterable[x509.Certificate]) -> Self:
        """Leaf first."""
        leaf, *issuers = certificates
        return cls(leaf, tuple(issuers))


@dataclass(frozen=True, slots=True)
class Prior:
    """A certificate the ledger remembers for an identifier or a key."""

    chain: Chain
    identifier: str
    key: str
    """SHA-256 of the SubjectPublicKeyInfo, hex."""
    recipe_digest: str
    confirmed: bool
    """Whether a run that PASSED put it into a device."""
    revoked: Reason | None = None
    """Why it was taken back, if it was."""


def serial_shown(number: int) -> str:
    """A certificate's serial number in lower-case hex, as OpenSSL counts digits (an even number)."""
    digits = f"{number:x}"
    return digits if len(digits) % 2 == 0 else f"0{digits}"


def key_fingerprint(key: object) -> str:
    """SHA-256 over the DER SubjectPublicKeyInfo of a public key, 64 hex digits."""
    der = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)  # type: ignore[attr-defined]  # cryptography has no common base for public keys
    return hashlib.sha256(der).hexdigest()
