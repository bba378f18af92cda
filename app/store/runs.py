"""A run in the ledger: its beginning, each step before it starts, its end."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlmodel import Session, SQLModel, col, select

from app.core.errors import RunInterrupted
from app.core.label import Wanted
from app.core.outbox import Owing
from app.core.recipe import Recipe
from app.core.run import NO_TRAY, Failure, Outcome, ReceiptState, Record, Start, Step, StepResult
from app.store import certificates, labels, outbox, outbox_reading
from app.store.entries import append
from app.store.numbers import next_number
from app.store.rows import digest, of_failure, of_identity, of_receipt, of_result, of_start, record_of
from app.store.tables import RECEIPTS, RUNS, STEPS, DeviceTable, ReceiptTable, RunTable, StepTable


def begin(session: Session, station: str, start: Start) -> None:
    """The run's row and its audit entry."""
    session.add(of_start(start, station, next_number(session, RunTable, station)))
    facts = {
        "tray": str(start.tray),
        "order": start.order,
        "recipe": start.recipe,
        "recipe_version": start.recipe_version,
        "recipe_digest": start.recipe_digest,
        "port": start.port.address,
        "socket": start.port.socket,
        "scan": start.scan,
    }
    append(session, station, start.at, "run.begun", facts, who=start.operator, run=start.run)


def begin_step(session: Session, station: str, run: UUID, step: Step, at: datetime) -> None:
    """The step's row, without an end."""
    session.add(StepTable(station=station, sequence=next_number(session, StepTable, station), run=run, step=step.value, at=at))


def end_step(session: Session, station: str, run: UUID, result: StepResult) -> None:
    """The step's end, once; what has ended stays as it is."""
    row = session.exec(select(StepTable).where(col(StepTable.run) == run, col(StepTable.step) == result.step.value)).first()
    if row is None:
        row = StepTable(station=station, sequence=next_number(session, StepTable, station), run=run, step=result.step.value, at=result.at)
    if row.seconds is None:
        _write(row, of_result(result))
        session.add(row)


def finish(session: Session, station: str, record: Record, owing: Recipe | None = None, label: Wanted | None = None) -> None:
    """Everything a run's end changes, and the audit entry that vouches for it; `owing`, `label`: see `Ledger.finish`."""
    run = session.get(RunTable, record.start.run)
    if run is None:
        raise LookupError(f"no run {record.start.run}")
    if run.ended is not None:
        raise ValueError(f"run {run.id} has ended before")
    for result in record.steps:
        end_step(session, station, run.id, result)
    for dangling in session.exec(select(StepTable).where(col(StepTable.run) == run.id, col(StepTable.seconds).is_(None))).all():
        _write(dangling, {"seconds": 0.0, **of_failure(record.failure)})
    if record.chain is not None:
        certificates.bring(session, station, record.ended, record, record.chain)
    if record.receipt is not None:
        session.add(of_receipt(record.receipt, run.id, station, next_number(session, ReceiptTable, station)))
    # The database refuses rows for a run that ended, and SQLAlchemy would write the run first.
    session.flush()
    fingerprint = "" if record.chain is None else record.chain.fingerprint
    ending = {"ended": record.ended, "outcome": record.outcome.value, "seconds": record.seconds, "identifier": record.identifier}
    _write(run, {**ending, "fingerprint": fingerprint, **of_identity(record.identity), **of_failure(record.failure)})
    if fingerprint and record.outcome is Outcome.PASSED:
        certificates.confirm(session, station, fingerprint, run.id, record.ended)
    if record.identity is not None and record.identifier:
        _keep_device(session, station, record, fingerprint)
    session.flush()
    _append_end(session, station, record, fingerprint)
    _owe(session, station, record, owing, label)


def _owe(session: Session, station: str, record: Record, owing: Recipe | None, label: Wanted | None) -> None:
    """What is still to be done for the unit."""
    if owing is not None and record.chain is not None and record.identity is not None:
        unit = Owing(record.identifier, record.identity, record.chain.fingerprint, record.chain.serial)
        outbox.owe(session, station, record.ended, record.start.run, units=(unit,), recipe=owing)
    if label is not None:
        labels.owe(session, station, record, label)


def close_interrupted(session: Session, station: str, at: datetime) -> list[UUID]:
    """End every run that never ended; what was written of it stays."""
    # A run gets its outcome with its end, and outcomes have an index; asking for the station as well would walk all runs of that station.
    unfinished = select(RunTable).where(col(RunTable.outcome).is_(None)).order_by(col(RunTable.begun), col(RunTable.id))
    open_runs = [run for run in session.exec(unfinished) if run.station == station]
    for run in open_runs:
        steps = steps_of(session, run.id)
        doing = next((step.step for step in steps if step.seconds is None), "")
        error = RunInterrupted(f"The station stopped in the middle of this run{f', in the step “{doing}”' if doing else ''}.")
        known = certificates.issued_in(session, run.id) if run.tray != NO_TRAY else None
        told = record_of(run, [step for step in steps if step.seconds is not None], None, None, now=at)
        finish(
            session,
            station,
            Record(
                start=told.start,
                outcome=Outcome.ERROR,
                ended=at,
                seconds=_lasted(run, steps),
                steps=told.steps,
                identifier="" if known is None else known.identifier,
                chain=None if known is None else certificates.chain_by(session, station, known.fingerprint),
                failure=Failure.of(error),
            ),
        )
    return [run.id for run in open_runs]


def get(session: Session, run: UUID, now: datetime) -> Record:
    """The whole run; raises LookupError where there is none."""
    row = session.get(RunTable, run)
    if row is None:
        raise LookupError(f"no run {run}")
    receipt = session.exec(select(ReceiptTable).where(col(ReceiptTable.run) == run)).first()
    record = record_of(row, steps_of(session, run), certificates.chain_by(session, row.station, row.fingerprint), receipt, now=now)
    later = outbox_reading.find_receipt(session, run) if receipt is not None and receipt.state == ReceiptState.OWED else None
    return replace(record, receipt=later) if later else record


def steps_of(session: Session, run: UUID) -> list[StepTable]:
    """In the order they were begun."""
    return list(session.exec(select(StepTable).where(col(StepTable.run) == run).order_by(col(StepTable.sequence))).all())


def _lasted(run: RunTable, steps: Iterable[StepTable]) -> float:
    """Seconds from the beginning to the last thing the ledger knows of."""
    last = max((step.at + timedelta(seconds=step.seconds or 0.0) for step in steps), default=run.begun)
    return max(0.0, (last - run.begun).total_seconds())


def _keep_device(session: Session, station: str, record: Record, fingerprint: str) -> None:
    passed = record.outcome is Outcome.PASSED
    row = session.exec(
        select(DeviceTable).where(col(DeviceTable.station) == station, col(DeviceTable.identifier) == record.identifier)
    ).first()
    if row is None:
        number = next_number(session, DeviceTable, station)
        row = DeviceTable(
            station=station, sequence=number, identifier=record.identifier, model="", serial="", revision="", firmware="", chip=""
        )
    elif row.passed_run is not None and not passed:
        # Another unit that claims this identifier and fails must not take the place of the one that passed.
        return
    _write(row, of_identity(record.identity))
    if passed:
        start = record.start
        _write(row, {"passed_run": start.run, "passed_at": record.ended, "passed_by": start.operator, "fingerprint": fingerprint})
    session.add(row)


def _append_end(session: Session, station: str, record: Record, fingerprint: str) -> None:
    facts = {
        "outcome": record.outcome.value,
        "identifier": record.identifier,
        "code": record.failure.code if record.failure else "",
        "why": record.failure.message if record.failure else "",
        "certificate": fingerprint,
        "platform_device": record.receipt.device if record.receipt else "",
        "platform_certificate": record.receipt.certificate if record.receipt else "",
        "record": stored_digest(session, record.start.run),
    }
    append(session, station, record.ended, "run.ended", facts, who=record.start.operator, run=record.start.run)


def stored_digest(session: Session, run: UUID) -> str:
    """The digest of what the tables say of a run now."""
    connection = session.connection()
    row = connection.execute(RUNS.select().where(RUNS.c.id == run)).mappings().one()
    steps = connection.execute(STEPS.select().where(STEPS.c.run == run).order_by(STEPS.c.sequence)).mappings().all()
    receipt = connection.execute(RECEIPTS.select().where(RECEIPTS.c.run == run)).mappings().first()
    return digest(row, steps, receipt)


def _write(row: SQLModel, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(row, name, value)
