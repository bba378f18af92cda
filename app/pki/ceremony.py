"""Making an authority: a root, an issuing CA below it, and the proof to the platform that a CA is ours."""

from datetime import datetime, timedelta

from cryptography import x509
from cryptography.x509.oid import NameOID

from app.core.errors import IssuanceRefused
from app.core.recipe import KeyKind, shown
from app.pki.ca import require_ca, require_valid_ca
from app.pki.extensions import authority_key_identifier, key_usage
from app.pki.keys import PrivateKey, PublicKey, generate, hash_for

_BACKDATING = timedelta(minutes=5)
_VERIFICATION_DAYS = 7
"""The platform's verification codes expire after a week."""


def make_root(key: PrivateKey, name: str, years: int, now: datetime) -> x509.Certificate:
    """A self-signed root (CN = name) that allows one CA below it, valid for `years` from now (UTC); the key may be in an HSM."""
    subject = _name(name)
    public_key = key.public_key()
    own = x509.SubjectKeyIdentifier.from_public_key(public_key)
    builder = _ca(subject, public_key, path_length=1).issuer_name(subject)
    builder = builder.not_valid_before(now - _BACKDATING).not_valid_after(_in_years(now, years))
    builder = builder.add_extension(x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(own), critical=False)
    return builder.sign(key, hash_for(public_key))


def make_issuing_ca(
    root_key: PrivateKey, root_cert: x509.Certificate, public_key: PublicKey, name: str | x509.Name, *, years: int, now: datetime
) -> x509.Certificate:
    """A CA (CN = name, or with that subject) signed by the root, for `years` from now but not past the root's end.

    It may sign devices, but no CAs.
    Raises CaUnsuitable, CaExpired where the root may not sign it.
    """
    require_ca((root_cert,), root_key.public_key())
    require_valid_ca((root_cert,), now)
    subject = _name(name) if isinstance(name, str) else name
    builder = _ca(subject, public_key, path_length=0).issuer_name(root_cert.subject)
    builder = builder.not_valid_before(max(now - _BACKDATING, root_cert.not_valid_before_utc))
    builder = builder.not_valid_after(min(_in_years(now, years), root_cert.not_valid_after_utc))
    builder = builder.add_extension(authority_key_identifier(root_cert), critical=False)
    certificate = builder.sign(root_key, hash_for(root_key.public_key()))
    require_ca((certificate, root_cert), public_key)
    return certificate


def verification_certificate(ca_key: PrivateKey, ca_cert: x509.Certificate, code: str, now: datetime) -> x509.Certificate:
    """A certificate with CN = the platform's code, signed by the CA: it shows that we hold the CA's key.

    It is for a fresh key that nobody keeps, and good for nothing else. Raises CaUnsuitable, CaExpired, IssuanceRefused.
    """
    require_ca((ca_cert,), ca_key.public_key())
    require_valid_ca((ca_cert,), now)
    public_key = generate(KeyKind.EC_P256).public_key()
    return (
        x509.CertificateBuilder()
        .subject_name(_name(code))
        .issuer_name(ca_cert.subject)
        .public_key(public_key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(max(now - _BACKDATING, ca_cert.not_valid_before_utc))
        .not_valid_after(min(now + timedelta(days=_VERIFICATION_DAYS), ca_cert.not_valid_after_utc))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(authority_key_identifier(ca_cert), critical=False)
        .sign(ca_key, hash_for(ca_key.public_key()))
    )


def _ca(subject: x509.Name, public_key: PublicKey, path_length: int) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .public_key(public_key)
        .serial_number(x509.random_serial_number())
        .add_extension(x509.BasicConstraints(ca=True, path_length=path_length), critical=True)
        .add_extension(key_usage("keyCertSign", "cRLSign"), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public_key), critical=False)
    )


def _name(text: str) -> x509.Name:
    try:
        return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])
    except ValueError as error:
        raise IssuanceRefused(f"{shown(text)} cannot be the name in a certificate: 1 to 64 characters.") from error


def _in_years(now: datetime, years: int) -> datetime:
    """The same day `years` on; 29 February becomes 28 February."""
    try:
        return now.replace(year=now.year + years)
    except ValueError:
        return now.replace(year=now.year + years, day=28)
