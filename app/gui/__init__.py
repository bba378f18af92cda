"""The window: what an operator sees of a station; Qt lives here only."""

from app.core.run import Failure
from app.gui.desk import CERTIFICATES, Desk, History, Light, LightState, Place
from app.gui.house import Customs, House, ScannerWish
from app.gui.office import CaView, Office, View, Wizard
from app.gui.prints import PrinterView, Template

__all__ = [
    "CERTIFICATES",
    "CaView",
    "Customs",
    "Desk",
    "History",
    "House",
    "Light",
    "LightState",
    "Office",
    "Place",
    "PrinterView",
    "ScannerWish",
    "Template",
    "View",
    "Wizard",
    "run",
    "say_sorry",
]


def run(desk: Desk) -> int:
    """Open the window on this desk and return the exit code once it is closed and every run has written its record."""
    from app.gui.opening import show  # noqa: PLC0415 - Qt is loaded when a window is wanted, not by who only builds a desk

    return show(desk)


def say_sorry(failure: Failure, language: str) -> None:
    """Show why the program does not open to whoever has no terminal, and wait until it is read."""
    from app.gui.opening import show_sorry  # noqa: PLC0415 - see above

    show_sorry(failure, language)
