"""How the program begins: the window is painted before the station behind it is loaded, opened and laid out."""

import gc
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app import gui
from app.display import has_display
from app.home import default_home, memory_of

if TYPE_CHECKING:
    from app.demo import Supply
    from app.gui.curtain import Curtain
    from app.gui.desk import Desk
    from app.settings import Settings


def draw_curtain(words: list[str]) -> "Curtain | None":
    """Paint where these words of a command line want a window, and nothing else; before anything is loaded that takes time."""
    match words if has_display() else None:
        case []:
            return gui.draw_curtain(memory_of(default_home()))
        case ["--home", home]:
            return gui.draw_curtain(memory_of(Path(home)))
        case _:
            return None


def open_window(curtain: "Curtain | None", settings: "Settings", supply: "Supply | None") -> int:
    """Open the window on a station, with simulated units where there is a supply; returns the exit code once it is closed."""
    curtain = curtain or gui.draw_curtain(memory_of(settings.home))
    with ExitStack() as opened:
        return gui.run(partial(_open_desk, settings, supply, opened), curtain)


@contextmanager
def uncollected() -> Iterator[None]:
    """Without a search for garbage: what is loaded here stays, and is not looked through later, either.

    That is a tenth of a start, and from then on a search stops the window for 10 ms where it would for 90.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def _open_desk(settings: "Settings", supply: "Supply | None", opened: ExitStack) -> "Desk":
    with uncollected():
        from app import window  # noqa: PLC0415 - most of the program; the curtain lives on meanwhile

        return window.open_desk(settings, opened) if supply is None else window.open_demo_desk(settings, supply, opened)
