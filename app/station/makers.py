"""Which makers of secure elements a station knows, by their CA certificates."""

from pathlib import Path

import structlog
from cryptography import x509
from cryptography.hazmat.primitives import hashes

from app.settings import Settings

log = structlog.get_logger(__name__)


def load_makers(settings: Settings) -> dict[str, tuple[x509.Certificate, ...]]:
    """The CA certificates in the home's folder `makers`, a file `NAME.pem` each; one that cannot be read is left out and logged."""
    makers = {}
    for file in sorted((settings.home / "makers").glob("*.pem")):
        certificates = _read(file)
        if certificates:
            makers[file.stem] = certificates
    return makers


def digest_of_maker(certificates: tuple[x509.Certificate, ...]) -> str:
    """SHA-256 over the certificates, 64 hex digits."""
    digest = hashes.Hash(hashes.SHA256())
    for certificate in certificates:
        digest.update(certificate.fingerprint(hashes.SHA256()))
    return digest.finalize().hex()


def _read(file: Path) -> tuple[x509.Certificate, ...]:
    try:
        return tuple(x509.load_pem_x509_certificates(file.read_bytes()))
    except (OSError, ValueError) as error:
        log.warning("maker.unreadable", file=str(file), reason=str(error))
        return ()
