"""A list of rows, one column of which says how each stands: as a shape, a colour and a word."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from app.gui.models.rows import DISPLAY, FONT, ROW, Index
from app.gui.theme import LIGHT, Theme, Tone, font
from app.gui.widgets.symbols import Symbol, draw

ROW_HEIGHT = 42
_SHAPE = 14
_PAD = 15

Look = Callable[[Any], tuple[Tone, Symbol, str]]
"""How a row of the model stands; what it is given is what the model answers to the first role of a user's."""


class Listing(QTableView):
    """Typing in it is left to whoever listens for a scan."""

    def __init__(
        self,
        model: QAbstractTableModel,
        name: str,
        widths: Mapping[int, int],
        *,
        stretched: tuple[int, ...],
        looks: tuple[int, Look],
        parent: QWidget | None = None,
    ) -> None:
        """`widths` in pixels at the least; what is left goes to the `stretched` columns; `looks`: the column that says how a row stands."""
        super().__init__(parent)
        self.setModel(model)
        self.setAccessibleName(name)
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
        for column, width in widths.items():
            self.setColumnWidth(column, width)
        for column in stretched:
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        column, look = looks
        self._cells, self._standing = _Cells(model, self), _Standing(model, look, self)
        self.setItemDelegate(self._cells)
        self.setItemDelegateForColumn(column, self._standing)

    def wear(self, theme: Theme) -> None:
        """Show the same in these colours; a new stylesheet paints it anew by itself."""
        self._cells.theme = self._standing.theme = theme

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text().isprintable() and event.text().strip():
            event.ignore()
        else:
            super().keyPressEvent(event)


class _Cells(QStyledItemDelegate):
    """Draws all of a cell at once: Qt would ask the model for seven things of each, and wait for Python every time."""

    theme: Theme = LIGHT

    def __init__(self, model: QAbstractTableModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        _paint_ground(painter, option)
        box = option.rect.adjusted(_PAD, 0, -_PAD, -1)  # the line below is not the text's
        painter.setPen(QColor(self.theme.ink))
        painter.setFont(self._model.data(index, FONT) or option.font)
        words = painter.fontMetrics().elidedText(self._model.data(index, DISPLAY), Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, words)


class _Standing(_Cells):
    """Draws a shape and a word."""

    def __init__(self, model: QAbstractTableModel, look: Look, parent: QWidget) -> None:
        super().__init__(model, parent)
        self._look = look

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = self._model.data(index, ROW)
        if row is None:  # it is still being fetched
            super().paint(painter, option, index)
            return
        tone, symbol, word = self._look(row)
        shade = self.theme.tones[tone]
        _paint_ground(painter, option)
        box = QRectF(option.rect)
        shape = QRectF(box.left() + _PAD, box.center().y() - _SHAPE / 2, _SHAPE, _SHAPE)
        draw(
            painter, symbol, shape, QColor(shade.fill), QColor(self.theme.track if symbol is Symbol.RING else self.theme.card), fraction=0.3
        )
        painter.setPen(QColor(shade.ink))
        painter.setFont(font(14, QFont.Weight.Bold))
        painter.drawText(box.adjusted(_PAD + _SHAPE + 8, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, word)


def _paint_ground(painter: QPainter, option: QStyleOptionViewItem) -> None:
    option.widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
