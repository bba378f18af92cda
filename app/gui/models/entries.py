"""The audit entries as rows, newest first, however many there are."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject

from app.gui import times
from app.gui.archive import Archive
from app.gui.clerk import Clerk
from app.gui.marking import QT_TRANSLATE_NOOP
from app.gui.models.rows import Columns, Pages
from app.store import Entry, EntryQuery

NUMBER, TIME, KIND, WHAT, WHO = range(5)
_TITLES = (
    QT_TRANSLATE_NOOP("Entries", "Entry"),
    QT_TRANSLATE_NOOP("Entries", "Time"),
    QT_TRANSLATE_NOOP("Entries", "Kind"),
    QT_TRANSLATE_NOOP("Entries", "What"),
    QT_TRANSLATE_NOOP("Entries", "By"),
)
_TELLING = ("identifier", "scan", "name", "number", "badge", "file", "serial", "code", "public", "fingerprint")
"""The facts that say best what an entry is about, the best first."""
_AFTER = ("outcome", "why", "reason", "state")


def _cell(entry: Entry, column: int) -> str:
    return (f"{entry.number:,}", times.listed(entry.at), entry.kind, _what(entry), entry.who or "—")[column]


def _what(entry: Entry) -> str:
    facts = entry.facts
    first = next((facts[name] for name in _TELLING if facts.get(name)), "")
    after = next((facts[name] for name in _AFTER if facts.get(name)), "")
    return " · ".join(word for word in (first, after) if word)


def _tip(entry: Entry, _column: int) -> str:
    return f"SHA-256 {entry.hash}"


class EntriesModel(Pages[Entry]):
    """Every entry of the station."""

    def __init__(self, archive: Archive, clerk: Clerk, parent: QObject | None = None) -> None:
        super().__init__(Columns("Entries", _TITLES, _cell, _tip, frozenset({NUMBER, KIND})), clerk, parent)
        self._archive = archive

    def reload(self) -> None:
        """Show the newest."""
        self.ask(self._list, partial(self._archive.count_entries, EntryQuery()))

    def _list(self, after: Entry | None, limit: int, skip: int) -> Sequence[Entry]:
        return self._archive.list_entries(EntryQuery(), after.number if after else None, limit, skip)
