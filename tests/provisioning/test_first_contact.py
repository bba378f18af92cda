"""The proof by first contact: the station calls the platform as the device while it holds the key, and only then the unit passes."""

import pytest

from app.core.recipe import Recipe
from app.core.run import Outcome, Step
from app.sandbox.faults import Fault, Faults
from tests.provisioning.floor import QUICK
from tests.provisioning.test_flow import SERIAL, unit

CALLING = Recipe.model_validate(
    {**QUICK.model_dump(), "key": {**QUICK.key.model_dump(), "origin": "station"}, "proof": {"contact": "station"}}
)


def contacted(record):
    return next(result for result in record.steps if result.step is Step.CONTACT)


def test_the_station_calls_as_the_device_and_the_platform_shows_it_connected(floor):
    record = floor.run(unit(), CALLING)
    assert record.outcome is Outcome.PASSED, record.failure
    assert contacted(record).facts["by"] == "station"
    assert contacted(record).facts["request"]
    [device] = floor.devices()
    assert device["identifier"] == SERIAL
    assert device["last_connected_at"]


def test_a_retry_after_the_platform_was_away_still_has_the_key(floor):
    device = unit()
    floor.platform.faults = Faults((Fault.INTERNAL,))
    assert floor.run(device, CALLING).failure.code == "CLD-UNREACHABLE"
    floor.platform.faults = Faults()
    record = floor.run(device, CALLING)
    assert record.outcome is Outcome.PASSED, record.failure
    assert floor.bench.held._keys == {}, "and lets it go once the device was let in"


def test_once_the_key_is_gone_the_unit_does_not_pass_unproven(floor):
    device = unit()
    assert floor.run(device, CALLING).outcome is Outcome.PASSED
    record = floor.run(device, CALLING)
    assert (record.outcome, record.failure.code) == (Outcome.ERROR, "CLD-CONTACT")
    assert "the station keeps none" in record.failure.message
    assert len(floor.certificates()) == 1


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"registration": {"mode": "owed"}}, "the platform knows no such unit yet"),
        ({"registration": {"mode": "none"}}, "the platform knows no such unit yet"),
        ({"key": {**QUICK.key.model_dump(), "origin": "device"}}, "the station never holds the key"),
        ({"proof": {"contact": "device"}}, "such a device cannot call the platform"),
        ({"proof": {"contact": "station", "device_api": "https://host;rm"}}, "pattern"),
    ],
)
def test_a_recipe_that_asks_for_a_call_that_cannot_be_made_is_refused(changes, words):
    with pytest.raises(ValueError, match=words):
        Recipe.model_validate({**CALLING.model_dump(), **changes})
