"""`birthmark ca removals`: old certificates that still have to go from the platform."""

from typing import Annotated

import typer

from app.cli import exits
from app.cli.homes import settings_of
from app.cli.who import caller
from app.cli.words import emit, say
from app.core.people import Right
from app.core.waiting import Stop
from app.provisioning.rotation import settle_removals
from app.station import open_station
from app.store import Ledger


def removals(
    context: typer.Context,
    settle: Annotated[bool, typer.Option("--settle", help="Ask the platform to remove them now.")] = False,
    json: Annotated[bool, typer.Option("--json", help="One a line as JSON.")] = False,
) -> None:
    """List the replaced certificates that the platform still has; exits 3 where some are left."""
    settings = settings_of(context)
    if settle:
        with open_station(settings) as station:
            caller(context, station, Right.RETRY_QUEUE)
            gone = settle_removals(station.platform.get_identities, station.ledger.authorities, Stop())
        say(f"{gone} removed from the platform.")
    with Ledger.open(settings.ledger_file, settings.station, read_only=True) as ledger:
        left = ledger.authorities.list_owed_removals()
    if not left:
        say("The platform has no replaced certificate any more.")
    for each in left:
        if json:
            emit({"identifier": each.identifier, "serial": each.serial, "since": each.since.isoformat(), "problem": each.problem})
        else:
            typer.echo(f"{each.since:%Y-%m-%d %H:%M}  {each.identifier:<24} {each.serial}  {each.problem}")
    raise typer.Exit(exits.NOT_PASSED if left else exits.OK)
