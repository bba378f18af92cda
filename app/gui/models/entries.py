"""The audit entries that are shown: fetched page by page, newest first."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from app.core.run import Failure
from app.gui import times
from app.gui.archive import Archive
from app.gui.clerk import Clerk
from app.gui.marking import QT_TRANSLATE_NOOP
from app.gui.theme import font
from app.store import Entry, EntryQuery

PAGE = 100
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

Index = QModelIndex | QPersistentModelIndex


class EntriesModel(QAbstractTableModel):
    """Asks the archive through a clerk, so that it never blocks whoever shows it."""

    loaded = Signal()
    failed = Signal(object)
    """A Failure."""

    def __init__(self, archive: Archive, clerk: Clerk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._archive, self._clerk = archive, clerk
        self._rows: list[Entry] = []
        self._more, self._waiting, self._asked = False, False, 0

    def reload(self) -> None:
        """Show the newest."""
        self._waiting = True
        self._asked += 1
        self._clerk.ask(partial(self._archive.list_entries, EntryQuery(), None, PAGE), partial(self._first, self._asked), self._sorry)

    def entry(self, row: int) -> Entry:
        """One line."""
        return self._rows[row]

    def _first(self, asked: int, rows: Sequence[Entry]) -> None:
        if asked != self._asked:
            return
        self.beginResetModel()
        self._rows, self._more, self._waiting = list(rows), len(rows) == PAGE, False
        self.endResetModel()
        self.loaded.emit()

    def _next(self, asked: int, rows: Sequence[Entry]) -> None:
        if asked != self._asked:
            return
        self._more, self._waiting = len(rows) == PAGE, False
        if rows:
            self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows) + len(rows) - 1)
            self._rows.extend(rows)
            self.endInsertRows()

    def _sorry(self, failure: Failure) -> None:
        self._waiting = False
        self.failed.emit(failure)

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._more and not self._waiting

    def fetchMore(self, parent: Index) -> None:
        if self.canFetchMore(parent):
            self._waiting = True
            question = partial(self._archive.list_entries, EntryQuery(), self._rows[-1].number, PAGE)
            self._clerk.ask(question, partial(self._next, self._asked), self._sorry)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(_TITLES)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole and 0 <= section < len(_TITLES):
            return QCoreApplication.translate("Entries", _TITLES[section])
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        entry = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return _cell(entry, index.column())
            case Qt.ItemDataRole.FontRole if index.column() in {NUMBER, KIND}:
                return font(14, mono=True)
            case Qt.ItemDataRole.ToolTipRole:
                return f"SHA-256 {entry.hash}"
        return None


def _cell(entry: Entry, column: int) -> str:
    return (f"{entry.number:,}", times.listed(entry.at), entry.kind, _what(entry), entry.who or "—")[column]


def _what(entry: Entry) -> str:
    facts = entry.facts
    first = next((facts[name] for name in _TELLING if facts.get(name)), "")
    after = next((facts[name] for name in _AFTER if facts.get(name)), "")
    return " · ".join(word for word in (first, after) if word)
