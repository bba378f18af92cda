"""What a scan does: units go to the trays, badges to the door, commands to whom they concern."""

from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, Signal, Slot

from app.barcodes import Badge, Command, Label, Pin, Verb
from app.barcodes.reading import LEARN
from app.core.errors import ScanError, ScanUnreadable, StationError
from app.core.run import Failure
from app.gui.clerk import Clerk
from app.gui.desk import Desk
from app.gui.door import Door
from app.gui.widgets.header import Header
from app.gui.widgets.leaving import Leaving
from app.gui.working import Working
from app.provisioning.line import Line

ASKED = "asked for by bar code"
"""The reason of a reprint that was scanned: whoever stands there has only a scanner."""


class Bench(Protocol):
    """Where labels go: the station page."""

    def take_label(self, serial: str, tray: int | None) -> None:
        """A unit's label was scanned, for that tray if one was named."""

    def start_tray(self, tray: int) -> None:
        """That tray is to begin."""


class Scanning(QObject):
    """Carries out every scan, wherever it came from; `refused` says aloud what cannot be."""

    refused = Signal(object)
    """A Failure."""
    learning = Signal()
    """How the scanner types is to be learned."""
    searched = Signal(str)
    """A label was scanned while the history was open."""

    def __init__(self, desk: Desk, line: Line, clerk: Clerk, working: Working, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._line, self._clerk, self._working = desk, line, clerk, working
        self._tray: int | None = None

    def connect_to(self, header: Header, door: Door, leaving: Leaving, bench: Bench) -> None:
        """What it speaks to; once, before the first scan."""
        self._header, self._door, self._leaving, self._bench = header, door, leaving, bench
        door.left.connect(self._working.leave)

    def take(self, text: str, *, searching: bool) -> None:
        """A scan; a label is searched for where the history is open."""
        if LEARN in text:  # whatever the scanner puts around it: that is to be learned
            self.learning.emit()
            return
        try:
            meaning = self._desk.read(text)
            match meaning:
                case Label() if searching:
                    self.searched.emit(meaning.serial)
                case Label():
                    tray, self._tray = self._tray, None
                    self._bench.take_label(meaning.serial, tray)
                case Badge():
                    self._door.take_badge(meaning.code)
                case Pin():
                    self._door.take_pin(meaning.digits)
                case Command():
                    self._obey(meaning)
        except ScanError as error:
            self._refuse(error)

    @Slot(str)
    def take_broken(self, text: str) -> None:
        """A scan that stopped in the middle."""
        if LEARN in text:
            self.learning.emit()
            return
        self._refuse(ScanUnreadable(f"The scan stopped after {len(text)} characters.", advice="Scan again."))

    def _refuse(self, error: StationError) -> None:
        self.refused.emit(Failure.of(error))

    # ---- commands ------------------------------------------------------------------------------------------------------

    def _obey(self, command: Command) -> None:
        tray, self._tray = self._tray, None
        match command.verb:
            case Verb.ORDER:
                self._working.open(command.argument)
            case Verb.TRAY:
                self._name_tray(int(command.argument))
            case Verb.START:
                self._bench.start_tray(tray or _first(self._line.list_waiting(), "No tray waits to be started."))
            case Verb.RETRY:
                self._bench.start_tray(tray or _only(self._line.list_failed(), "No tray has a unit that did not pass."))
            case Verb.ABORT:
                self._line.abort(tray or _only(self._line.list_running(), "Nothing runs."))
            case Verb.REPRINT:
                self._reprint(tray or _only(list(self._line.runs_passed()), "No tray has a unit that passed."))
            case Verb.LOGOUT:
                self._door.log_out()
            case Verb.YES | Verb.NO:
                if not self._leaving.answer(yes=command.verb is Verb.YES) and (command.verb is Verb.YES or not self._door.cancel()):
                    raise ScanUnreadable("Nothing is asked.", advice="Scan YES or NO when the station asks a question.")

    def _reprint(self, tray: int) -> None:
        run = self._line.runs_passed().get(tray)
        if run is None:
            raise ScanUnreadable(f"Tray {tray} has no label to print again.", advice="Look at the trays.")
        self._clerk.ask(partial(self._desk.prints.reprint, run, ASKED), lambda _: None, self.refused.emit)

    def _name_tray(self, tray: int) -> None:
        if tray not in self._line.sockets:
            raise ScanUnreadable(f"There is no tray {tray}.")
        self._tray = tray


def _first(trays: list[int], none: str) -> int:
    if not trays:
        raise ScanUnreadable(none, advice="Look at the trays.")
    return trays[0]


def _only(trays: list[int], none: str) -> int:
    if len(trays) > 1:
        numbers = ", ".join(map(str, trays))
        raise ScanUnreadable(f"It could be any of the trays {numbers}.", advice="Scan the tray's number first.")
    return _first(trays, none)
