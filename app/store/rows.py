"""Between the values of the trade and the rows of the tables."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

import rfc8785
from sqlalchemy import RowMapping

from app.core.chain import Chain
from app.core.device import Identity, Port, PortKind
from app.core.run import Failure, Outcome, Receipt, ReceiptState, Record, Start, Step, StepResult
from app.store.entries import moment
from app.store.tables import Failed, ReceiptTable, RunTable, StepTable

NO_FAILURE: dict[str, Any] = dict.fromkeys(Failed.model_fields)


def of_failure(failure: Failure | None) -> dict[str, Any]:
    """The columns of Failed."""
    if failure is None:
        return NO_FAILURE
    return {
        "failure_code": failure.code,
        "failure_message": failure.message,
        "failure_advice": failure.advice,
        "failure_outcome": failure.outcome.value,
        "failure_retryable": failure.retryable,
    }


def failure_of(row: Failed) -> Failure | None:
    """None where the row has no code."""
    if row.failure_code is None:
        return None
    return Failure(
        row.failure_code,
        row.failure_message or "",
        row.failure_advice or "",
        Outcome(row.failure_outcome or ""),
        bool(row.failure_retryable),
    )


def of_start(start: Start, station: str, sequence: int) -> RunTable:
    """The row of a run that begins."""
    return RunTable(
        id=start.run,
        station=station,
        sequence=sequence,
        tray=start.tray,
        operator=start.operator,
        work_order=start.order,
        recipe=start.recipe,
        recipe_version=start.recipe_version,
        recipe_digest=start.recipe_digest,
        port=asdict(start.port),
        path=[step.value for step in start.steps],
        begun=start.at,
        scan=start.scan,
    )


def start_of(row: RunTable) -> Start:
    """The beginning of the run in `row`."""
    port = row.port | {"kind": PortKind(row.port["kind"])}
    return Start(
        run=row.id,
        tray=row.tray,
        operator=row.operator,
        order=row.work_order,
        recipe=row.recipe,
        recipe_version=row.recipe_version,
        recipe_digest=row.recipe_digest,
        port=Port(**port),
        steps=tuple(Step(step) for step in row.path),
        at=row.begun,
        scan=row.scan,
    )


def of_result(result: StepResult) -> dict[str, Any]:
    """What a step's row gets when it ends."""
    return {"at": result.at, "seconds": result.seconds, "facts": result.facts, **of_failure(result.failure)}


def result_of(row: StepTable) -> StepResult:
    """A step that has ended, or (0 seconds) one that has not."""
    return StepResult(Step(row.step), row.at, row.seconds or 0.0, dict(row.facts), failure_of(row))


def of_identity(identity: Identity | None) -> dict[str, str | None]:
    """The five columns of an identity; without one they are NULL."""
    return asdict(identity) if identity is not None else dict.fromkeys(Identity.__dataclass_fields__)


def identity_of(row: RunTable) -> Identity | None:
    """None where the device was never asked."""
    if row.model is None:
        return None
    return Identity(row.model, row.serial or "", row.revision or "", row.firmware or "", row.chip or "")


def of_receipt(receipt: Receipt, run: UUID, station: str, sequence: int) -> ReceiptTable:
    """The row of what the platform answered."""
    return ReceiptTable(
        station=station,
        sequence=sequence,
        run=run,
        state=receipt.state.value,
        device=receipt.device,
        certificate=receipt.certificate,
        requests=list(receipt.requests),
        created=receipt.created,
    )


def receipt_of(row: ReceiptTable | None) -> Receipt | None:
    """What the platform answered."""
    if row is None:
        return None
    return Receipt(ReceiptState(row.state), row.device, row.certificate, tuple(row.requests), row.created)


def record_of(run: RunTable, steps: Iterable[StepTable], chain: Chain | None, receipt: ReceiptTable | None, *, now: datetime) -> Record:
    """The whole run; one that has not ended is told as an ERROR without failure that ends `now`."""
    ended = run.ended or now
    return Record(
        start=start_of(run),
        outcome=Outcome(run.outcome or Outcome.ERROR),
        ended=ended,
        seconds=run.seconds if run.seconds is not None else max(0.0, (ended - run.begun).total_seconds()),
        steps=tuple(result_of(step) for step in steps),
        identity=identity_of(run),
        identifier=run.identifier,
        chain=chain,
        receipt=receipt_of(receipt),
        failure=failure_of(run),
    )


def digest(run: RowMapping, steps: Iterable[RowMapping], receipt: RowMapping | None) -> str:
    """SHA-256 over everything the tables say of a run that ended: what its audit entry vouches for."""
    return hashlib.sha256(whole(run, steps, receipt)).hexdigest()


def whole(run: RowMapping, steps: Iterable[RowMapping], receipt: RowMapping | None) -> bytes:
    """The canonical JSON of everything the tables say of a run."""
    told = {"run": plain(run), "steps": [plain(step) for step in steps], "receipt": None if receipt is None else plain(receipt)}
    return rfc8785.dumps(told)


def plain(row: Mapping[str, Any] | RowMapping) -> dict[str, Any]:
    """A row as JSON has it."""
    return {str(name): _plain_value(value) for name, value in row.items()}


def _plain_value(value: Any) -> Any:
    match value:
        case datetime():
            return moment(value)
        case UUID():
            return str(value)
    return value
