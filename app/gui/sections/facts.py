"""Where everything of this station is, and how its parts are now."""

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.gui.desk import Light, Place
from app.gui.language import said
from app.gui.sections import clear, column_in, framed, lit
from app.gui.theme import LIGHT, SMALL, Theme
from app.gui.widgets.card import heading, plain
from app.gui.widgets.value import Value

_TITLES = 190


class Facts(QWidget):
    """Shows; nothing can be changed here."""

    def __init__(self, places: Sequence[Place], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self._lights: tuple[Light, ...] = ()
        self._values: list[Value] = []
        self._now = QVBoxLayout()
        self._now.setSpacing(8)
        column = column_in(self)
        column.addWidget(heading(self.tr("NOW")))
        column.addWidget(framed(self._now))
        for group, members in groupby(places, key=lambda place: place.group):
            column.addSpacing(10)
            column.addWidget(heading((said(group) or self.tr("Places")).upper()))
            column.addWidget(framed(self._grid(list(members))))
        column.addStretch(1)
        self.show_lights(())

    def begin(self) -> None:
        """Nothing is read."""

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
        grid.setColumnMinimumWidth(0, _TITLES)
        grid.setColumnStretch(1, 1)
        row = 0
        for place in members:
            value = Value(said(place.title), said(place.value), mono=True)
            self._values.append(value)
            grid.addWidget(plain(said(place.title)), row, 0)
            grid.addWidget(value, row, 1)
            row += 1
            if place.explanation:
                words = plain(said(place.explanation), muted=True, wrap=True, pixels=SMALL)
                words.setContentsMargins(6, 0, 0, 6)
                grid.addWidget(words, row, 1)
                row += 1
        return grid
