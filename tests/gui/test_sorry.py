"""Why the program does not open, in a dialog: what happened, what to do, the code; only where no terminal says it."""

import io
import sys

import pytest
from PySide6.QtWidgets import QApplication
from typer.testing import CliRunner

from app.cli import exits
from app.cli.homes import Call
from app.cli.root import root
from app.core.errors import StoreDamaged
from app.core.run import Failure
from app.gui.language import speak
from app.gui.sorry import box_of, unheard


class Terminal(io.StringIO):
    def isatty(self):
        return True


def failure() -> Failure:
    return Failure.of(StoreDamaged("The ledger /home/line/ledger.db is gone, but its journal is still there."))


def test_it_says_what_happened_what_to_do_and_the_code(qtbot):
    box = box_of(failure())
    qtbot.addWidget(box)
    assert box.text() == failure().message
    assert box.informativeText() == f"{failure().advice}\n\nCode: STO-DAMAGED"


def test_it_says_it_in_the_stations_language(qtbot):
    speak(QApplication.instance(), "de")
    try:
        box = box_of(failure())
        qtbot.addWidget(box)
        assert box.text() == "Das Journal /home/line/ledger.db ist weg, aber seine Mitschrift ist noch da."
    finally:
        speak(QApplication.instance(), "en")


@pytest.mark.parametrize(
    ("stream", "display", "shown"), [(io.StringIO(), ":0", True), (Terminal(), ":0", False), (io.StringIO(), "", False), (None, ":0", True)]
)
def test_only_where_no_terminal_says_it_and_there_is_a_screen(monkeypatch, stream, display, shown):
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("DISPLAY", display)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert unheard() is shown


def opened(home, open_window):
    """The exit code or error of `birthmark` without words, and what was shown in a dialog."""
    shown = []
    result = CliRunner().invoke(root, ["--home", str(home)], obj=Call(None, open_window, lambda *words: shown.append(words)))
    return result, shown


def test_whatever_keeps_the_window_from_opening_is_shown_in_its_language(tmp_path):
    def damaged(*_):
        raise StoreDamaged(failure().message)

    (tmp_path / "station.toml").write_text('language = "de"\n')
    result, shown = opened(tmp_path, damaged)
    assert isinstance(result.exception, StoreDamaged)
    assert shown == [(failure(), "de")]


def test_settings_that_cannot_be_read_are_shown_too(tmp_path):
    (tmp_path / "station.toml").write_text("trays = many\n")
    _, shown = opened(tmp_path, lambda *_: 0)
    assert [(failed.code, language) for failed, language in shown] == [("SET-BAD", "auto")]


def test_a_window_that_opened_leaves_nothing_to_be_sorry_for(tmp_path):
    result, shown = opened(tmp_path, lambda *_: exits.OK)
    assert (result.exit_code, shown) == (0, [])
