"""Simulated devices that speak a protocol of bytes: what each hears and says, and its life on a cable."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field

from app.sandbox.cable import Cable

_TICK = 0.02
"""Seconds between two pieces of what is sent at a byte rate."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast a device is; as it stands, in no time."""

    byte_rate: float = 0.0
    """Bytes a second on the line, each way; 0: as fast as the machine is."""
    think: Mapping[str, float] = field(default_factory=dict)
    """Seconds of work, by the family's own word for it."""


class Voice(ABC):
    """One simulated device: what it keeps outlives every unplugging; what it is in the middle of does not."""

    def __init__(self, serial: str, model: str, pace: Pace | None = None) -> None:
        self.serial = serial
        self.model = model
        self.pace = pace or Pace()
        self.worked = 0.0
        """Seconds of work that were not yet let pass."""

    @abstractmethod
    def power_up(self) -> bytes:
        """Forget what it is in the middle of; return what it says by itself."""

    @abstractmethod
    def hear(self, data: bytes) -> bytes:
        """Return what it says to bytes that arrive together."""

    def work(self, word: str) -> None:
        """Take the time that this work needs."""
        self.worked += self.pace.think.get(word, 0.0)

    def live(self, cable: Cable) -> None:
        """Answer the station over `cable` until it is pulled; always ends with Pulled."""
        self._say(cable, self.power_up())
        while True:
            data = cable.take()
            self._travel(cable, len(data))
            self._say(cable, self.hear(data))

    def _say(self, cable: Cable, data: bytes) -> None:
        if self.worked:
            cable.rest(self.worked)
            self.worked = 0.0
        rate = self.pace.byte_rate
        piece = max(1, int(rate * _TICK) if rate else len(data))
        for start in range(0, len(data), piece):
            part = data[start : start + piece]
            self._travel(cable, len(part))
            cable.give(part)

    def _travel(self, cable: Cable, size: int) -> None:
        if self.pace.byte_rate:
            cable.rest(size / self.pace.byte_rate)
