"""Logging in: a badge was scanned, now the PIN; a banner under the header that blocks no tray."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from app.gui.theme import LIGHT, Theme, Tone
from app.gui.widgets.card import button
from app.gui.widgets.pinpad import PinPad
from app.gui.widgets.symbols import Picture, Symbol
from app.gui.widgets.text import Style, Text


class Login(QFrame):
    """Asks for the PIN of a badge: typed, or scanned from a barcode that the person keeps."""

    answered = Signal(str, str)
    """Badge and PIN; the PIN is nowhere else then."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self.setFixedHeight(72)
        self._theme, self._badge = LIGHT, ""
        self._picture = Picture(self, Symbol.SCAN, 32)
        self._words = Text(self, Style(13, 17, QFont.Weight.DemiBold, lines=2))
        self.pad = PinPad(self)
        self.pin = self.pad.line
        self.pad.entered.connect(self._answer)
        self.enter, self.leave = button(self.tr("Log in"), self, primary=True), button(self.tr("Cancel"), self)
        self.enter.clicked.connect(self._answer)
        self.leave.clicked.connect(self.put_away)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 0, 20, 0)
        row.setSpacing(8)
        row.addWidget(self._picture)
        row.addWidget(self._words, 1)
        for part in (self.pad, self.leave, self.enter):
            row.addWidget(part)
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._words.text()

    def ask(self, badge: str) -> None:
        """A badge was scanned."""
        self._badge = badge
        self._show(self.tr("Badge {badge}: type or scan the PIN.").format(badge=badge))

    def refuse(self, words: str, *, again: bool = True) -> None:
        """It was wrong; the badge stays, for another try, unless none is given: then its room is for the words."""
        self._show(words, again=again)

    def take_pin(self, pin: str) -> bool:
        """A PIN was scanned; False where none is asked for."""
        if not self._badge:
            return False
        self.pad.give()
        self.answered.emit(self._badge, pin)
        return True

    @Slot()
    def put_away(self) -> bool:
        """Forget the badge; False where none was asked about."""
        asked, self._badge = bool(self._badge), ""
        self.pad.give()
        self.hide()
        return asked

    def wear(self, theme: Theme) -> None:
        """Show the same in these colours."""
        self._theme = theme
        shade = theme.tones[Tone.ATTENTION]
        self._picture.show_symbol(Symbol.SCAN, shade.ink, shade.tint)
        self._words.say(self._words.text(), theme.ink)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
        else:
            super().keyPressEvent(event)

    def _show(self, words: str, *, again: bool = True) -> None:
        self._words.say(words)
        self.pad.give()
        for part in (self.pad, self.enter):
            part.setVisible(again)
        self.show()
        (self.pin if again else self.leave).setFocus()

    @Slot()
    def _answer(self) -> None:
        if (pin := self.pad.give()) and self._badge:
            self.answered.emit(self._badge, pin)
