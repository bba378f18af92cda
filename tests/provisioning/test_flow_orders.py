"""Units of a work order, in the whole flow: who has a place, who has none, and that no key is made for the latter."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from app.core.recipe import Recipe
from app.core.run import Outcome, Step
from app.provisioning.orders import Orders, Wish
from app.sandbox.unit import SimulatedUnit
from tests.provisioning.floor import QUICK
from tests.provisioning.shelf import MemoryShelf

UNREGISTERED = Recipe.model_validate({**QUICK.model_dump(), "registration": {"mode": "none"}})


@pytest.fixture
def recipes():
    return MemoryShelf(UNREGISTERED)


@pytest.fixture
def orders(floor, recipes):
    return Orders(floor.ledger.orders, recipes, floor.ledger.recipes)


def wish(quantity=2, **changes):
    return Wish(**{"number": "WO-1", "product": "", "recipe": "simulated", "quantity": quantity, "first_article": False, **changes})


def code(record):
    return record.failure.code if record.failure else ""


def test_a_unit_of_the_order_passes_once(floor, orders):
    orders.make(None, wish())
    device = SimulatedUnit("0042-1187")
    assert floor.run(device, UNREGISTERED, order="WO-1").outcome is Outcome.PASSED
    again = floor.run(device, UNREGISTERED, order="WO-1")
    assert (again.outcome, code(again)) == (Outcome.FAILED, "ADM-DONE")
    assert "by OP-07" in again.failure.message
    assert orders.reconcile("WO-1")[0].passed == 1


@pytest.mark.parametrize(
    ("prepare", "expected"),
    [
        (lambda _orders: None, "ADM-ORDER"),
        (lambda orders: orders.hold(None, orders.make(None, wish()).number, "labels"), "ADM-ORDER-SHUT"),
        (lambda orders: orders.close(None, orders.make(None, wish()).number), "ADM-ORDER-SHUT"),
        (lambda orders: orders.make(None, wish(1, serials=("0042-9999",))), "ADM-LIST"),
    ],
    ids=["unknown", "on hold", "closed", "not listed"],
)
def test_who_has_no_place_gets_no_key(floor, orders, prepare, expected):
    prepare(orders)
    device = SimulatedUnit("0042-1187")
    record = floor.run(device, UNREGISTERED, order="WO-1")
    assert code(record) == expected
    assert record.steps[-1].step is Step.ADMIT
    assert record.chain is None


def test_a_recipe_that_was_changed_under_the_order_makes_nothing(floor, orders, recipes):
    orders.make(None, wish())
    changed = recipes.get("simulated").model_copy(update={"version": "9.9"})
    record = floor.run(SimulatedUnit("0042-1187"), changed, order="WO-1")
    assert (record.outcome, code(record)) == (Outcome.ERROR, "ADM-RECIPE")


def test_two_trays_at_the_last_unit_make_one(floor, orders):
    orders.make(None, wish(1))
    ports = [floor.sockets.plug(socket, SimulatedUnit(serial)) for socket, serial in (("1-1", "0042-1187"), ("1-2", "0042-1188"))]
    with ThreadPoolExecutor(2) as trays:
        records = list(trays.map(lambda port: floor.provision(port, UNREGISTERED, order="WO-1"), ports))
    assert sorted(record.outcome for record in records) == [Outcome.ERROR, Outcome.PASSED]
    assert {code(record) for record in records} == {"", "ADM-QUOTA"}
    assert orders.reconcile("WO-1")[0].certified == 1
