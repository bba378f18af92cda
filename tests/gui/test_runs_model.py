import threading

import pytest
from PySide6.QtCore import Qt

from app.core.errors import StoreDamaged
from app.core.run import Outcome
from app.gui.clerk import Clerk
from app.gui.models.rows import KEPT, PAGE
from app.gui.models.runs import CODE, DEVICE, OUTCOME, RunsModel
from app.store import RunQuery, Sort


@pytest.fixture
def clerk(qapp):  # noqa: ARG001 - signals need it
    made = Clerk("test-runs")
    yield made
    made.close()


def shown(qtbot, model, query=None):
    with qtbot.waitSignal(model.loaded, timeout=10_000):
        model.show(query or RunQuery())
    return model


def test_the_model_keeps_qts_rules(qtbot, qtmodeltester, stage, clerk):
    for number in range(3):
        stage.past(f"0042-{number:04}", number + 1, "label" if number == 1 else "")
    model = shown(qtbot, RunsModel(stage.ledger, clerk))
    qtmodeltester.check(model)
    assert [model.index(row, DEVICE).data() for row in range(3)] == ["0042-0000", "0042-0001", "0042-0002"]
    assert [model.index(row, OUTCOME).data() for row in range(3)] == ["PASS", "FAIL", "PASS"]
    assert model.index(1, CODE).data() == "ADM-LABEL"


def test_a_page_is_fetched_once_somebody_looks_at_it_and_no_row_comes_twice(qtbot, stage, clerk):
    for number in range(2 * PAGE + 20):
        stage.past(f"0042-{number:04}", number + 1, "label")
    model = RunsModel(stage.ledger, clerk)
    with qtbot.waitSignal(model.counted, timeout=10_000):
        model.show(RunQuery())
    assert model.rowCount() == 2 * PAGE + 20
    assert model.index(2 * PAGE, DEVICE).data() == "…"
    qtbot.waitUntil(lambda: model.index(2 * PAGE, DEVICE).data() == "0042-0200", timeout=10_000)
    assert model.index(PAGE, DEVICE).data() == "…", "a page that was jumped over is not fetched"
    qtbot.waitUntil(lambda: model.index(PAGE, DEVICE).data() == "0042-0100", timeout=10_000)
    assert len({row.run for _, row in model.list_fetched()}) == 2 * PAGE + 20


class Endless:
    """A million runs that are all the same one."""

    def __init__(self, row) -> None:
        self.row, self.asked = row, []

    def list_runs(self, _query, after=None, limit=100, skip=0):
        self.asked.append((after, skip))
        return [self.row] * limit

    def count_runs(self, _query):
        return 1_000_000


def test_a_million_rows_keep_a_few_pages(qtbot, stage, clerk):
    stage.past("0042-0001", 3)
    endless = Endless(stage.ledger.list_runs(RunQuery())[0])
    model = RunsModel(endless, clerk)
    with qtbot.waitSignal(model.counted, timeout=10_000):
        model.show(RunQuery())
    assert model.rowCount() == 1_000_000
    for page in (*range(1, 40), 5_000, 9_999):
        model.index(page * PAGE, DEVICE).data()
        qtbot.waitUntil(lambda page=page: model.index(page * PAGE, DEVICE).data() == "0042-0001", timeout=10_000)
    assert len(model.list_fetched()) == KEPT * PAGE
    assert [skip for _, skip in endless.asked[:40]] == [0] * 40, "from page to page by the last row's place"
    assert endless.asked[40][1] == (5_000 - 39 - 1) * PAGE


def test_a_title_sorts(qtbot, stage, clerk):
    for number, minutes in ((2, 3), (1, 2), (3, 1)):
        stage.past(f"0042-000{number}", minutes)
    model = shown(qtbot, RunsModel(stage.ledger, clerk))
    for order, names in ((Qt.SortOrder.AscendingOrder, "123"), (Qt.SortOrder.DescendingOrder, "321")):
        with qtbot.waitSignal(model.loaded, timeout=10_000):
            model.sort(DEVICE, order)
        assert "".join(model.index(row, DEVICE).data()[-1] for row in range(3)) == names
    assert model.query == RunQuery(sort=Sort.DEVICE)


def test_filters(qtbot, stage, clerk):
    stage.past("0042-0001", 3)
    failed = stage.past("0042-0002", 2, "label")
    model = shown(qtbot, RunsModel(stage.ledger, clerk), RunQuery(outcome=Outcome.FAILED))
    assert [model.row_at(0).run, model.rowCount()] == [failed.start.run, 1]
    assert model.find(failed.start.run) == 0


class Slow:
    """The ledger, but the first answer waits for a word."""

    def __init__(self, ledger) -> None:
        self.ledger, self.go, self.asked = ledger, threading.Event(), 0

    def list_runs(self, *question):
        self.asked += 1
        if self.asked == 1:
            self.go.wait(10)
        return self.ledger.list_runs(*question)

    def count_runs(self, query):
        return self.ledger.count_runs(query)


def test_the_answer_to_an_older_question_is_not_shown(qtbot, stage, clerk):
    stage.past("0042-0001", 3)
    stage.past("0042-0002", 2, "label")
    slow = Slow(stage.ledger)
    model = RunsModel(slow, clerk)
    resets = []
    model.modelReset.connect(lambda: resets.append(model.rowCount()))
    model.show(RunQuery())
    with qtbot.waitSignal(model.loaded, timeout=10_000):
        model.show(RunQuery(outcome=Outcome.FAILED))
        slow.go.set()
    assert resets == [1]


class Broken:
    def list_runs(self, *_):
        raise StoreDamaged("The ledger cannot be read.")

    def count_runs(self, *_):
        raise StoreDamaged("The ledger cannot be read.")


def test_a_ledger_that_cannot_be_read_is_told(qtbot, clerk):
    model = RunsModel(Broken(), clerk)
    with qtbot.waitSignal(model.failed) as told:
        model.show(RunQuery())
    assert told.args[0].code == "STO-DAMAGED"
