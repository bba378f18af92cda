"""The station's window: header, rail and pages, and what happens when it is closed."""

from typing import cast

from PySide6.QtCore import QEvent, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QIcon, QKeyEvent, QShowEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from app.core.errors import ScannerAway
from app.core.run import Failure, Record
from app.gui import theme as looks
from app.gui.bridge import Bridge
from app.gui.cable import Cable
from app.gui.clerk import Clerk
from app.gui.desk import CERTIFICATES, Desk
from app.gui.door import Door
from app.gui.ear import Ear
from app.gui.house import Customs
from app.gui.kiosk import Kiosk
from app.gui.labels import Labels
from app.gui.lights import Lights
from app.gui.models.trays import TraysModel
from app.gui.pages import Page, Place
from app.gui.pages.ahead import AheadPage
from app.gui.pages.audit import AuditPage
from app.gui.pages.authority import AuthorityPage
from app.gui.pages.history import HistoryPage
from app.gui.pages.orders import OrdersPage
from app.gui.pages.queue import QueuePage
from app.gui.pages.recipes import RecipesPage
from app.gui.pages.setup import SetupPage
from app.gui.pages.station import StationPage
from app.gui.scanning import Scanning
from app.gui.sounds import Sounds
from app.gui.trial import Trial
from app.gui.wardrobe import Wardrobe
from app.gui.widgets.header import Header
from app.gui.widgets.leaving import Leaving
from app.gui.widgets.rail import Rail
from app.gui.widgets.symbols import Symbol, icon
from app.gui.working import Working
from app.provisioning.watch import Watch

SIZE = (1280, 800)


class Window(QMainWindow):
    """All there is on the screen; owns the line, and closes it before it goes."""

    gone = Signal()
    """The line is closed: every run has written its record."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.wardrobe = Wardrobe(desk.memory, desk.theme, self)
        self._ledger, self._closer = Clerk("ledger", self), Clerk("closing", self)
        self._left = False
        self.bridge = Bridge(self)
        self.lights = Lights(desk.lights, self)
        self.model = TraysModel(desk.trays, self)
        self.bridge.told.connect(self.model.tell)
        self.sounds = Sounds(desk.speaker, self)
        self.bridge.told.connect(self.sounds.hear)
        self.line = desk.open_line(self.bridge.tell)
        self._watch = Watch(desk.scanner, self.line.see)
        self.header = Header(desk.station, desk.recipe_title, desk.shift.operator if not desk.people.any else "", self)
        self.leaving = Leaving(self)
        self.door = Door(desk, self._ledger, self.header, self)
        self.ear, self.cable = Ear(desk.style, self), Cable(self)
        self.working = Working(desk.foreman, self.line, self._ledger, self.header, self)
        self.scanning = Scanning(desk, self.line, self._ledger, self.working, self)
        self.station = StationPage(self.line, self.model, desk.history, self._ledger, self.door.permitting)
        self.history = HistoryPage(desk.history, self._ledger, desk.trays, self)
        self.labels = Labels(desk.prints, self._ledger, self.history.detail, self) if desk.prints is not None else None
        self.orders = OrdersPage(desk.foreman, self)
        self.recipes = RecipesPage(desk.foreman, self)
        self.authority = AuthorityPage(desk.office, self)
        self.ahead = AheadPage(desk.ahead, self)
        self.audit = AuditPage(desk.archive, self)
        self.setup = SetupPage(desk, self.line, self.model, self._ledger, self.wardrobe.theme)
        self.trial = Trial(desk, self.ear, self.setup.scanners, self)
        self.kiosk = Kiosk(self, self.door.permitting)
        self.queue = QueuePage(desk.queue, self._ledger, self) if desk.queue is not None else None
        self._places = (
            Place(Symbol.STATION, self.tr("Station"), self.station),
            Place(Symbol.ORDERS, self.tr("Orders"), self.orders),
            Place(Symbol.HISTORY, self.tr("History"), self.history),
            *((Place(Symbol.QUEUE, self.tr("Queue"), self.queue),) if self.queue is not None else ()),
            Place(Symbol.RECIPES, self.tr("Recipes"), self.recipes),
            Place(Symbol.AUTHORITY, self.tr("Authority"), self.authority),
            Place(Symbol.AHEAD, self.tr("Bulk"), self.ahead),
            Place(Symbol.AUDIT, self.tr("Audit"), self.audit),
            Place(Symbol.SETTINGS, self.tr("Setup"), self.setup),
        )
        self.rail = Rail([(place.symbol, place.title) for place in self._places], self)
        self.pages = QStackedWidget(self)
        for place in self._places:
            self.pages.addWidget(place.page)
        self._lay_out()
        self._wire()
        banners = (self.leaving, self.door.login, self.door.permission, self.door.offer)
        self.wardrobe.dress((self.header, self.rail, *banners, *(cast("Page", place.page) for place in self._places)))
        self._go_to(self.wardrobe.restore(len(self._places)))
        self._watch.start()
        self.ear.open()
        self._desk.hearing.open(self.cable.hear, self.cable.lose)
        self.door.begin()
        self.kiosk.change(on=desk.kiosk)
        self.lights.start()

    # ---- pages -------------------------------------------------------------------------------------------------------

    def go(self, page: QWidget) -> None:
        """Open a page."""
        self._go_to(self.pages.indexOf(page))

    @Slot(int)
    def _go_to(self, number: int) -> None:
        if self.pages.currentWidget() is self.setup:
            self.setup.leave()
        self.rail.mark(number)
        self.pages.setCurrentIndex(number)
        self._page.begin()

    @property
    def _page(self) -> Page:
        return cast("Page", self.pages.currentWidget())

    @Slot(object)
    def open_record(self, record: Record) -> None:
        """Show a run in the history."""
        self.history.show_record(record)
        self.go(self.history)

    @Slot(str)
    def _scanned(self, text: str) -> None:
        if self.trial.takes(text):
            return
        searching = self.pages.currentWidget() is self.history
        if not searching and not self.door.wants(text):
            self.go(self.station)
        self.scanning.take(text, searching=searching)

    @Slot()
    def _admit_first(self) -> None:
        self.go(self.setup)
        self.setup.open(self.setup.people)

    @Slot(object)
    def _take_customs(self, customs: Customs) -> None:
        self.door.idle.change(customs.idle_minutes)
        self.kiosk.change(on=customs.kiosk)
        self._desk.speaker.change(customs.sounds)

    @Slot(object)
    def _unheard(self, reason: str | None) -> None:
        """The scanner on a serial port went away, which is said, or came back, which shows."""
        if reason:
            self.station.refuse(Failure.of(ScannerAway(reason)))
        else:
            self.station.quiet()

    @Slot(object)
    def _refused(self, failure: Failure) -> None:
        self.go(self.station)
        self.station.refuse(failure)

    def _lay_out(self) -> None:
        self.setWindowTitle(self.tr("Birthmark, station {name}").format(name=self._desk.station))
        self.setWindowIcon(icon(Symbol.LOGO, {QIcon.State.Off: looks.LIGHT.ink}, 64))
        self.resize(*SIZE)
        self.setMinimumSize(960, 600)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self.rail)
        body.addWidget(self.pages, 1)
        middle = QWidget(self)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.leaving)
        for banner in (self.door.offer, self.door.login, self.door.permission):
            column.addWidget(banner)
        column.addLayout(body, 1)
        self.setCentralWidget(middle)

    def _wire(self) -> None:
        for scanner in (self.ear, self.cable):
            scanner.scanned.connect(self.sounds.tick)
        self.station.noticed.connect(self.sounds.warn)
        self.setup.customs.listened.connect(self._desk.speaker.play)
        self.scanning.connect_to(self.header, self.door, self.leaving, self.station)
        self.door.refused.connect(self._refused)
        self.door.offer.taken.connect(self._admit_first)
        self.door.badged.connect(self.setup.people.take_badge)
        self.setup.people.collecting.connect(lambda on: self.door.collect(wanted=on))
        self.setup.people.founded.connect(self.door.guard)
        self.setup.customs.kept.connect(self._take_customs)
        self.ear.touched.connect(self.door.idle.stir)
        self.ear.scanned.connect(self.door.idle.stir)
        self.cable.scanned.connect(self.door.idle.stir)
        self.ear.scanned.connect(self._scanned)
        self.cable.scanned.connect(self._scanned)
        self.cable.lost.connect(self._unheard)
        self.ear.broken.connect(self.scanning.take_broken)
        self.station.scanned.connect(self._scanned)
        self.scanning.refused.connect(self._refused)
        self.scanning.searched.connect(self.history.search.setText)
        self.rail.chosen.connect(self._go_to)
        self.header.asked.connect(lambda light: self.go(self.authority if light == CERTIFICATES else self.setup))
        self.station.opened.connect(self.open_record)
        self.setup.customs.themed.connect(self.wardrobe.choose)
        self.model.finished.connect(self.history.changed)
        self.model.finished.connect(lambda _: self.working.count())
        self.orders.chosen.connect(self.working.open)
        self.working.opened.connect(lambda: self.go(self.station))
        self.working.noticed.connect(self.station.say)
        self.working.failed.connect(self._refused)
        self.leaving.confirmed.connect(self.leave)
        self.gone.connect(self.close)
        self.lights.seen.connect(self.header.show_lights)
        self.lights.seen.connect(self.setup.show_lights)

    # ---- leaving -----------------------------------------------------------------------------------------------------

    @Slot()
    def leave(self) -> None:
        """Stop what runs and close the line, off this thread; the window says what it waits for, and goes when all is written."""
        if self.leaving.waiting:
            return
        self.leaving.wait(self.model.running())
        self.pages.setEnabled(False)
        self.ear.close()
        self.lights.stop()
        self._closer.ask(self._close_all, lambda _: self._went(), lambda _: self._went())

    def _close_all(self) -> None:
        self._watch.close()
        self._desk.hearing.close()
        self.line.close()
        self._ledger.close()
        self.lights.close()
        self.orders.close_thread()
        self.recipes.close_thread()
        self.authority.close_thread()
        self.ahead.close_thread()
        self.audit.close_thread()
        self._desk.speaker.close()

    @property
    def left(self) -> bool:
        """Whether the line is closed."""
        return self._left

    def _went(self) -> None:
        self._left = True
        self._closer.close()
        self.gone.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._left:
            self.wardrobe.keep(self.pages.currentIndex())
            event.accept()
            return
        event.ignore()
        if self.leaving.waiting:
            return
        if self.kiosk.on:
            self.kiosk.ask(self.close)
            return
        if running := self.model.running():
            self.leaving.ask(running)
        else:
            self.leave()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.WindowStateChange:
            QTimer.singleShot(0, self.kiosk.keep)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.kiosk.keep()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Whatever is typed where no text is taken goes to the page; one that has no use for it leaves it to the station: it is a scan."""
        if event.key() == Qt.Key.Key_F11:
            self.kiosk.toggle()
            return
        held = event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
        )
        if held or not event.text().isprintable() or not event.text().strip():
            super().keyPressEvent(event)
        elif not self._page.take(event.text()):
            self.go(self.station)
            self.station.take(event.text())
