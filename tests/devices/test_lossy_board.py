"""A MicroPython board without flow control that loses bytes: a program runs whole or not at all, and what cannot arrive is said."""

import random
from contextlib import contextmanager

import pytest

from app.core.errors import DeviceGarbled
from app.core.waiting import Stop
from app.devices import Link
from app.devices.links.rawrepl import Raised, RawRepl
from app.sandbox.bench import SimulatedBench
from app.sandbox.micropython import MicroPythonBoard

LONG = 16
"""Bytes: so many at once the board has no room for."""


class Lossy(Link):
    """Loses a share of the bytes of what is long, and so many ends of programs."""

    def __init__(self, link: Link) -> None:
        self._link, self._chance = link, random.Random(7)
        self.share, self.ends, self.lost = 0.0, 0, 0

    def read(self, deadline):
        return self._link.read(deadline)

    def write(self, data, deadline):
        if data == b"\x04" and self.ends:
            self.ends -= 1
            return
        kept = data if len(data) < LONG else bytes(byte for byte in data if self._chance.random() >= self.share)
        self.lost += len(data) - len(kept)
        self._link.write(kept, deadline)

    def close(self):
        self._link.close()


@contextmanager
def lossy_repl():
    board = MicroPythonBoard("30aea4123456", window=0)
    with SimulatedBench(["1"]) as bench:
        link = Lossy(bench.open_link(bench.plug("1", board), Stop()))
        repl = RawRepl(link, Stop(), baud=4_000_000, boot_seconds=60, answer_seconds=60)
        repl.open()
        assert not repl.pastes
        yield repl, link
        repl.close()


def test_what_was_lost_is_sent_again_and_nothing_else_ever_runs():
    with lossy_repl() as (repl, link):
        link.share = 0.002
        for number in range(60):
            words = f"{number} is a number, and this is its line: it is long enough to lose something of it"
            assert repl.run(f"print({words!r})\nprint({number} + 1)") == f"{words}\n{number + 1}\n"
        assert link.lost > 5


def test_an_end_that_is_lost_is_no_end_of_the_session():
    with lossy_repl() as (repl, link):
        assert repl.run("a = 20") == ""
        link.ends = 1
        assert repl.run("print(a + 1)") == "21\n"


def test_what_never_arrives_whole_is_said():
    with lossy_repl() as (repl, link):
        link.share = 0.5
        with pytest.raises(DeviceGarbled, match="loses bytes: of a program of 60 bytes not all arrived in 8 tries"):
            repl.run("print('a program that is too long to arrive here, too')#####")


def test_an_exception_of_the_program_is_the_programs():
    with lossy_repl() as (repl, link):
        link.share = 0.002
        with pytest.raises(Raised, match="ZeroDivisionError"):
            repl.run("1 / 0")
        assert repl.run("print('on')") == "on\n"
