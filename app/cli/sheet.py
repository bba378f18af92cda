"""`birthmark sheet`: the command bar codes of this station on paper, for whoever has only a scanner."""

from pathlib import Path
from typing import Annotated

import typer

from app.barcodes import Verb
from app.barcodes.reading import COMMAND, LEARN
from app.cli.homes import settings_of
from app.cli.words import say
from app.core.errors import ExportUnwritable
from app.core.work import State
from app.labels.pdf import to_pdf
from app.labels.sheet import Entry, lay_out_sheet
from app.provisioning.orders import Orders
from app.settings import Settings
from app.station import Shelf
from app.store import Ledger

_WORDS = {
    Verb.START: "Start",
    Verb.RETRY: "Start over what did not pass",
    Verb.ABORT: "Stop",
    Verb.REPRINT: "Print the label again",
    Verb.YES: "Yes",
    Verb.NO: "No",
    Verb.LOGOUT: "Log out",
}
_REMARK = "Scan a tray's number first where it could be any tray. A badge logs in; it is not on this sheet."


def sheet(
    context: typer.Context,
    to: Annotated[Path, typer.Option(help="Where it goes: a PDF, A4.")] = Path("commands.pdf"),
) -> None:
    """Write the sheet of command bar codes: commands, trays, open work orders, and three to set a scanner up with."""
    settings = settings_of(context)
    pages = lay_out_sheet(f"Birthmark {settings.station}", _REMARK, entries_of(settings))
    try:
        to.write_bytes(to_pdf(pages, f"Birthmark {settings.station}: commands"))
    except OSError as error:
        raise ExportUnwritable(f"{to} cannot be written: {error.strerror}.") from error
    say(f"Written to {to}: {len(pages)} pages.")


def entries_of(settings: Settings) -> list[Entry]:
    """Everything that may be scanned here."""
    commands = [Entry(words, f"{COMMAND}{verb}") for verb, words in _WORDS.items()]
    trays = [Entry(f"Tray {tray}", f"{COMMAND}{Verb.TRAY}:{tray}") for tray in range(1, settings.trays + 1)]
    orders = [Entry(f"Order {number}", f"{COMMAND}{Verb.ORDER}:{number}") for number in _open_orders(settings)]
    kinds = {"code128": "Code 128", "qr": "QR", "datamatrix": "Data Matrix"}
    lessons = [Entry(f"Scanner set-up, {name}: twice, then Yes", LEARN, kind) for kind, name in kinds.items()]
    return [*commands, *trays, *orders, *lessons]


def _open_orders(settings: Settings) -> list[str]:
    if not settings.ledger_file.exists():
        return []
    with Ledger.open(settings.ledger_file, settings.station, read_only=True) as ledger:
        return [order.number for order, _ in Orders(ledger.orders, Shelf(settings), ledger.recipes).list_all() if order.state is State.OPEN]
