"""`birthmark platform`: what the platform saw of this station's devices."""

from typing import Annotated

import typer

from app.cli import exits
from app.cli.homes import settings_of
from app.cli.words import emit, say
from app.core.contact import Awaited, Contact
from app.core.waiting import Stop
from app.provisioning.contacts import look
from app.station import open_station

platform = typer.Typer(name="platform", help="What the platform saw of this station's devices.", no_args_is_help=True)


@platform.command()
def contacts(
    context: typer.Context,
    json: Annotated[bool, typer.Option("--json", help="One unit a line as JSON.")] = False,
) -> None:
    """Ask which awaited units made themselves known, and why others were sent away; exits with 3 where some were."""
    settings = settings_of(context)
    with open_station(settings) as station:
        looked = look(station.platform.get_witness(), station.ledger.contacts, Stop())
    arrived = [contact for contact in looked.new if not contact.refused]
    for contact in arrived:
        _tell_arrived(contact, json=json)
    for unit in looked.awaited:
        _tell_awaited(unit, json=json)
    if not json:
        say(f"{len(arrived)} came, {len(looked.awaited)} are awaited.")
    raise typer.Exit(exits.NOT_PASSED if any(unit.refused for unit in looked.awaited) else exits.OK)


def _tell_arrived(contact: Contact, *, json: bool) -> None:
    if json:
        emit({"identifier": contact.name, "state": "registered", "at": contact.at.isoformat(), "certificate": contact.fingerprint})
    else:
        typer.echo(f"{contact.name:<20} made itself known on {contact.at:%d %B %Y at %H:%M} UTC")


def _tell_awaited(unit: Awaited, *, json: bool) -> None:
    if json:
        told = {"identifier": unit.identifier, "state": "awaited", "since": unit.since.isoformat(), "certificate": unit.fingerprint}
        emit(told | {"refused": unit.refused})
    elif unit.refused:
        typer.echo(f"{unit.identifier:<20} was sent away: {unit.refused}")
    else:
        typer.echo(f"{unit.identifier:<20} awaited since {unit.since:%d %B %Y at %H:%M} UTC")
