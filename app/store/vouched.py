"""Whether the tables still say what the audit chain vouches for."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import RowMapping, Table, and_, exists, func, or_, select
from sqlmodel import Session

from app.core.errors import ChainBroken
from app.core.run import Outcome
from app.store.certificates import facts_of
from app.store.rows import digest
from app.store.tables import CERTIFICATES, DEVICES, ENTRIES, ISSUERS, RECEIPTS, RUNS, STEPS, CertificateTable
from app.store.verify import Reading

_PAGE = 500
"""Rows compared at once."""

CERTIFICATE_KINDS = ("certificate.issued", "certificate.brought")


def check_runs(reading: Reading, station: str, after: int) -> int:
    """How many runs that ended are what their entry says; raises ChainBroken for the first that is not.

    `after`: the last run whose entries were archived.
    """
    ended, number = 0, after
    while True:
        with reading() as session:
            runs = page_of(session, RUNS, station, number)
            ended += _compare_runs(session, runs)
            if len(runs) < _PAGE:
                _require_no_run_gone(session, station)
                return ended
        number = runs[-1]["sequence"]


def check_certificates(reading: Reading, station: str, kept: int, after: int) -> int:
    """How many certificates are what their entry says, with those `kept`; raises ChainBroken for the first that is not.

    `after`: the last certificate whose entry was archived.
    """
    checked, number = 0, after
    while True:
        with reading() as session:
            rows = page_of(session, CERTIFICATES, station, number)
            _compare_certificates(session, rows)
            checked += len(rows)
            if len(rows) < _PAGE:
                _require_all_certificates(session, station, checked)
                _require_true_words(session, station)
                return kept + checked
        number = rows[-1]["sequence"]


def page_of(session: Session, table: Table, station: str, number: int) -> list[RowMapping]:
    """The rows after this number, a page of them."""
    wanted = table.select().where(table.c.station == station, table.c.sequence > number).order_by(table.c.sequence).limit(_PAGE)
    return list(session.connection().execute(wanted).mappings().all())


def rows_of(session: Session, table: Table, runs: Iterable[UUID]) -> dict[UUID, list[RowMapping]]:
    """Rows of `table` by the run they belong to, in their order."""
    found: dict[UUID, list[RowMapping]] = defaultdict(list)
    for row in session.connection().execute(table.select().where(table.c.run.in_(runs)).order_by(table.c.sequence)).mappings():
        found[row["run"]].append(row)
    return found


def _compare_runs(session: Session, runs: list[RowMapping]) -> int:
    ids = [run["id"] for run in runs]
    steps, receipts, entries = (rows_of(session, table, ids) for table in (STEPS, RECEIPTS, ENTRIES))
    ended = 0
    for run in runs:
        told = {entry["kind"]: entry for entry in entries[run["id"]]}
        if "run.begun" not in told:
            raise ChainBroken(f"Run {run['id']} is in the ledger, but its beginning is not in the audit chain: an entry was removed.")
        if run["ended"] is None:
            if "run.ended" in told:
                raise ChainBroken(f"Run {run['id']} was altered: entry {told['run.ended']['sequence']} says that it ended.")
            continue
        ended += 1
        if "run.ended" not in told:
            raise ChainBroken(f"Run {run['id']} ended, but its end is not in the audit chain: an entry was removed.")
        said = json.loads(told["run.ended"]["body"])["facts"]["record"]
        if said != digest(run, steps[run["id"]], next(iter(receipts[run["id"]]), None)):
            raise ChainBroken(f"Run {run['id']} was altered after it ended: it is not what entry {told['run.ended']['sequence']} says.")
    return ended


def _require_no_run_gone(session: Session, station: str) -> None:
    gone = select(ENTRIES.c.sequence).where(
        ENTRIES.c.station == station, ENTRIES.c.kind == "run.begun", ~exists().where(RUNS.c.id == ENTRIES.c.run)
    )
    first = session.connection().execute(gone.order_by(ENTRIES.c.sequence).limit(1)).scalar()
    if first is not None:
        raise ChainBroken(f"The run that entry {first} tells of was removed from the ledger.")


def _compare_certificates(session: Session, rows: list[RowMapping]) -> None:
    kept = ENTRIES.c
    # By their times alone: one run of a bulk job makes a hundred thousand, and told the kind too, SQLite would read all of that kind.
    wanted = select(kept.run, kept.at, kept.kind, kept.body).where(kept.at.in_({row["at"] for row in rows}))
    told = {}
    for run, at, kind, body in session.connection().execute(wanted):
        if kind in CERTIFICATE_KINDS:
            facts = json.loads(body)["facts"]
            told[run, at, facts["fingerprint"]] = facts
    for row in rows:
        vouched = told.get((row["run"], row["at"], row["fingerprint"])) == facts_of(CertificateTable(**row))
        if not vouched or hashlib.sha256(row["der"]).hexdigest() != row["fingerprint"]:
            raise ChainBroken(f"The certificate with serial {row['serial']} was altered or inserted: no entry tells of it as it is.")


def _require_all_certificates(session: Session, station: str, kept: int) -> None:
    told = select(func.count()).select_from(ENTRIES).where(ENTRIES.c.station == station, ENTRIES.c.kind.in_(CERTIFICATE_KINDS))
    if session.connection().execute(told).scalar_one() != kept:
        raise ChainBroken(
            f"The audit chain of station {station} tells of other certificates than the {kept} in the ledger: one was removed."
        )


def _require_true_words(session: Session, station: str) -> None:
    """What rows say of other rows: issuers' fingerprints, confirmations and units that passed."""
    connection = session.connection()
    for fingerprint, der in connection.execute(select(ISSUERS.c.fingerprint, ISSUERS.c.der).where(ISSUERS.c.station == station)):
        if hashlib.sha256(der).hexdigest() != fingerprint:
            raise ChainBroken(f"The CA certificate {fingerprint} was altered.")
    passed = RUNS.c.outcome == Outcome.PASSED.value
    confirmed = and_(
        RUNS.c.id == CERTIFICATES.c.confirmed_run,
        RUNS.c.ended == CERTIFICATES.c.confirmed_at,
        RUNS.c.fingerprint == CERTIFICATES.c.fingerprint,
        passed,
    )
    false_claim = select(CERTIFICATES.c.serial).where(
        CERTIFICATES.c.station == station, CERTIFICATES.c.confirmed_run.is_not(None), ~exists().where(confirmed)
    )
    serial = connection.execute(false_claim.limit(1)).scalar()
    if serial is not None:
        raise ChainBroken(f"The certificate with serial {serial} was altered: no run that passed confirms it.")
    columns = ("identifier", "model", "serial", "revision", "firmware", "chip", "fingerprint")
    same = and_(
        RUNS.c.id == DEVICES.c.passed_run,
        RUNS.c.ended == DEVICES.c.passed_at,
        RUNS.c.operator == DEVICES.c.passed_by,
        passed,
        *(RUNS.c[name] == DEVICES.c[name] for name in columns),
    )
    claims = or_(DEVICES.c.passed_run.is_not(None), DEVICES.c.passed_at.is_not(None))
    false_unit = select(DEVICES.c.identifier).where(DEVICES.c.station == station, claims, ~exists().where(same))
    identifier = connection.execute(false_unit.limit(1)).scalar()
    if identifier is not None:
        raise ChainBroken(f"The unit {identifier} was altered: it is not what the run it passed in says.")
