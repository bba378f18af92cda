"""`birthmark provision`: one device on a named port."""

from typing import Annotated

import typer

from app.cli import exits
from app.cli.homes import settings_of
from app.cli.label import print_owed
from app.cli.runs import Runs
from app.cli.who import ask_permission, log_in
from app.cli.words import STEP_WORDS, emit_record, say, tell_record
from app.core.people import Right
from app.core.run import Record, StepStarted
from app.provisioning.progress import TrayEvent
from app.provisioning.rotation import OWED
from app.provisioning.shift import Shift
from app.station import find_port, open_station, read_label, rules_of


def provision(
    context: typer.Context,
    recipe: Annotated[str, typer.Option(help="The recipe's name: `birthmark doctor` lists them.")],
    port: Annotated[str, typer.Option(help="The port: /dev/ttyUSB0, COM3, a terminal; a token by its label, or as `devices` lists it.")],
    label: Annotated[str, typer.Option(help="What the unit's label says; its serial number must be the chip's.")] = "",
    order: Annotated[str, typer.Option(help="The work order that the unit is made for.")] = "",
    rotate: Annotated[bool, typer.Option("--rotate", help="A unit that comes back gets a new certificate; the old one goes.")] = False,
    rework: Annotated[
        bool, typer.Option("--rework", help="A unit of the order that is done is worked on again; a supervisor allows it.")
    ] = False,
    reason: Annotated[str, typer.Option(help="--rotate, --rework: why; it stands in the record and the audit chain.")] = "",
    allowed_by: Annotated[
        str, typer.Option(help="--rework: the badge of whoever allows it, where you may not; their PIN is asked for.")
    ] = "",
    allowed_pin_fd: Annotated[int | None, typer.Option(help="Read that PIN from this open file descriptor.", min=0)] = None,
    json: Annotated[bool, typer.Option("--json", help="Write the record as JSON to standard output.")] = False,
) -> None:
    """Take one device from its port to the platform."""
    if rotate and rework:
        raise typer.BadParameter("--rotate and --rework are two things: a new certificate, or the same one again.")
    if (rotate or rework) != bool(reason.strip()):
        raise typer.BadParameter("--reason goes with --rotate or --rework, and each of them needs it.")
    settings = settings_of(context).model_copy(update={"trays": 1, "sockets": {}})
    with open_station(settings) as station:
        wanted = station.get_recipe(recipe)
        log_in(context, settings, station.ledger, Right.REWORK if rotate else Right.PROVISION, station.people)
        permission = None
        if rework:
            what = f"A unit at {port} that is done is to be worked on again."
            permission = ask_permission(station.people, Right.REWORK, what, reason, allowed_by, allowed_pin_fd)
        work = station.orders.require_workable(order) if order else None
        if work is not None and work.changed:
            say(f"The file {work.changed} was changed; order {order} keeps version {work.order.recipe_version} ({work.recipe.digest[:8]}).")
        scan = read_label(label, rules_of((wanted,), settings.scanner)) if label else ""
        place = find_port(station.scanner, port)
        runs = Runs()

        def tell(tray: int, event: TrayEvent) -> None:
            if isinstance(event, StepStarted):
                say(f"  {STEP_WORDS[event.step]} …")
            runs.tell(tray, event)

        line = station.open_line(tell, find_recipe=lambda _: wanted)
        line.shift = Shift(settings.operator, order, work.recipe, work.order.label) if work else Shift(settings.operator)
        try:
            line.see(frozenset({place}))
            line.start(1, scan, rotation=reason.strip() if rotate else "", rework=permission)
            record = runs.next()
        finally:
            line.close()
        print_owed(station)
    tell_record(record)
    _tell_facts(record)
    if json:
        emit_record(record)
    raise typer.Exit(exits.of_record(record))


def _tell_facts(record: Record) -> None:
    """What a person should know of it besides."""
    for result in record.steps:
        if remarks := result.facts.get("remarks"):
            say(f"Of the certificate: {remarks}.")
        if why := result.facts.get(OWED):
            say(f"The old certificate is still with the platform: {why} Try again: birthmark ca removals --settle")
