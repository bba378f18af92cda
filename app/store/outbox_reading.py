"""What is owed to the platform, read out: for the platform when it is due, for a person, and as a sum."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, func, select

from app.core.device import Identity
from app.core.outbox import Accounts, Claim, Debt, DebtState, Owed
from app.core.run import Receipt, ReceiptState
from app.store.certificates import Issuers
from app.store.tables import CERTIFICATES, CertificateTable, ReceiptTable, RunTable
from app.store.tables_outbox import DEBTS, OWED_RECIPES, DebtTable, OwedRecipeTable, SettlementTable

LONGEST = timedelta(hours=2)
"""No try is put off for longer: one that lies further ahead was written before the clock was set back, and is due."""


def list_due(session: Session, station: str, now: datetime, limit: int, busy: Collection[UUID]) -> list[Claim]:
    """At most `limit` debts whose time has come, the oldest first; of one unit only the oldest, and none of those in `busy`."""
    wanted = _claims().where(
        *_oldest(station),
        (col(DebtTable.next_try) <= now) | (col(DebtTable.next_try) > now + LONGEST),
        col(DebtTable.id).not_in(busy),
    )
    return _read(session, wanted.order_by(DEBTS.c.sequence).limit(limit))


def list_open(session: Session, station: str, after: int, limit: int) -> list[Claim]:
    """At most `limit` of everything that the platform does not know, dead letters too, after the debt with this number."""
    wanted = _claims().where(DEBTS.c.station == station, DEBTS.c.state != DebtState.SETTLED.value, DEBTS.c.sequence > after)
    return _read(session, wanted.order_by(DEBTS.c.sequence).limit(limit))


def was_away(session: Session, station: str) -> bool:
    """Whether the last answer of all was none of the platform's: its unit is still owed, and the answer kept with it."""
    debts = DEBTS.c
    tried = DEBTS.select().with_only_columns(debts.state, debts.code).where(debts.station == station, debts.last_try.is_not(None))
    last = session.connection().execute(tried.order_by(debts.last_try.desc(), debts.sequence.desc()).limit(1)).first()
    return last is not None and last.state == DebtState.OWED.value and bool(last.code)


def find_trial(session: Session, station: str, busy: Collection[UUID]) -> Claim | None:
    """The debt that was tried the fewest times, due or not: one that always fails must not keep the others waiting."""
    wanted = _claims().where(*_oldest(station), col(DebtTable.id).not_in(busy))
    return next(iter(_read(session, wanted.order_by(DEBTS.c.attempts, DEBTS.c.sequence).limit(1))), None)


def _claims() -> Select[Any]:
    """What makes claims, as plain columns: hundreds are read a second, and objects of the tables' classes take their time."""
    debts, certificates = DEBTS.c, CERTIFICATES.c
    same = (certificates.station == debts.station) & (certificates.fingerprint == debts.fingerprint)
    told = (debts.id, debts.station, debts.sequence, debts.identifier, debts.identity, debts.attempts)
    return (
        DEBTS.join(OWED_RECIPES, OWED_RECIPES.c.id == debts.recipe)
        .join(CERTIFICATES, same)
        .select()
        .with_only_columns(*told, OWED_RECIPES.c.body, certificates.der, certificates.issuers)
    )


def _read(session: Session, wanted: Select[Any]) -> list[Claim]:
    issuers = Issuers(session)
    return [_claim(row, issuers) for row in session.connection().execute(wanted).all()]


def _claim(row: Row[Any], issuers: Issuers) -> Claim:
    chain = issuers.chain(row.station, row.der, row.issuers)
    return Claim(row.id, row.sequence, row.identifier, Identity(**row.identity), chain, row.body, row.attempts)


def _oldest(station: str) -> tuple[ColumnElement[bool], ...]:
    """What is owed here, and of one unit only what was owed first."""
    older = aliased(DebtTable)
    before = select(older.id).where(
        col(older.station) == station,
        col(older.identifier) == col(DebtTable.identifier),
        col(older.state) == DebtState.OWED.value,
        col(older.sequence) < col(DebtTable.sequence),
    )
    return (col(DebtTable.station) == station, col(DebtTable.state) == DebtState.OWED.value, ~before.exists())


def list_debts(session: Session, states: Collection[DebtState], limit: int, text: str = "") -> list[Debt]:
    """At most `limit`, dead letters first, then the oldest first; `text` is an identifier or the beginning of a fingerprint or serial."""
    wanted = select(DebtTable, OwedRecipeTable.name).join(OwedRecipeTable, col(OwedRecipeTable.id) == col(DebtTable.recipe))
    wanted = wanted.where(col(DebtTable.state).in_([state.value for state in states]))
    if text:
        digits = text.replace(":", "").lower()
        wanted = wanted.where(
            (col(DebtTable.identifier) == text) | col(DebtTable.fingerprint).startswith(digits) | col(DebtTable.serial).startswith(digits)
        )
    wanted = wanted.order_by(col(DebtTable.state), col(DebtTable.sequence)).limit(limit)
    return [debt_of(row, recipe) for row, recipe in session.exec(wanted).all()]


def debt_of(row: DebtTable, recipe: str) -> Debt:
    """As a person sees it."""
    return Debt(
        id=row.id,
        run=row.run,
        identifier=row.identifier,
        fingerprint=row.fingerprint,
        serial=row.serial,
        recipe=recipe,
        since=row.since,
        state=DebtState(row.state),
        attempts=row.attempts,
        next_try=row.next_try,
        last_try=row.last_try,
        code=row.code,
        message=row.message,
    )


def count(session: Session) -> Owed:
    """How much is owed, of all stations in the file."""
    wanted = select(DebtTable.state, func.count(), func.min(DebtTable.since), func.min(DebtTable.next_try)).where(
        col(DebtTable.state) != DebtState.SETTLED.value
    )
    found = {row[0]: row for row in session.exec(wanted.group_by(col(DebtTable.state))).all()}
    owed, dead = found.get(DebtState.OWED.value), found.get(DebtState.DEAD.value)
    return Owed(
        owed=owed[1] if owed else 0,
        dead=dead[1] if dead else 0,
        since=min((row[2] for row in found.values()), default=None),
        next_try=owed[3] if owed else None,
    )


def find_receipt(session: Session, run: UUID) -> Receipt | None:
    """What the platform answered later about the one unit of a run; None while that is owed."""
    wanted = select(SettlementTable).join(DebtTable, col(DebtTable.id) == col(SettlementTable.debt)).where(col(DebtTable.run) == run)
    row = session.exec(wanted.limit(1)).first()
    if row is None:
        return None
    return Receipt(ReceiptState.REGISTERED, row.device, row.certificate, tuple(row.requests), row.created)


def runs_owing(session: Session, runs: Collection[UUID]) -> frozenset[UUID]:
    """Those of these runs of which something is still owed."""
    wanted = select(DebtTable.run).where(col(DebtTable.run).in_(runs), col(DebtTable.state) != DebtState.SETTLED.value).distinct()
    return frozenset(session.exec(wanted).all())


def accounts(session: Session) -> Accounts:
    """What the platform has by the ledger's word: every unit's last certificate that there is a receipt for, and what is owed."""
    receipts = (
        select(RunTable.ended, RunTable.identifier, CertificateTable.serial)
        .join(ReceiptTable, col(ReceiptTable.run) == col(RunTable.id))
        .join(
            CertificateTable,
            (col(CertificateTable.station) == col(RunTable.station)) & (col(CertificateTable.fingerprint) == col(RunTable.fingerprint)),
        )
        .where(col(ReceiptTable.state) == ReceiptState.REGISTERED.value)
    )
    settled = select(SettlementTable.at, DebtTable.identifier, DebtTable.serial).join(
        DebtTable, col(DebtTable.id) == col(SettlementTable.debt)
    )
    told = sorted((at, identifier, serial) for query in (receipts, settled) for at, identifier, serial in session.exec(query).all() if at)
    open_ = select(DebtTable.identifier, DebtTable.serial).where(col(DebtTable.state) != DebtState.SETTLED.value)
    return Accounts(
        registered={identifier: int(serial, 16) for _, identifier, serial in told},
        owed={identifier: int(serial, 16) for identifier, serial in session.exec(open_.order_by(col(DebtTable.sequence))).all()},
    )
