"""Where a PIN is typed: by keyboard, or by fingers on keys of its own."""

from PySide6.QtCore import QRegularExpression, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from app.gui.theme import TOUCH

_DIGITS = "1234567890"
LONGEST = 12


class PinPad(QWidget):
    """Digits only; what was typed is given out once and is nowhere else then."""

    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = QLineEdit(self)
        self.line.setObjectName("pin")
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setMaxLength(LONGEST)
        self.line.setValidator(QRegularExpressionValidator(QRegularExpression("[0-9]*"), self.line))
        self.line.setFixedSize(150, TOUCH)
        self.line.setAccessibleName(self.tr("PIN"))
        self.line.returnPressed.connect(self.entered)
        self.setFocusProxy(self.line)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for digit in _DIGITS:
            row.addWidget(self._key(digit))
        row.addWidget(self.line)

    def give(self) -> str:
        """The PIN that was typed; the field is empty afterwards."""
        pin = self.line.text()
        self.line.clear()
        return pin

    def _key(self, digit: str) -> QPushButton:
        key = QPushButton(digit, self)
        key.setFixedSize(TOUCH, TOUCH)
        key.setAccessibleName(digit)
        key.setStyleSheet("padding: 0px;")
        key.clicked.connect(lambda: self.line.insert(digit))
        return key
