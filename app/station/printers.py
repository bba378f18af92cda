"""Which printer a station has, and which label each recipe prints there; a kind of printer is loaded where there is one."""
# ruff: noqa: PLC0415 - see above

from contextlib import ExitStack

from app.core.errors import LabelUnfit, RecipeError
from app.core.recipe import Recipe
from app.labels import Printer
from app.labels.template import Templates
from app.provisioning.press import NoPrinter
from app.settings import PrinterKind, Settings

_RAW = 9100
"""The port on which printers take what they are to print, as it is."""


def with_label(recipe: Recipe, templates: Templates, usual: str, file: str) -> Recipe:
    """The recipe with the digest of the template it prints in it; `usual` is the template where it names none.

    Raises RecipeError where there is no such template.
    """
    name = recipe.label.print or usual
    if not name:
        return recipe
    try:
        template = templates.get(name)
    except LabelUnfit as error:
        raise RecipeError(f"The recipe {file} is wrong: {error.message}", file=file, key="label.print") from error
    if recipe.label.print_digest not in ("", template.digest):
        why = f"label.print_digest is not that of the template {name} as it is here ({template.digest[:16]}…)"
        raise RecipeError(f"The recipe {file} is wrong: {why}.", file=file, key="label.print_digest")
    return recipe.model_copy(update={"label": recipe.label.model_copy(update={"print": name, "print_digest": template.digest})})


def open_printer(settings: Settings, opened: ExitStack) -> Printer:  # noqa: PLR0911 - one printer a line
    """The printer of these settings; nothing is asked of it yet."""
    wish = settings.printer
    path = wish.path or settings.home
    match wish.kind:
        case PrinterKind.NETWORK:
            from app.labels.network import NetworkPrinter

            host, _, port = wish.address.partition(":")
            return NetworkPrinter(host, int(port or _RAW))
        case PrinterKind.CUPS:
            from app.labels.cups import CupsPrinter, Language

            return CupsPrinter(wish.queue, Language(wish.language))
        case PrinterKind.USB:
            from app.labels.files import UsbPrinter

            return UsbPrinter(path)
        case PrinterKind.FILE:
            from app.labels.files import FilePrinter

            return FilePrinter(path)
        case PrinterKind.FOLDER:
            from app.labels.files import FolderPrinter

            return FolderPrinter(path)
        case PrinterKind.SIMULATED:
            from app.labels.network import NetworkPrinter
            from app.sandbox.printer import SimulatedPrinter

            simulated = opened.enter_context(SimulatedPrinter())
            return NetworkPrinter("127.0.0.1", simulated.port)
        case PrinterKind.NONE:
            return NoPrinter()
