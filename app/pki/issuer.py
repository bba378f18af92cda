"""Whether a CA is the one that a profile wants: a Matter certificate, say, comes from its vendor's own CA only."""

from cryptography import x509
from cryptography.x509.oid import ObjectIdentifier

from app.core.errors import IssuanceRefused
from app.core.recipe import Recipe, shown
from app.core.template import words_in
from app.pki.keys import kind_of, words_of
from app.pki.names import Attribute, subject_of
from app.pki.profile import Issuer, Profile


def require_issuer(profile: Profile, issuer: x509.Certificate) -> None:
    """Raise IssuanceRefused unless this CA's key and constraints are what the profile wants."""
    wanted, name = profile.issuer, shown(issuer.subject.rfc4514_string())
    if wanted.keys and kind_of(issuer.public_key()) not in wanted.keys:
        allowed = " or ".join(wanted.keys)
        raise IssuanceRefused(
            f"The profile {profile.name} wants a CA with a key of {allowed}; that of {name} is {words_of(issuer.public_key())}."
        )
    length = issuer.extensions.get_extension_for_class(x509.BasicConstraints).value.path_length
    if wanted.path_length is not None and length != wanted.path_length:
        said = "no path length" if length is None else f"a path length of {length}"
        raise IssuanceRefused(f"The profile {profile.name} wants a CA with a path length of {wanted.path_length}; {name} has {said}.")


def require_same(wanted: Issuer, subject: x509.Name, issuer: x509.Name) -> None:
    """Raise IssuanceRefused unless subject and issuer agree in the attributes in which the profile wants them to."""
    for oid in (*wanted.same, *wanted.same_if_there):
        ours, theirs = (_values(name, oid) for name in (subject, issuer))
        if not theirs and oid in wanted.same:
            raise IssuanceRefused(f"The CA {shown(issuer.rfc4514_string())} does not say {oid} in its name, as this profile wants.")
        if theirs and theirs != ours:
            raise IssuanceRefused(f"The CA is for {oid} {shown(', '.join(theirs))}; the certificate would say {shown(', '.join(ours))}.")


def fitting_name(profile: Profile, recipe: Recipe, common_name: str) -> x509.Name:
    """What a CA for this recipe may be called: what the profile wants to be the same is as in the recipe's certificates."""
    words = {f"recipe.{name}": value for name, value in recipe.certificate.values.items()}
    same = [each for each in map(Attribute.of, profile.subject) if each.oid.dotted_string in profile.issuer.same]
    return subject_of([Attribute.of(f"CN={common_name}"), *(each for each in same if words_in(each.template) <= words.keys())], words)


def _values(name: x509.Name, oid: str) -> list[str]:
    return [str(attribute.value) for attribute in name.get_attributes_for_oid(ObjectIdentifier(oid))]
