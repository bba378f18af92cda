"""Exports and backups while the station is open: by a plan, on a thread of their own; what fails is tried again."""

import threading
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from types import TracebackType
from typing import Self

import structlog

from app.core.errors import Cancelled, StationError
from app.core.waiting import Stop
from app.station.shift import Work

log = structlog.get_logger(__name__)

AGAIN = timedelta(minutes=10)
"""After which what failed is tried again."""
_LOOK = 20.0
"""Seconds between two looks at the clock, which may be set meanwhile."""

Leaving = Callable[[Collection[Work], Stop], Mapping[Work, StationError]]
"""Does these works; answers what went wrong. Raises Cancelled where the stop is set."""


def _utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Plan:
    """When: at a time of day in the station's zone, so long after the last time, both, or never."""

    at: time | None = None
    every: timedelta | None = None

    def next_after(self, last: datetime) -> datetime | None:
        """When it is due, if it was last done at `last`."""
        due = [last + self.every] if self.every else []
        if self.at is not None:
            day = last.astimezone().date()
            days = (datetime.combine(day + timedelta(days=more), self.at).astimezone() for more in range(3))
            due.append(next(moment for moment in days if moment > last))
        return min(due, default=None)


class Rounds:
    """From `start` to `close`; any thread may ask for `problems`. What was missed while the station was closed is not made up for."""

    def __init__(self, plan: Plan, leave: Leaving, now: Callable[[], datetime] = _utc_now, look: float = _LOOK) -> None:
        self._plan, self._leave, self._now, self._look = plan, leave, now, look
        self._stop = Stop()
        self._thread: threading.Thread | None = None
        self._last = self._now()
        self._problems: dict[Work, StationError] = {}
        self._again: datetime | None = None

    @property
    def problems(self) -> Mapping[Work, StationError]:
        """What went wrong the last time, and was not made good yet."""
        return dict(self._problems)

    def start(self) -> None:
        """Begin; does nothing where there is no plan, or it has begun."""
        if self._thread is None and self._plan != Plan():
            self._stop, self._last = Stop(), self._now()
            self._thread = threading.Thread(target=self._go_round, args=(self._stop,), name="rounds")
            self._thread.start()

    def close(self) -> None:
        """Stop an export that is under way, wait for a backup; may be called twice."""
        if self._thread is not None:
            self._stop.set()
            self._thread.join()
            self._thread = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def _go_round(self, stop: Stop) -> None:
        try:
            while True:
                try:
                    self.look(stop)
                except Cancelled:
                    raise
                except Exception:
                    log.exception("bug")
                stop.wait(self._look)
        except Cancelled:
            return

    def look(self, stop: Stop) -> None:
        """Do what is due by now."""
        now, due = self._now(), self._plan.next_after(self._last)
        if due is not None and now >= due:
            works: Collection[Work] = tuple(Work)
            self._last = now
        elif self._again is not None and now >= self._again:
            works = tuple(self._problems)
        else:
            return
        self._problems = dict(self._leave(works, stop))
        self._again = self._now() + AGAIN if self._problems else None
