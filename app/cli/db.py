"""`birthmark db`: the ledger's file."""

import typer

from app import store
from app.cli.audit import tell_verified, trust_of
from app.cli.homes import settings_of

db = typer.Typer(name="db", help="The ledger's file.", no_args_is_help=True)


@db.command()
def upgrade(context: typer.Context) -> None:
    """Bring the ledger's schema up to this program's; a copy is made first."""
    settings = settings_of(context)
    store.upgrade(settings.ledger_file)
    typer.echo(f"{settings.ledger_file} is up to date.")


@db.command()
def verify(context: typer.Context) -> None:
    """Walk the audit chain from the first entry to the last."""
    settings = settings_of(context)
    with store.Ledger.open(settings.ledger_file, settings.station, read_only=True) as ledger:
        tell_verified(ledger.audit.verify(trust_of(settings)))
