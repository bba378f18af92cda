"""How a simulated device behaves: how fast it is, what goes wrong with it, and in what it lies."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from app.devices.drivers.simulated_words import Verb


class FaultKind(StrEnum):
    """One way in which a message goes wrong."""

    GONE = "gone"
    """The unit loses power."""
    SILENCE = "silence"
    """It never answers."""
    GARBAGE = "garbage"
    """It answers noise."""
    REFUSAL = "refusal"
    """It answers no, and does nothing."""
    ALTERED = "altered"
    """One byte of its answer changes on the way."""
    SLOW = "slow"
    """It answers much later."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What goes wrong, where, and how often."""

    at: Verb | int
    """The verb, or the number of the message in its session; the hello is number 1."""
    kind: FaultKind
    times: int | None = None
    """How often it strikes in the life of the unit; None: always."""
    done: bool = False
    """Whether GONE and SILENCE strike after the work: the unit has done it, and only the answer is lost."""
    seconds: float = 3600.0
    """How much later a SLOW answer comes."""

    def __post_init__(self) -> None:
        if self.seconds < 0 or (self.times is not None and self.times < 0) or (not isinstance(self.at, Verb) and self.at < 1):
            raise ValueError("messages are counted from 1; seconds and times are not negative")


class Lie(StrEnum):
    """What a unit does wrong while it says that all is well."""

    OTHER_NAME = "other-name"
    """Its request is for another device."""
    UNSIGNED_REQUEST = "unsigned-request"
    """Its request is not signed by the key in it."""
    WEAK_KEY = "weak-key"
    """Whatever key is asked for, it makes RSA with 1,024 bits."""
    WRONG_SIGNATURE = "wrong-signature"
    """It signs something else than the challenge."""
    ALTERED_CHAIN = "altered-chain"
    """It gives back a certificate in which one bit is another."""
    FORGETFUL = "forgetful"
    """It takes a certificate, says so, and keeps none."""


@dataclass(frozen=True, slots=True)
class Behaviour:
    """The manners of one unit; as it stands, a good one in no time."""

    byte_rate: float = 0.0
    """Bytes a second on the line, each way; 0: as fast as the machine is."""
    boot: float = 0.0
    """Seconds after it is plugged in in which it hears nothing."""
    think: Mapping[Verb, float] = field(default_factory=dict)
    """Seconds of work by verb."""
    pause: float = 0.0
    """Seconds of work on every verb that `think` does not name."""
    faults: tuple[Fault, ...] = ()
    lies: frozenset[Lie] = frozenset()

    def __post_init__(self) -> None:
        if min(self.byte_rate, self.boot, self.pause, *self.think.values(), 0.0) < 0:
            raise ValueError("byte_rate, boot, think and pause are not negative")
