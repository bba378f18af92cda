"""The pages; each a widget that keeps what Page promises."""

from typing import NamedTuple, Protocol, runtime_checkable

from app.gui.theme import Theme
from app.gui.widgets.symbols import Symbol


class Page(Protocol):
    """What the window asks of every page."""

    def begin(self) -> None:
        """It is shown from now on: read what may have changed, put the focus where work begins."""

    def take(self, text: str) -> bool:
        """A character that was typed where no text is taken; False: this page has no use for it."""

    def wear(self, theme: Theme) -> None:
        """Show the same in these colours."""


@runtime_checkable
class Threaded(Protocol):
    """A page with threads of its own."""

    def close_thread(self) -> None:
        """Stop what is under way and wait for it; from any thread."""


class Place(NamedTuple):
    """A page on the rail."""

    name: str
    """The attribute of the window."""
    symbol: Symbol
    title: str
