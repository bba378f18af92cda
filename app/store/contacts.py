"""The part of the ledger that is about devices' own contacts with the platform: who is awaited, who came, who stands for an order."""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager

from sqlalchemy import String, cast
from sqlmodel import Session, col, select

from app.core.contact import Awaited, Contact, FirstUnit
from app.core.run import Outcome, ReceiptState, Step
from app.store import certificates
from app.store.entries import append
from app.store.numbers import next_number
from app.store.tables import ReceiptTable, RunTable
from app.store.tables_contact import ContactTable
from app.store.tables_line import OrderTable

Opening = Callable[[], AbstractContextManager[Session]]


class ContactBook:
    """`Ledger.contacts`: any thread may call it; every call is one short transaction and raises StoreError as the ledger's do."""

    def __init__(self, station: str, reading: Opening, writing: Opening) -> None:
        self._station = station
        self._reading = reading
        self._writing = writing

    def add(self, contacts: Iterable[Contact]) -> list[Contact]:
        """Note the contacts of awaited units: the first time each is let in, and why it is sent away; returns what was new.

        What is known already, and what concerns no awaited unit, is passed over.
        """
        with self._writing() as session:
            awaited = {unit.fingerprint: unit for unit in _awaited(session, self._station)}
            new = []
            for contact in contacts:
                unit = awaited.get(contact.fingerprint)
                if unit is None or _known(session, self._station, contact.event):
                    continue
                session.add(_row(session, self._station, contact))
                facts = facts_of(contact)
                append(session, self._station, contact.at, "device.contact", facts, run=unit.run)
                session.flush()
                new.append(contact)
                if not contact.refused:
                    del awaited[contact.fingerprint]
            return new

    def list_awaited(self) -> list[Awaited]:
        """Every unit that passed and has not made itself known yet, the oldest first."""
        with self._reading() as session:
            return _awaited(session, self._station)

    def wants_first_article(self, order: str) -> bool:
        """Whether the order says that its first unit must be confirmed before a second may start; False where there is no such order."""
        with self._reading() as session:
            row = session.exec(
                select(OrderTable.first_article).where(col(OrderTable.station) == self._station, col(OrderTable.number) == order)
            ).first()
            return bool(row)

    def find_first(self, order: str, digest: str) -> FirstUnit | None:
        """The unit that stands for this order (empty: for none) and the recipe with this digest.

        None where none passed that the platform knows or is to know; a unit that only got another certificate stands for nothing.
        """
        with self._reading() as session:
            # "registered" comes after "awaited" in the alphabet as well.
            wanted = (
                select(RunTable, ReceiptTable.state)
                .join(ReceiptTable, col(ReceiptTable.run) == col(RunTable.id))
                .where(
                    col(RunTable.station) == self._station,
                    col(RunTable.work_order) == order,
                    col(RunTable.recipe_digest) == digest,
                    cast(col(RunTable.path), String).not_like(f'%"{Step.RETIRE.value}"%'),
                    col(RunTable.outcome) == Outcome.PASSED.value,
                    col(ReceiptTable.state).in_([ReceiptState.REGISTERED.value, ReceiptState.AWAITED.value]),
                )
                .order_by(col(ReceiptTable.state).desc(), col(RunTable.begun), col(RunTable.id))
                .limit(1)
            )
            found = session.exec(wanted).first()
            chain = None if found is None else certificates.chain_by(session, self._station, found[0].fingerprint)
            return None if found is None or chain is None else FirstUnit(found[0].identifier, chain, ReceiptState(found[1]))


def facts_of(contact: Contact | ContactTable) -> dict[str, str]:
    """What the audit entry says of a contact."""
    return {"name": contact.name, "certificate": contact.fingerprint, "refused": contact.refused, "event": contact.event}


def _row(session: Session, station: str, contact: Contact) -> ContactTable:
    return ContactTable(
        station=station,
        sequence=next_number(session, ContactTable, station),
        event=contact.event,
        at=contact.at,
        name=contact.name,
        fingerprint=contact.fingerprint,
        refused=contact.refused,
    )


def _known(session: Session, station: str, event: str) -> bool:
    wanted = select(ContactTable.id).where(col(ContactTable.station) == station, col(ContactTable.event) == event)
    return session.exec(wanted).first() is not None


def _awaited(session: Session, station: str) -> list[Awaited]:
    came = select(ContactTable.fingerprint).where(col(ContactTable.station) == station, col(ContactTable.refused) == "")
    wanted = (
        select(RunTable)
        .join(ReceiptTable, col(ReceiptTable.run) == col(RunTable.id))
        .where(
            col(RunTable.station) == station,
            col(RunTable.outcome) == Outcome.PASSED.value,
            col(ReceiptTable.state) == ReceiptState.AWAITED.value,
            col(RunTable.fingerprint).not_in(came),
        )
        .order_by(col(RunTable.begun), col(RunTable.id))
    )
    units: dict[str, Awaited] = {}
    for run in session.exec(wanted).all():
        units.setdefault(
            run.fingerprint, Awaited(run.id, run.begun, run.identifier, run.fingerprint, _refused(session, station, run.fingerprint))
        )
    return list(units.values())


def _refused(session: Session, station: str, fingerprint: str) -> str:
    wanted = (
        select(ContactTable.refused)
        .where(col(ContactTable.station) == station, col(ContactTable.fingerprint) == fingerprint)
        .order_by(col(ContactTable.at).desc(), col(ContactTable.sequence).desc())
        .limit(1)
    )
    return session.exec(wanted).first() or ""
