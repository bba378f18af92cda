"""What a tray shows: a value folded from events, the same for window, terminal and tests."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from app.core.chain import Chain
from app.core.device import Port
from app.core.errors import DeviceGone
from app.core.label import PrintState
from app.core.run import (
    Event,
    Failure,
    Finished,
    Outcome,
    Receipt,
    ReceiptState,
    Record,
    RunStarted,
    Step,
    StepFailed,
    StepPassed,
    StepStarted,
)


class TrayState(StrEnum):
    """What one word a tray says."""

    EMPTY = "empty"
    READY = "ready"
    """A device is there and waits for a scan or a click."""
    REFUSED = "refused"
    """Something is there that may not be provisioned here: no recipe, an unknown socket."""
    RUNNING = "running"
    PASSED = "passed"
    FAILED = "failed"
    ERROR = "error"
    ABORTED = "aborted"


_ENDS = {
    Outcome.PASSED: TrayState.PASSED,
    Outcome.FAILED: TrayState.FAILED,
    Outcome.ERROR: TrayState.ERROR,
    Outcome.ABORTED: TrayState.ABORTED,
}
RESULTS = frozenset(_ENDS.values())


@dataclass(frozen=True, slots=True)
class Plugged:
    """A device appeared on the tray's socket; `failure` says why it may not be provisioned here."""

    port: Port
    failure: Failure | None = None


@dataclass(frozen=True, slots=True)
class Unplugged:
    """The device left the tray's socket."""


@dataclass(frozen=True, slots=True)
class Refused:
    """What was asked of the tray cannot be done; whatever it shows stays."""

    failure: Failure


@dataclass(frozen=True, slots=True)
class Taught:
    """The tray was bound to a socket."""

    socket: str


@dataclass(frozen=True, slots=True)
class Registered:
    """The platform was told of the unit of an earlier run, which is perhaps still on the tray."""

    run: UUID
    receipt: Receipt


@dataclass(frozen=True, slots=True)
class Labelled:
    """Something happened to the label of the unit of an earlier run, which is perhaps still on the tray."""

    run: UUID
    state: PrintState
    failure: Failure | None = None


TrayEvent = Event | Plugged | Unplugged | Refused | Taught | Registered | Labelled


@dataclass(frozen=True, slots=True)
class Progress:
    """One tray, as it is now."""

    tray: int
    socket: str = ""
    """The socket it is bound to; empty: none yet."""
    state: TrayState = TrayState.EMPTY
    port: Port | None = None
    identifier: str = ""
    steps: tuple[Step, ...] = ()
    """The steps of the run, in order."""
    step: Step | None = None
    """The step that is going on, or went wrong."""
    done: int = 0
    """How many steps are done."""
    began: datetime | None = None
    seconds: float = 0.0
    """How long the run took, once it is over."""
    failure: Failure | None = None
    chain: Chain | None = None
    record: Record | None = None
    label: PrintState | None = None
    """Where its label stands; None: it gets none."""
    unprinted: Failure | None = None
    """Why its label is not printed."""

    @property
    def owed(self) -> bool:
        """Whether it passed, and the platform is still to be told of it."""
        receipt = self.record.receipt if self.record else None
        return self.state is TrayState.PASSED and receipt is not None and receipt.state is ReceiptState.OWED

    @property
    def may_abort(self) -> bool:
        """Whether a person may still stop it: not once the device is being locked for good."""
        return self.state is TrayState.RUNNING and Step.LOCK not in self.steps[: self.done + 1]

    @property
    def may_start(self) -> bool:
        """Whether a run can begin."""
        return self.port is not None and self.state not in (TrayState.RUNNING, TrayState.REFUSED, TrayState.EMPTY)


def advance(progress: Progress, event: TrayEvent) -> Progress:  # noqa: C901, PLR0911, PLR0912 - one case an event, read as a table
    """The tray after the event; pure.

    A result stays until the unit is taken out; where the unit left before the result, it stays until the next one comes.
    """
    match event:
        case Plugged(port, failure):
            if progress.state is TrayState.RUNNING:
                return replace(progress, port=port)
            state = TrayState.REFUSED if failure else TrayState.READY
            return Progress(progress.tray, progress.socket, state, port, failure=failure)
        case Unplugged():
            if progress.state is TrayState.RUNNING or _left_early(progress):
                return replace(progress, port=None)
            return Progress(progress.tray, progress.socket)
        case Refused(failure):
            return progress if progress.state is TrayState.RUNNING else replace(progress, failure=failure)
        case Taught(socket):
            return replace(progress, socket=socket)
        case Registered(run, receipt):
            known = progress.record if progress.record and progress.record.start.run == run else None
            return replace(progress, record=replace(known, receipt=receipt)) if known else progress
        case Labelled(run, state, failure):
            mine = progress.record is not None and progress.record.start.run == run
            return replace(progress, label=state, unprinted=failure) if mine else progress
        case RunStarted(start):
            return Progress(
                progress.tray,
                progress.socket,
                TrayState.RUNNING,
                progress.port,
                identifier=start.scan or start.port.serial,
                steps=start.steps,
                began=start.at,
            )
        case StepStarted(step=step):
            return replace(progress, step=step)
        case StepPassed(result=result):
            serial = result.facts.get("serial", "")
            return replace(progress, done=progress.done + 1, identifier=serial or progress.identifier)
        case StepFailed(result=result):
            return replace(progress, failure=result.failure)
        case Finished(record):
            return replace(
                progress,
                state=_ENDS[record.outcome],
                identifier=record.identifier or progress.identifier,
                seconds=record.seconds,
                failure=record.failure,
                chain=record.chain,
                record=record,
                label=PrintState.OWED if record.outcome is Outcome.PASSED and Step.LABEL in record.start.steps else None,
            )


def _left_early(progress: Progress) -> bool:
    """Whether the unit was gone before its result was there: the run notices that sooner than whoever looks at the ports does."""
    gone = progress.failure is not None and progress.failure.code == DeviceGone.code
    return progress.state in RESULTS and (progress.port is None or gone)
