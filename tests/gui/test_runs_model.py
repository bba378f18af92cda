import threading

import pytest

from app.core.errors import StoreDamaged
from app.core.run import Outcome
from app.gui.clerk import Clerk
from app.gui.models.runs import CODE, DEVICE, OUTCOME, PAGE, RunsModel
from app.store import RunQuery


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


def test_pages_are_fetched_as_somebody_scrolls_and_no_row_twice(qtbot, stage, clerk):
    for number in range(PAGE + 20):
        stage.past(f"0042-{number:04}", number + 1, "label")
    model = shown(qtbot, RunsModel(stage.ledger, clerk))
    root = model.index(-1, -1)
    assert model.rowCount() == PAGE
    assert model.canFetchMore(root)
    with qtbot.waitSignal(model.rowsInserted, timeout=10_000):
        model.fetchMore(root)
        model.fetchMore(root)
    assert model.rowCount() == PAGE + 20
    assert not model.canFetchMore(root)
    assert len({model.row(number).run for number in range(PAGE + 20)}) == PAGE + 20


def test_filters(qtbot, stage, clerk):
    stage.past("0042-0001", 3)
    failed = stage.past("0042-0002", 2, "label")
    model = shown(qtbot, RunsModel(stage.ledger, clerk), RunQuery(outcome=Outcome.FAILED))
    assert [model.row(0).run, model.rowCount()] == [failed.start.run, 1]
    assert model.find(failed.start.run) == 0


class Slow:
    """The ledger, but the first answer waits for a word."""

    def __init__(self, ledger) -> None:
        self.ledger, self.go, self.asked = ledger, threading.Event(), 0

    def list_runs(self, query, before=None, limit=100):
        self.asked += 1
        if self.asked == 1:
            self.go.wait(5)
        return self.ledger.list_runs(query, before, limit)


def test_the_answer_to_an_older_question_is_not_shown(qtbot, stage, clerk):
    stage.past("0042-0001", 3)
    stage.past("0042-0002", 2, "label")
    slow = Slow(stage.ledger)
    model = RunsModel(slow, clerk)
    resets = []
    model.modelReset.connect(lambda: resets.append(model.rowCount()))
    model.show(RunQuery())
    with qtbot.waitSignal(model.loaded, timeout=5_000):
        model.show(RunQuery(outcome=Outcome.FAILED))
        slow.go.set()
    assert resets == [1]


class Broken:
    def list_runs(self, *_):
        raise StoreDamaged("The ledger cannot be read.")


def test_a_ledger_that_cannot_be_read_is_told(qtbot, clerk):
    model = RunsModel(Broken(), clerk)
    with qtbot.waitSignal(model.failed) as told:
        model.show(RunQuery())
    assert told.args[0].code == "STO-DAMAGED"
