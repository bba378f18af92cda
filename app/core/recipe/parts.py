"""What every section of a recipe is built of: templates over a unit's words, patterns, paths."""

import hashlib
import json
import re
from abc import abstractmethod
from collections.abc import Callable
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from app.core.errors import StationError
from app.core.template import words_in
from app.core.ticket import DEVICE_WORDS, UNIT_WORDS


def over(known: frozenset[str]) -> Callable[[str], str]:
    """A check that a template names only these words."""

    def check(text: str) -> str:
        for word in sorted(words_in(text) - known):
            raise ValueError(f"{{{word}}} is not a field; there are {', '.join(sorted(known))}")
        return text

    return check


def _regex(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        raise ValueError(f"not a regular expression: {error}") from None
    return text


Template = Annotated[str, AfterValidator(over(DEVICE_WORDS))]
"""Text with words of the device in it."""
UnitTemplate = Annotated[str, AfterValidator(over(UNIT_WORDS))]
"""Text with words of the device, of its label and of its order in it."""
Regex = Annotated[str, AfterValidator(_regex)]
Variable = Annotated[str, Field(pattern=r"^[A-Za-z0-9_.-]{1,64}$")]
"""A variable of U-Boot's environment."""
DevicePath = Annotated[str, Field(pattern=r"^/[A-Za-z0-9._/-]+$")]


EMPTY_IS_NONE = BeforeValidator(lambda text: text or None)
"""TOML has no word for nothing."""


class Part(BaseModel):
    """A section: frozen, and nothing in it that we do not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Kept(Part):
    """What the ledger keeps as it was, and knows by its digest."""

    @property
    def digest(self) -> str:
        """SHA-256 over the canonical content (defaults included), 64 hex digits."""
        return digest_of(self)

    @property
    def body(self) -> str:
        """The canonical content, of which `digest` is the SHA-256; `of_body` reads it back."""
        return canonical(self)

    @classmethod
    def of_body(cls, body: str) -> Self:
        """The same as it once was; raises `unreadable` where this program can no longer read it."""
        try:
            return cls.model_validate_json(body)
        except ValidationError as error:
            raise cls.unreadable() from error

    @classmethod
    @abstractmethod
    def unreadable(cls) -> StationError:
        """What is told then."""


def digest_of(part: Part) -> str:
    """SHA-256 over the canonical content (defaults included), 64 hex digits."""
    return hashlib.sha256(canonical(part).encode()).hexdigest()


def canonical(part: Part) -> str:
    """The content, defaults included, as JSON that is always written the same way."""
    return json.dumps(part.model_dump(mode="json"), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
