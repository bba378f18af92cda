"""Counting what came of the runs."""

from collections import Counter
from datetime import datetime, timedelta
from itertools import starmap
from statistics import median
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session

from app.core.run import NO_TRAY, Outcome
from app.store.outbox_reading import count
from app.store.tables import RUNS
from app.store.values import Tally

_BUCKETS = 12
"""Bars of the small chart."""

_HOUR = 3_600.0
_LEAST = timedelta(microseconds=_BUCKETS)
"""A clock that went back makes no bars of no width."""


class _Run(NamedTuple):
    run: UUID
    begun: datetime
    ended: datetime
    outcome: str
    seconds: float
    identifier: str


def tally(session: Session, since: datetime, now: datetime) -> Tally:
    """Every unit's run begun at or after `since` that has ended; a bulk job is none."""
    kept = RUNS.c
    wanted = (
        select(kept.id, kept.begun, kept.ended, kept.outcome, kept.seconds, kept.identifier)
        .where(kept.begun >= since, kept.ended.is_not(None), kept.tray != NO_TRAY)
        .order_by(kept.begun, kept.id)
    )
    runs = list(starmap(_Run, session.connection().execute(wanted)))
    outcomes = Counter(run.outcome for run in runs)
    passed = [run for run in runs if run.outcome == Outcome.PASSED]
    bucket = max(now - since, _LEAST) / _BUCKETS
    bars = Counter(min(_BUCKETS - 1, max(0, int((run.ended - since) / bucket))) for run in passed)
    return Tally(
        since=since,
        until=now,
        passed=outcomes[Outcome.PASSED],
        failed=outcomes[Outcome.FAILED],
        errors=outcomes[Outcome.ERROR],
        aborted=outcomes[Outcome.ABORTED],
        owed=count(session).open,
        first_pass_yield=_first_pass_yield(runs),
        units_an_hour=_pace(runs, passed),
        median_seconds=median(run.seconds for run in passed) if passed else None,
        bucket=bucket,
        buckets=tuple(bars[number] for number in range(_BUCKETS)),
    )


def _first_pass_yield(runs: list[_Run]) -> float | None:
    """By unit; a run that failed before the device said who it is counts as a unit of its own."""
    first: dict[str, str] = {}
    for run in runs:
        if run.outcome in {Outcome.PASSED, Outcome.FAILED}:
            first.setdefault(run.identifier or str(run.run), run.outcome)
    return sum(outcome == Outcome.PASSED for outcome in first.values()) / len(first) if first else None


def _pace(runs: list[_Run], passed: list[_Run]) -> float | None:
    if not passed:
        return None
    seconds = (max(run.ended for run in runs) - runs[0].begun).total_seconds()
    return len(passed) * _HOUR / seconds if seconds > 0 else None
