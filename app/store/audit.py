"""The part of the ledger that is about its own audit chain: reading it, signing its head, proving that it holds."""

import functools
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import ColumnElement, func, select
from sqlmodel import Session

from app.core.errors import ChainBroken, SealBroken
from app.core.seal import name_of
from app.store import archives, heads, labels, order_rows, recipes, vouched, vouched_outbox, vouched_rows
from app.store import verify as proof
from app.store.archives import Base
from app.store.entries import GENESIS
from app.store.heads import Head
from app.store.kept import check_kept
from app.store.opening import make
from app.store.sqlite import engine_on
from app.store.tables import ENTRIES
from app.store.values import Entry, EntryQuery, Trust, Verified
from app.store.verify import Reading

Tell = Callable[[int, int], object]
"""How many entries are done, of how many; what it raises ends the walk."""


def _untold(_done: int, _of: int) -> None:
    pass


def _tell_of(tell: Tell, before: int, total: int, done: int) -> None:
    tell(before + done, total)


@functools.cache
def _schema() -> frozenset[tuple[str, str]]:
    """What the tables of a ledger that nobody touched look like."""
    engine = engine_on(None)
    try:
        make(engine)
        with Session(engine) as session:
            return proof.schema_of(session)
    finally:
        engine.dispose()


class AuditBook:
    """`Ledger.audit`: any thread may call it; every call raises StoreError as the ledger's do."""

    def __init__(self, station: str, file: Path | None, reading: Reading, sign: Callable[[str], Head | None]) -> None:
        self._station, self._file = station, file
        self._reading, self._sign = reading, sign

    def sign_head(self, reason: str) -> Head | None:
        """Sign the chain as it stands, and keep that apart: `export`, `shift`, …; None where the ledger has no key or no entry."""
        return self._sign(reason)

    def list_entries(self, query: EntryQuery, before: int | None = None, limit: int = 100, skip: int = 0) -> list[Entry]:
        """At most `limit` entries of this station, newest first, beginning `skip` entries before the entry `before`."""
        kept = ENTRIES.c
        wanted = ENTRIES.select().where(kept.station == self._station, *_conditions(query))
        if before is not None:
            wanted = wanted.where(kept.sequence < before)
        with self._reading() as session:
            rows = session.connection().execute(wanted.order_by(kept.sequence.desc()).limit(limit).offset(skip)).all()
        return [Entry.of_body(row.sequence, row.at, row.kind, row.run, body=row.body, digest=row.hash) for row in rows]

    def count_entries(self, query: EntryQuery) -> int:
        """How many there are to list."""
        wanted = select(func.count()).select_from(ENTRIES).where(ENTRIES.c.station == self._station, *_conditions(query))
        with self._reading() as session:
            return int(session.connection().execute(wanted).scalar_one())

    def list_kinds(self) -> list[str]:
        """Every kind of entry there is."""
        with self._reading() as session:
            return sorted(session.connection().execute(select(ENTRIES.c.kind).distinct()).scalars())

    def verify(self, trust: Trust | None = None, tell: Tell = _untold, *, apart: bool = True) -> Verified:
        """Walk every chain in the file, check the signed heads, then compare the tables with the chain; in constant memory.

        `apart`: with the head kept beside the ledger too; a backup has none.

        Raises StoreDamaged where SQLite finds the file not whole, ChainBroken naming a table or trigger that was altered, else the first
        wrong entry and how it is wrong, else the first row that is not what its entry says.
        """
        trust = trust or Trust()
        try:
            with self._reading() as session:
                proof.require_sound(session, _schema())
                stations = proof.stations(session)
                total = int(session.connection().execute(select(func.count()).select_from(ENTRIES)).scalar_one())
            found = Verified(0, GENESIS, 0, 0)
            for station in stations:
                found = self._verify_station(station, trust, found, functools.partial(_tell_of, tell, found.entries, total), apart=apart)
        except (ValueError, TypeError, KeyError) as error:
            raise ChainBroken("The ledger was altered: a row in it cannot be read as what it must be.") from error
        return found

    def _verify_station(self, station: str, trust: Trust, before: Verified, tell: proof.Tell, *, apart: bool) -> Verified:
        own = station == self._station
        with self._reading() as session:
            signed = heads.list_heads(session, station)
            base = archives.base_of(session, station)
        by_entry: dict[int, list[Head]] = defaultdict(list)
        for head in signed:
            by_entry[head.entry].append(head)
        walked = proof.walk(self._reading, station, by_entry, tell, base)
        keys = _require_keys(station, walked.keys, trust, own=own)
        for head in signed:
            _require_signed(head, keys, f"entry {head.entry}")
        if own and apart:
            self._require_apart(keys, trust)
        last = check_kept(self._reading, station, base)
        ended = base.kept_of("runs").count + vouched.check_runs(self._reading, station, base.runs)
        known = base.kept_of("certificates").count
        certified = vouched.check_certificates(self._reading, station, known, last.get("certificates", 0))
        vouched_rows.check_rows(self._reading, station, last)
        vouched_outbox.check_outbox(self._reading, station)
        with self._reading() as session:
            order_rows.check_lists(session, station)
            recipes.check_versions(session, station)
            labels.check_labels(session, station)
        return Verified(
            entries=before.entries + walked.entries,
            head=walked.head if own else before.head,
            runs=before.runs + ended,
            certificates=before.certificates + certified,
            heads=before.heads + len(signed),
            archived=before.archived + base.entry,
            remarks=(*before.remarks, *_archived(base), *walked.remarks),
        )

    def _require_apart(self, keys: frozenset[str], trust: Trust) -> None:
        """Compare the chain with the heads that are kept apart from it; a station without a key has none."""
        places: list[tuple[Path, tuple[Head | None, ...]]] = []
        if self._file is not None and keys:
            apart = heads.apart_of(self._file)
            places.append((apart, heads.read_apart(apart)))
        if trust.anchor is not None and keys:
            places.append((trust.anchor, heads.read_anchor(trust.anchor, self._station)))
        for where, kept in places:
            last = heads.newest(kept, keys)
            if last is None:
                broken = "holds no head that this station signed" if kept else "is gone"
                raise ChainBroken(f"The signed head that is kept apart in {where} {broken}: nobody can say where the chain ended.")
            with self._reading() as session:
                heads.require_head(session, last, where)


def _conditions(query: EntryQuery) -> list[ColumnElement[bool]]:
    kept = ENTRIES.c
    conditions = []
    if query.kind:
        conditions.append(kept.kind == query.kind)
    if query.run is not None:
        conditions.append(kept.run == query.run)
    if query.since is not None:
        conditions.append(kept.at >= query.since)
    if query.until is not None:
        conditions.append(kept.at < query.until)
    return conditions


def _archived(base: Base) -> tuple[str, ...]:
    if base.at is None:
        return ()
    return (f"Entries 1 to {base.entry:,} were archived, the last of them on {base.at:%d %B %Y} in {base.name} ({base.manifest}).",)


def _require_keys(station: str, told: set[str], trust: Trust, *, own: bool) -> frozenset[str]:
    """The keys whose heads count: what the chain tells of, which must be what is known from elsewhere, where anything is."""
    trusted = {key.hex() for key in trust.keys} if own else set()
    if not trusted <= told:
        missing = ", ".join(name_of(bytes.fromhex(key))[:16] for key in sorted(trusted - told))
        raise ChainBroken(f"The audit chain of station {station} does not know the station's key {missing}…: it was written anew.")
    return frozenset(told | trusted)


def _require_signed(head: Head, keys: frozenset[str], where: str) -> None:
    try:
        head.require_signed(keys)
    except (SealBroken, ValueError) as error:
        raise ChainBroken(f"The signature at {where} of station {head.station} is wrong: {error}") from error
