"""All trays at once, as large as the window allows."""

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.gui.models.trays import TraysModel
from app.gui.theme import Theme
from app.gui.widgets.plan import columns_for, places
from app.gui.widgets.tile import Tile

_AT_ONCE = 4
"""Trays that look at the clock in one turn of the window: were it all 16, nothing else would be done for 50 ms."""


class TrayGrid(QWidget):
    """A tile for each row of the model."""

    started = Signal(int)
    stopped = Signal(int)
    opened = Signal(int)

    def __init__(self, model: TraysModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._median: float | None = None
        self._turn = 0
        self.tiles = tuple(Tile(number, self) for number in range(1, model.rowCount() + 1))
        for tile in self.tiles:
            tile.started.connect(self.started)
            tile.stopped.connect(self.stopped)
            tile.opened.connect(self.opened)
            tile.moved.connect(self._move)
            tile.show_progress(model.progress(tile.progress.tray))
        model.dataChanged.connect(self._show)

    def estimate(self, median: float | None) -> None:
        """How many seconds a good run takes."""
        self._median = median

    @property
    def turns(self) -> int:
        """How often to `tick` until every tray has looked at the clock."""
        return -(-len(self.tiles) // _AT_ONCE)

    @Slot()
    def tick(self) -> None:
        """Some time has passed: the trays whose turn it is look at the clock."""
        self._turn = (self._turn + 1) % self.turns
        for tile in self.tiles[self._turn :: self.turns]:
            tile.tick()

    def wear(self, theme: Theme) -> None:
        """Show the same in these colours."""
        for tile in self.tiles:
            tile.wear(theme)

    @Slot("QModelIndex", "QModelIndex")
    def _show(self, first: object, last: object) -> None:
        for row in range(first.row(), last.row() + 1):  # type: ignore[attr-defined]  # a QModelIndex, which Slot names only as text
            self.tiles[row].show_progress(self._model.progress(row + 1), self._median)

    @Slot(int, int, int)
    def _move(self, tray: int, across: int, down: int) -> None:
        there = tray - 1 + across + down * columns_for(len(self.tiles), self.size())
        if 0 <= there < len(self.tiles):
            self.tiles[there].setFocus(Qt.FocusReason.TabFocusReason)

    def sizeHint(self) -> QSize:
        return QSize(1180, 600)

    def minimumSizeHint(self) -> QSize:
        return QSize(320, 240)

    def resizeEvent(self, event: QResizeEvent) -> None:
        for tile, box in zip(self.tiles, places(len(self.tiles), self.rect()), strict=True):
            tile.setGeometry(box)
        super().resizeEvent(event)
