"""Work orders as people make, hold and close them; their lists from CSV."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, Protocol

from app.core.errors import (
    IssuanceRefused,
    LabelUnfit,
    OrderUnknown,
    OrderUnusable,
    RecipeChanged,
    RecipeUnapproved,
    SettingsError,
)
from app.core.people import Person, Right, require
from app.core.recipe import Recipe
from app.core.versions import Content
from app.core.work import Counts, Difference, Order, State, check_order
from app.provisioning.recipes import Shelf, Versions

Tell = Callable[[int, int], object]
"""Told how many are done, of how many; what it raises ends the work."""


class Book(Protocol):
    """Where orders are kept; the ledger's book of orders."""

    def add(
        self,
        order: Order,
        serials: Sequence[str],
        who: str,
        recipe: Recipe,
        *,
        source: str,
        design: Content | None,
        profile: Content | None,
        tell: Tell,
    ) -> None:
        """Make an order with its list and what it keeps of its recipe, all or nothing; `tell` hears of its serial numbers."""

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
        profile = self._shelf.profile(recipe.certificate.profile) if recipe.certificate.profile_digest else None
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
        self._book.add(
            order, wish.serials or (), who, recipe, source=self._shelf.source(recipe.name), design=design, profile=profile, tell=tell
        )
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
        if not self._stands(kept.recipe):
            raise RecipeChanged(
                f"Order {number} keeps recipe {order.recipe} {order.recipe_version} ({order.recipe_digest[:12]}…), "
                f"but its maker's CAs were changed since, or its certificate profile, which is not in the ledger."
            )
        return Work(order, kept.recipe, self._changed(kept.recipe, now))

    def _stands(self, recipe: Recipe) -> bool:
        """Whether a version can be kept to: its maker's CAs are those it was made with, and its profile too, or that is in the ledger.

        Whoever a maker's CAs are changed for means it at once, for running orders too.
        """
        wish = recipe.certificate
        if self._shelf.digest_of_maker(wish.maker) != wish.maker_digest:
            return False
        if self._versions.find_profile(wish.profile_digest) is not None:
            return True
        try:
            return self._shelf.profile(wish.profile).digest == wish.profile_digest
        except IssuanceRefused:
            return False

    def _changed(self, kept: Recipe, now: Recipe | None) -> str:
        """The file that makes the recipe another one: its own, or its profile's."""
        if now is not None:
            profile = {"profile_digest": kept.certificate.profile_digest}
            if now.model_copy(update={"certificate": now.certificate.model_copy(update=profile)}) == kept:
                return f"profiles/{kept.certificate.profile}.toml"
        return self._shelf.place(kept.name)

    def _find_now(self, name: str) -> Recipe | None:
        """The recipe as its file is now; None where the file is gone, or is none any more."""
        try:
            return self._shelf.get(name)
        except SettingsError:
            return None

    def _design_of(self, label: str) -> Content | None:
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


def _said(reason: str) -> str:
    said = " ".join(reason.split())
    if not said or not said.isprintable():
        raise OrderUnusable("A reason is missing.", advice="Say in a few words why.")
    return said[:200]
