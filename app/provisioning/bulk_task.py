"""What the batches of a bulk job work on and with: one start of the job, the ledger's part, the units that are ready."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol
from uuid import UUID

from app.core.bulk import Batch, BulkProgress, Job, OnError
from app.core.chain import Chain, Prior
from app.core.outbox import Owing
from app.core.recipe import Recipe
from app.core.waiting import Stop
from app.provisioning.bulk_files import Writing
from app.provisioning.bulk_folder import Folder
from app.provisioning.bulk_input import Source


class Shelf(Protocol):
    """What the batches ask of the ledger."""

    def add_batch(self, batch: Batch, made: Sequence[Prior], owing: Sequence[Owing] = (), recipe: Recipe | None = None) -> None:
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
    write: Callable[[Writing], int]
    tell: Callable[[BulkProgress], None]
    stop: Stop


class Ready(NamedTuple):
    """A unit that has its certificate."""

    identifier: str
    sealed: bytes
    """Its private key's file; empty where the device has it."""
    chain: Chain
