"""The parts of the Setup page, one file each."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from app.founding.questions import Question
from app.gui.desk import Light
from app.gui.language import said
from app.gui.theme import Theme
from app.gui.widgets.card import plain
from app.gui.widgets.form import Form
from app.gui.widgets.header import LIGHTS, light_word
from app.gui.widgets.symbols import Picture

WIDEST = 980
"""Pixels: a line that is longer is not read."""
_NAMES = 160
"""Pixels for the name of a part."""


class Section(Protocol):
    """What the page asks of each part."""

    def begin(self) -> None:
        """It is shown from now on: read what may have changed."""

    def leave(self) -> None:
        """It is shown no longer."""

    def wear(self, theme: Theme) -> None:
        """Show the same in these colours."""


class Asking(QVBoxLayout):
    """Where a form stands that is made anew with whatever there is to ask now."""

    def __init__(self) -> None:
        super().__init__()
        self.form: Form | None = None
        """None: nothing was asked yet."""

    def ask(self, questions: Sequence[Question]) -> None:
        """Ask these instead."""
        clear(self)
        self.form = Form(questions)
        self.addWidget(self.form)


def clear(layout: QLayout) -> None:
    """Take everything out of it, at once and for good."""
    while (item := layout.takeAt(0)) is not None:
        if old := item.widget():
            old.hide()
            old.deleteLater()


def framed(layout: QLayout) -> QFrame:
    """A card with this in it."""
    frame = QFrame()
    frame.setObjectName("card")
    layout.setContentsMargins(16, 12, 12, 12)
    frame.setLayout(layout)
    return frame


def column_in(page: QWidget) -> QVBoxLayout:
    """A column in the middle of the page that scrolls where it does not fit."""
    inner = QWidget(page)
    column = QVBoxLayout(inner)
    column.setContentsMargins(24, 16, 24, 24)
    column.setSpacing(8)
    inner.setMaximumWidth(WIDEST)
    area = QScrollArea(page)
    area.setWidgetResizable(True)
    area.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inner)
    around = QVBoxLayout(page)
    around.setContentsMargins(0, 0, 0, 0)
    around.addWidget(area)
    return column


def lit(light: Light, theme: Theme) -> QWidget:
    """How a part of the station is: symbol, name, sentence."""
    tone, symbol = LIGHTS[light.state]
    picture = Picture(None, symbol, 18)
    picture.show_symbol(symbol, theme.tones[tone].fill, theme.card)
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(12)
    row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
    name = plain(light_word(light))
    name.setFixedWidth(_NAMES)
    row.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(plain(said(light.sentence), muted=True, wrap=True), 1)
    return line
