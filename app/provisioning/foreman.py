"""Work orders and recipes as a window asks for them: done in the name of whoever works at the station."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol, TypeVar

from app.core.errors import OrderUnusable, StationError
from app.core.people import Person, Right
from app.core.recipe import Recipe
from app.core.run import Event, Failure, Record
from app.core.versions import Version
from app.core.waiting import Stop
from app.core.work import Counts, Difference, Order
from app.provisioning.order_lists import read_orders, read_serials
from app.provisioning.orders import Orders, Tell, Wish, Work
from app.provisioning.recipes import Recipes, Standing

Found = TypeVar("Found")


Rehearse = Callable[[Recipe, Callable[[Event], None], Stop], Record]


class Present(Protocol):
    """Who works here; the station's door for people."""

    @property
    def present(self) -> Person | None:
        """Whoever has logged in."""

    def require_present(self, right: Right) -> str:
        """Their badge, if they may; empty where the station has admitted nobody. Raises NotAllowed."""


@dataclass(frozen=True, slots=True)
class Look:
    """One order, closely."""

    order: Order
    counts: Counts
    serials: tuple[str, str, int] | None
    """The first and the last listed serial number, and how many there are; None: any will do."""
    differences: tuple[Difference, ...]
    """What does not add up, unit by unit."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of a file of orders."""

    made: tuple[str, ...]
    """The numbers of those that were made."""
    wrong: tuple[tuple[str, Failure], ...]
    """The others, by their row or their number."""


class Foreman:
    """Called off the window's thread; what somebody may not do raises NotAllowed, which says who could."""

    def __init__(self, orders: Orders, recipes: Recipes, people: Present, rehearse: Rehearse) -> None:
        """`rehearse` makes a dry run of a recipe."""
        self._orders = orders
        self._recipes = recipes
        self._people = people
        self._rehearse = rehearse

    # ---- orders --------------------------------------------------------------------------------------------------------

    def list_all(self) -> list[tuple[Order, Counts]]:
        """Every order and how far it is, the newest first."""
        return self._orders.list_all()

    def look(self, number: str) -> Look:
        """One order with its reconciliation; raises OrderUnknown."""
        order = self._orders.get(number)
        counts, differences = self._orders.reconcile(number)
        serials = self._orders.list_serials(number) if order.listed else []
        return Look(order, counts, (serials[0], serials[-1], len(serials)) if serials else None, tuple(differences))

    def work(self, number: str) -> tuple[Work, Counts]:
        """An order on which work may go on, and how far it is; raises as `Orders.require_workable`."""
        return self._orders.require_workable(number), self._orders.count(number)

    def make(self, wish: Wish, file: Path | None, tell: Tell) -> Order:
        """Make an order, with the list of serial numbers in `file` where there is one: all or nothing.

        `tell` hears how many serial numbers are written, of how many; what it raises leaves nothing behind. Raises NotAllowed,
        OrderUnusable, RecipeUnapproved, SettingsError.
        """
        by = self._who(Right.KEEP_ORDERS)
        if file is not None:
            wish = replace(wish, serials=_read(file, read_serials))
        return self._orders.make(by, wish, tell)

    def make_many(self, file: Path, tell: Tell) -> Imported:
        """Make the orders of a CSV; what cannot be made is told, the others are made. Raises NotAllowed, OrderUnusable.

        `tell` hears how much is written, of how much: what it raises ends it, and leaves the orders that are made.
        """
        by = self._who(Right.KEEP_ORDERS)
        wishes, wrong = _read(file, read_orders)
        made: list[str] = []
        told = [(str(row), Failure.of(error)) for row, error in wrong]
        done, of = 0, sum(map(_size, wishes))
        for wish in wishes:

            def listed(written: int, _of: int, before: int = done) -> None:
                tell(before + written, of)

            try:
                made.append(self._orders.make(by, wish, listed).number)
            except StationError as error:
                told.append((wish.number, Failure.of(error)))
            done += _size(wish)
            tell(done, of)
        return Imported(tuple(made), tuple(told))

    def open(self, number: str) -> Order:
        """Let units be made for it again."""
        return self._orders.open(self._who(Right.KEEP_ORDERS), number)

    def hold(self, number: str, reason: str) -> Order:
        """Let no unit be made for it until it is opened again."""
        return self._orders.hold(self._who(Right.KEEP_ORDERS), number, reason)

    def close(self, number: str, reason: str) -> Order:
        """End it, for good."""
        return self._orders.close(self._who(Right.KEEP_ORDERS), number, reason)

    def scrap(self, number: str, identifier: str, reason: str) -> None:
        """A unit is scrapped: another one may be made in its place."""
        self._orders.scrap(self._who(Right.SCRAP), number, identifier, reason)

    # ---- recipes -------------------------------------------------------------------------------------------------------

    def list_recipes(self) -> list[Standing]:
        """Every recipe as its file is now."""
        return self._recipes.list_all()

    def list_versions(self, name: str) -> list[Version]:
        """What the ledger knows of a recipe, the newest first."""
        return self._recipes.list_versions(name)

    def source(self, name: str) -> str:
        """The TOML it is written in now; raises SettingsError."""
        return self._recipes.source(name)

    def list_designs(self) -> list[tuple[str, str]]:
        """Name and title of every label template that an order may name."""
        return self._recipes.list_designs()

    def check(self, name: str, text: str) -> Recipe:
        """The recipe that a text would be; raises RecipeError with file, key and reason."""
        return self._recipes.check(name, text)

    def save(self, name: str, text: str) -> Version:
        """Make a text the recipe's new version; raises NotAllowed, RecipeError."""
        return self._recipes.save(self._who(Right.WRITE_RECIPES), name, text)

    def approve(self, name: str) -> Version:
        """Let orders be made with the recipe as its file is now; raises NotAllowed."""
        return self._recipes.approve(self._who(Right.APPROVE_RECIPES), name)

    def rehearse(self, name: str, text: str, tell: Callable[[Event], None], stop: Stop) -> Record:
        """A dry run of what a text would be; everybody may. Raises StationError."""
        return self._rehearse(self._recipes.check(name, text), tell, stop)

    def _who(self, right: Right) -> Person | None:
        """Whoever works here, if they may; raises NotAllowed."""
        self._people.require_present(right)
        return self._people.present


def _size(wish: Wish) -> int:
    """How much there is to write for an order."""
    return len(wish.serials or ()) + 1


def _read(file: Path, read: Callable[[Iterable[str]], Found]) -> Found:
    """What a CSV says; raises OrderUnusable where it cannot be read at all."""
    try:
        with file.open(encoding="utf-8", newline="") as lines:
            return read(lines)
    except (OSError, UnicodeDecodeError) as error:
        raise OrderUnusable(f"The list {file} cannot be read.", advice="Check the path; it must be CSV in UTF-8.") from error
