"""The window: what an operator sees of a station; Qt lives here only."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.core.run import Failure
    from app.gui.curtain import Curtain
    from app.gui.desk import CA_KEY, CERTIFICATES, HSM, Desk, History, Light, LightState, Place
    from app.gui.house import Customs, House, ScannerWish
    from app.gui.office import CaView, Office, View, Wizard
    from app.gui.prints import PrinterView, Template

_DESK = ("CA_KEY", "CERTIFICATES", "HSM", "Desk", "History", "Light", "LightState", "Place")
_HOUSE = ("Customs", "House", "ScannerWish")
_OFFICE = ("CaView", "Office", "View", "Wizard")
_PRINTS = ("PrinterView", "Template")
__all__ = [
    "CA_KEY",
    "CERTIFICATES",
    "HSM",
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
    "draw_curtain",
    "run",
    "say_sorry",
]


def draw_curtain(memory: Path) -> "Curtain":
    """Show at once what the window looks like before anything is in it; `memory` is the file in which it keeps how it looks."""
    from app.gui.curtain import Curtain  # noqa: PLC0415 - Qt is loaded when a window is wanted, not by who only builds a desk

    return Curtain.draw(memory)


def run(open_desk: "Callable[[], Desk]", curtain: "Curtain") -> int:
    """Open the window and return the exit code once it is closed and every run has written its record.

    The desk is laid on a thread of its own behind the curtain. Raises whatever `open_desk` raises.
    """
    from app.gui.opening import show  # noqa: PLC0415 - see above

    return show(open_desk, curtain)


def say_sorry(failure: "Failure", language: str) -> None:
    """Show why the program does not open to whoever has no terminal, and wait until it is read."""
    from app.gui.opening import show_sorry  # noqa: PLC0415 - see above

    show_sorry(failure, language)


def __getattr__(name: str) -> object:
    """Everything else on first use: a curtain is painted before a desk is needed."""
    if name in _DESK:
        import app.gui.desk as place  # noqa: PLC0415 - see above
    elif name in _HOUSE:
        import app.gui.house as place  # type: ignore[no-redef]  # noqa: PLC0415 - see above
    elif name in _OFFICE:
        import app.gui.office as place  # type: ignore[no-redef]  # noqa: PLC0415 - see above
    elif name in _PRINTS:
        import app.gui.prints as place  # type: ignore[no-redef]  # noqa: PLC0415 - see above
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(place, name)
