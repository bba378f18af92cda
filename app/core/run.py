"""One provisioning run: its steps, what happened, and the record that is its product."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from app.core.chain import Chain
from app.core.device import Identity, Port
from app.core.errors import Blame, StationError

NO_TRAY = 0
"""The tray under which the run of a bulk job stands: it concerns none."""


class Step(StrEnum):
    """The path of a run, in order; a recipe may leave out LOCK, REGISTER, CONTACT and LABEL."""

    IDENTIFY = "identify"
    ADMIT = "admit"
    KEY = "key"
    ISSUE = "issue"
    INJECT = "inject"
    PROVE = "prove"
    LOCK = "lock"
    REGISTER = "register"
    CONTACT = "contact"
    LABEL = "label"
    """Only where the recipe prints one: it is made, and owed to the printer with the run's end."""
    RETIRE = "retire"
    """Only where a certificate replaces another: the old one goes."""


class Outcome(StrEnum):
    """How a run ended."""

    PASSED = "PASSED"
    FAILED = "FAILED"
    """The unit is bad."""
    ERROR = "ERROR"
    """The station, the HSM or the platform is bad; the unit may be good."""
    ABORTED = "ABORTED"
    """A person stopped it."""


@dataclass(frozen=True, slots=True)
class Failure:
    """An error once it crosses a thread or enters the ledger: words only, never a live traceback."""

    code: str
    message: str
    advice: str
    outcome: Outcome
    retryable: bool

    @classmethod
    def of(cls, error: Exception) -> "Failure":
        """What to tell of an error; anything outside the tree is a bug of ours and is told without its text."""
        if isinstance(error, StationError):
            outcome = Outcome.FAILED if error.blame is Blame.UNIT else Outcome.ERROR
            return cls(error.code, error.message, error.advice, outcome, error.retryable)
        return cls(
            code="BUG",
            message=f"The station made a mistake ({type(error).__name__}).",
            advice="Put the unit aside and call an engineer: the log has the details.",
            outcome=Outcome.ERROR,
            retryable=False,
        )


@dataclass(frozen=True, slots=True)
class Start:
    """What is known when a run begins."""

    run: UUID
    tray: int
    operator: str
    order: str
    recipe: str
    recipe_version: str
    recipe_digest: str
    port: Port
    steps: tuple[Step, ...]
    """The steps this run will take, in order."""
    at: datetime
    scan: str = ""
    """The serial number read from the label, where one was scanned."""


@dataclass(frozen=True, slots=True)
class StepResult:
    """One step that was begun: when, how long, and what came of it."""

    step: Step
    at: datetime
    seconds: float
    facts: dict[str, str] = field(default_factory=dict)
    """What a person would want to know of it, by name: `model`, `key`, `reused`, …"""
    failure: Failure | None = None


class ReceiptState(StrEnum):
    """Where a unit stands with the platform."""

    REGISTERED = "registered"
    OWED = "owed"
    """The platform is still to be told; the outbox does it."""
    AWAITED = "awaited"
    """Nothing was sent: the device makes itself known when it first connects (just-in-time provisioning)."""
    NOT_ASKED = "not-asked"
    """The recipe registers nothing."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the platform answered."""

    state: ReceiptState
    device: str = ""
    """The platform's name of the device (a PRN)."""
    certificate: str = ""
    """The platform's name of the certificate (a PRN)."""
    requests: tuple[str, ...] = ()
    """The platform's request ids, which its support asks for."""
    created: bool = False
    """Whether this run created the device there; False: it was already known."""


@dataclass(frozen=True, slots=True)
class Record:
    """The product of a run: who, what, when, with which recipe, every step, and how it ended."""

    start: Start
    outcome: Outcome
    ended: datetime
    seconds: float
    steps: tuple[StepResult, ...] = ()
    identity: Identity | None = None
    identifier: str = ""
    chain: Chain | None = None
    receipt: Receipt | None = None
    failure: Failure | None = None


# ---- events: what a run says while it goes ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RunStarted:
    """A run begins."""

    start: Start


@dataclass(frozen=True, slots=True)
class StepStarted:
    """A step begins; it is already in the ledger."""

    run: UUID
    step: Step
    at: datetime


@dataclass(frozen=True, slots=True)
class StepPassed:
    """A step went well."""

    run: UUID
    result: StepResult


@dataclass(frozen=True, slots=True)
class StepFailed:
    """A step went wrong, or was stopped; the run ends."""

    run: UUID
    result: StepResult


@dataclass(frozen=True, slots=True)
class Finished:
    """The run is over and its record is in the ledger."""

    record: Record


Event = RunStarted | StepStarted | StepPassed | StepFailed | Finished
