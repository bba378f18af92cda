"""A list of rows, one column of which says how each stands: as a shape, a colour and a word."""

from collections import OrderedDict
from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from app.gui.models.rows import DISPLAY, FONT, ROW, Index
from app.gui.theme import LIGHT, Theme, Tone, font
from app.gui.widgets.symbols import Symbol, draw

ROW_HEIGHT = 42
_SHAPE = 14
_PAD = 15
_KEPT = 400
"""Pictures of cells: two screens full."""

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
    """Draws each cell once and keeps its picture: to draw takes Python dozens of calls, and trays at work take their turns in between."""

    theme: Theme = LIGHT

    def __init__(self, model: QAbstractTableModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._kept: OrderedDict[tuple[object, ...], QPixmap] = OrderedDict()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        box, sharp, shown = option.rect, painter.device().devicePixelRatioF(), self._shown(index)
        key = (shown, box.width(), box.height(), option.state, sharp, self.theme.name)
        picture = self._kept.get(key)
        if picture is None:
            picture = QPixmap(box.size() * sharp)
            picture.setDevicePixelRatio(sharp)
            picture.fill(self.theme.card)
            inner = QPainter(picture)
            inner.translate(-box.topLeft())
            option.widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, option, inner, option.widget)
            self._draw(inner, option, shown)
            inner.end()
            self._kept[key] = picture
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        painter.drawPixmap(box.topLeft(), picture)

    def _shown(self, index: Index) -> tuple[Any, ...]:
        """What is to be seen in the cell: a font, or None for the usual one, and words."""
        return self._model.data(index, FONT), self._model.data(index, DISPLAY)

    def _draw(self, painter: QPainter, option: QStyleOptionViewItem, shown: tuple[Any, ...]) -> None:
        used, words = shown
        box = option.rect.adjusted(_PAD, 0, -_PAD, -1)  # the line below is not the text's
        painter.setPen(QColor(self.theme.ink))
        painter.setFont(used or option.font)
        whole = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, whole)


class _Standing(_Cells):
    """Draws a shape and a word."""

    def __init__(self, model: QAbstractTableModel, look: Look, parent: QWidget) -> None:
        super().__init__(model, parent)
        self._look = look

    def _shown(self, index: Index) -> tuple[Any, ...]:
        row = self._model.data(index, ROW)
        return super()._shown(index) if row is None else self._look(row)  # None: it is still being fetched

    def _draw(self, painter: QPainter, option: QStyleOptionViewItem, shown: tuple[Any, ...]) -> None:
        match shown:
            case (tone, symbol, word):
                shade = self.theme.tones[tone]
                box = QRectF(option.rect)
                shape = QRectF(box.left() + _PAD, box.center().y() - _SHAPE / 2, _SHAPE, _SHAPE)
                paper = self.theme.track if symbol is Symbol.RING else self.theme.card
                draw(painter, symbol, shape, QColor(shade.fill), QColor(paper), fraction=0.3)
                painter.setPen(QColor(shade.ink))
                painter.setFont(font(14, QFont.Weight.Bold))
                painter.drawText(box.adjusted(_PAD + _SHAPE + 8, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, word)
            case _:
                super()._draw(painter, option, shown)
