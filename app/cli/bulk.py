"""`birthmark bulk`: keys and certificates for a list of units, made ahead into a folder."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Annotated

import typer
from pydantic import SecretStr

from app.cli import exits
from app.cli.homes import settings_of
from app.cli.who import caller
from app.cli.words import emit, say
from app.core.bulk import BulkProgress, BulkResult, OnError
from app.core.errors import BulkKeys
from app.core.people import Right
from app.core.waiting import Stop
from app.pki.protection import InTheClear, Protection, UnderPassphrase
from app.provisioning.bulk import BulkOrder
from app.safe import BULK_SECRET, find_secret
from app.settings import Settings
from app.station import open_station
from app.station.ahead import for_recipient

_TOLD = 20
"""Refused rows that are told one by one."""


def bulk(
    context: typer.Context,
    recipe: Annotated[str, typer.Option(help="The recipe's name: `birthmark doctor` lists them.")],
    source: Annotated[Path, typer.Option("--input", help="CSV in UTF-8; the first row names the columns, at least `serial`.")],
    out: Annotated[Path, typer.Option(help="The folder: new, empty, or that of the same job, which goes on.")],
    recipient: Annotated[Path | None, typer.Option(help="Who is to open the private keys: an RSA or EC certificate in PEM.")] = None,
    passphrase_fd: Annotated[int | None, typer.Option(help="Read the passphrase for the private keys from this file descriptor.")] = None,
    plain: Annotated[bool, typer.Option("--i-understand-plain-keys", help="Write private keys that anybody can read.")] = False,
    register: Annotated[
        bool, typer.Option("--register", help="Owe the units to the platform; `birthmark queue` tells how it goes.")
    ] = False,
    on_error: Annotated[OnError, typer.Option(help="What a row that cannot be used does to the rest.")] = OnError.SKIP,
    workers: Annotated[int | None, typer.Option(min=1, max=256, help="Processes that make keys; one for each core.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Write the result as JSON to standard output.")] = False,
) -> None:
    """Make key, certificate, chain and peridio.json for every row of a list; start it again after a kill and it goes on.

    Private keys are sealed for --recipient, or under a passphrase: from --passphrase-fd, BIRTHMARK_SECRET_BULK, the keyring, or asked for.
    """
    settings = settings_of(context)
    protect = _protect(settings, recipient, passphrase_fd, plain=plain)
    with open_station(settings) as station, _stopped_by_signal() as stop:
        order = BulkOrder(
            station.get_recipe(recipe),
            source,
            out,
            protect,
            operator=caller(context, station, Right.MAKE_AHEAD),
            registers=register,
            on_error=on_error,
            workers=workers,
        )
        result = station.bulk(order, _teller(), stop)
    _tell(result)
    if json:
        emit(_json(result))
    raise typer.Exit(exits.NOT_PASSED if result.refused else exits.OK)


def _protect(settings: Settings, recipient: Path | None, descriptor: int | None, *, plain: bool) -> Callable[[str], Protection]:
    """How the keys of a job are sealed; whoever is to type a passphrase is asked only where one is needed."""
    if sum((recipient is not None, descriptor is not None, plain)) > 1:
        raise BulkKeys("Private keys are protected in one way: --recipient, --passphrase-fd or --i-understand-plain-keys.")
    if plain:
        return lambda _: InTheClear()
    if recipient is not None:
        return for_recipient(recipient)
    return lambda words: UnderPassphrase.of(_passphrase(settings, descriptor, known=bool(words)), words)


def _passphrase(settings: Settings, descriptor: int | None, *, known: bool) -> SecretStr:
    if descriptor is not None:
        try:
            with os.fdopen(descriptor, encoding="utf-8") as file:
                return SecretStr(file.readline().rstrip("\n"))
        except (OSError, ValueError) as error:
            raise BulkKeys(f"The passphrase cannot be read from the file descriptor {descriptor}.") from error
    found = find_secret(BULK_SECRET, settings.home)
    if found is not None:
        return found
    if not sys.stdin.isatty():
        raise BulkKeys("Nobody said how the private keys are to be protected.")
    words = "Passphrase for the private keys"
    return SecretStr(typer.prompt(words, hide_input=True, confirmation_prompt=not known, err=True))


@contextmanager
def _stopped_by_signal() -> Iterator[Stop]:
    """Ctrl-C and a polite kill stop the job at the next batch, with everything in its place; a second Ctrl-C does not wait."""
    stop = Stop()

    def hear(_number: int, _frame: FrameType | None) -> None:
        if stop.is_set:
            raise KeyboardInterrupt
        stop.set()

    before = {number: signal.signal(number, hear) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _teller() -> Callable[[BulkProgress], None]:
    """Progress on one line that is written over, where somebody looks; else a line every tenth."""
    here, tenth = sys.stderr.isatty(), -1

    def tell(progress: BulkProgress) -> None:
        nonlocal tenth
        words = f"{progress.done:,} of {progress.total:,}{_left(progress.left_seconds)}"
        if progress.refused:
            words += f", {progress.refused:,} refused"
        if here:
            typer.echo(f"\r{words:<60}", err=True, nl=progress.done >= progress.total)
        elif (now := progress.done * 10 // max(1, progress.total)) != tenth:
            tenth = now
            say(words)

    return tell


def _left(seconds: float | None) -> str:
    if seconds is None or seconds < 1:
        return ""
    minutes, rest = divmod(round(seconds), 60)
    return f", {minutes} min {rest:02} s left" if minutes else f", {rest} s left"


def _tell(result: BulkResult) -> None:
    for refusal in result.refusals[:_TOLD]:
        say(f"row {refusal.row:<8} {refusal.identifier:<24} {refusal.code}  {refusal.message}")
    if result.refused > _TOLD:
        say(f"… all {result.refused:,} refused rows are in {result.folder}/refused.csv")
    say(f"{result.issued:,} certificates made, {result.reused:,} found, {result.refused:,} rows refused, in {result.folder}")


def _json(result: BulkResult) -> dict[str, object]:
    return {
        "job": str(result.job),
        "folder": result.folder,
        "issued": result.issued,
        "reused": result.reused,
        "refused": result.refused,
        "seconds": round(result.seconds, 3),
        "refusals": [{"row": each.row, "serial": each.identifier, "code": each.code, "message": each.message} for each in result.refusals],
    }
