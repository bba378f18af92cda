"""What is owed, as rows."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.core.outbox import Debt
from app.gui import queued, times
from app.gui.marking import QT_TRANSLATE_NOOP
from app.gui.theme import font

DEBT = Qt.ItemDataRole.UserRole
DEVICE, STATE, SINCE, TRIED, NEXT, ANSWER = range(6)
_TITLES = (
    QT_TRANSLATE_NOOP("Debts", "Device"),
    QT_TRANSLATE_NOOP("Debts", "State"),
    QT_TRANSLATE_NOOP("Debts", "Since"),
    QT_TRANSLATE_NOOP("Debts", "Tried"),
    QT_TRANSLATE_NOOP("Debts", "Next try"),
    QT_TRANSLATE_NOOP("Debts", "Last answer"),
)

Index = QModelIndex | QPersistentModelIndex


class DebtsModel(QAbstractTableModel):
    """Shows what it is given; what stays keeps its line, so that a selection does."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Debt, ...] = ()

    def show(self, debts: Sequence[Debt]) -> None:
        """Show these from now on."""
        if [debt.id for debt in debts] == [debt.id for debt in self._rows]:
            self._rows = tuple(debts)
            self.dataChanged.emit(self.index(0, 0), self.index(len(debts) - 1, len(_TITLES) - 1))
            return
        self.beginResetModel()
        self._rows = tuple(debts)
        self.endResetModel()

    def find(self, debt: UUID) -> int | None:
        """The line of a debt, or None where it is not shown."""
        return next((number for number, row in enumerate(self._rows) if row.id == debt), None)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(_TITLES)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole and 0 <= section < len(_TITLES):
            return QCoreApplication.translate("Debts", _TITLES[section])
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        debt = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return _cell(debt, index.column())
            case Qt.ItemDataRole.ToolTipRole if index.column() == ANSWER:
                return queued.answer(debt)
            case Qt.ItemDataRole.FontRole if index.column() == DEVICE:
                return font(14, mono=True)
            case role if role == DEBT:
                return debt
        return None


def _cell(debt: Debt, column: int) -> str:
    return (
        debt.identifier,
        queued.state_word(debt)[2],
        times.listed(debt.since),
        str(debt.attempts),
        queued.next_try(debt),
        queued.answer(debt),
    )[column]
