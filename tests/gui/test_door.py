"""People at the window: PINs that are scanned, the idle lock, what somebody else must allow, and the first administrator."""

from dataclasses import replace

import pytest
from pydantic import SecretStr
from PySide6.QtCore import Qt

from app.core.people import Right, Role
from app.core.revocation import Reason
from app.core.run import Step
from app.gui.idle import Idle
from app.provisioning.orders import Wish
from app.provisioning.progress import TrayState
from app.store import EntryQuery, RunQuery

PIN = SecretStr("2580")
WAIT = 20_000
"""Milliseconds, at most: each wait is for something that happens."""


@pytest.fixture
def staffed(stage):
    boss = stage.people.admit_first("A-1", "Ada", PIN)
    stage.people.admit(boss, "OP-07", "Otto Ohm", Role.OPERATOR, PIN)
    stage.people.admit(boss, "SV-1", "Sue", Role.SUPERVISOR, SecretStr("4711"))
    return stage


def entries(stage, kind):
    return [entry.facts for entry in stage.ledger.audit.list_entries(EntryQuery(kind))]


def in_(window, qtbot, badge, pin="2580"):
    window.cable.hear(f"BMB:{badge}")
    qtbot.waitUntil(window.door.login.isVisible, timeout=WAIT)
    window.cable.hear(f"BMP:{pin}")


def passed(window, stage, qtbot, tray=1, serial="0042-1187"):
    stage.plug(tray, serial)
    qtbot.waitUntil(lambda: window.model.progress(tray).state is TrayState.READY, timeout=WAIT)
    window.cable.hear(serial)
    qtbot.waitUntil(lambda: window.model.progress(tray).state is TrayState.PASSED, timeout=WAIT)
    qtbot.waitUntil(lambda: tray not in window.line.list_running(), timeout=WAIT)  # it is told a moment before the tray is free


def test_one_logs_in_and_out_with_the_scanner_alone(staffed, open_window, qtbot):
    window = open_window(staffed)
    in_(window, qtbot, "OP-07")
    qtbot.waitUntil(lambda: staffed.people.present is not None, timeout=WAIT)
    qtbot.waitUntil(window.door.login.isHidden, timeout=WAIT)
    assert window.header._role.text() == "Operator"
    window.cable.hear("BM:LOGOUT")
    qtbot.waitUntil(lambda: staffed.people.present is None, timeout=WAIT)


def test_a_pin_that_nobody_asked_for_is_told_and_not_repeated(staffed, open_window, qtbot):
    window = open_window(staffed)
    window.cable.hear("BMP:2580")
    qtbot.waitUntil(lambda: "No PIN is asked for." in window.station.notice.text, timeout=WAIT)
    window.cable.hear("0042-1187BMP:2580")
    qtbot.waitUntil(lambda: "PIN in it that cannot be read" in window.station.notice.text, timeout=WAIT)
    assert "2580" not in window.station.notice.text


def test_a_badge_that_is_locked_says_for_how_long(staffed, open_window, qtbot):
    window = open_window(staffed)
    for pin in ("1111", "1112", "1113", "1114", "1115"):
        window.cable.hear("BMB:OP-07")
        qtbot.waitUntil(lambda: window.door.login._badge == "OP-07", timeout=WAIT)
        before = len(entries(staffed, "login.tried"))
        window.cable.hear(f"BMP:{pin}")
        qtbot.waitUntil(lambda before=before: len(entries(staffed, "login.tried")) > before, timeout=WAIT)
    qtbot.waitUntil(lambda: "locked for 15 min now" in window.door.login.text, timeout=WAIT)
    window.cable.hear("BMP:2580")
    qtbot.waitUntil(lambda: "locked for 15 min more: too many" in window.door.login.text, timeout=WAIT)
    assert staffed.people.present is None
    assert window.door.login.pad.isHidden()  # there is nothing to type
    window.cable.hear("BM:NO")
    assert window.door.login.isHidden()
    window.cable.hear("BM:NO")
    assert "Nothing is asked." in window.station.notice.text
    window.door.login.ask("OP-07")
    qtbot.keyClick(window.door.login.pin, Qt.Key.Key_Escape)
    assert window.door.login.isHidden()


def test_after_idle_time_a_badge_is_asked_for_and_what_runs_goes_on(staffed, open_window, qtbot):
    window = open_window(staffed)
    in_(window, qtbot, "OP-07")
    qtbot.waitUntil(lambda: staffed.people.present is not None, timeout=WAIT)
    staffed.plug(1, "0042-1187")
    qtbot.waitUntil(lambda: window.model.progress(1).state is TrayState.READY, timeout=WAIT)
    window.line.start(1)
    window.door.idle.passed.emit()
    qtbot.waitUntil(lambda: staffed.people.locked, timeout=WAIT)
    qtbot.waitUntil(lambda: window.header._role.text() == "locked: scan your badge", timeout=WAIT)
    qtbot.waitUntil(lambda: window.model.progress(1).state is TrayState.PASSED, timeout=WAIT)
    staffed.plug(2, "0042-1188")
    qtbot.waitUntil(lambda: window.model.progress(2).state is TrayState.READY, timeout=WAIT)
    window.cable.hear("0042-1188")
    qtbot.waitUntil(lambda: window.model.progress(2).failure is not None, timeout=WAIT)
    assert window.model.progress(2).failure.code == "PPL-RIGHT"
    in_(window, qtbot, "OP-07")
    qtbot.waitUntil(lambda: not staffed.people.locked, timeout=WAIT)
    window.cable.hear("0042-1188")
    qtbot.waitUntil(lambda: window.model.progress(2).state is TrayState.PASSED, timeout=WAIT)


def test_idle_time_begins_anew_with_every_touch(qtbot):
    never = Idle(0)
    assert not never._timer.isActive()
    idle = Idle(0.002)
    with qtbot.waitSignal(idle.passed, timeout=WAIT):
        idle.stir()
    assert not idle._timer.isActive()
    idle.stir()
    assert idle._timer.isActive()


def test_a_done_unit_is_started_over_once_a_supervisor_has_said_why(staffed, open_window, qtbot):
    window = open_window(staffed)
    in_(window, qtbot, "OP-07")
    qtbot.waitUntil(lambda: staffed.people.present is not None, timeout=WAIT)
    passed(window, staffed, qtbot)
    assert window.line.needs(1) is Right.REWORK
    assert window.line.start(1) is None
    window.station.start_tray(1)
    banner = window.door.permission
    qtbot.waitUntil(lambda: banner.asking, timeout=WAIT)
    window.cable.hear("BMB:OP-07")
    window.cable.hear("BMP:2580")
    qtbot.waitUntil(lambda: "may not work on a unit again" in banner.text, timeout=WAIT)
    window.cable.hear("BMB:SV-1")
    window.cable.hear("BMP:9999")
    qtbot.waitUntil(lambda: "do not belong together" in banner.text, timeout=WAIT)
    banner.reason.pick(2)
    window.cable.hear("BMB:SV-1")
    window.cable.hear("BMP:4711")
    qtbot.waitUntil(lambda: not banner.asking, timeout=WAIT)
    qtbot.waitUntil(lambda: len(window.line.list_running()) == 0 and staffed.ledger.count_runs(RunQuery()) == 2, timeout=WAIT)
    (facts,) = entries(staffed, "override.allowed")
    assert facts["asked"] == "Otto Ohm (OP-07)"
    assert facts["allowed"] == "Sue (SV-1)"
    assert facts["reason"] == "It was repaired"
    assert "tray 1" in facts["what"]
    assert staffed.people.present.badge == "OP-07"
    qtbot.waitUntil(lambda: window.model.progress(1).state is TrayState.PASSED, timeout=WAIT)
    admit = next(result for result in window.model.progress(1).record.steps if result.step is Step.ADMIT)
    assert admit.facts["allowed by"] == "Sue"


def test_while_it_is_asked_a_label_goes_to_its_tray_and_a_badge_is_no_serial(staffed, open_window, qtbot):
    window = open_window(staffed)
    in_(window, qtbot, "OP-07")
    qtbot.waitUntil(lambda: staffed.people.present is not None, timeout=WAIT)
    passed(window, staffed, qtbot)
    window.station.start_tray(1)
    banner = window.door.permission
    qtbot.waitUntil(lambda: banner.asking, timeout=WAIT)
    passed(window, staffed, qtbot, 2, "0042-1188")
    assert banner.asking
    window.cable.hear("BMB:0042-1188")
    qtbot.waitUntil(lambda: "Badge 0042-1188" in banner.text, timeout=WAIT)
    window.cable.hear("BMP:2580")
    qtbot.waitUntil(lambda: "do not belong together" in banner.text, timeout=WAIT)
    assert banner.other.text() == banner.pad.line.text() == window.station.scan.line.text() == ""
    window.cable.hear("BMB:OP-07BMB:SV-1")
    qtbot.waitUntil(lambda: "two codes scanned as one" in window.station.notice.text, timeout=WAIT)
    assert staffed.ledger.count_runs(RunQuery()) == 2


def test_whoever_may_says_only_why(staffed, open_window, qtbot):
    window = open_window(staffed)
    in_(window, qtbot, "SV-1", "4711")
    qtbot.waitUntil(lambda: staffed.people.present is not None, timeout=WAIT)
    passed(window, staffed, qtbot)
    window.station.start_tray(1)
    banner = window.door.permission
    qtbot.waitUntil(lambda: banner.asking, timeout=WAIT)
    banner.reason.pick(4)
    banner.reason.chosen.emit(4)
    banner.enter.click()
    qtbot.waitUntil(lambda: "A reason is missing." in banner.text, timeout=WAIT)
    banner.other.setText("the antenna was bent")
    banner.enter.click()
    qtbot.waitUntil(lambda: not banner.asking, timeout=WAIT)
    qtbot.waitUntil(lambda: staffed.ledger.count_runs(RunQuery()) == 2, timeout=WAIT)
    assert entries(staffed, "override.allowed")[0]["reason"] == "the antenna was bent"


def test_a_station_without_people_starts_over_without_a_word(window, stage, qtbot):
    passed(window, stage, qtbot)
    window.station.start_tray(1)
    qtbot.waitUntil(lambda: stage.ledger.count_runs(RunQuery()) == 2, timeout=WAIT)
    assert not window.door.permission.asking


def test_a_station_without_people_is_asked_why_an_orders_unit_is_started_over(window, stage, qtbot):
    stage.orders.make(None, Wish("WO-4711", "Gateway rev C", "simulated", 1, first_article=False))
    window.cable.hear("BM:ORDER:WO-4711")
    qtbot.waitUntil(lambda: window.line.shift.order == "WO-4711", timeout=WAIT)
    passed(window, stage, qtbot)
    first = window.model.progress(1).record
    window.station.start_tray(1)
    banner = window.door.permission
    qtbot.waitUntil(lambda: banner.asking, timeout=WAIT)
    banner.reason.pick(2)
    banner.enter.click()

    def ended_again():
        record = window.model.progress(1).record
        return record is not None and record is not first

    qtbot.waitUntil(ended_again, timeout=WAIT)
    admit = next(step for step in window.model.progress(1).record.steps if step.step is Step.ADMIT)
    assert admit.facts == {"rework": "It was repaired", "allowed by": "nobody named"}


def test_a_revoked_unit_gets_a_new_certificate_on_its_tray_for_a_reason(window, stage, qtbot):
    passed(window, stage, qtbot)
    old = window.model.progress(1).record.chain
    stage.ledger.authorities.revoke(old.fingerprint, Reason.SUPERSEDED)

    def ended(code):
        record = window.model.progress(1).record
        return record is not None and record.chain != old and (record.failure.code if record.failure else "") == code

    window.station.start_tray(1)
    qtbot.waitUntil(lambda: ended("ADM-REVOKED") and window.line.rotates(1), timeout=WAIT)
    window.station.start_tray(1)
    banner = window.door.permission
    qtbot.waitUntil(lambda: banner.asking, timeout=WAIT)
    assert banner.text == "The unit on tray 1 is to get a new certificate; the old one is taken back. Say why."
    banner.reason.pick(2)
    banner.enter.click()
    qtbot.waitUntil(lambda: ended(""), timeout=WAIT)
    assert window.model.progress(1).record.steps[-1].step is Step.RETIRE


def test_a_fresh_station_offers_people_and_guards_its_trays_once_it_has_one(stage, open_window, qtbot):
    stage.desk = replace(stage.desk, offers_people=True)
    window = open_window(stage)
    qtbot.waitUntil(window.door.offer.isVisible, timeout=WAIT)
    window.door.offer.leave.click()
    assert window.door.offer.isHidden()
    stage.plug(1, "0042-1187")
    qtbot.waitUntil(lambda: window.model.progress(1).state is TrayState.READY, timeout=WAIT)
    stage.people.admit_first("A-1", "Ada", PIN)
    assert window.line.start(1) is None
    qtbot.waitUntil(lambda: window.model.progress(1).failure is not None, timeout=WAIT)
    assert window.model.progress(1).failure.code == "PPL-RIGHT"


def test_a_demo_is_offered_nothing(window, qtbot):
    qtbot.wait(50)
    assert window.door.offer.isHidden()
