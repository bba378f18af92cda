"""Labels in the window: seen in the opened run, printed again for a reason, by hand or by bar code."""

import pytest
from PySide6.QtCore import Qt

from app.core.label import PrintState
from app.core.recipe import Label
from app.provisioning.progress import TrayState
from tests.gui.stage import QUICK, labelled

SECOND = "Label 2: printed"


@pytest.fixture
def press(stage):
    return stage.press


def test_a_label_is_shown_and_printed_again_for_a_reason(stage, press, open_window, qtbot):
    record = labelled(stage, "0042-1187")
    press.print_owed()
    window = open_window(stage)
    window.open_record(record)
    card = window.history.detail.labels
    qtbot.waitUntil(lambda: card.words.startswith("Label 1: printed"), timeout=20_000)
    assert not card.picture.pixmap().isNull()
    assert not card.print.isEnabled()  # no reason, no label
    card.why.setText("torn off")
    qtbot.mouseClick(card.print, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "Label 2: owed" in card.words, timeout=20_000)
    assert "Asked for by OP-07: torn off" in card.words
    press.print_owed()
    qtbot.waitUntil(lambda: SECOND in card.words, timeout=20_000)


def test_the_story_of_a_unit_is_not_one_runs_label(stage, open_window, qtbot):
    record = labelled(stage, "0042-1187")
    window = open_window(stage)
    window.open_record(record)
    detail = window.history.detail
    qtbot.waitUntil(detail.labels.isVisible, timeout=20_000)
    qtbot.mouseClick(detail.whole, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not detail.labels.isVisible(), timeout=20_000)
    qtbot.mouseClick(detail.whole, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(detail.labels.isVisible, timeout=20_000)


def test_what_was_perhaps_printed_is_settled_by_whoever_looked(stage, press, open_window, qtbot):
    record = labelled(stage, "0042-1187")
    (label,) = stage.ledger.labels.list_of_run(record.start.run)
    stage.ledger.labels.tell(label.id, PrintState.PRINTING)
    stage.ledger.labels.close_interrupted()
    window = open_window(stage)
    window.open_record(record)
    card = window.history.detail.labels
    qtbot.waitUntil(lambda: card.words.startswith("Label 1: perhaps printed"), timeout=20_000)
    qtbot.mouseClick(card.there, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: card.words.startswith("Label 1: printed"), timeout=20_000)
    assert not card.there.isVisible()
    assert press.print_owed() == 0


def test_a_run_without_a_label_has_no_card(stage, press, open_window, qtbot):
    record = stage.past("0042-1187", 1)
    window = open_window(stage)
    window.open_record(record)
    qtbot.waitUntil(lambda: window.history.detail.record == record, timeout=20_000)
    assert not window.history.detail.labels.isVisible()
    assert press.print_owed() == 0


def test_a_reprint_is_scanned(make_stage, open_window, qtbot):
    stage = make_stage(recipe=QUICK.model_copy(update={"label": Label(print="unit")}))
    window = open_window(stage)
    window.cable.scanned.emit("BM:REPRINT")
    assert "No tray has a unit that passed." in window.station.notice.text
    stage.plug(1, "0042-1187")
    qtbot.waitUntil(lambda: window.model.progress(1).state is TrayState.READY, timeout=20_000)
    window.line.start(1)
    qtbot.waitUntil(lambda: 1 in window.line.runs_passed(), timeout=20_000)
    run = window.line.runs_passed()[1]
    assert stage.press.print_owed() == 1
    window.cable.scanned.emit("BM:REPRINT")
    qtbot.waitUntil(lambda: len(stage.ledger.labels.list_of_run(run)) == 2, timeout=20_000)
    assert stage.press.print_owed() == 1
    assert [(each.state, each.reason, each.who) for each in stage.ledger.labels.list_of_run(run)] == [
        (PrintState.PRINTED, "", "OP-07"),
        (PrintState.PRINTED, "asked for by bar code", "OP-07"),
    ]
