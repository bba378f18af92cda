"""Certificate requests: making one for a key the station holds, and judging one that a device made."""

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes

from app.core.errors import CsrRejected
from app.core.recipe import KeyKind, shown
from app.pki.keys import PrivateKey, PublicKey, find_weakness, hash_for, kind_of, words_of

_HASHES = (hashes.SHA256, hashes.SHA384, hashes.SHA512)


def build_request(key: PrivateKey, identifier: str) -> x509.CertificateSigningRequest:
    """A request with CN = identifier and nothing else, signed by `key`."""
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, identifier)])
    return x509.CertificateSigningRequestBuilder().subject_name(name).sign(key, hash_for(key.public_key()))


def check_request(csr: x509.CertificateSigningRequest, identifier: str, kind: KeyKind) -> PublicKey:
    """The one thing that is taken from a request: its public key.

    Extensions it asks for are neither looked at nor copied. Raises CsrRejected: the key is weak or not of the recipe's kind, the request is
    not signed by that key, its CN is missing, more than one, or not the identifier.
    """
    try:
        key = csr.public_key()
        names = csr.subject.get_attributes_for_oid(x509.NameOID.COMMON_NAME)
        strong_hash = isinstance(csr.signature_hash_algorithm, _HASHES)
        signed = strong_hash and csr.is_signature_valid
    except (ValueError, TypeError, UnsupportedAlgorithm, UserWarning) as error:
        raise CsrRejected("The device's certificate request cannot be read.") from error
    weakness = find_weakness(key)
    if weakness:
        raise CsrRejected(f"The device's certificate request cannot be used: its key {weakness}.")
    if kind_of(key) is not kind:
        raise CsrRejected(f"The device made an {words_of(key)} key; the recipe asks for {kind.value}.")
    if not strong_hash:
        raise CsrRejected("The device's certificate request is signed with a hash that is not SHA-256, SHA-384 or SHA-512.")
    if not signed:
        raise CsrRejected("The device's certificate request is not signed by the key in it.")
    _check_name(names, identifier)
    return key  # type: ignore[return-value]  # kind_of knows EC and RSA only


def _check_name(names: list[x509.NameAttribute[str | bytes]], identifier: str) -> None:
    if not names:
        raise CsrRejected("The device's certificate request names no device: it has no CN.")
    if len(names) > 1:
        raise CsrRejected(f"The device's certificate request has {len(names)} CNs; there must be one.")
    if names[0].value != identifier:
        name = names[0].value
        text = name if isinstance(name, str) else name.hex()
        raise CsrRejected(f"The device's certificate request is for {shown(text)}, but this device is {shown(identifier)}.")
