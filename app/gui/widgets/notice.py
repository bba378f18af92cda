"""What concerns no single tray: said where everybody sees it, until somebody has seen it."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.gui.theme import LIGHT, Theme, Tone
from app.gui.widgets.symbols import Picture, Symbol
from app.gui.widgets.text import Style, Text

_SHORT, _LONG = Style(13, 19, QFont.Weight.Bold), Style(12, 15, QFont.Weight.Bold, lines=2)
_MANY = 70
"""Characters that one line of a title has room for where the window is small."""
_SYMBOLS = {Tone.PASS: Symbol.PASS, Tone.RUNNING: Symbol.READY, Tone.ATTENTION: Symbol.ERROR, Tone.FAIL: Symbol.FAIL}


class Notice(QWidget):
    """A symbol, what happened, what to do, and a button to put it away."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._tone = LIGHT, Tone.ATTENTION
        self._picture = Picture(self, Symbol.ERROR, 40)
        self._title = Text(self, _SHORT)
        self._advice = Text(self, Style(12, 15, lines=2))
        self._button = QPushButton(self.tr("OK"), self)
        self._button.setAccessibleName(self.tr("Put this message away"))
        self._button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._button.clicked.connect(self.closed)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addStretch(1)
        column.addWidget(self._title)
        column.addWidget(self._advice)
        column.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        row.addWidget(self._picture)
        row.addLayout(column, 1)
        row.addWidget(self._button)

    @property
    def text(self) -> str:
        """What it says."""
        return f"{self._title.text()} {self._advice.text()}".strip()

    @Slot(str, str)
    def say(self, title: str, advice: str, tone: Tone = Tone.ATTENTION) -> None:
        """Say this from now on."""
        self._tone = tone
        self._title.restyle(_LONG if len(title) > _MANY else _SHORT)
        self._title.say(title)
        self._advice.say(advice)
        self._advice.setVisible(bool(advice))
        self.wear(self._theme)

    def wear(self, theme: Theme) -> None:
        """Show the same in these colours."""
        self._theme = theme
        shade = theme.tones[self._tone]
        self._picture.show_symbol(_SYMBOLS[self._tone], shade.fill, theme.card)
        self._title.say(self._title.text(), shade.ink)
        self._advice.say(self._advice.text(), theme.ink)
