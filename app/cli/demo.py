"""`birthmark demo`: the station on simulated devices and a sandbox platform, with nothing to configure."""

import os
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from app import logs
from app.cli import exits
from app.cli.homes import call_of
from app.cli.label import print_owed
from app.cli.runs import Runs
from app.cli.words import emit_record, say, tell_record
from app.core.run import Outcome
from app.demo import RECIPE, Demo, Supply, default_demo_home, open_demo, prepare, prepare_recipe
from app.display import has_display
from app.provisioning.progress import TrayEvent
from app.provisioning.watch import Watch

_SOME_BAD = 0.15
"""The share of bad units in the window: whoever looks wants to see FAIL as well."""
_QUICK = 0.05
"""Seconds between two looks at the simulated sockets."""


def demo(
    context: typer.Context,
    headless: Annotated[bool, typer.Option("--headless", help="In the terminal; so it is too where there is no display.")] = False,
    units: Annotated[int, typer.Option(min=1, max=1_000_000, help="How many units to provision in the terminal.")] = 8,
    trays: Annotated[int, typer.Option(min=1, max=32, help="How many trays.")] = 4,
    bad: Annotated[
        float | None,
        typer.Option(min=0, max=1, help="The share of bad gateways: 0.15 in the window, none in the terminal."),
    ] = None,
    seed: Annotated[int, typer.Option(help="Another seed, other units.")] = 0,
    recipe: Annotated[str, typer.Option("--recipe", metavar="NAME", help="What the units are: any recipe, shipped or your own.")] = RECIPE,
    json: Annotated[bool, typer.Option("--json", help="Write every record as one line of JSON to standard output.")] = False,
) -> None:
    """Show the station at work: simulated devices, a sandbox platform, an authority made on first run."""
    named = call_of(context).home or os.environ.get("BIRTHMARK_HOME")
    home = Path(named or default_demo_home()).absolute()
    settings = prepare_recipe(prepare(home), recipe)
    logs.open_log(settings.logs)
    if not (headless or json) and has_display():
        supply = Supply(home, units=None, seed=seed, bad=_SOME_BAD if bad is None else bad, hurry=1)
        raise typer.Exit(call_of(context).open_window(settings.model_copy(update={"trays": trays}), supply))
    supply = Supply(home, units=units, seed=seed, bad=bad or 0.0, hurry=4)
    with open_demo(settings.model_copy(update={"trays": trays}), supply, rest=0, rest_failed=0) as show:
        raise typer.Exit(in_terminal(show, units, json=json))


def in_terminal(show: Demo, units: int, *, json: bool) -> int:
    """Provision as many units and tell of each; return the exit code."""
    runs, outcomes = Runs(), Counter[Outcome]()

    def tell(tray: int, event: TrayEvent) -> None:
        show.belt.tell(tray, event)
        runs.tell(tray, event)

    line = show.station.open_line(tell, autostart=True)
    watch = Watch(show.station.scanner, line.see, _QUICK)
    try:
        watch.start()
        with show.station.press, show.belt:
            for number in range(1, units + 1):
                record = runs.next()
                outcomes[record.outcome] += 1
                tell_record(record, f"[{number:>{len(str(units))}}/{units}] ")
                if json:
                    emit_record(record)
            print_owed(show.station)
    finally:
        watch.close()
        line.close()
    say(f"{units} units: " + ", ".join(f"{outcomes[outcome]} {outcome.value}" for outcome in Outcome if outcomes[outcome]))
    return exits.OK if outcomes[Outcome.PASSED] == units else exits.NOT_PASSED
