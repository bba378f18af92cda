"""What is owed to the platform: begun with the run that owes it, asked for when it is due, settled once or set aside."""

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import asdict
from datetime import datetime, timedelta
from uuid import UUID

import rfc8785
from sqlalchemy import ColumnElement, update
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, func, select
from sqlmodel.sql.expression import Select

from app.core.device import Identity
from app.core.outbox import Accounts, Claim, Debt, DebtState, Missed, Owed, Owing, Settled
from app.core.recipe import Recipe
from app.core.run import Receipt, ReceiptState
from app.store import certificates
from app.store.entries import append, append_many
from app.store.numbers import next_number
from app.store.tables import CertificateTable, ReceiptTable, RunTable
from app.store.tables_outbox import DebtTable, OwedRecipeTable, SettlementTable

LONGEST = timedelta(hours=2)
"""No try is put off for longer: one that lies further ahead was written before the clock was set back, and is due."""


def owe(session: Session, station: str, at: datetime, run: UUID, *, units: Iterable[Owing], recipe: Recipe) -> None:
    """Units of a run begin to be owed, in the caller's transaction."""
    kept = _keep_recipe(session, station, at, recipe)
    who = session.get_one(RunTable, run).operator
    number = next_number(session, DebtTable, station)
    rows = [
        DebtTable(
            station=station,
            sequence=sequence,
            run=run,
            since=at,
            identifier=unit.identifier,
            fingerprint=unit.fingerprint,
            serial=unit.serial,
            recipe=kept.id,
            identity=asdict(unit.identity),
            state=DebtState.OWED.value,
            next_try=at,
        )
        for sequence, unit in enumerate(units, number)
    ]
    session.add_all(rows)
    append_many(session, station, at, "registration.owed", map(debt_facts_of, rows), who=who, run=run)


def list_due(session: Session, station: str, now: datetime, limit: int, busy: Collection[UUID]) -> list[Claim]:
    """At most `limit` debts whose time has come, the oldest first; of one unit only the oldest, and none of those in `busy`."""
    wanted = _claims().where(
        *_oldest(station),
        (col(DebtTable.next_try) <= now) | (col(DebtTable.next_try) > now + LONGEST),
        col(DebtTable.id).not_in(busy),
    )
    return [_claim(session, *found) for found in session.exec(wanted.order_by(col(DebtTable.sequence)).limit(limit)).all()]


def list_open(session: Session, station: str, after: int, limit: int) -> list[Claim]:
    """At most `limit` of everything that the platform does not know, dead letters too, after the debt with this number."""
    wanted = _claims().where(
        col(DebtTable.station) == station, col(DebtTable.state) != DebtState.SETTLED.value, col(DebtTable.sequence) > after
    )
    return [_claim(session, *found) for found in session.exec(wanted.order_by(col(DebtTable.sequence)).limit(limit)).all()]


def find_claim(session: Session, debt: UUID) -> Claim | None:
    """All that the platform is to be told of one debt."""
    found = session.exec(_claims().where(col(DebtTable.id) == debt)).first()
    return None if found is None else _claim(session, *found)


def _claims() -> Select[DebtTable, str, CertificateTable]:
    return (
        select(DebtTable, OwedRecipeTable.body, CertificateTable)
        .join(OwedRecipeTable, col(OwedRecipeTable.id) == col(DebtTable.recipe))
        .join(
            CertificateTable,
            (col(CertificateTable.station) == col(DebtTable.station)) & (col(CertificateTable.fingerprint) == col(DebtTable.fingerprint)),
        )
    )


def _claim(session: Session, row: DebtTable, body: str, certificate: CertificateTable) -> Claim:
    chain = certificates.chain_of(session, certificate)
    return Claim(row.id, row.sequence, row.identifier, Identity(**row.identity), chain, body, row.attempts)


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


def find_trial(session: Session, station: str, busy: Collection[UUID]) -> UUID | None:
    """The debt that was tried the fewest times, due or not: one that always fails must not keep the others waiting."""
    wanted = select(DebtTable.id).where(*_oldest(station), col(DebtTable.id).not_in(busy))
    return session.exec(wanted.order_by(col(DebtTable.attempts), col(DebtTable.sequence)).limit(1)).first()


def hasten(session: Session, station: str, now: datetime) -> None:
    """The platform is back: whatever waits is due, so that it goes in the order in which it came."""
    waiting = (
        col(DebtTable.station) == station,
        col(DebtTable.state) == DebtState.OWED.value,
        col(DebtTable.next_try) > now,
    )
    session.connection().execute(update(DebtTable).where(*waiting).values(next_try=now))


def settle(session: Session, station: str, settled: Settled, who: str = "") -> bool:
    """The platform knows the unit: its own receipt, its own entry. False where that was known already."""
    row = session.get_one(DebtTable, settled.debt)
    if row.state == DebtState.SETTLED.value:
        return False
    receipt = settled.receipt
    settlement = SettlementTable(
        station=station,
        sequence=next_number(session, SettlementTable, station),
        debt=row.id,
        at=settled.at,
        device=receipt.device,
        certificate=receipt.certificate,
        requests=list(receipt.requests),
        created=receipt.created,
    )
    session.add(settlement)
    row.state, row.last_try = DebtState.SETTLED.value, settled.at
    row.code = row.message = ""
    session.flush()
    append(session, station, settled.at, "registration.settled", settlement_facts_of(settlement), who=who, run=row.run)
    return True


def miss(session: Session, station: str, missed: Missed, who: str = "") -> None:
    """It was tried in vain; without a next try it becomes a dead letter, which the chain tells."""
    row = session.get_one(DebtTable, missed.debt)
    if row.state != DebtState.OWED.value:
        return
    row.attempts += 1
    row.last_try, row.code, row.message = missed.at, missed.failure.code, missed.failure.message
    if missed.next_try is not None:
        row.next_try = missed.next_try
        return
    row.state = DebtState.DEAD.value
    facts = {"debt": str(row.id), "identifier": row.identifier, "code": row.code, "why": row.message}
    append(session, station, missed.at, "registration.dead", facts, who=who, run=row.run)


def retry(session: Session, station: str, at: datetime, debts: Collection[UUID], who: str) -> int:
    """Let these be tried now, dead letters too; how many that are."""
    wanted = select(DebtTable).where(
        col(DebtTable.station) == station, col(DebtTable.id).in_(debts), col(DebtTable.state) != DebtState.SETTLED.value
    )
    rows = session.exec(wanted.order_by(col(DebtTable.sequence))).all()
    for row in rows:
        if row.state == DebtState.DEAD.value:
            facts = {"debt": str(row.id), "identifier": row.identifier}
            append(session, station, at, "registration.retried", facts, who=who, run=row.run)
        row.state, row.attempts, row.next_try = DebtState.OWED.value, 0, at
    return len(rows)


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


def debt_facts_of(row: DebtTable) -> dict[str, str]:
    """What the audit entry says of a unit that begins to be owed."""
    return {
        "debt": str(row.id),
        "identifier": row.identifier,
        "fingerprint": row.fingerprint,
        "serial": row.serial,
        "recipe": str(row.recipe),
        "identity": rfc8785.dumps(row.identity).decode(),
    }


def settlement_facts_of(row: SettlementTable) -> dict[str, str]:
    """What the audit entry says of a receipt that came later."""
    return {
        "debt": str(row.debt),
        "platform_device": row.device,
        "platform_certificate": row.certificate,
        "requests": " ".join(row.requests),
        "created": "yes" if row.created else "no",
    }


def recipe_facts_of(row: OwedRecipeTable) -> dict[str, str]:
    """What the audit entry says of a recipe that is kept."""
    return {"id": str(row.id), "name": row.name, "digest": row.digest, "body": hashlib.sha256(row.body.encode()).hexdigest()}


def _keep_recipe(session: Session, station: str, at: datetime, recipe: Recipe) -> OwedRecipeTable:
    known = session.exec(
        select(OwedRecipeTable).where(col(OwedRecipeTable.station) == station, col(OwedRecipeTable.digest) == recipe.digest)
    ).first()
    if known is not None:
        return known
    row = OwedRecipeTable(
        station=station,
        sequence=next_number(session, OwedRecipeTable, station),
        digest=recipe.digest,
        name=recipe.name,
        body=recipe.body,
    )
    session.add(row)
    append(session, station, at, "recipe.kept", recipe_facts_of(row))
    return row
