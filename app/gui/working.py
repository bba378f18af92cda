"""The order that is worked on: told in the header, counted again after every unit, and whether its recipe's file was changed meanwhile."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QLocale, QObject, Signal, Slot

from app.core.work import Counts
from app.gui import ordered
from app.gui.clerk import Clerk
from app.gui.widgets.header import Header
from app.provisioning.foreman import Foreman
from app.provisioning.line import Line
from app.provisioning.orders import Work


class Working(QObject):
    """Knows which order is open at the station."""

    opened = Signal()
    """Units are made for it from now on."""
    noticed = Signal(str, str)
    """What somebody should know about it: a title, and more."""
    failed = Signal(object)
    """A Failure."""

    def __init__(self, foreman: Foreman, line: Line, clerk: Clerk, header: Header, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._foreman, self._line, self._clerk, self._header = foreman, line, clerk, header
        self._number = ""
        self._noticed: set[tuple[str, str]] = set()

    @Slot(str)
    def open(self, number: str) -> None:
        """Begin work on an order."""
        self._clerk.ask(partial(self._foreman.work, number), self._opened, self.failed.emit)

    @Slot()
    def leave(self) -> None:
        """No order is worked on."""
        self._number = ""
        self._line.shift = replace(self._line.shift, order="", recipe=None, label="")
        self._header.show_order("", "")

    @Slot()
    def count(self) -> None:
        """Look again how far the order is; what is wrong with it is told when the next unit comes."""
        if self._number:
            self._clerk.ask(partial(self._foreman.work, self._number), self._counted, lambda _: None)

    def _opened(self, found: tuple[Work, Counts]) -> None:
        work, _ = found
        self._number = work.order.number
        self._line.shift = replace(self._line.shift, order=work.order.number, recipe=work.recipe, label=work.order.label)
        self.opened.emit()
        self._counted(found)

    def _counted(self, found: tuple[Work, Counts]) -> None:
        work, counts = found
        if work.order.number != self._number:
            return
        self._header.show_order(work.order.number, work.order.product, ordered.progress(counts), counts)
        if work.changed:
            title = self.tr("The file {file} was changed; order {number} keeps version {version} ({digest})")
            self._notice(
                work.changed,
                title.format(
                    file=work.changed, number=work.order.number, version=work.order.recipe_version, digest=work.order.recipe_digest[:8]
                ),
                self.tr("Units of this order are made as before. A new order takes the new version, once an engineer approved it."),
            )
        if counts.passed >= counts.planned:
            number = QLocale().toString
            title = self.tr("Order {number} is done: {passed} of {planned} passed.")
            self._notice(
                "done",
                title.format(number=work.order.number, passed=number(counts.passed), planned=number(counts.planned)),
                self.tr("Scan the next order, or log out."),
            )

    def _notice(self, what: str, title: str, advice: str) -> None:
        """Say it, once for each order."""
        once = (self._number, what)
        if once not in self._noticed:
            self._noticed.add(once)
            self.noticed.emit(title, advice)
