"""`birthmark label`: what is owed to the printer, printing it, and printing again."""

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from app.cli.homes import settings_of
from app.cli.who import caller
from app.cli.words import emit, explain, say
from app.core.errors import ExportUnwritable, LabelUnknown, PrinterError
from app.core.label import OPEN, SAMPLE, Print, PrintState
from app.core.people import Right
from app.labels.layout import Layout, lay_out
from app.labels.pdf import to_pdf
from app.labels.png import to_png
from app.labels.template import LabelTemplate
from app.labels.zpl import to_zpl
from app.settings import PrinterKind
from app.station import Station, load_templates, open_station
from app.store import Ledger

label = typer.Typer(name="label", help="Labels: what is owed to the printer, printing it, and printing again.", no_args_is_help=True)

Unit = Annotated[str, typer.Argument(help="The unit's identifier.")]


@label.command(name="list")
def list_(
    context: typer.Context,
    unit: Annotated[str, typer.Argument(help="Only those of this unit, printed ones too.")] = "",
    json: Annotated[bool, typer.Option("--json", help="As JSON, one object a line.")] = False,
) -> None:
    """Labels that are owed, or of which nobody knows whether they were printed."""
    settings = settings_of(context)
    with Ledger.open(settings.ledger_file, settings.station, read_only=True) as ledger:
        every = ledger.labels.list_prints(tuple(PrintState) if unit else OPEN, 10_000, unit)
    if not every:
        say(f"No label was ever made for {unit}." if unit else "No label is owed.")
    for each in every:
        if json:
            emit(_plain(each))
        else:
            again = f", print {each.number} for {each.who or 'nobody'}: {each.reason}" if each.reason else ""
            why = f"  {each.code}: {each.message}" if each.code else ""
            typer.echo(f"{each.at:%Y-%m-%d %H:%M} {each.identifier:<20} {each.state:<8} {each.template}{again}{why}")


@label.command(name="print")
def print_(context: typer.Context) -> None:
    """Print now whatever is owed."""
    with open_station(settings_of(context)) as station:
        caller(context, station, Right.PROVISION)
        done = station.press.print_owed()
    say(f"{done} labels printed." if done else "No label is owed.")


@label.command()
def reprint(
    context: typer.Context, unit: Unit, reason: Annotated[str, typer.Option(help="Why; it stands in the ledger with your name.")]
) -> None:
    """Print the label of a unit again."""
    with open_station(settings_of(context)) as station:
        who = caller(context, station, Right.REPRINT)
        made = station.press.reprint(who, _last(station.ledger, unit).run, reason)
        station.press.print_owed()
    say(f"{unit}: printed again, number {made.number}.")


@label.command()
def settle(context: typer.Context, unit: Unit) -> None:
    """You have looked: the label of which nobody knew whether it was printed is there."""
    with open_station(settings_of(context)) as station:
        who = caller(context, station, Right.REPRINT)
        station.press.settle(who, _last(station.ledger, unit))
    say(f"{unit}: the label is there.")


@label.command()
def preview(
    context: typer.Context,
    unit: Annotated[str, typer.Argument(help="The unit's identifier; left out: a template with its own words in it.")] = "",
    template: Annotated[str, typer.Option(help="Without a unit: which template.")] = "unit",
    to: Annotated[Path, typer.Option(help="Where it goes: a .png, .pdf or .zpl.")] = Path("label.png"),
) -> None:
    """Draw a label into a file, as it is, or was, printed."""
    settings = settings_of(context)
    if unit:
        with Ledger.open(settings.ledger_file, settings.station, read_only=True) as ledger:
            last = _last(ledger, unit)
        layout = lay_out(LabelTemplate.of_body(last.body), last.words)
    else:
        templates, _ = load_templates(settings)
        layout = lay_out(templates.get(template), SAMPLE)
    _write(to, layout, unit or template)
    say(f"Written to {to}.")


def print_owed(station: Station) -> None:
    """After a run on the command line: what is owed is printed, or it is told why it stays owed."""
    if station.settings.printer.kind is PrinterKind.NONE:
        return
    owed = station.ledger.labels.count().owed
    if owed > 1:
        say(f"{owed} labels are to be printed.")
    try:
        station.press.print_owed()
    except PrinterError as error:
        explain(error)
        say("The label stays owed: `birthmark label print` prints it.")


def _write(file: Path, layout: Layout, title: str) -> None:
    makers: dict[str, Callable[[Layout], bytes]] = {".png": to_png, ".zpl": to_zpl, ".pdf": lambda drawn: to_pdf((drawn,), title)}
    if file.suffix not in makers:
        raise typer.BadParameter(f"A label is written as {', '.join(makers)}.")
    try:
        file.write_bytes(makers[file.suffix](layout))
    except OSError as error:
        raise ExportUnwritable(f"{file} cannot be written: {error.strerror}.") from error


def _last(ledger: Ledger, unit: str) -> Print:
    found = ledger.labels.list_prints(tuple(PrintState), 1, unit, newest=True)
    if not found:
        raise LabelUnknown(f"No label was ever made for {unit}.")
    return found[0]


def _plain(each: Print) -> dict[str, object]:
    told = {name: value for name, value in asdict(each).items() if name not in {"words", "body"}}
    ids, times = {"id": str(each.id), "run": str(each.run)}, {"at": each.at.isoformat(), "last": each.last.isoformat()}
    return {**told, **ids, **times, "state": each.state.value}
