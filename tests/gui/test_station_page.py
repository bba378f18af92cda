import pytest
from PySide6.QtCore import Qt

from app.core.run import Outcome
from app.devices.drivers.simulated_words import Verb
from app.gui.says import Act, act_word
from app.provisioning.progress import TrayState
from app.sandbox.behaviour import Behaviour, Fault, FaultKind
from app.store import RunQuery
from tests.gui.stage import PERSON_MS, scan_keys

SLOW = Behaviour(think={Verb.MAKE_KEY: 30.0})


def until(qtbot, window, tray, *states):
    """Until the tile, which hears of changes a little later than the model, is in one of these states."""
    qtbot.waitUntil(lambda: tile(window, tray).progress.state in states, timeout=15_000)
    return window.model.progress(tray)


def tile(window, tray):
    return window.station.grid.tiles[tray - 1]


def button(window, tray, act):
    return next(button for button in tile(window, tray)._buttons if button.isVisible() and button.text() == act_word(act))


def test_a_unit_is_plugged_started_with_a_key_and_passes(window, stage, qtbot):
    stage.plug(2, "0042-1187")
    until(qtbot, window, 2, TrayState.READY)
    tile(window, 2).setFocus()
    qtbot.keyClick(tile(window, 2), Qt.Key.Key_Return)
    progress = until(qtbot, window, 2, TrayState.PASSED)
    qtbot.waitUntil(lambda: tile(window, 2).says.word == "PASS")
    assert progress.record.start.operator == "OP-07"
    assert stage.ledger.get_run(progress.record.start.run).outcome is Outcome.PASSED
    qtbot.waitUntil(lambda: window.station.figures._figures["passed"]._number.text() == "1", timeout=5_000)


def test_a_click_on_start_starts(window, stage, qtbot):
    stage.plug(1, "0042-1187")
    until(qtbot, window, 1, TrayState.READY)
    qtbot.waitUntil(lambda: tile(window, 1).says.acts == (Act.START,))
    qtbot.mouseClick(button(window, 1, Act.START), Qt.MouseButton.LeftButton)
    until(qtbot, window, 1, TrayState.PASSED)


def test_a_scan_goes_to_the_tray_that_waits(window, stage, qtbot):
    stage.plug(3, "0042-1188")
    until(qtbot, window, 3, TrayState.READY)
    window.activateWindow()
    qtbot.waitActive(window)
    scan_keys("0042-1188")
    progress = until(qtbot, window, 3, TrayState.PASSED)
    assert progress.record.start.scan == "0042-1188"
    assert window.station.scan._last.text().startswith("last: 0042-1188 → tray 3, ")
    assert window.station.scan.line.text() == ""


def test_a_unit_that_is_done_is_not_run_a_second_time_by_a_scan(window, stage, qtbot):
    done = stage.past("0042-1187", 0.5)
    stage.plug(1, "0042-1187")
    until(qtbot, window, 1, TrayState.READY)
    window.station.scan.scanned.emit("0042-1187")
    when = done.ended.astimezone().strftime("%H:%M")
    qtbot.waitUntil(lambda: window.station.notice.text.startswith("0042-1187 is already done, at "))
    assert f"at {when} by OP-07." in window.station.notice.text
    assert stage.ledger.count_runs(RunQuery()) == 1
    assert window.model.progress(1).state is TrayState.READY


def test_a_label_of_another_unit_fails_before_any_key_is_made(window, stage, qtbot):
    unit = stage.plug(1, "0042-1191")
    until(qtbot, window, 1, TrayState.READY)
    window.station.scan.scanned.emit("0042-1189")
    progress = until(qtbot, window, 1, TrayState.FAILED)
    qtbot.waitUntil(lambda: tile(window, 1).says.word == "FAIL")
    assert progress.failure.code == "ADM-LABEL"
    assert unit.key is None


def test_a_scan_with_no_tray_waiting_is_refused_aloud(window, qtbot):
    window.station.scan.scanned.emit("0042-1189")
    qtbot.waitUntil(window.station.notice.isVisible)
    assert window.station.notice.text == "No tray is waiting for a scan. Plug a device in first.  DEV-NO-PORT"
    qtbot.mouseClick(window.station.notice._button, Qt.MouseButton.LeftButton)
    assert window.station.figures.isVisible()


def test_what_is_typed_anywhere_is_a_scan(window, stage, qtbot):
    stage.plug(1, "0042-1188")
    until(qtbot, window, 1, TrayState.READY)
    tile(window, 4).setFocus()
    for character in "0042-1188":
        qtbot.keyClick(window.focusWidget(), character, delay=PERSON_MS)
    qtbot.waitUntil(lambda: window.station.scan.line.text() == "0042-1188")
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Return, delay=PERSON_MS)
    until(qtbot, window, 1, TrayState.PASSED)


def test_control_characters_of_a_scan_are_left_out(window, qtbot):
    seen = []
    window.station.scan.scanned.connect(seen.append)
    window.station.scan.line.setText("\x02]d2 0042\x1d-1188\x03 ")
    qtbot.keyClick(window.station.scan.line, Qt.Key.Key_Return)
    window.station.scan.line.setText("\x02\x03")
    qtbot.keyClick(window.station.scan.line, Qt.Key.Key_Return)
    assert seen == ["]d2 0042-1188"]


def test_escape_asks_in_the_tile_and_enter_stops(window, stage, qtbot):
    stage.plug(1, "0042-1187", SLOW)
    until(qtbot, window, 1, TrayState.READY)
    window.line.start(1)
    until(qtbot, window, 1, TrayState.RUNNING)
    qtbot.waitUntil(lambda: tile(window, 1).says.word == "Making the key")
    qtbot.keyClick(tile(window, 1), Qt.Key.Key_Escape)
    assert tile(window, 1).says.sentence.startswith("Stop this unit?")
    qtbot.keyClick(tile(window, 1), Qt.Key.Key_Escape)
    assert tile(window, 1).says.sentence == "Do not unplug."
    assert window.model.progress(1).state is TrayState.RUNNING
    qtbot.keyClick(tile(window, 1), Qt.Key.Key_Return)
    assert window.model.progress(1).state is TrayState.RUNNING
    qtbot.keyClick(tile(window, 1), Qt.Key.Key_Escape)
    qtbot.keyClick(tile(window, 1), Qt.Key.Key_Return)
    progress = until(qtbot, window, 1, TrayState.ABORTED)
    qtbot.waitUntil(lambda: tile(window, 1).says.word == "STOPPED")
    assert stage.ledger.get_run(progress.record.start.run).outcome is Outcome.ABORTED


def test_a_question_that_nobody_answers_goes_away(window, stage, qtbot):
    stage.plug(1, "0042-1187", SLOW)
    until(qtbot, window, 1, TrayState.READY)
    window.line.start(1)
    qtbot.waitUntil(lambda: tile(window, 1).says.acts == (Act.STOP,))
    tile(window, 1)._patience.setInterval(20)
    qtbot.mouseClick(button(window, 1, Act.STOP), Qt.MouseButton.LeftButton)
    assert tile(window, 1).says.acts == (Act.STOP_IT, Act.GO_ON)
    qtbot.waitUntil(lambda: tile(window, 1).says.acts == (Act.STOP,))


@pytest.mark.parametrize(
    ("kind", "at", "code", "state"),
    [
        (FaultKind.GONE, Verb.COMMIT, "DEV-GONE", TrayState.FAILED),
        (FaultKind.REFUSAL, Verb.MAKE_KEY, "DEV-REFUSED", TrayState.FAILED),
        (FaultKind.GARBAGE, Verb.REQUEST, "DEV-GARBLED", TrayState.FAILED),
    ],
)
def test_a_fault_is_said_with_advice_and_code_and_stays(  # noqa: PLR0917 - one case a row
    window, stage, qtbot, kind, at, code, state
):
    stage.plug(1, "0042-1187", Behaviour(faults=(Fault(at, kind),)))
    until(qtbot, window, 1, TrayState.READY)
    window.line.start(1)
    until(qtbot, window, 1, state)
    qtbot.waitUntil(lambda: tile(window, 1).says.code == code)
    says = tile(window, 1).says
    assert says.word == "FAIL"
    assert says.sentence.count(".") >= 2
    qtbot.wait(600)  # the watch looks at least once more: the result must not flash away
    assert tile(window, 1).says.word == "FAIL"


def test_a_result_goes_when_the_unit_is_taken_out(window, stage, qtbot):
    stage.plug(1, "0042-1187")
    until(qtbot, window, 1, TrayState.READY)
    window.line.start(1)
    until(qtbot, window, 1, TrayState.PASSED)
    stage.units.unplug("1-1")
    until(qtbot, window, 1, TrayState.EMPTY)


def test_a_start_over_is_one_key_away(window, stage, qtbot):
    stage.plug(1, "0042-1187", Behaviour(faults=(Fault(Verb.MAKE_KEY, FaultKind.REFUSAL, times=1),)))
    until(qtbot, window, 1, TrayState.READY)
    window.line.start(1)
    until(qtbot, window, 1, TrayState.FAILED)
    qtbot.waitUntil(lambda: tile(window, 1).says.word == "FAIL")
    qtbot.keyClick(tile(window, 1), Qt.Key.Key_Space)
    until(qtbot, window, 1, TrayState.PASSED)


def test_arrows_go_from_tile_to_tile(window, qtbot):
    window.activateWindow()
    tile(window, 1).setFocus()
    for key, tray in ((Qt.Key.Key_Right, 2), (Qt.Key.Key_Down, 4), (Qt.Key.Key_Left, 3), (Qt.Key.Key_Up, 1), (Qt.Key.Key_Up, 1)):
        qtbot.keyClick(window.focusWidget(), key)
        assert window.focusWidget() is tile(window, tray)


def test_details_open_the_run(window, stage, qtbot):
    stage.plug(1, "0042-1187")
    until(qtbot, window, 1, TrayState.READY)
    window.line.start(1)
    progress = until(qtbot, window, 1, TrayState.PASSED)
    qtbot.waitUntil(lambda: tile(window, 1).says.acts == (Act.DETAILS,))
    qtbot.keyClick(tile(window, 1), Qt.Key.Key_F2)
    assert window.history.isVisible()
    assert window.history.detail.record == progress.record


def test_a_pin_that_a_slow_scanner_types_is_not_to_be_read(open_window, stage):
    line = open_window(stage).station.scan.line
    line.setText("BMP:4907")
    assert "4907" not in line.displayText()
    line.setText("0042-1187")
    assert line.displayText() == "0042-1187"
