"""Work orders in the ledger: made, held, closed; their lists, their scrapped units, and how far they are."""

import threading
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import replace
from datetime import datetime

from sqlalchemy import delete
from sqlmodel import Session, col, func, select
from sqlmodel.sql.expression import SelectOfScalar
from uuid6 import uuid7

from app.core.errors import NotOnOrder, OrderNotOpen, OrderUnknown, OrderUnusable, StoreError
from app.core.recipe import Recipe
from app.core.run import ReceiptState
from app.core.versions import Content
from app.core.work import Counts, Difference, Order, State
from app.store.columns import clean
from app.store.entries import append
from app.store.labels import keep_template
from app.store.numbers import insert_many, next_number
from app.store.order_rows import digest_of, last_of, listed_on, order_facts_of, order_of, require_open, scrap_facts_of
from app.store.order_units import certified_of, differences, ended_of, passed_of, received_of, registered_of, require_room, scraps_of
from app.store.recipes import keep, keep_profile
from app.store.tables import CertificateTable, RunTable, plain
from app.store.tables_line import OrderTable, OrderUnitTable, ScrapTable

Opening = Callable[[], AbstractContextManager[Session]]
_UNITS = plain(OrderUnitTable)
_MANY = 2_000
"""Rows of a list written in one transaction: some 30 ms for which nobody else can write."""


class OrderBook:
    """`Ledger.orders`: any thread may call it; every call is one short transaction and raises StoreError as the ledger's do."""

    def __init__(self, station: str, now: Callable[[], datetime], reading: Opening, writing: Opening) -> None:
        self._station = station
        self._now = now
        self._reading = reading
        self._writing = writing
        self._making = threading.Lock()

    # ---- writing -----------------------------------------------------------------------------------------------

    def add(
        self,
        order: Order,
        serials: Sequence[str],
        who: str,
        recipe: Recipe | None = None,
        *,
        source: str = "",
        design: Content | None = None,
        profile: Content | None = None,
        tell: Callable[[int, int], object] = lambda _done, _of: None,
    ) -> None:
        """Make an order with its list, its `recipe`, its label's `design` and its certificates' `profile`, all or nothing.

        Raises OrderUnusable where its number is taken. The list is written first, in short transactions between which the trays write;
        nobody sees it before the order is there, and what a kill leaves of it goes when the next order is made. `tell` hears how many
        serial numbers are written, of how many; where it raises, nothing is made.
        """
        with self._making:
            self._forget_unmade()
            try:
                self._list(order.number, serials, tell)
                with self._writing() as session:
                    self._require_new(session, order.number)
                    if recipe is not None:
                        keep(session, self._station, self._now(), recipe, source=source, who=who)
                    if profile is not None:
                        keep_profile(session, self._station, self._now(), profile)
                    if design is not None:
                        keep_template(session, self._station, self._now(), design)
                    self._keep(session, order, len(serials), digest_of(serials), who)
            except BaseException:
                with suppress(StoreError):  # the next order that is made takes away what is left
                    self._forget_unmade()
                raise

    def _list(self, number: str, serials: Sequence[str], tell: Callable[[int, int], object]) -> None:
        """Write the list of an order that is not there yet."""
        for at in range(0, len(serials), _MANY):
            rows = [(uuid7(), clean(serial)) for serial in serials[at : at + _MANY]]
            with self._writing() as session:
                self._require_new(session, number)
                first = next_number(session, OrderUnitTable, self._station)
                placed = [(key, first + place, serial) for place, (key, serial) in enumerate(rows)]
                same = {"station": self._station, "number": number}
                insert_many(session.connection(), _UNITS, same, ("id", "sequence", "serial"), placed)
            tell(at + len(rows), len(serials))

    def _forget_unmade(self) -> None:
        """Take away the list of an order that never came to be: always the last one that was written."""
        units = OrderUnitTable
        last = select(units.number).where(col(units.station) == self._station).order_by(col(units.sequence).desc()).limit(1)
        while True:
            with self._reading() as session:
                number = session.exec(last).first()
                if number is None or last_of(session, self._station, number) is not None:
                    return
            some = select(units.id).where(col(units.station) == self._station, col(units.number) == number).limit(_MANY)
            with self._writing() as session:
                session.connection().execute(delete(_UNITS).where(_UNITS.c.id.in_(some)))

    def _require_new(self, session: Session, number: str) -> None:
        if last_of(session, self._station, number) is not None:
            raise OrderUnusable(f"There is already an order {number}.", advice="Give it another number.")

    def bring(self, number: str, state: State, reason: str, who: str) -> Order:
        """Open, hold or close an order; raises OrderUnknown, and OrderNotOpen for one that is closed."""
        with self._writing() as session:
            row = last_of(session, self._station, number)
            if row is None:
                raise OrderUnknown(f"There is no order {number}.")
            if row.state == State.CLOSED:
                raise OrderNotOpen(f"Order {number} is closed, and stays so.", advice="Make a new order for what is still missing.")
            order = replace(order_of(row), state=state, reason=reason)
            return order_of(self._keep(session, order, row.listed, row.list_digest, who))

    def scrap(self, number: str, identifier: str, reason: str, who: str) -> None:
        """Take a unit out of the order's count; raises OrderUnknown, and OrderUnusable where it was never certified, or scrapped before."""
        with self._writing() as session:
            if last_of(session, self._station, number) is None:
                raise OrderUnknown(f"There is no order {number}.")
            if session.exec(certified_of(self._station, number).where(col(CertificateTable.identifier) == identifier)).first() is None:
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
            label=order.label or None,
            label_digest=order.label_digest or None,
        )
        session.add(row)
        append(session, self._station, row.at, "order.kept", order_facts_of(row), who=who)
        return row

    # ---- reading -----------------------------------------------------------------------------------------------

    def find(self, number: str) -> Order | None:
        """The order as it is now."""
        with self._reading() as session:
            row = last_of(session, self._station, number)
            return None if row is None else order_of(row)

    def require_open(self, number: str) -> Order:
        """The order; raises OrderUnknown, and OrderNotOpen where it is on hold or closed."""
        with self._reading() as session:
            row = last_of(session, self._station, number)
            if row is None:
                raise OrderUnknown(f"There is no order {number}.")
            require_open(row)
            return order_of(row)

    def list_all(self) -> list[Order]:
        """Every order as it is now, the newest first."""
        with self._reading() as session:
            rows = session.exec(select(OrderTable).where(col(OrderTable.station) == self._station).order_by(col(OrderTable.sequence))).all()
            last = {row.number: row for row in rows}
            return [order_of(row) for row in reversed(last.values())]

    def list_serials(self, number: str) -> list[str]:
        """The order's list, as it was given; empty where any serial number will do."""
        with self._reading() as session:
            return list(session.exec(listed_on(self._station, number)).all())

    def require_place(self, number: str, names: Sequence[str], identifier: str) -> Order:
        """The order, if this unit may get a certificate for it now; `names` are what the list may call it.

        Raises OrderUnknown, OrderNotOpen, NotOnOrder, QuotaUsed.
        """
        with self._reading() as session:
            row = last_of(session, self._station, number)
            if row is None:
                raise OrderUnknown(f"There is no order {number}.")
            require_room(session, self._station, number, identifier)
            listed = listed_on(self._station, number).where(col(OrderUnitTable.serial).in_(names)).limit(1)
            if row.listed and session.exec(listed).first() is None:
                raise NotOnOrder(f"{names[0]} is not on the list of order {number}.")
            return order_of(row)

    def count(self, number: str) -> Counts:
        """How far the order is; raises OrderUnknown."""
        with self._reading() as session:
            row = last_of(session, self._station, number)
            if row is None:
                raise OrderUnknown(f"There is no order {number}.")

            def size(wanted: SelectOfScalar[str]) -> int:
                return session.exec(select(func.count()).select_from(wanted.subquery())).one()

            station, passed = self._station, passed_of(self._station, number)
            registered = registered_of(station, number)
            waiting = received_of(station, number, ReceiptState.OWED, ReceiptState.AWAITED)
            return Counts(
                planned=row.quantity,
                certified=size(certified_of(station, number)),
                passed=size(passed),
                failed=size(ended_of(station, number).where(col(RunTable.identifier).not_in(passed))),
                scrapped=size(scraps_of(station, number)),
                registered=size(registered),
                owed=size(waiting.where(col(RunTable.identifier).not_in(registered))),
            )

    def differences(self, number: str) -> list[Difference]:
        """What of the order does not add up, unit by unit; raises OrderUnknown. Empty: planned, made and registered are the same units."""
        with self._reading() as session:
            row = last_of(session, self._station, number)
            if row is None:
                raise OrderUnknown(f"There is no order {number}.")
            return list(differences(session, self._station, row))
