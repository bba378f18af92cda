"""`birthmark history`: the runs in the ledger."""

from json import loads as parse
from typing import Annotated

import typer

from app.cli.homes import settings_of
from app.cli.words import emit, say
from app.core.record import to_json
from app.core.run import Outcome
from app.store import Entry, Ledger, RunQuery, RunRow

_TOLD = ("outcome", "code", "tray", "order", "serial", "certificate", "reason", "why", "state", "platform_device")
"""What a line says of an entry, where the entry says it."""


def history(
    context: typer.Context,
    text: Annotated[str, typer.Argument(help="Anything scanned: device, certificate, fingerprint, order, person.")] = "",
    outcome: Annotated[Outcome | None, typer.Option(case_sensitive=False, help="Only runs that ended so.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=100_000, help="At most so many, the newest first.")] = 20,
    unit: Annotated[str, typer.Option(help="All that happened to the unit with this identifier or serial number, the oldest first.")] = "",
    json: Annotated[bool, typer.Option("--json", help="Every run's whole record (or every entry), one line of JSON each.")] = False,
) -> None:
    """List the runs in the ledger, the newest first; may be asked while the window is open."""
    settings = settings_of(context)
    query = RunQuery(text=text, outcome=outcome)
    with Ledger.open(settings.ledger_file, settings.station, read_only=True) as ledger:
        if unit:
            _tell_story(ledger.tell_story(unit), unit, json=json)
            return
        rows = ledger.list_runs(query, limit=limit)
        for row in rows:
            if json:
                _emit(ledger, row)
            else:
                typer.echo(_line(row))
        if not json:
            say(f"{len(rows)} of {ledger.count_runs(query):,} runs.")


def _tell_story(entries: list[Entry], unit: str, *, json: bool) -> None:
    for entry in entries:
        if json:
            emit({"entry": entry.number, "hash": entry.hash, **parse(entry.body)})
        else:
            told = "  ".join(f"{name} {entry.facts[name]}" for name in _TOLD if entry.facts.get(name))
            typer.echo(f"{entry.at.astimezone():%Y-%m-%d %H:%M:%S %z}  {entry.number:>8}  {entry.kind:<24} {told}  {entry.who}".rstrip())
    if not json:
        say(f"{len(entries)} entries tell of {unit}." if entries else f"This ledger knows no unit {unit}.")


def _line(row: RunRow) -> str:
    ended = row.outcome.value if row.outcome else "…"
    took = f"{row.seconds:6.1f} s" if row.seconds is not None else ""
    name = row.identifier or row.serial or "-"
    return f"{row.at.astimezone():%Y-%m-%d %H:%M:%S %z}  {name:<24} {ended:<8} {row.code:<18} {took:<9} {row.operator}"


def _emit(ledger: Ledger, row: RunRow) -> None:
    record = to_json(ledger.get_run(row.run))
    # The ledger tells of a run that has not ended as of one that was cut off; it may be going on in the window.
    emit(record if row.outcome else record | {"outcome": None, "failure": None})
