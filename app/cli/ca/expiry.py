"""`birthmark ca expiry`: what ends soon."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from app.cli import exits
from app.cli.homes import settings_of
from app.cli.words import emit, say
from app.core.errors import SettingsError
from app.pki.expiry import Ends, Watch, look
from app.settings import Settings
from app.station import read_chain
from app.store import Ledger

_WORDS = {"device": "device", "ca": "CA", "crl": "revocation list"}


def expiry(
    context: typer.Context,
    days: Annotated[str, typer.Option(help="Days to look ahead, separated by commas; else as the settings say.")] = "",
    limit: Annotated[int, typer.Option(min=1, max=1_000_000, help="At most so many devices, the soonest first.")] = 100,
    json: Annotated[bool, typer.Option("--json", help="One certificate a line as JSON.")] = False,
) -> None:
    """List the certificates in use that end soon, of devices and CAs; exits 3 where something ends within the nearest days."""
    settings = settings_of(context)
    with Ledger.open(settings.ledger_file, settings.station, read_only=True) as ledger:
        watch = look_at(settings, ledger, _days(days) or settings.expiry_days, limit)
    for each in watch.ending:
        if json:
            emit({"kind": each.kind, "name": each.name, "serial": each.serial, "ends": each.at.isoformat(), "days": each.days})
        else:
            typer.echo(f"{each.at:%Y-%m-%d}  {_left(each):<20} {_WORDS[each.kind]:<16} {each.name}  {each.serial}")
    if not json:
        within = ", ".join(f"{count:,} within {each} days" for each, count in zip(watch.days, watch.counts, strict=True))
        say(f"Device certificates in use: {watch.devices:,}; ended: {watch.ended:,}; ending: {within}.")
    raise typer.Exit(exits.NOT_PASSED if watch.urgent else exits.OK)


def look_at(settings: Settings, ledger: Ledger, days: tuple[int, ...], limit: int) -> Watch:
    """The watch over this station's ledger and authorities, now."""
    chains = [read_chain(authority) for authority in settings.every_authority.values()]
    return look(ledger.authorities, chains, now=datetime.now(UTC), days=days, limit=limit)


def _days(text: str) -> tuple[int, ...]:
    try:
        found = tuple(int(each) for each in text.split(",")) if text else ()
    except ValueError as error:
        raise SettingsError(f"{text} are no numbers of days.", key="days", advice="Give numbers, as 30,60,90.") from error
    if any(each < 1 for each in found):
        raise SettingsError("Days to look ahead are 1 or more.", key="days", advice="Give numbers, as 30,60,90.")
    return found


def _left(each: Ends) -> str:
    return f"{each.days:,} days left" if each.days >= 0 else f"ended {-each.days:,} days ago"
