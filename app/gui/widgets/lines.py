"""A heading, and under it a card of lines: a symbol, what, more of it, and how it stands."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.gui.authorities import Line
from app.gui.theme import Theme
from app.gui.widgets.card import heading, plain
from app.gui.widgets.symbols import Picture
from app.gui.widgets.text import Style, Text


class Lines(QWidget):
    """Shown anew by `show_lines`; a sentence stands where there is none."""

    def __init__(self, title: str, nothing: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._nothing, self._theme = nothing, theme
        self._lines: tuple[Line, ...] = ()
        self._more = ""
        self._head = QHBoxLayout()
        self._head.addWidget(heading(title), 1)
        self._frame = QFrame(self)
        self._frame.setObjectName("card")
        self._inside = QVBoxLayout(self._frame)
        self._inside.setContentsMargins(14, 8, 14, 8)
        self._inside.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(self._head)
        column.addWidget(self._frame)
        column.addStretch(1)

    @property
    def lines(self) -> tuple[Line, ...]:
        """Those that are shown."""
        return self._lines

    @property
    def more(self) -> str:
        """The sentence under them."""
        return self._more

    def show_lines(self, lines: Sequence[Line], more: str = "") -> None:
        """These, and under them a sentence."""
        self._lines, self._more = tuple(lines), more
        while (item := self._inside.takeAt(0)) is not None:
            if old := item.widget():
                old.deleteLater()
        for line in self._lines:
            self._inside.addWidget(self._line(line))
        if not self._lines:
            self._inside.addWidget(_small(self._nothing))
        if more:
            self._inside.addWidget(_small(more))

    def wear(self, theme: Theme) -> None:
        """Show the same in these colours."""
        self._theme = theme
        self.show_lines(self._lines, self._more)

    def _line(self, line: Line) -> QWidget:
        widget = QWidget()
        grid = QGridLayout(widget)
        grid.setContentsMargins(0, 7, 0, 7)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        picture = Picture(None, line.symbol, 18)
        picture.show_symbol(line.symbol, self._theme.tones[line.tone].fill, self._theme.card)
        grid.addWidget(picture, 0, 0, 2, 1, Qt.AlignmentFlag.AlignVCenter)
        title, detail = Text(None, Style(14, 15)), Text(None, Style(12, 13))
        title.say(line.title, self._theme.ink)
        detail.say(line.detail, self._theme.muted)
        grid.addWidget(title, 0, 1, 1 if line.detail else 2, 1)
        if line.detail:
            grid.addWidget(detail, 1, 1)
        right = plain(line.right)
        right.setStyleSheet(f"color: {self._theme.tones[line.tone].ink}; font-weight: 600;")
        grid.addWidget(right, 0, 2, 2, 1, Qt.AlignmentFlag.AlignVCenter)
        return widget


def _small(words: str) -> QWidget:
    label = plain(words, muted=True, wrap=True)
    label.setContentsMargins(0, 8, 0, 8)
    return label
