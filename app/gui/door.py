"""Who works at the window: badges and PINs, the lock after idle time, and the first administrator."""

from contextlib import suppress
from functools import partial

from pydantic import SecretStr
from PySide6.QtCore import QObject, Signal, Slot

from app.barcodes import Badge, Pin
from app.core.errors import LoginLocked, LoginWrong, PersonUnusable, ScanError, ScanUnreadable
from app.core.people import Person
from app.core.run import Failure
from app.gui.clerk import Clerk
from app.gui.desk import Desk
from app.gui.idle import Idle
from app.gui.language import said
from app.gui.permitting import Permitting
from app.gui.says import role_word
from app.gui.widgets.header import Header
from app.gui.widgets.login import Login
from app.gui.widgets.offer import Offer
from app.gui.widgets.permission import Permission


class Door(QObject):
    """Takes every badge and PIN that is scanned; `refused` says aloud what cannot be."""

    refused = Signal(object)
    """A Failure."""
    badged = Signal(str)
    """A badge was scanned while one was waited for."""
    pinned = Signal(object)
    """A PIN (SecretStr) was scanned while badges were waited for."""
    left = Signal()
    """Whoever worked here has logged out."""

    def __init__(self, desk: Desk, clerk: Clerk, header: Header, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._people, self._clerk, self._header = desk, desk.people, clerk, header
        self.login, self.permission = Login(), Permission()
        self.offer = Offer(
            self.tr("Nobody is admitted to this station: everybody may do everything here. Admit the first administrator?"),
            self.tr("Admit …"),
            self.tr("Not now"),
        )
        self.permitting = Permitting(desk.people, clerk, self.permission, self)
        self.idle = Idle(desk.idle_minutes, self)
        self._collecting = False
        self.login.answered.connect(self._log_in)
        self.permitting.refused.connect(self.refused)
        self.idle.passed.connect(self._lock)

    def begin(self) -> None:
        """Offer what a fresh station should have; a demo is never asked."""
        if self._desk.offers_people:
            self._clerk.ask(lambda: self._people.any, lambda anybody: self.offer.setVisible(not anybody))

    @Slot()
    def guard(self) -> None:
        """From now on the station has people, and nobody has shown a badge yet."""
        self.offer.hide()
        self._header.show_person("", self.tr("scan your badge"))

    def collect(self, *, wanted: bool) -> None:
        """Whether the next badge is one to be admitted, and not somebody who logs in."""
        self._collecting = wanted

    def wants(self, scan: str) -> bool:
        """Whether it is a badge or a PIN of somebody who is to be admitted."""
        with suppress(ScanError):
            return self._collecting and isinstance(self._desk.read(scan), Badge | Pin)
        return False

    def take_badge(self, badge: str) -> None:
        """A badge was scanned."""
        if self._collecting:
            self.badged.emit(badge)
        elif not self.permission.take_badge(badge):
            self._clerk.ask(lambda: self._people.any, partial(self._take, badge), self.refused.emit)

    def take_pin(self, pin: SecretStr) -> None:
        """A PIN was scanned."""
        if self.permission.take_pin(pin.get_secret_value()) or self.login.take_pin(pin.get_secret_value()):
            return
        if self._collecting:
            self.pinned.emit(pin)
        else:
            raise ScanUnreadable("No PIN is asked for.", advice="Scan your badge first.")

    def cancel(self) -> bool:
        """Ask for no badge or PIN any more; False where none was asked for."""
        return self.permission.put_away() or self.login.put_away()

    def log_out(self) -> None:
        """Whoever works here goes; raises ScanUnreadable where nobody does."""
        if self._people.present is None:
            raise ScanUnreadable("Nobody has logged in.", advice="Scan a badge to log in.")
        self._clerk.ask(self._people.go, lambda _: None, self.refused.emit)
        self.permission.put_away()
        self._header.show_person("", self.tr("scan your badge"))
        self.left.emit()

    def _take(self, badge: str, anybody: bool) -> None:
        if anybody:
            self.login.ask(badge)
        else:
            advice = "The Setup page admits an administrator, and so does `birthmark people admit`."
            self.refused.emit(Failure.of(PersonUnusable("This station has admitted nobody yet, and asks for no badge.", advice=advice)))

    @Slot(str, str)
    def _log_in(self, badge: str, pin: str) -> None:
        self._clerk.ask(partial(self._people.come_in, badge, SecretStr(pin)), self._logged_in, self._not_logged_in)

    def _logged_in(self, person: Person) -> None:
        self.login.put_away()
        self.idle.stir()
        self._header.show_person(person.name, role_word(person.role))

    def _not_logged_in(self, failure: Failure) -> None:
        if failure.code == LoginWrong.code:
            self.login.refuse(said(failure.message))
        elif failure.code == LoginLocked.code:
            self.login.refuse(f"{said(failure.message)} {said(failure.advice)}", again=False)
        else:
            self.login.put_away()
            self.refused.emit(failure)

    @Slot()
    def _lock(self) -> None:
        self._clerk.ask(self._people.lock, self._locked, self.refused.emit)

    def _locked(self, somebody: bool) -> None:
        person = self._people.present
        if somebody and person is not None:
            self.permission.put_away()
            self._header.show_person(person.name, self.tr("locked: scan your badge"))
