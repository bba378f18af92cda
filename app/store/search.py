"""Finding runs by anything scanned, newest first, page by page."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, or_, tuple_
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from app.core.run import Outcome
from app.store.columns import clean
from app.store.outbox import runs_owing
from app.store.tables import CERTIFICATES, RECEIPTS, RUNS, RunTable
from app.store.values import Cursor, RunQuery, RunRow

_FEW = 2_000
"""Runs found by index that are then looked at one by one; for more it is quicker to walk all runs, newest first, until a page is full."""

_HEX = frozenset("0123456789abcdef")

_LAST = "\U0010ffff"
"""Sorts after every character."""

_BEGINNINGS = (RUNS.c.identifier, RUNS.c.serial, RUNS.c.scan)
_WHOLE = (RUNS.c.work_order, RUNS.c.operator)


def list_runs(session: Session, query: RunQuery, before: Cursor | None, limit: int) -> list[RunRow]:
    """At most `limit` runs after the place `before`."""
    wanted = select(RunTable).where(*_conditions(session, query))
    if before is not None:
        wanted = wanted.where(tuple_(col(RunTable.begun), col(RunTable.id)) < (before.at, before.run))
    wanted = wanted.order_by(col(RunTable.begun).desc(), col(RunTable.id).desc()).limit(limit)
    runs = session.exec(wanted).all()
    owing = runs_owing(session, [run.id for run in runs])
    return [_row(run, owed=run.id in owing) for run in runs]


def count_runs(session: Session, query: RunQuery) -> int:
    """How many `list_runs` would list."""
    return session.exec(select(func.count()).select_from(RunTable).where(*_conditions(session, query))).one()


def _conditions(session: Session, query: RunQuery) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if query.outcome is not None:
        conditions.append(col(RunTable.outcome) == query.outcome.value)
    if query.since is not None:
        conditions.append(col(RunTable.begun) >= query.since)
    if query.until is not None:
        conditions.append(col(RunTable.begun) < query.until)
    if query.tray is not None:
        conditions.append(col(RunTable.tray) == query.tray)
    if query.text.strip():
        conditions.append(_by_text(session, clean(query.text.strip())))
    return conditions


def _by_text(session: Session, text: str) -> ColumnElement[bool]:
    spellings = tuple(dict.fromkeys((text, text.upper(), text.lower())))
    named = _by_certificate(session, text) | _by_receipt(session, spellings)
    scanned: set[UUID] = set()
    beginnings = [_begins(column, spelling) for column in _BEGINNINGS for spelling in spellings]
    for condition in (*beginnings, *(column.in_(spellings) for column in _WHOLE)):
        hits = _ids(session, select_columns(RUNS.c.id).where(condition).limit(_FEW))
        if len(hits) == _FEW:
            return or_(RUNS.c.id.in_(named), _slowly(text, spellings))
        scanned |= hits
    return RUNS.c.id.in_(named | scanned)


def _slowly(text: str, spellings: Sequence[str]) -> ColumnElement[bool]:
    """The same question in words no index answers, so that SQLite keeps to the order of time."""
    beginnings = (func.substr(column, 1, len(text)).in_(spellings) for column in _BEGINNINGS)
    whole = (func.substr(column, 1).in_(spellings) for column in _WHOLE)
    return or_(*beginnings, *whole)


def _by_certificate(session: Session, text: str) -> set[UUID]:
    """Runs that made, or ended with, a certificate whose serial number or fingerprint begins so; as OpenSSL prints them, too."""
    digits = text.replace(":", "").replace(" ", "").lower()
    if not digits or set(digits) - _HEX:
        return set()
    kept = CERTIFICATES.c
    runs: set[UUID] = set()
    for column in (kept.serial, kept.fingerprint):
        found = session.connection().execute(select_columns(kept.run, kept.fingerprint).where(_begins(column, digits)).limit(_FEW)).all()
        ended_with = select_columns(RUNS.c.id).where(RUNS.c.fingerprint.in_([row.fingerprint for row in found])).limit(_FEW)
        runs |= {row.run for row in found} | _ids(session, ended_with)
    return runs


def _by_receipt(session: Session, spellings: Sequence[str]) -> set[UUID]:
    kept = RECEIPTS.c
    return _ids(session, select_columns(kept.run).where(or_(kept.device.in_(spellings), kept.certificate.in_(spellings))).limit(_FEW))


def _ids(session: Session, wanted: Select[UUID]) -> set[UUID]:
    return set(session.connection().execute(wanted).scalars())


def _begins(column: ColumnElement[str], text: str) -> ColumnElement[bool]:
    """A range, which an index answers; LIKE would not use one and would read % and _ in the text."""
    return and_(column >= text, column < text + _LAST)


def _row(run: RunTable, *, owed: bool) -> RunRow:
    return RunRow(
        run=run.id,
        at=run.begun,
        tray=run.tray,
        operator=run.operator,
        order=run.work_order,
        recipe=run.recipe,
        scan=run.scan,
        identifier=run.identifier,
        serial=run.serial or "",
        outcome=None if run.outcome is None else Outcome(run.outcome),
        code=run.failure_code or "",
        message=run.failure_message or "",
        seconds=run.seconds,
        fingerprint=run.fingerprint,
        owed=owed,
    )
