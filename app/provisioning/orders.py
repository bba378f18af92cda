"""Work orders as people make, hold and close them; their lists from CSV."""

import csv
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import NamedTuple, Protocol

from app.core.errors import LabelUnfit, OrderUnknown, OrderUnusable, RecipeChanged, RecipeUnapproved, SettingsError, StationError
from app.core.label import Design
from app.core.people import Person, Right, require
from app.core.recipe import Recipe
from app.core.work import LARGEST, Counts, Difference, Order, State, check_order, require_once, serial_range
from app.provisioning.recipes import Shelf, Versions

_HEADINGS = ("serial", "serial number", "serial_number", "sn")
"""A first row that says one of these is a heading."""
_COLUMNS = ("number", "product", "recipe", "quantity", "first", "last", "due", "first_article", "label")
Tell = Callable[[int, int], object]
"""Told how many are done, of how many; what it raises ends the work."""
_NEEDED = frozenset({"number", "recipe", "quantity"})


class Book(Protocol):
    """Where orders are kept; the ledger's book of orders."""

    def add(
        self, order: Order, serials: Sequence[str], who: str, recipe: Recipe, *, source: str, design: Design | None, tell: Tell
    ) -> None:
        """Make an order with its list, its recipe and its label, all or nothing; `tell` hears of its serial numbers."""

    def find(self, number: str) -> Order | None:
        """The order as it is now, or None."""

    def list_serials(self, number: str) -> Sequence[str]:
        """Its list, as it was given."""

    def bring(self, number: str, state: State, reason: str, who: str) -> Order:
        """Open, hold or close an order."""

    def scrap(self, number: str, identifier: str, reason: str, who: str) -> None:
        """Take a unit out of the order's count."""

    def require_open(self, number: str) -> Order:
        """The order; raises OrderUnknown, OrderNotOpen."""

    def list_all(self) -> Sequence[Order]:
        """Every order, the newest first."""

    def count(self, number: str) -> Counts:
        """How far it is."""

    def differences(self, number: str) -> Sequence[Difference]:
        """What of it does not add up."""


@dataclass(frozen=True, slots=True)
class Wish:
    """An order that is to be made."""

    number: str
    product: str
    """What is made; empty: the recipe's title."""
    recipe: str
    quantity: int
    serials: tuple[str, ...] | None = None
    """The serial numbers that belong to it; None: any will do."""
    due: datetime | None = None
    first_article: bool = True
    label: str = ""
    """The label template of its units; empty: the recipe's."""


class Work(NamedTuple):
    """An order on which work may begin."""

    order: Order
    recipe: Recipe
    """The version that the order keeps, whatever the file says now."""
    changed: str = ""
    """The file that was changed since the order was made; empty: it is the same."""


class Orders:
    """The work orders of this station; who may do what is asked here, below window and command line."""

    def __init__(self, book: Book, shelf: Shelf, versions: Versions) -> None:
        self._book = book
        self._shelf = shelf
        self._versions = versions

    def make(self, by: Person | None, wish: Wish, tell: Tell = lambda _done, _of: None) -> Order:
        """Make an order, bound to the recipe as it is now; raises NotAllowed, OrderUnusable, SettingsError.

        Where people are admitted an engineer must have approved that recipe: raises RecipeUnapproved.
        """
        who = require(by, Right.KEEP_ORDERS)
        recipe = self._shelf.get(wish.recipe)
        if by is not None:
            self._require_approved(recipe)
        product = wish.product.strip() or recipe.title
        check_order(wish.number, product, wish.quantity, None if wish.serials is None else list(wish.serials))
        design = self._design_of(wish.label or recipe.label.print)
        order = Order(
            number=wish.number,
            product=product,
            recipe=recipe.name,
            recipe_version=recipe.version,
            recipe_digest=recipe.digest,
            quantity=wish.quantity,
            listed=wish.serials is not None,
            first_article=wish.first_article,
            due=wish.due,
            label=wish.label,
            label_digest=design.digest if design and wish.label else "",
        )
        self._book.add(order, wish.serials or (), who, recipe, source=self._shelf.source(recipe.name), design=design, tell=tell)
        return order

    def open(self, by: Person | None, number: str) -> Order:
        """Let units be made for it again."""
        return self._book.bring(number, State.OPEN, "", require(by, Right.KEEP_ORDERS))

    def hold(self, by: Person | None, number: str, reason: str) -> Order:
        """Let no unit be made for it until it is opened again."""
        who = require(by, Right.KEEP_ORDERS)
        return self._book.bring(number, State.HELD, _said(reason), who)

    def close(self, by: Person | None, number: str, reason: str = "done") -> Order:
        """End it, for good."""
        who = require(by, Right.KEEP_ORDERS)
        return self._book.bring(number, State.CLOSED, _said(reason), who)

    def scrap(self, by: Person | None, number: str, identifier: str, reason: str) -> None:
        """A unit is scrapped: another one may be made in its place."""
        who = require(by, Right.SCRAP)
        self._book.scrap(number, identifier, _said(reason), who)

    def require_workable(self, number: str) -> Work:
        """The order and the version of the recipe that it keeps, if work on it may begin.

        Raises OrderUnknown, OrderNotOpen; RecipeChanged where that version cannot be kept to; RecipeError.
        """
        order = self._book.require_open(number)
        kept = self._versions.find(order.recipe_digest)
        now = self._find_now(order.recipe)
        same = now is not None and now.digest == order.recipe_digest
        if now is not None and same:
            return Work(order, now)
        if kept is None:
            raise RecipeChanged(
                f"Order {number} was made for recipe {order.recipe} {order.recipe_version} ({order.recipe_digest[:12]}…), "
                f"which was changed since, and is not in the ledger."
            )
        if self._shelf.bound(kept.recipe).digest != order.recipe_digest:
            raise RecipeChanged(
                f"Order {number} keeps recipe {order.recipe} {order.recipe_version} ({order.recipe_digest[:12]}…), "
                f"but its certificate profile or its maker's CAs were changed since."
            )
        return Work(order, kept.recipe, self._shelf.place(order.recipe))

    def _find_now(self, name: str) -> Recipe | None:
        """The recipe as its file is now; None where the file is gone, or is none any more."""
        try:
            return self._shelf.get(name)
        except SettingsError:
            return None

    def _design_of(self, label: str) -> Design | None:
        """The template that the order's units get their label by, which it keeps; None: they get none. Raises OrderUnusable."""
        try:
            return self._shelf.design(label) if label else None
        except LabelUnfit as error:
            raise OrderUnusable(error.message, advice="Name one of them, or none.") from error

    def _require_approved(self, recipe: Recipe) -> None:
        known = self._versions.find(recipe.digest)
        if known is None or not known.approved:
            raise RecipeUnapproved(f"No engineer has approved recipe {recipe.name} {recipe.version} as it is now ({recipe.digest[:12]}…).")

    def list_all(self) -> list[tuple[Order, Counts]]:
        """Every order and how far it is, the newest first."""
        return [(order, self._book.count(order.number)) for order in self._book.list_all()]

    def get(self, number: str) -> Order:
        """The order as it is now; raises OrderUnknown."""
        order = self._book.find(number)
        if order is None:
            raise OrderUnknown(f"There is no order {number}.")
        return order

    def list_serials(self, number: str) -> list[str]:
        """Its list, as it was given; empty where any serial number will do."""
        return list(self._book.list_serials(number))

    def count(self, number: str) -> Counts:
        """How far it is; raises OrderUnknown."""
        return self._book.count(number)

    def reconcile(self, number: str) -> tuple[Counts, list[Difference]]:
        """How far the order is, and every unit that does not add up; raises OrderUnknown."""
        return self._book.count(number), list(self._book.differences(number))


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


def _said(reason: str) -> str:
    said = " ".join(reason.split())
    if not said or not said.isprintable():
        raise OrderUnusable("A reason is missing.", advice="Say in a few words why.")
    return said[:200]
