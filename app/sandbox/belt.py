"""Brings simulated units to the sockets of a bench, one after another, and takes each away some time after it is done."""

import threading
import time
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Self

from app.core.run import Finished, Outcome, RunStarted
from app.provisioning.progress import TrayEvent
from app.sandbox.bench import SimulatedBench, Unit

NEVER = float("inf")


class Belt:
    """A person who never tires: one thread that plugs in what is next and takes out what is done."""

    def __init__(
        self,
        bench: SimulatedBench,
        make: Callable[[], Unit | None],
        sockets: Mapping[int, str],
        *,
        rest: float,
        rest_failed: float,
    ) -> None:
        """`make` gives the next unit, None: no more. `sockets` by tray. Seconds pass before a result is taken away."""
        self._bench = bench
        self._make = make
        self._sockets = dict(sockets)
        self._rest = rest
        self._rest_failed = rest_failed
        self._due = dict.fromkeys(self._sockets, 0.0)
        """By tray, when something is to be done there (monotonic)."""
        self._changed = threading.Condition()
        self._over = False
        self._thread = threading.Thread(target=self._run, name="belt", daemon=True)

    def tell(self, tray: int, event: TrayEvent) -> None:
        """Hear what happens on the trays; from any thread."""
        if tray not in self._sockets:
            return
        with self._changed:
            match event:
                case RunStarted():
                    self._due[tray] = NEVER
                case Finished(record):
                    rest = self._rest if record.outcome is Outcome.PASSED else self._rest_failed
                    self._due[tray] = time.monotonic() + rest
            self._changed.notify()

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        with self._changed:
            self._over = True
            self._changed.notify()
        self._thread.join()

    def _run(self) -> None:
        while (tray := self._next()) is not None:
            socket = self._sockets[tray]
            self._bench.unplug(socket)
            unit = self._make()
            if unit is not None:
                self._bench.plug(socket, unit)

    def _next(self) -> int | None:
        """Wait for a tray at which something is due; None once it is over."""
        with self._changed:
            while not self._over:
                now = time.monotonic()
                for tray, due in sorted(self._due.items()):
                    if due <= now:
                        self._due[tray] = NEVER
                        return tray
                soonest = min(self._due.values())
                self._changed.wait(None if soonest == NEVER else soonest - now)
            return None
