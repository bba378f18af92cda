"""Column types: times in UTC, and words that any database can keep."""

import json
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, DateTime, Dialect, Select, String, func, select
from sqlalchemy.types import TypeDecorator

_UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")
"""NUL (PostgreSQL refuses it) and lone surrogates (no UTF-8); devices send both."""


def is_plain(text: str) -> bool:
    """Whether `text` is ASCII without NUL, as nearly all is: any database keeps that as it is."""
    return text.isascii() and "\x00" not in text


def clean(text: str) -> str:
    """`text` with U+FFFD for what no database keeps."""
    if is_plain(text):
        return text
    return _UNKEEPABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def _clean_all(value: Any) -> Any:
    match value:
        case str():
            return clean(value)
        case dict():
            return {clean(key): _clean_all(item) for key, item in value.items()}
        case list() | tuple():
            return [_clean_all(item) for item in value]
    return value


def any_of(words: Sequence[str]) -> Select[tuple[str]]:
    """For `in_`, where they may be a thousand: one value for SQLite, and a statement that SQLAlchemy makes once for any number of them."""
    return select(func.json_each(json.dumps(words)).table_valued("value").c.value)


class Utc(TypeDecorator[datetime]):
    """A moment; refuses one without a time zone, answers in UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """SQLite keeps no zone: what goes in is UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """What comes out of SQLite is UTC."""
        return value.replace(tzinfo=UTC) if value is not None and dialect.name == "sqlite" else value


class Words(TypeDecorator[str]):
    """Text as a person or a device gave it, kept by any database."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's signature
        """See `clean`."""
        return None if value is None else clean(value)


class Facts(TypeDecorator[Any]):
    """JSON of strings, numbers, lists and dictionaries, kept by any database."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:  # noqa: ARG002 - SQLAlchemy's signature
        """See `clean`."""
        return _clean_all(value)
