"""`birthmark orders`: work orders, made, held, closed, and how far they are."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Annotated

import typer

from app.cli import exits
from app.cli.homes import settings_of
from app.cli.who import log_in
from app.cli.words import emit, say
from app.core.errors import OrderUnusable, StationError
from app.core.people import Person, Right
from app.core.work import Counts, Order, serial_range
from app.provisioning.order_lists import read_orders, read_serials
from app.provisioning.orders import Orders, Wish
from app.station import Shelf, open_ledger
from app.store import Ledger

orders = typer.Typer(name="orders", help="Work orders: what is to be made, and how far it is.", no_args_is_help=True)

Number = Annotated[str, typer.Argument(help="The order's number.")]
Reason = Annotated[str, typer.Option(help="Why, in a few words.")]
Json = Annotated[bool, typer.Option("--json", help="As JSON, one object a line.")]


@orders.command(name="list")
def list_(context: typer.Context, json: Json = False) -> None:
    """Every order, the newest first."""
    settings = settings_of(context)
    with Ledger.open(settings.ledger_file, settings.station, read_only=True) as ledger:
        every = Orders(ledger.orders, Shelf(settings), ledger.recipes).list_all()
    if not every:
        say("There are no work orders.")
    for order, counts in every:
        if json:
            emit(_plain(order, counts))
        else:
            done = f"{counts.passed:,} of {counts.planned:,} passed"
            rest = "".join(f", {number:,} {word}" for word, number in _unusual(counts).items() if number)
            typer.echo(f"{order.number:<20} {order.state:<8} {done}{rest}  {order.product} ({order.recipe} {order.recipe_version})")


@orders.command()
def make(
    context: typer.Context,
    number: Number,
    recipe: Annotated[str, typer.Option(help="The recipe's name; the order is bound to it as it is now.")],
    quantity: Annotated[int, typer.Option(help="How many units get a certificate, at most.")],
    product: Annotated[str, typer.Option(help="What is made; else the recipe's title.")] = "",
    serials: Annotated[Path | None, typer.Option(help="A CSV with the serial numbers that belong to it, one a row.")] = None,
    first: Annotated[str, typer.Option(help="The first serial number of a range.")] = "",
    last: Annotated[str, typer.Option(help="The last one.")] = "",
    due: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="When it has to be done.")] = None,
    first_article: Annotated[bool, typer.Option(help="Unit 1 must be confirmed on the platform before unit 2 starts.")] = True,
    label: Annotated[str, typer.Option(help="The label template of its units; else the recipe's.")] = "",
) -> None:
    """Make an order."""
    settings = settings_of(context)
    if serials and (first or last):
        raise OrderUnusable("Either a list or a range of serial numbers, not both.")
    listed = _read(serials) if serials else tuple(serial_range(first, last)) if first or last else None
    end = None if due is None else datetime.combine(due.date(), time.max, UTC)
    with open_ledger(settings) as ledger:
        by = log_in(context, settings, ledger, Right.KEEP_ORDERS)
        order = Orders(ledger.orders, Shelf(settings), ledger.recipes).make(
            by, Wish(number, product, recipe, quantity, listed, end, first_article, label)
        )
    say(f"Order {order.number}: {order.quantity:,} of {order.product}, recipe {order.recipe} {order.recipe_version}.")


@orders.command(name="import")
def import_(
    context: typer.Context,
    file: Annotated[
        Path,
        typer.Argument(
            help="CSV with the columns number, recipe, quantity and, if wished, product, first, last, due, first_article, label."
        ),
    ],
) -> None:
    """Make the orders of a CSV; what cannot be made is told, the others are made."""
    settings = settings_of(context)
    try:
        with file.open(encoding="utf-8", newline="") as lines:
            wishes, wrong = read_orders(lines)
    except (OSError, UnicodeDecodeError) as error:
        raise OrderUnusable(f"The file {file} cannot be read.", advice="Check the path; it must be CSV in UTF-8.") from error
    told = [f"Row {row}: {problem.message} {problem.advice}" for row, problem in wrong]
    made = 0
    with open_ledger(settings) as ledger:
        by = log_in(context, settings, ledger, Right.KEEP_ORDERS)
        desk = Orders(ledger.orders, Shelf(settings), ledger.recipes)
        for wish in wishes:
            try:
                desk.make(by, wish)
                made += 1
            except StationError as error:
                told.append(f"Order {wish.number}: {error.message} {error.advice}")
    for line in told:
        say(line)
    say(f"{made} orders made, {len(told)} not.")
    raise typer.Exit(exits.of_code(OrderUnusable.code) if told else exits.OK)


@orders.command()
def hold(context: typer.Context, number: Number, reason: Reason) -> None:
    """Let no unit be made for it until it is opened again."""
    _bring(context, lambda desk, by: desk.hold(by, number, reason))


@orders.command(name="open")
def open_(context: typer.Context, number: Number) -> None:
    """Let units be made for it again."""
    _bring(context, lambda desk, by: desk.open(by, number))


@orders.command()
def close(context: typer.Context, number: Number, reason: Reason = "done") -> None:
    """End it, for good."""
    _bring(context, lambda desk, by: desk.close(by, number, reason))


@orders.command()
def scrap(context: typer.Context, number: Number, identifier: Annotated[str, typer.Argument(help="The unit.")], reason: Reason) -> None:
    """A unit is scrapped: another one may be made in its place. Its certificate is still good: see `birthmark ca revoke`."""
    settings = settings_of(context)
    with open_ledger(settings) as ledger:
        by = log_in(context, settings, ledger, Right.SCRAP)
        Orders(ledger.orders, Shelf(settings), ledger.recipes).scrap(by, number, identifier, reason)
    say(f"{identifier} is scrapped.")


@orders.command()
def reconcile(context: typer.Context, number: Number, json: Json = False) -> None:
    """Planned, made, scrapped, registered, owed, and every unit that does not add up; exit code 3 where there is one."""
    settings = settings_of(context)
    with Ledger.open(settings.ledger_file, settings.station, read_only=True) as ledger:
        counts, differences = Orders(ledger.orders, Shelf(settings), ledger.recipes).reconcile(number)
    if json:
        emit(
            {
                "number": number,
                **asdict(counts),
                "differences": [{"unit": each.identifier, "trouble": each.trouble.value} for each in differences],
            }
        )
    else:
        typer.echo(", ".join(f"{name} {number:,}" for name, number in asdict(counts).items()))
        for each in differences:
            typer.echo(f"  {each.identifier} {each.trouble}")
    raise typer.Exit(exits.NOT_PASSED if differences else exits.OK)


def _bring(context: typer.Context, how: Callable[[Orders, Person | None], Order]) -> None:
    settings = settings_of(context)
    with open_ledger(settings) as ledger:
        by = log_in(context, settings, ledger, Right.KEEP_ORDERS)
        order = how(Orders(ledger.orders, Shelf(settings), ledger.recipes), by)
    say(f"Order {order.number} is {order.state}.")


def _read(file: Path) -> tuple[str, ...]:
    try:
        with file.open(encoding="utf-8", newline="") as lines:
            return read_serials(lines)
    except (OSError, UnicodeDecodeError) as error:
        raise OrderUnusable(f"The list {file} cannot be read.", advice="Check the path; it must be CSV in UTF-8.") from error


def _unusual(counts: Counts) -> dict[str, int]:
    return {"failed": counts.failed, "owed": counts.owed, "scrapped": counts.scrapped, "left": counts.left}


def _plain(order: Order, counts: Counts) -> dict[str, object]:
    times = {"due": order.due.isoformat() if order.due else None, "at": order.at.isoformat() if order.at else None}
    return {**asdict(order), **times, "state": order.state.value, "counts": asdict(counts)}
