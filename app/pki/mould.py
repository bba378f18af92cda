"""The certificate of one product under one CA, but for what differs from unit to unit: made once, cast for every unit."""

import re
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.x509.oid import ObjectIdentifier

from app.core.chain import NO_END
from app.core.errors import IssuanceRefused
from app.core.recipe import Recipe, shown
from app.core.template import words_in
from app.core.ticket import Ticket
from app.pki.extensions import authority_key_identifier, key_usage
from app.pki.issuer import require_issuer, require_same
from app.pki.keys import PublicKey
from app.pki.names import Attribute, alternative_name_of, subject_of
from app.pki.profile import PURPOSES, Policy, Profile


class Mould:
    """Makes the unsigned certificates of one recipe, under one profile and one CA; cheap to cast from, and safe for any thread."""

    def __init__(self, profile: Profile, recipe: Recipe, ca: tuple[x509.Certificate, ...]) -> None:
        """`ca` is the issuing certificate, then those above it. Raises IssuanceRefused where the profile does not allow the recipe."""
        misfits = profile.list_misfits(recipe)
        if misfits:
            raise IssuanceRefused(f"The recipe {recipe.name} does not fit the profile {profile.name}: {'; '.join(misfits)}.")
        require_issuer(profile, ca[0])
        self.profile = profile
        self._issuer = ca[0].subject
        self._values = {f"recipe.{name}": value for name, value in recipe.certificate.values.items()}
        self._days = timedelta(days=recipe.certificate.days or profile.validity.days)
        self._backdating = timedelta(minutes=profile.validity.backdating_minutes)
        self._ca_begin = max(each.not_valid_before_utc for each in ca)
        self._ca_end = min(each.not_valid_after_utc for each in ca)
        self._subject = tuple(Attribute.of(text) for text in profile.subject)
        self._san = (*profile.san, *recipe.certificate.san)
        self._base = _base(profile, ca[0])
        self._require_own_issuer()

    def _require_own_issuer(self) -> None:
        """Know another vendor's CA before any key is made, where all that it and the certificates are to have in common is the recipe's."""
        fixed = tuple(each for each in self._subject if words_in(each.template) <= self._values.keys())
        wanted = self.profile.issuer
        if {*wanted.same, *wanted.same_if_there} <= {each.oid.dotted_string for each in fixed}:
            require_same(wanted, subject_of(fixed, self._values), self._issuer)

    def cast(self, public_key: PublicKey, ticket: Ticket, now: datetime) -> x509.CertificateBuilder:
        """The unsigned certificate of one unit; its serial number is random, 159 bits (cryptography's `random_serial_number`).

        It is valid from a little before now for the recipe's or the profile's days, but never outside the validity of any of the CA's
        certificates; a profile without end goes past them. Raises IssuanceRefused where a word of the unit cannot stand in a certificate.
        """
        words = {**ticket.words, **self._values}
        if re.fullmatch(self.profile.allows.identifiers, ticket.identifier) is None:
            raise IssuanceRefused(f"{shown(ticket.identifier)} is no identifier for the profile {self.profile.name}.")
        subject = subject_of(self._subject, words)
        require_same(self.profile.issuer, subject, self._issuer)
        builder = (
            self._base.subject_name(subject)
            .public_key(public_key)
            .serial_number(x509.random_serial_number())
            .not_valid_before(max(now - self._backdating, self._ca_begin))
            .not_valid_after(NO_END if self.profile.validity.no_end else min(now + self._days, self._ca_end))
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(public_key), critical=False)
        )
        if self._san:
            names = [alternative_name_of(template, words) for template in self._san]
            builder = builder.add_extension(x509.SubjectAlternativeName(names), critical=False)
        for extension in self.profile.extensions:
            builder = builder.add_extension(extension.filled(words), critical=extension.critical)
        return builder


def _base(profile: Profile, issuer: x509.Certificate) -> x509.CertificateBuilder:
    """Everything that is the same in all of them."""
    builder = (
        x509.CertificateBuilder()
        .issuer_name(issuer.subject)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(key_usage(*profile.key_usage), critical=True)
        .add_extension(authority_key_identifier(issuer), critical=False)
    )
    if profile.extended_key_usage:
        purposes = [PURPOSES.get(name) or ObjectIdentifier(name) for name in profile.extended_key_usage]
        builder = builder.add_extension(x509.ExtendedKeyUsage(purposes), critical=False)
    if profile.policies:
        builder = builder.add_extension(x509.CertificatePolicies([_policy(policy) for policy in profile.policies]), critical=False)
    return builder


def _policy(policy: Policy) -> x509.PolicyInformation:
    return x509.PolicyInformation(ObjectIdentifier(policy.oid), [policy.cps] if policy.cps else None)
