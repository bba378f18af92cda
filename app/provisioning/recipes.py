"""Recipes as engineers write and approve them: a changed one is a new version."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from app.core.errors import RecipeError
from app.core.people import Person, Right, require
from app.core.recipe import Recipe
from app.core.versions import Content, Version


class Shelf(Protocol):
    """The recipes of a station as their files are now; every call looks at the files."""

    def get(self, name: str) -> Recipe:
        """The recipe of that name; raises SettingsError that tells which there are, or what is wrong with it."""

    def list_all(self) -> Sequence[Recipe]:
        """Every recipe that may be used, by name."""

    def source(self, name: str) -> str:
        """The TOML it is written in; raises SettingsError where there is none."""

    def place(self, name: str) -> str:
        """The file it is in, as a person would say it: `recipes/gateway.toml`."""

    def read(self, text: str, place: str) -> Recipe:
        """The recipe that a TOML text is, bound to profile and maker as they are here; raises RecipeError with key and reason."""

    def list_designs(self) -> Sequence[tuple[str, str]]:
        """Name and title of every label template."""

    def profile(self, name: str) -> Content:
        """The certificate profile of that name as it is here now; raises IssuanceRefused."""

    def digest_of_maker(self, name: str) -> str:
        """The digest of that maker's CAs as they are here now; empty where there are none."""

    def design(self, label: str) -> Content:
        """The label template of that name as it is here now; raises LabelUnfit."""

    def save(self, name: str, text: str) -> None:
        """Put a text in the place of a recipe, in the station's own folder; raises RecipeError where that cannot be written."""


class Versions(Protocol):
    """Where versions are remembered; the ledger's book of recipes."""

    def keep(self, recipe: Recipe, source: str, who: str) -> Version:
        """The version that this recipe is; remembered from now on."""

    def approve(self, digest: str, who: str) -> Version:
        """Let orders be made with it; raises VersionUnknown."""

    def find(self, digest: str) -> Version | None:
        """The version of that digest, or None."""

    def find_profile(self, digest: str) -> str | None:
        """The content of the certificate profile of that digest, where an order keeps it, or None."""

    def list_versions(self, name: str = "") -> Sequence[Version]:
        """The versions of a recipe, or of all; the newest first."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A recipe as its file is now."""

    recipe: Recipe
    place: str
    known: Version | None
    """The same content in the ledger; None: nobody used or saved it yet."""

    @property
    def approved(self) -> bool:
        """Whether an engineer has approved exactly this content."""
        return self.known is not None and self.known.approved


class Recipes:
    """The recipes of this station; who may do what is asked here, below window and command line."""

    def __init__(self, shelf: Shelf, versions: Versions) -> None:
        self._shelf = shelf
        self._versions = versions

    def list_all(self) -> list[Standing]:
        """Every recipe as it is now, by name."""
        return [Standing(recipe, self._shelf.place(recipe.name), self._versions.find(recipe.digest)) for recipe in self._shelf.list_all()]

    def list_designs(self) -> list[tuple[str, str]]:
        """Name and title of every label template."""
        return list(self._shelf.list_designs())

    def list_versions(self, name: str) -> list[Version]:
        """What the ledger knows of a recipe, the newest first."""
        return list(self._versions.list_versions(name))

    def source(self, name: str) -> str:
        """The TOML it is written in now; raises SettingsError."""
        return self._shelf.source(name)

    def check(self, name: str, text: str) -> Recipe:
        """The recipe that a text would be in the place of `name`; raises RecipeError with file, key and reason."""
        place = self._shelf.place(name)
        recipe = self._shelf.read(text, place)
        if recipe.name != name:
            raise RecipeError(f"The recipe {place} is wrong at name: it must stay {name}.", file=place, key="name")
        return recipe

    def save(self, by: Person | None, name: str, text: str) -> Version:
        """Make a text the recipe's new version; raises NotAllowed, RecipeError. It is approved by nobody yet."""
        who = require(by, Right.WRITE_RECIPES)
        recipe = self.check(name, text)
        before = self._shelf.get(name)
        known = {(before.version, before.digest), *((each.version, each.digest) for each in self._versions.list_versions(name))}
        if any(version == recipe.version and digest != recipe.digest for version, digest in known):
            place = self._shelf.place(name)
            raise RecipeError(
                f"The recipe {place} is wrong at version: there is another {recipe.version} already.",
                file=place,
                key="version",
                advice="Give the new version a number of its own.",
            )
        self._versions.keep(before, self._shelf.source(name), who)
        version = self._versions.keep(recipe, text, who)
        self._shelf.save(name, text)
        return version

    def approve(self, by: Person | None, name: str) -> Version:
        """Let orders be made with the recipe as its file is now; raises NotAllowed, SettingsError."""
        who = require(by, Right.APPROVE_RECIPES)
        recipe = self._shelf.get(name)
        self._versions.keep(recipe, self._shelf.source(name), who)
        return self._versions.approve(recipe.digest, who)
