"""`birthmark ca handover`: a planned change from one authority to the next."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from app.cli.homes import settings_of
from app.cli.who import caller
from app.cli.words import say
from app.core.authority import Handover
from app.core.people import Right
from app.founding.handing import plan_handover
from app.station import open_station


def handover(
    context: typer.Context,
    before: Annotated[str, typer.Argument(help="The authority that signs until then.")],
    after: Annotated[str, typer.Argument(help="The one that signs from then on; left out with --cancel.")] = "",
    on: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d", "%Y-%m-%dT%H:%M"], help="From when on, in UTC; else now.")] = None,
    cancel: Annotated[bool, typer.Option("--cancel", help="Take the plan back.")] = False,
) -> None:
    """Plan that one authority hands over to another; certificates of both stay valid."""
    settings = settings_of(context)
    if cancel == bool(after):
        raise typer.BadParameter("name the authority that takes over, or --cancel")
    now = datetime.now(UTC)
    begins = on.replace(tzinfo=UTC) if on else now
    with open_station(settings) as station:
        who = caller(context, station, Right.KEEP_AUTHORITY)
        plan_handover(station, Handover(now, before, after, begins, who))
    if cancel:
        say(f"{before} keeps signing.")
    else:
        say(f"From {begins:%d %B %Y %H:%M} UTC on {after} signs what {before} signed. Certificates of both stay valid.")
