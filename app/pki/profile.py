"""What a kind of certificate says, and the certificate that says it for one device."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID, ObjectIdentifier

from app.core.device import Identity
from app.core.errors import IssuanceRefused
from app.core.recipe import Recipe, shown
from app.pki.keys import PublicKey

USAGES = (
    "digital_signature",
    "content_commitment",
    "key_encipherment",
    "data_encipherment",
    "key_agreement",
    "key_cert_sign",
    "crl_sign",
    "encipher_only",
    "decipher_only",
)
"""The key usages by cryptography's names (RFC 5280, 4.2.1.3)."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What every certificate of one kind says, whoever it is for; plain values, as a file could tell them."""

    name: str
    usages: tuple[str, ...] = ("digital_signature",)
    """Names out of USAGES; the extension is critical."""
    purposes: tuple[ObjectIdentifier, ...] = (ExtendedKeyUsageOID.CLIENT_AUTH,)
    backdating: timedelta = timedelta(minutes=5)
    """How long before now the validity begins: the clock of a device that was just made may be behind."""


PROFILES = {profile.name: profile for profile in (Profile("peridio-device"),)}


def get_profile(name: str) -> Profile:
    """The profile of this name; raises IssuanceRefused where there is none."""
    try:
        return PROFILES[name]
    except KeyError:
        known = ", ".join(sorted(PROFILES))
        raise IssuanceRefused(f"There is no certificate profile {shown(name)}; there is {known}.") from None


def key_usage(*usages: str) -> x509.KeyUsage:
    """The extension with exactly these usages."""
    return x509.KeyUsage(**{usage: usage in usages for usage in USAGES})


def authority_key_identifier(issuer: x509.Certificate) -> x509.AuthorityKeyIdentifier:
    """What points to the issuer: its own key identifier, or one made of its key where it names none (RFC 5280, 4.2.1.1)."""
    try:
        named = issuer.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value
    except x509.ExtensionNotFound:
        return x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer.public_key())  # type: ignore[arg-type]  # a CA's key is one that signs
    return x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(named)


def build(
    profile: Profile,
    *,
    public_key: PublicKey,
    identifier: str,
    identity: Identity,
    recipe: Recipe,
    ca: tuple[x509.Certificate, ...],
    now: datetime,
) -> x509.CertificateBuilder:
    """The unsigned certificate of one device; its serial number is random, 159 bits (cryptography's `random_serial_number`).

    It is valid from `backdating` before now for the recipe's days, but never outside the validity of any of the CA's certificates (the
    issuing one first). Raises IssuanceRefused where identifier or alternative names cannot stand in a certificate.
    """
    begin = max(now - profile.backdating, *(each.not_valid_before_utc for each in ca))
    end = min(now + timedelta(days=recipe.certificate.days), *(each.not_valid_after_utc for each in ca))
    try:
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, identifier)])
    except ValueError as error:
        raise IssuanceRefused(f"{shown(identifier)} cannot be the name in a certificate.") from error
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(ca[0].subject)
        .public_key(public_key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(begin)
        .not_valid_after(end)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(key_usage(*profile.usages), critical=True)
        .add_extension(x509.ExtendedKeyUsage(profile.purposes), critical=False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public_key), critical=False)
        .add_extension(authority_key_identifier(ca[0]), critical=False)
    )
    names = [_alternative_name(recipe.fill(template, identity, identifier)) for template in recipe.certificate.san]
    return builder.add_extension(x509.SubjectAlternativeName(names), critical=False) if names else builder


def _alternative_name(text: str) -> x509.GeneralName:
    form, _, value = text.partition(":")
    try:
        return x509.DNSName(value) if form == "dns" else x509.UniformResourceIdentifier(value)
    except ValueError as error:
        raise IssuanceRefused(f"{shown(text)} cannot be an alternative name: it is not plain ASCII.") from error
