"""The ledger of one station: everything that was done, durable before anybody relies on it."""

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Self
from uuid import UUID

import structlog
from sqlalchemy import Connection, Engine
from sqlmodel import Session

from app.core.chain import Chain, Prior
from app.core.errors import StationError
from app.core.label import Wanted
from app.core.recipe import Recipe
from app.core.run import Record, Start, Step, StepResult
from app.core.seal import Seal
from app.store import certificates, runs, search, story, units
from app.store.books import Books
from app.store.columns import clean
from app.store.copying import copy_to
from app.store.entries import add, head_of, last_time
from app.store.faults import translated
from app.store.heads import RESTORED, Head, Heads
from app.store.lock import WriterLock
from app.store.opening import make, prepare, require_readable
from app.store.sqlite import WRITING, driven, engine_on
from app.store.tally import tally
from app.store.values import Cursor, Entry, Left, Placed, RunQuery, RunRow, Tally, Unit, Verified

log = structlog.get_logger(__name__)


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Ledger(Books):
    """An open ledger; any thread may call it. Every call is one short transaction, on disk when it returns.

    Every call raises StoreError: StoreFull (nothing of the call is in the ledger then), StoreBusy, StoreDamaged.
    """

    def __init__(self, engine: Engine, file: Path | None, station: str, lock: WriterLock | None, now: Callable[[], datetime]) -> None:
        """Use `Ledger.open`."""
        super().__init__(clean(station), file, now)
        self._engine = engine
        self._lock = lock
        self._one_writer = threading.RLock()
        self._heads: Heads | None = None
        self._signed: Head | None = None

    @classmethod
    def open(
        cls,
        file: Path | None,
        station: str,
        *,
        read_only: bool = False,
        now: Callable[[], datetime] = _utc_now,
        seal: Seal | None = None,
        anchor: Path | None = None,
        restored: Mapping[str, str] | None = None,
    ) -> Self:
        """The ledger in `file`, made or brought up to date where needed, or one in memory; `now` is a clock in UTC.

        With a `seal` the chain's head is signed, in the ledger, in a file beside it and in the folder `anchor`;
        `restored` tells of a backup that was just put in place. Only one program may hold
        the ledger for writing (StoreBusy); `read_only` opens beside it, unless the file is older than this program (StoreOlder). Raises
        StoreDamaged, StoreNewer, StoreFull, and ChainBroken where the ledger is not the one whose head was signed last; then the file is
        left as it is.
        """
        if file is None:
            engine = engine_on(None)
            make(engine)
            ledger = cls(engine, None, station, None, now)
            ledger._sign_with(seal, anchor, restored)
            return ledger
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
            ledger._sign_with(seal, anchor, restored)
        except BaseException:
            lock.release()
            raise
        return ledger

    def close(self) -> None:
        """Sign the head and let the file go, after whatever is being written; may be called twice."""
        with self._one_writer:
            try:
                self._sign_head("close")
            except StationError as error:  # the disk's, or that of the token with the station's key
                log.warning("ledger.closed_unsigned", code=error.code, reason=error.message)
            self._heads = None
            if "_writer" in self.__dict__:
                self._writer.close()
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

    def finish(self, record: Record, owing: Recipe | None = None, label: Wanted | None = None) -> None:
        """A run ended: its outcome, identity, receipt and unit, and, where it PASSED, that its certificate is confirmed; all or nothing.

        `owing` is the recipe by which the platform is still to be told, `label` what is still to be printed: both are written with the
        run's end.
        Steps of the record that are not yet in the ledger are written too. Raises LookupError for a run that never began and
        ValueError for one that has ended.
        """
        with self._writing() as session:
            runs.finish(session, self._station, record, owing, label)

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

    def copy_to(self, copy: Path, ask: Callable[[], object]) -> None:
        """A whole copy of the ledger in a new file, as it is committed now; `ask` is called meanwhile, and what it raises ends it."""
        if self._file is None:
            raise LookupError("a ledger in memory has no file to copy")
        copy_to(self._file, copy, ask)

    def note(self, kind: str, facts: dict[str, str], who: str = "") -> None:
        """Any other audit entry: program.started, settings.changed, …; never a secret."""
        with self._transaction() as connection:
            add(connection, self._station, self._now(), kind, (facts,), who=who)

    # ---- reading -----------------------------------------------------------------------------------------------

    def list_issued(self, identifier: str, key: str) -> list[Prior]:
        """Every certificate ever made for this identifier or this key (or brought by a unit that passed), newest first."""
        with self._reading() as session:
            return certificates.list_issued(session, identifier, key)

    def list_moduli(self) -> list[int]:
        """The moduli of every RSA key that has a certificate, so that a new one can be compared with them."""
        with self._reading() as session:
            return certificates.list_moduli(session)

    def list_issued_among(self, identifiers: Sequence[str], keys: Sequence[str]) -> list[Prior]:
        """As `list_issued`, for many at once."""
        with self._reading() as session:
            return certificates.list_among(session, identifiers, keys)

    def knows_certificate(self, fingerprint: str) -> bool:
        """Whether the certificate with this SHA-256 (hex) was made here, or came with a unit that passed."""
        with self._reading() as session:
            return certificates.knows(session, fingerprint)

    def find_unit(self, identifier: str) -> Unit | None:
        """What is known of the unit, or None where no run ever saw it."""
        with self._reading() as session:
            return units.find(session, identifier)

    def last_time(self) -> datetime | None:
        """The newest time in the audit chain: a clock before it went back."""
        with self._reading() as session:
            return last_time(session)

    def list_runs(self, query: RunQuery, after: Cursor | None = None, limit: int = 100, skip: int = 0) -> list[RunRow]:
        """At most `limit` runs in the query's order, beginning `skip` runs after the place `after`: the `cursor` of a row."""
        with self._reading() as session:
            return search.list_runs(session, query, after, limit, skip)

    def count_runs(self, query: RunQuery) -> int:
        """How many runs there are to list."""
        with self._reading() as session:
            return search.count_runs(session, query)

    def get_run(self, run: UUID) -> Record:
        """The whole run; one that goes on is told as an ERROR without failure that ends now. Raises LookupError where there is none."""
        with self._reading() as session:
            return runs.get(session, run, self._now())

    def find_place(self, run: UUID) -> Placed | Left | None:
        """Where in the audit chain the run stands, or in which archive what was said of it is."""
        with self._reading() as session:
            return story.place(session, run)

    def tell_story(self, name: str) -> list[Entry]:
        """What happened to the unit with this identifier or serial number, in all its runs and apart from them: the oldest first."""
        with self._reading() as session:
            return story.tell(session, self._station, name)

    def tally(self, since: datetime) -> Tally:
        """What came of the runs begun at or after `since`."""
        with self._reading() as session:
            return tally(session, since, self._now())

    def chain_head(self) -> tuple[int, str]:
        """The number and the hash of the last audit entry; 0 and 64 zeros where there is none."""
        with self._reading() as session:
            return head_of(session.connection(), self._station)

    def verify(self) -> Verified:
        """`audit.verify` without anything to trust but the ledger itself."""
        return self.audit.verify()

    # ---- how ---------------------------------------------------------------------------------------------------

    @contextmanager
    def _writing(self, reason: str = "") -> Iterator[Session]:
        """A session in a `_transaction`."""
        with self._transaction(reason) as connection, Session(connection) as session:
            yield session
            session.flush()

    @contextmanager
    def _transaction(self, reason: str = "") -> Iterator[Connection]:
        """One that writes; what it appends to the chain is signed, or the chain as it stands for a `reason`."""
        with self._one_writer, translated(self._file):
            try:
                with self._writer.begin():
                    yield self._writer
                    head = self._heads.sign(self._writer, self._now(), reason) if self._heads else None
            except BaseException:
                driven(self._writer).rollback()  # of a COMMIT that failed; otherwise there is nothing left of it
                raise
            if head is not None and self._heads is not None:
                self._heads.keep(head)
                self._signed = head

    @cached_property
    def _writer(self) -> Connection:
        """Kept open, for taking it out of the pool and putting it back takes as long as an entry."""
        return self._engine.connect().execution_options(**WRITING)

    def _sign_head(self, reason: str) -> Head | None:
        if self._heads is None:
            return None
        with self._one_writer:
            with self._transaction(reason):
                pass
            return self._signed

    def _sign_with(self, seal: Seal | None, anchor: Path | None, restored: Mapping[str, str] | None) -> None:
        if seal is None:
            return
        with self._one_writer:
            heads = Heads(seal, self._station, self._file, anchor)
            with self._writing() as session:
                heads.begin(session, self._now(), restored)
                self._heads = heads
            if restored is not None:
                self._sign_head(RESTORED)

    @contextmanager
    def _reading(self) -> Iterator[Session]:
        # In memory there is one connection, so readers wait for the writer.
        with self._one_writer if self._file is None else threading.Lock(), translated(self._file), Session(self._engine) as session:
            yield session
