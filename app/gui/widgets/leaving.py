"""Closing the window: a question where something runs, then what it still waits for."""

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from app.gui.theme import LIGHT, Theme, Tone
from app.gui.widgets.symbols import Picture, Symbol
from app.gui.widgets.text import Style, Text

_SOON_MS = 400
"""Milliseconds after which it is worth saying that the window still closes."""


class Leaving(QFrame):
    """A banner under the header; it blocks no tray."""

    confirmed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self.setFixedHeight(72)
        self.waiting = False
        self._theme = LIGHT
        self._picture = Picture(self, Symbol.ERROR, 32)
        self._words = Text(self, Style(13, 17, QFont.Weight.DemiBold, lines=2))
        self._leave = QPushButton(self.tr("Stop them and close"), self)
        self._leave.setProperty("primary", True)
        self._stay = QPushButton(self.tr("Keep working"), self)
        for button in (self._leave, self._stay):
            button.setAccessibleName(button.text())
        self._leave.clicked.connect(self.confirmed)
        self._stay.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 0, 20, 0)
        row.setSpacing(14)
        row.addWidget(self._picture)
        row.addWidget(self._words, 1)
        row.addWidget(self._stay)
        row.addWidget(self._leave)
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._words.text()

    def ask(self, running: tuple[int, ...]) -> None:
        """Ask whether to close although these trays run."""
        if len(running) == 1:
            self._words.say(self.tr("Tray {tray} is working. Close all the same?").format(tray=running[0]))
        else:
            self._words.say(self.tr("{count} trays are working. Close all the same?").format(count=len(running)))
        self.show()
        self._stay.setFocus()

    def answer(self, *, yes: bool) -> bool:
        """Answer in the place of a finger; False where nothing is asked."""
        if self.isHidden() or self.waiting:
            return False
        (self._leave if yes else self._stay).click()
        return True

    @Slot()
    def wait(self, running: tuple[int, ...]) -> None:
        """Say what is waited for; nothing more can be chosen."""
        self.waiting = True
        trays = ", ".join(map(str, running))
        words = self.tr("Closing: waiting until every run is in the ledger (trays {trays}).") if running else self.tr("Closing …")
        self._words.say(words.format(trays=trays))
        self._leave.hide()
        self._stay.hide()
        QTimer.singleShot(0 if running else _SOON_MS, self.show)

    def wear(self, theme: Theme) -> None:
        """Show the same in these colours."""
        self._theme = theme
        shade = theme.tones[Tone.ATTENTION]
        self._picture.show_symbol(Symbol.ERROR, shade.fill, shade.tint)
        self._words.say(self._words.text(), theme.ink)
