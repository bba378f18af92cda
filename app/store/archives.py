"""What left the ledger: how far the chain was archived, under which hash it goes on, and what was kept of it."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Self

from sqlmodel import Session, col, select

from app.core.errors import ChainBroken
from app.store.entries import GENESIS, told_of
from app.store.tables import EntryTable
from app.store.tables_audit import ArchiveTable

ARCHIVED = "ledger.archived"
"""The kind of entry that says what left, and vouches for what was kept."""
_KEPT = "kept_"


@dataclass(frozen=True, slots=True)
class Kept:
    """The first rows of a table, whose entries left: how many, and the SHA-256 over what those entries said of them."""

    count: int = 0
    digest: str = ""

    @classmethod
    def of_text(cls, text: str) -> Self:
        """As an entry tells it."""
        count, _, digest = text.partition(" ")
        return cls(int(count), digest)

    def __str__(self) -> str:
        return f"{self.count} {self.digest}"


@dataclass(frozen=True, slots=True)
class Base:
    """Where the chain in the ledger begins, and what is known of what came before."""

    entry: int = 0
    """The last entry that left; 0: none ever did."""
    hash: str = GENESIS
    """What the next entry names as the hash before it."""
    runs: int = 0
    """Runs up to this number have no entries and no steps here."""
    keys: frozenset[str] = frozenset()
    """The station's public keys (hex) that the archived entries tell of."""
    kept: dict[str, Kept] = field(default_factory=dict)
    """By table."""
    at: datetime | None = None
    name: str = ""
    """Of the archive's folder."""
    manifest: str = ""
    """SHA-256 of the archive's manifest, hex."""

    def kept_of(self, table: str) -> Kept:
        """What is vouched for of the beginning of this table."""
        return self.kept.get(table, Kept())


def base_of(session: Session, station: str) -> Base:
    """Where the station's chain begins; raises ChainBroken where what says so was altered."""
    row = _last(session, station)
    if row is None:
        return Base()
    wanted = select(EntryTable).where(col(EntryTable.station) == station, col(EntryTable.kind) == ARCHIVED)
    entry = session.exec(wanted.order_by(col(EntryTable.sequence).desc()).limit(1)).first()
    facts = told_of(entry.body).get("facts", {}) if entry is not None else {}
    if {name: facts.get(name) for name in facts_of(row)} != facts_of(row):
        raise ChainBroken(f"The audit chain of station {station} is broken: no entry tells of the archive {row.name} as the ledger does.")
    kept = {name.removeprefix(_KEPT): Kept.of_text(told) for name, told in facts.items() if name.startswith(_KEPT)}
    return Base(row.entry, row.hash, row.runs, frozenset(facts["keys"].split()), kept, row.at, row.name, row.manifest)


def list_archives(session: Session, station: str) -> list[ArchiveTable]:
    """Every archive that entries went to, the oldest first."""
    rows = select(ArchiveTable).where(col(ArchiveTable.station) == station)
    return list(session.exec(rows.order_by(col(ArchiveTable.sequence))).all())


def facts_of(row: ArchiveTable) -> dict[str, str]:
    """What the audit entry says of an archive."""
    return {
        "name": row.name,
        "manifest": row.manifest,
        "entries": str(row.entry),
        "hash": row.hash,
        "runs": str(row.runs),
        "why": row.why,
    }


def whole_facts_of(row: ArchiveTable, keys: frozenset[str], kept: dict[str, Kept]) -> dict[str, str]:
    """All that the audit entry says when the archive is made."""
    told = {f"{_KEPT}{table}": str(each) for table, each in kept.items()}
    return {**facts_of(row), "keys": " ".join(sorted(keys)), **told}


def _last(session: Session, station: str) -> ArchiveTable | None:
    rows = select(ArchiveTable).where(col(ArchiveTable.station) == station)
    return session.exec(rows.order_by(col(ArchiveTable.sequence).desc()).limit(1)).first()
