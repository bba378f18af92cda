"""What the platform is still to be told: debts, how they are settled, and how the queue is doing."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from app.core.chain import Chain
from app.core.device import Identity
from app.core.run import Failure, Receipt


class DebtState(StrEnum):
    """Where the registration of a unit stands."""

    OWED = "owed"
    """The platform is to be told; what failed is tried again by itself."""
    SETTLED = "settled"
    """The platform knows the unit; there is a receipt."""
    DEAD = "dead"
    """The platform said no, or nobody can tell it: a person has to look, and may have it tried again."""


@dataclass(frozen=True, slots=True)
class Debt:
    """One unit whose registration is owed, as a person sees it."""

    id: UUID
    run: UUID
    identifier: str
    fingerprint: str
    """SHA-256 of the certificate's DER, hex."""
    serial: str
    """The certificate's serial number, hex."""
    recipe: str
    since: datetime
    state: DebtState
    attempts: int
    """How often the platform was asked in vain since it was owed, or since a person had it tried again."""
    next_try: datetime
    last_try: datetime | None = None
    code: str = ""
    """Of the last answer; empty: it was never asked."""
    message: str = ""
    """What the platform answered last, in one sentence."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One debt with all that the platform is to be told."""

    id: UUID
    number: int
    """Debts of a station count from 1."""
    identifier: str
    identity: Identity
    chain: Chain
    recipe: str
    """The recipe's canonical JSON, as it was when the unit was made."""
    attempts: int


@dataclass(frozen=True, slots=True)
class Owing:
    """A unit that begins to be owed outside a run of its own: one of a bulk job."""

    identifier: str
    identity: Identity
    fingerprint: str
    serial: str


@dataclass(frozen=True, slots=True)
class Settled:
    """The platform knows the unit."""

    debt: UUID
    receipt: Receipt
    at: datetime


@dataclass(frozen=True, slots=True)
class Missed:
    """The platform does not know it yet; `next_try` None: it is not tried again by itself."""

    debt: UUID
    failure: Failure
    at: datetime
    next_try: datetime | None


@dataclass(frozen=True, slots=True)
class Owed:
    """How much is owed."""

    owed: int = 0
    dead: int = 0
    since: datetime | None = None
    """Since when the oldest of all has been owed."""
    next_try: datetime | None = None
    """When the soonest of those that wait is tried."""

    @property
    def open(self) -> int:
        """Units that the platform does not know yet, dead letters included."""
        return self.owed + self.dead


@dataclass(frozen=True, slots=True)
class Accounts:
    """What the platform has by the ledger's word, each unit by its identifier with its certificate's serial number."""

    registered: dict[str, int]
    owed: dict[str, int]


class BreakerState(StrEnum):
    """Whether the platform is asked."""

    CLOSED = "closed"
    """It is."""
    OPEN = "open"
    """It failed again and again: it is left alone until a while is over."""
    TRYING = "trying"
    """The while is over: one unit goes ahead, and the others wait for what comes of it."""


@dataclass(frozen=True, slots=True)
class QueueState:
    """How the outbox is doing; frozen, so that any thread may look at it."""

    running: bool = False
    breaker: BreakerState = BreakerState.CLOSED
    until: datetime | None = None
    """While the breaker is open, or the platform asked for a pause: when the platform is asked again."""
    in_flight: int = 0
    settled: int = 0
    """Since the outbox was started."""
    last: Failure | None = None
    """What went wrong last; None once something went well."""
