"""Looks at what is plugged in, again and again, and tells the line."""

import threading
from collections.abc import Callable

import structlog

from app.core.device import Port
from app.devices import Scanner
from app.devices.hotplug import Wake, open_wake

log = structlog.get_logger(__name__)

PERIOD = 0.4
"""Seconds between two looks: something new is seen within a second."""


class Watch:
    """One thread that polls a scanner; polling is the truth, and an event of the operating system only wakes it early."""

    def __init__(
        self, scanner: Scanner, see: Callable[[frozenset[Port]], None], period: float = PERIOD, wake: Callable[[], Wake] = open_wake
    ) -> None:
        self._scanner = scanner
        self._see = see
        self._period = period
        self._over = threading.Event()
        self._open_wake = wake
        self._wake: Wake | None = None
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin to look."""
        self._wake = self._open_wake()
        self._thread = threading.Thread(target=self._run, args=(self._wake,), name="watch", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop looking; returns once the thread has ended."""
        self._over.set()
        if self._thread is None or self._wake is None:
            return
        self._wake.interrupt()
        self._thread.join()
        self._wake.close()
        self._thread = self._wake = None

    def _run(self, wake: Wake) -> None:
        while not self._over.is_set():
            try:
                self._see(self._scanner.scan())
            except Exception:  # a look that fails must not end all looking; the next one is half a second away
                log.exception("watch.failed")
            wake.wait(self._period)
