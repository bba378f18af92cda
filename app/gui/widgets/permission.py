"""Asking for what whoever works here may not do alone: why, whose badge, which PIN; a banner under the header that blocks no tray."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.gui.theme import LIGHT, Theme, Tone
from app.gui.widgets.card import button
from app.gui.widgets.choice import Choice
from app.gui.widgets.pinpad import PinPad
from app.gui.widgets.symbols import Picture, Symbol
from app.gui.widgets.text import Style, Text

_LONGEST = 120
"""Characters of a reason."""


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody answered."""

    reason: str
    badge: str = ""
    """Empty: whoever works here may it themselves."""
    pin: str = ""


class Permission(QFrame):
    """Takes a reason, then a badge by scan, then a PIN; where the person at the station may it themselves, only the reason."""

    answered = Signal(object)
    """What was Said."""
    left = Signal()
    """It is no longer asked for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self.setFixedHeight(132)
        self._theme, self._badge, self._alone = LIGHT, "", False
        self._picture = Picture(self, Symbol.SCAN, 32)
        self._words = Text(self, Style(13, 17, QFont.Weight.DemiBold, lines=2))
        self._reasons = (
            self.tr("It is to be checked again"),
            self.tr("Its label was replaced"),
            self.tr("It was repaired"),
            self.tr("An engineer asks for it"),
            self.tr("Another reason"),
        )
        self.reason = Choice(self.tr("Why"), self._reasons, self)
        self.other = QLineEdit(self)
        self.other.setMaxLength(_LONGEST)
        self.other.setPlaceholderText(self.tr("Why, in a few words"))
        self.other.setAccessibleName(self.tr("Why, in a few words"))
        self.pad = PinPad(self)
        self.enter, self.leave = button(self.tr("Allow"), self, primary=True), button(self.tr("Cancel"), self)
        self.reason.chosen.connect(self._choose)
        self.pad.entered.connect(self._answer)
        self.enter.clicked.connect(self._answer)
        self.leave.clicked.connect(self.put_away)
        self._lay_out()
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._words.text()

    @property
    def asking(self) -> bool:
        """Whether something is asked for."""
        return not self.isHidden()

    def ask(self, what: str, *, alone: bool, reasons: bool) -> None:
        """Ask for something; `alone`: whoever works here may it themselves; `reasons`: whether one must be chosen."""
        self._badge, self._alone = "", alone
        self._words.say(what)
        self.reason.setVisible(reasons)
        self.reason.pick(0)
        self.pad.give()
        self.other.clear()
        self._choose()
        self.show()
        self.reason.setFocus()

    def take_badge(self, badge: str) -> bool:
        """A badge was scanned; False where none is asked for."""
        if not self.asking or self._alone:
            return False
        self._badge = badge
        self._words.say(self.tr("Badge {badge}: type or scan the PIN.").format(badge=badge))
        self._choose()
        self.pad.line.setFocus()
        return True

    def take_pin(self, pin: str) -> bool:
        """A PIN was scanned; False where none is asked for."""
        if not self.asking or not self._badge:
            return False
        self.pad.give()
        self.pad.line.insert(pin)
        self._answer()
        return True

    def refuse(self, words: str) -> None:
        """It was wrong, or may not be: another badge, or another try."""
        self._badge = ""
        self._words.say(words)
        self.pad.give()
        self._choose()

    @Slot()
    def put_away(self) -> bool:
        """Ask no more; False where nothing was asked."""
        asked = self.asking
        if asked:
            self._badge = ""
            self.pad.give()
            self.hide()
            self.left.emit()
        return asked

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
        else:
            super().keyPressEvent(event)

    def wear(self, theme: Theme) -> None:
        """Show the same in these colours."""
        self._theme = theme
        shade = theme.tones[Tone.ATTENTION]
        self._picture.show_symbol(Symbol.SCAN, shade.ink, shade.tint)
        self._words.say(self._words.text(), theme.ink)

    def _lay_out(self) -> None:
        above, below = QHBoxLayout(), QHBoxLayout()
        for row in (above, below):
            row.setSpacing(8)
        above.addWidget(self._picture)
        above.addSpacing(6)
        above.addWidget(self._words, 1)
        above.addWidget(self.leave)
        below.addWidget(self.reason)
        below.addWidget(self.other, 1)
        below.addStretch(1)
        below.addWidget(self.pad)
        below.addWidget(self.enter)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 10, 20, 10)
        column.setSpacing(8)
        column.addLayout(above)
        column.addLayout(below)

    @Slot()
    def _choose(self) -> None:
        own = not self.reason.isHidden() and self.reason.number == len(self._reasons) - 1
        self.other.setVisible(own)
        self.pad.setVisible(bool(self._badge))
        self.enter.setVisible(self._alone or bool(self._badge))

    @Slot()
    def _answer(self) -> None:
        pin = self.pad.give()
        reason = self._words.text() if self.reason.isHidden() else self._reasons[self.reason.number]
        if not self.other.isHidden():
            reason = self.other.text()
        if self._alone or (self._badge and pin):
            self.answered.emit(Said(reason, self._badge, pin))
