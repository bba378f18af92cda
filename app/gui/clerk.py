"""Asks slow questions on a thread of its own and brings the answers into the GUI thread."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import structlog
from PySide6.QtCore import QObject, Signal, Slot

from app.core.errors import StationError
from app.core.run import Failure

log = structlog.get_logger(__name__)
Answer = TypeVar("Answer")


class Clerk(QObject):
    """One thread; questions are answered in the order in which they were asked, until `close`."""

    _answered = Signal(object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread = ThreadPoolExecutor(1, thread_name_prefix=name)
        self._open = True
        self._answered.connect(self._tell)

    def ask(
        self,
        question: Callable[[], Answer],
        then: Callable[[Answer], object],
        sorry: Callable[[Failure], object] | None = None,
    ) -> None:
        """Run `question` on the thread; then `then`, or `sorry` where it raised, in the GUI thread. Nothing is told after `close`."""
        if not self._open:
            return

        def work() -> None:
            try:
                answer = question()
            except Exception as error:  # noqa: BLE001 - told to the user as a failure; a bug is logged as one
                failure = _failure(error)
                self._answered.emit(lambda: sorry(failure) if sorry else None)
            else:
                self._answered.emit(lambda: then(answer))

        self._thread.submit(work)

    def close(self) -> None:
        """Ask nothing more; returns when the question under way is answered. May be called from any thread, and twice."""
        self._open = False
        self._thread.shutdown(wait=True, cancel_futures=True)

    @Slot(object)
    def _tell(self, answer: Callable[[], object]) -> None:
        if self._open:
            answer()


def _failure(error: Exception) -> Failure:
    if not isinstance(error, StationError):
        log.error("bug", exc_info=error)
    return Failure.of(error)
