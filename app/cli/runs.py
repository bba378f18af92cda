"""The records of runs, as they end."""

import queue

from app.core.errors import StationError
from app.core.run import Failure, Finished, Record
from app.provisioning.progress import Refused, TrayEvent


class NotStarted(StationError):
    """A run could not even begin; carries the failure's own code."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.message, advice=failure.advice)
        self.code = failure.code  # type: ignore[misc]  # told on as it was told to us


class Runs:
    """Collects what ends; `tell` may be called from any thread."""

    def __init__(self) -> None:
        self._ended: queue.SimpleQueue[Record | NotStarted] = queue.SimpleQueue()

    def tell(self, _tray: int, event: TrayEvent) -> None:
        """Hear an event."""
        match event:
            case Finished(record):
                self._ended.put(record)
            case Refused(failure):
                self._ended.put(NotStarted(failure))

    def next(self) -> Record:
        """Wait for the next record; raises NotStarted where a run was refused."""
        ended = self._ended.get()
        if isinstance(ended, NotStarted):
            raise ended
        return ended
