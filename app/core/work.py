"""Work orders: what is to be made, how many of it, and which serial numbers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.core.errors import OrderUnusable

NUMBER = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._/-]{0,38}[A-Za-z0-9])?")
"""What an order's number may be: it stands in barcodes, file names and certificates."""
SERIAL = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._:-]{0,62}[A-Za-z0-9])?")
"""What a listed serial number may be."""
LARGEST = 1_000_000
"""Units in one order."""


class State(StrEnum):
    """Whether units may be made for an order."""

    OPEN = "open"
    HELD = "on hold"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Order:
    """One work order as it is now."""

    number: str
    product: str
    recipe: str
    recipe_version: str
    recipe_digest: str
    """The recipe it was made with: a recipe that was changed since is another one."""
    quantity: int
    listed: bool
    """Whether only listed serial numbers belong to it."""
    first_article: bool
    """Unit 1 must be confirmed on the platform before unit 2 starts."""
    due: datetime | None = None
    state: State = State.OPEN
    reason: str = ""
    """Why it is on hold or closed."""
    by: str = ""
    at: datetime | None = None
    """When and by whom it was brought into this state."""
    label: str = ""
    """The label template of its units; empty: the recipe's."""
    label_digest: str = ""
    """Which content that template had when the order was made."""


def check_order(number: str, product: str, quantity: int, serials: list[str] | None) -> None:
    """Raise OrderUnusable, in words, for an order that cannot be made; `serials`: its list, None where any serial number will do."""
    if NUMBER.fullmatch(number) is None:
        raise OrderUnusable("An order's number has 1 to 40 letters, digits and . _ / - inside.")
    if not product.strip() or not product.isprintable():
        raise OrderUnusable("The order does not say what is made.")
    if not 1 <= quantity <= LARGEST:
        raise OrderUnusable(f"The order's quantity must be 1 to {LARGEST:,}.")
    if serials is None:
        return
    if len(serials) < quantity:
        raise OrderUnusable(f"The order is for {quantity:,} units and lists only {len(serials):,} serial numbers.")
    for place, serial in enumerate(serials, start=1):
        if SERIAL.fullmatch(serial) is None:
            raise OrderUnusable(f"Serial number {place:,} of the list cannot be one: 1 to 64 letters, digits and . _ : - inside.")
    require_once(serials, range(1, len(serials) + 1))


def require_once(serials: Sequence[str], rows: Sequence[int]) -> None:
    """Raise OrderUnusable where a serial number stands in the list twice; `rows` says in which row each of them stands."""
    seen: dict[str, int] = {}
    placed = zip(serials, rows, strict=True)
    twice = [f"{serial} (rows {seen[serial]} and {row})" for serial, row in placed if seen.setdefault(serial, row) != row]
    if twice:
        raise OrderUnusable(
            f"{len(twice):,} serial numbers are listed twice: {', '.join(twice[:3])}{' …' if len(twice) > 3 else ''}.",  # noqa: PLR2004 - shown
            advice="Correct the list and make the order again.",
        )


def serial_range(first: str, last: str) -> Iterator[str]:
    """Every serial number from the first to the last: the same but for digits at the end, of the same length. Raises OrderUnusable."""
    one, other = re.fullmatch(r"(.*?)(\d+)", first), re.fullmatch(r"(.*?)(\d+)", last)
    if one is None or other is None or one[1] != other[1] or len(one[2]) != len(other[2]):
        raise OrderUnusable(f"From {first} to {last} is no range: both must be the same but for digits at the end, of the same length.")
    begin, end = int(one[2]), int(other[2])
    if not begin <= end < begin + LARGEST:
        raise OrderUnusable(f"From {first} to {last} is no range of 1 to {LARGEST:,} serial numbers.")
    return (f"{one[1]}{number:0{len(one[2])}}" for number in range(begin, end + 1))


@dataclass(frozen=True, slots=True)
class Counts:
    """How far an order is."""

    planned: int
    certified: int
    """Units that have a certificate; a scrapped one does not count."""
    passed: int
    failed: int
    """Units whose last run was FAILED or ERROR, and that never passed."""
    scrapped: int
    registered: int
    owed: int

    @property
    def left(self) -> int:
        """How many may still be made."""
        return max(0, self.planned - self.certified)


class Trouble(StrEnum):
    """How a unit differs from what the order means it to be."""

    NOT_LISTED = "was made, and is not on the list"
    NOT_PASSED = "has a certificate and never passed"
    NOT_REGISTERED = "passed, and the platform does not know it"
    SCRAPPED_BUT_KNOWN = "was scrapped, and the platform knows it"
    NOT_MADE = "is on the list, and was not made"


@dataclass(frozen=True, slots=True)
class Difference:
    """One unit of an order's reconciliation that does not add up."""

    identifier: str
    trouble: Trouble
