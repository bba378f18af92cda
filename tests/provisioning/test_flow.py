"""The key table: every step and every fault, what is told, what the ledger holds, and that nothing irreversible followed."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.core.errors import StoreFull
from app.core.recipe import Recipe
from app.core.run import Finished, Outcome, ReceiptState, RunStarted, Step, StepFailed, StepPassed, StepStarted
from app.core.waiting import Stop
from app.devices.drivers.simulated_words import Verb
from app.sandbox.behaviour import Behaviour, Fault, FaultKind, Lie
from app.sandbox.faults import Fault as CloudFault
from app.sandbox.faults import Faults
from app.sandbox.unit import SimulatedUnit
from app.store import RunQuery
from tests.provisioning.floor import LOCKING, QUICK

SERIAL = "0042-1187"

STEP_OF = {
    Verb.HELLO: Step.IDENTIFY,
    Verb.IDENTIFY: Step.IDENTIFY,
    Verb.MAKE_KEY: Step.KEY,
    Verb.PUT: Step.INJECT,
    Verb.COMMIT: Step.INJECT,
    Verb.SIGN: Step.PROVE,
    Verb.LOCK: Step.LOCK,
}
CODE_OF = {
    FaultKind.GONE: {"DEV-GONE", "DEV-NO-PORT"},
    FaultKind.SILENCE: {"DEV-TIMEOUT"},
    FaultKind.GARBAGE: {"DEV-TIMEOUT", "DEV-GARBLED"},
    FaultKind.REFUSAL: {"DEV-REFUSED", "DEV-GARBLED"},
    FaultKind.ALTERED: {"DEV-TIMEOUT", "DEV-GARBLED"},
}


def unit(*faults, lies=(), serial=SERIAL, **about):
    device = SimulatedUnit(serial, chip="c0ffee", **about)
    device.behave(Behaviour(faults=faults, lies=frozenset(lies)))
    return device


def steps_told(floor):
    return [event.step for event in floor.events if isinstance(event, StepStarted)]


def check_ledger(floor, record):
    """The ledger holds the whole run as it was told, and its chain adds up."""
    kept = floor.ledger.get_run(record.start.run)
    assert kept.outcome is record.outcome
    assert kept.failure == record.failure
    assert [(result.step, result.failure) for result in kept.steps] == [(result.step, result.failure) for result in record.steps]
    floor.ledger.verify()


def test_a_good_unit_passes_and_everything_is_told_and_kept(floor):
    device = unit()
    record = floor.run(device, LOCKING, scan=SERIAL)
    assert record.outcome is Outcome.PASSED
    assert record.failure is None
    assert record.identifier == SERIAL
    assert [result.step for result in record.steps] == list(LOCKING.steps)
    assert isinstance(floor.events[0], RunStarted)
    assert isinstance(floor.events[-1], Finished)
    assert steps_told(floor) == list(LOCKING.steps)
    assert sum(isinstance(event, StepPassed) for event in floor.events) == len(LOCKING.steps)
    assert record.receipt.state is ReceiptState.REGISTERED
    assert record.receipt.created
    assert [device["identifier"] for device in floor.devices()] == [SERIAL]
    assert [certificate["serial"] for certificate in floor.certificates()] == [str(record.chain.leaf.serial_number)]
    assert device.locked
    check_ledger(floor, record)


def test_the_same_unit_again_signs_nothing_and_registers_nothing(floor):
    device = unit()
    first, second = floor.run(device), floor.run(device)
    assert second.outcome is Outcome.PASSED
    assert second.chain == first.chain
    assert next(result for result in second.steps if result.step is Step.ISSUE).facts["reused"] == "yes"
    assert not second.receipt.created
    assert len(floor.devices()) == 1
    assert len(floor.certificates()) == 1
    check_ledger(floor, second)


@pytest.mark.parametrize("kind", [FaultKind.GONE, FaultKind.SILENCE, FaultKind.GARBAGE, FaultKind.REFUSAL, FaultKind.ALTERED])
@pytest.mark.parametrize("verb", list(STEP_OF))
def test_a_device_fault_at_any_verb(floor, verb, kind):
    device = unit(Fault(verb, kind))
    record = floor.run(device, LOCKING)
    assert record.outcome is Outcome.FAILED
    assert record.failure.code in CODE_OF[kind]
    assert record.failure.advice
    assert steps_told(floor)[-1] is STEP_OF[verb]
    failed = [event for event in floor.events if isinstance(event, StepFailed)]
    assert [event.result.step for event in failed] == [STEP_OF[verb]]
    assert floor.devices() == [], "nothing that did not prove itself is registered"
    check_ledger(floor, record)
    device.behave(Behaviour())
    again = floor.run(device, LOCKING)
    assert again.outcome is Outcome.PASSED, again.failure
    assert record.chain in (None, again.chain), "a retry with the same key gets the same certificate"
    assert len(floor.certificates()) == 1


@pytest.mark.parametrize(
    ("lie", "code", "step"),
    [
        (Lie.OTHER_NAME, "PKI-CSR", Step.ISSUE),
        (Lie.UNSIGNED_REQUEST, "PKI-CSR", Step.ISSUE),
        (Lie.WEAK_KEY, "PKI-CSR", Step.ISSUE),
        (Lie.WRONG_SIGNATURE, "PKI-PROOF", Step.PROVE),
        (Lie.ALTERED_CHAIN, "PKI-PROOF", Step.PROVE),
        (Lie.FORGETFUL, None, Step.PROVE),
    ],
)
def test_a_device_that_lies_fails_and_is_not_registered(floor, lie, code, step):
    record = floor.run(unit(lies=[lie]))
    assert record.outcome is Outcome.FAILED
    assert code is None or record.failure.code == code
    assert record.steps[-1].step is step
    assert floor.devices() == []
    check_ledger(floor, record)


def test_a_wrong_label_stops_before_any_key_is_made(floor):
    device = unit()
    record = floor.run(device, scan="0042-9999")
    assert (record.outcome, record.failure.code) == (Outcome.FAILED, "ADM-LABEL")
    assert "0042-9999" in record.failure.message
    assert SERIAL in record.failure.message
    assert device.key is None


def test_another_model_stops_before_any_key_is_made(floor):
    device = unit(model="toaster")
    record = floor.run(device)
    assert (record.outcome, record.failure.code) == (Outcome.FAILED, "DEV-MODEL")
    assert device.key is None


def test_a_unit_provisioned_elsewhere_is_left_as_it_is(floor):
    device = unit()
    device.preprovision_elsewhere()
    before = device.chain
    record = floor.run(device)
    assert (record.outcome, record.failure.code) == (Outcome.FAILED, "DEV-PROVISIONED")
    assert device.chain == before


def test_a_second_unit_with_the_same_serial_number_is_refused(floor):
    floor.run(unit())
    twin = SimulatedUnit(SERIAL, chip="another-chip")
    record = floor.run(twin)
    assert (record.outcome, record.failure.code) == (Outcome.FAILED, "ADM-DUPLICATE")
    assert twin.key is None


def test_a_clock_before_the_program_is_an_error_of_ours(floor):
    floor.clock.now -= timedelta(days=3650)
    device = unit()
    record = floor.run(device)
    assert record.outcome is Outcome.ERROR
    assert record.failure.code in ("ADM-CLOCK", "PKI-CA-EXPIRED")
    assert device.key is None


def test_an_expired_ca_is_found_before_any_key_is_made(floor):
    floor.clock.now += timedelta(days=365 * 11)
    device = unit()
    record = floor.run(device)
    assert (record.outcome, record.failure.code) == (Outcome.ERROR, "PKI-CA-EXPIRED")
    assert device.key is None


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (CloudFault.INTERNAL, "CLD-UNREACHABLE"),
        (CloudFault.CUT_BEFORE, "CLD-UNREACHABLE"),
        (CloudFault.STALL, "CLD-UNREACHABLE"),
        (CloudFault.THROTTLED, "CLD-THROTTLED"),
        (CloudFault.NOT_JSON, "CLD-ANSWER"),
        (CloudFault.WRONG_SHAPE, "CLD-ANSWER"),
        (CloudFault.FIELDS, "CLD-REFUSED"),
        (CloudFault.DETAIL, "CLD-REFUSED"),
        (CloudFault.CODES, "CLD-REFUSED"),
        (CloudFault.FORBIDDEN, "CLD-DENIED"),
        (CloudFault.UNAUTHORIZED, "CLD-DENIED"),
    ],
)
def test_a_platform_that_fails_is_an_error_and_a_retry_registers_once(floor, fault, code):
    floor.platform.faults = Faults(kinds=(fault,))
    device = unit()
    record = floor.run(device)
    assert (record.outcome, record.failure.code) == (Outcome.ERROR, code)
    assert record.steps[-1].step is Step.REGISTER
    check_ledger(floor, record)
    floor.platform.faults = Faults()
    again = floor.run(device)
    assert again.outcome is Outcome.PASSED
    assert again.chain == record.chain
    assert len(floor.devices()) == len(floor.certificates()) == 1


def test_an_answer_lost_after_the_work_was_done_is_found(floor):
    floor.platform.faults = Faults(kinds=(CloudFault.CUT_AFTER,), method="POST", times=2)
    record = floor.run(unit())
    assert record.outcome is Outcome.PASSED
    assert len(floor.devices()) == len(floor.certificates()) == 1


@pytest.mark.parametrize("verb", [Verb.IDENTIFY, Verb.MAKE_KEY, Verb.SIGN])
def test_a_stop_ends_the_run_as_aborted(floor, verb):
    stop = Stop()
    device = unit(Fault(verb, FaultKind.SLOW, seconds=0.5))

    class Listener(list):
        def append(self, event):
            super().append(event)
            if isinstance(event, StepStarted) and event.step is STEP_OF[verb]:
                stop.set()

    floor.events = Listener()
    record = floor.run(device, stop=stop)
    assert (record.outcome, record.failure.code) == (Outcome.ABORTED, "RUN-ABORTED")
    assert steps_told(floor)[-1] is STEP_OF[verb]
    check_ledger(floor, record)
    assert floor.devices() == []


def test_a_stop_is_not_heard_once_the_device_is_being_locked(floor):
    stop = Stop()

    class Listener(list):
        def append(self, event):
            super().append(event)
            if isinstance(event, StepPassed) and event.result.step is Step.LOCK:
                stop.set()

    floor.events = Listener()
    record = floor.run(unit(), LOCKING, stop=stop)
    assert Step.LOCK in [result.step for result in record.steps]
    assert record.outcome in (Outcome.PASSED, Outcome.ABORTED)
    if record.outcome is Outcome.ABORTED:
        assert record.steps[-1].step is Step.REGISTER


def test_a_key_made_by_the_station_is_injected_and_proven(floor):
    recipe = Recipe.model_validate({**QUICK.model_dump(), "key": {**QUICK.key.model_dump(), "origin": "station"}})
    device = unit()
    record = floor.run(device, recipe)
    assert record.outcome is Outcome.PASSED, record.failure
    again = floor.run(device, recipe)
    assert again.chain == record.chain
    secret = device.key.private_numbers().private_value.to_bytes(32, "big")
    for file in floor.folder.rglob("*"):
        content = file.read_bytes() if file.is_file() else b""
        assert secret not in content, f"the device's key is in {file}"
        assert secret.hex().encode() not in content.lower()
        assert b"PRIVATE KEY" not in content


@pytest.mark.errors_expected
def test_a_ledger_that_cannot_note_the_end_lets_nothing_pass(floor):
    real = floor.ledger

    class FullDisk:
        def __getattr__(self, name: str) -> object:
            return getattr(real, name)

        def finish(self, _record, _owing, _label):
            raise StoreFull("The disk is full.")

    floor.ledger = FullDisk()
    record = floor.run(unit())
    assert (record.outcome, record.failure.code) == (Outcome.ERROR, "STO-FULL")
    floor.ledger = real
    assert real.close_interrupted(record.ended) == [record.start.run]
    assert real.list_runs(RunQuery())[0].code == "RUN-INTERRUPTED"


@pytest.mark.errors_expected
def test_a_bug_ends_the_run_as_an_error_with_a_complete_ledger(floor):
    class Broken:
        chain = ()

        def require_ready(self, _recipe):
            pass

        def issue(self, *_):
            raise ZeroDivisionError

    floor.bench = replace(floor.bench, authority=Broken())
    record = floor.run(unit())
    assert (record.outcome, record.failure.code) == (Outcome.ERROR, "BUG")
    check_ledger(floor, record)
