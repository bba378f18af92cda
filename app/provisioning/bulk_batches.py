"""The batches of a bulk job: keys made ahead on all cores, certificates in the ledger, then files, in this order."""

import hashlib
import time
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice

from app.core.bulk import Batch, BulkProgress, New, OnError, Refusal
from app.core.chain import Prior
from app.core.errors import BulkRow, StationError
from app.core.outbox import Owing
from app.core.recipe import Origin, shown
from app.core.run import Failure
from app.core.ticket import Ticket
from app.pki import Authority, Issued, Request
from app.pki.foundry import Forged, Foundry, Wish
from app.provisioning.bulk_filing import Filing, answer_of
from app.provisioning.bulk_input import Row
from app.provisioning.bulk_task import Ready, Shelf, Task

BIGGEST, SMALLEST, WANTED = 1_000, 50, 16
"""Rows of a batch: one durable commit is shared by many, but a small job shows progress and loses little to a kill."""
_AHEAD = 2
"""Batches of keys that are ready or being made beyond one for each process."""


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

    def go(self) -> None:
        """To the end of the list; what is done is in its place when this returns, and also when it raises.

        Raises Cancelled, BulkRow (where a bad row is to stop it), BulkFolder, StoreError, PkiError.
        """
        try:
            self._recover()
            for chunk, forged in self._forged():
                self._take(chunk, forged)
                self._filing.keep_up()
        except BaseException:
            with suppress(StationError):
                self._filing.settle()
            raise
        self._filing.settle()

    # ---- what was begun before --------------------------------------------------------------------------------

    def _recover(self) -> None:
        """Write what is in the ledger and perhaps not in the folder; forget what is in neither."""
        task = self._task
        for batch in self._shelf.list_batches(task.job.id, after=self._filing.done):
            units, refused = task.folder.load_spool(batch.number)
            chains = self._shelf.find_chains([unit.fingerprint for unit in units])
            ready = [Ready.again(unit, chains[unit.fingerprint]) for unit in units]
            self._filing.file(batch.number, ready, refused, again=True)
        for number in task.folder.list_spools():
            if number > self._number or number <= self._filing.done:
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
            yield chunk, answer_of(future, self._task.stop)

    def _chunks(self) -> Iterator[_Chunk]:
        source = self._task.source
        after, prefix = (self._last.last_row, self._last.prefix) if self._last else (0, "")
        units = source.units(self._task.recipe, after, prefix)
        while rows := list(islice(units, self._task.batch)):
            last = rows[-1]
            yield _Chunk(rows, last.row if isinstance(last, Refusal) else last.number, source.prefix)

    # ---- certificates ------------------------------------------------------------------------------------------

    def _take(self, chunk: _Chunk, forged: list[Forged | Failure]) -> None:
        """One chunk: certificates, ledger, and the files are on their way."""
        candidates, refused = self._sift(chunk.rows, forged)
        born_here = self._task.recipe.key.origin is Origin.STATION
        requests = [
            Request(Ticket(self._task.run, each.row.identifier, each.row.identity), each.forged.spki, each.key, born_here)
            for each in candidates
        ]
        units: list[Ready] = []
        self._authority.issue_many(requests, self._task.recipe, lambda answers: self._remember(chunk, candidates, answers, refused, units))
        self._filing.file(self._number, units, refused)
        self._progress(len(units) + len(refused), len(refused))

    def _sift(self, rows: list[Row | Refusal], forged: list[Forged | Failure]) -> tuple[list[_Candidate], list[Refusal]]:
        """The rows that may get a certificate, and why the others may not."""
        candidates, refused, keys = [], [], iter(forged)
        for row in rows:
            if isinstance(row, Refusal):
                refused.append(row)
                continue
            key = next(keys)
            if isinstance(key, Failure):
                refused.append(Refusal(row.number, shown(row.identifier), key.code, key.message))
            elif not self._filing.expect(row.identifier):
                refused.append(
                    _refusal(
                        row,
                        BulkRow(f"{shown(row.identifier)} stands in the list twice, or differs from another only in upper and lower case."),
                    )
                )
            else:
                candidates.append(_Candidate(row, key, hashlib.sha256(key.spki).hexdigest()))
        return candidates, refused

    def _remember(
        self,
        chunk: _Chunk,
        candidates: list[_Candidate],
        answers: list[Issued | StationError],
        refused: list[Refusal],
        units: list[Ready],
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
            ready = Ready.of(each.row.identifier, each.forged.sealed, answer.chain)
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
            self._filing.file(number, units, refused)
            raise BulkRow(f"Row {stopped.row}: {stopped.message}", advice="Correct the row and start again: the job goes on from there.")

    def _progress(self, done: int, refused: int) -> None:
        self._done += done
        self._refused += refused
        seconds, here = time.monotonic() - self._began, self._done - self._done_before
        left = max(0, self._task.source.rows - self._done)
        self._task.tell(BulkProgress(self._task.source.rows, self._done, self._refused, left * seconds / here if here else None))


def _refusal(row: Row, error: StationError) -> Refusal:
    return Refusal(row.number, shown(row.identifier), error.code, error.message)
