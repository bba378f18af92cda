"""Which units the platform is told of next, and what their answers change; knows neither threads nor the network."""

from collections import deque
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import datetime, timedelta
from random import random as chance
from typing import Protocol
from uuid import UUID

from app.core.outbox import BreakerState, Claim, Missed, QueueState, Settled
from app.core.run import Failure
from app.provisioning.outbox_courier import Answer, Verdict
from app.provisioning.outbox_rules import Breaker, Bucket, Limits, pause_after

IDLE = timedelta(seconds=0.5)
"""How often the ledger is asked whether something has become due."""

_AHEAD = 8
"""Units that are read at once for each that may be in flight."""


class Book(Protocol):
    """What is asked of the ledger."""

    def list_due(self, now: datetime, limit: int, busy: Collection[UUID] = ()) -> list[Claim]:
        """The oldest debts whose time has come."""

    def was_away(self) -> bool:
        """Whether the platform failed when it was last told of a unit."""

    def find_trial(self, busy: Collection[UUID] = ()) -> Claim | None:
        """The debt that was tried the fewest times."""

    def hasten(self, now: datetime) -> None:
        """Whatever waits is due."""

    def write(self, answers: Collection[Settled | Missed], who: str = "") -> int:
        """What came of debts, together."""


class Drain:
    """For one thread; `now` is a clock in UTC, `random` answers from 0 to 1."""

    def __init__(self, book: Book, limits: Limits, now: Callable[[], datetime], random: Callable[[], float] = chance) -> None:
        self._book = book
        self._limits = limits
        self._now = now
        self._random = random
        self._bucket = Bucket(limits.rate)
        self._breaker = Breaker(limits)
        self._ready: deque[Claim] = deque()
        self._busy: set[UUID] = set()
        """On their way, or answered and not yet in the ledger."""
        self._flying = 0
        self._group = _AHEAD * limits.in_flight
        """Answers that are written together; no more are ever at stake, and those of a killed station are found again by asking."""
        self._unwritten: list[Settled | Missed] = []
        self._began = False
        """Whether the ledger was asked how the platform was when the station ended."""
        self._stuck = False
        """Whether the last answers could not be written: nobody new goes before they are."""
        self._quiet_until: datetime | None = None
        self._look_at: datetime | None = None
        self._back = False
        """Whether the platform came back, and the ledger does not know yet."""
        self._settled = 0
        self._last: Failure | None = None

    def take(self) -> list[Claim]:
        """The units to tell the platform of now; each must come back through `answer` or `drop`. Raises StoreError."""
        now = self._now()
        self._begin()
        self._breaker = self._breaker.at(now)
        if self._stuck or len(self._unwritten) >= self._group or self._breaker.state is BreakerState.OPEN or self._quiet(now):
            return []
        if self._breaker.state is BreakerState.TRYING:
            return self._trial(now)
        taken: list[Claim] = []
        while self._flying < self._limits.in_flight and self._has_ready(now) and self._bucket.take(now):
            taken.append(self._send(self._ready.popleft()))
        return taken

    def _begin(self) -> None:
        """Where the platform was away when the station ended, one unit knocks first: no start, and no series of them, storms it."""
        if not self._began and self._book.was_away():
            self._breaker = replace(self._breaker, state=BreakerState.TRYING)
        self._began = True

    def answer(self, answer: Answer) -> None:
        """What came of one unit; it is in the ledger once `flush` returns."""
        now, claim = self._now(), answer.claim
        self._flying -= 1
        if answer.receipt is not None:
            self._well()
            self._unwritten.append(Settled(claim.id, answer.receipt, now))
            self._settled += 1
            self._last = None
        elif answer.failure is not None:
            self._last = answer.failure
            self._miss(now, claim, answer.failure, answer)

    def _miss(self, now: datetime, claim: Claim, failure: Failure, answer: Answer) -> None:
        if answer.verdict is Verdict.NEVER:
            self._well()
            self._unwritten.append(Missed(claim.id, failure, now, None))
            return
        self._breaker = self._breaker.ill(now)
        asked = timedelta(seconds=answer.after)
        if asked:
            self._quiet_until = max(self._quiet_until or now, now + asked)
        pause = max(asked, pause_after(claim.attempts, self._limits, self._random))
        self._unwritten.append(Missed(claim.id, failure, now, now + pause))
        if self._breaker.state is BreakerState.OPEN:
            self._ready.clear()

    def drop(self, claim: Claim) -> None:
        """Nothing came of it: somebody stopped us. It stays owed as it was."""
        self._flying -= 1
        self._busy.discard(claim.id)

    @property
    def worth_writing(self) -> bool:
        """Whether there are answers that should wait no longer: enough of them, or nothing else is on its way."""
        return len(self._unwritten) >= self._group or (bool(self._unwritten or self._back) and not self._flying)

    def flush(self) -> None:
        """Write down what came of the units; raises StoreError, and then everything is kept for the next call."""
        if self._unwritten:
            self._stuck = True
            self._book.write(self._unwritten)
            self._stuck = False
            self._busy -= {answer.debt for answer in self._unwritten}
            self._unwritten.clear()
        if self._back:
            self._book.hasten(self._now())
            self._back, self._look_at = False, None

    def resume(self) -> None:
        """A person asks for it now: the platform is tried again at once, whatever it did before."""
        self._breaker = Breaker(self._limits)
        self._quiet_until = self._look_at = None
        self._ready.clear()

    def wait(self) -> timedelta:
        """How long nothing will change unless an answer comes."""
        now = self._now()
        if self._breaker.state is BreakerState.OPEN and self._breaker.until is not None:
            return max(timedelta(0), self._breaker.until - now)
        if self._quiet_until is not None and self._quiet_until > now:
            return self._quiet_until - now
        if self._ready and self._flying < self._limits.in_flight:
            return self._bucket.wait(now)
        return IDLE

    @property
    def idle(self) -> bool:
        """Whether nothing is under way or unwritten, and the ledger was asked and had nothing that is due."""
        return self._look_at is not None and not self._busy and not self._ready and not self._unwritten

    @property
    def state(self) -> QueueState:
        """As it is now."""
        quiet = self._breaker.until if self._breaker.state is BreakerState.OPEN else self._quiet_until
        until = quiet if quiet is not None and quiet > self._now() else None
        return QueueState(True, self._breaker.state, until, self._flying, self._settled, self._last)

    def _quiet(self, now: datetime) -> bool:
        return self._quiet_until is not None and now < self._quiet_until

    def _well(self) -> None:
        self._back = self._back or self._breaker.state is not BreakerState.CLOSED
        self._breaker = self._breaker.well()

    def _trial(self, now: datetime) -> list[Claim]:
        if self._busy or not self._bucket.take(now):
            return []
        claim = self._book.find_trial()
        if claim is None:
            self._breaker = self._breaker.well()
            return []
        return [self._send(claim)]

    def _send(self, claim: Claim) -> Claim:
        self._busy.add(claim.id)
        self._flying += 1
        return claim

    def _has_ready(self, now: datetime) -> bool:
        if not self._ready and (self._look_at is None or now >= self._look_at or now < self._look_at - IDLE):
            self._ready.extend(self._book.list_due(now, _AHEAD * self._limits.in_flight, self._busy))
            self._look_at = None if self._ready else now + IDLE
        return bool(self._ready)
