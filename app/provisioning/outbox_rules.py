"""How hard the platform is pressed: how often, how soon again, and when it is left alone; values that know no clock of their own."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from app.core.outbox import BreakerState


@dataclass(frozen=True, slots=True)
class Limits:
    """What the outbox keeps to; times in seconds."""

    in_flight: int = 4
    """Units that the platform is told of at the same time."""
    rate: float = 8.0
    """Units a second; below the ten at which platforms begin to refuse. 0: no limit."""
    failures: int = 8
    """In a row, after which the platform is left alone."""
    rest: float = 10.0
    """How long it is left alone then; doubled each time that it still fails."""
    longest_rest: float = 300.0
    pause: float = 2.0
    """Before a unit that failed is tried again while others go well; doubled each time."""
    longest_pause: float = 3_600.0


def pause_after(attempts: int, limits: Limits, random: Callable[[], float]) -> timedelta:
    """How long a unit waits that has failed `attempts` times before: doubled each time, shortened at random by up to half."""
    seconds = min(limits.longest_pause, limits.pause * 2.0 ** min(attempts, 30))
    return timedelta(seconds=seconds * (0.5 + random() / 2))


class Bucket:
    """A token bucket that holds one: units leave evenly, never in a burst."""

    def __init__(self, rate: float) -> None:
        self._every = timedelta(seconds=1 / rate) if rate else timedelta(0)
        self._next: datetime | None = None

    def wait(self, now: datetime) -> timedelta:
        """How long until the next unit may leave; zero: now. A clock that was set back makes nobody wait longer than one turn."""
        return timedelta(0) if self._next is None else min(self._every, max(timedelta(0), self._next - now))

    def take(self, now: datetime) -> bool:
        """Whether a unit may leave now; then it counts as gone."""
        if self.wait(now):
            return False
        # What is a little late is caught up with; what was idle is not.
        since = self._next if self._next is not None and now - self._next < self._every else now
        self._next = since + self._every
        return True


@dataclass(frozen=True, slots=True)
class Breaker:
    """Whether the platform is asked at all; pure: every answer makes the next value."""

    limits: Limits
    state: BreakerState = BreakerState.CLOSED
    until: datetime | None = None
    failed: int = 0
    """In a row."""
    rests: int = 0
    """How often in a row it was left alone."""

    def at(self, now: datetime) -> "Breaker":
        """As it is now: once the rest is over, one unit may try. A clock that was set back prolongs no rest beyond the longest."""
        if self.state is not BreakerState.OPEN or self.until is None:
            return self
        over = now >= self.until or self.until - now > timedelta(seconds=self.limits.longest_rest)
        return replace(self, state=BreakerState.TRYING, until=None) if over else self

    def well(self) -> "Breaker":
        """The platform did its work, or said no to one unit as it should."""
        return Breaker(self.limits)

    def ill(self, now: datetime) -> "Breaker":
        """The platform failed."""
        failed = self.failed + 1
        if self.state is BreakerState.OPEN or (self.state is BreakerState.CLOSED and failed < self.limits.failures):
            return replace(self, failed=failed)
        rest = min(self.limits.longest_rest, self.limits.rest * 2.0 ** min(self.rests, 30))
        return replace(self, state=BreakerState.OPEN, until=now + timedelta(seconds=rest), failed=failed, rests=self.rests + 1)
