"""The part of the ledger that is about the outbox."""

from collections.abc import Callable, Collection, Iterable
from contextlib import AbstractContextManager
from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from app.core.outbox import Accounts, Claim, Debt, DebtState, Missed, Owed, Owing, Settled
from app.core.recipe import Recipe
from app.store import outbox, outbox_reading

Opening = Callable[[], AbstractContextManager[Session]]

OPEN = (DebtState.OWED, DebtState.DEAD)
"""What the platform does not know yet."""


class OutboxBook:
    """`Ledger.outbox`: any thread may call it; every call is one short transaction and raises StoreError as the ledger's do."""

    def __init__(self, station: str, now: Callable[[], datetime], reading: Opening, writing: Opening) -> None:
        self._station = station
        self._now = now
        self._reading = reading
        self._writing = writing

    def owe(self, run: UUID, units: Iterable[Owing], recipe: Recipe) -> None:
        """Units of a run begin to be owed; for runs with many units, since a run with one says so as it ends."""
        with self._writing() as session:
            outbox.owe(session, self._station, self._now(), run, units=units, recipe=recipe)

    def list_due(self, now: datetime, limit: int, busy: Collection[UUID] = ()) -> list[Claim]:
        """At most `limit` debts whose time has come, the oldest first; of one unit only the oldest, and none of those in `busy`."""
        with self._reading() as session:
            return outbox_reading.list_due(session, self._station, now, limit, busy)

    def list_open(self, after: int, limit: int) -> list[Claim]:
        """At most `limit` of everything that the platform does not know, dead letters too, after the debt with this number."""
        with self._reading() as session:
            return outbox_reading.list_open(session, self._station, after, limit)

    def was_away(self) -> bool:
        """Whether the platform failed when it was last told of a unit, or would not be told of any; False where it never was."""
        with self._reading() as session:
            return outbox_reading.was_away(session, self._station)

    def find_trial(self, busy: Collection[UUID] = ()) -> Claim | None:
        """The debt that was tried the fewest times, due or not, and none of those in `busy`: with it the platform is tried."""
        with self._reading() as session:
            return outbox_reading.find_trial(session, self._station, busy)

    def hasten(self, now: datetime) -> None:
        """The platform is back: whatever waits is due."""
        with self._writing() as session:
            outbox.hasten(session, self._station, now)

    def write(self, answers: Collection[Settled | Missed], who: str = "") -> int:
        """What came of debts, together; how many of them are settled by it. What is settled already stays as it is."""
        with self._writing() as session:
            return outbox.write(session, self._station, answers, who)

    def retry(self, debts: Collection[UUID], who: str = "") -> int:
        """Let these be tried now, dead letters too; how many that are."""
        with self._writing() as session:
            return outbox.retry(session, self._station, self._now(), debts, who)

    def list_debts(self, states: Collection[DebtState] = OPEN, limit: int = 100, text: str = "") -> list[Debt]:
        """At most `limit` debts, dead letters first, then the oldest; `text`: an identifier, or how a fingerprint or serial begins."""
        with self._reading() as session:
            return outbox_reading.list_debts(session, states, limit, text)

    def count(self) -> Owed:
        """How much is owed."""
        with self._reading() as session:
            return outbox_reading.count(session)

    def accounts(self) -> Accounts:
        """What the platform has by the ledger's word, and what is owed."""
        with self._reading() as session:
            return outbox_reading.accounts(session)
