"""What the window and the commands may do about labels of a station."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from app.core.errors import StationError
from app.core.label import SAMPLE, Print
from app.core.people import Right
from app.gui import Light, LightState, PrinterView, Template
from app.labels.layout import Layout, lay_out
from app.labels.template import LabelTemplate
from app.settings import PrinterKind, PrinterSettings
from app.station import Station


class StationPrints:
    """The labels of one station, for whoever works there."""

    def __init__(self, station: Station) -> None:
        self._station = station
        self._book, self._press = station.ledger.labels, station.press

    def list_of_run(self, run: UUID) -> Sequence[Print]:
        """The labels of a run, in their order."""
        return self._book.list_of_run(run)

    def draw(self, label: Print) -> bytes:
        """How it looks, as a PNG."""
        from app.labels.png import to_png  # noqa: PLC0415 - the window does not wait for it

        return to_png(layout_of(label))

    def reprint(self, run: UUID, reason: str) -> Print:
        """Have the label of a run printed again; raises NotAllowed, LabelUnknown."""
        return self._press.reprint(self._who(Right.REPRINT), run, reason)

    def settle(self, label: Print) -> None:
        """Somebody has looked: a label that nobody was sure of is there; raises NotAllowed, LabelUnknown."""
        self._press.settle(self._who(Right.REPRINT), label)

    def look(self) -> PrinterView:
        """See gui.Prints."""
        wish = self._station.settings.printer
        return PrinterView(_where(wish), wish.kind is not PrinterKind.NONE, self._book.count(), tuple(self._templates()))

    def test(self, template: str) -> None:
        """Print a label of no unit; raises NotAllowed, LabelUnfit, PrinterError."""
        self._press.test(self._who(Right.TEST_PRINT), template, lay_out(self._station.templates.get(template), SAMPLE))

    def _templates(self) -> Iterator[Template]:
        from app.labels.png import to_png  # noqa: PLC0415 - see above

        for each in self._station.templates:
            recipes = tuple(recipe.title for recipe in self._station.recipes if recipe.label.print == each.name)
            yield Template(each.name, each.version, each.title, recipes, to_png(lay_out(each, SAMPLE)))

    def _who(self, right: Right) -> str:
        return self._station.people.require_present(right) or self._station.settings.operator

    def light(self) -> Light:
        """The printer, and what it owes, as one light."""
        if self._station.settings.printer.kind is PrinterKind.NONE:
            return Light("Printer", LightState.OFF, "No label printer is set up.")
        counts = self._book.count()
        try:
            self._press.printer.check()
        except StationError as error:
            if counts.owed:
                words = f"{error.message} Labels that are owed: {counts.owed:,}. {error.advice}"
                return Light("Printer", LightState.ATTENTION, words)
            return Light("Printer", LightState.ATTENTION if error.retryable else LightState.DOWN, f"{error.message} {error.advice}")
        if counts.unsure:
            words = f"Labels of which nobody knows whether they were printed: {counts.unsure:,}. Look, and decide in the history."
            return Light("Printer", LightState.ATTENTION, words)
        if counts.owed:
            return Light("Printer", LightState.OK, f"Labels on their way: {counts.owed:,}.")
        return Light("Printer", LightState.OK, "It can print.")


def layout_of(label: Print) -> Layout:
    """A label as it is, or was, printed; raises LabelTemplateError, LabelUnfit."""
    return lay_out(LabelTemplate.of_body(label.body), label.words)


def _where(wish: PrinterSettings) -> str:
    """Where labels go, as a person would say it."""
    words = {
        PrinterKind.NONE: "No label printer is set up.",
        PrinterKind.NETWORK: f"The printer on the network at {wish.address}",
        PrinterKind.CUPS: f"The print queue {wish.queue}",
        PrinterKind.USB: f"The USB printer at {wish.path}",
        PrinterKind.FILE: f"Into the file {wish.path}",
        PrinterKind.FOLDER: f"As PDFs into {wish.path}",
        PrinterKind.SIMULATED: "A printer that is made up: nothing comes out of it.",
    }
    return words[wish.kind]
