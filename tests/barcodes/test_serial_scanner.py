"""A scanner on a serial port: a terminal that bytes are written to."""

import os
import queue
import tty

import pytest

from app.barcodes.serial_scanner import SerialScanner

WAIT = 20
"""Seconds, at most: each wait is for something that happens."""


class Terminal:
    """The scanner's end of the cable."""

    def __init__(self) -> None:
        self.ours, self.theirs = os.openpty()
        tty.setraw(self.theirs)
        self.path = os.ttyname(self.theirs)

    def say(self, data):
        os.write(self.ours, data)

    def unplug(self):
        os.close(self.ours)
        os.close(self.theirs)


@pytest.fixture
def heard():
    return queue.Queue()


@pytest.fixture
def away():
    return queue.Queue()


@pytest.fixture
def plugged():
    """The port's present name, as detection would tell it."""
    return {"now": None}


@pytest.fixture
def scanner(plugged, heard, away):
    listening = SerialScanner(lambda: plugged["now"], 9600, heard.put, away.put)
    listening.start()
    yield listening
    listening.close()


@pytest.mark.usefixtures("scanner")
def test_lines_are_scans_whichever_end_they_have(plugged, heard, away):
    assert "not plugged in" in away.get(timeout=WAIT)
    terminal = Terminal()
    plugged["now"] = terminal.path
    assert away.get(timeout=WAIT) is None
    terminal.say(b"0042-1187\r\n]C1010950110102091721ABC\x1d10LOT\r")
    assert heard.get(timeout=WAIT) == "0042-1187"
    assert heard.get(timeout=WAIT) == "]C1010950110102091721ABC\x1d10LOT"
    terminal.say(b"no end")
    assert heard.get(timeout=WAIT) == "no end"
    terminal.say(b"\xff\xfe\r")
    assert heard.get(timeout=WAIT) == "\N{REPLACEMENT CHARACTER}" * 2
    terminal.unplug()


@pytest.mark.usefixtures("scanner")
def test_an_unplugged_scanner_is_told_once_and_heard_again_where_it_comes_back(plugged, heard, away):
    away.get(timeout=WAIT)
    first = Terminal()
    plugged["now"] = first.path
    assert away.get(timeout=WAIT) is None
    first.unplug()
    assert "unplugged" in away.get(timeout=WAIT)
    second = Terminal()
    plugged["now"] = second.path
    assert away.get(timeout=WAIT) is None
    second.say(b"0042-1188\r")
    assert heard.get(timeout=WAIT) == "0042-1188"
    second.unplug()
