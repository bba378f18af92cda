"""Logging in: a badge was scanned, now the PIN; a banner under the header that blocks no tray."""

from PySide6.QtCore import QRegularExpression, Signal, Slot
from PySide6.QtGui import QFont, QRegularExpressionValidator
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QWidget

from app.gui.theme import LIGHT, TOUCH, Theme, Tone
from app.gui.widgets.symbols import Picture, Symbol
from app.gui.widgets.text import Style, Text

_DIGITS = "1234567890"


class Login(QFrame):
    """Asks for the PIN of a badge: by keyboard, or by fingers on its own keys."""

    answered = Signal(str, str)
    """Badge and PIN; the PIN is nowhere else then."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self.setFixedHeight(72)
        self._theme, self._badge = LIGHT, ""
        self._picture = Picture(self, Symbol.SCAN, 32)
        self._words = Text(self, Style(13, 17, QFont.Weight.DemiBold, lines=2))
        self.pin = QLineEdit(self)
        self.pin.setObjectName("pin")
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        self.pin.setMaxLength(12)
        self.pin.setValidator(QRegularExpressionValidator(QRegularExpression("[0-9]*"), self.pin))
        self.pin.setFixedSize(150, TOUCH)
        self.pin.setAccessibleName(self.tr("PIN"))
        self.pin.returnPressed.connect(self._answer)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 0, 20, 0)
        row.setSpacing(8)
        row.addWidget(self._picture)
        row.addWidget(self._words, 1)
        for digit in _DIGITS:
            row.addWidget(self._key(digit))
        row.addWidget(self.pin)
        enter, leave = QPushButton(self.tr("Log in"), self), QPushButton(self.tr("Cancel"), self)
        enter.setProperty("primary", True)
        enter.clicked.connect(self._answer)
        leave.clicked.connect(self.put_away)
        for button in (leave, enter):
            button.setAccessibleName(button.text())
            row.addWidget(button)
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._words.text()

    def ask(self, badge: str) -> None:
        """A badge was scanned."""
        self._badge = badge
        self._words.say(self.tr("Badge {badge}: type the PIN.").format(badge=badge))
        self.pin.clear()
        self.show()
        self.pin.setFocus()

    def refuse(self, words: str) -> None:
        """It was wrong, or may not be; the badge stays, for another try."""
        self._words.say(words)
        self.pin.clear()
        self.show()
        self.pin.setFocus()

    @Slot()
    def put_away(self) -> None:
        """Forget the badge."""
        self._badge = ""
        self.pin.clear()
        self.hide()

    def wear(self, theme: Theme) -> None:
        """Show the same in these colours."""
        self._theme = theme
        shade = theme.tones[Tone.ATTENTION]
        self._picture.show_symbol(Symbol.SCAN, shade.ink, shade.tint)
        self._words.say(self._words.text(), theme.ink)

    def _key(self, digit: str) -> QPushButton:
        key = QPushButton(digit, self)
        key.setFixedSize(TOUCH, TOUCH)
        key.setAccessibleName(digit)
        key.setStyleSheet("padding: 0px;")
        key.clicked.connect(lambda: self.pin.insert(digit))
        return key

    @Slot()
    def _answer(self) -> None:
        pin = self.pin.text()
        self.pin.clear()
        if self._badge and pin:
            self.answered.emit(self._badge, pin)
