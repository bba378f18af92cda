"""A board that resets in the middle of its run is followed by its socket; another unit, or another socket, is never taken for it."""

import sys
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from itertools import count, product

import pytest

from app.core.device import Port, PortKind
from app.core.errors import PortBusy
from app.core.recipe import Recipe
from app.core.run import Finished, Outcome, Step, StepPassed
from app.core.waiting import Stop
from app.devices.drivers.simulated import Simulated
from app.devices.drivers.simulated_words import Verb
from app.devices.following import following
from app.devices.links.serial import open_serial
from app.provisioning.line import Line
from app.provisioning.progress import Plugged, Unplugged
from app.sandbox.behaviour import Behaviour, Fault, FaultKind
from app.sandbox.terminal import UnitOnPty
from app.sandbox.unit import SimulatedUnit
from tests.patience import PATIENCE, patient
from tests.provisioning.floor import LOCKING
from tests.provisioning.test_line import Told

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")

APP, LOADER = (0x2FE3, 0x0100), (0x2FE3, 0x00B0)
SERIAL = "0042-1187"


def recipe(seconds=PATIENCE):
    detect = {"kind": "serial", "vid": APP[0], "pid": APP[1], "also": [{"vid": LOADER[0], "pid": LOADER[1]}], "reset_seconds": seconds}
    return Recipe.model_validate({**patient(LOCKING, PATIENCE).model_dump(), "detect": detect})


class Bus:
    """Sockets with units on terminals; each gets another name, as a port does after a reset."""

    def __init__(self, folder, opened) -> None:
        self._folder = folder
        self._opened = opened
        self._names = count()
        self.there = {}
        self.opens = []
        self.story = []
        """What happens, one after the other, when somebody looks and sees no board that works."""

    def plug(self, socket, unit, *, serial="", shape=APP):
        """Plug a unit in; what its descriptor says its serial number is is `serial`."""
        if (old := self.there.pop(socket, None)) is not None:
            old[0].close()
        place = self._opened.enter_context(UnitOnPty(unit, self._folder, f"ttyUSB{next(self._names)}"))
        self.there[socket] = (place, Port(PortKind.SERIAL, str(place.path), socket, *shape, serial=serial))
        return self.there[socket][1]

    def scan(self):
        if self.story and not any(place.plugged and port.pid == APP[1] for place, port in self.there.values()):
            self.story.pop(0)()
        return frozenset(port for place, port in self.there.values() if place.plugged)

    def open(self, port, recipe, stop):
        self.opens.append(port)
        return Simulated(open_serial(port.address, 115_200, stop), recipe, None, stop)


@pytest.fixture
def bus(floor, tmp_path):
    with ExitStack() as opened:
        bus = Bus(tmp_path, opened)
        floor.bench = replace(floor.bench, open=following(bus.open, bus))
        yield bus


def resetting(verb, *, done=False, serial=SERIAL):
    """A unit that resets once at this message: before its work, or after it."""
    return SimulatedUnit(serial, behaviour=Behaviour(faults=(Fault(verb, FaultKind.GONE, times=1, done=done),)))


RESETS = [
    *((Verb.HELLO, False), (Verb.IDENTIFY, False), (Verb.MAKE_KEY, False), (Verb.MAKE_KEY, True), (Verb.REQUEST, False), (Verb.PUT, True)),
    *((Verb.COMMIT, False), (Verb.COMMIT, True), (Verb.GET, False), (Verb.SIGN, False), (Verb.LOCK, False), (Verb.LOCK, True)),
]


def test_wherever_it_resets_its_run_goes_on_under_the_new_name_of_its_port(floor, bus):
    for number, (verb, done) in enumerate(RESETS):
        unit = resetting(verb, done=done, serial=f"0042-{number:04}")
        port = bus.plug("1-4", unit)
        bus.story = [partial(bus.plug, "1-4", unit)]
        bus.opens.clear()
        record = floor.provision(port, recipe())
        where = f"{verb}, {'after' if done else 'before'} its work"
        assert record.outcome is Outcome.PASSED, f"{where}: {record.failure}"
        assert [opened.socket for opened in bus.opens] == ["1-4", "1-4"], where
        assert bus.opens[0].address != bus.opens[1].address, where
        assert unit.locked, where
        assert unit.chain.startswith(record.chain.leaf_pem), where
        assert len(floor.ledger.list_issued(unit.serial, "")) == 1, f"{where}: one key, one certificate"
    assert len(floor.devices()) == len(RESETS)


def test_a_boot_loader_in_between_is_waited_for_and_not_spoken_to(floor, bus):
    unit = resetting(Verb.COMMIT, done=True)
    port = bus.plug("1-4", unit, serial="A1")
    bus.story = [lambda: bus.plug("1-4", unit, shape=LOADER), lambda: bus.plug("1-4", unit, serial="A1")]
    assert floor.provision(port, recipe()).outcome is Outcome.PASSED
    assert [(opened.vid, opened.pid) for opened in bus.opens] == [APP, APP]


def test_another_one_that_answers_after_the_reset_gets_nothing_and_is_told_nowhere(floor, bus):
    for verb, model, serial in product((Verb.MAKE_KEY, Verb.COMMIT, Verb.SIGN), ("gateway", "sensor"), ("0042-9999", SERIAL)):
        if (model, serial) == ("gateway", SERIAL):
            continue  # that would be the same unit
        other = SimulatedUnit(serial, model=model)
        port = bus.plug("1-4", resetting(verb))
        bus.story = [partial(bus.plug, "1-4", other)]
        record = floor.provision(port, recipe())
        assert (record.outcome, record.failure.code) == (Outcome.FAILED, "DEV-CHANGED"), (verb, model, serial)
        assert f"{model} {serial}" in record.failure.message
        assert Step.LOCK not in [result.step for result in record.steps]
        assert (other.key, other.chain, other.locked) == (None, b"", False), (verb, model, serial)
        assert floor.devices() == []


def test_a_descriptor_with_another_serial_number_is_not_even_opened(floor, bus):
    port = bus.plug("1-4", resetting(Verb.MAKE_KEY), serial="A1")
    bus.story = [lambda: bus.plug("1-4", SimulatedUnit(SERIAL), serial="A2")]
    record = floor.provision(port, recipe())
    assert (record.outcome, record.failure.code) == (Outcome.FAILED, "DEV-CHANGED")
    assert len(bus.opens) == 1


def test_another_socket_is_never_taken_and_the_deadline_ends_in_words(floor, bus):
    unit = resetting(Verb.MAKE_KEY)
    port = bus.plug("1-4", unit, serial="A1")
    bus.story = [lambda: bus.plug("1-5", unit, serial="A1")]
    record = floor.provision(port, recipe(0.5))
    assert (record.outcome, record.failure.code) == (Outcome.FAILED, "DEV-GONE")
    assert "did not come back to its socket within 0.5 seconds" in record.failure.message
    assert (len(bus.opens), unit.key) == (1, None)


def test_a_board_that_does_not_hold_is_not_tried_for_ever(floor, bus):
    unit = SimulatedUnit(SERIAL, behaviour=Behaviour(faults=(Fault(Verb.MAKE_KEY, FaultKind.GONE),)))
    port = bus.plug("1-4", unit)
    bus.story = [lambda: bus.plug("1-4", unit)] * 5
    record = floor.provision(port, recipe())
    assert (record.outcome, record.failure.code) == (Outcome.FAILED, "DEV-GONE")
    assert len(bus.opens) == 2


def test_a_recipe_that_knows_of_no_reset_follows_none(floor, bus):
    unit = resetting(Verb.MAKE_KEY)
    port = bus.plug("1-4", unit)
    bus.story = [lambda: bus.plug("1-4", unit)]
    record = floor.provision(port, recipe(0))
    assert (record.outcome, record.failure.code) == (Outcome.FAILED, "DEV-GONE")
    assert len(bus.opens) == 1


def test_a_new_port_that_another_program_holds_is_our_error(floor, bus):
    unit = resetting(Verb.MAKE_KEY)
    port = bus.plug("1-4", unit)
    bus.story = [lambda: bus.plug("1-4", unit)]

    def held(port, recipe, stop):
        if bus.opens:
            raise PortBusy(f"The port {port.address} is in use by another program, or may not be opened.")
        return bus.open(port, recipe, stop)

    floor.bench = replace(floor.bench, open=following(held, bus))
    record = floor.provision(port, recipe(0.5))
    assert (record.outcome, record.failure.code) == (Outcome.ERROR, "DEV-BUSY")


def test_a_stop_is_heard_while_it_is_waited_for(floor, bus):
    stop = Stop()
    port = bus.plug("1-4", resetting(Verb.MAKE_KEY))
    bus.story = [stop.set]
    assert floor.provision(port, recipe(), stop=stop).outcome is Outcome.ABORTED


def test_a_session_that_a_reset_leaves_open_is_asked_again_before_it_is_proven(floor, bus):
    """As behind a USB bridge that stays: no port goes away, the device behind it is another one."""
    unit = SimulatedUnit(SERIAL)
    port = bus.plug("1-4", unit)

    class Hand(list):
        """Swaps the unit as soon as it hears that INJECT has passed."""

        def append(self, event):
            if isinstance(event, StepPassed) and event.result.step is Step.INJECT:
                unit.serial = "0042-9999"
            super().append(event)

    floor.events = Hand()
    record = floor.provision(port, recipe(0))
    assert (record.outcome, record.failure.code) == (Outcome.FAILED, "DEV-CHANGED")
    assert not unit.locked
    assert floor.devices() == []


def test_the_tray_keeps_its_run(floor, bus):
    unit, told = resetting(Verb.COMMIT, done=True), Told(1)
    port = bus.plug("1-4", unit, serial="A1")
    wanted = recipe()
    line = Line(floor.bench, floor.ledger, lambda seen: wanted if wanted.detect.matches(seen) else None, told, trays=1, autostart=True)

    def seen_gone():
        line.see(frozenset())

    def seen_as_loader():
        line.see(frozenset({bus.plug("1-4", unit, shape=LOADER)}))

    def seen_again():
        line.see(frozenset())
        line.see(frozenset({bus.plug("1-4", unit, serial="A1")}))

    bus.story = [seen_gone, seen_as_loader, seen_again]
    try:
        line.see(frozenset({port}))
        _, event = told.until(Finished)
        assert event.record.outcome is Outcome.PASSED, event.record.failure
        assert [type(event) for _, event in told.all if isinstance(event, Plugged | Unplugged)] == [Plugged]
        assert told.events.empty(), "no second run began"
        line.see(frozenset())
        assert line.start(1) is None, "it resets once more, and is waited for"
    finally:
        line.close()
