"""Devices that lie about who they are: nothing of it reaches a key, a certificate or a screen."""

import pytest

from app.core.device import Identity, require_plain
from app.core.errors import DeviceGarbled
from app.core.recipe import KeyKind
from app.core.run import Outcome, Step
from app.devices.drivers.simulated_words import Verb
from app.pki.keys import generate
from app.sandbox.unit import SimulatedUnit


@pytest.mark.parametrize("serial", ["9" * 300, "9" * 10_000, "0042-1187\x1b[2J", "0042-1187\n=> ", "0042-1187\u202e"])
def test_a_serial_number_that_cannot_be_one_ends_the_run_before_any_key(floor, serial):
    unit = SimulatedUnit(serial)
    record = floor.run(unit)
    assert (record.outcome, record.failure.code) == (Outcome.FAILED, "DEV-GARBLED")
    assert [result.step for result in record.steps] == [Step.IDENTIFY]
    assert unit.key is None
    assert record.identity is None, "it is in no record"
    assert len(record.failure.message) < 300
    assert record.failure.message.isprintable()


class ConsoleServer(SimulatedUnit):
    """What is behind one port that stays: another unit answers from what comes after `verb` on."""

    def __init__(self, unit, other, verb) -> None:
        super().__init__(unit.serial)
        self._now, self._other, self._verb = unit, other, verb

    def answer(self, message):
        said = self._now.answer(message)
        if message["verb"] == self._verb:
            self._now = self._other
        return said


@pytest.mark.parametrize("verb", [Verb.MAKE_KEY, Verb.REQUEST])
def test_another_unit_behind_the_same_open_port_gets_no_certificate(floor, verb):
    other = SimulatedUnit("0042-9999")
    other.key = generate(KeyKind.EC_P256)
    record = floor.run(ConsoleServer(SimulatedUnit("0042-1187"), other, verb))
    assert (record.outcome, record.failure.code) == (Outcome.FAILED, "DEV-CHANGED")
    assert "0042-9999" in record.failure.message
    assert record.steps[-1].step is Step.INJECT, "before anything is written, and not only in the proof"
    assert (other.chain, other.config) == (b"", b"")
    assert floor.devices() == []


@pytest.mark.parametrize("fact", ["model", "serial", "revision", "firmware", "chip"])
def test_every_fact_is_bounded(fact):
    identity = Identity(**({"model": "m", "serial": "s"} | {fact: "x" * 257}))
    with pytest.raises(DeviceGarbled, match=f"{fact} cannot be one"):
        require_plain(identity)
    plain = Identity(**({"model": "m", "serial": "s"} | {fact: "é ü 東"}))
    assert require_plain(plain) is plain
