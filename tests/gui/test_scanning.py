"""Scans in the window: keys come as fast as a scanner sends them, or as slow as a person types."""

import pytest
from pydantic import SecretStr
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QInputDialog

from app.core.people import Role
from app.core.work import State
from app.devices.drivers.simulated_words import Verb
from app.gui.theme import Tone
from app.provisioning.orders import Wish
from app.provisioning.progress import TrayState
from app.sandbox.behaviour import Behaviour, Fault, FaultKind
from tests.gui.stage import PERSON_MS, scan_keys

PIN = SecretStr("2580")
SLOW = Behaviour(think={Verb.MAKE_KEY: 30.0})


@pytest.fixture
def scan(window, qtbot):
    """Scans as a scanner that types does: every key at once, then Enter."""
    window.activateWindow()
    qtbot.waitActive(window)

    return scan_keys


def until(qtbot, window, tray, *states):
    qtbot.waitUntil(lambda: window.model.progress(tray).state in states, timeout=15_000)


def notice(window):
    return window.station.notice.text


def test_a_scan_starts_the_unit_and_lands_in_no_field(window, stage, qtbot, scan):
    stage.plug(1, "0042-1188")
    until(qtbot, window, 1, TrayState.READY)
    scan("0042-1188")
    assert window.station.scan.line.text() == ""
    until(qtbot, window, 1, TrayState.PASSED)
    assert window.model.progress(1).record.start.scan == "0042-1188"


def test_a_scan_on_another_page_comes_back_to_the_station(window, stage, qtbot, scan):
    stage.plug(1, "0042-1188")
    until(qtbot, window, 1, TrayState.READY)
    window.go(window.setup)
    scan("0042-1188")
    until(qtbot, window, 1, TrayState.PASSED)
    assert window.pages.currentWidget() is window.station


def test_a_scan_on_the_history_is_a_search(window, stage, qtbot, scan):
    stage.past("0042-1186", 2)
    window.go(window.history)
    scan("]C10042-1186"[3:])
    qtbot.waitUntil(lambda: window.history.search.text() == "0042-1186")


def test_a_scan_that_stops_in_the_middle_is_told_and_typed_nowhere(window, qtbot):
    window.activateWindow()
    qtbot.waitActive(window)
    scan_keys("0042-11", None)
    qtbot.waitUntil(lambda: "The scan stopped after 7 characters." in notice(window))
    assert window.station.scan.line.text() == ""


def tear(widget, field, qtbot, window, at):
    """A busy computer hears the first key of a scan so early that it goes to the field; what stood there then."""
    window.station.quiet()
    window.station.notice.say("", "", Tone.ATTENTION)
    widget.setFocus()
    before = field()
    scan_keys("0", None, at)
    qtbot.waitUntil(lambda: field() != before)
    with_it = field()
    scan_keys("042-1187", at=at + 60)
    qtbot.waitUntil(lambda: "The scan stopped after 8 characters." in notice(window))
    return with_it


def test_the_first_key_of_a_torn_scan_stays_in_no_field_and_what_a_person_wrote_there_does(window, qtbot):
    window.activateWindow()
    qtbot.waitActive(window)
    line, search, toml = window.station.scan.line, window.history.search, window.pages.recipes.text
    line.setText("AB")
    line.setCursorPosition(1)
    assert tear(line, line.text, qtbot, window, 1_000) == "A0B"
    assert (line.text(), line.cursorPosition()) == ("AB", 1)
    line.clear()
    window.go(window.history)
    search.setText("0042")
    search.selectAll()
    assert tear(search, search.text, qtbot, window, 2_000) == "0"
    assert search.text() == "0042"
    window.go(window.pages.recipes)
    qtbot.waitUntil(lambda: bool(toml.toPlainText()))
    before = toml.toPlainText()
    assert tear(toml, toml.toPlainText, qtbot, window, 3_000) == f"0{before}"
    assert toml.toPlainText() == before
    window.go(window.pages.orders)
    assert tear(window.pages.orders.new, line.text, qtbot, window, 4_000) == "0"
    assert line.text() == ""


def test_what_a_quick_person_types_stays_in_the_field(window, qtbot):
    window.activateWindow()
    qtbot.waitActive(window)
    window.go(window.history)
    search, target = window.history.search, QApplication.focusWindow()
    search.setFocus()
    for number, character in enumerate("passphrase"):
        for kind, after in ((QEvent.Type.KeyPress, 0), (QEvent.Type.KeyRelease, 33)):
            event = QKeyEvent(kind, Qt.Key(ord(character.upper())), Qt.KeyboardModifier.NoModifier, character)
            event.setTimestamp(9_000 + 66 * number + after)
            QApplication.sendEvent(target, event)
    qtbot.waitUntil(lambda: search.text() == "passphrase")
    assert window.pages.currentWidget() is window.history


def test_what_stood_in_a_field_is_not_known_for_longer_than_a_scan_may_take(window, qtbot):
    window.activateWindow()
    qtbot.waitActive(window)
    line, ear = window.station.scan.line, window.ear
    line.setFocus()
    for number in range(12):  # one after the other so closely that each may be the first of a torn scan, and none as fast as a scanner
        scan_keys("7", None, at=5_000 + number * 120)
        qtbot.waitUntil(lambda number=number: line.text() == "7" * (number + 1))
    assert len(ear._undo) == 5, "more than that are a person's"
    ear._forget.timeout.emit()
    assert ear._undo == []


def test_a_scan_without_meaning_is_refused_aloud(window, qtbot, scan):
    scan("BM:DANCE")
    qtbot.waitUntil(lambda: "is no command of this station" in notice(window))
    assert "SCN-UNREADABLE" in notice(window)


def test_a_unit_is_sent_to_the_tray_that_was_named(window, stage, qtbot, scan):
    for tray in (1, 2):
        stage.plug(tray, f"0042-118{tray}")
        until(qtbot, window, tray, TrayState.READY)
    scan("BM:TRAY:2")
    scan("BM:START")
    until(qtbot, window, 2, TrayState.PASSED)
    assert window.model.progress(1).state is TrayState.READY
    scan("BM:TRAY:9")
    qtbot.waitUntil(lambda: "There is no tray" in notice(window))


def test_retry_and_abort_are_barcodes(window, stage, qtbot, scan):
    stage.plug(1, "0042-1187", Behaviour(faults=(Fault(Verb.MAKE_KEY, FaultKind.REFUSAL, times=1),)))
    until(qtbot, window, 1, TrayState.READY)
    scan("BM:RETRY")
    qtbot.waitUntil(lambda: "No tray has a unit that did not pass." in notice(window))
    scan("BM:START")
    until(qtbot, window, 1, TrayState.FAILED)
    qtbot.waitUntil(lambda: window.line.list_failed() == [1])
    scan("BM:RETRY")
    until(qtbot, window, 1, TrayState.PASSED)
    stage.plug(2, "0042-1188", SLOW)
    until(qtbot, window, 2, TrayState.READY)
    scan("BM:START")
    until(qtbot, window, 2, TrayState.RUNNING)
    scan("BM:ABORT")
    until(qtbot, window, 2, TrayState.ABORTED)


def test_yes_and_no_answer_the_question_that_is_asked(window, stage, qtbot, scan):
    scan("BM:YES")
    qtbot.waitUntil(lambda: "Nothing is asked." in notice(window))
    stage.plug(1, "0042-1187", SLOW)
    until(qtbot, window, 1, TrayState.READY)
    scan("BM:START")
    until(qtbot, window, 1, TrayState.RUNNING)
    window.close()
    assert window.leaving.isVisible()
    scan("BM:NO")
    qtbot.waitUntil(window.leaving.isHidden)
    assert window.model.progress(1).state is TrayState.RUNNING


def test_a_badge_where_nobody_was_admitted_is_told(window, qtbot, scan):
    scan("BMB:OP-07")
    qtbot.waitUntil(lambda: "asks for no badge" in notice(window))
    assert window.door.login.isHidden()


def test_a_badge_is_never_a_serial_number(window, stage, qtbot, scan):
    stage.plug(1, "0042-1188")
    until(qtbot, window, 1, TrayState.READY)
    scan("BMB:0042-1188")
    qtbot.waitUntil(lambda: "asks for no badge" in notice(window))
    assert window.model.progress(1).state is TrayState.READY
    assert window.line.list_waiting() == [1]


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_a_scan_while_a_dialog_is_open_reaches_the_trays_and_not_its_fields(window, stage, qtbot, scan):
    stage.plug(1, "0042-1188")
    until(qtbot, window, 1, TrayState.READY)
    question = QInputDialog(window)
    question.open()
    qtbot.waitUntil(question.isVisible)
    scan("0042-1188")
    until(qtbot, window, 1, TrayState.PASSED)
    assert question.textValue() == ""
    assert question.isVisible()  # the Enter of the scan answers nothing
    question.reject()


class TestWithPeople:
    @pytest.fixture
    def window(self, stage, open_window):
        """A window on a station that has admitted people."""
        self.staff(stage)
        return open_window(stage)

    def staff(self, stage):
        boss = stage.people.admit_first("A-1", "Ada", PIN)
        stage.people.admit(boss, "OP-07", "Otto Ohm", Role.OPERATOR, PIN)
        stage.people.admit(boss, "SV-1", "Sue", Role.SUPERVISOR, PIN)
        self.orders = stage.orders

    def log_in(self, window, qtbot, scan, pin="2580"):
        scan("BMB:OP-07")
        qtbot.waitUntil(window.door.login.isVisible)
        for digit in pin:
            QTest.keyClick(window.door.login.pin, digit, delay=PERSON_MS)
        QTest.keyClick(window.door.login.pin, Qt.Key.Key_Return, delay=PERSON_MS)

    def test_nothing_begins_before_somebody_has_logged_in(self, window, stage, qtbot, scan):
        stage.plug(1, "0042-1188")
        until(qtbot, window, 1, TrayState.READY)
        scan("0042-1188")
        qtbot.waitUntil(lambda: window.model.progress(1).failure is not None)
        assert window.model.progress(1).failure.code == "PPL-RIGHT"
        self.log_in(window, qtbot, scan)
        qtbot.waitUntil(window.door.login.isHidden)
        assert stage.people.present.badge == "OP-07"
        assert window.door.login.pin.text() == ""
        assert window.header._operator.text() == "Otto Ohm"
        scan("0042-1188")
        until(qtbot, window, 1, TrayState.PASSED)
        assert window.model.progress(1).record.start.operator == "OP-07"
        scan("BM:LOGOUT")
        qtbot.waitUntil(lambda: stage.people.present is None)
        assert window.header._operator.text() == "Nobody"

    def test_a_wrong_pin_is_asked_for_again(self, window, stage, qtbot, scan):
        self.log_in(window, qtbot, scan, "9999")
        qtbot.waitUntil(lambda: "4 more tries" in window.door.login.text)
        assert window.door.login.isVisible()
        assert stage.people.present is None

    def test_a_scan_while_the_pin_is_asked_lands_in_no_field(self, window, qtbot, scan):
        scan("BMB:OP-07")
        qtbot.waitUntil(window.door.login.isVisible)
        scan("0042-1188")
        assert window.door.login.pin.text() == ""

    def test_an_order_is_opened_and_its_units_carry_it(self, window, stage, qtbot, scan):
        order = self.orders.make(None, Wish("WO-4711", "Gateway rev C", "simulated", 1, first_article=False))
        self.log_in(window, qtbot, scan)
        qtbot.waitUntil(lambda: stage.people.present is not None)
        scan("BM:ORDER:WO-1")
        qtbot.waitUntil(lambda: "There is no order WO-1." in notice(window))
        scan("BM:ORDER:WO-4711")
        qtbot.waitUntil(lambda: window.line.shift.order == "WO-4711")
        assert "WO-4711" in window.header._place.text()
        for tray in (1, 2):
            stage.plug(tray, f"0042-118{tray}")
            until(qtbot, window, tray, TrayState.READY)
        scan("0042-1181")
        until(qtbot, window, 1, TrayState.PASSED)
        assert window.model.progress(1).record.start.order == order.number
        qtbot.waitUntil(lambda: "Order WO-4711 is done: 1 of 1 passed." in notice(window))
        scan("0042-1182")
        until(qtbot, window, 2, TrayState.ERROR)
        assert window.model.progress(2).failure.code == "ADM-QUOTA"
        assert self.orders.close(None, "WO-4711").state is State.CLOSED
