"""The signed list of revoked certificates (RFC 5280, section 5)."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding

from app.core.authority import Crl
from app.core.errors import CaUnsuitable
from app.core.revocation import Reason, Revocation
from app.pki import Revoked
from app.pki.ca import require_ca, require_valid_ca
from app.pki.extensions import authority_key_identifier
from app.pki.keys import PrivateKey, hash_for

REASONS = {
    Reason.KEY_COMPROMISE: x509.ReasonFlags.key_compromise,
    Reason.AFFILIATION_CHANGED: x509.ReasonFlags.affiliation_changed,
    Reason.SUPERSEDED: x509.ReasonFlags.superseded,
    Reason.CESSATION_OF_OPERATION: x509.ReasonFlags.cessation_of_operation,
    Reason.PRIVILEGE_WITHDRAWN: x509.ReasonFlags.privilege_withdrawn,
}
"""Without `unspecified`: a list says that by saying nothing (RFC 5280, 5.3.1)."""


def publish(key: PrivateKey, chain: tuple[x509.Certificate, ...], book: Revoked, *, days: int, now: datetime, who: str = "") -> Crl:
    """Sign the list of everything that was revoked of this CA, the next one due within `days`, and remember it.

    Raises CaUnsuitable, CaExpired where the CA may not sign it, HsmAway, HsmLocked, StoreError.
    """
    require_ca(chain, key.public_key())
    require_valid_ca(chain, now)
    _require_may_sign_lists(chain[0])
    issuer = chain[0].fingerprint(hashes.SHA256()).hex()
    last = book.last_crl(issuer)
    crl = sign(key, chain[0], book.list_revocations(issuer), number=next_number(last, now), now=now, days=days)
    book.add_crl(crl, who)
    return crl


def sign(key: PrivateKey, ca: x509.Certificate, revoked: Sequence[Revocation], *, number: int, now: datetime, days: int) -> Crl:
    """The list with this number; revoked certificates stay on it also when they have run out, so that none is missed."""
    at = now.replace(microsecond=0)
    due = min(at + timedelta(days=days), ca.not_valid_after_utc)
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(ca.subject)
        .last_update(at)
        .next_update(due)
        .add_extension(authority_key_identifier(ca), critical=False)
        .add_extension(x509.CRLNumber(number), critical=False)
    )
    for revocation in reversed(revoked):
        builder = builder.add_revoked_certificate(_entry(revocation))
    der = builder.sign(key, hash_for(key.public_key())).public_bytes(Encoding.DER)
    return Crl(ca.fingerprint(hashes.SHA256()).hex(), number, at, due, len(revoked), der)


def next_number(last: Crl | None, now: datetime) -> int:
    """Seconds since 1970, or one more than the last number: it goes up even where a ledger was brought back from a backup."""
    return max(int(now.timestamp()), last.number + 1 if last else 0)


def pem_of(crl: Crl) -> bytes:
    """The list as PEM."""
    return x509.load_der_x509_crl(crl.der).public_bytes(Encoding.PEM)


def _entry(revocation: Revocation) -> x509.RevokedCertificate:
    builder = x509.RevokedCertificateBuilder().serial_number(int(revocation.serial, 16)).revocation_date(revocation.at)
    reason = REASONS.get(revocation.reason)
    if reason is not None:
        builder = builder.add_extension(x509.CRLReason(reason), critical=False)
    return builder.build()


def _require_may_sign_lists(ca: x509.Certificate) -> None:
    if not ca.extensions.get_extension_for_class(x509.KeyUsage).value.crl_sign:
        raise CaUnsuitable(
            "The CA's certificate does not allow it to sign revocation lists.", advice="An engineer must make a CA with cRLSign."
        )
