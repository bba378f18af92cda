"""What every section of a recipe is built of: templates over a device's words, patterns, paths."""

import re
from string import Formatter
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

FIELDS = frozenset({"model", "serial", "revision", "firmware", "chip", "identifier"})
"""The names a template may use."""


def _template(text: str) -> str:
    for _, name, spec, conversion in Formatter().parse(text):
        if name is not None and (name not in FIELDS or spec or conversion):
            raise ValueError(f"{{{name}}} is not a field; there are {', '.join(sorted(FIELDS))}")
    return text


def _regex(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        raise ValueError(f"not a regular expression: {error}") from None
    return text


Template = Annotated[str, AfterValidator(_template)]
Regex = Annotated[str, AfterValidator(_regex)]
DevicePath = Annotated[str, Field(pattern=r"^/[A-Za-z0-9._/-]+$")]


class Part(BaseModel):
    """A section: frozen, and nothing in it that we do not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)
