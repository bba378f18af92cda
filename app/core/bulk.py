"""Certificates made ahead of their devices: the job, its batches, how far it is, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:  # see app/pki/__init__.py
    from pydantic import SecretStr


class OnError(StrEnum):
    """What a row that cannot be used does to the rest."""

    SKIP = "skip"
    STOP = "stop"


@dataclass(frozen=True, slots=True)
class Job:
    """One list that is worked through with one recipe into one folder; a kill and a new start do not make it another job."""

    id: UUID
    at: datetime
    recipe: str
    recipe_digest: str
    source: str
    """SHA-256 of the list, hex."""
    rows: int
    """How many rows the list has, good or bad."""
    protection: str
    """How private keys are protected, in words that tell one way from another; never a secret."""
    folder: str
    registers: bool = False
    """Whether the units are made known to the platform."""
    written: int = 0
    """Up to and with this batch everything is in the folder for good."""
    ended: datetime | None = None


@dataclass(frozen=True, slots=True)
class Batch:
    """Some rows that were committed to the ledger together; numbers count from 1 without a gap."""

    job: UUID
    run: UUID
    number: int
    last_row: int
    """The row of the list after which the next batch goes on."""
    issued: int
    reused: int
    refused: int
    prefix: str = ""
    """SHA-256 of the list up to and with that row, hex: what comes after may still be changed."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that no certificate was made for."""

    row: int
    """As an editor counts lines, from 1; the names of the columns are row 1."""
    identifier: str
    """As it may be shown."""
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class BulkWish:
    """A job as a person asks for it."""

    recipe: str
    """By its name."""
    source: Path
    folder: Path
    recipient: Path | None = None
    """The certificate of whoever opens the private keys."""
    passphrase: SecretStr | None = None
    """Under which private keys are kept; where neither is given, only recipes of devices that have their keys can be used."""
    on_error: OnError = OnError.SKIP
    registers: bool = False


@dataclass(frozen=True, slots=True)
class BulkProgress:
    """How far a job is."""

    total: int
    done: int = 0
    """Rows that are through, refused ones included."""
    refused: int = 0
    left_seconds: float | None = None
    """None: nobody can tell yet."""


@dataclass(frozen=True, slots=True)
class BulkResult:
    """What came of a job, all its starts together."""

    job: UUID
    folder: str
    issued: int
    reused: int
    refused: int
    refusals: tuple[Refusal, ...] = ()
    """The first of them; the file `refused.csv` in the folder has all."""
    seconds: float = 0.0
    """Of this start."""
