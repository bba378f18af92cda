"""Certificate requests: making one for a key the station holds, and judging one that a device made."""

import functools
from collections.abc import Iterator

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from app.core.der import ATTRIBUTES, SEQUENCE, SET, UTF8_STRING, integer, wrapped
from app.core.errors import CsrRejected
from app.core.keykind import KeyKind
from app.core.shown import shown
from app.pki.keys import PrivateKey, PublicKey, find_weakness, hash_for, kind_of, sign, verify, words_of
from app.pki.weak import find_rsa_weakness

_COMMON_NAME = bytes.fromhex("0603550403")
"""The OID 2.5.4.3 in DER."""
_VERSION, _NO_ATTRIBUTES = integer(0), wrapped(ATTRIBUTES)
_HASHES = (hashes.SHA256, hashes.SHA384, hashes.SHA512)


def build_request(key: PrivateKey, identifier: str) -> x509.CertificateSigningRequest:
    """A request with CN = identifier and nothing else, signed by `key`."""
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, identifier)])
    return x509.CertificateSigningRequestBuilder().subject_name(name).sign(key, hash_for(key.public_key()))


def prove(key: PrivateKey, identifier: str) -> bytes:
    """The public key (SubjectPublicKeyInfo in DER) of a new key that signs a request for this identifier as it should.

    The request is the same as `build_request` makes and `check_request` checks; but nobody else ever sees it, so it is not taken apart
    again: the signature over its content is verified. Raises CsrRejected where the key does not work.
    """
    public_key = key.public_key()
    spki = public_key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    content = wrapped(SEQUENCE, _VERSION, common_name(identifier), spki, _NO_ATTRIBUTES)
    try:
        verify(public_key, sign(key, content), content, hash_for(public_key))
    except InvalidSignature:
        raise CsrRejected(
            "The new key does not sign as it should.", advice="Start over. If it happens again, this machine is faulty."
        ) from None
    return spki


def common_name(identifier: str) -> bytes:
    """A subject of one CN, in DER."""
    name = identifier.encode()
    return _before_name(len(name)) + name


@functools.cache
def _before_name(length: int) -> bytes:
    """The same for all names of one length."""
    subject = wrapped(SEQUENCE, wrapped(SET, wrapped(SEQUENCE, _COMMON_NAME, wrapped(UTF8_STRING, bytes(length)))))
    return subject[: len(subject) - length]


def check_request(csr: x509.CertificateSigningRequest, identifier: str, kind: KeyKind) -> PublicKey:
    """The one thing that is taken from a request: its public key; what else it asks for, `list_ignored` tells.

    Raises CsrRejected: the key is weak or not of the recipe's kind, the request is not signed by that key, its CN is missing, more than
    one, or not the identifier, its extensions cannot be read, or it asks to be a CA.
    """
    try:
        key = csr.public_key()
        names = csr.subject.get_attributes_for_oid(x509.NameOID.COMMON_NAME)
        strong_hash = kind_of(key) is KeyKind.ED25519 or isinstance(csr.signature_hash_algorithm, _HASHES)
        signed = strong_hash and csr.is_signature_valid
        asked = csr.extensions
    except (ValueError, TypeError, UnsupportedAlgorithm, x509.DuplicateExtension, UserWarning) as error:
        raise CsrRejected("The device's certificate request cannot be read.") from error
    weakness = find_weakness(key) or find_rsa_weakness(key)
    if weakness:
        raise CsrRejected(f"The device's certificate request cannot be used: its key {weakness}.")
    if kind_of(key) is not kind:
        raise CsrRejected(f"The device made an {words_of(key)} key; the recipe asks for {kind.value}.")
    if not strong_hash:
        raise CsrRejected("The device's certificate request is signed with a hash that is not SHA-256, SHA-384 or SHA-512.")
    if not signed:
        raise CsrRejected("The device's certificate request is not signed by the key in it.")
    _check_name(names, identifier)
    _check_no_ca(asked)
    return key  # type: ignore[return-value]  # kind_of knows EC, RSA and Ed25519 only


def list_ignored(csr: x509.CertificateSigningRequest) -> list[str]:
    """What a request that was checked asks for besides its CN, a few words each; none of it goes into a certificate."""
    return list(_ignored(csr))


def _ignored(csr: x509.CertificateSigningRequest) -> Iterator[str]:
    for attribute in csr.subject:
        if attribute.oid != x509.NameOID.COMMON_NAME:
            value = attribute.value if isinstance(attribute.value, str) else attribute.value.hex()
            yield f"{attribute.rfc4514_attribute_name} {shown(value)} in the subject"
    for extension in csr.extensions:
        name = extension.oid._name  # noqa: SLF001 - cryptography tells the name nowhere else
        yield f"the extension {name if name != 'Unknown OID' else extension.oid.dotted_string}"


def _check_no_ca(asked: x509.Extensions) -> None:
    for extension in asked:
        value = extension.value
        if isinstance(value, x509.BasicConstraints) and value.ca:
            raise CsrRejected("The device's certificate request asks to be a CA.")
        if isinstance(value, x509.KeyUsage) and (value.key_cert_sign or value.crl_sign):
            raise CsrRejected("The device's certificate request asks to sign certificates or revocation lists, as only a CA may.")


def _check_name(names: list[x509.NameAttribute[str | bytes]], identifier: str) -> None:
    if not names:
        raise CsrRejected("The device's certificate request names no device: it has no CN.")
    if len(names) > 1:
        raise CsrRejected(f"The device's certificate request has {len(names)} CNs; there must be one.")
    if names[0].value != identifier:
        name = names[0].value
        text = name if isinstance(name, str) else name.hex()
        raise CsrRejected(f"The device's certificate request is for {shown(text)}, but this device is {shown(identifier)}.")
