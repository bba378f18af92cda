from contextlib import ExitStack

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from app.gui.language import speak
from app.gui.theme import LIGHT, palette, stylesheet
from app.gui.window import Window
from tests.gui.stage import Stage


@pytest.fixture(scope="session")
def qapp_cls():
    """The application as `opening` makes it."""

    class Application(QApplication):
        def __init__(self, arguments) -> None:
            super().__init__(arguments)
            self.setStyle("Fusion")
            self.setQuitOnLastWindowClosed(False)

    return Application


@pytest.fixture(autouse=True)
def _application(qapp):
    """Fonts and timers are an application's, whichever file runs first."""
    return qapp


@pytest.fixture
def worn(qapp):
    """The light theme on every widget."""
    qapp.setPalette(palette(LIGHT))
    qapp.setStyleSheet(stylesheet(LIGHT))
    return LIGHT


@pytest.fixture
def make_stage(qapp, tmp_path):  # noqa: ARG001 - widgets need it
    """Stages, closed in the end."""
    with ExitStack() as opened:
        yield lambda trays=4, **more: Stage(opened, tmp_path, trays, **more)


@pytest.fixture
def open_window(qtbot, make_stage):  # noqa: ARG001 - a stage is struck after the windows on it have gone
    """Windows on stages, each closed as a user would close it."""
    windows = []

    def open_on(stage, size=(1280, 800)):
        window = Window(stage.desk)
        windows.append(window)
        window.resize(*size)
        window.show()
        qtbot.waitExposed(window)
        return window

    yield open_on
    for window in windows:
        if not window.left:
            with qtbot.waitSignal(window.gone, timeout=60_000):
                window.leave()
        window.close()
        window.deleteLater()


@pytest.fixture
def stage(make_stage):
    return make_stage()


@pytest.fixture
def window(open_window, stage):
    return open_window(stage)


@pytest.fixture
def language(qapp, request):
    """The window speaks the language that the test is parametrised with."""
    before = QLocale()
    speak(qapp, request.param)
    yield request.param
    speak(qapp, "en")
    QLocale.setDefault(before)
