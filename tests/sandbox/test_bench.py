import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest

from app.core.device import Port, PortKind
from app.core.errors import Cancelled, DeviceGone, DeviceTimeout, PortBusy, PortMissing
from app.core.waiting import Deadline, Stop
from app.devices.drivers.simulated_words import LONGEST, Verb, decode, encode
from app.sandbox.behaviour import Behaviour, Fault, FaultKind
from app.sandbox.bench import SimulatedBench
from app.sandbox.unit import SimulatedUnit
from tests.patience import LATE, PATIENCE


@pytest.fixture
def bench():
    before = set(threading.enumerate())
    with SimulatedBench(["1", "2", "3"]) as bench:
        yield bench
    assert set(threading.enumerate()) == before


def say(link, verb, number=1, **fields):
    link.write(encode({"n": number, "verb": verb} | fields), Deadline(PATIENCE))


def hear(link, seconds=PATIENCE):
    """The last message that came, once there is one."""
    return hear_until(link, lambda heard: heard, seconds)[-1]


def hear_until(link, enough, seconds=PATIENCE):
    deadline, received, heard = Deadline(seconds), b"", []
    while not enough(heard):
        received += link.read(deadline)
        heard = [decode(line) for line in received.splitlines()] if received.endswith(b"\n") else []
    return heard


def test_a_port_is_there_while_a_unit_is_plugged_in(bench):
    assert bench.scan() == frozenset()
    unit = SimulatedUnit("a-1")
    port = bench.plug("2", unit)
    assert bench.scan() == {port}
    assert port == Port(PortKind.SIMULATED, address="2", socket="2", serial="a-1", product="Simulated gateway", manufacturer="Birthmark")
    assert bench.find_unit("2") is unit
    assert bench.unplug("2") is unit
    assert bench.scan() == frozenset()
    assert bench.unplug("2") is None
    assert bench.find_unit("2") is None


def test_sockets_take_one_unit_and_units_one_socket(bench):
    unit = SimulatedUnit("a-1")
    bench.plug("1", unit)
    for socket, other in (("1", SimulatedUnit("a-2")), ("2", unit), ("9", SimulatedUnit("a-3"))):
        with pytest.raises(ValueError, match="socket"):
            bench.plug(socket, other)
    assert len(bench.scan()) == 1


def test_nobody_opens_what_is_not_there(bench):
    port = bench.plug("1", SimulatedUnit("a-1"))
    bench.unplug("1")
    with pytest.raises(PortMissing):
        bench.open_link(port, Stop())
    bench.plug("1", SimulatedUnit("a-2"))
    with pytest.raises(PortMissing):
        bench.open_link(port, Stop())


def test_a_port_is_opened_once_at_a_time(bench):
    port = bench.plug("1", SimulatedUnit("a-1"))
    with bench.open_link(port, Stop()), pytest.raises(PortBusy):
        bench.open_link(port, Stop())
    with bench.open_link(port, Stop()) as link:
        say(link, Verb.HELLO)
        assert hear(link) == {"n": 1, "ok": {"protocol": 1}}
    link.close()
    with pytest.raises(DeviceGone):
        link.write(b"x", Deadline(PATIENCE))


def test_a_link_closed_late_leaves_the_next_one_open(bench):
    port = bench.plug("1", SimulatedUnit("a-1"))
    first = bench.open_link(port, Stop())
    first.close()
    with bench.open_link(port, Stop()) as second:
        first.close()
        say(second, Verb.HELLO)
        assert hear(second)["ok"] == {"protocol": 1}


def test_a_late_answer_does_not_hide_the_next_one(bench):
    unit = SimulatedUnit("a-1", behaviour=Behaviour(think={Verb.IDENTIFY: 0.1}))
    port = bench.plug("1", unit)
    with bench.open_link(port, Stop()) as link:
        say(link, Verb.IDENTIFY, 1)
    with bench.open_link(port, Stop()) as link:
        say(link, Verb.KEY, 2)
        heard = hear_until(link, lambda heard: heard and heard[-1]["n"] == 2)
        assert heard[-1] == {"n": 2, "ok": {"kind": None}}


def test_unplugging_wakes_the_reader(bench):
    port = bench.plug("1", SimulatedUnit("a-1"))
    link = bench.open_link(port, Stop())
    with ThreadPoolExecutor(1) as pool:
        reading = pool.submit(link.read, Deadline(PATIENCE))
        begun = time.monotonic()
        bench.unplug("1")
        with pytest.raises(DeviceGone, match="unplugged"):
            reading.result(PATIENCE)
    assert time.monotonic() - begun < LATE
    with pytest.raises(DeviceGone):
        link.write(b"\n", Deadline(PATIENCE))
    link.close()


def test_a_stop_wakes_the_reader(bench):
    stop = Stop()
    with bench.open_link(bench.plug("1", SimulatedUnit("a-1")), stop) as link, ThreadPoolExecutor(1) as pool:
        reading = pool.submit(link.read, Deadline(PATIENCE))
        begun = time.monotonic()
        stop.set()
        with pytest.raises(Cancelled):
            reading.result(PATIENCE)
        assert time.monotonic() - begun < LATE
        with pytest.raises(Cancelled):
            link.write(b"\n", Deadline(PATIENCE))


def test_silence_ends_at_the_deadline(bench):
    with bench.open_link(bench.plug("1", SimulatedUnit("a-1")), Stop()) as link:
        begun = time.monotonic()
        with pytest.raises(DeviceTimeout):
            link.read(Deadline(0.2))
        assert 0.2 <= time.monotonic() - begun < LATE


def test_a_unit_that_loses_power_is_no_longer_seen_and_can_be_plugged_in_again(bench):
    unit = SimulatedUnit("a-1", behaviour=Behaviour(faults=(Fault(Verb.KEY, FaultKind.GONE, times=1),)))
    port = bench.plug("1", unit)
    with bench.open_link(port, Stop()) as link:
        say(link, Verb.KEY)
        with pytest.raises(DeviceGone):
            link.read(Deadline(PATIENCE))
    assert bench.scan() == frozenset()
    assert bench.find_unit("1") is unit
    with pytest.raises(PortMissing):
        bench.open_link(port, Stop())
    assert bench.plug("1", unit) == port
    with bench.open_link(port, Stop()) as link:
        say(link, Verb.KEY)
        assert hear(link)["ok"] == {"kind": None}


def test_it_hears_nothing_while_it_boots(bench):
    for boot in (0.3, 3.0, 30.0):
        unit, begun = SimulatedUnit("a-1", behaviour=Behaviour(boot=boot)), time.monotonic()
        with bench.open_link(bench.plug("1", unit), Stop()) as link:
            say(link, Verb.HELLO)
            if time.monotonic() - begun < boot:
                answer, number = None, 1
                while answer is None:
                    number += 1
                    say(link, Verb.HELLO, number)
                    with suppress(DeviceTimeout):
                        answer = hear(link, boot)
                assert answer["n"] > 1
                return
        bench.unplug("1")  # the machine is too busy to be there while it boots: a slower unit
    pytest.fail("this machine never came in time")


def test_a_byte_rate_holds_both_ways(bench):
    port = bench.plug("1", SimulatedUnit("a-1", behaviour=Behaviour(byte_rate=500)))
    with bench.open_link(port, Stop()) as link:
        begun = time.monotonic()
        question = encode({"n": 1, "verb": Verb.IDENTIFY})
        link.write(question, Deadline(PATIENCE))
        answer = hear(link)
        assert time.monotonic() - begun >= (len(question) + len(encode(answer))) / 500 - 0.05


def test_noise_from_the_station_is_said_so_and_forgotten(bench):
    with bench.open_link(bench.plug("1", SimulatedUnit("a-1")), Stop()) as link:
        for noise in (b"hello\n", b"\xff\x00\n", b"x" * (3 * LONGEST) + b"\n", encode({"n": 1})[:-4] + b"\n"):
            link.write(noise, Deadline(PATIENCE))
            assert hear(link) == {"n": None, "no": "fields"}
        say(link, Verb.KEY, 9)
        assert hear(link) == {"n": 9, "ok": {"kind": None}}


def test_a_hello_asked_again_is_answered_once(bench):
    unit = SimulatedUnit("a-1", behaviour=Behaviour(think={Verb.HELLO: 0.1}))
    with bench.open_link(bench.plug("1", unit), Stop()) as link:
        for _ in range(3):
            say(link, Verb.HELLO, 4)
        say(link, Verb.KEY, 5)
        assert [message["n"] for message in hear_until(link, lambda heard: len(heard) > 1)] == [4, 5]


def test_many_units_at_once_keep_their_words_apart(bench):
    units = [SimulatedUnit(f"a-{number}") for number in range(3)]
    ports = [bench.plug(socket, unit) for socket, unit in zip(bench.sockets, units, strict=True)]

    def talk(port):
        with bench.open_link(port, Stop()) as link:
            heard = set()
            for number in range(100):
                say(link, Verb.IDENTIFY, number)
                answer = hear(link)
                assert answer["n"] == number
                heard.add(answer["ok"]["serial"])
            return heard

    with ThreadPoolExecutor(3) as pool:
        assert list(pool.map(talk, ports)) == [{unit.serial} for unit in units]


def test_plugging_and_unplugging_from_many_threads_loses_no_unit(bench):
    def shuffle(socket):
        for number in range(40):
            unit = SimulatedUnit(f"{socket}-{number}")
            bench.plug(socket, unit)
            bench.scan()
            assert bench.unplug(socket) is unit

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(shuffle, bench.sockets))
    assert bench.scan() == frozenset()
