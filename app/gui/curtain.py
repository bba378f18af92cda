"""The window before anything is in it: painted at once, in the theme and the size that it will have, while the station is opened."""

import builtins
import os
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Self, TypeVar

from PySide6.QtCore import QEventLoop, QMessageLogContext, QObject, Qt, QTimer, QtMsgType, Signal, qInstallMessageHandler, qWarning
from PySide6.QtGui import QCloseEvent, QIcon, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QGridLayout, QLabel, QMainWindow, QWidget

from app.gui.sizes import HEADER, LEAST, RAIL, SIZE
from app.gui.theme import LIGHT
from app.gui.wardrobe import Wardrobe
from app.gui.widgets.symbols import Symbol, icon

# PySide reads the source of every module that is imported after it, to see whether it uses `__feature__`; none does, and that took a third
# of the time that the station's code takes to load.
builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)

NO_SCREEN = 15
"""The exit code, as the commands have it for settings."""
_LOGO = 96
_LONGEST_MS = 1_000
"""Milliseconds that a start waits to be painted: a window that is born minimised never is."""
Answer = TypeVar("Answer")


def make_application() -> QApplication:
    """The application, where there is none yet; it goes on while no window is there."""
    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else _begin_qt()
    application.setApplicationName("birthmark")
    application.setDesktopFileName("birthmark")
    application.setStyle("Fusion")
    application.setQuitOnLastWindowClosed(False)
    return application


def _begin_qt() -> QApplication:
    """Where there is no screen, or no library for it, Qt aborts the process: it ends in words then, and with the code for settings."""
    heard: list[str] = []

    def hear(kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
        heard.append(text.strip(" ."))
        if kind is QtMsgType.QtFatalMsg:
            from app.core.errors import NoScreen  # noqa: PLC0415 - the curtain is painted before anything else is loaded

            error = NoScreen(f"The window cannot be shown: {heard[0]}.")
            print(f"{error.code}  {error.message}\n    {error.advice}", file=sys.stderr, flush=True)  # noqa: T201 - nobody else can say it now
            os._exit(NO_SCREEN)

    before = qInstallMessageHandler(hear)
    application = QApplication(sys.argv[:1])
    qInstallMessageHandler(before)
    for text in heard:
        qWarning(text)  # what does not keep the window from being shown
    return application


class Curtain(QMainWindow):
    """Gives way to the window; who closes it before then wants no window."""

    painted = Signal()

    def __init__(self, memory: Path) -> None:
        super().__init__()
        self.closed = False
        self.setWindowTitle("Birthmark \N{HORIZONTAL ELLIPSIS}")
        self.setWindowIcon(icon(Symbol.LOGO, {QIcon.State.Off: LIGHT.ink}, 64))
        self.resize(*SIZE)
        self.setMinimumSize(*LEAST)
        wardrobe = Wardrobe(memory, "auto", self)
        wardrobe.restore(1)
        logo = QLabel()
        logo.setAlignment(Qt.AlignmentFlag.AlignCenter)
        logo.setPixmap(icon(Symbol.LOGO, {QIcon.State.Off: wardrobe.worn.line}, _LOGO).pixmap(_LOGO))
        grid, middle = QGridLayout(), QWidget(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        header, rail = QFrame(), QFrame()
        header.setObjectName("header")
        header.setFixedHeight(HEADER)
        rail.setObjectName("rail")
        rail.setFixedWidth(RAIL)
        grid.addWidget(header, 0, 0, 1, 2)
        grid.addWidget(rail, 1, 0)
        grid.addWidget(logo, 1, 1)
        middle.setLayout(grid)
        self.setCentralWidget(middle)

    @classmethod
    def draw(cls, memory: Path) -> Self:
        """Make the application where there is none yet, and paint."""
        make_application()
        curtain = cls(memory)
        curtain.show()
        loop = QEventLoop()
        curtain.painted.connect(loop.quit, Qt.ConnectionType.QueuedConnection)
        QTimer.singleShot(_LONGEST_MS, loop.quit)
        loop.exec()
        return curtain

    def wait_for(self, question: Callable[[], Answer]) -> Answer:
        """Ask on a thread of its own, and live on until the answer is there; raises what `question` raises."""
        bell = _Bell()

        def ask() -> Answer:
            try:
                return question()
            finally:
                bell.rung.emit()

        loop = QEventLoop()
        bell.rung.connect(loop.quit, Qt.ConnectionType.QueuedConnection)
        with ThreadPoolExecutor(1, thread_name_prefix="opening") as thread:
            answer = thread.submit(ask)
            loop.exec()
            return answer.result()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self.painted.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closed = True
        super().closeEvent(event)


class _Bell(QObject):
    """Is rung on any thread and heard in the GUI's."""

    rung = Signal()
