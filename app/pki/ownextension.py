"""An extension that has no name here, as a profile writes it."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated

from cryptography import x509
from cryptography.hazmat import asn1
from cryptography.x509.oid import ExtensionOID
from pydantic import AfterValidator, Field

from app.core.errors import IssuanceRefused
from app.core.recipe import shown
from app.core.recipe.parts import Part
from app.core.template import fill
from app.pki.names import oid_of

_NOT_OWN = {
    oid.dotted_string
    for oid in (
        *(ExtensionOID.BASIC_CONSTRAINTS, ExtensionOID.KEY_USAGE, ExtensionOID.EXTENDED_KEY_USAGE, ExtensionOID.SUBJECT_ALTERNATIVE_NAME),
        *(ExtensionOID.CERTIFICATE_POLICIES, ExtensionOID.SUBJECT_KEY_IDENTIFIER, ExtensionOID.AUTHORITY_KEY_IDENTIFIER),
        *(ExtensionOID.NAME_CONSTRAINTS, ExtensionOID.POLICY_CONSTRAINTS, ExtensionOID.POLICY_MAPPINGS, ExtensionOID.INHIBIT_ANY_POLICY),
    )
}
"""Extensions that are written from a profile's other keys, or are a CA's."""


def _own_oid(text: str) -> str:
    if text in _NOT_OWN:
        raise ValueError(f"the extension {text} is not one's own: the profile's other keys say what stands in it, or it is a CA's")
    oid_of(text)
    return text


class ExtensionForm(StrEnum):
    """How the value of an extension of one's own is encoded."""

    UTF8 = "utf8"
    IA5 = "ia5"
    OCTETS = "octets"
    """An OCTET STRING; the value is hex."""
    DER = "der"
    """Whatever it is, ready made; the value is hex."""


class OwnExtension(Part):
    """What it is called, and what stands in it."""

    oid: Annotated[str, AfterValidator(_own_oid)]
    critical: bool = False
    form: ExtensionForm
    value: str = Field(min_length=1)
    """A template."""

    def filled(self, words: Mapping[str, str]) -> x509.UnrecognizedExtension:
        """The extension with these words in it; raises IssuanceRefused where its value cannot be encoded so."""
        value = fill(self.value, words)
        try:
            match self.form:
                case ExtensionForm.UTF8:
                    der = asn1.encode_der(value)
                case ExtensionForm.IA5:
                    der = asn1.encode_der(asn1.IA5String(value))
                case ExtensionForm.OCTETS:
                    der = asn1.encode_der(bytes.fromhex(value))
                case ExtensionForm.DER:
                    der = bytes.fromhex(value)
                    asn1.decode_der(asn1.TLV, der)
        except ValueError as error:
            raise IssuanceRefused(f"{shown(value)} cannot be the value of the extension {self.oid}: {error}.") from error
        return x509.UnrecognizedExtension(oid_of(self.oid), der)
