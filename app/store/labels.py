"""Labels in the ledger: owed with the run that earned them, sent, printed or not, and printed again for a reason."""

import hashlib
from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

import rfc8785
from sqlmodel import Session, col, func, select
from sqlmodel.sql.expression import Select

from app.core.errors import ChainBroken, LabelUnknown
from app.core.label import OPEN, Print, PrintsOpen, PrintState, Wanted
from app.core.run import Failure, Record
from app.core.versions import Content
from app.store.entries import append
from app.store.numbers import next_number
from app.store.tables import RunTable
from app.store.tables_label import LabelTable, LabelTemplateTable, PrintTable


def owe(session: Session, station: str, record: Record, wanted: Wanted) -> None:
    """A unit's label begins to be owed, in the transaction that ends its run."""
    template = keep_template(session, station, record.ended, Content(wanted.template, wanted.digest, wanted.body))
    row = LabelTable(
        station=station,
        sequence=next_number(session, LabelTable, station),
        run=record.start.run,
        at=record.ended,
        who=record.start.operator,
        identifier=record.identifier,
        template=template.id,
        words=dict(wanted.words),
        reason="",
        number=1,
        state=PrintState.OWED.value,
    )
    _add(session, row)


def again(session: Session, station: str, at: datetime, run: UUID, *, who: str, reason: str) -> UUID:
    """Another label like the run's last one begins to be owed; raises LabelUnknown where there is none, or that one is still owed."""
    last = session.exec(select(LabelTable).where(col(LabelTable.run) == run).order_by(col(LabelTable.number).desc()).limit(1)).first()
    if last is None:
        raise LabelUnknown("This run has no label that could be printed again.")
    if last.state in (PrintState.OWED, PrintState.PRINTING):
        raise LabelUnknown(f"The label of {last.identifier} is still to be printed.", advice="Look at the printer: it comes by itself.")
    if last.state == PrintState.UNSURE:
        tell(session, station, at, last.id, PrintState.DROPPED, who=who, why=reason)
    row = LabelTable(
        station=station,
        sequence=next_number(session, LabelTable, station),
        run=run,
        at=at,
        who=who,
        identifier=last.identifier,
        template=last.template,
        words=last.words,
        reason=reason,
        number=last.number + 1,
        state=PrintState.OWED.value,
    )
    _add(session, row)
    return row.id


def tell(
    session: Session,
    station: str,
    at: datetime,
    label: UUID,
    state: PrintState,
    *,
    failure: Failure | None = None,
    who: str = "",
    why: str = "",
) -> None:
    """Something happened to a label; raises LabelUnknown where it is at its end already."""
    row = session.get_one(LabelTable, label)
    if row.state not in OPEN:
        raise LabelUnknown(f"The label of {row.identifier} is {row.state} already.")
    told = PrintTable(
        station=station,
        sequence=next_number(session, PrintTable, station),
        label=label,
        at=at,
        who=who,
        state=state.value,
        code=failure.code if failure else "",
        message=failure.message if failure else "",
        advice=failure.advice if failure else "",
        why=why,
    )
    row.state = state.value
    session.add(told)
    session.add(row)
    append(session, station, at, "label.told", print_facts_of(told), who=who, run=row.run)


def close_interrupted(session: Session, station: str, at: datetime, failure: Failure) -> int:
    """Whatever was on its way when the station stopped: nobody knows whether it was printed. How many that are."""
    wanted = select(LabelTable.id).where(col(LabelTable.station) == station, col(LabelTable.state) == PrintState.PRINTING.value)
    rows = session.exec(wanted.order_by(col(LabelTable.sequence))).all()
    for label in rows:
        tell(session, station, at, label, PrintState.UNSURE, failure=failure)
    return len(rows)


def list_prints(
    session: Session,
    station: str,
    states: Collection[PrintState],
    limit: int,
    *,
    text: str = "",
    run: UUID | None = None,
    newest: bool = False,
) -> list[Print]:
    """At most `limit` labels in these states, the oldest first; `text`: a unit's identifier."""
    wanted = _prints().where(col(LabelTable.station) == station, col(LabelTable.state).in_([state.value for state in states]))
    if text:
        wanted = wanted.where(col(LabelTable.identifier) == text)
    if run is not None:
        wanted = wanted.where(col(LabelTable.run) == run)
    order = col(LabelTable.sequence).desc() if newest else col(LabelTable.sequence)
    return [_print(session, *row) for row in session.exec(wanted.order_by(order).limit(limit)).all()]


def get(session: Session, label: UUID) -> Print:
    """One label; raises LabelUnknown."""
    found = session.exec(_prints().where(col(LabelTable.id) == label)).first()
    if found is None:
        raise LabelUnknown("There is no such label.")
    return _print(session, *found)


def count(session: Session, station: str) -> PrintsOpen:
    """How many are not at their end."""
    counted = select(col(LabelTable.state), func.count(), func.min(col(LabelTable.at))).where(
        col(LabelTable.station) == station, col(LabelTable.state).in_([state.value for state in OPEN])
    )
    by_state = {state: (number, since) for state, number, since in session.exec(counted.group_by(col(LabelTable.state))).all()}
    unsure = by_state.pop(PrintState.UNSURE.value, (0, None))
    since = [moment for _, moment in (*by_state.values(), unsure) if moment is not None]
    return PrintsOpen(sum(number for number, _ in by_state.values()), unsure[0], min(since, default=None))


def check_labels(session: Session, station: str) -> None:
    """Raise ChainBroken for a template that is not its digest's, and for a label whose state is not what was told of it last."""
    for row in session.exec(select(LabelTemplateTable).where(col(LabelTemplateTable.station) == station)).all():
        if hashlib.sha256(row.body.encode()).hexdigest() != row.digest:
            raise ChainBroken(f"The label template {row.name} was altered.")
    last = (
        select(col(PrintTable.state))
        .where(col(PrintTable.label) == col(LabelTable.id))
        .order_by(col(PrintTable.sequence).desc())
        .limit(1)
        .scalar_subquery()
    )
    altered = select(LabelTable.identifier).where(
        col(LabelTable.station) == station, col(LabelTable.state) != func.coalesce(last, PrintState.OWED.value)
    )
    identifier = session.exec(altered.limit(1)).first()
    if identifier is not None:
        raise ChainBroken(f"The label of {identifier} was altered: whether it is printed is not what was told of it last.")


def template_facts_of(row: LabelTemplateTable) -> dict[str, str]:
    """What the audit entry says of a template that is kept."""
    return {"id": str(row.id), "name": row.name, "digest": row.digest, "body": hashlib.sha256(row.body.encode()).hexdigest()}


def label_facts_of(row: LabelTable) -> dict[str, str]:
    """What the audit entry says of a label that begins to be owed."""
    return {
        "label": str(row.id),
        "identifier": row.identifier,
        "template": str(row.template),
        "words": rfc8785.dumps(row.words).decode(),
        "reason": row.reason,
        "number": str(row.number),
    }


def print_facts_of(row: PrintTable) -> dict[str, str]:
    """What the audit entry says of something that happened to a label."""
    return {
        "label": str(row.label),
        "state": row.state,
        "code": row.code,
        "message": row.message,
        "advice": row.advice,
        "why": row.why,
    }


def _add(session: Session, row: LabelTable) -> None:
    session.add(row)
    append(session, row.station, row.at, "label.owed", label_facts_of(row), who=row.who, run=row.run)


def keep_template(session: Session, station: str, at: datetime, design: Content) -> LabelTemplateTable:
    """Remember a template as it is, in the transaction of whoever relies on it; one that is there stays as it is."""
    known = find_template(session, station, design.digest)
    if known is not None:
        return known
    number = next_number(session, LabelTemplateTable, station)
    row = LabelTemplateTable(station=station, sequence=number, digest=design.digest, name=design.name, body=design.body)
    session.add(row)
    append(session, station, at, "label.template", template_facts_of(row))
    return row


def find_template(session: Session, station: str, digest: str) -> LabelTemplateTable | None:
    """The template of that digest, or None."""
    kept = LabelTemplateTable
    return session.exec(select(kept).where(col(kept.station) == station, col(kept.digest) == digest)).first()


def _prints() -> Select[LabelTable, LabelTemplateTable, int]:
    return (
        select(LabelTable, LabelTemplateTable, RunTable.tray)
        .join(LabelTemplateTable, col(LabelTemplateTable.id) == col(LabelTable.template))
        .join(RunTable, col(RunTable.id) == col(LabelTable.run))
    )


def _print(session: Session, row: LabelTable, template: LabelTemplateTable, tray: int) -> Print:
    told: Sequence[PrintTable] = session.exec(
        select(PrintTable).where(col(PrintTable.label) == row.id).order_by(col(PrintTable.sequence).desc()).limit(1)
    ).all()
    last = told[0] if told else None
    return Print(
        id=row.id,
        run=row.run,
        tray=tray,
        identifier=row.identifier,
        template=template.name,
        digest=template.digest,
        at=row.at,
        who=row.who,
        reason=row.reason,
        number=row.number,
        state=PrintState(row.state),
        last=last.at if last else row.at,
        code=last.code if last else "",
        message=last.message if last else "",
        advice=last.advice if last else "",
        words=row.words,
        body=template.body,
    )
