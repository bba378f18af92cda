"""Every fault at every message of a run: the right error, and a retry that ends well with the same key."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from simulated_lab import ERRORS, IDENTIFIER, SLOW, CountingLink, ImpatientLink, Issuer, PatientLink, is_late, recipe, whole_run

from app.core.chain import key_fingerprint
from app.core.errors import Cancelled, DeviceError, DeviceGone, DeviceTimeout
from app.core.waiting import Stop
from app.devices.drivers.simulated import Simulated
from app.devices.drivers.simulated_words import Verb
from app.sandbox.behaviour import Behaviour, Fault, FaultKind
from app.sandbox.bench import SimulatedBench
from app.sandbox.unit import SimulatedUnit
from tests.patience import LATE, once

ASKED_AGAIN = {FaultKind.SILENCE, FaultKind.GARBAGE, FaultKind.ALTERED, FaultKind.SLOW}
"""What a hello survives: it is asked until the device has booted."""


@pytest.fixture(scope="module")
def issuer():
    return Issuer()


@pytest.fixture(scope="module")
def messages(issuer):
    """How many messages a whole run is."""
    with SimulatedBench(["1"]) as bench:
        link = CountingLink(bench.open_link(bench.plug("1", SimulatedUnit(IDENTIFIER)), Stop()))
        whole_run(link, issuer)
    assert 18 <= link.messages <= 30
    return link.messages


def strike(fault, issuer, failures):
    """One run into the fault, one after it; what is wrong goes into `failures`."""
    unit = SimulatedUnit(IDENTIFIER, behaviour=Behaviour(faults=(fault,)))
    with SimulatedBench(["1"]) as bench:
        bench.plug("1", unit)
        (port,) = bench.scan()
        made: list[str] = []
        survives = fault.at == 1 and fault.kind in ASKED_AGAIN
        link = bench.open_link(port, Stop())
        try:
            whole_run(ImpatientLink(link, fault.at) if is_late(fault) and not survives else link, issuer)
            caught = None
        except DeviceError as error:
            caught = error
        held = unit.key and key_fingerprint(unit.key.public_key())
        stored = unit.chain
        if isinstance(caught, ERRORS[fault.kind]) is survives or (survives and caught):
            failures.append((fault, caught))
        if fault.kind is FaultKind.GONE:
            if bench.scan():
                failures.append((fault, "still to be seen"))
            bench.plug("1", unit)
        whole_run(bench.open_link(port, Stop()), issuer, made=made)
        if held and made != [held]:
            failures.append((fault, "another key after the retry"))
        if stored and unit.chain != stored:
            failures.append((fault, "another certificate after the retry"))


AFTER_THE_WORK = [(FaultKind.GONE, True), (FaultKind.SILENCE, True)]


@pytest.mark.parametrize(("kind", "done"), [(kind, False) for kind in FaultKind] + AFTER_THE_WORK)
def test_once_at_every_message(kind, done, issuer, messages):
    failures: list[tuple[Fault, object]] = []
    with ThreadPoolExecutor(6) as pool:
        faults = [Fault(number, kind, times=1, done=done, seconds=SLOW) for number in range(1, messages + 1)]
        for _ in pool.map(lambda fault: strike(fault, issuer, failures), faults):
            pass
    assert failures == []


@pytest.mark.parametrize("kind", list(FaultKind))
def test_a_device_that_never_greets_well(kind, issuer):
    fault = Fault(Verb.HELLO, kind)
    unit = SimulatedUnit(IDENTIFIER, behaviour=Behaviour(faults=(fault,)))
    with SimulatedBench(["1"]) as bench:
        link = bench.open_link(bench.plug("1", unit), Stop())
        with pytest.raises(ERRORS[kind]):
            whole_run(link if is_late(fault) else PatientLink(link), issuer, wanted=recipe(link={"boot_seconds": 0.7}))


def test_a_device_that_falls_silent_is_waited_for_until_the_deadline_and_no_longer():
    unit = SimulatedUnit(IDENTIFIER, behaviour=Behaviour(faults=(Fault(Verb.IDENTIFY, FaultKind.SILENCE),)))
    with SimulatedBench(["1"]) as bench:
        link = bench.open_link(bench.plug("1", unit), Stop())
        begun = time.monotonic()
        with (
            Simulated(link, recipe(link={"answer_seconds": 0.4}), None, Stop()) as device,
            pytest.raises(DeviceTimeout, match=r"“identify” within 0\.4 seconds"),
        ):
            device.identify()
        assert 0.4 <= time.monotonic() - begun < LATE


@pytest.mark.parametrize("verb", list(Verb))
def test_a_person_stops_it_while_the_device_works(verb, issuer):
    stop = Stop()
    unit = SimulatedUnit(IDENTIFIER, behaviour=Behaviour(think={verb: 60.0}))
    with SimulatedBench(["1"]) as bench:
        link = bench.open_link(bench.plug("1", unit), stop)
        pressed: list[float] = []

        def press():
            pressed.append(time.monotonic())
            stop.set()

        timer = threading.Timer(0.15, press)
        timer.start()
        with pytest.raises(Cancelled):
            whole_run(link, issuer, stop)
        assert time.monotonic() - pressed[0] < LATE
        timer.join()
        begun = time.monotonic()
    assert time.monotonic() - begun < LATE, "a unit that works is unplugged at once"


def test_a_stop_is_heard_in_a_flood_of_noise():
    stop = Stop()
    unit = SimulatedUnit(IDENTIFIER, behaviour=Behaviour(faults=(Fault(Verb.HELLO, FaultKind.GARBAGE),)))
    with SimulatedBench(["1"]) as bench:
        device = Simulated(bench.open_link(bench.plug("1", unit), stop), recipe(), None, stop)
        timer = threading.Timer(0.2, stop.set)
        timer.start()
        begun = time.monotonic()
        with pytest.raises(Cancelled):
            device.identify()
        assert time.monotonic() - begun < LATE
        timer.join()


def test_unplugged_in_the_middle_it_keeps_what_it_had(issuer):
    unit = SimulatedUnit(IDENTIFIER, behaviour=Behaviour(think={Verb.SIGN: 60.0}))
    with SimulatedBench(["1", "2"]) as bench:
        link = bench.open_link(bench.plug("1", unit), Stop())
        pulled = threading.Thread(target=once, args=(lambda: unit.chain, bench.unplug, "1"))
        pulled.start()
        with pytest.raises(DeviceGone):
            whole_run(link, issuer)
        pulled.join()
        chain, held = unit.chain, key_fingerprint(unit.key.public_key())
        unit.behave(Behaviour())
        made: list[str] = []
        again = whole_run(bench.open_link(bench.plug("2", unit), Stop()), issuer, made=made)
        assert made == [held]
        assert again.leaf_pem + again.issuers_pem == chain
        assert unit.locked


def test_no_fault_leaves_a_thread(issuer):
    before = set(threading.enumerate())
    for kind in FaultKind:
        failures: list[tuple[Fault, object]] = []
        strike(Fault(Verb.MAKE_KEY, kind, times=1, seconds=SLOW), issuer, failures)
        assert failures == []
    assert set(threading.enumerate()) == before
