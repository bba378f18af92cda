"""The line: who runs where, what a scan starts, and what is refused aloud."""

import queue

import pytest

from app.core.device import Port, PortKind
from app.core.people import Override, Right
from app.core.revocation import Reason
from app.core.run import Finished, Outcome, Step, StepStarted
from app.devices.drivers.simulated_words import Verb
from app.provisioning.line import STATION, Line
from app.provisioning.people import NOBODY
from app.provisioning.progress import Plugged, Refused, TrayState, Unplugged, advance
from app.provisioning.progress import Progress as Tray
from app.provisioning.watch import Watch
from app.sandbox.behaviour import Behaviour, Fault, FaultKind
from app.sandbox.unit import SimulatedUnit
from tests.provisioning.floor import QUICK


class Told:
    """Everything the line told, by tray; and the trays as a window would show them."""

    def __init__(self, trays: int) -> None:
        self.events = queue.SimpleQueue()
        self.all = []
        self.shown = {number: Tray(number) for number in range(1, trays + 1)}

    def __call__(self, tray, event) -> None:
        self.events.put((tray, event))

    def until(self, kind, tray=None):
        """The next event of a kind (on a tray); everything before it is taken note of."""
        while True:
            number, event = self.events.get(timeout=20)
            self.all.append((number, event))
            if number in self.shown:
                self.shown[number] = advance(self.shown[number], event)
            if isinstance(event, kind) and tray in (None, number):
                return number, event


@pytest.fixture
def told():
    return Told(2)


@pytest.fixture
def line(floor, told):
    line = Line(floor.bench, floor.ledger, lambda port: QUICK if QUICK.detect.matches(port) else None, told, trays=2)
    yield line
    line.close()


def see(floor, line):
    line.see(floor.sockets.scan())


def test_a_unit_that_only_a_rotation_helps_gets_one_where_that_is_allowed_with_a_reason(floor, told, line):
    floor.sockets.plug("1-1", SimulatedUnit("0042-1187"))
    see(floor, line)
    told.until(Plugged)
    old = line.start(1).result(20)
    floor.ledger.authorities.revoke(old.chain.fingerprint, Reason.CESSATION_OF_OPERATION)
    assert (line.needs(1), line.rotates(1)) == (Right.REWORK, False), "it is done, as far as the tray knows"
    refused = line.start(1).result(20)
    assert (refused.failure.code, line.needs(1), line.rotates(1)) == ("ADM-REVOKED", Right.REWORK, True)
    new = line.start(1, rework=Override(NOBODY, NOBODY, "returned")).result(20)
    assert (new.outcome, new.chain.serial != old.chain.serial) == (Outcome.PASSED, True), new.failure
    admit = next(result for result in new.steps if result.step is Step.ADMIT)
    assert (admit.facts["rotation"], new.steps[-1].step) == ("returned", Step.RETIRE)


def test_what_was_allowed_for_one_unit_is_not_done_to_another_in_its_place(floor, told, line):
    other = floor.run(SimulatedUnit("0042-1188"))
    unit = SimulatedUnit("0042-1187")
    floor.sockets.plug("1-1", unit)
    see(floor, line)
    told.until(Plugged)
    old = line.start(1).result(20)
    floor.ledger.authorities.revoke(old.chain.fingerprint, Reason.CESSATION_OF_OPERATION)
    line.start(1).result(20)
    unit.serial, unit.chip = other.identity.serial, other.identity.chip  # behind the same adapter: nothing was unplugged
    swapped = line.start(1, rework=Override(NOBODY, NOBODY, "returned")).result(20)
    assert (swapped.failure.code, swapped.steps[-1].step) == ("DEV-CHANGED", Step.IDENTIFY)
    assert floor.ledger.find_unit("0042-1188").fingerprint == other.chain.fingerprint, "it keeps the certificate it has"


def test_a_plugged_unit_waits_runs_passes_and_leaves(floor, told, line):
    floor.sockets.plug("1-1", SimulatedUnit("0042-1187"))
    see(floor, line)
    told.until(Plugged)
    assert told.shown[1].state is TrayState.READY
    assert line.start(1) is not None
    told.until(Finished)
    assert told.shown[1].state is TrayState.PASSED
    assert told.shown[1].identifier == "0042-1187"
    floor.sockets.unplug("1-1")
    see(floor, line)
    told.until(Unplugged)
    assert told.shown[1].state is TrayState.EMPTY


def test_a_scan_goes_to_the_tray_with_that_serial_number(floor, told, line):
    for socket, serial in (("1-1", "0042-0001"), ("1-2", "0042-0002")):
        floor.sockets.plug(socket, SimulatedUnit(serial))
    see(floor, line)
    assert line.scan("0042-0002") == 2
    _, event = told.until(Finished)
    assert event.record.start.scan == "0042-0002"
    assert event.record.outcome is Outcome.PASSED


def test_a_wrong_label_goes_to_the_next_waiting_tray_and_fails_there(floor, told, line):
    floor.sockets.plug("1-1", SimulatedUnit("0042-0001"))
    see(floor, line)
    assert line.scan("0042-9999") == 1
    _, event = told.until(Finished)
    assert event.record.failure.code == "ADM-LABEL"


def test_the_right_label_behind_a_wrong_one_goes_to_the_same_tray(floor, told, line):
    for socket, serial in (("1-1", "0042-0001"), ("1-2", "0042-0002")):
        floor.sockets.plug(socket, SimulatedUnit(serial))
    see(floor, line)
    assert line.start(1, "0042-9999").result(20).failure.code == "ADM-LABEL"
    assert line.scan("0042-0001") == 1
    assert told.until(Finished, 1)[1].record.failure.code == "ADM-LABEL"
    _, event = told.until(Finished, 1)
    assert (event.record.outcome, event.record.start.scan) == (Outcome.PASSED, "0042-0001")
    assert line.list_waiting() == [2]


def test_a_scan_that_nobody_waits_for_is_refused_aloud(told, line):
    assert line.scan("0042-0001") is None
    number, event = told.until(Refused)
    assert (number, event.failure.code) == (STATION, "DEV-NO-PORT")


def test_start_on_an_empty_or_busy_tray_is_refused_aloud(floor, told, line):
    assert line.start(1) is None
    assert told.until(Refused)[1].failure.code == "DEV-NO-PORT"
    slow = SimulatedUnit("0042-0001")
    slow.behave(Behaviour(pause=0.2))
    floor.sockets.plug("1-1", slow)
    see(floor, line)
    assert line.start(1) is not None
    assert line.start(1) is None
    assert told.until(Refused)[1].failure.code == "DEV-BUSY"
    told.until(Finished)


def test_unplugged_in_the_middle_the_result_stays_until_the_next_unit(floor, told, line):
    slow = SimulatedUnit("0042-0001")
    slow.behave(Behaviour(faults=(Fault(Verb.MAKE_KEY, FaultKind.SLOW, seconds=5.0),)))
    floor.sockets.plug("1-1", slow)
    see(floor, line)
    line.start(1)
    while told.until(StepStarted)[1].step is not Step.KEY:
        pass
    floor.sockets.unplug("1-1")
    see(floor, line)
    _, event = told.until(Finished)
    assert event.record.failure.code == "DEV-GONE"
    assert told.shown[1].state is TrayState.FAILED
    floor.sockets.plug("1-1", SimulatedUnit("0042-0002"))
    see(floor, line)
    told.until(Plugged)
    assert told.shown[1].state is TrayState.READY


def test_a_taught_line_refuses_a_foreign_socket_aloud(floor, told):
    line = Line(floor.bench, floor.ledger, lambda _: QUICK, told, trays=1, sockets={1: "1-1"})
    try:
        floor.sockets.plug("1-2", SimulatedUnit("0042-0001"))
        see(floor, line)
        number, event = told.until(Refused)
        assert (number, event.failure.code) == (STATION, "DEV-SOCKET")
        assert "1-2" in event.failure.message
    finally:
        line.close()


def test_what_no_recipe_is_for_is_shown_on_its_taught_tray(floor, told):
    line = Line(floor.bench, floor.ledger, lambda _: None, told, trays=1, sockets={1: "1-1"})
    try:
        line.see(frozenset({Port(PortKind.SERIAL, "/dev/ttyUSB0", "1-1", product="Toaster")}))
        _, event = told.until(Plugged)
        assert event.failure.code == "DEV-UNKNOWN"
        assert told.shown[1].state is TrayState.REFUSED
        assert not told.shown[1].may_start
    finally:
        line.close()


def test_two_units_with_one_serial_number_at_once_end_with_one_identity(floor, told, line):
    for socket, chip in (("1-1", "a"), ("1-2", "b")):
        unit = SimulatedUnit("0042-0001", chip=chip)
        unit.behave(Behaviour(pause=0.05))
        floor.sockets.plug(socket, unit)
    see(floor, line)
    line.start(1)
    line.start(2)
    outcomes = {told.until(Finished)[1].record.outcome for _ in range(2)}
    assert outcomes == {Outcome.PASSED, Outcome.FAILED}
    assert len(floor.certificates()) == 1


def test_closing_stops_what_runs_and_its_record_is_kept(floor, line):
    slow = SimulatedUnit("0042-0001")
    slow.behave(Behaviour(faults=(Fault(Verb.MAKE_KEY, FaultKind.SLOW, seconds=30.0),)))
    floor.sockets.plug("1-1", slow)
    see(floor, line)
    run = line.start(1)
    line.abort(1)
    line.close()
    assert run.result(0).outcome is Outcome.ABORTED
    assert floor.ledger.get_run(run.result(0).start.run).outcome is Outcome.ABORTED


@pytest.mark.errors_expected
def test_the_watch_sees_what_comes_and_goes_and_survives_a_look_that_fails(floor, told, line):
    class Shaky:
        looks = 0

        def scan(self):
            self.looks += 1
            if self.looks == 2:
                raise OSError("a port vanished")
            return floor.sockets.scan()

    watch = Watch(Shaky(), line.see, 0.01)
    watch.start()
    try:
        floor.sockets.plug("1-1", SimulatedUnit("0042-0001"))
        told.until(Plugged)
        floor.sockets.unplug("1-1")
        told.until(Unplugged)
    finally:
        watch.close()
