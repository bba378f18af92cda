"""The last look at a certificate before anybody gets it: whether it keeps the platform's rules."""

import re
from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from app.core.chain import Chain
from app.core.errors import IssuanceRefused
from app.pki.extensions import authority_key_identifier
from app.pki.keys import find_weakness

_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_DNS = re.compile(rf"(?=.{{1,253}}\Z)(?:\*\.)?{_LABEL}(?:\.{_LABEL})*")
"""A host name in preferred form (RFC 5280, 4.2.1.6)."""
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?:[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})+")
"""An absolute URI (RFC 3986)."""
_SERIAL_BITS = range(64, 161)
"""Too long to be guessed or met twice, and at most 20 octets (RFC 5280, 4.1.2.2)."""


def require_sound(chain: Chain, identifier: str, public_key: object, now: datetime) -> None:
    """Raise IssuanceRefused, with all that is wrong, unless the platform and any TLS library would take this certificate."""
    problems = tuple(find_problems(chain, identifier, public_key, now))
    if problems:
        raise IssuanceRefused(f"The certificate for {identifier} would not do: {'; '.join(problems)}.")


def find_problems(chain: Chain, identifier: str, public_key: object, now: datetime) -> Iterator[str]:
    """What is wrong with the certificate, in words, one problem each."""
    leaf = chain.leaf
    if leaf.version is not x509.Version.v3:
        yield "it is not X.509 version 3"
    if leaf.public_key() != public_key:
        yield "it is for another key than the device's"
    if weakness := find_weakness(leaf.public_key()):
        yield f"its key {weakness}"
    if [name.value for name in leaf.subject.get_attributes_for_oid(NameOID.COMMON_NAME)] != [identifier]:
        yield "its CN is not the identifier"
    if leaf.serial_number.bit_length() not in _SERIAL_BITS:
        yield f"its serial number has {leaf.serial_number.bit_length()} bits"
    if not leaf.not_valid_before_utc <= now < leaf.not_valid_after_utc:
        yield "it is not valid now"
    yield from _extension_problems(chain)
    yield from _alternative_name_problems(leaf)
    yield from _chain_problems(chain)


def _extension_problems(chain: Chain) -> Iterator[str]:
    extensions = chain.leaf.extensions
    try:
        if extensions.get_extension_for_class(x509.BasicConstraints).value.ca:
            yield "it would be a CA itself"
        if not extensions.get_extension_for_class(x509.KeyUsage).value.digital_signature:
            yield "its key usage lacks digitalSignature"
        if ExtendedKeyUsageOID.CLIENT_AUTH not in extensions.get_extension_for_class(x509.ExtendedKeyUsage).value:
            yield "its extended key usage lacks clientAuth"
        own = x509.SubjectKeyIdentifier.from_public_key(chain.leaf.public_key())
        if extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value != own:
            yield "its subject key identifier is not its key's"
        pointer = extensions.get_extension_for_class(x509.AuthorityKeyIdentifier).value
        if chain.issuers and pointer.key_identifier != authority_key_identifier(chain.issuers[0]).key_identifier:
            yield "its authority key identifier is not its issuer's"
    except x509.ExtensionNotFound as missing:
        yield f"it lacks the extension {missing.oid._name}"  # noqa: SLF001 - cryptography tells the name nowhere else


def _alternative_name_problems(leaf: x509.Certificate) -> Iterator[str]:
    try:
        names = leaf.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        return
    for name in names:
        well_formed = _DNS if isinstance(name, x509.DNSName) else _URI
        if not isinstance(name, x509.DNSName | x509.UniformResourceIdentifier) or well_formed.fullmatch(name.value) is None:
            yield f"its alternative name “{name.value}” is not well-formed"


def _chain_problems(chain: Chain) -> Iterator[str]:
    if not chain.issuers:
        yield "there is no CA certificate above it"
    for below, above in pairwise((chain.leaf, *chain.issuers)):
        try:
            below.verify_directly_issued_by(above)
        except (ValueError, TypeError, InvalidSignature):
            yield f"{below.subject.rfc4514_string()} is not signed by {above.subject.rfc4514_string()}"
