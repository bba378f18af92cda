"""The station's window: header, rail and pages, and what happens when it is closed."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QIcon, QKeyEvent, QShowEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from app.core.errors import ScannerAway
from app.core.run import Failure, Record
from app.gui import tabbing
from app.gui import theme as looks
from app.gui.bridge import Bridge
from app.gui.cable import Cable
from app.gui.clerk import Clerk
from app.gui.desk import CA_KEY, CERTIFICATES, HSM, Desk
from app.gui.door import Door
from app.gui.ear import Ear
from app.gui.kiosk import Kiosk
from app.gui.lights import Lights
from app.gui.models.trays import TraysModel
from app.gui.pages.station import StationPage
from app.gui.places import Parts, Places
from app.gui.scanning import Scanning
from app.gui.sizes import LEAST, SIZE
from app.gui.sounds import Sounds
from app.gui.wardrobe import Wardrobe
from app.gui.widgets.header import Header
from app.gui.widgets.leaving import Leaving
from app.gui.widgets.rail import Rail
from app.gui.widgets.symbols import Symbol, icon
from app.gui.working import Working
from app.provisioning.watch import Watch

if TYPE_CHECKING:
    from app.gui.pages.history import HistoryPage
    from app.gui.pages.setup import SetupPage


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
        self.kiosk = Kiosk(self, self.door.permitting)
        seen, heard = (self.wardrobe, self.lights, self.door, self.kiosk), (self.ear, self.scanning, self.working)
        self.pages = Places(Parts(desk, self.line, self.model, self._ledger, *seen, *heard), self)
        self.rail = Rail([(place.symbol, place.title) for place in self.pages.places], self)
        self._lay_out()
        self._wire()
        self.wardrobe.dress(self.header, self.rail, self.leaving, self.door.login, self.door.permission, self.door.offer)
        self._go_to(self.wardrobe.restore(len(self.pages.places)))
        self._watch.start()
        self.ear.open()
        self._desk.hearing.open(self.cable.hear, self.cable.lose)
        self.door.begin()
        self.kiosk.change(on=desk.kiosk)
        self.lights.start()

    # ---- pages -------------------------------------------------------------------------------------------------------

    def go(self, page: QWidget) -> None:
        """Open a page."""
        self._open(self.pages.name_of(page))

    def _open(self, name: str) -> None:
        self._go_to([place.name for place in self.pages.places].index(name))

    @Slot(int)
    def _choose(self, number: int) -> None:
        """Go there; a page that is new is made in one turn of the window and shown in the next, for each of the two takes a while."""
        if not self.leaving.waiting and self.pages.make(number):
            QTimer.singleShot(0, self, lambda: self._go_to(number))
        else:
            self._go_to(number)

    def _go_to(self, number: int) -> None:
        if self.leaving.waiting:  # a page that is made now would have threads that nobody ends
            return
        self.rail.mark(number)
        self.pages.open(number)

    @property
    def station(self) -> StationPage:
        """The trays."""
        return self.pages.station

    @property
    def history(self) -> "HistoryPage":
        """All runs; as every page but the station, it is made when it is first asked for."""
        return self.pages.history

    @property
    def setup(self) -> "SetupPage":
        """Everything about the station."""
        return self.pages.setup

    @Slot(object)
    def open_record(self, record: Record) -> None:
        """Show a run in the history."""
        self.history.show_record(record)
        self.go(self.history)

    @Slot(str)
    def _scanned(self, text: str) -> None:
        if self.pages.trial is not None and self.pages.trial.takes(text):
            return
        searching = self.pages.is_open("history")
        if not searching and not self.door.wants(text):
            self.go(self.station)
        self.scanning.take(text, searching=searching)

    @Slot()
    def _admit_first(self) -> None:
        self.go(self.setup)
        self.setup.open(self.setup.people)

    @Slot()
    def _learn_scanner(self) -> None:
        """The set-up code was scanned: the Setup page learns the scanner from the next one."""
        self.go(self.setup)
        self.setup.open(self.setup.scanners)
        self.setup.scanners.lesson.setChecked(True)

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
        self.setMinimumSize(*LEAST)
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
        self.scanning.connect_to(self.header, self.door, self.leaving, self.station)
        self.door.refused.connect(self._refused)
        self.door.offer.taken.connect(self._admit_first)
        self.ear.touched.connect(self.door.idle.stir)
        self.ear.scanned.connect(self.door.idle.stir)
        self.cable.scanned.connect(self.door.idle.stir)
        self.ear.scanned.connect(self._scanned)
        self.cable.scanned.connect(self._scanned)
        self.cable.lost.connect(self._unheard)
        self.ear.broken.connect(self.scanning.take_broken)
        self.station.scanned.connect(self._scanned)
        self.scanning.refused.connect(self._refused)
        self.scanning.learning.connect(self._learn_scanner)
        self.rail.chosen.connect(self._choose)
        self.header.asked.connect(lambda light: self._open("authority" if light in {CERTIFICATES, HSM, CA_KEY} else "setup"))
        self.station.opened.connect(self.open_record)
        self.model.finished.connect(lambda _: self.working.count())
        self.working.opened.connect(lambda: self.go(self.station))
        self.working.noticed.connect(self.station.say)
        self.working.failed.connect(self._refused)
        self.leaving.confirmed.connect(self.leave)
        self.gone.connect(self.close)
        self.lights.seen.connect(self.header.show_lights)

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
        for page in self.pages.threaded:
            page.close_thread()
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
            self.wardrobe.keep(self.rail.marked)
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

    def focusNextPrevChild(self, forward: bool) -> bool:
        middle = self.centralWidget()
        return middle is not None and middle.isVisible() and tabbing.go(middle, self.focusWidget(), forward=forward)

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
        elif not self.pages.page.take(event.text()):
            self.go(self.station)
            self.station.take(event.text())
