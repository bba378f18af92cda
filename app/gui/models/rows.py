"""Rows in columns: what the window's lists have in common, and a list that is as long as the ledger and keeps only what is looked at."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal, Slot

from app.core.run import Failure
from app.gui.clerk import Clerk
from app.gui.theme import font

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex

ROW = Qt.ItemDataRole.UserRole
"""Gives the whole row; None for one that is not fetched yet."""
DISPLAY, TIP, FONT = Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.FontRole
ANSWERED = frozenset({ROW, DISPLAY, TIP, FONT})
"""Qt asks for a dozen more of each cell that it paints."""
HEADS = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
"""Where the titles of columns stand."""
PAGE = 100
"""Rows a question; a page more than fills a screen."""
KEPT = 20
"""Pages kept at once, however long the list is."""
_ENDS = 200
"""Ends of pages that are remembered, so that one of them is near wherever somebody scrolls to."""
_COMING = "…"


@dataclass(frozen=True, slots=True)
class Columns(Generic[Row]):
    """What stands in a list's columns."""

    context: str
    """Of the titles' translation."""
    titles: tuple[str, ...]
    cell: Callable[[Row, int], str]
    tip: Callable[[Row, int], str | None] = lambda _row, _column: None
    mono: frozenset[int] = frozenset()
    """Columns of numbers and names."""


class Rows(QAbstractTableModel, Generic[Row]):
    """Shows what `row_at` answers."""

    def __init__(self, columns: Columns[Any], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = columns
        self._count = 0

    def row_at(self, number: int) -> Row | None:
        """One line, or None where it is not there yet."""
        del number
        return None

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else self._count

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._columns.titles)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        titles = self._columns.titles
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole and 0 <= section < len(titles):
            return QCoreApplication.translate(self._columns.context, titles[section])
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return HEADS
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role not in ANSWERED or not index.isValid():
            return None
        column = index.column()
        if role == FONT:
            return font(13, mono=True) if column in self._columns.mono else None
        row = self.row_at(index.row())
        if role == DISPLAY:
            return _COMING if row is None else self._columns.cell(row, column)
        if role == TIP:
            return None if row is None else self._columns.tip(row, column)
        return row


class Pages(Rows[Row]):
    """Asks through a clerk, so that it never blocks whoever shows it; a page is asked for once somebody looks at it."""

    loaded = Signal()
    """The first page of what was asked is there."""
    counted = Signal(int)
    """How many there are of what was asked."""
    failed = Signal(object)
    """A Failure: the ledger could not be read."""

    def __init__(self, columns: Columns[Any], clerk: Clerk, parent: QObject | None = None) -> None:
        super().__init__(columns, parent)
        self._clerk = clerk
        self._fetch: Callable[[Any, int, int], Sequence[Row]] = lambda _after, _limit, _skip: ()
        self._pages: OrderedDict[int, Sequence[Row]] = OrderedDict()
        self._ends: OrderedDict[int, Row] = OrderedDict()
        self._wanted: list[int] = []
        self._asked, self._waiting = 0, False
        """`_asked` counts the questions: the answer to an older one is not shown."""
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._fetch_wanted)

    def ask(self, fetch: Callable[[Row | None, int, int], Sequence[Row]], count: Callable[[], int]) -> None:
        """Show from now on what `fetch(after, limit, skip)` answers: at most `limit` rows, `skip` rows after the row `after`."""
        self._asked += 1
        self._fetch, self._waiting = fetch, True
        self._clerk.ask(partial(fetch, None, PAGE, 0), partial(self._first, self._asked), self._sorry)
        self._clerk.ask(count, partial(self._counted, self._asked), self._sorry)

    def row_at(self, number: int) -> Row | None:
        """One line; one that is not fetched is asked for, and None until it is there."""
        page, place = divmod(number, PAGE)
        rows = self._pages.get(page)
        if rows is None:
            self._want(page)
            return None
        self._pages.move_to_end(page)
        return rows[place] if place < len(rows) else None

    def list_fetched(self) -> list[tuple[int, Row]]:
        """The lines that are there, with their numbers."""
        return [(page * PAGE + place, row) for page, rows in self._pages.items() for place, row in enumerate(rows)]

    def _first(self, asked: int, rows: Sequence[Row]) -> None:
        if asked != self._asked:
            return
        self.beginResetModel()
        self._pages.clear()
        self._ends.clear()
        self._wanted.clear()
        self._count, self._waiting = len(rows), False
        self._keep(0, rows)
        self.endResetModel()
        self.loaded.emit()

    def _counted(self, asked: int, count: int) -> None:
        if asked != self._asked:
            return
        if self._count == PAGE < count:
            self.beginInsertRows(QModelIndex(), PAGE, count - 1)
            self._count = count
            self.endInsertRows()
        self.counted.emit(count)

    def _keep(self, page: int, rows: Sequence[Row]) -> None:
        self._pages[page] = rows
        if len(self._pages) > KEPT:
            self._pages.popitem(last=False)
        if rows:
            self._ends[page] = rows[-1]
        if len(self._ends) > _ENDS:
            del self._ends[next(kept for kept in self._ends if kept)]  # the first page's end is always there to go on from

    def _want(self, page: int) -> None:
        if page in self._wanted:
            return
        self._wanted = [*self._wanted[-1:], page]  # of those that somebody has scrolled past, none is fetched
        if not self._waiting:
            self._soon.start(0)

    @Slot()
    def _fetch_wanted(self) -> None:
        if self._waiting or not self._wanted:
            return
        page, self._waiting = self._wanted.pop(), True
        near = max((kept for kept in self._ends if kept < page), default=0)
        question = partial(self._fetch, self._ends.get(near), PAGE, (page - near - 1) * PAGE)
        self._clerk.ask(question, partial(self._fetched, self._asked, page), self._sorry)

    def _fetched(self, asked: int, page: int, rows: Sequence[Row]) -> None:
        if asked != self._asked:
            return
        self._waiting = False
        self._wanted = [other for other in self._wanted if other != page]  # asked for again while it was on its way
        self._keep(page, rows)
        first, last = page * PAGE, min(self._count, (page + 1) * PAGE) - 1
        self.dataChanged.emit(self.index(first, 0), self.index(last, self.columnCount() - 1))
        self._fetch_wanted()

    @Slot(object)
    def _sorry(self, failure: Failure) -> None:
        self._waiting = False
        self._wanted.clear()
        self.failed.emit(failure)
