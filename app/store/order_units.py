"""The units of a work order: which were certified, passed, registered, scrapped, and which of them do not add up."""

from collections.abc import Iterator

from sqlalchemy import ColumnElement, and_, or_
from sqlmodel import Session, col, func, select
from sqlmodel.sql.expression import SelectOfScalar

from app.core.errors import QuotaUsed
from app.core.run import Outcome, ReceiptState
from app.core.work import Difference, Trouble
from app.store.order_rows import last_of, listed_on, require_open
from app.store.tables import CertificateTable, ReceiptTable, RunTable
from app.store.tables_line import OrderTable, ScrapTable
from app.store.tables_outbox import DebtTable, SettlementTable


def require_room(session: Session, station: str, number: str, identifier: str) -> None:
    """Raise OrderNotOpen or QuotaUsed where this unit would be one too many; in a transaction that issues nobody can slip in between.

    No number, or one of which no order was made, has no quota: admission lets no unit in for the latter.
    """
    row = last_of(session, station, number) if number else None
    if row is None:
        return
    require_open(row)
    certified = certified_of(station, number)
    if session.exec(certified.where(col(CertificateTable.identifier) == identifier)).first() is not None:
        return
    if session.exec(select(func.count()).select_from(certified.subquery())).one() >= row.quantity:
        raise QuotaUsed(f"Order {number} has all its {row.quantity:,} units.")


def certified_of(station: str, number: str) -> SelectOfScalar[str]:
    """Identifiers that were given a certificate in a run of the order, and were not scrapped since."""
    return (
        select(CertificateTable.identifier)
        .join(RunTable, col(CertificateTable.run) == col(RunTable.id))
        .where(
            col(RunTable.station) == station,
            col(RunTable.work_order) == number,
            col(CertificateTable.issued),
            col(CertificateTable.identifier).not_in(scraps_of(station, number)),
        )
        .distinct()
    )


def ended_of(station: str, number: str) -> SelectOfScalar[str]:
    """Identifiers of the order whose runs ended, well or not."""
    return select(RunTable.identifier).where(_of_order(station, number), col(RunTable.ended).is_not(None)).distinct()


def passed_of(station: str, number: str) -> SelectOfScalar[str]:
    """Identifiers of the order that passed."""
    return ended_of(station, number).where(col(RunTable.outcome) == Outcome.PASSED.value)


def received_of(station: str, number: str, *states: ReceiptState) -> SelectOfScalar[str]:
    """Identifiers of the order whose unit passed with such a receipt."""
    receipts = select(ReceiptTable.run).where(col(ReceiptTable.state).in_(states))
    return passed_of(station, number).where(col(RunTable.id).in_(receipts))


def registered_of(station: str, number: str) -> SelectOfScalar[str]:
    """Identifiers of the order that the platform has confirmed, in the run or since."""
    at_once = select(ReceiptTable.run).where(col(ReceiptTable.state) == ReceiptState.REGISTERED)
    later = select(DebtTable.run).where(col(DebtTable.id).in_(select(SettlementTable.debt)))
    return passed_of(station, number).where(or_(col(RunTable.id).in_(at_once), col(RunTable.id).in_(later)))


def differences(session: Session, station: str, row: OrderTable) -> Iterator[Difference]:
    """What does not add up, unit by unit."""

    def read(wanted: SelectOfScalar[str]) -> set[str]:
        return set(session.exec(wanted).all())

    number = row.number
    certified, passed, scrapped = read(certified_of(station, number)), read(passed_of(station, number)), read(scraps_of(station, number))
    registered = read(registered_of(station, number))
    settled = registered | read(received_of(station, number, ReceiptState.NOT_ASKED))
    names = select(RunTable.identifier, RunTable.serial).where(_of_order(station, number)).distinct()
    called = {identifier: serial or identifier for identifier, serial in session.exec(names).all()}
    made = certified | passed
    if row.listed:
        listed = session.exec(listed_on(station, number)).all()
        known = set(listed)
        yield from (Difference(unit, Trouble.NOT_LISTED) for unit in sorted(made) if not known & {unit, called.get(unit, unit)})
        done = made | {called.get(unit, unit) for unit in made}
        yield from (Difference(serial, Trouble.NOT_MADE) for serial in listed if serial not in done)
    yield from (Difference(unit, Trouble.NOT_PASSED) for unit in sorted(certified - passed))
    yield from (Difference(unit, Trouble.NOT_REGISTERED) for unit in sorted(passed - settled - scrapped))
    yield from (Difference(unit, Trouble.SCRAPPED_BUT_KNOWN) for unit in sorted(scrapped & registered))


def _of_order(station: str, number: str) -> ColumnElement[bool]:
    return and_(col(RunTable.station) == station, col(RunTable.work_order) == number, col(RunTable.identifier) != "")


def scraps_of(station: str, number: str) -> SelectOfScalar[str]:
    """Identifiers of its scrapped units."""
    return select(ScrapTable.identifier).where(col(ScrapTable.station) == station, col(ScrapTable.number) == number)
