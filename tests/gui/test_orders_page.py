"""The page of work orders, on a real ledger."""

import threading
from dataclasses import replace

import pytest
from pydantic import SecretStr
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from app.core.people import Role
from app.core.run import Outcome
from app.core.work import State
from app.gui.widgets.choice import Choice
from app.gui.widgets.orderview import Act
from app.provisioning.orders import Wish
from app.provisioning.progress import TrayState
from tests.gui.stage import QUICK


def wish(number="WO-4711", quantity=3, **changes):
    return Wish(**{"number": number, "product": "", "recipe": "simulated", "quantity": quantity, "first_article": False, **changes})


@pytest.fixture
def page(stage, open_window, qtbot):
    stage.orders.make(None, wish())
    window = open_window(stage)
    window.go(window.pages.orders)
    qtbot.waitUntil(lambda: window.pages.orders.view.title.text() == "Order WO-4711", timeout=20_000)
    return window.pages.orders


def pin(digits):
    return SecretStr(digits)


def row(page, number=0):
    model = page.model
    return [model.index(number, column).data() for column in range(model.columnCount())]


def type_in(page, name, words):
    (line,) = [line for line in page.form.findChildren(QLineEdit) if line.accessibleName() == name and line.isVisible()]
    line.setText(words)


def choose(page, name, option):
    (choice,) = [each for each in page.form.findChildren(Choice) if each.accessibleName().startswith(name) and each.isVisible()]
    (number,) = [number for number, action in enumerate(choice.menu().actions()) if action.text().startswith(option)]
    choice.menu().actions()[number].trigger()


def test_an_order_is_listed_with_how_far_it_is_and_the_one_that_is_shown_is_marked(page):
    assert page.table.selectionModel().isRowSelected(0)
    assert row(page)[:7] == ["WO-4711", QUICK.title, "OPEN", "0 / 3", "0", "0", "3"]
    assert row(page)[7].startswith("simulated 1.0 · ")
    assert "Everything adds up" in " ".join(label.text() for label in page.view.differences.findChildren(type(page.view.standing)))


def test_an_order_is_held_opened_and_closed_with_a_reason(page, stage, qtbot):
    qtbot.mouseClick(page.view.acts[Act.HOLD], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(page.view.yes, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "A reason is missing" in page.notice.text, timeout=20_000)
    page.view.reason.setText("labels missing")
    qtbot.mouseClick(page.view.yes, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "labels missing" in page.view.standing.text(), timeout=20_000)
    assert row(page)[2] == "ON HOLD"
    qtbot.mouseClick(page.view.acts[Act.OPEN], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: stage.orders.get("WO-4711").state is State.OPEN, timeout=20_000)
    qtbot.waitUntil(page.view.acts[Act.CLOSE].isVisible, timeout=20_000)
    qtbot.mouseClick(page.view.acts[Act.CLOSE], Qt.MouseButton.LeftButton)
    page.view.reason.setText("done")
    qtbot.keyClick(page.view.reason, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: row(page)[2] == "CLOSED", timeout=20_000)


def test_what_a_role_may_not_do_is_explained(page, stage, qtbot):
    stage.people.admit_first("A-1", "Ada", pin("2580"))
    stage.people.admit(stage.people.login("A-1", pin("2580")), "OP-7", "Otto", Role.OPERATOR, pin("2580"))
    stage.people.come_in("OP-7", pin("2580"))
    qtbot.mouseClick(page.view.acts[Act.HOLD], Qt.MouseButton.LeftButton)
    page.view.reason.setText("x")
    qtbot.mouseClick(page.view.yes, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "Otto (operator) may not" in page.notice.text, timeout=20_000)
    assert "supervisor: scan such a badge" in page.notice.text
    assert stage.orders.get("WO-4711").state is State.OPEN


def test_a_list_in_which_serial_numbers_repeat_is_told_with_its_rows_and_nothing_is_made(page, stage, tmp_path, qtbot):
    file = tmp_path / "list.csv"
    many = [f"SN-{number:06}" for number in range(100_000)]
    many[50_000:50_300] = many[:300]
    file.write_text("serial\n" + "\n".join(many) + "\n", encoding="utf-8")
    page.ordering.begin()
    qtbot.waitUntil(lambda: page.form.form is not None, timeout=20_000)
    page.ordering.make(wish("WO-9", 99_000), file)
    qtbot.waitUntil(lambda: "300 serial numbers are listed twice" in page.form.said.text(), timeout=60_000)
    assert "SN-000000 (rows 2 and 50002)" in page.form.said.text()
    assert [order.number for order, _ in stage.orders.list_all()] == ["WO-4711"]


def test_an_order_is_made_with_the_form_and_what_is_wrong_is_said_there(page, stage, qtbot):
    qtbot.mouseClick(page.new, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.form.form is not None and page.form.form.isVisible(), timeout=20_000)
    for quantity, told in (("two", "must be a number"), ("0", "must be 1 to")):
        type_in(page, "Order number", "WO-5")
        type_in(page, "Quantity", quantity)
        qtbot.mouseClick(page.form.make, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda told=told: told in page.form.said.text(), timeout=20_000)
    type_in(page, "Quantity", "20")
    qtbot.mouseClick(page.form.make, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.model.rowCount() == 2, timeout=20_000)
    assert row(page)[0] == "WO-5"
    assert "It keeps recipe simulated 1.0" in page.notice.text
    assert stage.orders.get("WO-5").first_article


def test_a_file_of_orders_makes_what_can_be_made_and_tells_the_rest(page, stage, tmp_path, qtbot):
    file = tmp_path / "orders.csv"
    file.write_text("number,recipe,quantity\nWO-1,simulated,2\nWO-2,nothing,2\n", encoding="utf-8")
    page.ordering.make_many(file)
    qtbot.waitUntil(lambda: "Orders made: 1, not made: 1" in page.notice.text, timeout=20_000)
    assert "WO-2: There is no recipe called nothing." in page.notice.text
    assert stage.orders.get("WO-1").quantity == 2


def test_work_on_an_order_shows_in_the_header_and_tells_once_that_its_file_was_changed(page, stage, qtbot):
    window = page.window()
    stage.shelf.put(QUICK.model_copy(update={"version": "2.0"}))
    qtbot.mouseClick(page.view.acts[Act.WORK], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "0 / 3" in window.header._place.text(), timeout=20_000)
    assert window.pages.currentWidget() is window.station
    assert "The file recipes/simulated.toml was changed; order WO-4711 keeps version 1.0" in window.station.notice.text
    window.station.notice.say("", "")
    stage.plug(1, "0042-1187")
    qtbot.waitUntil(lambda: window.line.list_waiting() == [1], timeout=20_000)
    window.line.start(1)
    qtbot.waitUntil(lambda: window.model.progress(1).state is TrayState.PASSED, timeout=60_000)
    qtbot.waitUntil(lambda: "1 / 3" in window.header._place.text(), timeout=20_000)
    assert window.header.share.counts.passed == 1
    record = window.model.progress(1).record
    assert (record.outcome, record.start.recipe_digest) == (Outcome.PASSED, stage.orders.get("WO-4711").recipe_digest)
    assert window.station.notice.text == ""
    assert replace(record.start, order="WO-4711") == record.start


def test_the_units_of_an_order_get_the_label_that_it_names(page, stage, qtbot):
    window = page.window()
    qtbot.mouseClick(page.new, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.form.form is not None and page.form.form.isVisible(), timeout=20_000)
    type_in(page, "Order number", "WO-5")
    type_in(page, "Quantity", "2")
    choose(page, "Label", "Small")
    choose(page, "First article", "No")
    qtbot.mouseClick(page.form.make, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.view.title.text() == "Order WO-5", timeout=20_000)
    assert stage.orders.get("WO-5").label == "small"
    qtbot.mouseClick(page.view.acts[Act.WORK], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.line.shift.order == "WO-5", timeout=20_000)
    stage.plug(1, "0042-1187")
    qtbot.waitUntil(lambda: window.line.list_waiting() == [1], timeout=20_000)
    window.line.start(1)
    qtbot.waitUntil(lambda: 1 in window.line.runs_passed(), timeout=60_000)
    (label,) = stage.ledger.labels.list_of_run(window.line.runs_passed()[1])
    assert label.template == "small"


def test_an_import_shows_how_far_it_is_and_is_stopped_between_two_parts(page, stage, tmp_path, qtbot):
    file = tmp_path / "orders.csv"
    lines = ["number,recipe,quantity,first,last", "WO-1,simulated,2,,", "WO-2,simulated,9000,A-0001,A-9000"]
    file.write_text("\n".join(lines), encoding="utf-8")
    seen = []
    page.ordering.long.counted.connect(lambda done, of: seen.append((done, of)))
    reached, go_on = threading.Event(), threading.Event()

    def wait(done, _of):
        if done == 2_001:
            reached.set()
            assert go_on.wait(60)

    page.ordering.long.counted.connect(wait, Qt.ConnectionType.DirectConnection)
    page.ordering.make_many(file)
    assert page.many.text() == "Stop the import"
    qtbot.waitUntil(reached.is_set, timeout=20_000)
    qtbot.mouseClick(page.many, Qt.MouseButton.LeftButton)
    go_on.set()
    qtbot.waitUntil(lambda: "The import was stopped" in page.notice.text, timeout=20_000)
    assert (1, 9_002) in seen
    assert page.many.text() == "Import orders …"
    assert [order.number for order, _ in stage.orders.list_all()] == ["WO-1", "WO-4711"]
    assert stage.ledger.orders.list_serials("WO-2") == []
