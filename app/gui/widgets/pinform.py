"""A new PIN: the present one where it is one's own, the new one, and the new one again; typed, tapped or scanned."""

from pydantic import SecretStr
from PySide6.QtCore import QRegularExpression, Qt, Signal, Slot
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.gui.theme import LIGHT, TOUCH, Theme, Tone
from app.gui.widgets.card import button, heading, plain
from app.gui.widgets.pinpad import LONGEST

_DIGITS = "1234567890"
_WIDTH = 260
"""Pixels of a field."""


class PinForm(QFrame):
    """Enter goes from field to field and then does it; no PIN stays in a field once it was given out or refused."""

    wished = Signal(object, object)
    """The present PIN, or None, and the new one: SecretStr."""

    left = Signal()
    """Nothing is asked any more."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._theme = LIGHT
        self._title = heading("")
        self.old = self._field(self.tr("Present PIN"))
        self.new = self._field(self.tr("New PIN"))
        self.again = self._field(self.tr("New PIN once more"))
        self._old_words = plain(self.tr("Present PIN"))
        self._said = plain("", wrap=True)
        self.keep, self.leave = button(self.tr("Save the new PIN"), self, primary=True), button(self.tr("Cancel"), self)
        self.keep.clicked.connect(self._wish)
        self.leave.clicked.connect(self.put_away)
        self._lay_out()
        self.hide()

    @property
    def said(self) -> str:
        """What it says is wrong."""
        return self._said.text()

    def ask(self, title: str, *, own: bool) -> None:
        """Ask for a new PIN; `own`: whoever asks must show that they know the present one."""
        self._title.setText(title)
        self.old.setVisible(own)
        self._old_words.setVisible(own)
        self._forget("")
        self.show()
        self._fields()[0].setFocus()

    def take_pin(self, pin: str) -> bool:
        """A PIN was scanned: it goes where one is to be typed next; False where none is asked for."""
        if self.isHidden():
            return False
        field = next((field for field in self._fields() if field.hasFocus()), None)
        field = field or next((field for field in self._fields() if not field.text()), self._fields()[-1])
        field.setText(pin)
        self._go_on(field)
        return True

    def refuse(self, words: str) -> None:
        """It may not be; everything is asked for again."""
        self._forget(words)
        self._fields()[0].setFocus()

    @Slot()
    def put_away(self) -> None:
        """Ask no more."""
        self._forget("")
        self.hide()
        self.left.emit()

    def wear(self, theme: Theme) -> None:
        """Show the same in these colours."""
        self._theme = theme
        self._said.setStyleSheet(f"color: {theme.tones[Tone.FAIL].ink}; font-weight: 600;")

    def _fields(self) -> list[QLineEdit]:
        return [field for field in (self.old, self.new, self.again) if not field.isHidden()]

    def _go_on(self, field: QLineEdit) -> None:
        fields = self._fields()
        if field is fields[-1]:
            self._wish()
        else:
            fields[fields.index(field) + 1].setFocus()

    @Slot()
    def _wish(self) -> None:
        empty = next((field for field in self._fields() if not field.text()), None)
        if empty is not None:
            self._said.setText(self.tr("Something is still missing: {field}.").format(field=empty.accessibleName()))
            empty.setFocus()
            return
        old, new, again = (field.text() for field in (self.old, self.new, self.again))
        if new != again:
            self._said.setText(self.tr("The two new PINs are not the same. Type the new PIN twice."))
            self.new.clear()
            self.again.clear()
            self.new.setFocus()
            return
        own = not self.old.isHidden()
        self._forget("")
        self.wished.emit(SecretStr(old) if own else None, SecretStr(new))

    def _forget(self, words: str) -> None:
        for field in (self.old, self.new, self.again):
            field.clear()
        self._said.setText(words)

    def _field(self, name: str) -> QLineEdit:
        field = QLineEdit(self)
        field.setEchoMode(QLineEdit.EchoMode.Password)
        field.setMaxLength(LONGEST)
        field.setValidator(QRegularExpressionValidator(QRegularExpression("[0-9]*"), field))
        field.setFixedSize(_WIDTH, TOUCH)
        field.setAccessibleName(name)
        field.returnPressed.connect(lambda: self._go_on(field))
        return field

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        words = (self._old_words, plain(self.tr("New PIN")), plain(self.tr("New PIN once more")))
        for row, (title, field) in enumerate(zip(words, (self.old, self.new, self.again), strict=True)):
            grid.addWidget(title, row, 0)
            grid.addWidget(field, row, 1)
        grid.setColumnMinimumWidth(0, 170)
        keys = QGridLayout()
        keys.setSpacing(8)
        for place, digit in enumerate(_DIGITS):
            keys.addWidget(self._key(digit, digit), *divmod(place, 5))
        keys.addWidget(self._key("\N{ERASE TO THE LEFT}", ""), 1, 5)
        keys.setRowStretch(2, 1)
        beside = QHBoxLayout()
        beside.setSpacing(28)
        beside.addLayout(grid)
        beside.addLayout(keys)
        beside.addStretch(1)
        foot = QHBoxLayout()
        foot.setSpacing(10)
        foot.addStretch(1)
        foot.addWidget(self.leave)
        foot.addWidget(self.keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 12, 12)
        column.setSpacing(10)
        column.addWidget(self._title)
        column.addWidget(
            plain(self.tr("4 to 12 digits: not all the same, and no row like 1234. Type, tap or scan them."), muted=True, wrap=True)
        )
        column.addLayout(beside)
        column.addWidget(self._said)
        column.addLayout(foot)

    def _key(self, sign: str, digit: str) -> QPushButton:
        """A key for a finger; the field that is typed into keeps the keys."""
        key = QPushButton(sign, self)
        key.setFixedSize(TOUCH, TOUCH)
        key.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        key.setAccessibleName(digit or self.tr("Delete the last digit"))
        key.setStyleSheet("padding: 0px;")
        key.clicked.connect(lambda: self._tap(digit))
        return key

    def _tap(self, digit: str) -> None:
        field = next((field for field in self._fields() if field.hasFocus()), self._fields()[0])
        field.setFocus()
        if digit:
            field.insert(digit)
        else:
            field.backspace()
