"""What is owed to the platform: begun with the run that owes it, settled once or set aside; `outbox_reading` reads it out."""

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

import rfc8785
from sqlalchemy import bindparam, update
from sqlmodel import Session, col, select
from uuid6 import uuid7

from app.core.outbox import DebtState, Missed, Owing, Settled
from app.core.recipe import Recipe
from app.core.run import Receipt, ReceiptState
from app.store.entries import Entry, append, append_each, append_many
from app.store.numbers import insert_many, next_number
from app.store.tables import RunTable
from app.store.tables_outbox import DEBTS, SETTLEMENTS, DebtTable, OwedRecipeTable, SettlementTable

_CHANGING = ("state", "attempts", "next_try", "last_try", "code", "message")
"""The columns of a debt that are not the same for ever."""


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


def hasten(session: Session, station: str, now: datetime) -> None:
    """The platform is back: whatever waits is due, so that it goes in the order in which it came."""
    waiting = (
        col(DebtTable.station) == station,
        col(DebtTable.state) == DebtState.OWED.value,
        col(DebtTable.next_try) > now,
    )
    session.connection().execute(update(DebtTable).where(*waiting).values(next_try=now))


def write(session: Session, station: str, answers: Collection[Settled | Missed], who: str = "") -> int:
    """What came of debts, each with its entry, in as few statements as can be; how many of them are settled by it.

    What the platform knew already stays as it is. Who was tried in vain and has no next try becomes a dead letter, which the chain tells.
    """
    pages = _Pages(session, station, [answer.debt for answer in answers])
    for answer in answers:
        if isinstance(answer, Settled):
            pages.settle(answer)
        else:
            pages.miss(answer)
    return pages.write(who)


class _Pages:
    """What is to be written of debts, gathered row by row and written in one go."""

    def __init__(self, session: Session, station: str, debts: Collection[UUID]) -> None:
        kept = DEBTS.c
        wanted = DEBTS.select().with_only_columns(kept.id, kept.run, kept.identifier, *(kept[name] for name in _CHANGING))
        found = session.connection().execute(wanted.where(kept.id.in_(debts))).mappings()
        self._session, self._station = session, station
        self._debts = {row["id"]: dict(row) for row in found}
        self._changed: dict[UUID, dict[str, Any]] = {}
        self._settlements: list[tuple[UUID, Settled]] = []
        self._entries: list[Entry] = []

    def settle(self, settled: Settled) -> None:
        debt = self._debts[settled.debt]
        if debt["state"] == DebtState.SETTLED.value:
            return
        self._change(settled.debt, state=DebtState.SETTLED.value, last_try=settled.at, code="", message="")
        self._settlements.append((uuid7(), settled))
        facts = settlement_facts(settled.debt, settled.receipt)
        self._entries.append(Entry(settled.at, "registration.settled", facts, debt["run"]))

    def miss(self, missed: Missed) -> None:
        debt = self._debts[missed.debt]
        if debt["state"] != DebtState.OWED.value:
            return
        failure, dead = missed.failure, missed.next_try is None
        self._change(missed.debt, attempts=debt["attempts"] + 1, last_try=missed.at, code=failure.code, message=failure.message)
        if not dead:
            self._change(missed.debt, next_try=missed.next_try)
            return
        self._change(missed.debt, state=DebtState.DEAD.value)
        facts = {"debt": str(missed.debt), "identifier": debt["identifier"], "code": failure.code, "why": failure.message}
        self._entries.append(Entry(missed.at, "registration.dead", facts, debt["run"]))

    def write(self, who: str) -> int:
        if self._changed:
            change = DEBTS.update().where(DEBTS.c.id == bindparam("debt")).values({name: bindparam(f"new_{name}") for name in _CHANGING})
            rows = [{"debt": debt, **{f"new_{name}": row[name] for name in _CHANGING}} for debt, row in self._changed.items()]
            self._session.connection().execute(change, rows)
        if self._settlements:
            self._add_settlements()
        append_each(self._session, self._station, self._entries, who=who)
        return len(self._settlements)

    def _change(self, debt: UUID, **values: Any) -> None:
        self._debts[debt].update(values)
        self._changed[debt] = self._debts[debt]

    def _add_settlements(self) -> None:
        number = next_number(self._session, SettlementTable, self._station)
        rows = [
            (key, sequence, settled.debt, settled.at, receipt.device, receipt.certificate, list(receipt.requests), receipt.created)
            for sequence, (key, settled) in enumerate(self._settlements, number)
            for receipt in (settled.receipt,)
        ]
        names = ("id", "sequence", "debt", "at", "device", "certificate", "requests", "created")
        insert_many(self._session.connection(), SETTLEMENTS, {"station": self._station}, names, rows)


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
    receipt = Receipt(ReceiptState.REGISTERED, row.device, row.certificate, tuple(row.requests), row.created)
    return settlement_facts(row.debt, receipt)


def settlement_facts(debt: UUID, receipt: Receipt) -> dict[str, str]:
    """The same, of one that is about to be written."""
    return {
        "debt": str(debt),
        "platform_device": receipt.device,
        "platform_certificate": receipt.certificate,
        "requests": " ".join(receipt.requests),
        "created": "yes" if receipt.created else "no",
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
