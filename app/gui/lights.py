"""Looks how the parts of the station are, every few seconds, off the GUI thread."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.core.run import Failure
from app.gui.clerk import Clerk
from app.gui.desk import Light

_LOOK_MS = 5_000
"""Milliseconds between two looks."""


class Lights(QObject):
    """`seen` tells what a look found; there is no second look while one goes on."""

    seen = Signal(object)
    """All the lights: a tuple of Light."""

    def __init__(self, look: Callable[[], tuple[Light, ...]], parent: QObject) -> None:
        super().__init__(parent)
        self._question = look
        self._clerk = Clerk("lights", self)
        self._looking = False
        self.last: tuple[Light, ...] = ()
        """What the last look found."""
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Look now, and then again and again."""
        self._timer.start()
        self.look()

    @Slot()
    def look(self) -> None:
        """Look, unless the last look still goes on."""
        if not self._looking:
            self._looking = True
            self._clerk.ask(self._question, self._seen, self._not_seen)

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()

    def close(self) -> None:
        """Wait for the look under way; from any thread."""
        self._clerk.close()

    def _seen(self, lights: tuple[Light, ...]) -> None:
        self._looking = False
        self.last = lights
        self.seen.emit(lights)

    def _not_seen(self, _failure: Failure) -> None:
        self._looking = False
