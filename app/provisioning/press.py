"""The press: prints what is owed, in the order in which it was earned, and never the same label twice without a person's word."""

import threading
from collections.abc import Callable
from types import TracebackType
from typing import Protocol, Self
from uuid import UUID

import structlog

from app.core.errors import LabelUnknown, PrinterError, PrinterMissing, PrinterUnsure, StationError
from app.core.label import Print, PrintState
from app.core.run import Failure
from app.labels import Printer
from app.labels.layout import Layout, lay_out
from app.labels.template import LabelTemplate
from app.provisioning.progress import Labelled

log = structlog.get_logger(__name__)

_LOOK, _LONGEST = 2.0, 60.0
"""Seconds between two looks at a printer that could not print, and at one that says it could and then cannot."""


class Book(Protocol):
    """What the press writes down; the ledger does, durably, before each call returns."""

    def find_owed(self) -> Print | None:
        """The label that is to be printed next, or None."""

    def tell(self, label: UUID, state: PrintState, failure: Failure | None = None, *, who: str = "", why: str = "") -> None:
        """Something happened to a label."""

    def again(self, run: UUID, who: str, reason: str) -> Print:
        """Have the run's label printed again."""

    def list_of_run(self, run: UUID) -> list[Print]:
        """Every label of a run, in their order."""

    def note_test(self, template: str, who: str, failure: Failure | None) -> None:
        """Somebody tried the printer, and what came of it."""


Tell = Callable[[int, Labelled], None]
"""Told from any thread of what became of a label of the unit on a tray; must return at once."""


class NoPrinter:
    """In the place of a printer where none is set up."""

    def check(self) -> None:
        """Say so."""
        raise PrinterMissing("This station has no label printer.")

    def print(self, layout: object, title: str) -> None:
        """Say so."""
        del layout, title
        self.check()


class Press:
    """One printer; `print_owed` works in the caller's thread, `start` in one of its own, again whenever something is owed."""

    def __init__(self, book: Book, printer: Printer) -> None:
        self._book, self.printer = book, printer
        self._tell: Tell = lambda _tray, _event: None
        self._over, self._wake = threading.Event(), threading.Event()
        self._one_at_a_time = threading.Lock()
        self._pause = _LOOK
        self._thread = threading.Thread(target=self._run, name="press")

    def listen(self, tell: Tell) -> None:
        """Who hears from now on what became of labels."""
        self._tell = tell

    def hurry(self) -> None:
        """Something is owed, or the printer was looked after."""
        self._wake.set()

    def print_owed(self) -> int:
        """Print whatever is owed now, each journalled before and after; how many that were. Raises PrinterError."""
        done = 0
        with self._one_at_a_time:
            while not self._over.is_set() and (owed := self._book.find_owed()):
                self._print(owed)
                done += 1
        return done

    def reprint(self, who: str, run: UUID, reason: str) -> Print:
        """Have the label of a run printed again for somebody who may; raises LabelUnknown where there is none, or no reason."""
        if not reason.strip():
            raise LabelUnknown("A reason is missing.", advice="Say in a few words why the label is printed again.")
        made = self._book.again(run, who, reason.strip())
        self._told(made, PrintState.OWED, None)
        self.hurry()
        return made

    def settle(self, who: str, label: Print) -> None:
        """Somebody who may has looked: the label that nobody was sure of is there. Raises LabelUnknown."""
        if label.state is not PrintState.UNSURE:
            raise LabelUnknown(f"Nothing is to be decided about the label of {label.identifier}: it is {label.state}.")
        self._book.tell(label.id, PrintState.PRINTED, who=who, why="seen by a person")
        self._told(label, PrintState.PRINTED, None)

    def test(self, who: str, template: str, layout: Layout) -> None:
        """Print a label of no unit for somebody who may; what comes of it is in the ledger. Raises PrinterError."""
        failure = None
        try:
            self.printer.check()
            self.printer.print(layout, "test")
        except PrinterError as error:
            failure = Failure.of(error)
            raise
        finally:
            self._book.note_test(template, who, failure)
        self.hurry()

    def start(self) -> None:
        """Begin to print what is owed, in a thread of its own."""
        self._thread.start()

    def close(self) -> None:
        """Stop; returns once a label that is on its way is there, or not."""
        self._over.set()
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def _run(self) -> None:
        while not self._over.is_set():
            waits = False
            try:
                self.print_owed()
            except StationError as error:
                waits = True
                log.debug("press.waits", code=error.code)
            except Exception:
                waits = True
                log.exception("bug")
            self._wake.wait(self._pause if waits else None)
            self._wake.clear()

    def _print(self, owed: Print) -> None:
        """One label; a fault that is known before anything was sent leaves it owed, and is told once."""
        try:
            self.printer.check()
        except PrinterError as error:
            if error.code != owed.code:
                self._write(owed, PrintState.OWED, error)
            raise
        try:
            layout = lay_out(LabelTemplate.of_body(owed.body), owed.words)
        except StationError as error:  # made by another version of this program: the labels behind it must not wait for it
            self._write(owed, PrintState.UNSURE, error)
            return
        self._write(owed, PrintState.PRINTING, None)
        try:
            self.printer.print(layout, owed.identifier)
        except PrinterUnsure as error:
            self._write(owed, PrintState.UNSURE, error)
        except PrinterError as error:
            self._write(owed, PrintState.OWED, error)
            self._pause = min(_LONGEST, self._pause * 2)
            raise
        else:
            self._pause = _LOOK
            self._write(owed, PrintState.PRINTED, None)

    def _write(self, label: Print, state: PrintState, error: StationError | None) -> None:
        failure = Failure.of(error) if error else None
        self._book.tell(label.id, state, failure)
        self._told(label, state, failure)

    def _told(self, label: Print, state: PrintState, failure: Failure | None) -> None:
        self._tell(label.tray, Labelled(label.run, state, failure))
