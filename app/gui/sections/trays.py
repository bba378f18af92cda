"""Which socket is which tray's: taught by plugging a device in."""

from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QWidget

from app.core.errors import NotAllowed
from app.core.run import Failure
from app.gui.models.trays import TraysModel
from app.gui.sections import column_in, framed
from app.gui.theme import Theme
from app.gui.widgets.card import button, heading, plain
from app.provisioning.line import Line


class Trays(QWidget):
    """A row a tray, as it is now; one at a time can be taught."""

    told = Signal(str)
    """What to do, or what came of it."""
    refused = Signal(object)
    """A Failure."""

    def __init__(self, line: Line, model: TraysModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line, self._model = line, model
        self._sockets: dict[int, QLabel] = {}
        self._plugged: dict[int, QLabel] = {}
        self.buttons: dict[int, QPushButton] = {}
        self._teaching = 0
        self._grid = grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnMinimumWidth(0, 90)
        grid.setColumnMinimumWidth(1, 200)
        grid.setColumnStretch(2, 1)
        column = column_in(self)
        column.addWidget(heading(self.tr("TRAYS AND THEIR SOCKETS")))
        column.addWidget(framed(grid))
        words = self.tr("A tray is known by its USB socket. Teach it, then plug a device into the socket that belongs to the tray.")
        column.addWidget(plain(words, muted=True, wrap=True))
        column.addStretch(1)
        model.dataChanged.connect(self._show)

    def begin(self) -> None:
        """Show how it is, in rows that are made the first time."""
        if not self.buttons:
            for row, number in enumerate(self._line.sockets):
                self._add(row, number)
        self._show()

    def leave(self) -> None:
        """Wait for no device any more."""
        if self._teaching:
            self._teaching = 0
            self._line.forget_teaching()

    def wear(self, theme: Theme) -> None:
        """Nothing here has a colour of its own."""

    def _add(self, row: int, number: int) -> None:
        self._sockets[number], self._plugged[number] = plain(""), plain("", muted=True)
        self.buttons[number] = teach = button(self.tr("Teach …"))
        teach.setAccessibleName(self.tr("Teach tray {tray} its socket").format(tray=number))
        teach.clicked.connect(partial(self._teach, number))
        self._grid.addWidget(plain(self.tr("Tray {tray}").format(tray=number)), row, 0)
        for place, widget in enumerate((self._sockets[number], self._plugged[number], teach), start=1):
            self._grid.addWidget(widget, row, place)

    @Slot()
    def _show(self) -> None:
        if not self.isVisible():
            return
        for number, socket in self._line.sockets.items():
            progress = self._model.progress(number)
            self._sockets[number].setText(socket or self.tr("as it comes"))
            port = progress.port
            self._plugged[number].setText((port.product or port.address) if port else self.tr("nothing plugged in"))
        if self._teaching and self._line.teaching != self._teaching:
            number, self._teaching = self._teaching, 0
            self.told.emit(self.tr("Tray {tray} is the socket {socket}.").format(tray=number, socket=self._line.sockets[number]))

    def _teach(self, number: int) -> None:
        try:
            self._line.teach(number)
        except NotAllowed as error:
            self.refused.emit(Failure.of(error))
            return
        self._teaching = number
        self.told.emit(self.tr("Plug a device into the socket for tray {tray} …").format(tray=number))
