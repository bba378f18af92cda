"""What a product needs, from detection to registration; read from TOML, checked once, known by the digest of its content."""

import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Self

from pydantic import Field, model_validator

from app.core.device import Identity
from app.core.errors import DeviceGarbled, RecipeError, WrongModel
from app.core.keykind import KeyKind
from app.core.recipe.device import Accept, Become, Detect, Flow, Link
from app.core.recipe.drivers import ABILITIES, Driver, list_agent_misfits, list_misfits
from app.core.recipe.keys import Certificate, Key, Origin, Place
from app.core.recipe.label import Label
from app.core.recipe.parts import Kept, Template
from app.core.recipe.registration import Mode, Registration
from app.core.recipe.rotation import Rotation
from app.core.recipe.storage import Buffer, Caller, Form, Lock, Proof, Storage
from app.core.run import Step
from app.core.shown import shown
from app.core.template import fill
from app.core.tomlfile import load_toml, read_toml

__all__ = [
    "IDENTIFIER",
    "Accept",
    "Become",
    "Buffer",
    "Caller",
    "Certificate",
    "Detect",
    "Driver",
    "Flow",
    "Form",
    "Key",
    "KeyKind",
    "Label",
    "Link",
    "Lock",
    "Mode",
    "Origin",
    "Place",
    "Proof",
    "Recipe",
    "Registration",
    "Rotation",
    "Storage",
    "Template",
    "shown",
]

IDENTIFIER = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._:-]{0,62}[A-Za-z0-9])?")
"""What an identifier may be: at most 64 characters (the upper bound of a CN, RFC 5280 ub-common-name), safe in a file name and a URL."""

_IDENTITY = tuple(field.name for field in fields(Identity))


class Recipe(Kept):
    """What we mean to make of a device."""

    name: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{0,62}$")
    version: str = Field(pattern=r"^\d+(\.\d+){0,2}$")
    title: str = Field(min_length=1, max_length=80)
    driver: Driver
    detect: Detect = Detect()
    link: Link = Link()
    accept: Accept = Accept()
    label: Label = Label()
    key: Key = Key()
    certificate: Certificate = Certificate()
    storage: Storage = Storage()
    proof: Proof = Proof()
    lock: Lock = Lock()
    registration: Registration = Registration()
    rotation: Rotation = Rotation()

    @model_validator(mode="after")
    def _possible(self) -> Self:
        misfits = list_misfits(
            self.driver, self.detect.kind, self.key, self.storage, signature=self.proof.signature, lock=self.lock.enabled
        )
        misfits += list_agent_misfits(self.key, self.storage)
        if self.brings_its_own and not (self.certificate.maker and self.proof.signature):
            misfits.append(
                "certificate.maker must name the maker's CA file, and proof.signature be true, where key.origin is 'preprovisioned'"
            )
        if self.brings_its_own and self.driver is Driver.LINUX_CONSOLE and self.storage.config:
            misfits.append("storage.config must be empty where key.origin is 'preprovisioned': nothing is written into such a device")
        misfits += self._list_contact_misfits()
        if self.link.become and self.driver is not Driver.LINUX_CONSOLE:
            misfits.append(f"link.become must be left out where driver is '{self.driver}': such a device has no users")
        if self.link.become_credential and not self.link.become:
            misfits.append("link.become must be 'su' or 'sudo' where link.become_credential is given")
        if misfits:
            raise ValueError("; ".join(misfits))
        return self

    def _list_contact_misfits(self) -> Iterator[str]:
        if self.brings_its_own and self.registration.mode is Mode.JITP:
            yield "registration.mode must not be 'jitp' where key.origin is 'preprovisioned': only the maker can prove to be one"
        caller, mode = self.proof.contact, self.registration.mode
        if caller is Caller.NOBODY:
            return
        if mode not in (Mode.REQUIRED, Mode.JITP):
            yield f"proof.contact must be 'nobody' where registration.mode is '{mode}': the platform knows no such unit yet"
        if caller is Caller.STATION and self.key.origin is not Origin.STATION:
            yield "proof.contact must not be 'station' where key.origin is not: the station never holds the key"
        if caller is Caller.DEVICE and not ABILITIES[self.driver].calls:
            yield f"proof.contact must not be 'device' where driver is '{self.driver}': such a device cannot call the platform"

    @classmethod
    def unreadable(cls) -> RecipeError:
        """See Kept."""
        return RecipeError("The recipe that the unit was made by can no longer be read by this program.")

    @property
    def brings_its_own(self) -> bool:
        """Whether a unit comes with key and certificate, so that none is issued and nothing is written."""
        return self.key.origin is Origin.PREPROVISIONED

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps a run of this recipe takes, in order; a rotation also takes RETIRE in the end."""
        return self.steps_with(label=bool(self.label.print))

    def steps_with(self, *, label: bool) -> tuple[Step, ...]:
        """The same, with or without a label: an order may name one where the recipe does not."""
        left_out = {Step.RETIRE, *((Step.ISSUE, Step.INJECT) if self.brings_its_own else ())}
        if not self.lock.enabled:
            left_out.add(Step.LOCK)
        if self.registration.mode is Mode.NONE:
            left_out.add(Step.REGISTER)
        if self.proof.contact is Caller.NOBODY:
            left_out.add(Step.CONTACT)
        if not label:
            left_out.add(Step.LABEL)
        return tuple(step for step in Step if step not in left_out)

    def require_product(self, identity: Identity) -> str:
        """Return the identifier of a device of this product; raise WrongModel or DeviceGarbled for any other."""
        if re.fullmatch(self.accept.model, identity.model) is None:
            raise WrongModel(f"The device is a {shown(identity.model)}; the recipe is for {self.accept.model}.")
        if re.fullmatch(self.accept.serial, identity.serial) is None:
            raise DeviceGarbled(f"The device's serial number {shown(identity.serial)} is not of the form {self.accept.serial}.")
        identifier = self.fill(self.accept.identifier, identity)
        if IDENTIFIER.fullmatch(identifier) is None:
            raise DeviceGarbled(f"{shown(identifier)} cannot be an identifier: 1 to 64 letters, digits and . _ : - inside.")
        return identifier

    def fill(self, template: str, identity: Identity, identifier: str = "") -> str:
        """The template with the device's own words in it."""
        words = {name: getattr(identity, name) for name in _IDENTITY}
        return fill(template, {**words, "identifier": identifier})

    @classmethod
    def read(cls, text: str, place: str) -> Self:
        """Read a text as the recipe of the file `place`; raises RecipeError with file, key and reason."""
        return read_toml(cls, text, place, "recipe", RecipeError)

    @classmethod
    def load(cls, file: Path) -> Self:
        """Read one recipe; raises RecipeError with file, key and reason."""
        return load_toml(cls, file, "recipe", RecipeError)
