"""The ledger of one station: everything that was done, durable before anybody relies on it."""

import functools
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self
from uuid import UUID

from sqlalchemy import Engine
from sqlmodel import Session, col, select

from app.core.chain import Chain, Prior
from app.core.errors import ChainBroken
from app.core.recipe import Recipe
from app.core.run import Record, Start, Step, StepResult
from app.store import certificates, runs, search, verify, vouched, vouched_authority, vouched_outbox
from app.store.book import Book
from app.store.bulk import BulkBook
from app.store.columns import clean
from app.store.entries import append, head_of, last_time
from app.store.faults import translated
from app.store.lock import WriterLock
from app.store.opening import migrate, prepare, require_readable
from app.store.orders import OrderBook, check_lists
from app.store.outbox_book import OutboxBook
from app.store.people import PeopleBook
from app.store.sqlite import WRITING, engine_on
from app.store.tables import DeviceTable
from app.store.tally import tally
from app.store.values import Cursor, RunQuery, RunRow, Tally, Unit, Verified


def _utc_now() -> datetime:
    return datetime.now(UTC)


@functools.cache
def _schema() -> frozenset[tuple[str, str]]:
    """What the tables of a ledger that nobody touched look like."""
    engine = engine_on(None)
    try:
        migrate(engine)
        with Session(engine) as session:
            return verify.schema_of(session)
    finally:
        engine.dispose()


class Ledger:
    """An open ledger; any thread may call it. Every call is one short transaction, on disk when it returns.

    Every call raises StoreError: StoreFull (nothing of the call is in the ledger then), StoreBusy, StoreDamaged.
    """

    def __init__(self, engine: Engine, file: Path | None, station: str, lock: WriterLock | None, now: Callable[[], datetime]) -> None:
        """Use `Ledger.open`."""
        self._engine = engine
        self._file = file
        self._station = clean(station)
        self._lock = lock
        self._now = now
        self._one_writer = threading.RLock()
        self.authorities = Book(self._station, now, self._reading, self._writing)
        self.people = PeopleBook(self._station, now, self._reading, self._writing)
        self.orders = OrderBook(self._station, now, self._reading, self._writing)
        self.bulk = BulkBook(self._station, now, self._reading, self._writing)
        self.outbox = OutboxBook(self._station, now, self._reading, self._writing)

    @classmethod
    def open(cls, file: Path | None, station: str, *, read_only: bool = False, now: Callable[[], datetime] = _utc_now) -> Self:
        """The ledger in `file`, made or brought up to date where needed, or one in memory; `now` is a clock in UTC.

        Only one program may hold it for writing (StoreBusy); `read_only` opens beside it, unless the file is older than this program
        (StoreOlder). Raises StoreDamaged, StoreNewer, StoreFull; then the file is left as it is.
        """
        if file is None:
            engine = engine_on(None)
            migrate(engine)
            return cls(engine, None, station, None, now)
        if read_only:
            require_readable(file)
            return cls(engine_on(file, read_only=True), file, station, None, now)
        with translated(file):
            file.parent.mkdir(parents=True, exist_ok=True)
            lock = WriterLock(file)
        try:
            prepare(file)
            ledger = cls(engine_on(file), file, station, lock, now)
            ledger.chain_head()
        except BaseException:
            lock.release()
            raise
        return ledger

    def close(self) -> None:
        """Let the file go; may be called twice."""
        self._engine.dispose()
        if self._lock is not None:
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    # ---- writing -----------------------------------------------------------------------------------------------

    def begin(self, start: Start) -> None:
        """A run begins."""
        with self._writing() as session:
            runs.begin(session, self._station, start)

    def begin_step(self, run: UUID, step: Step, at: datetime) -> None:
        """A step of the run is about to begin: call it before anything of the step is done."""
        with self._writing() as session:
            runs.begin_step(session, self._station, run, step, at)

    def end_step(self, run: UUID, result: StepResult) -> None:
        """A step ended, well or not."""
        with self._writing() as session:
            runs.end_step(session, self._station, run, result)

    def finish(self, record: Record, owing: Recipe | None = None) -> None:
        """A run ended: its outcome, identity, receipt and unit, and, where it PASSED, that its certificate is confirmed; all or nothing.

        `owing` is the recipe by which the platform is still to be told: the unit's debt is written with the run's end.
        Steps of the record that are not yet in the ledger are written too. Raises LookupError for a run that never began and
        ValueError for one that has ended.
        """
        with self._writing() as session:
            runs.finish(session, self._station, record, owing)

    def close_interrupted(self, at: datetime) -> list[UUID]:
        """End every run that this station began and never ended, as an ERROR with RunInterrupted's code; for when a station starts."""
        with self._writing() as session:
            return runs.close_interrupted(session, self._station, at)

    def add_issued(self, run: UUID, identifier: str, key: str, recipe_digest: str, chain: Chain, *, renewing: bool = False) -> None:
        """Remember a certificate, before anybody gets it.

        `key` is the SHA-256 of the SubjectPublicKeyInfo, hex. Raises Duplicate where the same certificate is there, or one for the same
        identifier, key and recipe that has not expired and was not revoked; `renewing`: nor confirmed.
        """
        with self._writing() as session:
            made = Prior(chain, identifier, key, recipe_digest, confirmed=False)
            certificates.add_issued(session, self._station, self._now(), run, made, renewing=renewing)

    def note(self, kind: str, facts: dict[str, str], who: str = "") -> None:
        """Any other audit entry: program.started, settings.changed, …; never a secret."""
        with self._writing() as session:
            append(session, self._station, self._now(), kind, facts, who=who)

    # ---- reading -----------------------------------------------------------------------------------------------

    def list_issued(self, identifier: str, key: str) -> list[Prior]:
        """Every certificate ever made for this identifier or this key (or brought by a unit that passed), newest first."""
        with self._reading() as session:
            return certificates.list_issued(session, identifier, key)

    def knows_certificate(self, fingerprint: str) -> bool:
        """Whether the certificate with this SHA-256 (hex) was made here, or came with a unit that passed."""
        with self._reading() as session:
            return certificates.knows(session, fingerprint)

    def find_unit(self, identifier: str) -> Unit | None:
        """What is known of the unit, or None where no run ever saw it."""
        with self._reading() as session:
            row = session.exec(select(DeviceTable).where(col(DeviceTable.identifier) == identifier)).first()
            if row is None:
                return None
            return Unit(row.identifier, row.model, row.serial, row.chip, row.passed_at, row.passed_by, row.passed_run, row.fingerprint)

    def last_time(self) -> datetime | None:
        """The newest time in the audit chain: a clock before it went back."""
        with self._reading() as session:
            return last_time(session)

    def list_runs(self, query: RunQuery, before: Cursor | None = None, limit: int = 100) -> list[RunRow]:
        """At most `limit` runs, newest first, beginning after the place `before` (the `cursor` of the last row of the page before)."""
        with self._reading() as session:
            return search.list_runs(session, query, before, limit)

    def count_runs(self, query: RunQuery) -> int:
        """How many runs there are to list."""
        with self._reading() as session:
            return search.count_runs(session, query)

    def get_run(self, run: UUID) -> Record:
        """The whole run; one that goes on is told as an ERROR without failure that ends now. Raises LookupError where there is none."""
        with self._reading() as session:
            return runs.get(session, run, self._now())

    def tally(self, since: datetime) -> Tally:
        """What came of the runs begun at or after `since`."""
        with self._reading() as session:
            return tally(session, since, self._now())

    def chain_head(self) -> tuple[int, str]:
        """The number and the hash of the last audit entry; 0 and 64 zeros where there is none."""
        with self._reading() as session:
            return head_of(session, self._station)

    def verify(self) -> Verified:
        """Walk every chain in the file, then compare the tables with it; in constant memory, without keeping writers waiting.

        Raises StoreDamaged where SQLite finds the file not whole, ChainBroken naming a table or trigger that was altered, else the first
        wrong entry and how it is wrong, else the first row that is not what its entry says.
        """
        entries = ended = kept = 0
        head = self.chain_head()[1]
        try:
            with self._reading() as session:
                verify.require_sound(session, _schema())
                stations = verify.stations(session)
            for station in stations:
                count, last = verify.walk(self._reading, station)
                entries += count
                head = last if station == self._station else head
                ended += vouched.check_runs(self._reading, station)
                kept += vouched.check_certificates(self._reading, station)
                vouched_authority.check_authorities(self._reading, station)
                vouched_outbox.check_outbox(self._reading, station)
                with self._reading() as session:
                    check_lists(session, station)
        except (ValueError, TypeError, KeyError) as error:
            raise ChainBroken("The ledger was altered: a row in it cannot be read as what it must be.") from error
        return Verified(entries, head, ended, kept)

    # ---- how ---------------------------------------------------------------------------------------------------

    @contextmanager
    def _writing(self) -> Iterator[Session]:
        with self._one_writer, translated(self._file), Session(self._engine.execution_options(**WRITING)) as session, session.begin():
            yield session

    @contextmanager
    def _reading(self) -> Iterator[Session]:
        # In memory there is one connection, so readers wait for the writer.
        with self._one_writer if self._file is None else threading.Lock(), translated(self._file), Session(self._engine) as session:
            yield session
