"""A dry run of a recipe as it is written: a simulated device is taken through it, on a thread of its own."""

from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QPushButton

from app.core.run import Event, Failure, Record
from app.core.waiting import Stop
from app.gui import written
from app.gui.clerk import Clerk
from app.gui.language import said
from app.gui.widgets.lines import Lines
from app.provisioning.foreman import Foreman


class DryRun(QObject):
    """Shows its steps as they come; of the two buttons the one that makes sense is there."""

    told = Signal(str, str, object)
    """How it went: a title, more, and its Tone."""
    _heard = Signal(object)

    def __init__(self, foreman: Foreman, steps: Lines, start: QPushButton, stop: QPushButton, parent: QObject) -> None:
        super().__init__(parent)
        self._foreman, self._steps, self._buttons = foreman, steps, (start, stop)
        self._clerk = Clerk("dry run", self)
        self._stop = Stop()
        self._events: list[Event] = []
        self._heard.connect(self._hear)
        stop.clicked.connect(self.cancel)
        stop.hide()

    def begin(self, name: str, text: str) -> None:
        """Take a simulated device through this recipe."""
        self._stop = stop = Stop()
        self._events.clear()
        self._steps.show_lines((), self.tr("The simulated device is plugged in …"))
        self._show_running(running=True)
        self._clerk.ask(partial(self._foreman.rehearse, name, text, self._heard.emit, stop), self._ended, self._not_begun)

    def clear(self) -> None:
        """Show nothing of the last one."""
        self._events.clear()
        self._steps.show_lines(())

    @Slot()
    def cancel(self) -> None:
        """Stop it."""
        self._stop.set()

    def close(self) -> None:
        """Stop it and wait for it; from any thread."""
        self.cancel()
        self._clerk.close()

    @Slot(object)
    def _hear(self, event: Event) -> None:
        self._events.append(event)
        self._steps.show_lines(written.step_lines(self._events))

    def _ended(self, done: Record) -> None:
        self._show_running(running=False)
        self._steps.show_lines(written.step_lines(self._events))
        self.told.emit(*written.verdict(done))

    def _not_begun(self, failure: Failure) -> None:
        self._show_running(running=False)
        self._steps.show_lines((), f"{said(failure.message)} {said(failure.advice)}  {failure.code}")

    def _show_running(self, *, running: bool) -> None:
        go, come = self._buttons if running else reversed(self._buttons)
        come.show()  # first: the keyboard goes there
        go.hide()
