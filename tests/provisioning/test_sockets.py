"""Trays are sockets: taught by plugging, kept, and never mixed up."""

import threading

import pytest

from app.core.device import Port, PortKind
from app.core.errors import Cancelled, DeviceTimeout, DeviceUnknown, SocketTaken, TwoDevices
from app.core.run import Finished
from app.core.waiting import Stop
from app.provisioning.line import STATION, Line
from app.provisioning.progress import Plugged, Refused, Taught, TrayState, Unplugged
from app.provisioning.sockets import Sockets, learn_socket
from app.sandbox.unit import SimulatedUnit
from tests.provisioning.floor import QUICK
from tests.provisioning.test_line import Told, see


@pytest.fixture
def told():
    return Told(2)


@pytest.fixture
def line(floor, told):
    line = Line(floor.bench, floor.ledger, lambda port: QUICK if QUICK.detect.matches(port) else None, told, trays=2)
    yield line
    line.close()


def port(address, socket="1-1", serial="A"):
    return Port(PortKind.SIMULATED, address, socket, serial=serial, product="Simulated gateway")


def resetting(seconds):
    return QUICK.model_copy(update={"detect": QUICK.detect.model_copy(update={"reset_seconds": seconds})})


def test_a_tray_is_the_whole_usb_device_unless_one_interface_is_taught():
    sockets = Sockets(3, {1: "1-4", 2: "1-4:1.2", 3: "1-5#1"})
    assert [sockets.find_tray(socket) for socket in ("1-4", "1-4:1.0", "1-4:1.2", "1-5#1", "1-5", "1-41")] == [1, 1, 2, 3, None, None]


def test_teaching_one_tray_frees_those_that_only_took_a_socket_as_it_came():
    sockets = Sockets(2, {})
    assert sockets.take("1-1") == 1
    sockets.teach(2, "1-1")
    assert dict(sockets) == {1: "", 2: "1-1"}
    assert sockets.take("1-2") is None, "what is not taught is no tray's any more"
    with pytest.raises(SocketTaken, match="tray 2"):
        sockets.teach(1, "1-1")
    sockets.teach(2, "1-3")
    assert sockets.find_tray("1-1") is None, "a tray has one socket"


def test_a_socket_is_learned_from_what_is_plugged_in_next(floor):
    floor.sockets.plug("1-1", SimulatedUnit("0042-0001"))
    timer = threading.Timer(0.2, floor.sockets.plug, ("1-2", SimulatedUnit("0042-0002")))
    timer.start()
    assert learn_socket(floor.sockets, 20, Stop()).socket == "1-2"
    timer.join()


def test_nothing_two_at_once_or_a_stop_teach_nothing(floor):
    with pytest.raises(DeviceTimeout):
        learn_socket(floor.sockets, 0.2, Stop())
    looks = iter([frozenset(), frozenset({port("a", "1-1"), port("b", "1-2")})])

    class Both:
        def scan(self):
            return next(looks)

    with pytest.raises(TwoDevices):
        learn_socket(Both(), 20, Stop())
    stop = Stop()
    stop.set()
    with pytest.raises(Cancelled):
        learn_socket(floor.sockets, 20, stop)


def test_the_line_learns_while_it_works_and_has_it_kept(floor, told):
    kept = []
    line = Line(floor.bench, floor.ledger, lambda _: QUICK, told, trays=2, keep_socket=lambda *what: kept.append(what))
    try:
        line.teach(2)
        floor.sockets.plug("1-1", SimulatedUnit("0042-0001"))
        see(floor, line)
        assert told.until(Taught) == (2, Taught("1-1"))
        assert told.until(Plugged)[0] == 2
        assert kept == [(2, "1-1")]
        assert told.shown[2].socket == "1-1"
        assert line.sockets == {1: "", 2: "1-1"}
    finally:
        line.close()


def test_two_devices_on_one_tray_are_refused_aloud_until_one_is_out(told, line):
    one, two = port("a"), port("b", serial="B")
    line.see(frozenset({one}))
    told.until(Plugged)
    line.see(frozenset({one, two}))
    assert told.until(Plugged)[1].failure.code == "DEV-TWO"
    assert told.shown[1].state is TrayState.REFUSED
    assert line.start(1) is None
    assert told.until(Refused)[1].failure.code == "DEV-TWO"
    line.see(frozenset({two}))
    assert told.until(Plugged)[1] == Plugged(two)
    assert told.shown[1].state is TrayState.READY


def test_a_scan_that_two_trays_claim_starts_neither(told, line):
    line.see(frozenset({port("a", "1-1", "0042-0001"), port("b", "1-2", "0042-0001")}))
    assert line.scan("0042-0001") is None
    number, event = told.until(Refused)
    assert (number, event.failure.code) == (STATION, "DEV-TWO")


def test_two_recipes_for_one_port_are_told_and_nothing_starts(floor, told):
    def torn(_port):
        raise DeviceUnknown("More than one recipe is for what was plugged in: a, b.")

    line = Line(floor.bench, floor.ledger, torn, told, trays=1, sockets={1: "1-1"})
    try:
        line.see(frozenset({port("a")}))
        assert "More than one recipe" in told.until(Plugged)[1].failure.message
        assert line.start(1) is None
    finally:
        line.close()


def test_a_board_that_resets_after_its_run_is_no_second_unit(floor, told):
    recipe = resetting(60)
    line = Line(floor.bench, floor.ledger, lambda _: recipe, told, trays=1, autostart=True)
    try:
        floor.sockets.plug("1-1", SimulatedUnit("0042-0001"))
        see(floor, line)
        told.until(Finished)
        (there,) = floor.sockets.scan()
        line.see(frozenset())
        line.see(frozenset({there}))
        assert told.events.empty(), "it was not taken out, and no other run began"
        assert told.shown[1].state is TrayState.PASSED
        line.see(frozenset())
        line.see(frozenset({port("b", serial="another")}))
        assert told.until(Unplugged)[0] == 1
        assert told.until(Plugged)[1].port.serial == "another", "another unit in its place is another unit"
    finally:
        line.close()


def test_a_board_that_does_not_come_back_in_time_was_taken_out(told, floor):
    line = Line(floor.bench, floor.ledger, lambda _: resetting(0.05), told, trays=1)
    try:
        line.see(frozenset({port("a")}))
        told.until(Plugged)
        line.see(frozenset())
        assert line.start(1) is None
        assert told.until(Refused)[1].failure.code == "DEV-NO-PORT"
        while told.events.empty():
            line.see(frozenset())
        told.until(Unplugged)
        assert told.shown[1].state is TrayState.EMPTY
    finally:
        line.close()
