"""Looks at what is plugged in, again and again, and tells the line."""

import threading
from collections.abc import Callable

import structlog

from app.core.device import Port
from app.devices import Scanner

log = structlog.get_logger(__name__)

PERIOD = 0.4
"""Seconds between two looks: something new is seen within a second."""


class Watch:
    """One thread that polls a scanner; polling is the truth, no event of the operating system is needed."""

    def __init__(self, scanner: Scanner, see: Callable[[frozenset[Port]], None], period: float = PERIOD) -> None:
        self._scanner = scanner
        self._see = see
        self._period = period
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, name="watch", daemon=True)

    def start(self) -> None:
        """Begin to look."""
        self._thread.start()

    def close(self) -> None:
        """Stop looking; returns once the thread has ended."""
        self._over.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        while not self._over.is_set():
            try:
                self._see(self._scanner.scan())
            except Exception:  # a look that fails must not end all looking; the next one is half a second away
                log.exception("watch.failed")
            self._over.wait(self._period)
