"""The files of a bulk job's batches: written by other processes, in their order, and checked in where the disk has them for good."""

from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future
from typing import TypeVar

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from app.core.bulk import Refusal
from app.core.errors import RunInterrupted
from app.core.waiting import SLICE, Stop
from app.pki.foundry import BrokenProcessPool, Foundry
from app.provisioning.bulk_config import config_of
from app.provisioning.bulk_files import CHAIN, CONFIG, Unit, Writing
from app.provisioning.bulk_folder import name_of
from app.provisioning.bulk_task import Ready, Shelf, Task

_CHECKPOINT = 16
"""Batches between two flushes of the folder."""
Answer = TypeVar("Answer")


class Filing:
    """Puts into the folder what is in the ledger, and tells the ledger once it is there for good."""

    def __init__(self, task: Task, shelf: Shelf, foundry: Foundry, issuers: tuple[x509.Certificate, ...]) -> None:
        self._task, self._shelf, self._foundry = task, shelf, foundry
        self._issuers = issuers
        chain = b"".join(each.public_bytes(Encoding.PEM) for each in issuers)
        shared = {CHAIN: chain, CONFIG: config_of(task.recipe)}
        self._shared = {name: content for name, content in shared.items() if content}
        self._writing: deque[tuple[Future[int], list[str]]] = deque()
        self._unflushed: list[str] = []
        self._names: set[str] = set()
        """Of units that are on their way into the folder, without upper case: some file systems know none."""
        self.done = task.job.written
        """Everything up to this batch is in the folder for good."""

    def expect(self, identifier: str) -> bool:
        """Whether a unit's folder may have its name: no other one that the file system would take for it is there or on its way."""
        name = name_of(identifier)
        if name.casefold() in self._names or self._task.folder.confuses(name):
            return False
        self._names.add(name.casefold())
        return True

    def file(self, number: int, units: Sequence[Ready], refused: Sequence[Refusal], *, again: bool = False) -> None:
        """Have the batch's files written by one of the processes; `again`: perhaps they were before."""
        written = tuple(
            Unit(
                name_of(unit.identifier),
                unit.sealed,
                unit.chain.der,
                unit.chain.issuers_pem if unit.chain.issuers != self._issuers else b"",
            )
            for unit in units
        )
        writing = Writing(self._task.folder.path, number, self._task.key_file, written, self._shared, tuple(refused), again=again)
        self._writing.append((self._foundry.submit(self._task.write, writing), [unit.name for unit in written]))

    def keep_up(self) -> None:
        """Wait until no more batches are on their way than there are processes; raises BulkFolder, StoreError, RunInterrupted."""
        while len(self._writing) > self._foundry.workers + 1:
            self._one()

    def settle(self) -> None:
        """Wait until everything is in its place; raises as `keep_up`."""
        while self._writing:
            self._one()
        self._task.folder.write_refused()

    def _one(self) -> None:
        future, names = self._writing.popleft()
        number = answer_of(future, None)
        self._unflushed += names
        self._names.difference_update(name.casefold() for name in names)
        if number - self.done >= _CHECKPOINT or not self._writing:
            self._check_in(number)

    def _check_in(self, number: int) -> None:
        """From here on the folder needs no spool for what is in it."""
        self._task.folder.flush(self._unflushed)
        self._shelf.mark_written(self._task.job.id, number)
        for each in range(self.done + 1, number + 1):
            self._task.folder.drop_spool(each)
        self._unflushed.clear()
        self.done = number


def answer_of(future: Future[Answer], stop: Stop | None) -> Answer:
    """The answer; a stop is heard while it is waited for, unless what was begun has to come to its end (None).

    Raises Cancelled, RunInterrupted where the process has died, and what the work raises.
    """
    while True:
        if stop is not None:
            stop.check()
        try:
            return future.result(SLICE)
        except TimeoutError:
            continue
        except BrokenProcessPool as error:
            raise RunInterrupted("A process that makes keys has died.", advice="Start the job again: it goes on.") from error
