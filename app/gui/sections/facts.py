"""Where everything of this station is, and how its parts are now."""

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.gui.desk import Light, Place
from app.gui.language import said
from app.gui.sections import clear, column_in, framed, lit
from app.gui.theme import LIGHT, SMALL, Theme
from app.gui.widgets.card import heading, plain
from app.gui.widgets.value import Value

_TITLES = 200
"""Pixels, in every group: what is longer takes a second line."""


class Facts(QWidget):
    """Shows; nothing can be changed here. Built a group at a time once it is shown, so that no trays wait for it."""

    def __init__(self, places: Sequence[Place], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self._lights: tuple[Light, ...] = ()
        self._values: list[Value] = []
        self._now = QVBoxLayout()
        self._now.setSpacing(8)
        self._left = [(group, list(members)) for group, members in groupby(places, key=lambda place: place.group)]
        self._column = column_in(self)
        self._column.addWidget(heading(self.tr("NOW")))
        self._column.addWidget(framed(self._now))
        self._column.addStretch(1)
        self.show_lights(())

    @property
    def whole(self) -> bool:
        """Whether all of it is there."""
        return not self._left

    @Slot()
    def begin(self) -> None:
        """Make what is not there yet."""
        if not self._left:
            return
        group, members = self._left.pop(0)
        end = self._column.count() - 1
        self._column.insertSpacing(end, 10)
        self._column.insertWidget(end + 1, heading((said(group) or self.tr("Places")).upper()))
        self._column.insertWidget(end + 2, framed(self._grid(members)))
        QTimer.singleShot(0, self, self.begin)

    def leave(self) -> None:
        """Nothing is under way."""

    def show_lights(self, lights: tuple[Light, ...]) -> None:
        """Say how the parts are now, in sentences."""
        self._lights = lights
        clear(self._now)
        for light in lights:
            self._now.addWidget(lit(light, self._theme))
        if not lights:
            self._now.addWidget(plain(self.tr("Looking …"), muted=True))

    def wear(self, theme: Theme) -> None:
        """Show the same in these colours."""
        self._theme = theme
        for value in self._values:
            value.wear(theme)
        self.show_lights(self._lights)

    def _grid(self, members: Sequence[Place]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        row = 0
        for place in members:
            value = Value(said(place.title), said(place.value), mono=True)
            value.wear(self._theme)
            self._values.append(value)
            title = plain(said(place.title), wrap=True)
            title.setFixedWidth(_TITLES)
            title.setContentsMargins(0, 4, 0, 0)  # as far down as the words beside it
            grid.addWidget(title, row, 0, 2 if place.explanation else 1, 1, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value, row, 1)
            row += 1
            if place.explanation:
                words = plain(said(place.explanation), muted=True, wrap=True, pixels=SMALL)
                words.setContentsMargins(6, 0, 0, 6)
                grid.addWidget(words, row, 1)
                row += 1
        return grid
