"""A unit that comes back: a new certificate for its old or a new key, and the old one gone only after the new one is proven."""

import pytest
from floor import QUICK, Floor

from app.core.chain import key_fingerprint
from app.core.recipe import Recipe
from app.core.revocation import Reason
from app.core.run import Outcome, Record, Step
from app.core.waiting import Stop
from app.provisioning.rotation import settle_removals
from app.sandbox.behaviour import Behaviour, Lie
from app.sandbox.faults import Fault, Faults
from app.sandbox.unit import SimulatedUnit

ANOTHER_KEY = Recipe.model_validate({**QUICK.model_dump(), "rotation": {"key": "new"}})
WHY = "returned from the field"


def facts(record: Record, step: Step) -> dict[str, str]:
    return next(dict(result.facts) for result in record.steps if result.step is step)


def serials(floor: Floor) -> set[int]:
    """Of the certificates that the platform has."""
    return {int(certificate["serial"]) for certificate in floor.certificates()}


def key_of(record: Record) -> str:
    assert record.chain is not None
    return key_fingerprint(record.chain.leaf.public_key())


@pytest.mark.parametrize(("recipe", "same"), [(QUICK, True), (ANOTHER_KEY, False)])
def test_a_new_certificate_takes_the_place_of_the_old_one(floor: Floor, recipe: Recipe, same: bool):
    unit = SimulatedUnit("0042-1187", chip="c0ffee")
    old = floor.run(unit, recipe)
    new = floor.run(unit, recipe, rotation=WHY)
    assert (old.outcome, new.outcome) == (Outcome.PASSED, Outcome.PASSED), new.failure
    assert old.chain.serial != new.chain.serial
    assert (key_of(old) == key_of(new)) is same
    assert serials(floor) == {new.chain.leaf.serial_number}
    assert len(floor.devices()) == 1
    assert [result.step for result in new.steps] == list(new.start.steps) == [*recipe.steps, Step.RETIRE]
    assert facts(new, Step.ADMIT)["rotation"] == WHY
    assert facts(new, Step.RETIRE) == {"replaced": old.chain.serial}
    revoked = floor.ledger.authorities.find_revocation(old.chain.fingerprint)
    assert (revoked.reason, revoked.note) == (Reason.SUPERSEDED, WHY)
    assert floor.ledger.authorities.find_revocation(new.chain.fingerprint) is None
    assert floor.ledger.authorities.list_owed_removals() == []
    floor.ledger.verify()
    assert floor.ledger.get_run(new.start.run) == new


def test_a_plain_run_afterwards_finds_the_new_one_and_rotates_nothing(floor: Floor):
    unit = SimulatedUnit("0042-1187", chip="c0ffee")
    floor.run(unit)
    new = floor.run(unit, rotation=WHY)
    again = floor.run(unit)
    assert (again.outcome, again.chain) == (Outcome.PASSED, new.chain)
    third = floor.run(unit, rotation="once more")
    assert (third.outcome, serials(floor)) == (Outcome.PASSED, {third.chain.leaf.serial_number})


def test_a_unit_that_never_passed_has_nothing_to_rotate(floor: Floor):
    record = floor.run(SimulatedUnit("0042-1187", chip="c0ffee"), rotation=WHY)
    assert (record.outcome, record.failure.code) == (Outcome.ERROR, "ADM-ROTATION")
    assert record.steps[-1].step is Step.ADMIT


def test_a_revoked_unit_gets_another_only_by_a_rotation(floor: Floor):
    unit = SimulatedUnit("0042-1187", chip="c0ffee")
    old = floor.run(unit)
    floor.ledger.authorities.revoke(old.chain.fingerprint, Reason.CESSATION_OF_OPERATION)
    plain = floor.run(unit)
    assert (plain.failure.code, plain.steps[-1].step) == ("ADM-REVOKED", Step.ADMIT)
    new = floor.run(unit, rotation=WHY)
    assert new.outcome is Outcome.PASSED
    assert serials(floor) == {new.chain.leaf.serial_number}


def test_a_compromised_key_needs_another_key(floor: Floor):
    unit = SimulatedUnit("0042-1187", chip="c0ffee")
    old = floor.run(unit)
    floor.ledger.authorities.revoke(old.chain.fingerprint, Reason.KEY_COMPROMISE)
    refused = floor.run(unit, rotation=WHY)
    assert (refused.outcome, refused.failure.code) == (Outcome.FAILED, "PKI-COMPROMISED")
    assert serials(floor) == {old.chain.leaf.serial_number}, "nothing goes before something else is proven"
    new = floor.run(unit, ANOTHER_KEY, rotation=WHY)
    assert (new.outcome, serials(floor)) == (Outcome.PASSED, {new.chain.leaf.serial_number})


def test_nothing_goes_before_the_new_one_is_proven_and_the_retry_goes_on(floor: Floor):
    unit = SimulatedUnit("0042-1187", chip="c0ffee")
    old = floor.run(unit, ANOTHER_KEY)
    unit.behave(Behaviour(lies=frozenset({Lie.WRONG_SIGNATURE})))
    broken = floor.run(unit, ANOTHER_KEY, rotation=WHY)
    assert (broken.outcome, broken.steps[-1].step) == (Outcome.FAILED, Step.PROVE)
    assert serials(floor) == {old.chain.leaf.serial_number}
    assert floor.ledger.authorities.find_revocation(old.chain.fingerprint) is None
    unit.behave(Behaviour())
    retried = floor.run(unit, ANOTHER_KEY, rotation=WHY)
    assert retried.outcome is Outcome.PASSED
    assert retried.chain == broken.chain, "the retry finds the key and the certificate that were made"
    assert serials(floor) == {retried.chain.leaf.serial_number}


@pytest.mark.parametrize(("recipe", "code"), [(QUICK, ""), (ANOTHER_KEY, "ADM-ROTATING")], ids=["same-key", "new-key"])
def test_a_plain_run_never_ends_what_a_rotation_began(floor: Floor, recipe: Recipe, code: str):
    unit = SimulatedUnit("0042-1187", chip="c0ffee")
    old = floor.run(unit, recipe)
    unit.behave(Behaviour(lies=frozenset({Lie.WRONG_SIGNATURE})))
    floor.run(unit, recipe, rotation=WHY)
    unit.behave(Behaviour())
    plain = floor.run(unit, recipe)
    if code:
        assert (plain.outcome, plain.failure.code, plain.steps[-1].step) == (Outcome.FAILED, code, Step.ISSUE)
    else:
        assert (plain.outcome, plain.chain) == (Outcome.PASSED, old.chain), "its key is the same: it gets back what the platform knows"
    assert serials(floor) == {old.chain.leaf.serial_number}
    new = floor.run(unit, recipe, rotation=WHY)
    assert (new.outcome, serials(floor)) == (Outcome.PASSED, {new.chain.leaf.serial_number})


def test_what_the_platform_does_not_remove_is_owed_told_and_settled_later(floor: Floor):
    unit = SimulatedUnit("0042-1187", chip="c0ffee")
    old = floor.run(unit)
    floor.platform.faults = Faults(kinds=(Fault.INTERNAL,), method="DELETE")
    new = floor.run(unit, rotation=WHY)
    assert new.outcome is Outcome.PASSED, new.failure
    assert "owed" in facts(new, Step.RETIRE)
    (owed,) = floor.ledger.authorities.list_owed_removals()
    assert (owed.serial, owed.reason, bool(owed.problem)) == (old.chain.serial, WHY, True)
    assert serials(floor) == {old.chain.leaf.serial_number, new.chain.leaf.serial_number}
    floor.platform.faults = Faults()
    assert settle_removals(floor.bench.rotations.identities, floor.ledger.authorities, Stop()) == 1
    assert serials(floor) == {new.chain.leaf.serial_number}
    assert floor.ledger.authorities.list_owed_removals() == []
    floor.ledger.verify()


def test_a_recipe_that_registers_nothing_rotates_without_the_platform(floor: Floor):
    local = Recipe.model_validate({**QUICK.model_dump(), "registration": {"mode": "none"}})
    unit = SimulatedUnit("0042-1187", chip="c0ffee")
    old = floor.run(unit, local)
    new = floor.run(unit, local, rotation=WHY)
    assert new.outcome is Outcome.PASSED
    assert facts(new, Step.RETIRE) == {"replaced": old.chain.serial}
    assert floor.ledger.authorities.find_revocation(old.chain.fingerprint) is not None
    assert floor.devices() == []
