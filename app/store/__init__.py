"""The ledger: the door Ledger, and the values it answers with."""

from typing import TYPE_CHECKING

from app.store.values import (
    Archive,
    Cursor,
    Ending,
    Entry,
    EntryQuery,
    Known,
    Left,
    Placed,
    RunQuery,
    RunRow,
    Sort,
    Tally,
    Trust,
    Unit,
    Verified,
)

if TYPE_CHECKING:
    from app.store.ledger import Ledger
    from app.store.opening import upgrade

__all__ = [
    "Archive",
    "Cursor",
    "Ending",
    "Entry",
    "EntryQuery",
    "Known",
    "Ledger",
    "Left",
    "Placed",
    "RunQuery",
    "RunRow",
    "Sort",
    "Tally",
    "Trust",
    "Unit",
    "Verified",
    "upgrade",
]


def __getattr__(name: str) -> object:
    """Ledger and upgrade on first use: SQLAlchemy takes 0.4 s to import, and the window is painted before it is needed."""
    if name == "Ledger":
        from app.store.ledger import Ledger  # noqa: PLC0415 - see above

        return Ledger
    if name == "upgrade":
        from app.store.opening import upgrade  # noqa: PLC0415 - see above

        return upgrade
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
