"""Something that is offered under the header and may be put off."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from app.gui.theme import LIGHT, Theme, Tone
from app.gui.widgets.card import button
from app.gui.widgets.symbols import Picture, Symbol
from app.gui.widgets.text import Style, Text


class Offer(QFrame):
    """A sentence and two buttons; it blocks no tray."""

    taken = Signal()

    def __init__(self, words: str, take: str, leave: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self.setFixedHeight(72)
        self._theme = LIGHT
        self._picture = Picture(self, Symbol.ERROR, 32)
        self._words = Text(self, Style(13, 17, QFont.Weight.DemiBold, lines=2))
        self._words.say(words)
        self.take, self.leave = button(take, self, primary=True), button(leave, self)
        self.take.clicked.connect(self.hide)
        self.take.clicked.connect(self.taken)
        self.leave.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 0, 20, 0)
        row.setSpacing(14)
        row.addWidget(self._picture)
        row.addWidget(self._words, 1)
        row.addWidget(self.leave)
        row.addWidget(self.take)
        self.hide()

    def wear(self, theme: Theme) -> None:
        """Show the same in these colours."""
        self._theme = theme
        shade = theme.tones[Tone.ATTENTION]
        self._picture.show_symbol(Symbol.ERROR, shade.fill, shade.tint)
        self._words.say(self._words.text(), theme.ink)
