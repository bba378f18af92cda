"""Labels in the window: seen in the opened run, printed again for a reason, by hand or by bar code."""

from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt

from app.core.label import PrintState, Wanted, words_of
from app.core.recipe import Label
from app.core.ticket import Ticket
from app.labels.files import FolderPrinter
from app.labels.template import Templates
from app.printing import StationPrints
from app.provisioning.press import Press
from tests.gui.stage import RESOURCES, Stage

TEMPLATES, _ = Templates.load(RESOURCES / "labels")
SECOND = "Label 2: printed"


@pytest.fixture
def press(stage, tmp_path):
    press = Press(stage.ledger.labels, FolderPrinter(tmp_path / "labels"))
    settings = SimpleNamespace(operator="OP-07")
    station = SimpleNamespace(ledger=stage.ledger, press=press, people=stage.people, settings=settings)
    stage.desk = replace(stage.desk, prints=StationPrints(station))
    return press


def labelled(stage: Stage, serial: str):
    """A run that passed, and whose label is owed."""
    template = TEMPLATES.get("unit")
    recipe = stage.recipe.model_copy(update={"label": Label(print="unit")})

    def wanted(record):
        words = words_of(Ticket(record.start.run, serial, record.identity), record.chain, recipe, datetime.now(UTC))
        return Wanted(template.name, template.digest, template.body, words)

    return stage.past(serial, 1, label=wanted)


def test_a_label_is_shown_and_printed_again_for_a_reason(stage, press, open_window, qtbot):
    record = labelled(stage, "0042-1187")
    press.print_owed()
    window = open_window(stage)
    window.open_record(record)
    card = window.history.detail.labels
    qtbot.waitUntil(lambda: card.words.startswith("Label 1: printed"), timeout=20_000)
    assert not card._picture.pixmap().isNull()
    assert not card.print.isEnabled()  # no reason, no label
    card.why.setText("torn off")
    qtbot.mouseClick(card.print, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "Label 2: owed" in card.words, timeout=20_000)
    assert "Asked for by OP-07: torn off" in card.words
    press.print_owed()
    qtbot.waitUntil(lambda: SECOND in card.words, timeout=20_000)


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
