"""Certificates made ahead of their devices: `bulk` works a list through, and goes on where a kill left it."""

import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Protocol
from uuid import UUID

from uuid6 import uuid7

from app.core.bulk import BulkProgress, BulkResult, Job, OnError
from app.core.device import Port, PortKind
from app.core.errors import BulkFolder, BulkKeys, RecipeError
from app.core.recipe import Mode, Origin, Recipe
from app.core.run import NO_TRAY, Start, Step
from app.core.seal import Seal, Use, message
from app.core.waiting import Stop
from app.pki import Authority
from app.pki.foundry import Foundry
from app.pki.protection import Protection
from app.provisioning.bulk_batches import Batches
from app.provisioning.bulk_files import Writing, write_batch
from app.provisioning.bulk_folder import SUMS, Folder
from app.provisioning.bulk_input import Source
from app.provisioning.bulk_task import Shelf, Task
from app.provisioning.run import Journal, Run

_TOLD = 100
"""Refused rows that a result tells of; all of them are in the folder."""


class BulkShelf(Shelf, Protocol):
    """What a job asks of the ledger, beside its batches."""

    def begin(self, job: Job, who: str = "") -> None:
        """A job begins."""

    def find(self, job: UUID) -> Job | None:
        """The job as it stands."""

    def end(self, job: UUID, manifest: str, who: str = "") -> None:
        """The job is done."""


class BulkLedger(Journal, Protocol):
    """The ledger, as a job sees it."""

    @property
    def bulk(self) -> BulkShelf:
        """The part about bulk jobs."""


@dataclass(frozen=True, slots=True)
class BulkBench:
    """What a job works with."""

    authority: Authority
    ledger: BulkLedger
    check_clock: Callable[[], None]
    """Raises ClockWrong."""
    seal: Seal
    """The station's own key; it signs what was made."""
    station: str


@dataclass(frozen=True, slots=True)
class BulkOrder:
    """What is to be made."""

    recipe: Recipe
    source: Path
    folder: Path
    protect: Callable[[str], Protection] | None
    """How private keys are sealed: given the words of the protection that the job was begun with, or nothing for a new one."""
    operator: str = ""
    registers: bool = False
    """Whether the units are owed to the platform from then on; the outbox tells it."""
    on_error: OnError = OnError.SKIP
    workers: int | None = None
    """Processes that make keys; None: one for each core."""
    write: Callable[[Writing], int] = write_batch
    """What becomes of a batch that is in the ledger; a function of a module, for another process does it."""


def bulk(order: BulkOrder, bench: BulkBench, tell: Callable[[BulkProgress], None], stop: Stop) -> BulkResult:
    """Make keys, certificates and files for every row of the list; what an earlier start has done is not done again.

    Raises BulkError, PkiError, StoreError, ClockWrong, Cancelled; what is done by then is in the folder, and the next start goes on.
    """
    began = time.monotonic()
    if order.registers and order.recipe.registration.mode is Mode.NONE:
        raise RecipeError(f"The recipe {order.recipe.name} registers nothing, so its units cannot be registered.", key="registration.mode")
    source, folder = Source.open(order.source), Folder(order.folder)
    known = _find_job(folder, order, bench)
    protection = _protection(order, known)
    job = known or _begin_job(folder, source, order, protection, bench)
    if job.ended is None:
        run = Run(_start(order), bench.ledger, lambda _: None, stop)
        run.begin()
        try:
            with run.step(Step.ISSUE) as facts, Foundry(protection, order.workers) as foundry:
                bench.check_clock()
                bench.authority.require_ready(order.recipe)
                task = Task(
                    job,
                    run.start.run,
                    order.recipe,
                    source,
                    folder,
                    key_file=protection.file if protection else "",
                    on_error=order.on_error,
                    write=order.write,
                    tell=tell,
                    stop=stop,
                )
                Batches(task, bench.authority, bench.ledger.bulk, foundry).go()
                facts |= {"job": str(job.id), "manifest": _finish(folder, job, order, bench)}
        except Exception as error:
            run.finish(error)
            raise
        run.finish()
    return _result(folder, job, bench, time.monotonic() - began)


def _find_job(folder: Folder, order: BulkOrder, bench: BulkBench) -> Job | None:
    """The job that was begun in the folder; raises BulkFolder where it is another one."""
    marked = folder.open()
    if marked is None:
        return None
    job = bench.ledger.bulk.find(marked)
    if job is None:
        raise BulkFolder(f"The folder {folder.path} belongs to a job that this station's ledger does not know.")
    if job.registers != order.registers:
        raise BulkFolder(f"The job in {folder.path} was begun {'with' if job.registers else 'without'} registration.")
    if job.recipe_digest != order.recipe.digest:
        raise BulkFolder(f"The folder {folder.path} was begun with the recipe {job.recipe}, or with that recipe before it was changed.")
    return job


def _protection(order: BulkOrder, known: Job | None) -> Protection | None:
    """How keys are sealed in this job; raises BulkKeys where nobody said, BulkFolder where the job was begun in another way."""
    if order.recipe.key.origin is not Origin.STATION:
        return None
    if order.protect is None:
        raise BulkKeys("Nobody said how the private keys are to be protected.")
    protection = order.protect(known.protection if known else "")
    if known and protection.words != known.protection:
        raise BulkFolder("The private keys in this folder were protected in another way, or under another passphrase.")
    return protection


def _begin_job(folder: Folder, source: Source, order: BulkOrder, protection: Protection | None, bench: BulkBench) -> Job:
    words = protection.words if protection else "none: the devices have their keys"
    job = Job(
        id=uuid7(),
        at=datetime.now(UTC),
        recipe=order.recipe.name,
        recipe_digest=order.recipe.digest,
        source=source.digest,
        rows=source.rows,
        protection=words,
        folder=str(order.folder),
        registers=order.registers,
    )
    bench.ledger.bulk.begin(job, order.operator)
    folder.claim(job.id)
    return job


def _start(order: BulkOrder) -> Start:
    return Start(
        run=uuid7(),
        tray=NO_TRAY,
        operator=order.operator,
        order="",
        recipe=order.recipe.name,
        recipe_version=order.recipe.version,
        recipe_digest=order.recipe.digest,
        port=Port(PortKind.FOLDER, address=str(order.folder), socket="folder"),
        steps=(Step.ISSUE,),
        at=datetime.now(UTC),
    )


def _finish(folder: Folder, job: Job, order: BulkOrder, bench: BulkBench) -> str:
    """Sign what was made and note that the job is done; the SHA-256 of what was signed."""
    made = _count(job, bench)
    files, sums = folder.write_sums()
    words = {
        "job": str(job.id),
        "station": bench.station,
        "recipe": f"{job.recipe}, SHA-256 {job.recipe_digest}",
        "private keys": job.protection,
        "certificates made": str(made.issued),
        "certificates found": str(made.reused),
        "rows refused": str(made.refused),
        "files": str(files),
        SUMS: sums,
    }
    text = "".join(f"{name}: {value}\n" for name, value in words.items()).encode()
    # The file is the very message that is signed, so that openssl can check it as it is.
    content = message(Use.BULK, text)
    folder.write_manifest(content, bench.seal.sign(Use.BULK, text), bench.seal.public_pem)
    digest = hashlib.sha256(content).hexdigest()
    bench.ledger.bulk.end(job.id, digest, order.operator)
    folder.tidy()
    return digest


def _count(job: Job, bench: BulkBench) -> BulkResult:
    batches = bench.ledger.bulk.list_batches(job.id)
    issued, reused, refused = (sum(getattr(batch, name) for batch in batches) for name in ("issued", "reused", "refused"))
    return BulkResult(job.id, job.folder, issued, reused, refused)


def _result(folder: Folder, job: Job, bench: BulkBench, seconds: float) -> BulkResult:
    return replace(_count(job, bench), refusals=tuple(islice(folder.list_refused(), _TOLD)), seconds=seconds)
