"""Tells when nobody has touched the station for a while."""

import time

from PySide6.QtCore import QObject, QTimer, Signal, Slot


class Idle(QObject):
    """`passed` is told once after each time of rest; `minutes` 0: never."""

    passed = Signal()

    def __init__(self, minutes: float, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._last = time.monotonic()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._look)
        self._seconds = 0.0
        self.change(minutes)

    def change(self, minutes: float) -> None:
        """Wait so long from now on."""
        self._seconds = minutes * 60
        self._timer.stop()
        self.stir()

    @Slot()
    def stir(self) -> None:
        """Somebody is there; called for every movement of a mouse, so it only takes the time."""
        self._last = time.monotonic()
        if self._seconds and not self._timer.isActive():
            self._wait(self._seconds)

    def _wait(self, seconds: float) -> None:
        self._timer.start(max(1, round(seconds * 1000)))

    @Slot()
    def _look(self) -> None:
        left = self._last + self._seconds - time.monotonic()
        if left > 0:
            self._wait(left)
        else:
            self.passed.emit()
