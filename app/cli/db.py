"""`birthmark db`: the ledger's file."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from app import store
from app.audit import Wish, back_up, restore, retain
from app.cli.audit import tell_verified, trust_of
from app.cli.homes import settings_of
from app.cli.who import log_in
from app.cli.words import Meter
from app.core.errors import SettingsError
from app.core.people import Right
from app.station import open_seal

db = typer.Typer(name="db", help="The ledger's file.", no_args_is_help=True)


@db.command()
def upgrade(context: typer.Context) -> None:
    """Bring the ledger's schema up to this program's; a copy is made first."""
    settings = settings_of(context)
    store.upgrade(settings.ledger_file)
    typer.echo(f"{settings.ledger_file} is up to date.")


@db.command()
def backup(
    context: typer.Context,
    to: Annotated[Path | None, typer.Option(help="The folder; else the one in the settings.", file_okay=False)] = None,
    recipient: Annotated[str, typer.Option(help="An age public key to encrypt it for; else the one in the settings.")] = "",
) -> None:
    """Copy the ledger, prove the copy, and sign what it is; not while the window is open: there the Audit page does it."""
    settings = settings_of(context)
    folder = to or settings.audit.backup_to
    if folder is None:
        raise SettingsError("No folder is named for the backup.", key="audit.backup_to", advice="Name one: --to FOLDER.")
    seal = open_seal(settings)
    with store.Ledger.open(settings.ledger_file, settings.station, seal=seal, anchor=settings.audit.anchor) as ledger:
        person = log_in(context, settings, ledger, Right.BACK_UP)
        recipient, who = recipient or settings.audit.backup_recipient, person.badge if person else settings.operator
        with Meter("entries proven") as meter:
            made = back_up(ledger, seal, settings.station, folder, meter.tell, recipient=recipient, who=who)
    typer.echo(f"{made.entries:,} entries are in {made.file}")


@db.command(name="restore")
def bring_back(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="The backup's file; its .json and .json.sig lie beside it.", dir_okay=False)],
    why: Annotated[str, typer.Option(help="Said in the audit chain for good.")],
    identity: Annotated[Path | None, typer.Option(help="The file with the age secret key, for an encrypted one.", dir_okay=False)] = None,
) -> None:
    """Prove a backup and put it in the ledger's place; the old ledger is set aside, never overwritten."""
    settings = settings_of(context)
    seal, anchor = open_seal(settings), settings.audit.anchor
    done = restore(file, settings.ledger_file, seal, settings.station, identity, anchor, who=settings.operator, why=why)
    typer.echo(f"{done.entries:,} entries are back and add up; {done.lost}")
    if done.aside:
        typer.echo(f"The old ledger is {done.aside}")


@db.command(name="retain")
def archive(
    context: typer.Context,
    before: Annotated[datetime, typer.Option(help="What ended before this day, in the station's zone, may leave.", formats=["%Y-%m-%d"])],
    to: Annotated[Path, typer.Option(help="Where the archive's own folder is made.", file_okay=False)],
    why: Annotated[str, typer.Option(help="Said in the audit chain for good.")],
) -> None:
    """Archive what is old: write it into a signed folder, prove that, and only then delete it here; not while the window is open.

    Audit entries leave, and the steps of runs. Runs, certificates and units stay, so that nothing is made twice, and an entry vouches for
    them. Nothing leaves while an order of that time is open or a unit is owed to the platform.
    """
    settings = settings_of(context)
    seal, anchor = open_seal(settings), settings.audit.anchor
    with store.Ledger.open(settings.ledger_file, settings.station, seal=seal, anchor=anchor) as ledger:
        person = log_in(context, settings, ledger, Right.RETAIN)
        who = person.badge if person else settings.operator
        done = retain(ledger, seal, settings.station, Wish(before.astimezone(), to, who, why, anchor))
    typer.echo(f"{done.entries:,} entries, up to {done.last:,}, and the steps of {done.runs:,} runs are in {done.folder}")


@db.command()
def verify(context: typer.Context) -> None:
    """Walk the audit chain from the first entry to the last."""
    settings = settings_of(context)
    with store.Ledger.open(settings.ledger_file, settings.station, read_only=True) as ledger:
        tell_verified(ledger.audit.verify(trust_of(settings)))
