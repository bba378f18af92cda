"""Pinned public keys: the platform must have one of them, whoever else vouches for its certificate."""

import base64
import hashlib
import re

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from app.core.errors import PlatformUntrusted, SettingsError

_PIN = re.compile(r"sha256//[A-Za-z0-9+/]{43}=")
"""SHA-256 over the SubjectPublicKeyInfo (RFC 7469 §2.4), written as curl's `--pinnedpubkey` writes it."""


def read_pins(text: str) -> frozenset[str]:
    """The pins in a setting, separated by `;`; empty: none. Raises SettingsError."""
    pins = frozenset(part.strip() for part in text.split(";") if part.strip())
    for pin in pins:
        if _PIN.fullmatch(pin) is None:
            raise SettingsError(
                "The platform's pin is not of the form sha256//…: the base64 of a SHA-256 over its public key.",
                key="pin",
                advice="An engineer must correct it; several, so that a key may be changed, are separated by “;”.",
            )
    return pins


def pin_of(certificate: x509.Certificate) -> str:
    """The pin of a certificate's public key."""
    spki = certificate.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return f"sha256//{base64.b64encode(hashlib.sha256(spki).digest()).decode()}"


def require_pinned(certificate: bytes, pins: frozenset[str]) -> None:
    """Raise PlatformUntrusted unless there are no pins, or the certificate (DER) has a pinned key."""
    if not pins:
        return
    found = pin_of(x509.load_der_x509_certificate(certificate))
    if found not in pins:
        raise PlatformUntrusted(
            f"The platform has the key {found}, which is not pinned.",
            advice="Somebody may be answering in the platform's place. Where its key was changed, an engineer must change the pin.",
        )
