"""Founding a station's authority: made or brought in, its key in a token or an encrypted file, and made known to the platform."""

from typing import TYPE_CHECKING

from app.founding.wish import ISSUING_YEARS, ROOT_YEARS, Kept, Secrets, Source, Where, Wish

if TYPE_CHECKING:
    from app.founding.making import Founded, Notes, make

__all__ = ["ISSUING_YEARS", "ROOT_YEARS", "Founded", "Kept", "Notes", "Secrets", "Source", "Where", "Wish", "make"]


def __getattr__(name: str) -> object:
    """What founds on first use: the window asks the same kind of questions and founds nothing."""
    if name in ("Founded", "Notes", "make"):
        import app.founding.making as place  # noqa: PLC0415 - see above

        return getattr(place, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
