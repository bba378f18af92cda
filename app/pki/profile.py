"""What every certificate of one kind says, whoever it is for: read from TOML, checked once, known by the digest of its content."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Self

from cryptography import x509
from cryptography.x509.oid import ExtendedKeyUsageOID
from pydantic import AfterValidator, Field, model_validator

from app.core.errors import IssuanceRefused, ProfileError
from app.core.recipe import Form, KeyKind, Place, Recipe, shown
from app.core.recipe.parts import Kept, Part, Regex
from app.core.template import words_in
from app.core.ticket import UNIT_WORDS
from app.core.tomlfile import load_folders, load_toml
from app.pki.extensions import USAGES
from app.pki.names import Attribute, alternative_name_of, oid_of, require_form, subject_of
from app.pki.ownextension import OwnExtension

PURPOSES = {
    "clientAuth": ExtendedKeyUsageOID.CLIENT_AUTH,
    "serverAuth": ExtendedKeyUsageOID.SERVER_AUTH,
    "codeSigning": ExtendedKeyUsageOID.CODE_SIGNING,
    "emailProtection": ExtendedKeyUsageOID.EMAIL_PROTECTION,
    "timeStamping": ExtendedKeyUsageOID.TIME_STAMPING,
}
"""Extended key usages by their names in RFC 5280 (4.2.1.12); others by their OID."""


def _usage(name: str) -> str:
    if name not in USAGES:
        raise ValueError(f"{name!r} is no key usage; there are {', '.join(USAGES)}")
    if name in {"keyCertSign", "cRLSign"}:
        raise ValueError(f"a device certificate may not say {name}: it would be a CA's")
    return name


def _purpose(name: str) -> str:
    if name not in PURPOSES:
        oid_of(name)
    return name


def _oid(text: str) -> str:
    oid_of(text)
    return text


def _attribute(text: str) -> str:
    Attribute.of(text)
    return text


Oid = Annotated[str, AfterValidator(_oid)]


class Allows(Part):
    """Which keys and targets it is for; an empty list: any."""

    keys: tuple[KeyKind, ...] = ()
    places: tuple[Place, ...] = ()
    """Where the key may live: the recipe's `key.place`."""
    forms: tuple[Form, ...] = ()
    """Where the certificate may be kept: the recipe's `storage.form`."""
    identifiers: Regex = ".+"
    """What an identifier may look like, where that is narrower than for the station."""


class Validity(Part):
    """From when to when it is valid."""

    days: int = Field(3653, ge=1, le=36_525)
    """Days from now, where the recipe says nothing else; never past the CA's own end."""
    no_end: bool = False
    """No well-defined end: 99991231235959Z (RFC 5280, 4.1.2.5), which is past any CA's."""
    backdating_minutes: int = Field(5, ge=0, le=1440)
    """How long before now it begins: the clock of a device that was just made may be behind."""


class Policy(Part):
    """A certificate policy."""

    oid: Oid
    cps: str = Field("", pattern=r"^(https?://[!-~]+)?$")
    """Where its text is."""


class Value(Part):
    """What a recipe must say for this profile, in `certificate.values`; the profile's templates know it as `{recipe.NAME}`."""

    meaning: str = Field(min_length=1, max_length=200)
    pattern: Regex


class Issuer(Part):
    """What the CA must be like."""

    keys: tuple[KeyKind, ...] = ()
    """Kinds of key it may have; empty: any."""
    path_length: int | None = Field(None, ge=0, le=9)
    """What its basic constraints must say, where that matters."""
    same: tuple[Oid, ...] = ()
    """Attributes of its subject that must be there and equal the certificate's."""
    same_if_there: tuple[Oid, ...] = ()
    """Attributes that must be equal where it has them."""


class Profile(Kept):
    """What every certificate of one kind says."""

    name: str = Field(pattern=r"^[a-z0-9][a-z0-9.-]{0,62}$")
    version: str = Field(pattern=r"^\d+(\.\d+){0,2}$")
    title: str = Field(min_length=1, max_length=80)
    allows: Allows = Allows()
    issuer: Issuer = Issuer()
    values: dict[Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,30}$")], Value] = Field(default_factory=dict)
    subject: tuple[Annotated[str, AfterValidator(_attribute)], ...] = ("CN={identifier}",)
    """In order: `CN={identifier}`, `serialNumber={serial}`, `1.3.6.1.4.1.99999.1={order.number}`."""
    san: tuple[Annotated[str, AfterValidator(require_form)], ...] = ()
    validity: Validity = Validity()
    key_usage: tuple[Annotated[str, AfterValidator(_usage)], ...] = ("digitalSignature",)
    """The extension is critical."""
    extended_key_usage: tuple[Annotated[str, AfterValidator(_purpose)], ...] = ("clientAuth",)
    """Empty: no such extension."""
    policies: tuple[Policy, ...] = ()
    extensions: tuple[OwnExtension, ...] = ()

    @model_validator(mode="after")
    def _complete(self) -> Self:
        known = UNIT_WORDS | {f"recipe.{name}" for name in self.values}
        for text in self._templates():
            for word in sorted(words_in(text) - known):
                raise ValueError(f"{{{word}}} in {text!r} is not a field; there are {', '.join(sorted(known))}")
        if sum(Attribute.of(text).oid == x509.NameOID.COMMON_NAME for text in self.subject) != 1 or "CN={identifier}" not in self.subject:
            raise ValueError("subject must have one CN, CN={identifier}: the platform knows a device by it")
        if "digitalSignature" not in self.key_usage:
            raise ValueError("key_usage must have digitalSignature: without it a device cannot speak TLS")
        if self.extended_key_usage and "clientAuth" not in self.extended_key_usage:
            raise ValueError("extended_key_usage must have clientAuth, or be empty: with other purposes only, a device cannot speak TLS")
        self._require_once()
        self._require_constants()
        return self

    def _require_once(self) -> None:
        """What RFC 5280 allows once only (4.2, 4.2.1.4), and what says nothing the second time."""
        for key, said in (
            ("extended_key_usage", self.extended_key_usage),
            ("policies", [policy.oid for policy in self.policies]),
            ("extensions", [extension.oid for extension in self.extensions]),
        ):
            for twice in (each for each, times in Counter(said).items() if times > 1):
                raise ValueError(f"{key} must not have {twice} twice")

    def _require_constants(self) -> None:
        """What is the same for every unit must be good now, not when a unit's key was made."""
        try:
            subject_of([each for each in map(Attribute.of, self.subject) if not words_in(each.template)], {})
            for name in self.san:
                if not words_in(name):
                    alternative_name_of(name, {})
            for extension in self.extensions:
                if not words_in(extension.value):
                    extension.filled({})
        except IssuanceRefused as error:
            raise ValueError(error.message.removesuffix(".")) from error

    @classmethod
    def unreadable(cls) -> IssuanceRefused:
        """See Kept."""
        return IssuanceRefused("The certificate profile that the order keeps can no longer be read by this program.")

    @classmethod
    def load(cls, file: Path) -> Self:
        """Read one profile; raises ProfileError with file, key and reason."""
        profile = load_toml(cls, file, "certificate profile", ProfileError)
        if profile.name != file.stem:
            raise ProfileError(
                f"The certificate profile {file} is wrong at name: it must be the file's, {file.stem}.", file=str(file), key="name"
            )
        return profile

    def list_misfits(self, recipe: Recipe) -> list[str]:
        """What a recipe asks for that this profile does not allow, a sentence each that begins with the key in the recipe."""
        return list(self._misfits(recipe))

    def _misfits(self, recipe: Recipe) -> Iterator[str]:
        wish = recipe.certificate
        asked: tuple[tuple[str, StrEnum, tuple[StrEnum, ...]], ...] = (
            ("key.kind", recipe.key.kind, self.allows.keys),
            ("key.place", recipe.key.place, self.allows.places),
            ("storage.form", recipe.storage.form, self.allows.forms),
        )
        for key, asks, allowed in asked:
            if allowed and asks not in allowed:
                yield f"{key} must be {' or '.join(f'{each.value!r}' for each in allowed)} for the profile {self.name}"
        if self.validity.no_end and wish.days is not None:
            yield f"certificate.days must be left out: certificates of the profile {self.name} have no end"
        if wish.profile_digest not in ("", self.digest):
            yield f"certificate.profile_digest is not that of the profile {self.name} as it is here ({self.digest[:16]}…)"
        for name, value in self.values.items():
            if re.fullmatch(value.pattern, wish.values.get(name, "")) is None:
                yield f"certificate.values.{name} must be {value.meaning}"
        for name in wish.values:
            if name not in self.values:
                yield f"certificate.values.{name} is not asked for by the profile {self.name}"

    def _templates(self) -> Iterator[str]:
        yield from (Attribute.of(text).template for text in self.subject)
        yield from self.san
        yield from (extension.value for extension in self.extensions)


class Profiles:
    """The profiles of a station, by name; `kept` finds the content of one that an order relies on, by its digest."""

    def __init__(self, profiles: Iterable[Profile], kept: Callable[[str], str | None] = lambda _: None) -> None:
        self._by_name = {profile.name: profile for profile in profiles}
        self._kept = kept

    def of(self, recipe: Recipe) -> Profile:
        """The profile that a recipe means: as it is here, else as it was kept; raises IssuanceRefused where there is none of that name."""
        name, digest = recipe.certificate.profile, recipe.certificate.profile_digest
        now = self._by_name.get(name)
        if now is not None and digest in ("", now.digest):
            return now
        body = self._kept(digest)
        return self.get(name) if body is None else Profile.of_body(body)

    def __iter__(self) -> Iterator[Profile]:
        return iter(self._by_name.values())

    def keeping(self, kept: Callable[[str], str | None]) -> Self:
        """These, and those that `kept` finds."""
        return type(self)(self, kept)

    def get(self, name: str) -> Profile:
        """The profile of this name; raises IssuanceRefused where there is none."""
        try:
            return self._by_name[name]
        except KeyError:
            known = ", ".join(sorted(self._by_name)) or "none"
            raise IssuanceRefused(f"There is no certificate profile {shown(name)}; there is {known}.") from None

    @classmethod
    def load(cls, *folders: Path) -> tuple[Self, tuple[ProfileError, ...]]:
        """Every profile of these folders that is as it must be, as `load_folders` does; and what is wrong with the others."""
        profiles, problems = load_folders(Profile.load, ProfileError, *folders)
        return cls(profiles), problems
