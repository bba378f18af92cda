"""A scanner on a serial port, from the bytes on its cable to the tray; its port is a terminal of this machine's."""

import os
import tty

import pytest

from app.core.device import Port, PortKind
from app.devices.scan import FolderScanner, Without
from app.provisioning.progress import TrayState
from app.settings import SerialScannerSettings
from app.station.hearing import Hearing

WAIT = 20_000
"""Milliseconds, at most: each wait is for something that happens."""


class Cable:
    """What the scanner says, at a place in a folder of ports, as a USB socket would be one."""

    def __init__(self, place) -> None:
        self.ours, self.theirs = os.openpty()
        tty.setraw(self.theirs)
        self.place = place
        place.symlink_to(os.ttyname(self.theirs))

    def say(self, data):
        os.write(self.ours, data)

    def unplug(self):
        self.place.unlink()
        os.close(self.ours)
        os.close(self.theirs)


@pytest.fixture
def ports(tmp_path):
    folder = tmp_path / "ports"
    folder.mkdir()
    return folder


@pytest.fixture
def hearing(stage, ports):
    stage.hearing.change(SerialScannerSettings(port="1-9.3", prefix="~"))
    return stage.hearing if ports else None


def notice(window):
    return window.station.notice.text


def test_its_scans_go_where_a_wedges_go_also_after_it_was_plugged_in_again(hearing, open_window, stage, ports, qtbot):
    window = open_window(stage)
    qtbot.waitUntil(lambda: "SCN-AWAY" in notice(window), timeout=WAIT)
    assert "not plugged in" in hearing.reason
    cable = Cable(ports / "1-9.3")
    qtbot.waitUntil(lambda: hearing.reason is None, timeout=WAIT)
    stage.plug(1, "0042-1187")
    qtbot.waitUntil(lambda: window.model.progress(1).state is TrayState.READY, timeout=WAIT)
    cable.say(b"~0042-1187\r\n")
    qtbot.waitUntil(lambda: window.model.progress(1).state is TrayState.PASSED, timeout=WAIT)
    assert window.model.progress(1).record.start.scan == "0042-1187"
    cable.unplug()
    qtbot.waitUntil(lambda: hearing.reason is not None, timeout=WAIT)
    cable = Cable(ports / "1-9.3")
    qtbot.waitUntil(lambda: hearing.reason is None, timeout=WAIT)
    cable.say(b"BM:DANCE\r")
    qtbot.waitUntil(lambda: "no command of this station" in notice(window), timeout=WAIT)
    cable.unplug()


def test_another_scanner_is_heard_from_the_moment_it_is_named(hearing, ports):
    heard, away = [], []
    hearing.open(heard.append, away.append)
    hearing.change(SerialScannerSettings())
    assert not hearing.named
    assert hearing.reason is None
    hearing.close()
    assert not list(ports.iterdir())


@pytest.mark.parametrize("place", ["1-9.3", "1-9.3:1.0", "/dev/ttyACM7"])
def test_its_port_is_no_device(place, ports):
    scanner = Port(PortKind.SERIAL, "/dev/ttyACM7", "1-9.3:1.0", vid=1, pid=2)
    device = Port(PortKind.SERIAL, "/dev/ttyUSB0", "1-9.30", vid=1, pid=2)

    class Both:
        def scan(self):
            return frozenset({scanner, device})

    hearing = Hearing(SerialScannerSettings(port=place), FolderScanner(ports))
    assert Without(Both(), hearing.is_scanner).scan() == {device}
    assert Without(Both(), Hearing(SerialScannerSettings(), FolderScanner(ports)).is_scanner).scan() == {scanner, device}
