"""Versions of a recipe: each content that was ever used or written here, known by its digest."""

from dataclasses import dataclass
from datetime import datetime

from app.core.recipe import Recipe


@dataclass(frozen=True, slots=True)
class Version:
    """One content of a recipe, as the ledger keeps it."""

    name: str
    version: str
    """What the recipe calls itself; `digest` is what it is."""
    title: str
    digest: str
    body: str
    """The canonical content, of which `digest` is the SHA-256."""
    source: str
    """The TOML it was written in, with its comments; empty where nobody had it."""
    by: str
    at: datetime
    """Who brought it into the ledger, and when."""
    approved_by: str = ""
    approved_at: datetime | None = None
    """Which engineer approved it, and when; None: nobody has."""

    @property
    def recipe(self) -> Recipe:
        """The recipe itself; raises RecipeError where this program can no longer read it."""
        return Recipe.of_body(self.body)

    @property
    def approved(self) -> bool:
        """Whether orders may be made with it where people are admitted."""
        return self.approved_at is not None


@dataclass(frozen=True, slots=True)
class Content:
    """Something that a recipe relies on (a certificate profile, a label template) as it was, known by the digest of its `body`."""

    name: str
    digest: str
    body: str
