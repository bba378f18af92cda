"""Orders and their serial numbers from CSV, as spreadsheets write it."""

import csv
from collections.abc import Iterable
from datetime import UTC, date, datetime, time

from app.core.errors import OrderUnusable, StationError
from app.core.work import LARGEST, require_once, serial_range
from app.provisioning.orders import Wish

_HEADINGS = ("serial", "serial number", "serial_number", "sn")
"""A first row that says one of these is a heading."""
_COLUMNS = ("number", "product", "recipe", "quantity", "first", "last", "due", "first_article", "label")
_NEEDED = frozenset({"number", "recipe", "quantity"})


def read_serials(lines: Iterable[str]) -> tuple[str, ...]:
    """The serial numbers in a CSV of one column (or whose column `serial` counts); raises OrderUnusable with the row."""
    rows = csv.reader(_without_mark(lines))
    column, serials, places = 0, list[str](), list[int]()
    for number, row in enumerate(rows, start=1):
        if not any(cell.strip() for cell in row):
            continue
        headings = [cell.strip().casefold() for cell in row]
        if number == 1 and (named := [place for place, heading in enumerate(headings) if heading in _HEADINGS]):
            column = named[0]
            continue
        if len(row) <= column:
            raise OrderUnusable(f"Row {number} of the list has no serial number.")
        serials.append(row[column].strip())
        places.append(number)
        if len(serials) > LARGEST:
            raise OrderUnusable(f"The list has more than {LARGEST:,} serial numbers.")
    if not serials:
        raise OrderUnusable("The list is empty.")
    require_once(serials, places)
    return tuple(serials)


def read_orders(lines: Iterable[str]) -> tuple[list[Wish], list[tuple[int, StationError]]]:
    """The orders in a CSV with the columns number, recipe, quantity and, if wished, product, first, last, due, first_article, label.

    Returns what can be made, and the rows that cannot with their errors; raises OrderUnusable where the columns are wrong.
    """
    rows = csv.DictReader(_without_mark(lines))
    columns = {(name or "").strip().casefold() for name in rows.fieldnames or ()}
    if missing := sorted(_NEEDED - columns):
        raise OrderUnusable(f"The file has no column {', '.join(missing)}.", advice=f"The columns are {', '.join(_COLUMNS)}.")
    wishes: list[Wish] = []
    wrong: list[tuple[int, StationError]] = []
    for number, row in enumerate(rows, start=2):
        cells = {(name or "").strip().casefold(): (value if isinstance(value, str) else "").strip() for name, value in row.items()}
        if not any(cells.values()):
            continue
        try:
            wishes.append(_wish(cells))
        except OrderUnusable as error:
            wrong.append((number, error))
    return wishes, wrong


def _wish(cells: dict[str, str]) -> Wish:
    quantity, first, last = cells["quantity"], cells.get("first", ""), cells.get("last", "")
    if not (quantity.isascii() and quantity.isdigit()):
        raise OrderUnusable("The quantity is no number.")
    if bool(first) != bool(last):
        raise OrderUnusable("A range of serial numbers needs both its first and its last.")
    try:
        due = datetime.combine(date.fromisoformat(cells["due"]), time.max, UTC) if cells.get("due") else None
    except ValueError:
        raise OrderUnusable("The due date must be written like 2026-12-24.") from None
    return Wish(
        number=cells["number"],
        product=cells.get("product", ""),
        recipe=cells["recipe"],
        quantity=int(quantity),
        serials=tuple(serial_range(first, last)) if first else None,
        due=due,
        first_article=cells.get("first_article", "yes").casefold() not in ("no", "false", "0"),
        label=cells.get("label", ""),
    )


def _without_mark(lines: Iterable[str]) -> Iterable[str]:
    """A byte order mark, which spreadsheets write, is no part of the first heading; NUL stops the reader of CSV."""
    return (line.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}").replace("\0", "") for line in lines)
