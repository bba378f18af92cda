"""What a run does about the platform, by the recipe's mode."""

from dataclasses import replace

from app.core.recipe import Recipe
from app.core.run import Outcome, ReceiptState, Step
from app.provisioning.firsts import NoFirsts
from tests.provisioning.floor import QUICK
from tests.provisioning.test_flow import unit


def by(mode):
    return Recipe.model_validate({**QUICK.model_dump(), "registration": {"mode": mode}})


def test_where_the_platform_is_told_later_nothing_is_sent(floor):
    floor.platform.stop()
    record = floor.run(unit(), by("owed"))
    floor.platform.start()
    assert record.outcome is Outcome.PASSED
    assert record.steps[-1].facts == {"state": "owed", "created": "no"}
    assert record.receipt.state is ReceiptState.OWED
    assert floor.ledger.get_run(record.start.run).receipt == record.receipt
    assert floor.devices() == []
    assert [debt.identifier for debt in floor.ledger.outbox.list_debts()] == [record.identifier]


def test_a_test_build_registers_nothing_and_says_so(floor):
    record = floor.run(unit(), by("none"))
    assert record.outcome is Outcome.PASSED
    assert Step.REGISTER not in [result.step for result in record.steps]
    assert record.receipt.state is ReceiptState.NOT_ASKED
    assert floor.devices() == []


def test_without_a_platform_to_ask_no_unit_is_left_to_make_itself_known(floor):
    floor.bench = replace(floor.bench, firsts=NoFirsts())
    record = floor.run(unit(), by("jitp"))
    assert (record.outcome, record.failure.code) == (Outcome.ERROR, "CLD-JITP")
    assert record.steps[-1].step is Step.ADMIT
