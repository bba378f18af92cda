"""Finding runs by anything scanned, newest first, page by page."""

import math
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, or_, tuple_
from sqlalchemy import select as select_columns
from sqlmodel import Session, select

from app.core.run import Outcome
from app.store.columns import clean
from app.store.outbox_reading import runs_owing
from app.store.tables import CERTIFICATES, RECEIPTS, RUNS, RunTable
from app.store.values import Cursor, RunQuery, RunRow, Sort

_FEW = 2_000
"""Runs found by index that are then looked at one by one; for more it is quicker to walk all runs, newest first, until a page is full."""

_HEX = frozenset("0123456789abcdef")

_LAST = "\U0010ffff"
"""Sorts after every character."""

_BEGINNINGS = (RUNS.c.identifier, RUNS.c.serial, RUNS.c.scan)
_WHOLE = (RUNS.c.work_order, RUNS.c.operator)

_SORTS = {
    Sort.DEVICE: RUNS.c.identifier,
    Sort.OUTCOME: RUNS.c.outcome,
    Sort.CODE: RUNS.c.failure_code,
    Sort.TRAY: RUNS.c.tray,
    Sort.TOOK: RUNS.c.seconds,
    Sort.OPERATOR: RUNS.c.operator,
}
_LEAST = {Sort.TOOK: -math.inf}
"""What sorts before every value of a column; of words the empty one."""


def list_runs(session: Session, query: RunQuery, after: Cursor | None, limit: int, skip: int = 0) -> list[RunRow]:
    """At most `limit` runs, `skip` runs after the place `after`."""
    conditions = _conditions(session, query)
    if query.sort is not Sort.TIME and conditions:
        conditions = _narrowed(session, query, conditions)
    runs: list[RunTable] = []
    for stretch in _stretches(query, after):
        wanted = select(RunTable).where(*conditions, *stretch).order_by(*_order(query)).limit(limit - len(runs))
        found = session.exec(wanted.offset(skip)).all()
        runs += found
        if len(runs) == limit:
            break
        if skip and not found:
            passed = select(func.count()).select_from(RunTable).where(*conditions, *stretch)
            skip -= session.exec(passed).one()
        else:
            skip = 0
    owing = runs_owing(session, [run.id for run in runs])
    return [_row(run, owed=run.id in owing) for run in runs]


def count_runs(session: Session, query: RunQuery) -> int:
    """How many `list_runs` would list."""
    return session.exec(select(func.count()).select_from(RunTable).where(*_conditions(session, query))).one()


def _order(query: RunQuery) -> list[ColumnElement[object]]:
    columns: list[ColumnElement[Any]] = [RUNS.c.begun, RUNS.c.id]
    if query.sort is not Sort.TIME:
        columns.insert(0, _SORTS[query.sort])
    return [column.desc() if query.descending else column.asc() for column in columns]


def _stretches(query: RunQuery, after: Cursor | None) -> list[tuple[ColumnElement[bool], ...]]:
    """The pieces of an index that follow the place, in order: what has no value stands together, apart from what has one.

    Comparing with NULL answers nothing, and databases do not agree on where NULL sorts; so no piece has both.
    """
    if query.sort is Sort.TIME:
        return [() if after is None else (_beyond(query, (RUNS.c.begun, RUNS.c.id), (after.at, after.run)),)]
    column = _SORTS[query.sort]
    valued: tuple[ColumnElement[bool], ...] = ()
    bare: tuple[ColumnElement[bool], ...] = (column.is_(None),)
    if after is not None and after.value is None:
        bare = (*bare, _beyond(query, (RUNS.c.begun, RUNS.c.id), (after.at, after.run)))
        if query.descending:
            return [bare]
    elif after is not None:
        valued = (_beyond(query, (column, RUNS.c.begun, RUNS.c.id), (after.value, after.at, after.run)),)
        if not query.descending:
            return [valued]
    if column.nullable and not valued:
        valued = (column >= _LEAST.get(query.sort, ""),)  # IS NOT NULL would walk past all that have none
    if not column.nullable:
        return [valued]
    return [valued, bare] if query.descending else [bare, valued]


def _beyond(query: RunQuery, columns: tuple[ColumnElement[Any], ...], place: tuple[object, ...]) -> ColumnElement[bool]:
    return tuple_(*columns) < place if query.descending else tuple_(*columns) > place


def _narrowed(session: Session, query: RunQuery, conditions: list[ColumnElement[bool]]) -> list[ColumnElement[bool]]:
    """Few runs by their names, to be sorted; else the same question in words no index answers, so that SQLite keeps to the sort's index."""
    few = _ids(session, select_columns(RUNS.c.id).where(*conditions).limit(_FEW))
    if len(few) < _FEW:
        return [RUNS.c.id.in_(few)]
    return _conditions(session, query, walking=True)


def _conditions(session: Session, query: RunQuery, *, walking: bool = False) -> list[ColumnElement[bool]]:
    """`walking`: in words that no index answers."""
    whole = (
        (RUNS.c.outcome, query.outcome and query.outcome.value),
        (RUNS.c.work_order, clean(query.order.strip())),
        (RUNS.c.operator, clean(query.operator.strip())),
        (RUNS.c.failure_code, clean(query.code.strip().upper())),
    )
    conditions: list[ColumnElement[bool]] = [(func.substr(column, 1) if walking else column) == value for column, value in whole if value]
    if query.since is not None:
        conditions.append(RUNS.c.begun >= query.since)
    if query.until is not None:
        conditions.append(RUNS.c.begun < query.until)
    if query.tray is not None:
        conditions.append((RUNS.c.tray + 0 if walking else RUNS.c.tray) == query.tray)
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
