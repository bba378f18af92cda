"""Bulk jobs in the ledger: begun, a batch at a time with its certificates, ended."""

import dataclasses
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple
from uuid import UUID

from sqlmodel import Session, col, select

from app.core.bulk import Batch, Job
from app.core.chain import Chain, Prior
from app.core.outbox import Owing
from app.core.recipe import Origin, Recipe
from app.store import certificates, outbox
from app.store.columns import any_of
from app.store.entries import append, append_many
from app.store.numbers import insert_many, new_ids, next_number
from app.store.tables import CERTIFICATES, CertificateTable, RunTable
from app.store.tables_bulk import BatchTable, BulkTable

Opening = Callable[[], AbstractContextManager[Session]]
_Same = tuple[str, str, str]
"""Identifier, key and recipe's digest: what tells a certificate that is made again."""


_SAME = ("recipe_digest", "generation", "expires", "issuers")
"""What most certificates of a batch have in common."""
_VARYING = ("identifier", "key", "serial", "fingerprint", "der")


class _Row(NamedTuple):
    """A certificate to be added; a plain value, because a thousand rows of the table's own class take their time."""

    identifier: str
    key: str
    recipe_digest: str
    generation: int
    serial: str
    fingerprint: str
    expires: datetime
    der: bytes
    issuers: list[str]


_same, _varying = attrgetter(*_SAME), attrgetter(*_VARYING)


class BulkBook:
    """`Ledger.bulk`: any thread may call it; every call is one short transaction and raises StoreError as the ledger's do."""

    def __init__(self, station: str, now: Callable[[], datetime], reading: Opening, writing: Opening) -> None:
        self._station = station
        self._now = now
        self._reading = reading
        self._writing = writing

    def begin(self, job: Job, who: str = "") -> None:
        """A job begins; nothing of it is made yet."""
        with self._writing() as session:
            number = next_number(session, BulkTable, self._station)
            row = BulkTable(station=self._station, sequence=number, **dataclasses.asdict(job))
            session.add(row)
            append(session, self._station, job.at, "bulk.begun", job_facts_of(row), who=who)

    def find(self, job: UUID) -> Job | None:
        """The job as it stands."""
        with self._reading() as session:
            row = session.get(BulkTable, job)
            return None if row is None else Job(**{field.name: getattr(row, field.name) for field in dataclasses.fields(Job)})

    def add_batch(self, batch: Batch, made: Sequence[Prior], owing: Sequence[Owing] = (), recipe: Recipe | None = None) -> None:
        """Remember new certificates and how far the job is, in one; before anybody gets any of them.

        `owing` are the units whose registration by `recipe` is owed to the platform from now on; where it has the station make the keys,
        no earlier certificate is looked for.
        Raises StoreError, and nothing of it is in the ledger then.
        """
        at = self._now()
        with self._writing() as session:
            run = session.get_one(RunTable, batch.run)
            born_here = recipe is not None and recipe.key.origin is Origin.STATION
            before = Counter() if born_here else _count_same(session, self._station, [new.key for new in made])
            rows = _rows(session, self._station, made, before)
            number = next_number(session, CertificateTable, self._station)
            for common, group in groupby(rows, _same):
                same = {"station": self._station, "at": at, "run": batch.run, "issued": True, **dict(zip(_SAME, common, strict=True))}
                some = list(enumerate(group, number))
                values = [(key, count, *_varying(row)) for key, (count, row) in zip(new_ids(len(some)), some, strict=True)]
                insert_many(session.connection(), CERTIFICATES, same, ("id", "sequence", *_VARYING), values)
                number += len(values)
            number = next_number(session, BatchTable, self._station)
            told = BatchTable(station=self._station, sequence=number, at=at, **dataclasses.asdict(batch))
            session.add(told)
            session.flush()
            facts = (certificates.facts_of(row) for row in rows)
            append_many(session, self._station, at, "certificate.issued", facts, who=run.operator, run=batch.run)
            append(session, self._station, at, "bulk.issued", batch_facts_of(told), who=run.operator, run=batch.run)
            if owing and recipe is not None:
                outbox.owe(session, self._station, at, batch.run, units=owing, recipe=recipe)

    def list_batches(self, job: UUID, after: int = 0) -> list[Batch]:
        """The job's batches after this one, in their order."""
        wanted = select(BatchTable).where(col(BatchTable.job) == job, col(BatchTable.number) > after).order_by(col(BatchTable.number))
        names = [field.name for field in dataclasses.fields(Batch)]
        with self._reading() as session:
            return [Batch(**{name: getattr(row, name) for name in names}) for row in session.exec(wanted).all()]

    def find_chains(self, fingerprints: Sequence[str]) -> dict[str, Chain]:
        """The certificates with these SHA-256 (hex), by it; what the ledger does not know is left out."""
        with self._reading() as session:
            found = session.exec(select(CertificateTable).where(col(CertificateTable.fingerprint).in_(fingerprints))).all()
            return {row.fingerprint: certificates.chain_of(session, row) for row in found}

    def mark_written(self, job: UUID, number: int) -> None:
        """Everything up to this batch is in the folder for good."""
        with self._writing() as session:
            session.get_one(BulkTable, job).written = number

    def end(self, job: UUID, manifest: str, who: str = "") -> None:
        """The job is done; `manifest` is the SHA-256 (hex) of the list of its files."""
        at = self._now()
        with self._writing() as session:
            session.get_one(BulkTable, job).ended = at
            append(session, self._station, at, "bulk.ended", {"job": str(job), "manifest": manifest}, who=who)


def _rows(session: Session, station: str, made: Sequence[Prior], before: Counter[_Same]) -> list[_Row]:
    """What is to be added; the unique columns of the table refuse what is there already."""
    chains = {id(new.chain.issuers): new.chain.issuers for new in made}
    issuers = {name: [certificates.keep_issuer(session, station, issuer) for issuer in chain] for name, chain in chains.items()}
    return [
        _Row(
            identifier=new.identifier,
            key=new.key,
            recipe_digest=new.recipe_digest,
            generation=before[new.identifier, new.key, new.recipe_digest] if before else 0,
            serial=new.chain.serial,
            fingerprint=new.chain.fingerprint,
            expires=new.chain.leaf.not_valid_after_utc,
            der=new.chain.der,
            issuers=issuers[id(new.chain.issuers)],
        )
        for new in made
    ]


def _count_same(session: Session, station: str, keys: Sequence[str]) -> Counter[_Same]:
    """How many certificates there are for the same identifier, key and recipe."""
    kept = CertificateTable
    wanted = select(kept.identifier, kept.key, kept.recipe_digest).where(col(kept.station) == station, col(kept.key).in_(any_of(keys)))
    return Counter(session.exec(wanted).all())


def job_facts_of(row: BulkTable) -> dict[str, str]:
    """What the audit entry says of the beginning of a job."""
    return {
        "job": str(row.id),
        "recipe": row.recipe,
        "recipe_digest": row.recipe_digest,
        "source": row.source,
        "rows": str(row.rows),
        "protection": row.protection,
        "folder": row.folder,
        "register": "yes" if row.registers else "no",
    }


def batch_facts_of(row: BatchTable) -> dict[str, str]:
    """What the audit entry says of a batch."""
    counts = {name: str(getattr(row, name)) for name in ("number", "last_row", "issued", "reused", "refused", "prefix")}
    return {"job": str(row.job), **counts}
