"""What was found of something that is being written: a symbol and a sentence."""

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.gui.theme import LIGHT, Theme, Tone
from app.gui.widgets.symbols import Picture, Symbol
from app.gui.widgets.text import Style, Text

_SYMBOLS = {Tone.PASS: Symbol.PASS, Tone.FAIL: Symbol.FAIL, Tone.ATTENTION: Symbol.ERROR}


class Verdict(QWidget):
    """Says nothing at first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self.tone = LIGHT, Tone.IDLE
        self._picture = Picture(self, Symbol.PASS, 20)
        self._words = Text(self, Style(13, 15, QFont.Weight.DemiBold, lines=2))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self._picture)
        row.addWidget(self._words, 1)

    def text(self) -> str:
        """The sentence."""
        return self._words.text()

    def judge(self, tone: Tone, words: str) -> None:
        """Say this."""
        self.tone = tone
        shade = self._theme.tones[tone]
        self._picture.show_symbol(_SYMBOLS.get(tone, Symbol.OFF), shade.fill, self._theme.card)
        self._words.say(words, shade.ink)

    def wear(self, theme: Theme) -> None:
        """Show the same in these colours."""
        self._theme = theme
        self.judge(self.tone, self.text())
