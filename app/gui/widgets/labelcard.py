"""The labels of a run: how the last one looks, what became of each, and having it printed again."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from app.core.label import Print, PrintState
from app.gui import times
from app.gui.language import said
from app.gui.marking import QT_TRANSLATE_NOOP
from app.gui.widgets.card import button, heading, plain

_WIDE, _HIGH = 392, 132
"""Pixels that the picture may take."""
_STATES = {
    PrintState.OWED: QT_TRANSLATE_NOOP("LabelCard", "Label {number}: owed since {time}."),
    PrintState.PRINTING: QT_TRANSLATE_NOOP("LabelCard", "Label {number}: on its way since {time}."),
    PrintState.PRINTED: QT_TRANSLATE_NOOP("LabelCard", "Label {number}: printed {time}."),
    PrintState.UNSURE: QT_TRANSLATE_NOOP("LabelCard", "Label {number}: perhaps printed {time}. Look whether it is there."),
    PrintState.DROPPED: QT_TRANSLATE_NOOP("LabelCard", "Label {number}: not needed since {time}."),
}


class LabelCard(QFrame):
    """Shows nothing where a run has no label."""

    again = Signal(object, str)
    """Somebody wants the label of this run printed again, for this reason."""
    seen = Signal(object)
    """Somebody has looked: this Print is there."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._run: UUID | None = None
        self._last: Print | None = None
        self.picture = QLabel(self)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setStyleSheet("background: white;")
        self._words = plain("", muted=True, wrap=True)
        self.why = QLineEdit(self)
        self.why.setPlaceholderText(self.tr("Why once more?"))
        self.why.setAccessibleName(self.tr("Why the label is printed again"))
        self.why.setMaxLength(200)
        self.print = button(self.tr("Print again"), self)
        self.there = button(self.tr("It is there"), self)
        self.why.textChanged.connect(self._allow)
        self.print.clicked.connect(lambda: self.again.emit(self._run, self.why.text().strip()))
        self.there.clicked.connect(lambda: self.seen.emit(self._last))
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.why, 1)
        row.addWidget(self.print)
        row.addWidget(self.there)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(6)
        column.addWidget(heading(self.tr("LABEL")))
        column.addWidget(self.picture)
        column.addWidget(self._words)
        column.addLayout(row)
        self.show_labels(None, (), b"")

    @property
    def words(self) -> str:
        """What it says of the labels."""
        return self._words.text()

    def show_labels(self, run: UUID | None, prints: Sequence[Print], picture: bytes) -> None:
        """Show the labels of this run, the last one as a picture (PNG)."""
        if run != self._run:
            self.why.clear()
        self._run, self._last = run, prints[-1] if prints else None
        pixmap = QPixmap()
        pixmap.loadFromData(picture)
        if not pixmap.isNull():
            smaller = pixmap.width() > _WIDE or pixmap.height() > _HIGH
            mode = Qt.AspectRatioMode.KeepAspectRatio
            pixmap = pixmap.scaled(_WIDE, _HIGH, mode, Qt.TransformationMode.SmoothTransformation) if smaller else pixmap
        self.picture.setPixmap(pixmap)
        self.picture.setVisible(not pixmap.isNull())
        said_of = "\n".join(self._say(each) for each in prints)
        self._words.setText(said_of)
        self.picture.setAccessibleName(said_of)
        self.there.setVisible(self._last is not None and self._last.state is PrintState.UNSURE)
        self.setVisible(bool(prints))
        self._allow()

    def _say(self, each: Print) -> str:
        words = self.tr(_STATES[each.state]).format(number=each.number, time=times.full(each.last))
        if each.reason:
            again = self.tr("{words} Asked for by {who}: {reason}")
            words = again.format(words=words, who=each.who or self.tr("nobody in particular"), reason=each.reason)
        return f"{words} {said(each.message)}" if each.message else words

    @Slot()
    def _allow(self) -> None:
        ended = self._last is not None and self._last.state not in (PrintState.OWED, PrintState.PRINTING)
        self.print.setEnabled(ended and bool(self.why.text().strip()))
