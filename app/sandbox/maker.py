"""A simulated maker of secure elements: its CA, and the identity that each of its chips comes with."""

from datetime import UTC, datetime, timedelta
from typing import Self

from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256

from app.core.chain import Chain
from app.core.recipe import KeyKind
from app.pki.ceremony import make_root
from app.pki.keys import PrivateKey, generate

_NAME = "Simulated Chip Maker"
_YEARS, _LIFE = 30, timedelta(days=7300)


class ChipMaker:
    """One maker; whoever believes its `certificate` believes its chips."""

    def __init__(self, key: PrivateKey, certificate: x509.Certificate) -> None:
        self.key = key
        self.certificate = certificate

    @classmethod
    def found(cls) -> Self:
        """A new one."""
        key = generate(KeyKind.EC_P256)
        return cls(key, make_root(key, _NAME, _YEARS, datetime.now(UTC)))

    def make(self, serial: str, kind: KeyKind) -> tuple[PrivateKey, Chain]:
        """Key and certificate of the chip with that serial number."""
        key = generate(kind)
        now = self.certificate.not_valid_before_utc
        leaf = (
            x509.CertificateBuilder()
            .subject_name(x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, f"sn{serial}")]))
            .issuer_name(self.certificate.subject)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now)
            .not_valid_after(now + _LIFE)
            .sign(self.key, SHA256())
        )
        return key, Chain(leaf)
