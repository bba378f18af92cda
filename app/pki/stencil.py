"""Certificates of one recipe that differ only in name, key and serial number: cut once from the mould, filled for every unit."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Self
from uuid import UUID

from cryptography import x509

from app.core.der import BIT_STRING, SEQUENCE, element, elements, integer, wrapped
from app.core.device import Identity
from app.core.recipe import KeyKind
from app.core.ticket import OrderWords, Ticket
from app.pki.keys import PrivateKey, PublicKey, generate, hash_for
from app.pki.requests import common_name

Cast = Callable[[PublicKey, Ticket, datetime], x509.CertificateBuilder]
"""`Mould.cast`: the unsigned certificate of one unit."""

_PARTS = 8
"""Of a TBSCertificate with extensions (RFC 5280, 4.1): version, serial, algorithm, issuer, validity, subject, key, extensions."""


@dataclass(frozen=True, slots=True)
class Stencil:
    """The DER of a certificate without what differs; a batch's own, for the time of validity stands in it."""

    version: bytes
    algorithm: bytes
    """The signature's algorithm: it stands in the certificate twice."""
    middle: bytes
    """Issuer and validity."""
    before: bytes
    after: bytes
    """The extensions, up to the subject key identifier and from there on."""
    header: bytes
    """How a public key begins, up to its bits."""

    @classmethod
    def cut(cls, cast: Cast, signer: PrivateKey, kind: KeyKind, order: OrderWords, now: datetime) -> Self | None:
        """What two units that have nothing in common but recipe and order share; None where their certificates differ in more.

        `signer` is a key of the CA's kind that nobody else has: the CA itself never signs for a unit that does not exist.
        """
        first, second = (_probe(cast, signer, generate(kind).public_key(), ticket, now) for ticket in _tickets(order))
        if len(first.parts) != _PARTS or len(second.parts) != _PARTS:
            return None
        (version, _, algorithm, issuer, validity, _, _, extensions), others = first.parts, second.parts
        shared = (version, algorithm, issuer, validity) == (others[0], others[2], others[3], others[4])
        named = first.parts[5] == common_name(first.name) and others[5] == common_name(second.name)
        before, key, after = extensions.partition(first.key_identifier)
        alike = extensions.count(first.key_identifier) == 1 and others[7] == before + second.key_identifier + after
        if not (shared and named and key and alike):
            return None
        spki = first.parts[6]
        return cls(version, algorithm, issuer + validity, before, after, header=spki.removesuffix(key_bits(spki)))

    def fill(self, identifier: str, spki: bytes, serial: int) -> bytes:
        """The TBSCertificate of one unit; its key's identifier is the SHA-1 over the bits of the key (RFC 5280, 4.2.1.2, method 1)."""
        bits = spki[len(self.header) :] if spki.startswith(self.header) else key_bits(spki)
        return wrapped(
            SEQUENCE,
            self.version,
            integer(serial),
            self.algorithm,
            self.middle,
            common_name(identifier),
            spki,
            self.before,
            hashlib.sha1(bits, usedforsecurity=False).digest(),
            self.after,
        )

    def signed(self, tbs: bytes, signature: bytes) -> bytes:
        """The certificate, in DER."""
        return wrapped(SEQUENCE, tbs, self.algorithm, wrapped(BIT_STRING, b"\x00", signature))


def key_bits(spki: bytes) -> bytes:
    """The public key in a SubjectPublicKeyInfo, without what it says about its kind."""
    content, _ = element(spki, SEQUENCE)
    _, bits = elements(content)
    return element(bits, BIT_STRING)[0][1:]


@dataclass(frozen=True, slots=True)
class _Probe:
    name: str
    key_identifier: bytes
    parts: list[bytes]


def _tickets(order: OrderWords) -> list[Ticket]:
    """Two units that have not a word in common, and names of different length."""
    names = ("P", "probe-of-another-length")
    identities = [Identity(*(f"{word}-{name}" for word in ("model", "serial", "revision", "firmware", "chip"))) for name in names]
    return [Ticket(UUID(int=0), name, identity, f"scan-{name}", order) for name, identity in zip(names, identities, strict=True)]


def _probe(cast: Cast, signer: PrivateKey, key: PublicKey, ticket: Ticket, now: datetime) -> _Probe:
    certificate = cast(key, ticket, now).sign(signer, hash_for(signer.public_key()))
    tbs, _ = element(certificate.tbs_certificate_bytes, SEQUENCE)
    return _Probe(ticket.identifier, x509.SubjectKeyIdentifier.from_public_key(key).digest, elements(tbs))
