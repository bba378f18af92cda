"""The runs of the ledger as rows, in any order, however many there are."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Qt

from app.gui import times
from app.gui.clerk import Clerk
from app.gui.desk import History
from app.gui.language import said
from app.gui.marking import QT_TRANSLATE_NOOP
from app.gui.models.rows import Columns, Pages
from app.gui.recorded import row_look
from app.store import RunQuery, RunRow, Sort

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
SORTS = (Sort.TIME, Sort.DEVICE, Sort.OUTCOME, Sort.CODE, Sort.TRAY, Sort.TOOK, Sort.OPERATOR)
"""What each column sorts by."""


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


def _tip(row: RunRow, column: int) -> str | None:
    return said(row.message) if column == CODE and row.message else None


class RunsModel(Pages[RunRow]):
    """Newest run first, unless somebody sorts it otherwise."""

    def __init__(self, history: History, clerk: Clerk, parent: QObject | None = None) -> None:
        super().__init__(Columns("Runs", _TITLES, _cell, _tip, frozenset({DEVICE, CODE})), clerk, parent)
        self._history = history
        self._query = RunQuery()

    @property
    def query(self) -> RunQuery:
        """What is shown."""
        return self._query

    def show(self, query: RunQuery) -> None:
        """Show these runs from the first on."""
        self._query = query
        self.ask(partial(self._list, query), partial(self._history.count_runs, query))

    def find(self, run: UUID) -> int | None:
        """The line of a run, or None where it is not fetched."""
        return next((number for number, row in self.list_fetched() if row.run == run), None)

    def _list(self, query: RunQuery, after: RunRow | None, limit: int, skip: int) -> Sequence[RunRow]:
        return self._history.list_runs(query, after.cursor(query.sort) if after else None, limit, skip)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        query = replace(self._query, sort=SORTS[column], descending=order == Qt.SortOrder.DescendingOrder)
        if query != self._query:
            self.show(query)
