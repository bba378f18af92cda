"""What the terminal is told: sentences for people on standard error, one JSON object a line for machines on standard output."""

import json
import sys
import threading
import time
from datetime import UTC, datetime
from typing import Self

import typer

from app.core.errors import StationError
from app.core.record import to_json
from app.core.run import Outcome, Record, Step

STEP_WORDS = {
    Step.IDENTIFY: "Reading the device",
    Step.ADMIT: "Checking that it may be provisioned",
    Step.KEY: "Making the key",
    Step.ISSUE: "Making the certificate",
    Step.INJECT: "Writing the certificate",
    Step.PROVE: "Checking the device",
    Step.LOCK: "Locking the device",
    Step.REGISTER: "Registering with the platform",
    Step.CONTACT: "Calling the platform with the new identity",
    Step.LABEL: "Making the label",
    Step.RETIRE: "Taking the old certificate back",
}
_COLOURS = {Outcome.PASSED: "green", Outcome.FAILED: "red", Outcome.ERROR: "yellow", Outcome.ABORTED: "yellow"}
_WIDTH = 80
_BEAT = 0.2
"""Seconds between two counts."""
_one_line_at_a_time = threading.Lock()


def say(text: str) -> None:
    """A line for a person."""
    with _one_line_at_a_time:
        typer.echo(text, err=True)


def emit(record: object) -> None:
    """A line for a machine."""
    with _one_line_at_a_time:
        sys.stdout.write(json.dumps(record, ensure_ascii=False) + "\n")
        sys.stdout.flush()


def emit_record(record: Record) -> None:
    """A run, for a machine."""
    emit(to_json(record))


class Meter:
    """A line that counts, on a terminal only; gone when it is left."""

    def __init__(self, what: str) -> None:
        self._what, self._shown, self._next = what, sys.stderr.isatty(), 0.0

    def tell(self, done: int, of: int) -> None:
        """So many are done, of so many."""
        now = time.monotonic()
        if self._shown and of and now >= self._next:
            self._next = now + _BEAT
            sys.stderr.write(f"\r{done:,} of {of:,} {self._what} ")
            sys.stderr.flush()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._next:
            sys.stderr.write("\r" + " " * _WIDTH + "\r")


def explain(error: StationError) -> None:
    """An error: what happened, what to do, its code."""
    say(f"{typer.style(error.code, bold=True)}  {error.message}\n    {error.advice}")


def tell_record(record: Record, count: str = "") -> None:
    """One line for a finished run, and one more for what went wrong."""
    outcome = typer.style(f"{record.outcome.value:<7}", fg=_COLOURS[record.outcome], bold=True)
    name = record.identifier or record.start.scan or record.start.port.serial or record.start.port.address
    say(f"{count}tray {record.start.tray:<2} {name:<16} {outcome} {record.seconds:6.1f} s  {_remark(record)}")
    if record.failure:
        say(f"{'':>{len(count)}}        {record.failure.code}: {record.failure.message} {record.failure.advice}")


def _remark(record: Record) -> str:
    if record.failure is not None or record.chain is None:
        return ""
    end = record.chain.leaf.not_valid_after_utc
    until = "without end" if record.chain.endless else f"valid until {end:%d %B %Y} ({(end - datetime.now(UTC)).days:,} days)"
    reused = any(result.facts.get("reused") == "yes" for result in record.steps)
    proofs = [result.facts.get("signature", "yes") for result in record.steps if result.step is Step.PROVE]
    unproven = "".join(f", {proof}" for proof in proofs if proof != "yes")
    return f"{'the certificate it had' if reused else 'new certificate'}, {until}{unproven}"
