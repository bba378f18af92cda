"""Which certificates the sandbox platform takes, and why it refuses the others."""

import base64
import binascii
from datetime import UTC, datetime

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from app.sandbox.answers import wrong
from app.sandbox.state import Row, stamp

_RSA_BITS = 2048
_EC_BITS = 256


def read(document: dict[str, object], name: str) -> x509.Certificate:
    """The certificate in a request's field, base64 of PEM; raises Refusal."""
    text = document.get(name)
    if not isinstance(text, str) or not text:
        raise wrong(**{name: "can't be blank"})
    try:
        return x509.load_pem_x509_certificate(base64.b64decode(text, validate=True))
    except (ValueError, binascii.Error):
        raise wrong(**{name: "is not a base64 encoded PEM certificate"}) from None


def require_device(certificate: x509.Certificate) -> None:
    """Refuse what no device may have: an expired certificate, a weak key, no CN, X.509 v1."""
    _require_lasting(certificate)
    _require_strong(certificate)
    if certificate.version is not x509.Version.v3:
        raise wrong(certificate="must be X.509 v3")
    if not common_name(certificate):
        raise wrong(certificate="must have a common name")


def require_ca(certificate: x509.Certificate, verification: x509.Certificate) -> str:
    """Refuse what is no CA's, or whose key nobody proves to have; return the code that the proof is for."""
    _require_lasting(certificate)
    _require_strong(certificate)
    try:
        is_ca = certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    except (x509.ExtensionNotFound, ValueError):
        is_ca = False
    if not is_ca:
        raise wrong(certificate="is not a CA certificate")
    if not signed(verification, certificate):
        raise wrong(verification_certificate="is not signed by the CA certificate")
    return common_name(verification)


def signed(certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    """Whether the issuer's key signed this certificate in the issuer's name."""
    try:
        certificate.verify_directly_issued_by(issuer)
    except (ValueError, TypeError, InvalidSignature, UnsupportedAlgorithm):
        return False
    return True


def expired(certificate: x509.Certificate) -> bool:
    """Whether its end has passed."""
    return certificate.not_valid_after_utc < datetime.now(UTC)


def common_name(certificate: x509.Certificate) -> str:
    """The subject's CN, empty where there is none."""
    names = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(names[0].value) if names else ""


def fingerprint(certificate: x509.Certificate) -> str:
    """SHA-256 over the DER in upper-case hex, as the platform's events tell it."""
    return certificate.fingerprint(SHA256()).hex().upper()


def columns(certificate: x509.Certificate) -> Row:
    """What is kept of a certificate."""
    return {
        "serial": str(certificate.serial_number),
        "common_name": common_name(certificate),
        "fingerprint": fingerprint(certificate),
        "der": certificate.public_bytes(Encoding.DER),
        "not_before": stamp(certificate.not_valid_before_utc),
        "not_after": stamp(certificate.not_valid_after_utc),
    }


def _require_lasting(certificate: x509.Certificate) -> None:
    if expired(certificate):
        raise wrong(certificate="is expired")


def _require_strong(certificate: x509.Certificate) -> None:
    key = certificate.public_key()
    match key:
        case rsa.RSAPublicKey():
            good = key.key_size >= _RSA_BITS
        case ec.EllipticCurvePublicKey():
            good = key.key_size >= _EC_BITS
        case _:
            good = isinstance(key, ed25519.Ed25519PublicKey)
    if not good:
        raise wrong(certificate="must have a key of RSA 2048 bits or more, ECDSA P-256 or more, or Ed25519")
