"""The batches of a bulk job: keys made ahead on all cores, certificates in the ledger, then files, in this order.

Three batches are on their way at a time: while one is committed, the next is signed, and the keys of those after it are made.
"""

import gc
import hashlib
import sys
import time
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from app.core.bulk import Batch, BulkProgress, OnError, Refusal
from app.core.chain import Prior
from app.core.errors import BulkRow, StationError
from app.core.outbox import Owing
from app.core.recipe import Origin, shown
from app.core.ticket import Ticket
from app.pki import Authority, Issued, Request
from app.pki.forging import Forged, Wish
from app.pki.foundry import Foundry
from app.provisioning.bulk_filing import Filing, answer_of
from app.provisioning.bulk_folder import Spooled
from app.provisioning.bulk_input import Row
from app.provisioning.bulk_task import Ready, Shelf, Task

_BIGGEST, _SMALLEST, _SHARE = 2_000, 400, 2
"""Rows of a batch, and which share it may be of those before it, and of those that are left.

One durable commit is shared by many, but a small job shows progress and loses little to a kill. The first batches are small, for until
there are keys nobody can sign; and so are the last ones, which are signed when there are no more keys to be made.
"""
_AHEAD = 2
"""Batches of keys that are ready or being made beyond one for each process."""
_TIDIED = 200_000
"""New objects between two looks for circles of them."""
_TURN = 0.0002
"""Seconds that a thread keeps Python to itself while another waits for it."""


@dataclass(frozen=True, slots=True)
class _Chunk:
    """Some rows of the list, as read."""

    rows: list[Row | Refusal]
    last_row: int
    prefix: str


class _Candidate(NamedTuple):
    """A row whose key is there."""

    row: Row
    request: Request
    sealed: bytes
    """The private key's file; empty where the device has it."""


@dataclass(frozen=True, slots=True)
class _Coming:
    """A batch that is on its way into the ledger."""

    number: int
    units: list[Ready]
    refused: list[Refusal]
    kept: Future[None]


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
        self._filing = Filing(task, shelf, foundry, authority.chain)
        self._pen = ThreadPoolExecutor(1, "bulk-ledger")
        self._coming: _Coming | None = None
        self._stopped: Refusal | None = None
        """The row that no batch after the last one may pass."""

    def go(self) -> None:
        """To the end of the list; what is done is in its place when this returns, and also when it raises.

        Raises Cancelled, BulkRow (where a bad row is to stop it), BulkFolder, StoreError, PkiError.
        """
        with self._pen, _hurried():
            try:
                self._recover()
                for chunk, forged in self._forged():
                    self._take(chunk, forged)
                    self._filing.keep_up()
                self._settle()
            except BaseException:
                with suppress(StationError):
                    self._settle()
                raise

    def _settle(self) -> None:
        self._arrive()
        self._filing.settle()

    # ---- what was begun before --------------------------------------------------------------------------------

    def _recover(self) -> None:
        """Write what is in the ledger and perhaps not in the folder; forget what is in neither.

        What is written is checked in: whoever is killed again and again, after a little more each time, comes to the end.
        """
        task = self._task
        for batch in self._shelf.list_batches(task.job.id, after=self._filing.done):
            units, refused = task.folder.load_spool(batch.number)
            chains = self._shelf.find_chains([unit.fingerprint for unit in units])
            ready = [Ready(unit.identifier, unit.sealed.encode(), chains[unit.fingerprint]) for unit in units]
            self._filing.file(batch.number, ready, refused, again=True)
        self._filing.settle()
        for number in task.folder.list_spools():
            if number > self._number or number <= self._filing.done:
                task.folder.drop_spool(number)

    # ---- keys --------------------------------------------------------------------------------------------------

    def _forged(self) -> Iterator[tuple[_Chunk, list[Forged | StationError]]]:
        """Every chunk of the list with the keys for its rows, made some chunks ahead."""
        chunks, ahead = self._chunks(), deque[tuple[_Chunk, Future[list[Forged | StationError]]]]()
        while True:
            for chunk in islice(chunks, self._foundry.workers + _AHEAD - len(ahead)):
                wishes = [Wish(row.identifier, row.csr) for row in chunk.rows if isinstance(row, Row)]
                ahead.append((chunk, self._foundry.forge(self._task.recipe.key.kind, wishes)))
            if not ahead:
                return
            chunk, future = ahead.popleft()
            yield chunk, answer_of(future, self._task.stop)

    def _chunks(self) -> Iterator[_Chunk]:
        source = self._task.source
        after, prefix = (self._last.last_row, self._last.prefix) if self._last else (0, "")
        units, told, left = source.units(self._task.recipe, after, prefix), 0, source.rows - self._done
        while rows := list(islice(units, min(_BIGGEST, max(_SMALLEST, min(told, left) // _SHARE)))):
            last, told, left = rows[-1], told + len(rows), left - len(rows)
            yield _Chunk(rows, last.row if isinstance(last, Refusal) else last.number, source.prefix)

    # ---- certificates ------------------------------------------------------------------------------------------

    def _take(self, chunk: _Chunk, forged: list[Forged | StationError]) -> None:
        """One chunk: certificates, and they are on their way into the ledger."""
        candidates, refused = self._sift(chunk.rows, forged)
        requests = [each.request for each in candidates]
        self._authority.issue_many(requests, self._task.recipe, lambda answers: self._remember(chunk, candidates, answers, refused))
        if self._stopped:
            row, why = self._stopped.row, self._stopped.message
            raise BulkRow(f"Row {row}: {why}", advice="Correct the row and start again: the job goes on from there.")

    def _sift(self, rows: list[Row | Refusal], forged: list[Forged | StationError]) -> tuple[list[_Candidate], list[Refusal]]:
        """The rows that may get a certificate, and why the others may not."""
        candidates, refused, keys = [], [], iter(forged)
        born_here = self._task.recipe.key.origin is Origin.STATION
        for row in rows:
            if isinstance(row, Refusal):
                refused.append(row)
                continue
            key = next(keys)
            if isinstance(key, StationError):
                refused.append(_refusal(row, key))
            elif not self._filing.expect(row.identifier):
                refused.append(
                    _refusal(
                        row,
                        BulkRow(f"{shown(row.identifier)} stands in the list twice, or differs from another only in upper and lower case."),
                    )
                )
            else:
                ticket = Ticket(self._task.run, row.identifier, row.identity)
                request = Request(ticket, key.spki, hashlib.sha256(key.spki).hexdigest(), born_here)
                candidates.append(_Candidate(row, request, key.sealed))
        return candidates, refused

    def _remember(
        self, chunk: _Chunk, candidates: list[_Candidate], answers: list[Issued | StationError], refused: list[Refusal]
    ) -> Future[None]:
        """Begin to keep the certificates of a batch: done once they are in the ledger, and a kill after that loses nothing.

        Batches come there one after the other, and none after one that did not; raises what kept the last one out.
        """
        answered = list(zip(candidates, answers, strict=True))
        refused = sorted(
            [*refused, *(_refusal(each.row, answer) for each, answer in answered if isinstance(answer, StationError))],
            key=lambda refusal: refusal.row,
        )
        stopped = refused[0] if refused and self._task.on_error is OnError.STOP else None
        last_row = stopped.row - 1 if stopped else chunk.last_row
        units, made, owing = list[Ready](), list[Prior](), list[Owing]()
        for each, answer in answered:
            if isinstance(answer, StationError) or each.row.number > last_row:
                continue
            identifier, chain = each.row.identifier, answer.chain
            units.append(Ready(identifier, each.sealed, chain))
            if self._task.job.registers:
                owing.append(Owing(identifier, each.row.identity, chain.fingerprint, chain.serial))
            if not answer.reused:
                made.append(Prior(chain, identifier, each.request.key, self._task.job.recipe_digest, confirmed=False))
        if stopped:
            refused.clear()
        prefix = self._task.source.prefix_of(last_row) if stopped else chunk.prefix
        self._arrive()
        job, number = self._task.job.id, self._number + 1
        batch = Batch(job, self._task.run, number, last_row, len(made), len(units) - len(made), len(refused), prefix)
        kept = self._pen.submit(self._keep, batch, units, refused, made, owing)
        self._coming = _Coming(number, units, refused, kept)
        self._stopped = stopped
        return kept

    def _keep(self, batch: Batch, units: list[Ready], refused: list[Refusal], made: list[Prior], owing: list[Owing]) -> None:
        """Spool the keys, then commit the certificates and how far the job is."""
        spooled = (Spooled(unit.identifier, unit.chain.fingerprint, unit.sealed.decode()) for unit in units)
        self._task.folder.spool(batch.number, spooled, refused)
        self._shelf.add_batch(batch, made, owing, self._task.recipe)

    def _arrive(self) -> None:
        """Wait for the batch that is on its way into the ledger, and have its files written; raises StoreError, BulkFolder."""
        coming, self._coming = self._coming, None
        if coming is None:
            return
        answer_of(coming.kept, None)
        self._number = coming.number
        self._filing.file(coming.number, coming.units, coming.refused)
        self._progress(len(coming.units) + len(coming.refused), len(coming.refused))

    def _progress(self, done: int, refused: int) -> None:
        self._done += done
        self._refused += refused
        seconds, here = time.monotonic() - self._began, self._done - self._done_before
        left = max(0, self._task.source.rows - self._done)
        self._task.tell(BulkProgress(self._task.source.rows, self._done, self._refused, left * seconds / here if here else None))


@contextmanager
def _hurried() -> Iterator[None]:
    """Two of Python's habits, changed while a job runs, for each takes a tenth of its time or more.

    It looks for circles of objects every 700 new ones: a batch is thousands, and in no circle. And a thread that has let another one in
    waits 5 ms for its next turn: whoever signs lets the one that commits in at every signature that an HSM makes, in 0.1 ms.
    """
    tidied, turn = gc.get_threshold(), sys.getswitchinterval()
    gc.set_threshold(_TIDIED, *tidied[1:])
    sys.setswitchinterval(min(turn, _TURN))  # a window gives its threads shorter turns already
    try:
        yield
    finally:
        gc.set_threshold(*tidied)
        sys.setswitchinterval(turn)


def _refusal(row: Row, error: StationError) -> Refusal:
    return Refusal(row.number, shown(row.identifier), error.code, error.message)
