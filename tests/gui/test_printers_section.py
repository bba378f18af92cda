"""The printer on the Setup page: where labels go, how it is, and a label to try it with."""

import pytest
from pydantic import SecretStr
from PySide6.QtWidgets import QLabel

from app.core.errors import NotAllowed
from app.core.people import Role
from app.gui import Light, LightState
from app.gui.widgets.value import Value
from app.labels.network import NetworkPrinter
from app.sandbox.printer import SimulatedPrinter
from app.store import EntryQuery

PIN = SecretStr("2580")
WAIT = 20_000


def printers(window, qtbot):
    section = window.setup.printers
    window.go(window.setup)
    window.setup.open(section)
    qtbot.waitUntil(lambda: bool(section.buttons), timeout=WAIT)
    return section


def foot(window):
    return window.setup.foot.text()


def tried(stage):
    entries = stage.ledger.audit.list_entries(EntryQuery("label.tested"))
    return [(entry.who, entry.facts["template"], entry.facts["code"]) for entry in entries]


def test_it_says_where_labels_go_how_it_is_and_who_has_them_printed(stage, open_window, qtbot):
    stage.lights = (Light("Printer", LightState.ATTENTION, "The label printer has no labels left."),)
    section = printers(open_window(stage), qtbot)
    words = [label.text() for label in section.findChildren(QLabel)]
    assert {value.value for value in section.findChildren(Value)} >= {f"As PDFs into {stage.settings.printer.path}", "0"}
    assert any("The label printer has no labels left." in each for each in words)
    assert set(section.buttons) == {template.name for template in stage.templates}
    assert sum("No recipe asks for it." in each for each in words) == len(section.buttons)


def test_a_test_label_is_printed_and_is_in_the_ledger(stage, open_window, qtbot):
    window = open_window(stage)
    printers(window, qtbot).buttons["unit"].click()
    qtbot.waitUntil(lambda: foot(window) == "The test label is printed.", timeout=WAIT)
    (made,) = stage.settings.printer.path.iterdir()
    assert made.read_bytes().startswith(b"%PDF")
    assert tried(stage) == [("OP-07", "unit", "")]
    assert stage.ledger.labels.count().owed == 0


def test_why_it_was_not_printed_is_said_and_in_the_ledger(stage, open_window, qtbot):
    with SimulatedPrinter() as simulated:
        stage.press.printer = NetworkPrinter("127.0.0.1", simulated.port, answer_seconds=30, print_seconds=30)
        simulated.faults.paper_out = True
        window = open_window(stage)
        printers(window, qtbot).buttons["small"].click()
        qtbot.waitUntil(lambda: "The label printer has no labels left." in foot(window), timeout=WAIT)
        assert "PRN-PAPER" in foot(window)
        assert tried(stage) == [("OP-07", "small", "PRN-PAPER")]
        assert simulated.labels == []


@pytest.mark.parametrize(("role", "may"), [(Role.OPERATOR, True), (Role.AUDITOR, False), (Role.ADMINISTRATOR, True)])
def test_who_may_not_is_told_who_may(stage, role, may):
    boss = stage.people.admit_first("A-1", "Ada", PIN)
    if role is not Role.ADMINISTRATOR:
        stage.people.admit(boss, "X-1", "Xaver", role, PIN)
    stage.people.come_in("A-1" if role is Role.ADMINISTRATOR else "X-1", PIN)
    if may:
        stage.desk.prints.test("unit")
        assert len(tried(stage)) == 1
    else:
        with pytest.raises(NotAllowed, match="may not print a test label") as refused:
            stage.desk.prints.test("unit")
        assert "administrator or engineer or operator or supervisor" in refused.value.advice
        assert tried(stage) == []
        assert not stage.settings.printer.path.exists()
