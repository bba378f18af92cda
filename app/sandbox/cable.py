"""The device's end of a connection, and the life of a simulated unit on it: reading lines, taking its time, going wrong as told."""

import random
from abc import ABC, abstractmethod
from collections.abc import Iterator

from app.core.errors import DeviceGarbled
from app.devices.drivers.simulated_words import LONGEST, Message, No, Verb, decode, encode
from app.sandbox.behaviour import FaultKind
from app.sandbox.unit import Refusal, SimulatedUnit

_TICK = 0.02
"""Seconds between two pieces of what is sent at a byte rate."""
_NOISE = 96
"""Bytes of a line of noise."""


class Pulled(Exception):
    """The cable was pulled, or the unit lost power."""


class Cable(ABC):
    """What a unit reads from and writes to; everything that waits raises Pulled as soon as the cable is pulled."""

    @abstractmethod
    def take(self) -> bytes:
        """Wait for bytes from the station and return them, at least one."""

    @abstractmethod
    def give(self, data: bytes) -> None:
        """Send all bytes to the station."""

    @abstractmethod
    def forget(self) -> None:
        """Throw away what has arrived and was not taken."""

    @abstractmethod
    def rest(self, seconds: float) -> None:
        """Let time pass."""


def live(unit: SimulatedUnit, cable: Cable) -> None:
    """Answer the station over `cable` until it is pulled; always ends with Pulled."""
    noise = random.Random(unit.serial)
    number = 0
    greeted = b""
    if unit.behaviour.boot:
        cable.rest(unit.behaviour.boot)
        cable.forget()
    for line in _lines(cable):
        _travel(cable, len(line), unit.behaviour.byte_rate)
        # A station asks hello again while a slow unit still works on the first one; that is one hello.
        if line in (b"", greeted):
            continue
        try:
            message = decode(line)
        except DeviceGarbled:
            _say(cable, unit, encode({"n": None, "no": No.FIELDS}))
            continue
        number = 1 if message.get("verb") == Verb.HELLO else number + 1
        answer, whole = _answer(unit, cable, message, number, noise)
        if number == 1 and whole:
            greeted = line
        _say(cable, unit, answer)


def _answer(unit: SimulatedUnit, cable: Cable, message: Message, number: int, noise: random.Random) -> tuple[bytes, bool]:
    """The line that answers a message (nothing: silence), and whether it is the one that it should be."""
    verb = str(message.get("verb"))
    cable.rest(unit.seconds_for(verb))
    fault = unit.find_fault(verb, number)
    if fault is None:
        return _outcome(unit, message), True
    if fault.kind is FaultKind.REFUSAL:
        return encode({"n": message.get("n"), "no": No.FAULT}), False
    line = _outcome(unit, message) if fault.done or fault.kind not in (FaultKind.GONE, FaultKind.SILENCE) else b""
    if fault.kind is FaultKind.GONE:
        raise Pulled
    if fault.kind is FaultKind.SILENCE:
        return b"", False
    if fault.kind is FaultKind.SLOW:
        cable.rest(fault.seconds)
        return line, True
    return (_noise(noise) if fault.kind is FaultKind.GARBAGE else _altered(line, noise)), False


def _outcome(unit: SimulatedUnit, message: Message) -> bytes:
    try:
        return encode({"n": message.get("n"), "ok": unit.answer(message)})
    except Refusal as refusal:
        return encode({"n": message.get("n"), "no": refusal.no})


def _lines(cable: Cable) -> Iterator[bytes]:
    """What the station sends, line by line; of a line that is too long nothing is kept but its end."""
    received = b""
    while True:
        *whole, received = (received + cable.take()).split(b"\n")
        yield from whole
        if len(received) > LONGEST:
            received = received[-1:]


def _say(cable: Cable, unit: SimulatedUnit, line: bytes) -> None:
    rate = unit.behaviour.byte_rate
    piece = max(1, int(rate * _TICK) if rate else len(line))
    for start in range(0, len(line), piece):
        part = line[start : start + piece]
        _travel(cable, len(part), rate)
        cable.give(part)


def _travel(cable: Cable, size: int, rate: float) -> None:
    if rate:
        cable.rest(size / rate)


def _noise(noise: random.Random) -> bytes:
    """A line that means nothing, as of a wrong baud rate; it has an end, and no other LF."""
    return bytes(noise.choice((0x00, 0x7F, 0x80, 0xE0, 0xF8, 0xFE, 0xFF)) for _ in range(_NOISE)) + b"\n"


def _altered(line: bytes, noise: random.Random) -> bytes:
    """The line with one bit changed somewhere before its LF, never into an LF."""
    place = noise.randrange(len(line) - 1)
    return line[:place] + bytes((line[place] ^ 0x01,)) + line[place + 1 :]
