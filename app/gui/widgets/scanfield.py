"""Where a scanned or typed label arrives, and what became of the last one."""

from datetime import datetime

from PySide6.QtCore import QEvent, QObject, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.barcodes.reading import PIN
from app.gui import times
from app.gui.theme import LIGHT, Theme
from app.gui.widgets.card import mark
from app.gui.widgets.symbols import Picture, Symbol
from app.gui.widgets.text import Style, Text

LONGEST = 128
"""Characters of a label: the longest GS1 element strings have 90 (GS1 General Specifications)."""


class ScanField(QFrame):
    """A line of text that is submitted by Enter; characters that cannot be printed are left out."""

    scanned = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("scanbox")
        self.setFixedHeight(64)
        self._theme, self._words = LIGHT, ""
        self._at: datetime | None = None
        self._picture = Picture(self, Symbol.SCAN, 30)
        self.line = QLineEdit(self)
        self.line.setObjectName("scan")
        self.line.setMaxLength(LONGEST)
        self.line.setPlaceholderText(self.tr("Ready to scan"))
        self.line.setAccessibleName(self.tr("Scan a label, or type it and press Enter"))
        self.line.returnPressed.connect(self._submit)
        self.line.textChanged.connect(self._cover)
        self.line.installEventFilter(self)
        self._last = Text(self, Style(12, 13))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(14)
        row.addWidget(self._picture)
        column = QVBoxLayout()
        column.setContentsMargins(0, 9, 0, 9)
        column.setSpacing(0)
        column.addWidget(self.line)
        column.addWidget(self._last)
        row.addLayout(column, 1)
        self.show_last("", None)

    @Slot(str)
    def _cover(self, text: str) -> None:
        """A scanned PIN whose keys came as slowly as a person's stands here: nobody reads it."""
        self.line.setEchoMode(QLineEdit.EchoMode.Password if PIN in text else QLineEdit.EchoMode.Normal)

    def take(self, text: str) -> None:
        """Take a character that was typed somewhere else, and the focus with it."""
        self.line.setFocus()
        self.line.insert(text)

    def show_last(self, words: str, at: datetime | None) -> None:
        """Say what became of the last scan, and how long ago."""
        self._words, self._at = words, at
        self.tick()

    @Slot()
    def tick(self) -> None:
        """Some time has passed."""
        if self._at is None:
            self._last.say(self._words or self.tr("or type the serial number and press Enter"))
        else:
            self._last.say(self.tr("last: {words}, {ago}").format(words=self._words, ago=times.ago(self._at)))

    def wear(self, theme: Theme) -> None:
        """Show the same in these colours."""
        self._theme = theme
        focused = self.line.hasFocus()
        self._picture.show_symbol(Symbol.SCAN, theme.accent if focused else theme.muted, theme.card)
        self._last.say(self._last.text(), theme.muted)
        mark(self, focused=focused)

    @Slot()
    def _submit(self) -> None:
        text = "".join(character for character in self.line.text() if character.isprintable()).strip()
        self.line.clear()
        if text:
            self.scanned.emit(text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.wear(self._theme)
        return super().eventFilter(watched, event)
