"""The station's window: header, rail and pages, and what happens when it is closed."""

from typing import cast

from PySide6.QtCore import QSettings, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QGuiApplication, QIcon, QKeyEvent, Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from app.core.errors import ScannerAway
from app.core.run import Failure, Record
from app.gui import theme as looks
from app.gui.bridge import Bridge
from app.gui.cable import Cable
from app.gui.clerk import Clerk
from app.gui.desk import CERTIFICATES, Desk, Light
from app.gui.door import Door
from app.gui.ear import Ear
from app.gui.models.trays import TraysModel
from app.gui.pages import Page, Place
from app.gui.pages.ahead import AheadPage
from app.gui.pages.audit import AuditPage
from app.gui.pages.authority import AuthorityPage
from app.gui.pages.history import HistoryPage
from app.gui.pages.queue import QueuePage
from app.gui.pages.settings import THEMES, SettingsPage
from app.gui.pages.station import StationPage
from app.gui.scanning import Scanning
from app.gui.widgets.header import Header
from app.gui.widgets.leaving import Leaving
from app.gui.widgets.rail import Rail
from app.gui.widgets.symbols import Symbol, icon
from app.provisioning.watch import Watch

SIZE = (1280, 800)
_LOOK_MS = 5_000
"""Milliseconds between two looks at HSM and platform."""
_THEME = "theme"
_GEOMETRY = "geometry"


class Window(QMainWindow):
    """All there is on the screen; owns the line, and closes it before it goes."""

    gone = Signal()
    """The line is closed: every run has written its record."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._memory = QSettings(str(desk.memory), QSettings.Format.IniFormat)
        self._ledger, self._looker, self._closer = Clerk("ledger", self), Clerk("lights", self), Clerk("closing", self)
        self._left, self._looking = False, False
        self.bridge = Bridge(self)
        self.model = TraysModel(desk.trays, self)
        self.bridge.told.connect(self.model.tell)
        self.line = desk.open_line(self.bridge.tell)
        self._watch = Watch(desk.scanner, self.line.see)
        self.header = Header(desk.station, desk.recipe_title, desk.shift.operator if not desk.people.any else "", self)
        self.leaving = Leaving(self)
        self.door = Door(desk, self._ledger, self.header, self)
        self.ear, self.cable = Ear(desk.style, self), Cable(self)
        self.scanning = Scanning(desk, self.line, self._ledger, self)
        self.station = StationPage(self.line, self.model, desk.history, self._ledger, self.door.permitting)
        self.history = HistoryPage(desk.history, self._ledger, desk.trays, self)
        self.authority = AuthorityPage(desk.office, self)
        self.ahead = AheadPage(desk.ahead, self)
        self.audit = AuditPage(desk.archive, self)
        self.settings = SettingsPage(desk.places, self._chosen_theme(), self)
        self.queue = QueuePage(desk.queue, self._ledger, self) if desk.queue is not None else None
        self._places = (
            Place(Symbol.STATION, self.tr("Station"), self.station),
            Place(Symbol.HISTORY, self.tr("History"), self.history),
            *((Place(Symbol.QUEUE, self.tr("Queue"), self.queue),) if self.queue is not None else ()),
            Place(Symbol.AUTHORITY, self.tr("Authority"), self.authority),
            Place(Symbol.AHEAD, self.tr("Bulk"), self.ahead),
            Place(Symbol.AUDIT, self.tr("Audit"), self.audit),
            Place(Symbol.SETTINGS, self.tr("Settings"), self.settings),
        )
        self.rail = Rail([(place.symbol, place.title) for place in self._places], self)
        self.pages = QStackedWidget(self)
        for place in self._places:
            self.pages.addWidget(place.page)
        self._lay_out()
        self._wire()
        self._wear()
        self.go(self.station)
        self._restore()
        self._watch.start()
        self.ear.open()
        self._desk.hearing.open(self.cable.hear, self.cable.lose)
        self.door.begin()
        self._look()

    # ---- pages -------------------------------------------------------------------------------------------------------

    def go(self, page: QWidget) -> None:
        """Open a page."""
        self._go_to(self.pages.indexOf(page))

    @Slot(int)
    def _go_to(self, number: int) -> None:
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
        searching = self.pages.currentWidget() is self.history
        if not searching:
            self.go(self.station)
        self.scanning.take(text, searching=searching)

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
        self.scanning.connect_to(self.header, self.door, self.leaving, self.station)
        self.door.refused.connect(self._refused)
        self.door.offer.taken.connect(lambda: self.go(self.settings))
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
        self.header.asked.connect(lambda light: self.go(self.authority if light == CERTIFICATES else self.settings))
        self.station.opened.connect(self.open_record)
        self.settings.themed.connect(self._keep_theme)
        self.model.finished.connect(self.history.changed)
        self.leaving.confirmed.connect(self.leave)
        self.gone.connect(self.close)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._wear)
        self._looks = QTimer(self)
        self._looks.setInterval(_LOOK_MS)
        self._looks.timeout.connect(self._look)
        self._looks.start()

    # ---- looks -------------------------------------------------------------------------------------------------------

    @Slot()
    def _wear(self) -> None:
        chosen = self._chosen_theme()
        dark = chosen == "dark" or (chosen == "auto" and QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark)
        worn = looks.DARK if dark else looks.LIGHT
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.setPalette(looks.palette(worn))
            application.setStyleSheet(looks.stylesheet(worn))
        for part in (self.header, self.rail, self.leaving, self.door.login, self.door.permission, self.door.offer):
            part.wear(worn)
        for place in self._places:
            cast("Page", place.page).wear(worn)

    @Slot(str)
    def _keep_theme(self, name: str) -> None:
        self._memory.setValue(_THEME, name)
        self._wear()

    def _chosen_theme(self) -> str:
        kept = str(self._memory.value(_THEME, self._desk.theme))
        return kept if kept in THEMES else "auto"

    def _restore(self) -> None:
        kept = self._memory.value(_GEOMETRY)
        if kept is not None:
            self.restoreGeometry(kept)

    # ---- lights ------------------------------------------------------------------------------------------------------

    @Slot()
    def _look(self) -> None:
        """Look at HSM and platform, unless the last look still goes on."""
        if not self._looking:
            self._looking = True
            self._looker.ask(self._desk.lights, self._looked, self._look_failed)

    def _looked(self, lights: tuple[Light, ...]) -> None:
        self._looking = False
        self.header.show_lights(lights)
        self.settings.show_lights(lights)

    def _look_failed(self, _failure: Failure) -> None:
        self._looking = False

    # ---- leaving -----------------------------------------------------------------------------------------------------

    @Slot()
    def leave(self) -> None:
        """Stop what runs and close the line, off this thread; the window says what it waits for, and goes when all is written."""
        if self.leaving.waiting:
            return
        self.leaving.wait(self.model.running())
        self.pages.setEnabled(False)
        self.ear.close()
        self._looks.stop()
        self._closer.ask(self._close_all, lambda _: self._went(), lambda _: self._went())

    def _close_all(self) -> None:
        self._watch.close()
        self._desk.hearing.close()
        self.line.close()
        self._ledger.close()
        self._looker.close()
        self.authority.close_thread()
        self.ahead.close_thread()
        self.audit.close_thread()

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
            self._memory.setValue(_GEOMETRY, self.saveGeometry())
            self._memory.sync()
            event.accept()
            return
        event.ignore()
        if self.leaving.waiting:
            return
        if running := self.model.running():
            self.leaving.ask(running)
        else:
            self.leave()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Whatever is typed where no text is taken goes to the page; one that has no use for it leaves it to the station: it is a scan."""
        held = event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
        )
        if held or not event.text().isprintable() or not event.text().strip():
            super().keyPressEvent(event)
        elif not self._page.take(event.text()):
            self.go(self.station)
            self.station.take(event.text())
