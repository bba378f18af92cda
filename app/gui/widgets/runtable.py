"""The list of runs, each with its outcome as a shape, a colour and a word."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from app.gui.models.runs import BY, CODE, DEVICE, OUTCOME, ROW, TIME, TOOK, TRAY, RunsModel
from app.gui.recorded import OUTCOMES, outcome_word
from app.gui.theme import LIGHT, Theme, font
from app.gui.widgets.symbols import Symbol, draw

ROW_HEIGHT = 42
_SHAPE = 14
_PAD = 15
_WIDTHS = {TIME: 124, DEVICE: 150, OUTCOME: 126, CODE: 150, TRAY: 64, TOOK: 92, BY: 92}
"""Pixels at the least; what is left goes to the device and the code."""

Index = QModelIndex | QPersistentModelIndex


class RunTable(QTableView):
    """Rows of runs; typing in it is left to whoever listens for a scan."""

    def __init__(self, model: RunsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setAccessibleName(self.tr("Runs, newest first"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        header = self.horizontalHeader()
        header.setFixedHeight(38)
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, width)
        for column in (DEVICE, CODE):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self._outcomes = _Outcomes(self)
        self.setItemDelegateForColumn(OUTCOME, self._outcomes)

    def wear(self, theme: Theme) -> None:
        """Show the same in these colours."""
        self._outcomes.theme = theme
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text().isprintable() and event.text().strip():
            event.ignore()
        else:
            super().keyPressEvent(event)


class _Outcomes(QStyledItemDelegate):
    """Draws a shape and a word."""

    theme: Theme = LIGHT

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW)
        tone, symbol, _ = OUTCOMES[row.outcome]
        shade = self.theme.tones[tone]
        self.initStyleOption(option, index)
        option.text = ""
        option.widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        box = QRectF(option.rect)
        shape = QRectF(box.left() + _PAD, box.center().y() - _SHAPE / 2, _SHAPE, _SHAPE)
        draw(
            painter, symbol, shape, QColor(shade.fill), QColor(self.theme.track if symbol is Symbol.RING else self.theme.card), fraction=0.3
        )
        painter.setPen(QColor(shade.ink))
        painter.setFont(font(14, QFont.Weight.Bold))
        painter.drawText(box.adjusted(_PAD + _SHAPE + 8, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, outcome_word(row.outcome))
