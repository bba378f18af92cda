"""What the window is given of labels: which a unit has, how they look, and having one printed again."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from app.core.label import Print, PrintsOpen


@dataclass(frozen=True, slots=True)
class Template:
    """One kind of label."""

    name: str
    version: str
    title: str
    recipes: tuple[str, ...]
    """The titles of those that have it printed."""
    picture: bytes
    """How it looks with its own words in it, as a PNG."""


@dataclass(frozen=True, slots=True)
class PrinterView:
    """The label printer, and what goes to it."""

    where: str
    """Where it is, in words."""
    usable: bool
    """Whether there is one at all."""
    open: PrintsOpen
    templates: tuple[Template, ...]


class Prints(Protocol):
    """Every call is made off the GUI thread and may raise StationError."""

    def list_of_run(self, run: UUID) -> Sequence[Print]:
        """The labels of a run, in their order."""

    def draw(self, label: Print) -> bytes:
        """How it looks, as a PNG."""

    def reprint(self, run: UUID, reason: str) -> Print:
        """Have the label of a run printed again."""

    def settle(self, label: Print) -> None:
        """Somebody has looked: a label that nobody was sure of is there."""

    def look(self) -> PrinterView:
        """Where labels go, which there are, and how many are owed; asks no printer."""

    def test(self, template: str) -> None:
        """Print a label of no unit; returns once it is there, raises why it is not."""
