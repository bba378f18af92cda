"""The last look at a certificate, before anybody gets it and before the platform hears of it: what is wrong with it, in words."""

import functools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import pairwise

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from app.core.chain import NO_END, Chain, Prior, key_fingerprint
from app.core.errors import IssuanceRefused, RegistrationRefused
from app.pki.ca import day
from app.pki.extensions import authority_key_identifier
from app.pki.keys import find_weakness
from app.pki.names import HARDWARE_MODULE_NAME

_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_DNS = re.compile(rf"(?=.{{1,253}}\Z)(?:\*\.)?{_LABEL}(?:\.{_LABEL})*")
"""A host name in preferred form (RFC 5280, 4.2.1.6)."""
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?:[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})+")
"""An absolute URI (RFC 3986)."""
_EMAIL = re.compile(rf"[A-Za-z0-9.!#$%&'*+/=?^_`{{|}}~-]{{1,64}}@{_LABEL}(?:\.{_LABEL})*")
_SERIAL_BITS = range(64, 161)
"""Too long to be guessed or met twice, and at most 20 octets (RFC 5280, 4.1.2.2)."""


_PARTS: dict[str, Callable[[x509.Certificate], object]] = {
    "key": lambda leaf: leaf.public_key(),
    "subject": lambda leaf: leaf.subject,
    "issuer": lambda leaf: leaf.issuer,
    "validity": lambda leaf: (leaf.not_valid_before_utc, leaf.not_valid_after_utc),
    "serial number": lambda leaf: leaf.serial_number,
    "extensions": lambda leaf: leaf.extensions,
}


class Severity(StrEnum):
    """What comes of a finding."""

    ERROR = "error"
    """The certificate is not given out, and not registered."""
    NOTE = "note"
    """Worth knowing."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing about a certificate, in words that follow "The certificate: "."""

    severity: Severity
    words: str


def require_sound(chain: Chain, identifier: str, public_key: object, now: datetime, others: Sequence[Prior] = ()) -> tuple[Finding, ...]:
    """What is worth knowing of this certificate; raises IssuanceRefused, with all that is wrong, unless the platform would take it.

    `public_key` is the device's; `others` is what the ledger has for this name or this key.
    """
    findings = list_findings(chain, identifier, public_key, now, others)
    errors = [finding.words for finding in findings if finding.severity is Severity.ERROR]
    if errors:
        raise IssuanceRefused(f"The certificate for {identifier} would not do: {'; '.join(errors)}.")
    return tuple(findings)


def require_registrable(chain: Chain, identifier: str, now: datetime) -> None:
    """Raise RegistrationRefused, with all that is wrong, unless the platform would take this certificate, whoever made it."""
    leaf = chain.leaf
    if not (errors := list(_unreadable(leaf))):
        errors = [*_platform_errors(leaf, now), *_purpose_errors(leaf), *_chain_errors(chain)]
        if not leaf.subject.get_attributes_for_oid(NameOID.COMMON_NAME):
            errors.append("it has no CN")
    if errors:
        raise RegistrationRefused(f"The platform would not take the certificate of {identifier}: {'; '.join(errors)}.")


def list_findings(chain: Chain, identifier: str, public_key: object, now: datetime, others: Sequence[Prior] = ()) -> list[Finding]:
    """Everything there is to say of this certificate, errors first."""
    leaf = chain.leaf
    if unreadable := list(_unreadable(leaf)):
        return [Finding(Severity.ERROR, words) for words in unreadable]
    errors = [
        *_platform_errors(leaf, now),
        *_field_errors(leaf, identifier, public_key),
        *_extension_errors(chain),
        *_purpose_errors(leaf),
        *_alternative_name_errors(leaf),
        *_chain_errors(chain),
        *_validity_errors(chain),
        *_uniqueness_errors(chain, identifier, others),
    ]
    return [*(Finding(Severity.ERROR, words) for words in errors), *(Finding(Severity.NOTE, words) for words in _notes(chain))]


def _unreadable(leaf: x509.Certificate) -> Iterator[str]:
    """That a part of it is no DER or nothing that X.509 knows: a certificate is read part by part, when it is asked for one."""
    for what, read in _PARTS.items():
        try:
            read(leaf)
        except (ValueError, TypeError, UnsupportedAlgorithm, x509.DuplicateExtension, x509.UnsupportedGeneralNameType, UserWarning):
            yield f"its {what} cannot be read"


def _platform_errors(leaf: x509.Certificate, now: datetime) -> Iterator[str]:
    """What the platform would refuse in any certificate."""
    if leaf.version is not x509.Version.v3:
        yield "it is not X.509 version 3"
    if weakness := find_weakness(leaf.public_key()):
        yield f"its key {weakness}"
    if not leaf.not_valid_before_utc <= now < leaf.not_valid_after_utc:
        yield "it is not valid now"


def _field_errors(leaf: x509.Certificate, identifier: str, public_key: object) -> Iterator[str]:
    if leaf.public_key() != public_key:
        yield "it is for another key than the device's"
    names = [name.value for name in leaf.subject.get_attributes_for_oid(NameOID.COMMON_NAME)]
    if not names:
        yield "it has no CN"
    elif names != [identifier]:
        yield "its CN is not the identifier"
    if leaf.serial_number.bit_length() not in _SERIAL_BITS:
        yield f"its serial number has {leaf.serial_number.bit_length()} bits"


def _extension_errors(chain: Chain) -> Iterator[str]:
    extensions = chain.leaf.extensions
    try:
        if extensions.get_extension_for_class(x509.BasicConstraints).value.ca:
            yield "it would be a CA itself"
        if not extensions.get_extension_for_class(x509.KeyUsage).value.digital_signature:
            yield "its key usage lacks digitalSignature"
        own = x509.SubjectKeyIdentifier.from_public_key(chain.leaf.public_key())
        if extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value != own:
            yield "its subject key identifier is not its key's"
        pointer = extensions.get_extension_for_class(x509.AuthorityKeyIdentifier).value
        if chain.issuers and pointer.key_identifier != authority_key_identifier(chain.issuers[0]).key_identifier:
            yield "its authority key identifier is not its issuer's"
    except x509.ExtensionNotFound as missing:
        yield f"it lacks the extension {missing.oid._name}"  # noqa: SLF001 - cryptography tells the name nowhere else


def _purpose_errors(leaf: x509.Certificate) -> Iterator[str]:
    try:
        purposes = leaf.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    except x509.ExtensionNotFound:
        return  # good for any purpose
    if ExtendedKeyUsageOID.CLIENT_AUTH not in purposes:
        yield "its extended key usage lacks clientAuth"


def _alternative_name_errors(leaf: x509.Certificate) -> Iterator[str]:
    try:
        names = leaf.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        return
    for name in names:
        match name:
            case x509.DNSName():
                good = _DNS.fullmatch(name.value)
            case x509.UniformResourceIdentifier():
                good = _URI.fullmatch(name.value)
            case x509.RFC822Name():
                good = _EMAIL.fullmatch(name.value)
            case _:
                good = None
        if good is None and not _typed(name):
            yield f"its alternative name “{name.value}” is not well-formed"


def _typed(name: x509.GeneralName) -> bool:
    """Whether it is of a form that cannot be malformed once it was read."""
    return isinstance(name, x509.IPAddress) or (isinstance(name, x509.OtherName) and name.type_id == HARDWARE_MODULE_NAME)


def _chain_errors(chain: Chain) -> Iterator[str]:
    if not chain.issuers:
        yield "there is no CA certificate above it"
        return
    if not _signed(chain.leaf, chain.issuers[0]):
        yield _unsigned(chain.leaf, chain.issuers[0])
    yield from _issuer_errors(chain.issuers)


@functools.lru_cache(maxsize=64)
def _issuer_errors(issuers: tuple[x509.Certificate, ...]) -> tuple[str, ...]:
    """The same few for every unit: looked at once."""
    return tuple(_unsigned(below, above) for below, above in pairwise(issuers) if not _signed(below, above))


def _signed(below: x509.Certificate, above: x509.Certificate) -> bool:
    try:
        below.verify_directly_issued_by(above)
    except (ValueError, TypeError, InvalidSignature, UnsupportedAlgorithm):
        return False
    return True


def _unsigned(below: x509.Certificate, above: x509.Certificate) -> str:
    return f"{below.subject.rfc4514_string()} is not signed by {above.subject.rfc4514_string()}"


def _validity_errors(chain: Chain) -> Iterator[str]:
    leaf = chain.leaf
    for issuer in chain.issuers:
        name = issuer.subject.rfc4514_string()
        if leaf.not_valid_before_utc < issuer.not_valid_before_utc:
            yield f"it begins before its CA {name}, on {day(leaf.not_valid_before_utc)}"
        if leaf.not_valid_after_utc > issuer.not_valid_after_utc and leaf.not_valid_after_utc != NO_END:
            yield f"it ends on {day(leaf.not_valid_after_utc)}, after its CA {name}"


def _uniqueness_errors(chain: Chain, identifier: str, others: Sequence[Prior]) -> Iterator[str]:
    if not others:
        return
    key = key_fingerprint(chain.leaf.public_key())
    for other in others:
        if other.chain.fingerprint == chain.fingerprint:
            continue
        if other.chain.serial == chain.serial and other.chain.leaf.issuer == chain.leaf.issuer:
            yield f"the ledger has another certificate with its serial number {chain.serial}"
        if other.key == key and other.identifier != identifier:
            yield f"the ledger has its key under another identifier, {other.identifier}"


def _notes(chain: Chain) -> Iterator[str]:
    ends = chain.leaf.not_valid_after_utc
    if ends == NO_END:
        yield "it has no well-defined end, and outlives its CA"
    elif chain.issuers and ends == min(issuer.not_valid_after_utc for issuer in chain.issuers):
        yield f"it ends with its CA, on {day(ends)}"
