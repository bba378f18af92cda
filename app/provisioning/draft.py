"""A recipe being written: its TOML as text, and the fields of a form over it; a field that is set keeps every comment."""

import enum
import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import tomlkit
from pydantic.fields import FieldInfo
from tomlkit.exceptions import TOMLKitError

from app.core.errors import RecipeError
from app.core.recipe import Recipe
from app.core.recipe.parts import Part

_BOUND = frozenset({"name", "certificate.profile_digest", "certificate.maker_digest"})
"""What nobody fills in: a recipe's name is its own, the digests are the station's."""
_TRUTH = ("true", "false")


@dataclass(frozen=True, slots=True)
class Field:
    """One key of a recipe that a form can ask for."""

    key: str
    """As it stands in errors: `key.kind`; without a dot: at the top."""
    choices: tuple[str, ...]
    """What may be chosen; empty: text or a number."""
    default: str
    """What counts where nothing is said."""
    number: type[int] | type[float] | None = None

    @property
    def section(self) -> str:
        """`key`; empty at the top."""
        return self.key.rpartition(".")[0]


def list_fields() -> list[Field]:
    """Every field of a recipe that is one word, one number or a choice; lists are written in the TOML."""
    return list(_fields(Recipe, ""))


def read_values(text: str) -> dict[str, str]:
    """What is said in the text, by key; raises RecipeError where it is not TOML."""
    return dict(_values(_parse(text), ""))


def set_value(text: str, field: Field, words: str) -> str:
    """The text with that field said, or, where there are no words, not said any more; raises RecipeError."""
    document = _parse(text)
    *path, last = field.key.split(".")
    table: Any = document
    for name in path:
        if name not in table:
            if not words:
                return text
            table[name] = tomlkit.table()
        table = table[name]
    if words:
        table[last] = _typed(field, words)
    elif last in table:
        del table[last]
    return tomlkit.dumps(document)


def _parse(text: str) -> tomlkit.TOMLDocument:
    try:
        return tomlkit.parse(text)
    except (TOMLKitError, ValueError) as error:
        raise RecipeError(f"The recipe is not TOML: {error}.", advice="Correct it in the text.") from error


def _typed(field: Field, words: str) -> str | int | float | bool:
    if field.choices == _TRUTH:
        return words == "true"
    if field.number is None:
        return words
    try:
        return int(words, 0) if field.number is int else float(words)
    except ValueError:
        return words  # what it is instead of a number is told by the check


def _fields(part: type[Part], before: str) -> Iterator[Field]:
    for name, info in part.model_fields.items():
        key = f"{before}{name}"
        kind = _plain(info.annotation)
        if isinstance(kind, type) and issubclass(kind, Part):
            yield from _fields(kind, f"{key}.")
        elif key not in _BOUND and (field := _field(key, kind, info)) is not None:
            yield field


def _field(key: str, kind: object, info: FieldInfo) -> Field | None:
    default = "" if info.is_required() or info.default is None else _words(info.default)
    if kind is bool:
        return Field(key, _TRUTH, default)
    if typing.get_origin(kind) is Literal:
        return Field(key, tuple(map(str, typing.get_args(kind))), default)
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        return Field(key, tuple(str(member.value) for member in kind), default)
    if kind is int:
        return Field(key, (), default, int)
    if kind is float:
        return Field(key, (), default, float)
    return Field(key, (), default) if kind is str else None


def _plain(kind: object) -> object:
    """A type without what is said about it: `Annotated[DevicePath | None, …]` is a str."""
    if typing.get_origin(kind) is typing.Annotated:
        return _plain(typing.get_args(kind)[0])
    if typing.get_origin(kind) in (typing.Union, types.UnionType):
        return _plain(next(each for each in typing.get_args(kind) if each is not type(None)))
    return kind


def _values(table: Mapping[str, Any], before: str) -> Iterator[tuple[str, str]]:
    for name, value in table.items():
        if isinstance(value, Mapping):
            yield from _values(value, f"{before}{name}.")
        elif not isinstance(value, list):
            yield f"{before}{name}", _words(value)


def _words(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return str(value.value if isinstance(value, enum.Enum) else value)
