"""What the ledger is asked, and what it answers; times are UTC."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Self
from uuid import UUID

from app.core.run import Outcome


@dataclass(frozen=True, slots=True)
class Unit:
    """One device by its identifier, as last seen; once it has passed, as it was when it passed."""

    identifier: str
    model: str
    serial: str
    chip: str
    passed_at: datetime | None = None
    """When it last passed; None: never."""
    passed_by: str = ""
    """The operator of that run."""
    run: UUID | None = None
    """The run it last passed in."""
    fingerprint: str = ""
    """SHA-256 of the certificate it left that run with, hex."""
    revoked: bool = False
    """Whether that certificate was taken back."""


class Sort(StrEnum):
    """What runs are listed by; where it is the same for two of them, by when they began."""

    TIME = "time"
    DEVICE = "device"
    OUTCOME = "outcome"
    CODE = "code"
    TRAY = "tray"
    TOOK = "took"
    OPERATOR = "operator"


@dataclass(frozen=True, slots=True)
class RunQuery:
    """Which runs, and in which order; what is empty or None does not narrow."""

    text: str = ""
    """Anything scanned or typed: the beginning of an identifier, serial number, certificate serial or fingerprint; or a whole order,
    operator or name on the platform (PRN)."""
    outcome: Outcome | None = None
    since: datetime | None = None
    """Begun at or after."""
    until: datetime | None = None
    """Begun before."""
    tray: int | None = None
    order: str = ""
    operator: str = ""
    code: str = ""
    """How it failed."""
    sort: Sort = Sort.TIME
    descending: bool = True
    """The newest, the longest, the last in the alphabet first; what has no value comes last then, and first otherwise."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in the list of runs: `list_runs` goes on after it."""

    at: datetime
    run: UUID
    value: str | float | None = None
    """What the run is listed by; None where that is the time, or where the run has none."""


@dataclass(frozen=True, slots=True)
class RunRow:
    """One run as a line of a list."""

    run: UUID
    at: datetime
    tray: int
    operator: str
    order: str
    recipe: str
    scan: str
    identifier: str
    serial: str
    outcome: Outcome | None
    """None: it has not ended."""
    code: str
    message: str
    seconds: float | None
    fingerprint: str
    owed: bool = False
    """Whether the platform is still to be told of it."""

    def cursor(self, sort: Sort = Sort.TIME) -> Cursor:
        """The place of this line in a list by `sort`."""
        value: str | float | None = None
        match sort:
            case Sort.DEVICE:
                value = self.identifier
            case Sort.OUTCOME:
                value = self.outcome
            case Sort.CODE:
                value = self.code or None
            case Sort.TRAY:
                value = self.tray
            case Sort.TOOK:
                value = self.seconds
            case Sort.OPERATOR:
                value = self.operator
        return Cursor(self.at, self.run, value)


@dataclass(frozen=True, slots=True)
class Tally:
    """What came of the runs since some time."""

    since: datetime
    until: datetime
    passed: int
    failed: int
    errors: int
    aborted: int
    owed: int
    """Units that the platform is still to be told of, whenever they were made."""
    first_pass_yield: float | None
    """The share of units (0 to 1) that passed the first time they were judged; ERROR and ABORTED judge no unit. None: no unit yet."""
    units_an_hour: float | None
    """Passed runs, at the pace from the first one's beginning to the last one's end. None: no passed run yet."""
    median_seconds: float | None
    """Of the passed runs."""
    bucket: timedelta
    """How long one of `buckets` is."""
    buckets: tuple[int, ...]
    """Passed runs by when they ended, from `since` to `until`."""


@dataclass(frozen=True, slots=True)
class Ending:
    """A certificate in use, and when it ends."""

    identifier: str
    serial: str
    fingerprint: str
    ends: datetime


@dataclass(frozen=True, slots=True)
class Known:
    """A device certificate in the ledger."""

    identifier: str
    serial: str
    fingerprint: str
    at: datetime
    ends: datetime
    revoked: bool


@dataclass(frozen=True, slots=True)
class Trust:
    """What a verification trusts that does not come out of the ledger itself."""

    keys: frozenset[bytes] = frozenset()
    """The public keys of this station (32 bytes each); none: those that the chain names."""
    anchor: Path | None = None
    """The folder that heads are written to as well."""


@dataclass(frozen=True, slots=True)
class Verified:
    """The audit chain adds up."""

    entries: int
    head: str
    """SHA-256 of the last entry, hex."""
    runs: int
    """Ended runs whose rows are what their entry says."""
    certificates: int
    """Certificates whose bytes are what their entry says."""
    heads: int = 0
    """Heads that the station signed, and whose signatures are right."""
    archived: int = 0
    """Entries from the first one on that are in archives, and not here; runs and certificates of theirs are counted above."""
    remarks: tuple[str, ...] = ()
    """What is no break of the chain, and an auditor should know: the clock went back, a backup was brought back, a key is new."""


@dataclass(frozen=True, slots=True)
class Archive:
    """A folder that entries of the chain are in."""

    name: str
    manifest: str
    """SHA-256 of its manifest, hex."""
    why: str


@dataclass(frozen=True, slots=True)
class Placed:
    """Where in the audit chain a run stands."""

    number: int
    """Of the entry that tells how it ended; that it began, where it has not ended."""
    hash: str
    signed: int = 0
    """The entry up to which the station signed the chain, the first time after the run; 0: it has not signed yet."""
    signed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Left:
    """Where the steps and audit entries of a run are that left the ledger."""

    archive: str
    """The name of its folder."""
    at: datetime
    """When they left."""


@dataclass(frozen=True, slots=True)
class EntryQuery:
    """Which audit entries; what is empty or None does not narrow."""

    kind: str = ""
    run: UUID | None = None
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One audit entry."""

    number: int
    at: datetime
    kind: str
    run: UUID | None
    who: str
    facts: dict[str, str]
    hash: str
    body: str
    """The canonical JSON that the hash is of."""

    @classmethod
    def of_body(cls, number: int, at: datetime, kind: str, run: UUID | None, *, body: str, digest: str) -> Self:
        """The entry in a row of the chain; one that cannot be read has no facts."""
        try:
            told = json.loads(body)
            who, facts = str(told["who"]), {str(name): str(value) for name, value in told["facts"].items()}
        except (ValueError, KeyError, TypeError, AttributeError):
            who, facts = "", {}
        return cls(number, at, kind, run, who, facts, digest, body)
