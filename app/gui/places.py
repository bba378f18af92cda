"""The pages of the window, each made, and its code loaded, when it is first opened."""
# ruff: noqa: PLC0415 - a page that nobody opens costs nothing: neither a start nor a test waits for it

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar, cast

from PySide6 import QtWidgets
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.gui.clerk import Clerk
from app.gui.desk import Desk
from app.gui.door import Door
from app.gui.ear import Ear
from app.gui.house import Customs
from app.gui.kiosk import Kiosk
from app.gui.lights import Lights
from app.gui.models.trays import TraysModel
from app.gui.pages import Page, Place, Threaded
from app.gui.pages.station import StationPage
from app.gui.scanning import Scanning
from app.gui.wardrobe import Wardrobe
from app.gui.widgets.symbols import Symbol
from app.gui.working import Working
from app.provisioning.line import Line

if TYPE_CHECKING:
    from app.gui.pages.ahead import AheadPage
    from app.gui.pages.audit import AuditPage
    from app.gui.pages.authority import AuthorityPage
    from app.gui.pages.history import HistoryPage
    from app.gui.pages.orders import OrdersPage
    from app.gui.pages.queue import QueuePage
    from app.gui.pages.recipes import RecipesPage
    from app.gui.pages.setup import SetupPage
    from app.gui.trial import Trial

Made = TypeVar("Made", bound=QWidget)


@dataclass(frozen=True, slots=True)
class Parts:
    """What the pages speak to."""

    desk: Desk
    line: Line
    model: TraysModel
    clerk: Clerk
    """Reads the ledger."""
    wardrobe: Wardrobe
    lights: Lights
    door: Door
    kiosk: Kiosk
    ear: Ear
    scanning: Scanning
    working: Working


def load_pages() -> None:
    """Load the code of all pages, so that who opens one waits for its widgets only; not on the GUI's thread."""
    from app.gui.pages import ahead, audit, authority, history, orders, queue, recipes, setup

    del ahead, audit, authority, history, orders, queue, recipes, setup
    for name in dir(QtWidgets):  # PySide makes a class when it is met, and all at once (10 ms) when it has to name one of Qt's own widgets
        getattr(QtWidgets, name)


class Places(QStackedWidget):
    """Every page as an attribute; whoever reads it has it made, wired to the parts and dressed."""

    def __init__(self, parts: Parts, parent: QWidget) -> None:
        super().__init__(parent)
        self._parts = parts
        self.trial: Trial | None = None
        """Where the Setup page was never opened no scan is on trial."""
        self._labels: QObject | None = None
        self.places = (
            Place("station", Symbol.STATION, self.tr("Station")),
            Place("orders", Symbol.ORDERS, self.tr("Orders")),
            Place("history", Symbol.HISTORY, self.tr("History")),
            *((Place("queue", Symbol.QUEUE, self.tr("Queue")),) if parts.desk.queue is not None else ()),
            Place("recipes", Symbol.RECIPES, self.tr("Recipes")),
            Place("authority", Symbol.AUTHORITY, self.tr("Authority")),
            Place("ahead", Symbol.AHEAD, self.tr("Bulk")),
            Place("audit", Symbol.AUDIT, self.tr("Audit")),
            Place("setup", Symbol.SETTINGS, self.tr("Setup")),
        )
        """In the order of the rail."""

    def is_open(self, name: str) -> bool:
        """Whether the page of that name is the one that is shown."""
        return self.currentWidget() is self.__dict__.get(name, self)

    def name_of(self, page: QWidget) -> str:
        """The name of a page that was made."""
        return next(name for name, made in vars(self).items() if made is page)

    def make(self, number: int) -> bool:
        """Make the page at this place; False: it was there."""
        name = self.places[number].name
        return name not in self.__dict__ and getattr(self, name) is not None

    def open(self, number: int) -> None:
        """Leave the page that is open, and show the one at this place."""
        if self.is_open("setup"):
            self.setup.leave()
        self.setCurrentWidget(getattr(self, self.places[number].name))
        self.page.begin()

    @property
    def page(self) -> Page:
        """The one that is shown."""
        return cast("Page", self.currentWidget())

    @property
    def threaded(self) -> list[Threaded]:
        """Those that were made and have threads of their own."""
        return [page for page in vars(self).values() if isinstance(page, Threaded)]

    @cached_property
    def station(self) -> StationPage:
        """The trays."""
        parts = self._parts
        return self._take(StationPage(parts.line, parts.model, parts.desk.history, parts.clerk, parts.door.permitting, self))

    @cached_property
    def history(self) -> "HistoryPage":
        """All runs, and the labels of the one that is opened."""
        from app.gui.labels import Labels
        from app.gui.pages.history import HistoryPage

        parts, desk = self._parts, self._parts.desk
        page = HistoryPage(desk.history, parts.clerk, desk.trays, self)
        self._labels = Labels(desk.prints, parts.clerk, page.detail, self)
        parts.scanning.searched.connect(page.search.setText)
        parts.model.finished.connect(page.changed)
        return self._take(page)

    @cached_property
    def orders(self) -> "OrdersPage":
        """Work orders."""
        from app.gui.pages.orders import OrdersPage

        page = OrdersPage(self._parts.desk.foreman, self)
        page.chosen.connect(self._parts.working.open)
        return self._take(page)

    @cached_property
    def queue(self) -> "QueuePage | None":
        """What is owed to the platform; None where nothing ever is."""
        queue = self._parts.desk.queue
        if queue is None:
            return None
        from app.gui.pages.queue import QueuePage

        return self._take(QueuePage(queue, self._parts.clerk, self))

    @cached_property
    def recipes(self) -> "RecipesPage":
        """Recipes."""
        from app.gui.pages.recipes import RecipesPage

        return self._take(RecipesPage(self._parts.desk.foreman, self))

    @cached_property
    def authority(self) -> "AuthorityPage":
        """The authorities."""
        from app.gui.pages.authority import AuthorityPage

        return self._take(AuthorityPage(self._parts.desk.office, self))

    @cached_property
    def ahead(self) -> "AheadPage":
        """Certificates ahead of their devices."""
        from app.gui.pages.ahead import AheadPage

        return self._take(AheadPage(self._parts.desk.ahead, self))

    @cached_property
    def audit(self) -> "AuditPage":
        """The audit chain."""
        from app.gui.pages.audit import AuditPage

        return self._take(AuditPage(self._parts.desk.archive, self))

    @cached_property
    def setup(self) -> "SetupPage":
        """Everything about the station."""
        from app.gui.pages.setup import SetupPage
        from app.gui.trial import Trial

        parts = self._parts
        page = SetupPage(parts.desk, parts.line, parts.model, parts.clerk, parts.wardrobe.theme, parent=self)
        self.trial = Trial(parts.desk, parts.ear, page.scanners, self)
        parts.door.badged.connect(page.people.take_badge)
        parts.door.pinned.connect(page.people.take_pin)
        page.people.collecting.connect(lambda on: parts.door.collect(wanted=on))
        page.people.founded.connect(parts.door.guard)
        page.customs.listened.connect(parts.desk.speaker.play)
        page.customs.kept.connect(self._take_customs)
        page.customs.themed.connect(parts.wardrobe.choose)
        parts.lights.seen.connect(page.show_lights)
        page.show_lights(parts.lights.last)
        return self._take(page)

    def _take(self, page: Made) -> Made:
        self.addWidget(page)
        self._parts.wardrobe.dress(cast("Page", page))
        return page

    def _take_customs(self, customs: Customs) -> None:
        self._parts.door.idle.change(customs.idle_minutes)
        self._parts.kiosk.change(on=customs.kiosk)
        self._parts.desk.speaker.change(customs.sounds)
