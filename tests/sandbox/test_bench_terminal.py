import os
import select
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Self

import pytest

from app.core.waiting import Deadline, Stop
from app.devices.drivers.simulated_words import Verb, decode, encode
from app.sandbox.behaviour import Behaviour, Fault, FaultKind
from app.sandbox.terminal import UnitOnPty
from app.sandbox.unit import SimulatedUnit
from tests.patience import LATE, PATIENCE

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")


def files_open():
    return len(list(Path("/dev/fd").iterdir()))


@pytest.fixture
def unit():
    return SimulatedUnit("a-1")


@pytest.fixture
def plugged(unit, tmp_path):
    before = set(threading.enumerate())
    open_files = files_open()
    with UnitOnPty(unit, tmp_path, "tray-1") as plugged:
        yield plugged
    assert set(threading.enumerate()) == before
    assert files_open() == open_files


class Line:
    """The station's end, with nothing but the operating system in between."""

    def __init__(self, path) -> None:
        self.file = os.open(path, os.O_RDWR | os.O_NOCTTY)
        self._received = b""

    def ask(self, verb, number=1):
        os.write(self.file, encode({"n": number, "verb": verb}))
        return self.hear()

    def hear(self, seconds=PATIENCE):
        until = time.monotonic() + seconds
        while b"\n" not in self._received:
            ready, _, _ = select.select([self.file], [], [], max(0.0, until - time.monotonic()))
            if not ready:
                raise TimeoutError("no answer")
            data = os.read(self.file, 4096)
            if not data:
                raise EOFError
            self._received += data
        line, _, self._received = self._received.partition(b"\n")
        return decode(line)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_) -> None:
        os.close(self.file)


def test_it_speaks_over_a_real_terminal_opened_again_and_again(plugged):
    assert plugged.plugged
    for number in range(3):
        with Line(plugged.path) as line:
            assert line.ask(Verb.HELLO, number) == {"n": number, "ok": {"protocol": 1}}
            assert line.ask(Verb.IDENTIFY, number)["ok"]["serial"] == "a-1"


def test_no_byte_is_changed_on_the_way(plugged, unit):
    unit.model = "".join(map(chr, range(128)))
    with Line(plugged.path) as line:
        os.write(line.file, b"\r\x03\x04\x11\x13\x1a\x7f\n")
        assert line.hear() == {"n": None, "no": "fields"}
        assert line.ask(Verb.IDENTIFY)["ok"]["model"] == unit.model


def test_unplugged_the_link_is_gone_and_the_reader_hears_it(plugged):
    with Line(plugged.path) as line:
        line.ask(Verb.HELLO)
        plugged.unplug()
        assert not plugged.path.is_symlink()
        assert not plugged.plugged
        with pytest.raises((EOFError, OSError)):
            line.ask(Verb.HELLO, 2)
    plugged.unplug()


def test_plugged_in_again_it_is_the_same_unit(plugged, unit):
    with Line(plugged.path) as line:
        os.write(line.file, encode({"n": 1, "verb": Verb.MAKE_KEY, "kind": "ec-p256"}))
        assert line.hear()["ok"] == {"kind": "ec-p256"}
    plugged.unplug()
    plugged.plug()
    with pytest.raises(ValueError, match="plugged in already"):
        plugged.plug()
    with Line(plugged.path) as line:
        assert line.ask(Verb.KEY)["ok"] == {"kind": "ec-p256"}
    assert unit.key is not None


def test_a_unit_that_loses_power_takes_its_link_with_it(plugged, unit):
    unit.behave(Behaviour(faults=(Fault(Verb.KEY, FaultKind.GONE, times=1),)))
    with Line(plugged.path) as line, pytest.raises((EOFError, OSError)):
        line.ask(Verb.KEY)
    assert Stop().wait_for(lambda: not plugged.plugged, Deadline(PATIENCE))
    assert not plugged.path.is_symlink()
    plugged.plug()
    with Line(plugged.path) as line:
        assert line.ask(Verb.KEY)["ok"] == {"kind": None}


def test_a_unit_that_works_is_unplugged_at_once(plugged, unit):
    unit.behave(Behaviour(think={Verb.KEY: 60.0}))
    with Line(plugged.path) as line:
        os.write(line.file, encode({"n": 1, "verb": Verb.KEY}))
        begun = time.monotonic()
        plugged.unplug()
        assert time.monotonic() - begun < LATE


def test_a_station_that_does_not_read_holds_nobody_up(plugged, unit):
    unit.model = "m" * 3000
    with Line(plugged.path) as line:
        for number in range(60):
            os.write(line.file, encode({"n": number, "verb": Verb.IDENTIFY}))
        begun = time.monotonic()
        plugged.unplug()
        assert time.monotonic() - begun < LATE


def test_what_comes_while_it_boots_is_lost(unit, tmp_path):
    for boot in (0.3, 3.0, 30.0):
        unit.behave(Behaviour(boot=boot))
        begun = time.monotonic()
        with UnitOnPty(unit, tmp_path, "tray-1") as plugged, Line(plugged.path) as line:
            os.write(line.file, encode({"n": 1, "verb": Verb.HELLO}))
            if time.monotonic() - begun > boot:
                continue  # the machine is too busy to be there while it boots: a slower unit
            answer, number = None, 1
            while answer is None:
                number += 1
                os.write(line.file, encode({"n": number, "verb": Verb.HELLO}))
                with suppress(TimeoutError):
                    answer = line.hear(boot)
            assert answer["n"] > 1
            return
    pytest.fail("this machine never came in time")


def test_without_the_folder_nothing_is_left_open(unit, tmp_path):
    open_files = files_open()
    with pytest.raises(FileNotFoundError):
        UnitOnPty(unit, tmp_path / "nowhere", "tray-1").plug()
    assert files_open() == open_files


def test_a_link_left_behind_by_a_crash_is_replaced(unit, tmp_path):
    (tmp_path / "tray-1").symlink_to("/dev/pts/does-not-exist")
    with UnitOnPty(unit, tmp_path, "tray-1") as plugged, Line(plugged.path) as line:
        assert line.ask(Verb.HELLO)["ok"]
