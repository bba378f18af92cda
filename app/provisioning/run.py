"""One run as it happens: every step is in the ledger before it begins, and everybody who listens is told."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Protocol
from uuid import UUID

import structlog

from app.core.chain import Chain
from app.core.device import Identity, require_same_unit
from app.core.errors import Cancelled, StationError
from app.core.label import Wanted
from app.core.people import Override
from app.core.recipe import Recipe
from app.core.run import (
    Event,
    Failure,
    Finished,
    Outcome,
    Receipt,
    Record,
    RunStarted,
    Start,
    Step,
    StepFailed,
    StepPassed,
    StepResult,
    StepStarted,
)
from app.core.waiting import Stop

log = structlog.get_logger(__name__)

ABORTED = Failure(
    code="RUN-ABORTED",
    message="A person stopped the run.",
    advice="Start the unit over: what is already done is found and kept.",
    outcome=Outcome.ABORTED,
    retryable=True,
)


class Journal(Protocol):
    """What a run writes down; the ledger does, durably, before each call returns."""

    def begin(self, start: Start) -> None:
        """Note that a run begins."""

    def begin_step(self, run: UUID, step: Step, at: datetime) -> None:
        """Note that a step is about to begin."""

    def end_step(self, run: UUID, result: StepResult) -> None:
        """Note how a step ended."""

    def finish(self, record: Record, owing: Recipe | None = None, label: Wanted | None = None) -> None:
        """Note how the run ended, and with it by which recipe the platform is still to be told, and which label is still to be printed."""


class Run:
    """What one run has come to so far; `flow.provision` fills it and makes the Record of it."""

    def __init__(
        self,
        start: Start,
        journal: Journal,
        tell: Callable[[Event], None],
        stop: Stop,
        rotation: str = "",
        *,
        rework: Override | None = None,
        meant: Identity | None = None,
    ) -> None:
        """`rotation`: why the unit gets a new certificate though it has one; empty: it does not. `rework`: who let a done unit in again.

        `meant`: the unit that this was allowed for; None: whichever is there.
        """
        self.start = start
        self.stop = stop
        self.rotation = rotation
        self.rework = rework
        self.identity: Identity | None = None
        self.identifier = ""
        self.chain: Chain | None = None
        self.receipt: Receipt | None = None
        self.owing: Recipe | None = None
        """By which recipe the platform is still to be told."""
        self.label: Wanted | None = None
        """The label that the unit gets once it has passed."""
        self._meant = meant
        self._journal = journal
        self._tell = tell
        self._steps: list[StepResult] = []
        self._began = time.monotonic()

    @property
    def permission(self) -> dict[str, str]:
        """Who let a unit in that was done, and why, for the record; empty: it was not done."""
        return {"rework": self.rework.reason, "allowed by": self.rework.allowed.name} if self.rework else {}

    def meet(self, identity: Identity) -> Identity:
        """Note which unit is there, and return it; raises DeviceChanged where what is to be done was allowed for another one."""
        self.identity = identity
        if self._meant is not None:
            require_same_unit(self._meant, identity)
        return identity

    def begin(self) -> None:
        """Enter the run into the ledger and announce it."""
        self._journal.begin(self.start)
        self._tell(RunStarted(self.start))

    @contextmanager
    def step(self, step: Step) -> Iterator[dict[str, str]]:
        """Journal, announce and time one step; the body may fill the yielded facts.

        A stop is heard before the step and inside it, but no longer once LOCK has begun: what follows it must be finished.
        """
        if not self._locked:
            self.stop.check()
        at, began = datetime.now(UTC), time.monotonic()
        facts: dict[str, str] = {}

        def result(failure: Failure | None = None) -> StepResult:
            return StepResult(step, at, time.monotonic() - began, facts, failure)

        self._journal.begin_step(self.start.run, step, at)
        self._tell(StepStarted(self.start.run, step, at))
        try:
            yield facts
        except Exception as error:
            self._end(StepFailed(self.start.run, result(told(error))), error)
            raise
        self._end(StepPassed(self.start.run, result()), None)

    def finish(self, error: Exception | None = None) -> Record:
        """Make the record, enter it into the ledger, announce it.

        Where the ledger itself fails now, the record says so: such a unit has not PASSED, whatever it holds.
        """
        record = self._record(told(error) if error else None)
        try:
            self._journal.finish(record, self.owing, None if error else self.label)
        except StationError as unwritten:
            if error is None:
                record = self._record(told(unwritten))
            log.exception("run.unwritten", run=str(self.start.run), code=unwritten.code)
        self._tell(Finished(record))
        return record

    def _record(self, failure: Failure | None) -> Record:
        return Record(
            start=self.start,
            outcome=failure.outcome if failure else Outcome.PASSED,
            ended=datetime.now(UTC),
            seconds=time.monotonic() - self._began,
            steps=tuple(self._steps),
            identity=self.identity,
            identifier=self.identifier,
            chain=self.chain,
            receipt=self.receipt,
            failure=failure,
        )

    def _end(self, event: StepPassed | StepFailed, error: Exception | None) -> None:
        self._steps.append(event.result)
        try:
            self._journal.end_step(self.start.run, event.result)
        except StationError:
            if error is None:
                raise
            log.exception("step.unwritten", run=str(self.start.run), step=event.result.step)  # the step's own error goes first
        self._tell(event)

    @property
    def _locked(self) -> bool:
        return any(result.step is Step.LOCK for result in self._steps)


def told(error: Exception) -> Failure:
    """What to tell of an error; a bug goes to the log with its traceback (which renders no locals)."""
    if isinstance(error, Cancelled):
        return ABORTED
    if not isinstance(error, StationError):
        log.error("bug", exc_info=error)
    return Failure.of(error)
