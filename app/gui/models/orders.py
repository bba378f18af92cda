"""Work orders, as rows."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QLocale, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.core.work import Counts, Order
from app.gui import ordered
from app.gui.marking import QT_TRANSLATE_NOOP
from app.gui.models.rows import ANSWERED, DISPLAY, FONT, HEADS, TIP
from app.gui.theme import font

SEEN = Qt.ItemDataRole.UserRole
NUMBER, PRODUCT, STATE, DONE, FAILED, OWED, LEFT, RECIPE, DUE = range(9)
_TITLES = (
    QT_TRANSLATE_NOOP("Orders", "Order"),
    QT_TRANSLATE_NOOP("Orders", "Product"),
    QT_TRANSLATE_NOOP("Orders", "State"),
    QT_TRANSLATE_NOOP("Orders", "Done"),
    QT_TRANSLATE_NOOP("Orders", "Failed"),
    QT_TRANSLATE_NOOP("Orders", "Owed"),
    QT_TRANSLATE_NOOP("Orders", "Left"),
    QT_TRANSLATE_NOOP("Orders", "Recipe"),
    QT_TRANSLATE_NOOP("Orders", "Due"),
)

Index = QModelIndex | QPersistentModelIndex


class OrdersModel(QAbstractTableModel):
    """Shows what it is given; what stays keeps its line, so that a selection does."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[tuple[Order, Counts], ...] = ()

    def show(self, orders: Sequence[tuple[Order, Counts]]) -> None:
        """Show these from now on."""
        if orders and [order.number for order, _ in orders] == [order.number for order, _ in self._rows]:
            self._rows = tuple(orders)
            self.dataChanged.emit(self.index(0, 0), self.index(len(orders) - 1, len(_TITLES) - 1))
            return
        self.beginResetModel()
        self._rows = tuple(orders)
        self.endResetModel()

    def find(self, number: str) -> int | None:
        """The line of an order, or None where it is not shown."""
        return next((place for place, (order, _) in enumerate(self._rows) if order.number == number), None)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(_TITLES)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole and 0 <= section < len(_TITLES):
            return QCoreApplication.translate("Orders", _TITLES[section])
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return HEADS
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role not in ANSWERED or not index.isValid():
            return None
        seen, column = self._rows[index.row()], index.column()
        if role == DISPLAY:
            return _cell(*seen, column)
        if role == TIP:
            return seen[0].product if column == PRODUCT else None
        if role == FONT:
            return font(13, mono=True) if column == NUMBER else None
        return seen


def _cell(order: Order, counts: Counts, column: int) -> str:
    number = QLocale().toString
    return (
        order.number,
        order.product,
        ordered.state_word((order, counts))[2],
        ordered.progress(counts),
        number(counts.failed),
        number(counts.owed),
        number(counts.left),
        f"{order.recipe} {order.recipe_version} · {order.recipe_digest[:8]}",
        ordered.due(order),
    )[column]
