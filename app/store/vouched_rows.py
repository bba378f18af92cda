"""Whether the tables whose rows are each written with an entry still say what the audit chain vouches for."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from sqlmodel import Session, col, select

from app.core.errors import ChainBroken
from app.store.bulk import batch_facts_of, job_facts_of
from app.store.contacts import facts_of as contact_facts_of
from app.store.labels import label_facts_of, print_facts_of, template_facts_of
from app.store.order_rows import order_facts_of, scrap_facts_of
from app.store.outbox import debt_facts_of, recipe_facts_of, settlement_facts_of
from app.store.people import login_facts_of, person_facts_of
from app.store.plans import handover_facts_of, registration_facts_of
from app.store.recipes import approval_facts_of, profile_facts_of, version_facts_of
from app.store.removals import facts_of as removal_facts_of
from app.store.revocations import crl_facts_of, facts_of
from app.store.tables import EntryTable, Row
from app.store.tables_authority import CrlTable, HandoverTable, RegistrationTable, RemovalTable, RevocationTable
from app.store.tables_bulk import BatchTable, BulkTable
from app.store.tables_contact import ContactTable
from app.store.tables_label import LabelTable, LabelTemplateTable, PrintTable
from app.store.tables_line import LoginTable, OrderTable, PersonTable, ScrapTable
from app.store.tables_outbox import DebtTable, OwedRecipeTable, SettlementTable
from app.store.tables_recipe import ProfileTable, RecipeApprovalTable, RecipeVersionTable
from app.store.verify import Reading

_PAGE = 500
"""Rows compared at once."""

VOUCHED: tuple[tuple[type[Row], str, Callable[[Any], dict[str, str]]], ...] = (
    (RevocationTable, "certificate.revoked", facts_of),
    (CrlTable, "crl.signed", crl_facts_of),
    (RegistrationTable, "authority.registered", registration_facts_of),
    (HandoverTable, "authority.handover", handover_facts_of),
    (RemovalTable, "certificate.replaced", removal_facts_of),
    (BulkTable, "bulk.begun", job_facts_of),
    (BatchTable, "bulk.issued", batch_facts_of),
    (ContactTable, "device.contact", contact_facts_of),
    (OwedRecipeTable, "recipe.kept", recipe_facts_of),
    (DebtTable, "registration.owed", debt_facts_of),
    (SettlementTable, "registration.settled", settlement_facts_of),
    (PersonTable, "person.kept", person_facts_of),
    (LoginTable, "login.tried", login_facts_of),
    (OrderTable, "order.kept", order_facts_of),
    (ScrapTable, "unit.scrapped", scrap_facts_of),
    (RecipeVersionTable, "recipe.version", version_facts_of),
    (RecipeApprovalTable, "recipe.approved", approval_facts_of),
    (ProfileTable, "profile.kept", profile_facts_of),
    (LabelTemplateTable, "label.template", template_facts_of),
    (LabelTable, "label.owed", label_facts_of),
    (PrintTable, "label.told", print_facts_of),
)
"""Rows and entries of these kinds are written together, so that the n-th row and the n-th entry belong together."""


def check_rows(reading: Reading, station: str, after: Mapping[str, int]) -> None:
    """Raise ChainBroken for the first row of these tables that is not what its entry says.

    `after`: by table, the last row whose entry was archived.
    """
    for table, kind, facts in VOUCHED:
        number, entry = after.get(str(table.__tablename__), 0), 0
        while True:
            with reading() as session:
                rows, entries = page_of(session, table, station, number), _entries(session, kind, station, entry)
                for row, told in zip(rows, entries, strict=False):
                    if facts(row) != json.loads(told.body)["facts"]:
                        raise ChainBroken(f"Row {row.sequence} of {table.__tablename__} was altered: entry {told.sequence} says otherwise.")
                if len(rows) != len(entries):
                    raise ChainBroken(f"The audit chain of station {station} tells of other {table.__tablename__} than the ledger has.")
                if len(rows) < _PAGE:
                    break
                number, entry = rows[-1].sequence, entries[-1].sequence


def page_of(session: Session, table: type[Row], station: str, number: int) -> list[Row]:
    """The rows after this number, a page of them."""
    wanted = select(table).where(col(table.station) == station, col(table.sequence) > number).order_by(col(table.sequence)).limit(_PAGE)
    return list(session.exec(wanted).all())


def _entries(session: Session, kind: str, station: str, number: int) -> list[EntryTable]:
    wanted = (
        select(EntryTable)
        .where(col(EntryTable.station) == station, col(EntryTable.kind) == kind, col(EntryTable.sequence) > number)
        .order_by(col(EntryTable.sequence))
        .limit(_PAGE)
    )
    return list(session.exec(wanted).all())
