"""Labels: templates, one layout, and printers that put it on paper."""

from typing import Protocol

from app.labels.layout import Layout

__all__ = ["Layout", "Printer"]


class Printer(Protocol):
    """Whatever makes a label of a layout; any thread may call it, one at a time is served."""

    def check(self) -> None:
        """Raise PrinterError where nothing can be printed now; says what to do about it."""

    def print(self, layout: Layout, title: str) -> None:
        """Print one label; it is printed when this returns.

        `title` is what a queue or a file is to call it. Raises PrinterUnsure where nobody can say whether it was printed, any other
        PrinterError where it certainly was not.
        """
