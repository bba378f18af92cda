"""The batches of a bulk job: keys made ahead on all cores, certificates in the ledger, then files, in this order."""

import hashlib
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from typing import Protocol, Self, TypeVar
from uuid import UUID

from cryptography.hazmat.primitives.serialization import Encoding

from app.core.bulk import Batch, BulkProgress, Job, New, OnError, Refusal
from app.core.chain import Chain, Prior
from app.core.errors import BulkRow, RunInterrupted, StationError
from app.core.outbox import Owing
from app.core.recipe import Origin, Recipe, shown
from app.core.run import Failure
from app.core.ticket import Ticket
from app.core.waiting import SLICE, Stop
from app.pki import Authority, Issued, Request
from app.pki.foundry import BrokenProcessPool, Forged, Foundry, Wish
from app.provisioning.bulk_config import config_of
from app.provisioning.bulk_files import CHAIN, CONFIG, Unit, Writing
from app.provisioning.bulk_folder import Folder, Spooled, name_of
from app.provisioning.bulk_input import Row, Source

BIGGEST, SMALLEST, WANTED = 1_000, 50, 16
"""Rows of a batch: one durable commit is shared by many, but a small job shows progress and loses little to a kill."""
_CHECKPOINT = 16
"""Batches between two flushes of the folder."""
_AHEAD = 2
"""Batches of keys that are ready or being made beyond one for each process."""
Answer = TypeVar("Answer")


class Shelf(Protocol):
    """What the batches ask of the ledger."""

    def add_batch(self, batch: Batch, made: Sequence[New], owing: Sequence[Owing] = (), recipe: Recipe | None = None) -> None:
        """Remember new certificates and how far the job is, in one; before anybody gets any of them."""

    def list_batches(self, job: UUID, after: int = 0) -> list[Batch]:
        """The job's batches after this one, in their order."""

    def find_chains(self, fingerprints: Sequence[str]) -> dict[str, Chain]:
        """The certificates with these SHA-256 (hex), by it."""

    def mark_written(self, job: UUID, number: int) -> None:
        """Everything up to this batch is in the folder for good."""


@dataclass(frozen=True, slots=True)
class Task:
    """One start of a job."""

    job: Job
    run: UUID
    recipe: Recipe
    source: Source
    folder: Folder
    key_file: str
    on_error: OnError
    batch: int
    """Rows of a batch."""
    write: Callable[[Writing], int]
    tell: Callable[[BulkProgress], None]
    stop: Stop


@dataclass(frozen=True, slots=True)
class _Chunk:
    """Some rows of the list, as read."""

    rows: list[Row | Refusal]
    last_row: int
    prefix: str


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A row whose key is there."""

    row: Row
    forged: Forged
    key: str
    """The public key's SHA-256, hex."""


@dataclass(frozen=True, slots=True)
class _Ready:
    """A unit that has its certificate."""

    spooled: Spooled
    chain: Chain
    der: bytes
    """Of the certificate."""

    @classmethod
    def of(cls, candidate: _Candidate, chain: Chain) -> Self:
        """A unit that has it just now."""
        der = chain.leaf.public_bytes(Encoding.DER)
        return cls(Spooled(candidate.row.identifier, hashlib.sha256(der).hexdigest(), candidate.forged.sealed.decode()), chain, der)


class Batches:
    """Works a list through, from where the ledger says it is."""

    def __init__(self, task: Task, authority: Authority, shelf: Shelf, foundry: Foundry) -> None:
        self._task = task
        self._authority = authority
        self._shelf = shelf
        self._foundry = foundry
        batches = shelf.list_batches(task.job.id)
        self._last = batches[-1] if batches else None
        self._number = self._last.number if self._last else 0
        self._done = sum(batch.issued + batch.reused + batch.refused for batch in batches)
        self._refused = sum(batch.refused for batch in batches)
        self._done_before, self._began = self._done, time.monotonic()
        self._written = task.job.written
        self._writing: deque[tuple[Future[int], list[str]]] = deque()
        self._unflushed: list[str] = []
        self._names: set[str] = set()
        """Of units that are in the ledger but not yet in the folder, without upper case: some file systems know none."""
        self._ours = authority.chain
        chain = b"".join(each.public_bytes(Encoding.PEM) for each in self._ours)
        shared = {CHAIN: chain, CONFIG: config_of(task.recipe)}
        self._shared = {name: content for name, content in shared.items() if content}

    def go(self) -> None:
        """To the end of the list; what is done is in its place when this returns, and also when it raises.

        Raises Cancelled, BulkRow (where a bad row is to stop it), BulkFolder, StoreError, PkiError.
        """
        try:
            self._recover()
            for chunk, forged in self._forged():
                self._take(chunk, forged)
                while len(self._writing) > self._foundry.workers + 1:
                    self._written_one()
        except BaseException:
            with suppress(StationError):
                self._settle()
            raise
        self._settle()

    # ---- what was begun before --------------------------------------------------------------------------------

    def _recover(self) -> None:
        """Write what is in the ledger and perhaps not in the folder; forget what is in neither."""
        task = self._task
        for batch in self._shelf.list_batches(task.job.id, after=self._written):
            units, refused = task.folder.load_spool(batch.number)
            chains = self._shelf.find_chains([unit.fingerprint for unit in units])
            ready = [_Ready(unit, chain := chains[unit.fingerprint], chain.leaf.public_bytes(Encoding.DER)) for unit in units]
            self._write(batch.number, ready, refused, again=True)
        for number in task.folder.list_spools():
            if number > self._number or number <= self._written:
                task.folder.drop_spool(number)

    # ---- keys --------------------------------------------------------------------------------------------------

    def _forged(self) -> Iterator[tuple[_Chunk, list[Forged | Failure]]]:
        """Every chunk of the list with the keys for its rows, made some chunks ahead."""
        chunks, ahead = self._chunks(), deque[tuple[_Chunk, Future[list[Forged | Failure]]]]()
        while True:
            for chunk in islice(chunks, self._foundry.workers + _AHEAD - len(ahead)):
                wishes = [Wish(row.identifier, row.csr) for row in chunk.rows if isinstance(row, Row)]
                ahead.append((chunk, self._foundry.forge(self._task.recipe.key.kind, wishes)))
            if not ahead:
                return
            chunk, future = ahead.popleft()
            yield chunk, self._wait(future)

    def _chunks(self) -> Iterator[_Chunk]:
        source = self._task.source
        after, prefix = (self._last.last_row, self._last.prefix) if self._last else (0, "")
        units = source.units(self._task.recipe, after, prefix)
        while rows := list(islice(units, self._task.batch)):
            last = rows[-1]
            yield _Chunk(rows, last.row if isinstance(last, Refusal) else last.number, source.prefix)

    def _wait(self, future: Future[Answer], *, to_the_end: bool = False) -> Answer:
        """The answer; a stop is heard while it is waited for, unless what was begun has to come `to_the_end`."""
        while True:
            if not to_the_end:
                self._task.stop.check()
            try:
                return future.result(SLICE)
            except TimeoutError:
                continue
            except BrokenProcessPool as error:
                raise RunInterrupted("A process that makes keys has died.", advice="Start the job again: it goes on.") from error

    # ---- certificates ------------------------------------------------------------------------------------------

    def _take(self, chunk: _Chunk, forged: list[Forged | Failure]) -> None:
        """One chunk: certificates, ledger, and the files are on their way."""
        candidates, refused = self._sift(chunk.rows, forged)
        born_here = self._task.recipe.key.origin is Origin.STATION
        requests = [
            Request(Ticket(self._task.run, each.row.identifier, each.row.identity), each.forged.spki, each.key, born_here)
            for each in candidates
        ]
        units: list[_Ready] = []
        self._authority.issue_many(requests, self._task.recipe, lambda answers: self._remember(chunk, candidates, answers, refused, units))
        self._write(self._number, units, refused)
        self._progress(len(units) + len(refused), len(refused))

    def _sift(self, rows: list[Row | Refusal], forged: list[Forged | Failure]) -> tuple[list[_Candidate], list[Refusal]]:
        """The rows that may get a certificate, and why the others may not."""
        candidates, refused, keys = [], [], iter(forged)
        for row in rows:
            if isinstance(row, Refusal):
                refused.append(row)
                continue
            key, name = next(keys), name_of(row.identifier)
            if isinstance(key, Failure):
                refused.append(Refusal(row.number, shown(row.identifier), key.code, key.message))
            elif name.casefold() in self._names or self._task.folder.confuses(name):
                refused.append(
                    _refusal(
                        row,
                        BulkRow(f"{shown(row.identifier)} stands in the list twice, or differs from another only in upper and lower case."),
                    )
                )
            else:
                self._names.add(name.casefold())
                candidates.append(_Candidate(row, key, hashlib.sha256(key.spki).hexdigest()))
        return candidates, refused

    def _remember(
        self,
        chunk: _Chunk,
        candidates: list[_Candidate],
        answers: list[Issued | StationError],
        refused: list[Refusal],
        units: list[_Ready],
    ) -> None:
        """Fill `refused` and `units`; spool the keys, then commit the certificates: after that a kill loses nothing."""
        answered = list(zip(candidates, answers, strict=True))
        refused += [_refusal(each.row, answer) for each, answer in answered if isinstance(answer, StationError)]
        refused.sort(key=lambda refusal: refusal.row)
        stopped = refused[0] if refused and self._task.on_error is OnError.STOP else None
        last_row = stopped.row - 1 if stopped else chunk.last_row
        made, owing, reused = list[New](), list[Owing](), 0
        for each, answer in answered:
            if isinstance(answer, StationError) or each.row.number > last_row:
                continue
            ready = _Ready.of(each, answer.chain)
            units.append(ready)
            if self._task.job.registers:
                owing.append(Owing(each.row.identifier, each.row.identity, ready.spooled.fingerprint, answer.chain.serial))
            if answer.reused:
                reused += 1
            else:
                prior = Prior(answer.chain, each.row.identifier, each.key, self._task.job.recipe_digest, confirmed=False)
                made.append(New(prior, ready.der, ready.spooled.fingerprint))
        if stopped:
            refused.clear()
        prefix = self._task.source.prefix_of(last_row) if stopped else chunk.prefix
        number = self._number + 1
        self._task.folder.spool(number, (unit.spooled for unit in units), refused)
        batch = Batch(self._task.job.id, self._task.run, number, last_row, len(made), reused, len(refused), prefix)
        self._shelf.add_batch(batch, made, owing, self._task.recipe)
        self._number = number
        if stopped:
            self._write(number, units, refused)
            raise BulkRow(f"Row {stopped.row}: {stopped.message}", advice="Correct the row and start again: the job goes on from there.")

    def _progress(self, done: int, refused: int) -> None:
        self._done += done
        self._refused += refused
        seconds, here = time.monotonic() - self._began, self._done - self._done_before
        left = max(0, self._task.source.rows - self._done)
        self._task.tell(BulkProgress(self._task.source.rows, self._done, self._refused, left * seconds / here if here else None))

    # ---- files -------------------------------------------------------------------------------------------------

    def _write(self, number: int, units: list[_Ready], refused: list[Refusal], *, again: bool = False) -> None:
        """Have the batch's files written by one of the processes."""
        writing = Writing(
            self._task.folder.path,
            number,
            self._task.key_file,
            tuple(
                Unit(
                    name_of(unit.spooled.identifier),
                    unit.spooled.sealed.encode(),
                    unit.der,
                    unit.chain.issuers_pem if unit.chain.issuers != self._ours else b"",
                )
                for unit in units
            ),
            self._shared,
            tuple(refused),
            again=again,
        )
        self._writing.append((self._foundry.submit(self._task.write, writing), [unit.name for unit in writing.units]))

    def _written_one(self) -> None:
        future, names = self._writing.popleft()
        number = self._wait(future, to_the_end=True)
        self._unflushed += names
        self._names.difference_update(name.casefold() for name in names)
        if number - self._written >= _CHECKPOINT or not self._writing:
            self._check_in(number)

    def _check_in(self, number: int) -> None:
        """From here on the folder needs no spool for what is in it."""
        self._task.folder.flush(self._unflushed)
        self._shelf.mark_written(self._task.job.id, number)
        for each in range(self._written + 1, number + 1):
            self._task.folder.drop_spool(each)
        self._unflushed.clear()
        self._written = number

    def _settle(self) -> None:
        while self._writing:
            self._written_one()
        self._task.folder.write_refused()


def _refusal(row: Row, error: StationError) -> Refusal:
    return Refusal(row.number, shown(row.identifier), error.code, error.message)
