"""Work orders in the ledger: made, held, closed; their lists, their scrapped units, and how far they are."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime

from sqlalchemy import ColumnElement, and_, insert, or_
from sqlmodel import Session, col, func, select
from sqlmodel.sql.expression import SelectOfScalar
from uuid6 import uuid7

from app.core.errors import ChainBroken, NotOnOrder, OrderNotOpen, OrderUnknown, OrderUnusable, QuotaUsed
from app.core.recipe import Recipe
from app.core.run import Outcome, ReceiptState
from app.core.work import Counts, Difference, Order, State, Trouble
from app.store.columns import clean
from app.store.entries import append, moment
from app.store.numbers import next_number
from app.store.recipes import keep
from app.store.tables import CertificateTable, ReceiptTable, RunTable
from app.store.tables_line import OrderTable, OrderUnitTable, ScrapTable
from app.store.tables_outbox import DebtTable, SettlementTable

Opening = Callable[[], AbstractContextManager[Session]]
_MANY = 5_000
"""Rows of a list written in one statement."""


class OrderBook:
    """`Ledger.orders`: any thread may call it; every call is one short transaction and raises StoreError as the ledger's do."""

    def __init__(self, station: str, now: Callable[[], datetime], reading: Opening, writing: Opening) -> None:
        self._station = station
        self._now = now
        self._reading = reading
        self._writing = writing

    # ---- writing -----------------------------------------------------------------------------------------------

    def add(self, order: Order, serials: Sequence[str], who: str, recipe: Recipe | None = None, source: str = "") -> None:
        """Make an order with its list and its `recipe`, all or nothing; raises OrderUnusable where its number is taken."""
        with self._writing() as session:
            if _last(session, self._station, order.number) is not None:
                raise OrderUnusable(f"There is already an order {order.number}.", advice="Give it another number.")
            if recipe is not None:
                keep(session, self._station, self._now(), recipe, source=source, who=who)
            self._keep(session, order, len(serials), _digest(serials), who)
            first = next_number(session, OrderUnitTable, self._station)
            for at in range(0, len(serials), _MANY):
                rows = [
                    {"id": uuid7(), "station": self._station, "sequence": first + place, "number": order.number, "serial": clean(serial)}
                    for place, serial in enumerate(serials[at : at + _MANY], start=at)
                ]
                session.connection().execute(insert(OrderUnitTable), rows)

    def bring(self, number: str, state: State, reason: str, who: str) -> Order:
        """Open, hold or close an order; raises OrderUnknown, and OrderNotOpen for one that is closed."""
        with self._writing() as session:
            row = _last(session, self._station, number)
            if row is None:
                raise OrderUnknown(f"There is no order {number}.")
            if row.state == State.CLOSED:
                raise OrderNotOpen(f"Order {number} is closed, and stays so.", advice="Make a new order for what is still missing.")
            order = replace(_order(row), state=state, reason=reason)
            return _order(self._keep(session, order, row.listed, row.list_digest, who))

    def scrap(self, number: str, identifier: str, reason: str, who: str) -> None:
        """Take a unit out of the order's count; raises OrderUnknown, and OrderUnusable where it was never certified, or scrapped before."""
        with self._writing() as session:
            if _last(session, self._station, number) is None:
                raise OrderUnknown(f"There is no order {number}.")
            if session.exec(_certified(self._station, number).where(col(CertificateTable.identifier) == identifier)).first() is None:
                raise OrderUnusable(
                    f"{identifier} has no certificate from order {number}, or was scrapped before.", advice="Check the unit."
                )
            row = ScrapTable(
                station=self._station,
                sequence=next_number(session, ScrapTable, self._station),
                at=self._now(),
                who=who,
                number=number,
                identifier=identifier,
                reason=reason,
            )
            session.add(row)
            append(session, self._station, row.at, "unit.scrapped", scrap_facts_of(row), who=who)

    def _keep(self, session: Session, order: Order, listed: int, digest: str, who: str) -> OrderTable:
        row = OrderTable(
            station=self._station,
            sequence=next_number(session, OrderTable, self._station),
            at=self._now(),
            who=who,
            number=order.number,
            product=order.product,
            recipe=order.recipe,
            recipe_version=order.recipe_version,
            recipe_digest=order.recipe_digest,
            quantity=order.quantity,
            listed=listed,
            list_digest=digest,
            first_article=order.first_article,
            due=order.due,
            state=order.state.value,
            reason=order.reason,
        )
        session.add(row)
        append(session, self._station, row.at, "order.kept", order_facts_of(row), who=who)
        return row

    # ---- reading -----------------------------------------------------------------------------------------------

    def find(self, number: str) -> Order | None:
        """The order as it is now."""
        with self._reading() as session:
            row = _last(session, self._station, number)
            return None if row is None else _order(row)

    def require_open(self, number: str) -> Order:
        """The order; raises OrderUnknown, and OrderNotOpen where it is on hold or closed."""
        with self._reading() as session:
            row = _last(session, self._station, number)
            if row is None:
                raise OrderUnknown(f"There is no order {number}.")
            _require_open(row)
            return _order(row)

    def list_all(self) -> list[Order]:
        """Every order as it is now, the newest first."""
        with self._reading() as session:
            rows = session.exec(select(OrderTable).where(col(OrderTable.station) == self._station).order_by(col(OrderTable.sequence))).all()
            last = {row.number: row for row in rows}
            return [_order(row) for row in reversed(last.values())]

    def list_serials(self, number: str) -> list[str]:
        """The order's list, as it was given; empty where any serial number will do."""
        with self._reading() as session:
            return list(session.exec(_listed(self._station, number)).all())

    def require_place(self, number: str, names: Sequence[str], identifier: str) -> Order:
        """The order, if this unit may get a certificate for it now; `names` are what the list may call it.

        Raises OrderUnknown, OrderNotOpen, NotOnOrder, QuotaUsed.
        """
        with self._reading() as session:
            row = _last(session, self._station, number)
            if row is None:
                raise OrderUnknown(f"There is no order {number}.")
            require_room(session, self._station, number, identifier)
            listed = _listed(self._station, number).where(col(OrderUnitTable.serial).in_(names)).limit(1)
            if row.listed and session.exec(listed).first() is None:
                raise NotOnOrder(f"{names[0]} is not on the list of order {number}.")
            return _order(row)

    def count(self, number: str) -> Counts:
        """How far the order is; raises OrderUnknown."""
        with self._reading() as session:
            row = _last(session, self._station, number)
            if row is None:
                raise OrderUnknown(f"There is no order {number}.")

            def size(wanted: SelectOfScalar[str]) -> int:
                return session.exec(select(func.count()).select_from(wanted.subquery())).one()

            station, passed = self._station, _passed(self._station, number)
            registered = _registered(station, number)
            waiting = _received(station, number, ReceiptState.OWED, ReceiptState.AWAITED)
            return Counts(
                planned=row.quantity,
                certified=size(_certified(station, number)),
                passed=size(passed),
                failed=size(_ended(station, number).where(col(RunTable.identifier).not_in(passed))),
                scrapped=size(_scraps(station, number)),
                registered=size(registered),
                owed=size(waiting.where(col(RunTable.identifier).not_in(registered))),
            )

    def differences(self, number: str) -> list[Difference]:
        """What of the order does not add up, unit by unit; raises OrderUnknown. Empty: planned, made and registered are the same units."""
        with self._reading() as session:
            row = _last(session, self._station, number)
            if row is None:
                raise OrderUnknown(f"There is no order {number}.")
            return list(_differences(session, self._station, row))


def require_room(session: Session, station: str, number: str, identifier: str) -> None:
    """Raise OrderNotOpen or QuotaUsed where this unit would be one too many; in a transaction that issues nobody can slip in between.

    No number, or one of which no order was made, has no quota: admission lets no unit in for the latter.
    """
    row = _last(session, station, number) if number else None
    if row is None:
        return
    _require_open(row)
    certified = _certified(station, number)
    if session.exec(certified.where(col(CertificateTable.identifier) == identifier)).first() is not None:
        return
    if session.exec(select(func.count()).select_from(certified.subquery())).one() >= row.quantity:
        raise QuotaUsed(f"Order {number} has all its {row.quantity:,} units.")


def check_lists(session: Session, station: str) -> None:
    """Raise ChainBroken where an order's list is not the one its entry tells the digest of."""
    for row in session.exec(select(OrderTable).where(col(OrderTable.station) == station)).all():
        serials = session.exec(_listed(station, row.number)).all()
        if len(serials) != row.listed or _digest(serials) != row.list_digest:
            raise ChainBroken(f"The list of order {row.number} was altered: its entry tells of another one.")


def _digest(serials: Sequence[str]) -> str:
    return hashlib.sha256("\n".join(serials).encode()).hexdigest() if serials else ""


def order_facts_of(row: OrderTable) -> dict[str, str]:
    """What the audit entry says of an order."""
    return {
        "number": row.number,
        "product": row.product,
        "recipe": row.recipe,
        "recipe_version": row.recipe_version,
        "recipe_digest": row.recipe_digest,
        "quantity": str(row.quantity),
        "listed": str(row.listed),
        "list": row.list_digest,
        "first_article": "yes" if row.first_article else "no",
        "due": "" if row.due is None else moment(row.due),
        "state": row.state,
        "reason": row.reason,
    }


def scrap_facts_of(row: ScrapTable) -> dict[str, str]:
    """What the audit entry says of a scrapped unit."""
    return {"order": row.number, "identifier": row.identifier, "reason": row.reason}


def _last(session: Session, station: str, number: str) -> OrderTable | None:
    rows = select(OrderTable).where(col(OrderTable.station) == station, col(OrderTable.number) == number)
    return session.exec(rows.order_by(col(OrderTable.sequence).desc()).limit(1)).first()


def _require_open(row: OrderTable) -> None:
    if row.state != State.OPEN:
        raise OrderNotOpen(f"Order {row.number} is {row.state}{f': {row.reason}' if row.reason else ''}.")


def _order(row: OrderTable) -> Order:
    return Order(
        number=row.number,
        product=row.product,
        recipe=row.recipe,
        recipe_version=row.recipe_version,
        recipe_digest=row.recipe_digest,
        quantity=row.quantity,
        listed=row.listed > 0,
        first_article=row.first_article,
        due=row.due,
        state=State(row.state),
        reason=row.reason,
        by=row.who,
        at=row.at,
    )


def _listed(station: str, number: str) -> SelectOfScalar[str]:
    rows = select(OrderUnitTable.serial).where(col(OrderUnitTable.station) == station, col(OrderUnitTable.number) == number)
    return rows.order_by(col(OrderUnitTable.sequence))


def _of_order(station: str, number: str) -> ColumnElement[bool]:
    return and_(col(RunTable.station) == station, col(RunTable.work_order) == number, col(RunTable.identifier) != "")


def _scraps(station: str, number: str) -> SelectOfScalar[str]:
    return select(ScrapTable.identifier).where(col(ScrapTable.station) == station, col(ScrapTable.number) == number)


def _certified(station: str, number: str) -> SelectOfScalar[str]:
    """Identifiers that were given a certificate in a run of the order, and were not scrapped since."""
    return (
        select(CertificateTable.identifier)
        .join(RunTable, col(CertificateTable.run) == col(RunTable.id))
        .where(
            col(RunTable.station) == station,
            col(RunTable.work_order) == number,
            col(CertificateTable.issued),
            col(CertificateTable.identifier).not_in(_scraps(station, number)),
        )
        .distinct()
    )


def _ended(station: str, number: str) -> SelectOfScalar[str]:
    return select(RunTable.identifier).where(_of_order(station, number), col(RunTable.ended).is_not(None)).distinct()


def _passed(station: str, number: str) -> SelectOfScalar[str]:
    return _ended(station, number).where(col(RunTable.outcome) == Outcome.PASSED.value)


def _received(station: str, number: str, *states: ReceiptState) -> SelectOfScalar[str]:
    """Identifiers of the order whose unit passed with such a receipt."""
    receipts = select(ReceiptTable.run).where(col(ReceiptTable.state).in_(states))
    return _passed(station, number).where(col(RunTable.id).in_(receipts))


def _registered(station: str, number: str) -> SelectOfScalar[str]:
    """Identifiers of the order that the platform has confirmed, in the run or since."""
    at_once = select(ReceiptTable.run).where(col(ReceiptTable.state) == ReceiptState.REGISTERED)
    later = select(DebtTable.run).where(col(DebtTable.id).in_(select(SettlementTable.debt)))
    return _passed(station, number).where(or_(col(RunTable.id).in_(at_once), col(RunTable.id).in_(later)))


def _differences(session: Session, station: str, row: OrderTable) -> Iterator[Difference]:
    def read(wanted: SelectOfScalar[str]) -> set[str]:
        return set(session.exec(wanted).all())

    number = row.number
    certified, passed, scrapped = read(_certified(station, number)), read(_passed(station, number)), read(_scraps(station, number))
    registered = read(_registered(station, number))
    settled = registered | read(_received(station, number, ReceiptState.NOT_ASKED))
    names = select(RunTable.identifier, RunTable.serial).where(_of_order(station, number)).distinct()
    called = {identifier: serial or identifier for identifier, serial in session.exec(names).all()}
    made = certified | passed
    if row.listed:
        listed = session.exec(_listed(station, number)).all()
        known = set(listed)
        yield from (Difference(unit, Trouble.NOT_LISTED) for unit in sorted(made) if not known & {unit, called.get(unit, unit)})
        done = made | {called.get(unit, unit) for unit in made}
        yield from (Difference(serial, Trouble.NOT_MADE) for serial in listed if serial not in done)
    yield from (Difference(unit, Trouble.NOT_PASSED) for unit in sorted(certified - passed))
    yield from (Difference(unit, Trouble.NOT_REGISTERED) for unit in sorted(passed - settled - scrapped))
    yield from (Difference(unit, Trouble.SCRAPPED_BUT_KNOWN) for unit in sorted(scrapped & registered))
