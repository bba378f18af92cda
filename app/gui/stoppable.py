"""Long work that tells how far it is, and that a person may stop."""

import threading
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from app.core.errors import Cancelled

Answer = TypeVar("Answer")
Tell = Callable[[int, int], None]
"""How many are done, of how many."""


class Stoppable(QObject):
    """One piece of work at a time, on a clerk's thread."""

    counted = Signal(int, int)
    """So many are done, of so many."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._stopped = threading.Event()

    def begin(self, work: Callable[[Tell], Answer]) -> Callable[[], Answer | None]:
        """The question for the clerk; its answer is the work's, or None where somebody stopped it."""
        self._stopped.clear()

        def question() -> Answer | None:
            try:
                return work(self._tell)
            except Cancelled:
                return None

        return question

    @Slot()
    def stop(self) -> None:
        """The work ends where it tells the next time; from any thread."""
        self._stopped.set()

    def _tell(self, done: int, of: int) -> None:
        if self._stopped.is_set():
            raise Cancelled
        self.counted.emit(done, of)
