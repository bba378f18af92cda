"""The runs of the ledger as rows, fetched page by page as somebody scrolls."""

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from app.core.run import Failure
from app.gui import times
from app.gui.clerk import Clerk
from app.gui.desk import History
from app.gui.language import said
from app.gui.marking import QT_TRANSLATE_NOOP
from app.gui.recorded import row_look
from app.gui.theme import font
from app.store import RunQuery, RunRow

ROW = Qt.ItemDataRole.UserRole
PAGE = 100
"""Rows a question; a page more than fills a screen."""

TIME, DEVICE, OUTCOME, CODE, TRAY, TOOK, BY = range(7)
_TITLES = (
    QT_TRANSLATE_NOOP("Runs", "Time"),
    QT_TRANSLATE_NOOP("Runs", "Device"),
    QT_TRANSLATE_NOOP("Runs", "Outcome"),
    QT_TRANSLATE_NOOP("Runs", "Code"),
    QT_TRANSLATE_NOOP("Runs", "Tray"),
    QT_TRANSLATE_NOOP("Runs", "Took"),
    QT_TRANSLATE_NOOP("Runs", "By"),
)
_MONO = frozenset({DEVICE, CODE})

Index = QModelIndex | QPersistentModelIndex


class RunsModel(QAbstractTableModel):
    """Newest run first; asks the ledger through a clerk, so that it never blocks whoever shows it."""

    loaded = Signal()
    """The first page of what was asked is there."""
    failed = Signal(object)
    """A Failure: the ledger could not be read."""

    def __init__(self, history: History, clerk: Clerk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._history, self._clerk = history, clerk
        self._query = RunQuery()
        self._rows: list[RunRow] = []
        self._asked = 0
        """Counts the questions: the answer to an older one is not shown."""
        self._more, self._waiting = False, False

    @property
    def query(self) -> RunQuery:
        """What is shown."""
        return self._query

    def show(self, query: RunQuery) -> None:
        """Show these runs from the newest on."""
        self._query, self._waiting = query, True
        self._asked += 1
        self._clerk.ask(partial(self._history.list_runs, query, None, PAGE), partial(self._first, self._asked), self._sorry)

    def row(self, number: int) -> RunRow:
        """One line."""
        return self._rows[number]

    def find(self, run: UUID) -> int | None:
        """The line of a run, or None where it is not fetched."""
        return next((number for number, row in enumerate(self._rows) if row.run == run), None)

    def _first(self, asked: int, rows: Sequence[RunRow]) -> None:
        if asked != self._asked:
            return
        self.beginResetModel()
        self._rows, self._more, self._waiting = list(rows), len(rows) == PAGE, False
        self.endResetModel()
        self.loaded.emit()

    def _next(self, asked: int, rows: Sequence[RunRow]) -> None:
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
        if not self.canFetchMore(parent):
            return
        self._waiting = True
        question = partial(self._history.list_runs, self._query, self._rows[-1].cursor(), PAGE)
        self._clerk.ask(question, partial(self._next, self._asked), self._sorry)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(_TITLES)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole and 0 <= section < len(_TITLES):
            return _tr(_TITLES[section])
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return _cell(row, index.column())
            case Qt.ItemDataRole.ToolTipRole if index.column() == CODE and row.message:
                return said(row.message)
            case Qt.ItemDataRole.FontRole if index.column() in _MONO:
                return font(14, mono=True)
            case role if role == ROW:
                return row
        return None


def _cell(row: RunRow, column: int) -> str:
    return (
        times.listed(row.at),
        row.identifier or row.serial or row.scan or "—",
        row_look(row)[2],
        row.code,
        str(row.tray),
        "" if row.seconds is None else times.took(row.seconds),
        row.operator or "—",
    )[column]


def _tr(text: str) -> str:
    return QCoreApplication.translate("Runs", text)
