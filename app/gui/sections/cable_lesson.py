"""The lesson of a scanner on a serial port: it listens at each speed in turn until two scans of one symbol say the same."""

from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QPushButton

from app.barcodes.serial_lesson import Lesson, Manners
from app.core.run import Failure
from app.core.waiting import Stop
from app.gui.clerk import Clerk
from app.gui.house import House


class CableLesson(QObject):
    """The button is down while it goes on; the station listens on a thread of its own."""

    told = Signal(str)
    """What to do now."""
    refused = Signal(object)
    """A Failure."""
    learned = Signal(object)
    """How the scanner sends: Manners. It is heard like that, and nothing is kept."""
    _heard = Signal(object)

    def __init__(self, house: House, button: QPushButton, parent: QObject) -> None:
        super().__init__(parent)
        self._house, self._button = house, button
        self._clerk = Clerk("scanner lesson", self)
        self._stop = Stop()
        self._heard.connect(self._hear)

    def begin(self, port: str, baud: int, sample: str) -> None:
        """Listen at that port for a symbol that says `sample`, at that speed first."""
        self._stop = stop = Stop()
        lesson = Lesson(sample, baud)
        self.told.emit(self.tr("The port is being opened …"))
        learn = partial(self._house.learn_scanner, port, lesson, self._say, stop)
        self._clerk.ask(learn, partial(self._end, stop), partial(self._fail, stop))

    @Slot()
    def cancel(self) -> None:
        """Listen no more."""
        self._stop.set()

    def close(self) -> None:
        """Listen no more, and wait for it; from any thread."""
        self.cancel()
        self._clerk.close()

    def _say(self, lesson: Lesson) -> None:
        """Called on the thread that listens."""
        self._heard.emit((lesson.scans, lesson.understood, lesson.baud))

    @Slot(object)
    def _hear(self, heard: tuple[int, bool, int]) -> None:
        scans, understood, baud = heard
        if not scans:
            words = self.tr("Scan the symbol with the scanner on the serial port, and again until the station says that it has learned.")
        elif understood:
            words = self.tr("Understood. Scan it once more.")
        else:
            words = self.tr("Not understood. Scan it again, now heard at {baud} baud.")
        if not self._stop.is_set:
            self.told.emit(words.format(baud=baud))

    def _end(self, stop: Stop, found: Manners | None) -> None:
        if found is None:
            return
        if stop.is_set:  # left at the very moment
            self._clerk.ask(self._house.leave_scanner, lambda _: None, self.refused.emit)
            return
        self._button.setChecked(False)
        self.learned.emit(found)

    def _fail(self, stop: Stop, failure: Failure) -> None:
        if not stop.is_set:
            self._button.setChecked(False)
            self.refused.emit(failure)
