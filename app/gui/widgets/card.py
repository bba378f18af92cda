"""A heading, and under it a card of titles with their values."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.gui.recorded import Fact
from app.gui.theme import BODY, Theme
from app.gui.widgets.value import Value

_TITLES = 84
"""Pixels for the titles."""


def heading(text: str) -> QLabel:
    """What stands above a card."""
    label = QLabel(text)
    label.setObjectName("heading")
    return label


def plain(text: str, *, muted: bool = False, wrap: bool = False, pixels: int = BODY) -> QLabel:
    """Words that are shown as they are: never as markup, whoever wrote them; `pixels` as the one stylesheet knows them."""
    label = QLabel(text)
    if pixels != BODY:
        label.setProperty("pixels", pixels)  # a stylesheet of its own would cost each label half a millisecond
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wrap)
    if muted:
        label.setObjectName("muted")
    return label


def button(text: str, parent: QWidget | None = None, *, primary: bool = False) -> QPushButton:
    """A button that a screen reader calls as it is written."""
    made = QPushButton(text, parent)
    made.setAccessibleName(text)
    made.setProperty("primary", primary)
    return made


def mark(widget: QWidget, **marks: bool) -> None:
    """Set what the stylesheet looks for; only a change costs."""
    if any(widget.property(name) != value for name, value in marks.items()):
        for name, value in marks.items():
            widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def scrolled(widget: QWidget) -> QScrollArea:
    """The widget, in an area that scrolls down where it does not fit; the keyboard goes to what is in it."""
    area = area_in(None)
    area.setWidget(widget)
    return area


def area_in(parent: QWidget | None) -> QScrollArea:
    """The same, with nothing in it yet."""
    area = QScrollArea(parent)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area


class Card(QWidget):
    """Facts, each of which can be copied."""

    def __init__(self, title: str, facts: Sequence[Fact], *, titles: int = _TITLES, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        frame = QFrame(self)
        frame.setObjectName("card")
        grid = QGridLayout(frame)
        grid.setContentsMargins(14, 10, 10, 10)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(0)
        grid.setColumnMinimumWidth(0, titles)
        grid.setColumnStretch(1, 1)
        self._values = []
        for row, fact in enumerate(facts):
            value = Value(fact.title, fact.value, mono=fact.mono)
            grid.addWidget(plain(fact.title, muted=True), row, 0)
            grid.addWidget(value, row, 1)
            self._values.append(value)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(heading(title))
        column.addWidget(frame)

    def wear(self, theme: Theme) -> None:
        """Show the same in these colours."""
        for value in self._values:
            value.wear(theme)
