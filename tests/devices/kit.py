"""The conformance kit: what every driver must do with its simulator, and what it must do when anything goes wrong at any message.

A family joins with a Candidate. Time is not waited for: what cannot come any more has timed out.
"""

import random
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any

from cryptography import x509
from simulated_lab import Issuer

from app.core.chain import Chain
from app.core.device import require_same_unit
from app.core.errors import Cancelled, DeviceError, DeviceGone, DeviceTimeout
from app.core.recipe import Origin, Recipe
from app.core.waiting import Deadline, Stop
from app.devices import Credential, Device, Link
from app.pki.keys import generate
from app.pki.proof import new_challenge, require_possession, require_same
from app.pki.requests import build_request, check_request
from app.sandbox.voice import Voice
from tests.patience import PATIENCE

BOOT = 0.3
"""Seconds that a device which never greets is waited for; all others have their time."""


class Fault(Enum):
    """What happens at one message."""

    GONE = auto()
    """It is unplugged."""
    SILENCE = auto()
    """It never says anything again."""
    GARBAGE = auto()
    """It does not hear the message, and noise comes instead of the answer."""
    CANCEL = auto()
    """A person stops the run."""


@dataclass
class Trouble:
    """A fault, and the message (from 1) at which it strikes; counts the messages of a session."""

    fault: Fault | None = None
    at: int = 0
    stop: Stop = field(default_factory=Stop)
    messages: int = 0
    struck: Fault | None = None

    def next(self) -> Fault | None:
        """A message is about to be said: what strikes it."""
        self.messages += 1
        if self.fault is None or self.messages != self.at:
            return None
        self.struck = self.fault
        if self.fault is Fault.CANCEL:
            self.stop.set()
        return self.fault


class Direct(Link):
    """A link into a simulator without a thread between: what it says is there at once, and what is not there has timed out."""

    def __init__(self, voice: Voice, trouble: Trouble, *, piece: int = 0) -> None:
        """`piece`: bytes that one read returns at most."""
        self._voice = voice
        self._trouble = trouble
        self._piece = piece
        self._arriving = voice.power_up()
        self.closed = False

    def read(self, deadline: Deadline) -> bytes:
        self._trouble.stop.check()
        if self.closed or self._trouble.struck is Fault.GONE:
            raise DeviceGone("The device is no longer there.")
        if not self._arriving:
            time.sleep(0.001)
            raise DeviceTimeout(f"The device sent nothing within {deadline.seconds:g} seconds.")
        size = self._piece or len(self._arriving)
        data, self._arriving = self._arriving[:size], self._arriving[size:]
        return data

    def write(self, data: bytes, deadline: Deadline) -> None:
        del deadline
        self._trouble.stop.check()
        if self.closed or self._trouble.struck is Fault.GONE:
            raise DeviceGone("The device is no longer there.")
        if self._trouble.struck is Fault.SILENCE:
            return
        match self._trouble.next():
            case None:
                self._arriving += self._voice.hear(data)
            case Fault.GARBAGE:
                noise = random.Random(self._trouble.at)
                self._arriving += bytes(noise.choice((0x80, 0xE0, 0xF8, 0xFE, 0xFF)) for _ in range(300)) + b"\r\n"
            case Fault.GONE:
                raise DeviceGone("The device is no longer there.")
            case _:
                self._arriving = b""

    def close(self) -> None:
        self.closed = True


@dataclass(frozen=True)
class Candidate:
    """One family, as the kit meets it."""

    name: str
    recipe: Recipe
    make: Callable[[], Any]
    """A new device, blank."""
    open: Callable[[Any, Recipe, Trouble], Device]
    """A session with it."""
    kept: Callable[[Any], object]
    """All that it keeps, to be compared."""
    faults: tuple[Fault, ...] = tuple(Fault)
    """What may happen at each message."""
    greeting: int = 8
    """How many messages may be asked again and again while it boots."""
    mends: bool = False
    """Whether what arrived damaged is said again."""
    recalls: bool = True
    """Whether a certificate that is there can be found again; where it cannot, a unit that has one is refused by name."""

    @property
    def patient(self) -> Recipe:
        """The recipe with deadlines that a busy machine keeps."""
        return self._within(PATIENCE)

    @property
    def hasty(self) -> Recipe:
        """The recipe with a boot that is soon over, for a device that is not going to answer."""
        return self._within(BOOT)

    def _within(self, boot_seconds: float) -> Recipe:
        link = self.recipe.link.model_copy(update={"boot_seconds": boot_seconds, "answer_seconds": PATIENCE})
        return self.recipe.model_copy(update={"link": link})


Driver = Callable[[Link, Recipe, Credential | None, Stop], Device]
Opener = Callable[[Any, Recipe, Trouble], Device]


def over_link(driver: Driver, *, piece: int = 0, credential: Credential | None = None) -> Opener:
    """How a driver that speaks over a link is opened."""
    return lambda voice, recipe, trouble: driver(Direct(voice, trouble, piece=piece), recipe, credential, trouble.stop)


def provision(device: Device, recipe: Recipe, issuer: Issuer, known: dict[bytes, Chain]) -> Chain:
    """What a run does with a device, from the beginning to the proof; `known` is what was issued before, by public key."""
    identity = device.identify()
    identifier = recipe.require_product(identity)
    present = device.find_chain()
    if present is not None and device.holds(present):
        chain = present
    else:
        csr = _request(device, recipe, identifier)
        key = check_request(csr, identifier, recipe.key.kind)
        chain = known.setdefault(repr(key.public_numbers()).encode(), issuer.issue(key, identifier))
    device.write_chain(chain)
    require_same_unit(identity, device.identify())
    require_same(chain, device.read_chain())
    if recipe.proof.signature:
        challenge = new_challenge()
        require_possession(chain.leaf.public_key(), challenge, device.sign(challenge))
    return chain


def _request(device: Device, recipe: Recipe, identifier: str) -> x509.CertificateSigningRequest:
    found = device.find_request(identifier)
    if found is not None:
        return found
    if recipe.key.origin is Origin.DEVICE:
        return device.make_key(identifier)
    key = generate(recipe.key.kind)
    device.import_key(key)
    return build_request(key, identifier)


def count_messages(candidate: Candidate, issuer: Issuer) -> int:
    """How many messages a whole run with a blank device has."""
    trouble = Trouble()
    with candidate.open(candidate.make(), candidate.patient, trouble) as device:
        provision(device, candidate.patient, issuer, {})
        return trouble.messages


def places(messages: int) -> list[int]:
    """Every message; of a transfer of many pieces that are alike, every 23rd between the first 24 and the last 12."""
    return [at for at in range(1, messages + 1) if at <= 24 or at > messages - 12 or at % 23 == 0]


EXPECTED: dict[Fault, tuple[type[Exception], ...]] = {
    Fault.GONE: (DeviceGone,),
    Fault.SILENCE: (DeviceTimeout,),
    Fault.GARBAGE: (DeviceError,),
    Fault.CANCEL: (Cancelled,),
}


def strike(candidate: Candidate, issuer: Issuer, fault: Fault, at: int) -> str:
    """One run into the fault, one after it; empty, or what is wrong."""
    unit, known = candidate.make(), {}
    trouble = Trouble(fault, at)
    where = f"{fault.name} at message {at}"
    hasty = fault in (Fault.SILENCE, Fault.GARBAGE) and at <= candidate.greeting
    recipe = candidate.hasty if hasty else candidate.patient
    try:
        with candidate.open(unit, recipe, trouble) as device:
            provision(device, recipe, issuer, known)
            if trouble.struck is None:
                # This run was a message shorter, for not all signatures and digests are of one length: its own last one is meant.
                return strike(candidate, issuer, fault, trouble.messages)
    except EXPECTED[fault]:
        if trouble.struck is None and not hasty:
            return f"{where}: it ended before"
    except Exception as error:  # noqa: BLE001 - whatever it is, it is not what was to come
        return f"{where}: {type(error).__name__}: {error}"
    else:
        # Noise while the device is greeted is called through; nothing else may be overlooked.
        if fault is not Fault.GARBAGE or (at > 2 and not candidate.mends):
            return f"{where}: nothing was noticed"
    before = candidate.kept(unit)
    try:
        with candidate.open(unit, candidate.patient, Trouble()) as device:
            provision(device, candidate.patient, issuer, known)
    except DeviceError as error:
        if candidate.recalls or candidate.kept(unit) != before:
            return f"{where}: the retry: {type(error).__name__}: {error}"
    return ""


def provision_again(candidate: Candidate, unit: Any, issuer: Issuer, known: dict[bytes, Chain]) -> None:
    """A second run with a unit that is finished changes nothing in it, or refuses by name."""
    before = candidate.kept(unit)
    with suppress(*([] if candidate.recalls else [DeviceError])), candidate.open(unit, candidate.patient, Trouble()) as device:
        provision(device, candidate.patient, issuer, known)
    assert candidate.kept(unit) == before
