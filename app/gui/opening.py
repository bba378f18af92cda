"""Starts Qt, shows the window, and ends both in order."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType, TracebackType

import structlog
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from app.core.run import Failure
from app.gui.desk import Desk
from app.gui.language import speak
from app.gui.sorry import box_of, unheard
from app.gui.theme import LIGHT, palette, stylesheet
from app.gui.window import Window

log = structlog.get_logger(__name__)
_BREATH_MS = 200
"""Milliseconds: Python hears a signal only between two of its own instructions, which an idle window does not run."""


def show(desk: Desk) -> int:
    """Show the window until it is closed; returns the exit code."""
    application = _begin(desk.language)
    window = Window(desk)
    window.gone.connect(application.quit)
    with _signals(window), _bugs(window):
        window.show()
        return application.exec()


def show_sorry(failure: Failure, language: str) -> None:
    """Show why the program does not open, until that is read; where a terminal says it, or there is no screen, nothing is shown."""
    if unheard():
        application = _begin(language)
        application.setPalette(palette(LIGHT))
        application.setStyleSheet(stylesheet(LIGHT))
        box_of(failure).exec()


def _begin(language: str) -> QApplication:
    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    application.setApplicationName("birthmark")
    application.setDesktopFileName("birthmark")
    application.setStyle("Fusion")
    application.setQuitOnLastWindowClosed(False)
    speak(application, language)
    return application


@contextmanager
def _signals(window: Window) -> Iterator[None]:
    """SIGINT and SIGTERM stop the trays and close the window without a question."""

    def leave(_number: int, _frame: FrameType | None) -> None:
        window.leave()

    kinds = (signal.SIGINT, signal.SIGTERM)
    before = [signal.signal(kind, leave) for kind in kinds]
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
def _bugs(window: Window) -> Iterator[None]:
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
