"""The simulated device over a real pseudo-terminal and the real serial link."""

import sys
import threading
import time

import pytest
from simulated_lab import ERRORS, IDENTIFIER, SLOW, ImpatientLink, Issuer, is_late, serial_port, whole_run

from app.core.chain import key_fingerprint
from app.core.device import PortKind
from app.core.errors import Cancelled, DeviceGone, PortBusy, PortMissing
from app.core.waiting import Stop
from app.devices.drivers.simulated_words import Verb
from app.devices.links.serial import open_serial
from app.devices.scan import FolderScanner
from app.sandbox.behaviour import Behaviour, Fault, FaultKind
from app.sandbox.terminal import UnitOnPty
from app.sandbox.unit import SimulatedUnit
from tests.patience import LATE, once

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")


@pytest.fixture(scope="module")
def issuer():
    return Issuer()


@pytest.fixture
def unit():
    return SimulatedUnit(IDENTIFIER)


@pytest.fixture
def plugged(unit, tmp_path):
    before = set(threading.enumerate())
    with UnitOnPty(unit, tmp_path, "tray-1") as plugged:
        yield plugged
    assert set(threading.enumerate()) == before


def opened(plugged, stop=None):
    port = serial_port(plugged.path)
    return open_serial(port.address, 115_200, stop or Stop())


def test_a_whole_run_and_a_second_one_that_finds_everything(plugged, issuer, unit):
    made: list[str] = []
    first = whole_run(opened(plugged), issuer, made=made)
    assert unit.locked
    plugged.unplug()
    plugged.plug()
    assert whole_run(opened(plugged), issuer, made=made) == first
    assert made[0] == made[1]


def test_at_the_rate_of_a_real_line(plugged, issuer, unit):
    unit.behave(Behaviour(byte_rate=11_520))
    begun = time.monotonic()
    whole_run(opened(plugged), issuer)
    assert time.monotonic() - begun > 0.5, "some 8,000 bytes at 11,520 a second"


@pytest.mark.parametrize("verb", [Verb.IDENTIFY, Verb.MAKE_KEY, Verb.PUT, Verb.COMMIT, Verb.GET, Verb.SIGN])
@pytest.mark.parametrize("kind", list(FaultKind))
def test_a_fault_ends_in_its_error_and_the_retry_well(plugged, issuer, unit, verb, kind):
    fault = Fault(verb, kind, times=1, seconds=SLOW)
    unit.behave(Behaviour(faults=(fault,)))
    link = opened(plugged)
    with pytest.raises(ERRORS[kind]):
        whole_run(ImpatientLink(link, verb) if is_late(fault) else link, issuer)
    held = unit.key and key_fingerprint(unit.key.public_key())
    if kind is FaultKind.GONE:
        plugged.plug()
    made: list[str] = []
    whole_run(opened(plugged), issuer, made=made)
    assert held in (None, *made)


def test_unplugged_in_the_middle(plugged, issuer, unit):
    unit.behave(Behaviour(think={Verb.SIGN: 60.0}))
    pulled = threading.Thread(target=once, args=(lambda: unit.chain, plugged.unplug))
    pulled.start()
    with pytest.raises(DeviceGone):
        whole_run(opened(plugged), issuer)
    pulled.join()
    with pytest.raises(PortMissing):
        opened(plugged)
    chain = unit.chain
    unit.behave(Behaviour())
    plugged.plug()
    again = whole_run(opened(plugged), issuer)
    assert again.leaf_pem + again.issuers_pem == chain


def test_a_person_stops_it_while_the_device_works(plugged, issuer, unit):
    unit.behave(Behaviour(think={Verb.MAKE_KEY: 60.0}))
    stop = Stop()
    link = opened(plugged, stop)
    pressed: list[float] = []

    def press():
        pressed.append(time.monotonic())
        stop.set()

    timer = threading.Timer(0.2, press)
    timer.start()
    with pytest.raises(Cancelled):
        whole_run(link, issuer, stop)
    assert time.monotonic() - pressed[0] < LATE
    timer.join()


def test_only_one_may_have_it_open(plugged):
    with opened(plugged), pytest.raises(PortBusy):
        opened(plugged)


def test_the_scanner_sees_it_come_and_go_and_what_it_sees_is_opened(plugged, issuer, tmp_path):
    scanner = FolderScanner(tmp_path)
    (port,) = scanner.scan()
    assert (port.kind, port.socket) == (PortKind.SERIAL, "tray-1")
    assert whole_run(open_serial(port.address, 115_200, Stop()), issuer)
    plugged.unplug()
    assert scanner.scan() == frozenset()
    plugged.plug()
    (again,) = scanner.scan()
    assert again.socket == port.socket
    assert whole_run(open_serial(again.address, 115_200, Stop()), issuer)
