"""Rows that stay in the ledger while their entries leave it: the entry that says what left vouches for them by one hash a table."""

import hashlib
from collections.abc import Callable, Iterator
from typing import Any

import rfc8785
from sqlalchemy import RowMapping, func, select
from sqlmodel import Session

from app.core.errors import ChainBroken
from app.store import vouched_rows
from app.store.archives import Base, Kept, facts_of, list_archives
from app.store.certificates import facts_of as certificate_facts_of
from app.store.rows import plain
from app.store.tables import CERTIFICATES, ENTRIES, RECEIPTS, RUNS, STEPS, CertificateTable, Row
from app.store.tables_audit import ArchiveTable
from app.store.verify import Reading
from app.store.vouched import CERTIFICATE_KINDS, page_of, rows_of

Told = tuple[int, dict[str, Any]]
"""A row's number, and all of it that never changes."""
Page = Callable[[Session, str, int], list[Told]]


def measure(reading: Reading, station: str, base: Base, entry: int, runs: int) -> dict[str, Kept]:
    """What the entries up to `entry`, and the runs up to the number `runs`, vouch for."""
    counts = {name: base.kept_of(name).count for name in _PAGES}
    with reading() as session:
        connection = session.connection()
        for name, kinds in _KINDS.items():
            told = select(func.count()).where(ENTRIES.c.station == station, ENTRIES.c.kind.in_(kinds), ENTRIES.c.sequence <= entry)
            counts[name] += int(connection.execute(told).scalar_one())
        counts["runs"] = int(
            connection.execute(select(func.count()).where(RUNS.c.station == station, RUNS.c.sequence <= runs)).scalar_one()
        )
        counts["archives"] = len(list_archives(session, station))
    measured = {name: _first(reading, station, name, count) for name, count in counts.items() if count}
    return {name: kept for name, (kept, _) in measured.items()}


def check_kept(reading: Reading, station: str, base: Base) -> dict[str, int]:
    """The number of the last row, by table, that the archive's entry vouches for; raises ChainBroken where one is not as it was."""
    last = {}
    for name, kept in base.kept.items():
        found, last[name] = _first(reading, station, name, kept.count)
        if found != kept:
            raise ChainBroken(f"The {name} whose entries are archived in {base.name} were altered: they are not what was kept of them.")
    left = select(STEPS.c.id).join(RUNS, RUNS.c.id == STEPS.c.run).where(RUNS.c.station == station, RUNS.c.sequence <= base.runs)
    with reading() as session:
        if session.connection().execute(left.limit(1)).first() is not None:
            raise ChainBroken(f"A step was inserted into a run whose steps are archived in {base.name}.")
    return last


def _first(reading: Reading, station: str, name: str, count: int) -> tuple[Kept, int]:
    """The first so many rows of a table, and the number of the last of them."""
    digest, done, number = hashlib.sha256(), 0, 0
    for sequence, told in _rows(reading, station, _PAGES[name]):
        if done == count:
            break
        digest.update(rfc8785.dumps(told) + b"\n")
        done, number = done + 1, sequence
    return Kept(done, digest.hexdigest()), number


def _rows(reading: Reading, station: str, page: Page) -> Iterator[Told]:
    number = 0
    while True:
        with reading() as session:
            rows = page(session, station, number)
        if not rows:
            return
        yield from rows
        number = rows[-1][0]


def _runs(session: Session, station: str, number: int) -> list[Told]:
    """With what the platform answered: a run's end vouches for both."""
    rows = page_of(session, RUNS, station, number)
    receipts = rows_of(session, RECEIPTS, [row["id"] for row in rows])
    return [(row["sequence"], {"run": plain(row), "receipts": [plain(each) for each in receipts[row["id"]]]}) for row in rows]


def _certificates(session: Session, station: str, number: int) -> list[Told]:
    return [(row["sequence"], _certificate(row)) for row in page_of(session, CERTIFICATES, station, number)]


def _certificate(row: RowMapping) -> dict[str, Any]:
    """What its entry says, and what that entry's own columns say."""
    whole = plain({name: row[name] for name in ("at", "run", "issued")})
    return {**certificate_facts_of(CertificateTable(**row)), **whole, "der": hashlib.sha256(row["der"]).hexdigest()}


def _page(table: type[Row], facts: Callable[[Any], dict[str, str]]) -> Page:
    def page(session: Session, station: str, number: int) -> list[Told]:
        return [(row.sequence, facts(row)) for row in vouched_rows.page_of(session, table, station, number)]

    return page


_PAGES: dict[str, Page] = {
    "runs": _runs,
    "certificates": _certificates,
    "archives": _page(ArchiveTable, facts_of),
    **{str(table.__tablename__): _page(table, facts) for table, _, facts in vouched_rows.VOUCHED},
}
_KINDS: dict[str, tuple[str, ...]] = {
    "certificates": CERTIFICATE_KINDS,
    **{str(table.__tablename__): (kind,) for table, kind, _ in vouched_rows.VOUCHED},
}
