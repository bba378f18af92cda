"""Names in a certificate, as profiles and recipes write them: `CN={identifier}`, `dns:{serial}.example`."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Self

from cryptography import x509
from cryptography.hazmat import asn1
from cryptography.x509.oid import NameOID, ObjectIdentifier

from app.core.errors import IssuanceRefused
from app.core.recipe import shown
from app.core.template import fill

ATTRIBUTES = {
    "CN": NameOID.COMMON_NAME,
    "serialNumber": NameOID.SERIAL_NUMBER,
    "O": NameOID.ORGANIZATION_NAME,
    "OU": NameOID.ORGANIZATIONAL_UNIT_NAME,
    "C": NameOID.COUNTRY_NAME,
    "ST": NameOID.STATE_OR_PROVINCE_NAME,
    "L": NameOID.LOCALITY_NAME,
    "title": NameOID.TITLE,
    "dnQualifier": NameOID.DN_QUALIFIER,
}
"""What may stand in a subject by name; anything else by its OID."""
FORMS = ("dns", "uri", "email", "ip", "hardware")
"""Forms of alternative names; `hardware:OID=serial` is a hardwareModuleName (RFC 4108, 5)."""
HARDWARE_MODULE_NAME = ObjectIdentifier("1.3.6.1.5.5.7.8.4")
"""id-on-hardwareModuleName."""

_PRINTABLE_ONLY = {NameOID.SERIAL_NUMBER, NameOID.COUNTRY_NAME, NameOID.DN_QUALIFIER}
_PRINTABLE = re.compile(r"[A-Za-z0-9 '()+,./:=?-]+")
"""A PrintableString (X.680, 41.4): no `_`, no `@`."""


@asn1.sequence
class _HardwareModuleName:
    """RFC 4108, section 5: who numbers this hardware, and its number."""

    hw_type: ObjectIdentifier
    hw_serial_num: bytes


def oid_of(text: str) -> ObjectIdentifier:
    """The OID in dotted form; raises ValueError for anything else."""
    try:
        return ObjectIdentifier(text)
    except ValueError as error:
        raise ValueError(f"{text!r} is no OID in dotted form, like 1.3.6.1.4.1.99999.1") from error


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute of a subject: what, and a template for its value."""

    oid: ObjectIdentifier
    template: str

    @classmethod
    def of(cls, text: str) -> Self:
        """Read `CN={identifier}` or `1.3.6.1.4.1.37244.2.1={recipe.vid}`; raises ValueError."""
        name, equals, template = text.partition("=")
        if not equals or not template:
            raise ValueError(f"{text!r} must be NAME=TEMPLATE, with a name out of {', '.join(ATTRIBUTES)}, or an OID")
        return cls(ATTRIBUTES.get(name) or oid_of(name), template)


def subject_of(attributes: Iterable[Attribute], words: Mapping[str, str]) -> x509.Name:
    """The subject with these words in it; raises IssuanceRefused where a value is empty or cannot stand in a certificate."""
    return x509.Name([_attribute(each, fill(each.template, words)) for each in attributes])


def _attribute(attribute: Attribute, value: str) -> x509.NameAttribute[str | bytes]:
    what = attribute_name(attribute.oid)
    if not value:
        raise IssuanceRefused(f"The certificate's {what} would be empty: nothing fills {shown(attribute.template)}.")
    if attribute.oid in _PRINTABLE_ONLY and _PRINTABLE.fullmatch(value) is None:
        raise IssuanceRefused(
            f"{shown(value)} cannot be the {what} in a certificate: it has a character that is no letter, digit or ' ()+,./:=?-."
        )
    try:
        return x509.NameAttribute(attribute.oid, value)
    except ValueError as error:
        raise IssuanceRefused(f"{shown(value)} cannot be the {what} in a certificate: {error}.") from error


def attribute_name(oid: ObjectIdentifier) -> str:
    """What a person calls an attribute: `CN`, or its OID."""
    return next((name for name, known in ATTRIBUTES.items() if known == oid), oid.dotted_string)


def require_form(text: str) -> str:
    """The text of an alternative name if its form is one of FORMS; raises ValueError."""
    form, colon, template = text.partition(":")
    if form not in FORMS or not colon or not template:
        raise ValueError(f"{text!r} must begin with {', '.join(f'{form}:' for form in FORMS[:-1])} or {FORMS[-1]}:")
    if form == "hardware" and "=" not in template:
        raise ValueError(f"{text!r} must be hardware:OID=SERIAL")
    return text


def alternative_name_of(template: str, words: Mapping[str, str]) -> x509.GeneralName:
    """The alternative name with these words in it; raises IssuanceRefused where it cannot be one."""
    text = fill(template, words)
    form, _, value = text.partition(":")
    if not text.isascii():
        raise IssuanceRefused(f"{shown(text)} cannot be an alternative name: it is not plain ASCII.")
    try:
        match form:
            case "dns":
                return x509.DNSName(value)
            case "uri":
                return x509.UniformResourceIdentifier(value)
            case "email":
                return x509.RFC822Name(value)
            case "ip":
                return x509.IPAddress(ip_address(value))
            case _:
                return _hardware(value)
    except ValueError as error:
        raise IssuanceRefused(f"{shown(text)} cannot be an alternative name: {error}.") from error


def _hardware(value: str) -> x509.OtherName:
    number, _, serial = value.partition("=")
    if not serial:
        raise ValueError("it has no serial number")
    module = _HardwareModuleName(hw_type=oid_of(number), hw_serial_num=serial.encode())
    return x509.OtherName(HARDWARE_MODULE_NAME, asn1.encode_der(module))
