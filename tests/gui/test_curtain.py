"""The window before anything is in it: it lives on while the station is opened, and gives way to why it does not open."""

import os
import subprocess
import sys
import threading

import pytest
from PySide6.QtCore import QTimer

from app import begin
from app.cli.exits import of_code
from app.core.errors import NoScreen, StoreDamaged
from app.gui.curtain import NO_SCREEN, Curtain
from app.gui.theme import DARK


@pytest.fixture
def curtain(tmp_path, qtbot):
    drawn = Curtain.draw(tmp_path / "window.ini")
    qtbot.addWidget(drawn)
    return drawn


def test_it_lives_on_while_the_answer_is_made_on_another_thread(curtain):
    lived = threading.Event()
    QTimer.singleShot(0, lived.set)
    assert curtain.wait_for(lambda: (lived.wait(30), threading.current_thread().name)) == (True, "opening_0")
    assert curtain.isVisible()


def test_what_was_raised_there_is_raised_here(curtain):
    def damaged():
        raise StoreDamaged("The ledger is empty.")

    with pytest.raises(StoreDamaged, match="is empty"):
        curtain.wait_for(damaged)


def test_it_is_painted_in_the_theme_that_the_window_had(tmp_path, qtbot):
    (tmp_path / "window.ini").write_text("[General]\ntheme=dark\n")
    drawn = Curtain.draw(tmp_path / "window.ini")
    qtbot.addWidget(drawn)
    assert drawn.grab().toImage().pixelColor(2, 2).name() == DARK.card
    assert not drawn.closed


def test_whoever_closes_it_wants_no_window(curtain):
    curtain.close()
    assert curtain.closed


@pytest.mark.parametrize("words", [["history"], ["--home", "x", "doctor"], ["--version"]], ids=" ".join)
def test_a_command_draws_none(words):
    assert begin.draw_curtain(words) is None


@pytest.mark.parametrize("display", ["", ":4711"], ids=["none", "gone"])
def test_where_there_is_no_screen_the_program_ends_in_words(tmp_path, display):
    environment = {name: value for name, value in os.environ.items() if name not in {"QT_QPA_PLATFORM", "WAYLAND_DISPLAY"}}
    environment |= {"DISPLAY": display, "BIRTHMARK_HOME": str(tmp_path)}
    ended = subprocess.run([sys.executable, "-m", "app"], env=environment, capture_output=True, text=True, check=False)
    assert ended.returncode == NO_SCREEN == of_code(NoScreen.code)
    assert ended.stderr.startswith(f"SET-SCREEN  The window cannot be shown: could not connect to display {display}".rstrip())
    assert NoScreen.advice in ended.stderr
