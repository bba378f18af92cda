"""What a run does about the platform, by the recipe's mode."""

import pytest

from app.core.recipe import Recipe
from app.core.run import Outcome, ReceiptState, Step
from tests.provisioning.floor import QUICK
from tests.provisioning.test_flow import unit


def by(mode):
    return Recipe.model_validate({**QUICK.model_dump(), "registration": {"mode": mode}})


@pytest.mark.parametrize(("mode", "state"), [("owed", ReceiptState.OWED), ("jitp", ReceiptState.AWAITED)])
def test_where_the_platform_is_told_later_or_never_nothing_is_sent(floor, mode, state):
    floor.platform.stop()
    record = floor.run(unit(), by(mode))
    floor.platform.start()
    assert record.outcome is Outcome.PASSED
    assert record.steps[-1].facts == {"state": state.value, "created": "no"}
    assert record.receipt.state is state
    assert floor.ledger.get_run(record.start.run).receipt == record.receipt
    assert floor.devices() == []
    assert [debt.identifier for debt in floor.ledger.outbox.list_debts()] == ([record.identifier] if mode == "owed" else [])


def test_a_test_build_registers_nothing_and_says_so(floor):
    record = floor.run(unit(), by("none"))
    assert record.outcome is Outcome.PASSED
    assert Step.REGISTER not in [result.step for result in record.steps]
    assert record.receipt.state is ReceiptState.NOT_ASKED
    assert floor.devices() == []
