"""A link that plays a recorded dialogue: what the station is expected to say, and what the device answers or does instead."""

import random
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum

from app.core.errors import DeviceGone, DeviceTimeout
from app.core.waiting import Deadline, Stop
from app.devices import Link

_NOISE = 64
"""Bytes of a piece of noise."""


class Fault(Enum):
    """What a device does instead of answering."""

    GONE = "gone"
    """It is unplugged: once what it said before is read, every call raises DeviceGone."""
    SILENCE = "silence"
    """It never says anything again."""
    GARBAGE = "garbage"
    """It says bytes that mean nothing, as at a wrong speed; the same ones every time, and a line end."""
    STOP = "stop"
    """A person stops the run while the device is still silent."""


Answer = bytes | Fault | Callable[[re.Match[bytes]], bytes | Fault]


@dataclass(frozen=True, slots=True)
class Turn:
    """One exchange: once `expect` (a regular expression) occurs in what was written, all up to its end is taken and `answer` follows.

    An answer may be made from what was said, for it has to repeat a marker that is random.
    """

    expect: bytes
    answer: Answer


class DialogueLink(Link):
    """Plays `turns` in their order; `greeting` arrives unasked. Words that nobody expects are kept and answered with silence.

    One read returns at most `piece` bytes (0: all there are): so answers are cut at every place.
    """

    def __init__(self, turns: Iterable[Turn], stop: Stop, greeting: bytes = b"", *, piece: int = 0) -> None:
        self._turns = list(turns)
        self._stop = stop
        self._arriving = greeting
        self._piece = piece
        self._said = b""
        self._gone = False
        self._silent = False
        self.closed = False

    @property
    def left(self) -> int:
        """How many turns were not played."""
        return len(self._turns)

    @property
    def unanswered(self) -> bytes:
        """What was written since the last turn that was played."""
        return self._said

    def read(self, deadline: Deadline) -> bytes:
        """Return what has arrived; raises DeviceTimeout at the deadline, DeviceGone, Cancelled."""
        self._stop.check()
        if not self._arriving:
            self._require_there()
            # Nothing comes unasked, and whoever could ask waits here.
            self._stop.wait(deadline.left())
            raise DeviceTimeout(f"The device sent nothing within {deadline.seconds:g} seconds.")
        size = self._piece or len(self._arriving)
        data, self._arriving = self._arriving[:size], self._arriving[size:]
        return data

    def write(self, data: bytes, deadline: Deadline) -> None:
        """Hand all bytes over, even when stopped, as a port that takes them at once; raises DeviceGone."""
        del deadline
        self._require_there()
        self._said += data
        while not (self._silent or self._gone) and self._turns and (heard := re.search(self._turns[0].expect, self._said)):
            self._said = self._said[heard.end() :]
            answer = self._turns.pop(0).answer
            self._play(answer(heard) if callable(answer) else answer)

    def close(self) -> None:
        """Remember that it was closed; every later call raises DeviceGone."""
        self.closed = True

    def _require_there(self) -> None:
        if self._gone or self.closed:
            raise DeviceGone("The device is no longer there: it was unplugged or lost power.")

    def _play(self, answer: bytes | Fault) -> None:
        match answer:
            case Fault.GONE:
                self._gone = True
            case Fault.SILENCE:
                self._silent = True
            case Fault.STOP:
                self._stop.set()
            case Fault.GARBAGE:
                noise = random.Random(_NOISE)
                self._arriving += bytes(noise.choice((0x00, 0x7F, 0x80, 0xE0, 0xF8, 0xFE, 0xFF)) for _ in range(_NOISE)) + b"\r\n"
            case bytes():
                self._arriving += answer
