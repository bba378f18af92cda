"""`birthmark queue`: what the platform is still to be told."""

import functools
import time
from collections import Counter
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from app.cli import exits
from app.cli.homes import settings_of
from app.cli.who import log_in
from app.cli.words import emit, say
from app.core.outbox import BreakerState, Debt, DebtState, Owed, QueueState
from app.core.people import Right
from app.core.seal import Use
from app.core.waiting import SLICE, Stop
from app.provisioning import outbox_manifest as manifest
from app.provisioning.outbox import Outbox
from app.provisioning.outbox_reconcile import Reconciled
from app.provisioning.outbox_reconcile import reconcile as compare
from app.station import open_station
from app.station.seal import open_seal
from app.store import Ledger

queue = typer.Typer(name="queue", help="What the platform is still to be told.")

Json = Annotated[bool, typer.Option("--json", help="As JSON, on standard output.")]
_MANY = 1_000_000
_TELL = 5.0
"""Seconds between two lines that say how far it is."""


@queue.callback(invoke_without_command=True)
def _list(
    context: typer.Context,
    text: Annotated[str, typer.Option("--find", help="An identifier, or how a fingerprint or serial number begins.")] = "",
    limit: Annotated[int, typer.Option(min=1, max=_MANY, help="At most so many, dead letters first, then the oldest.")] = 100,
    json: Json = False,
) -> None:
    """List what is owed, and count it; exits with 3 where something is."""
    if context.invoked_subcommand is not None:
        return
    settings = settings_of(context)
    with Ledger.open(settings.ledger_file, settings.station, read_only=True) as ledger:
        debts, owed = ledger.outbox.list_debts(limit=limit, text=text), ledger.outbox.count()
    for debt in debts:
        if json:
            emit(_plain(debt))
        else:
            typer.echo(_line(debt))
    if not json:
        say(_sum(owed))
    raise typer.Exit(exits.NOT_PASSED if owed.open else exits.OK)


@queue.command()
def drain(
    context: typer.Context,
    wait: Annotated[bool, typer.Option("--wait", help="Go on until nothing is owed, however long the platform is away.")] = False,
    json: Json = False,
) -> None:
    """Tell the platform now; exits with 3 where something is still owed."""
    settings = settings_of(context)
    with open_station(settings) as station:
        station.platform.require_access()
        with station.outbox as outbox:
            state = _until_done(outbox, station.ledger, wait=wait)
        owed = station.ledger.outbox.count()
    if json:
        emit({"settled": outbox.state.settled, **_plain_owed(owed), "last": None if state.last is None else asdict(state.last)})
    else:
        say(f"{outbox.state.settled:,} settled. {_sum(owed)}")
        if state.last is not None and owed.open:
            say(f"{state.last.code}: {state.last.message} {state.last.advice}")
    raise typer.Exit(exits.NOT_PASSED if owed.open else exits.OK)


@queue.command()
def retry(
    context: typer.Context,
    text: Annotated[str, typer.Argument(help="An identifier, or how a fingerprint or serial number begins.")] = "",
    all_: Annotated[bool, typer.Option("--all", help="Everything that is owed.")] = False,
    json: Json = False,
) -> None:
    """Let dead letters be tried again, and what waits be tried at once, with the next drain or by the open window."""
    if bool(text) == all_:
        raise typer.BadParameter("name a unit, or say --all")
    settings = settings_of(context)
    with Ledger.open(settings.ledger_file, settings.station) as ledger:
        person = log_in(context, settings, ledger, Right.RETRY_QUEUE)
        debts = ledger.outbox.list_debts(limit=_MANY, text=text)
        count = ledger.outbox.retry([debt.id for debt in debts], person.badge if person else settings.operator)
    if json:
        emit({"retried": count})
    else:
        say(f"{count:,} will be tried.")
    raise typer.Exit(exits.OK if count or all_ else exits.NOT_PASSED)


@queue.command()
def reconcile(context: typer.Context, json: Json = False) -> None:
    """Compare what the platform has with what the ledger says, both ways; exits with 3 where the platform lacks something."""
    settings = settings_of(context)
    with open_station(settings) as station:
        named = {settings.platform.product, *(recipe.registration.product for recipe in station.recipes)}
        has = station.platform.get_stock().read(named - {""}, Stop())
        report = compare(station.ledger.outbox.accounts(), has)
    if json:
        emit(asdict(report))
    else:
        _tell(report)
    raise typer.Exit(exits.OK if report.sound else exits.NOT_PASSED)


@queue.command()
def export(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(help="A new folder: two lists, what vouches for them, and the station's signature.")],
    json: Json = False,
) -> None:
    """Write what is owed to a signed file, to be imported where there is a network."""
    settings = settings_of(context)
    seal = open_seal(settings)
    with Ledger.open(settings.ledger_file, settings.station) as ledger:
        sign = functools.partial(seal.sign_file, Use.DEVICES)
        product, who = settings.platform.product, settings.operator
        written = manifest.export(ledger, folder, station=settings.station, product=product, sign=sign, who=who)
    if json:
        emit({"devices": written.devices, "sha256": written.sha256, "folder": str(folder), "key": seal.public.hex()})
    else:
        say(f"{written.devices:,} devices are in {folder}, signed by the station's key {seal.name[:16]}…")


@queue.command(name="import-answers")
def import_answers(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="JSON Lines or CSV: identifier, sha256, and device and certificate, or error.")],
    json: Json = False,
) -> None:
    """Bring answers back; exits with 3 where a row is wrong, foreign or tells an error. May be done again."""
    settings = settings_of(context)
    counts: Counter[manifest.Became] = Counter()
    with Ledger.open(settings.ledger_file, settings.station) as ledger:
        for told in manifest.import_answers(ledger, file, settings.operator):
            counts[told.became] += 1
            if json:
                emit(asdict(told))
            elif told.words:
                typer.echo(f"row {told.row}: {told.became.value}  {told.identifier}  {told.words}")
    if not json:
        say(", ".join(f"{counts[became]:,} {became.value}" for became in manifest.Became))
    bad = counts[manifest.Became.WRONG] + counts[manifest.Became.FOREIGN] + counts[manifest.Became.REFUSED]
    raise typer.Exit(exits.NOT_PASSED if bad else exits.OK)


def _tell(report: Reconciled) -> None:
    words = {
        "registered, and not on the platform": report.missing,
        "on the platform without the certificate that the ledger has": report.bare,
        "on the platform, and unknown to this ledger": report.unknown,
        "owed, and on the platform already": report.early,
        "owed, and not on the platform": report.owed,
    }
    typer.echo(f"{report.agreed:,} units agree.")
    for title, names in words.items():
        typer.echo(f"{len(names):,} {title}")
        for name in names:
            typer.echo(f"    {name}")


def _until_done(outbox: Outbox, ledger: Ledger, *, wait: bool) -> QueueState:
    """Until nothing is owed; without `wait` also where the platform is left alone, or nothing is due."""
    told = time.monotonic()
    while True:
        time.sleep(SLICE)
        state = outbox.state
        if outbox.idle:
            owed = ledger.outbox.count()
            if not owed.owed or not wait:
                return state
        if state.breaker is BreakerState.OPEN and not wait:
            return state
        if time.monotonic() - told > _TELL:
            told = time.monotonic()
            say(f"{state.settled:,} settled, {ledger.outbox.count().owed:,} owed")


def _line(debt: Debt) -> str:
    since = f"{debt.since.astimezone():%Y-%m-%d %H:%M:%S %z}"
    if debt.state is DebtState.DEAD:
        return f"DEAD  {debt.identifier:<24} since {since}  {debt.code}: {debt.message}"
    again = f"{debt.next_try.astimezone():%H:%M:%S}"
    tries = f"tried {debt.attempts} times, again at {again}  {debt.code}" if debt.attempts else "not tried yet"
    return f"owed  {debt.identifier:<24} since {since}  {tries}"


def _plain(debt: Debt) -> dict[str, object]:
    plain = asdict(debt)
    for name in ("id", "run"):
        plain[name] = str(plain[name])
    for name in ("since", "next_try", "last_try"):
        plain[name] = plain[name].isoformat(timespec="milliseconds") if plain[name] else None
    return plain | {"state": debt.state.value}


def _plain_owed(owed: Owed) -> dict[str, object]:
    return {"owed": owed.owed, "dead": owed.dead, "since": owed.since.isoformat() if owed.since else None}


def _sum(owed: Owed) -> str:
    if not owed.open:
        return "Nothing is owed to the platform."
    days = (datetime.now(UTC) - owed.since).days if owed.since else 0
    return f"{owed.owed:,} owed, {owed.dead:,} dead letters; the oldest for {days} days."
