"""Units as they come down a line, the same ones for the same seed: most are good, a given share is not."""

import random
from collections.abc import Callable

from app.devices.drivers.simulated_words import Verb
from app.sandbox.behaviour import Behaviour, Fault, FaultKind, Lie
from app.sandbox.unit import SimulatedUnit

_LOT = 42
_FIRST = 1187
"""Number 0 is unit `0042-1187`."""
_BYTE_RATE = 11_520
"""Bytes a second: 115,200 baud with start and stop bit."""

_THINK = {
    Verb.HELLO: 0.1,
    Verb.IDENTIFY: 0.1,
    Verb.MAKE_KEY: 1.0,
    Verb.REQUEST: 0.3,
    Verb.COMMIT: 0.4,
    Verb.SIGN: 0.2,
}
"""Seconds of work of a good unit; a TPM takes about as long (measured: key 1.2, request 0.3, signature 0.3)."""


def make_unit(number: int, seed: int = 0, *, bad: float = 0.0, hurry: float = 1.0) -> SimulatedUnit:
    """Unit `number` (from 0) of the line `seed`: serial `0042-1187` and on, chip and manners told from both, nothing else.

    `bad` is the share (0 to 1) of units with something wrong. `hurry` divides all times; 0: no time at all. Raises ValueError.
    """
    if number < 0 or hurry < 0 or not 0.0 <= bad <= 1.0:
        raise ValueError("number and hurry are not negative, and bad is a share from 0 to 1")
    chance = random.Random(f"{seed}/{number}")
    chip = f"{chance.getrandbits(64):016x}"
    serial = f"{_LOT + (_FIRST + number) // 10_000:04d}-{(_FIRST + number) % 10_000:04d}"
    unit = SimulatedUnit(serial, chip=chip)
    pace = chance.uniform(0.8, 1.3) / hurry if hurry else 0.0
    good = Behaviour(byte_rate=_BYTE_RATE * hurry, think={verb: seconds * pace for verb, seconds in _THINK.items()})
    unit.behave(good)
    if chance.random() < bad:
        chance.choice(_TROUBLES)(unit)
    return unit


def _with(*faults: Fault) -> Callable[[SimulatedUnit], None]:
    def trouble(unit: SimulatedUnit) -> None:
        now = unit.behaviour
        unit.behave(Behaviour(byte_rate=now.byte_rate, think=now.think, faults=faults))

    return trouble


def _lying(lie: Lie) -> Callable[[SimulatedUnit], None]:
    def trouble(unit: SimulatedUnit) -> None:
        now = unit.behaviour
        unit.behave(Behaviour(byte_rate=now.byte_rate, think=now.think, lies=frozenset({lie})))

    return trouble


def _other_model(unit: SimulatedUnit) -> None:
    unit.model = "gateway-lite"


def _provisioned_elsewhere(unit: SimulatedUnit) -> None:
    unit.preprovision_elsewhere()


_TROUBLES = (
    _with(Fault(Verb.MAKE_KEY, FaultKind.REFUSAL)),
    _with(Fault(Verb.COMMIT, FaultKind.GONE, times=1)),
    _with(Fault(Verb.REQUEST, FaultKind.GARBAGE, times=1)),
    _with(Fault(Verb.SIGN, FaultKind.SILENCE, times=1)),
    _lying(Lie.ALTERED_CHAIN),
    _lying(Lie.WRONG_SIGNATURE),
    _lying(Lie.WEAK_KEY),
    _other_model,
    _provisioned_elsewhere,
)
