"""The platform's clock as its answers tell it, beside the station's."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import httpx

from app.core.errors import ClockApart

SLACK = timedelta(minutes=5)
"""How far the clocks may be apart: a certificate is backdated by as much."""


def _utc_now() -> datetime:
    return datetime.now(UTC)


class PlatformClock:
    """Remembers what the platform's clock said last; shared by all conversations."""

    def __init__(self, now: Callable[[], datetime] = _utc_now) -> None:
        self._now = now
        self._seen: tuple[datetime, float] | None = None

    def see(self, headers: httpx.Headers) -> None:
        """Take note of an answer's Date (RFC 9110 §6.6.1); what is none is passed over."""
        try:
            moment = parsedate_to_datetime(headers.get("date", ""))
        except ValueError:
            return
        if moment.tzinfo is not None:
            self._seen = moment, time.monotonic()

    def ahead(self) -> timedelta:
        """How far the station's clock is ahead of the platform's (negative: behind) now; zero where the platform was never heard.

        A clock that is set right meanwhile is right at once: the platform's is carried on by the monotonic one.
        """
        if self._seen is None:
            return timedelta()
        moment, at = self._seen
        return self._now() - (moment + timedelta(seconds=time.monotonic() - at))

    def require(self) -> None:
        """Raise ClockApart where the clocks are further apart than SLACK."""
        ahead = self.ahead()
        if abs(ahead) > SLACK:
            way = "ahead of" if ahead > timedelta() else "behind"
            raise ClockApart(f"The station's clock is {_words(abs(ahead))} {way} the platform's.")


def _words(apart: timedelta) -> str:
    for unit, seconds in (("days", 86_400), ("hours", 3_600), ("minutes", 60)):
        if apart.total_seconds() >= 2 * seconds:
            return f"{round(apart.total_seconds() / seconds):,} {unit}"
    return f"{round(apart.total_seconds()):,} seconds"
