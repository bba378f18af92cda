"""What the Audit page is given of a station: its entries, the proof that they hold, and exports."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:  # a start does not wait for what makes exports
    from app.audit import Format
    from app.store import Entry, EntryQuery, Verified
    from app.store.export import Extent

Tell = Callable[[int, int], object]
"""So many are done, of so many; what it raises ends the work."""


@dataclass(frozen=True, slots=True)
class Wish:
    """An export that somebody asks for."""

    folder: Path
    formats: tuple[Format, ...]
    extent: Extent


@dataclass(frozen=True, slots=True)
class Made:
    """An export or a backup that is there."""

    place: Path
    """Its folder, or its file."""
    count: int
    """Runs, or entries."""


class Archive(Protocol):
    """Every call is made off the GUI thread and may raise StationError."""

    @property
    def key(self) -> str:
        """The station's public key, hex."""

    @property
    def exports(self) -> Path:
        """Where exports go unless somebody says otherwise."""

    @property
    def backups(self) -> Path:
        """Where backups go unless somebody says otherwise."""

    @property
    def encrypted(self) -> bool:
        """Whether backups are encrypted, for whom the settings say."""

    def list_entries(self, query: EntryQuery, before: int | None = None, limit: int = 100, skip: int = 0) -> Sequence[Entry]:
        """The newest entries that fit, or those that come `skip` entries before `before`."""

    def count_entries(self, query: EntryQuery) -> int:
        """How many there are to list."""

    def verify(self, tell: Tell) -> Verified:
        """Prove the whole ledger."""

    def export(self, wish: Wish, tell: Tell) -> Made:
        """Take runs out."""

    def back_up(self, folder: Path, tell: Tell) -> Made:
        """Copy the whole ledger and prove the copy; 0 of 0 is told while nobody can say how much is done."""
