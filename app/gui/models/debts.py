"""What is owed, as rows."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QObject

from app.core.outbox import Debt
from app.gui import queued, times
from app.gui.marking import QT_TRANSLATE_NOOP
from app.gui.models.rows import Columns, Rows

DEVICE, STATE, SINCE, TRIED, NEXT, ANSWER = range(6)
_TITLES = (
    QT_TRANSLATE_NOOP("Debts", "Device"),
    QT_TRANSLATE_NOOP("Debts", "State"),
    QT_TRANSLATE_NOOP("Debts", "Since"),
    QT_TRANSLATE_NOOP("Debts", "Tried"),
    QT_TRANSLATE_NOOP("Debts", "Next try"),
    QT_TRANSLATE_NOOP("Debts", "Last answer"),
)


def _cell(debt: Debt, column: int) -> str:
    return (
        debt.identifier,
        queued.state_word(debt)[2],
        times.listed(debt.since),
        str(debt.attempts),
        queued.next_try(debt),
        queued.answer(debt),
    )[column]


def _tip(debt: Debt, column: int) -> str | None:
    return queued.answer(debt) if column == ANSWER else None


class DebtsModel(Rows[Debt]):
    """Shows what it is given; what stays keeps its line, so that a selection does."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(Columns("Debts", _TITLES, _cell, _tip, frozenset({DEVICE})), parent)
        self._rows: tuple[Debt, ...] = ()

    def show(self, debts: Sequence[Debt]) -> None:
        """Show these from now on."""
        if [debt.id for debt in debts] == [debt.id for debt in self._rows]:
            self._rows = tuple(debts)
            self.dataChanged.emit(self.index(0, 0), self.index(len(debts) - 1, len(_TITLES) - 1))
            return
        self.beginResetModel()
        self._rows, self._count = tuple(debts), len(debts)
        self.endResetModel()

    def find(self, debt: UUID) -> int | None:
        """The line of a debt, or None where it is not shown."""
        return next((number for number, row in enumerate(self._rows) if row.id == debt), None)

    def row_at(self, number: int) -> Debt | None:
        """One line."""
        return self._rows[number]
