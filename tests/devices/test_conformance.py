"""Every driver with its simulator: the whole path, a second run, and every fault at every message."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from candidates import CANDIDATES
from kit import Candidate, Fault, Trouble, count_messages, places, provision, provision_again, strike
from simulated_lab import Issuer

from app.core.errors import AlreadyProvisioned, DeviceRefused, WrongModel
from app.core.recipe import Driver, Recipe

each = pytest.mark.parametrize("candidate", CANDIDATES, ids=lambda candidate: candidate.name)


@pytest.fixture(scope="module")
def issuer():
    return Issuer()


def test_every_family_is_met():
    assert {candidate.recipe.driver for candidate in CANDIDATES} == set(Driver)


@each
def test_the_whole_path_and_a_second_run(candidate: Candidate, issuer):
    unit, known = candidate.make(), {}
    with candidate.open(unit, candidate.patient, Trouble()) as device:
        chain = provision(device, candidate.patient, issuer, known)
        assert device.find_chain() == chain
    provision_again(candidate, unit, issuer, known)


@each
def test_a_blank_unit_is_looked_at_and_nothing_changes(candidate: Candidate):
    unit = candidate.make()
    before = candidate.kept(unit)
    with candidate.open(unit, candidate.patient, Trouble()) as device:
        identity = device.identify()
        identifier = candidate.recipe.require_product(identity)
        assert device.identify() == identity
        assert device.find_chain() is None
        assert device.find_request(identifier) is None
    assert candidate.kept(unit) == before


@each
def test_another_model_is_none_of_this_recipe(candidate: Candidate):
    accept = candidate.recipe.accept.model_copy(update={"model": "another"})
    with candidate.open(candidate.make(), candidate.patient, Trouble()) as device, pytest.raises(WrongModel):
        candidate.recipe.model_copy(update={"accept": accept}).require_product(device.identify())


@each
def test_a_unit_from_elsewhere_shows_its_certificate_or_is_refused(candidate: Candidate):
    unit = candidate.make()
    with candidate.open(unit, candidate.patient, Trouble()) as device:
        chain = provision(device, candidate.patient, Issuer(), {})
    with candidate.open(unit, candidate.patient, Trouble()) as device:
        device.identify()
        if candidate.recalls:
            assert device.find_chain() == chain
        else:
            with pytest.raises(AlreadyProvisioned):
                device.find_chain()


@each
def test_what_cannot_be_locked_says_so(candidate: Candidate):
    if "simulated" in candidate.name:
        return
    with candidate.open(candidate.make(), candidate.patient, Trouble()) as device, pytest.raises(DeviceRefused):
        device.lock()


@each
@pytest.mark.parametrize("fault", list(Fault), ids=lambda fault: fault.name.lower())
def test_every_fault_at_every_message(candidate: Candidate, fault, issuer):
    if fault not in candidate.faults:
        return
    messages = count_messages(candidate, issuer)
    assert messages > 8
    with ThreadPoolExecutor(8, thread_name_prefix="strike") as pool:
        wrong = [*pool.map(lambda at: strike(candidate, issuer, fault, at), places(messages))]
    assert [each for each in wrong if each] == []


@each
def test_a_recipe_that_asks_for_more_than_the_family_can_is_refused(candidate: Candidate):
    if "simulated" in candidate.name:
        return
    with pytest.raises(ValueError, match=r"lock\.enabled must be false"):
        Recipe.model_validate(candidate.recipe.model_dump() | {"lock": {"enabled": True}})
