"""Everything about this station: how it is now, its trays, scanners, people, and how its window behaves."""

from typing import cast

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.core.run import Failure
from app.gui.clerk import Clerk
from app.gui.desk import Desk, Light
from app.gui.language import said
from app.gui.models.trays import TraysModel
from app.gui.sections import Section
from app.gui.sections.customs import CustomsSection
from app.gui.sections.facts import Facts
from app.gui.sections.people import PeopleSection
from app.gui.sections.printers import Printers
from app.gui.sections.scanners import Scanners
from app.gui.sections.trays import Trays
from app.gui.theme import LIGHT, Theme, Tone
from app.gui.widgets.card import button
from app.gui.widgets.text import Style, Text
from app.provisioning.line import Line

_FOOT = 56


class SetupPage(QWidget):
    """One section at a time; what came of a change is said at the foot."""

    def __init__(self, desk: Desk, line: Line, model: TraysModel, clerk: Clerk, theme: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._theme: Theme = LIGHT
        self._stack = QStackedWidget(self)  # their parent from the beginning: to be given another costs each 10 ms
        self.facts = Facts(desk.places, self._stack)
        self.trays = Trays(line, model, self._stack)
        self.scanners = Scanners(desk.house, clerk, self._stack)
        self.printers = Printers(desk.prints, clerk, self._stack)
        self.people = PeopleSection(desk.people, clerk, self._stack)
        self.customs = CustomsSection(desk.house, clerk, theme, self._stack)
        self._sections = {
            self.tr("Overview"): self.facts,
            self.tr("Trays"): self.trays,
            self.tr("Scanners"): self.scanners,
            self.tr("Printer"): self.printers,
            self.tr("People"): self.people,
            self.tr("Window"): self.customs,
        }
        self._tabs = QButtonGroup(self)
        tabs = QHBoxLayout()
        tabs.setContentsMargins(24, 14, 24, 0)
        tabs.setSpacing(8)
        for number, (title, section) in enumerate(self._sections.items()):
            tab = button(title, self)
            tab.setCheckable(True)
            self._tabs.addButton(tab, number)
            tabs.addWidget(tab)
            self._stack.addWidget(section)
        tabs.addStretch(1)
        self._tabs.idClicked.connect(self._open)
        self._tabs.button(0).setChecked(True)
        foot = QFrame(self)
        foot.setObjectName("foot")
        foot.setFixedHeight(_FOOT)
        foot.hide()
        self._foot = foot
        self.foot = Text(foot, Style(12, 15, lines=2))
        row = QHBoxLayout(foot)
        row.setContentsMargins(24, 0, 24, 0)
        row.addWidget(self.foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(tabs)
        column.addWidget(self._stack, 1)
        column.addWidget(foot)
        for part in (self.trays, self.scanners, self.printers, self.people, self.customs):
            part.told.connect(self.say)
            part.refused.connect(self.refuse)

    @property
    def _section(self) -> Section:
        return cast("Section", self._stack.currentWidget())

    def begin(self) -> None:
        """Read what may have changed; the keyboard begins at the section that is open."""
        self.say("")
        self._section.begin()
        self._tabs.button(self._stack.currentIndex()).setFocus()

    def leave(self) -> None:
        """It is shown no longer."""
        self._section.leave()

    def take(self, text: str) -> bool:
        """Nothing is typed here."""
        del text
        return False

    def open(self, section: QWidget) -> None:
        """Show that section."""
        number = self._stack.indexOf(section)
        self._tabs.button(number).setChecked(True)
        self._tabs.button(number).setFocus()
        self._open(number)

    def show_lights(self, lights: tuple[Light, ...]) -> None:
        """Say how the parts are now."""
        self.facts.show_lights(lights)
        self.printers.show_lights(lights)

    def close_thread(self) -> None:
        """Wait for what is under way; from any thread."""
        self.scanners.close_thread()
        self.printers.close_thread()

    @Slot(str)
    def say(self, words: str) -> None:
        """What came of a change, or what to do."""
        self.foot.say(words, self._theme.ink)
        self._foot.setVisible(bool(words))

    @Slot(object)
    def refuse(self, failure: Failure) -> None:
        """What cannot be, and what to do."""
        self.foot.say(f"{said(failure.message)} {said(failure.advice)}  {failure.code}", self._theme.tones[Tone.FAIL].ink)
        self._foot.show()

    def wear(self, theme: Theme) -> None:
        """Show the same in these colours."""
        self._theme = theme
        self.foot.say(self.foot.text(), theme.ink)
        for section in self._sections.values():
            cast("Section", section).wear(theme)

    @Slot(int)
    def _open(self, number: int) -> None:
        self._section.leave()
        self.say("")
        self._stack.setCurrentIndex(number)
        self._section.begin()
