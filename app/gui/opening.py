"""Starts Qt, shows the window, and ends both in order."""

import gc
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import TYPE_CHECKING

import structlog
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from app.core.run import Failure
from app.gui.curtain import Curtain, make_application
from app.gui.language import speak
from app.gui.theme import LIGHT, palette, stylesheet

if TYPE_CHECKING:
    from app.gui.desk import Desk
    from app.gui.window import Window

log = structlog.get_logger(__name__)
_BREATH_MS = 200
"""Milliseconds: Python hears a signal only between two of its own instructions, which an idle window does not run."""

_LATER_MS = 1_000
"""Milliseconds until what nobody has asked for yet is loaded: the trays and their history come first."""
_TURN = 0.0001
"""Seconds that a thread keeps Python to itself while others wait. Qt takes Python anew for every event and every widget that is painted:
with 16 trays at work the window would wait that long for each."""


def show(open_desk: "Callable[[], Desk]", curtain: Curtain) -> int:
    """Show the window until it is closed; returns the exit code."""
    sys.setswitchinterval(_TURN)
    with _signals(curtain.close):
        desk, window_of, load_pages = curtain.wait_for(lambda: (open_desk(), *_load_window()))
    if curtain.closed:
        return 0
    application = _begin(desk.language)
    window = window_of(desk)
    window.gone.connect(application.quit)
    with _signals(window.leave), _bugs(window):
        window.show()
        curtain.close()
        gc.freeze()
        pages = threading.Thread(target=load_pages, name="pages", daemon=True)  # kept here: a timer does not keep whose method it calls
        QTimer.singleShot(_LATER_MS, pages.start)
        return application.exec()


def show_sorry(failure: Failure, language: str) -> None:
    """Show why the program does not open, until that is read; where a terminal says it, or there is no screen, nothing is shown."""
    from app.gui.sorry import box_of, unheard  # noqa: PLC0415 - a window that opens needs none

    if unheard():
        application = _begin(language)
        application.setPalette(palette(LIGHT))
        application.setStyleSheet(stylesheet(LIGHT))
        box = box_of(failure)
        for window in application.topLevelWidgets():
            window.setVisible(window is box)
        box.exec()


def _begin(language: str) -> QApplication:
    application = make_application()
    speak(application, language)
    return application


def _load_window() -> "tuple[type[Window], Callable[[], None]]":
    from app.gui.places import load_pages  # noqa: PLC0415 - the curtain lives on meanwhile
    from app.gui.window import Window  # noqa: PLC0415 - the same

    return Window, load_pages


@contextmanager
def _signals(leave: Callable[[], object]) -> Iterator[None]:
    """SIGINT and SIGTERM stop the trays and close the window without a question."""
    kinds = (signal.SIGINT, signal.SIGTERM)
    before = [signal.signal(kind, lambda _number, _frame: leave()) for kind in kinds]
    breath = QTimer()
    breath.timeout.connect(lambda: None)
    breath.start(_BREATH_MS)
    try:
        yield
    finally:
        breath.stop()
        for kind, old in zip(kinds, before, strict=True):
            signal.signal(kind, old)


@contextmanager
def _bugs(window: "Window") -> Iterator[None]:
    """Whatever a slot raises is a bug of ours: it goes to the log, and the window says so and stays."""
    before = sys.excepthook

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        log.error("bug", exc_info=(kind, error, trace))
        if isinstance(error, Exception):
            window.model.refused.emit(Failure.of(error))

    sys.excepthook = hook
    try:
        yield
    finally:
        sys.excepthook = before
