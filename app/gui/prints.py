"""What the window is given of labels: which a unit has, how they look, and having one printed again."""

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from app.core.label import Print


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
