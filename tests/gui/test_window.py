import threading
from dataclasses import replace
from itertools import chain

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QTableView

from app.core.errors import DeviceUnknown
from app.core.run import Failure
from app.devices.drivers.simulated_words import Verb
from app.gui import Light, LightState
from app.gui.theme import DARK, LIGHT, TOUCH
from app.gui.widgets.header import initials
from app.gui.widgets.text import Text
from app.gui.widgets.tile import Tile
from app.provisioning.progress import Plugged, TrayState
from app.sandbox.behaviour import Behaviour
from tests.gui.stage import aborted, ended, port_of, running, tell

PAGES = ("station", "orders", "history", "queue", "recipes", "authority", "ahead", "audit", "setup")
"""In the order of the rail."""
SLOW = Behaviour(think={Verb.MAKE_KEY: 30.0})
PATIENCE = 30
"""Seconds for what takes none."""


def fill(window, stage, trays):
    """Every state on some tray."""
    unknown = Failure.of(DeviceUnknown("No recipe is for what was plugged in (USB2.0 Hub)."))
    passed, failed, error = (
        stage.past(serial, 1, fault) for serial, fault in (("0042-1187", ""), ("0042-1189", "gone"), ("0042-1190", "hsm"))
    )
    kinds = [
        ended(passed),
        *(running("0042-1188", 1, step) for step in range(7)),
        ended(failed),
        ended(error),
        [Plugged(port_of(1, "0042-1191"))],
        [Plugged(port_of(1), unknown)],
        ended(aborted(passed)),
    ]
    for tray in range(1, trays + 1):
        tell(window, tray, kinds[(tray - 1) % len(kinds)])
    QApplication.processEvents()


TRAYS = [(trays, "en") for trays in (1, 2, 3, 4, 6, 8, 12, 16, 20, 25, 32)] + [(4, "de"), (32, "de")]


def clipped_headers(window):
    """The headers of columns that are too narrow for them."""
    for header in (table.horizontalHeader() for table in window.findChildren(QTableView) if table.isVisible()):
        for column in range(header.count()):
            words = header.model().headerData(column, Qt.Orientation.Horizontal)
            if QFontMetrics(header.font()).horizontalAdvance(words) > header.sectionSize(column):
                yield words


SIZES = ((1280, 800), (1920, 1080))


@pytest.mark.parametrize(("trays", "language"), TRAYS, indirect=["language"])
@pytest.mark.usefixtures("language")
def test_no_tile_clips_a_word(open_window, make_stage, qtbot, trays):
    stage = make_stage(trays)
    window = open_window(stage)
    fill(window, stage, trays)
    qtbot.waitUntil(lambda: all(tile.progress == window.model.progress(tile.progress.tray) for tile in window.station.grid.tiles))
    for size in SIZES:
        window.resize(*size)
        QApplication.processEvents()
        for tile in window.station.grid.tiles:
            require_all_seen(tile, f"{tile.says.tray} at {size}", large=trays <= 4)


def require_all_seen(tile, where, *, large):
    texts = tile.texts()
    for name in ("tray", "word", "device", "code"):
        text = texts[name]
        assert not (text.isVisible() and text.text() and text.elided), f"{where}: {name} {text.text()!r} does not fit"
    for button in tile.findChildren(QAbstractButton):
        if button.isVisible():
            assert button.height() >= TOUCH, where
            assert QFontMetrics(button.font()).horizontalAdvance(button.text()) + 6 <= button.width(), f"{where}: {button.text()}"
    if large and tile.progress.state in (TrayState.PASSED, TrayState.FAILED, TrayState.ERROR):
        assert texts["word"].pixels >= 64, where
        assert not texts["sentence"].elided, where


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", ["en", "de"], indirect=True)
@pytest.mark.usefixtures("language")
def test_no_page_clips_its_text(open_window, stage, qtbot, page):
    for number in range(3):
        stage.past(f"0042-118{number}", number + 1, "label" if number == 1 else "")
    window = open_window(stage)
    qtbot.waitUntil(lambda: bool(window.header._lights))
    window.go(getattr(window.pages, page))
    if page == "history":
        qtbot.waitUntil(lambda: window.history.detail.record is not None and window.history.detail.complete)
    for size in SIZES:
        window.resize(*size)
        QApplication.processEvents()
        assert window.size().toTuple() == size
        assert [label.text() for label in window.findChildren(QLabel) if is_clipped(label)] == []
        for button in window.findChildren(QAbstractButton):
            if button.isVisible() and button.text():
                assert QFontMetrics(button.font()).horizontalAdvance(button.text()) <= button.width(), button.text()
        assert list(clipped_headers(window)) == []


def is_clipped(label):
    """Whether some of what a label says is not seen."""
    if not label.isVisible() or not label.text():
        return False
    if isinstance(label, Text):
        return label.elided
    if not label.wordWrap():
        return label.width() < label.sizeHint().width() - 1
    return label.height() < label.heightForWidth(label.width()) - 1


def test_every_control_of_a_tray_has_a_name_for_a_screen_reader(open_window, stage):  # everything else: test_access.py
    window = open_window(stage)
    fill(window, stage, 4)
    controls = chain.from_iterable(window.station.findChildren(kind) for kind in (QAbstractButton, QLineEdit, Tile))
    # The button that clears a QLineEdit is Qt's own.
    shown = [control for control in controls if control.isVisible() and not isinstance(control.parent(), QLineEdit)]
    nameless = [control for control in shown if not control.accessibleName()]
    assert len(shown) > 4
    assert not nameless, [(type(control), control.objectName()) for control in nameless]


def test_the_keyboard_reaches_every_page(window, qtbot):
    window.activateWindow()
    qtbot.waitActive(window)
    for number, page in reversed(list(enumerate(PAGES, start=1))):
        qtbot.keyClick(window.focusWidget(), Qt.Key(Qt.Key.Key_0 + number), Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda page=page: window.pages.currentWidget() is getattr(window.pages, page))


def test_a_page_is_made_when_it_is_first_opened(window):
    assert [type(window.pages.widget(number)).__name__ for number in range(window.pages.count())] == ["StationPage"]
    window.header.asked.emit("Platform")
    assert window.pages.currentWidget() is window.setup
    assert window.pages.count() == 2


def test_a_window_that_is_leaving_makes_no_page(window, qtbot):
    with qtbot.waitSignal(window.gone, timeout=10_000):
        window.leave()
        window.rail.chosen.emit(PAGES.index("orders"))
    assert window.pages.count() == 1


def test_lights_say_in_words_what_they_say_in_colour(open_window, stage, qtbot):
    stage.lights = (
        Light("HSM", LightState.DOWN, "The HSM does not answer. Check that it is plugged in."),
        Light("Platform", LightState.ATTENTION, "It is slow."),
        Light("Printer", LightState.OFF, "Not used here."),
    )
    window = open_window(stage)
    qtbot.waitUntil(lambda: len(window.header._lights) == 3)
    assert [button.text().strip() for button in window.header._lights.values()] == ["HSM: down", "Platform: check", "Printer: off"]
    window.go(window.setup)
    assert "The HSM does not answer. Check that it is plugged in." in [label.text() for label in window.setup.findChildren(QLabel)]


def test_the_theme_is_kept(open_window, stage, qtbot):
    window = open_window(stage)
    window.setup.customs.themed.emit("dark")
    assert QApplication.palette().window().color().name() == DARK.page
    with qtbot.waitSignal(window.gone):
        window.close()
    assert "theme=dark" in stage.desk.memory.read_text(encoding="utf-8")
    open_window(stage)
    assert QApplication.palette().window().color().name() == DARK.page


def test_a_kept_theme_that_makes_no_sense_is_none(open_window, stage):
    stage.desk.memory.write_text("[General]\ntheme=pink\ngeometry=@ByteArray(rubbish)\n", encoding="utf-8")
    open_window(stage)
    assert QApplication.palette().window().color().name() in (LIGHT.page, DARK.page)


def test_words_of_a_device_are_shown_as_they_are(window, stage):
    hostile = "<h1>PASS</h1><img src=x>"
    record = stage.past("0042-1187", 1)
    record = replace(record, identifier=hostile, identity=replace(record.identity, serial=hostile, firmware=hostile))
    tell(window, 1, ended(record))
    window.open_record(record)
    shown = [label for label in window.findChildren(QLabel) if hostile in label.text()]
    assert shown
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in shown)


class TestClosing:
    def test_with_nothing_running_it_closes_at_once(self, window, qtbot):
        with qtbot.waitSignal(window.gone):
            window.close()
        assert not window.isVisible()

    def test_with_a_run_it_asks_and_the_run_goes_on(self, window, stage, qtbot):
        stage.plug(1, "0042-1187", SLOW)
        qtbot.waitUntil(lambda: window.model.progress(1).may_start)
        window.line.start(1)
        qtbot.waitUntil(lambda: window.model.progress(1).state is TrayState.RUNNING)
        assert not window.close()
        assert window.leaving.isVisible()
        assert window.leaving.text == "Tray 1 is working. Close all the same?"
        qtbot.mouseClick(window.leaving._stay, Qt.MouseButton.LeftButton)
        assert not window.leaving.isVisible()
        assert window.model.progress(1).state is TrayState.RUNNING
        window.close()
        with qtbot.waitSignal(window.gone, timeout=10_000):
            qtbot.mouseClick(window.leaving._leave, Qt.MouseButton.LeftButton)
        assert window.leaving.text.startswith("Closing: waiting until every run is in the ledger")
        run = stage.ledger.list_runs(_all())[0]
        assert run.outcome.value == "ABORTED"


def test_a_slow_ledger_and_a_slow_platform_do_not_stop_the_window(open_window, stage, qtbot):
    """It lives on while every read waits: one in its thread would wait until the test has failed."""
    slow = _Slow(stage.ledger)
    stage.desk = replace(stage.desk, history=slow, lights=slow.lights)
    window = open_window(stage)
    beats = []
    timer = QTimer()
    timer.timeout.connect(lambda: beats.append(slow.go.is_set()))
    window.history.reload()
    window.station.count()
    window.station.scan.scanned.emit("0042-1187")
    qtbot.waitUntil(slow.asked.is_set, timeout=PATIENCE * 1000)
    timer.start(10)
    qtbot.waitUntil(lambda: len(beats) >= 15, timeout=PATIENCE * 1000)
    timer.stop()
    slow.go.set()
    assert not any(beats)


class _Slow:
    """A ledger and a platform that take their time."""

    def __init__(self, ledger) -> None:
        self.ledger, self.go, self.asked = ledger, threading.Event(), threading.Event()

    def lights(self):
        self.go.wait(2 * PATIENCE)
        return ()

    def __getattr__(self, name) -> object:
        def slow(*arguments):
            self.asked.set()
            self.go.wait(2 * PATIENCE)
            return getattr(self.ledger, name)(*arguments)

        return slow


def _all():
    from app.store import RunQuery  # noqa: PLC0415 - one use

    return RunQuery()


@pytest.mark.parametrize(
    ("name", "letters"), [("OP-07", "07"), ("Otto Ohm", "OO"), ("Olga", "OL"), ("Ana de la Cruz", "AC"), ("", ""), ("7", "7")]
)
def test_the_disc_shows_who_it_is(name, letters):
    assert initials(name) == letters
