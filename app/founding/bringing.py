"""Certificates that come in from files: read, put in order, and judged before any key is touched."""

from datetime import datetime
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import InvalidSignature

from app.core.errors import CaUnsuitable, CeremonyRefused
from app.core.recipe import shown
from app.pki.ca import require_ca, require_valid_ca
from app.pki.keys import PublicKey

_LARGEST = 256 * 1024
"""Bytes: a chain has a few kilobytes."""
_MOST = 12
"""Certificates in a file."""


def read_certificates(file: Path) -> tuple[x509.Certificate, ...]:
    """Every certificate in a PEM file; raises CeremonyRefused."""
    try:
        with file.open("rb") as opened:
            pem = opened.read(_LARGEST + 1)
    except OSError as error:
        raise CeremonyRefused(f"The certificates in {file} cannot be read: {error.strerror}.") from error
    if len(pem) > _LARGEST:
        raise CeremonyRefused(f"The file {file} is too large to be a CA's certificates.")
    try:
        found = tuple(x509.load_pem_x509_certificates(pem))
    except ValueError as error:
        raise CeremonyRefused(f"The file {file} holds no certificates in PEM that can be read.") from error
    if len(found) > _MOST:
        raise CeremonyRefused(f"The file {file} holds {len(found)} certificates; a chain has at most {_MOST}.")
    return found


def chain_for(public_key: PublicKey, certificates: tuple[x509.Certificate, ...], now: datetime) -> tuple[x509.Certificate, ...]:
    """The chain of this key's CA up to its root, in order, out of certificates in any order; raises CaUnsuitable, CaExpired."""
    own = [each for each in certificates if each.public_key() == public_key]
    if not own:
        raise CaUnsuitable("None of the certificates belongs to the CA's key.")
    chain = [max(own, key=lambda each: each.not_valid_after_utc)]
    while chain[-1].issuer != chain[-1].subject:
        issuer = next((each for each in certificates if each not in chain and _signed(chain[-1], each)), None)
        if issuer is None:
            missing = shown(chain[-1].issuer.rfc4514_string())
            raise CaUnsuitable(f"The chain is not complete: the certificate of {missing} is missing.", advice="Add it to the file.")
        chain.append(issuer)
    require_ca(tuple(chain), public_key)
    require_valid_ca(tuple(chain), now)
    return tuple(chain)


def _signed(lower: x509.Certificate, upper: x509.Certificate) -> bool:
    try:
        lower.verify_directly_issued_by(upper)
    except (ValueError, TypeError, InvalidSignature):
        return False
    return True
