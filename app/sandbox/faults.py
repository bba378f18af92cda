"""What the sandbox platform does wrong on demand, the same way every time for the same seed."""

import random
import threading
from dataclasses import dataclass
from enum import StrEnum


class Fault(StrEnum):
    """One way of going wrong."""

    THROTTLED = "throttled"
    """429 with Retry-After."""
    THROTTLED_MUTE = "throttled-mute"
    """429 without."""
    BUSY = "busy"
    """503 with Retry-After."""
    INTERNAL = "internal"
    """500."""
    CUT_BEFORE = "cut-before"
    """The connection is cut before the work is done."""
    CUT_AFTER = "cut-after"
    """The connection is cut after the work is done: the answer is lost."""
    STALL = "stall"
    """No answer, ever; the connection stays open."""
    SLOW_BODY = "slow-body"
    """An answer that trickles in byte by byte."""
    NOT_JSON = "not-json"
    """200 and a page of HTML, as a captive portal does; the work is not done."""
    WRONG_SHAPE = "wrong-shape"
    """200 and JSON that is none of the API's; the work is not done."""
    FIELDS = "fields"
    """422 with messages by field."""
    DETAIL = "detail"
    """404 with a detail."""
    CODES = "codes"
    """400 with a list of codes."""
    FORBIDDEN = "forbidden"
    """403 with a status."""
    UNAUTHORIZED = "unauthorized"
    """401 with a list of codes."""
    BAD_GATEWAY = "bad-gateway"
    """502 and HTML."""


PASSING = (
    *(Fault.THROTTLED, Fault.BUSY, Fault.INTERNAL, Fault.BAD_GATEWAY, Fault.CUT_BEFORE, Fault.CUT_AFTER, Fault.SLOW_BODY),
    *(Fault.NOT_JSON, Fault.WRONG_SHAPE),
)
"""What may be over the next moment."""


@dataclass(frozen=True, slots=True)
class Faults:
    """Which requests go wrong, and how; by default none."""

    kinds: tuple[Fault, ...] = ()
    """Of these one is drawn for each request that goes wrong."""
    rate: float = 1.0
    """The share of matching requests that go wrong."""
    seed: int = 0
    method: str = ""
    """Only requests with this method; empty: all."""
    path: str = ""
    """Only requests whose path begins so; empty: all."""
    skip: int = 0
    """Matching requests that go well first."""
    times: int | None = None
    """How many go wrong at most; None: no end."""
    latency: float = 0.0
    """Seconds before the work on every request."""
    retry_after: int = 1
    """Seconds that a 429 or 503 asks for."""
    clock: float = 0.0
    """Seconds by which the platform's clock is ahead of this machine's, as its answers tell it."""

    def __post_init__(self) -> None:
        if not 0.0 <= self.rate <= 1.0 or self.latency < 0.0 or self.retry_after < 0 or self.skip < 0:
            raise ValueError("rate is a share from 0 to 1; latency, retry_after and skip are not negative")


class Dice:
    """Draws the fault of each request as `faults` say; one for each setting of them."""

    def __init__(self, faults: Faults) -> None:
        self.faults = faults
        self._lock = threading.Lock()
        self._seen = 0
        self.struck = 0
        """How many requests went wrong so far."""
        self._random = random.Random(faults.seed)

    def draw(self, method: str, path: str) -> Fault | None:
        """The fault of this request, or None."""
        faults = self.faults
        if not faults.kinds or (faults.method and method != faults.method) or not path.startswith(faults.path):
            return None
        with self._lock:
            self._seen += 1
            strikes = self._random.random() < faults.rate
            kind = self._random.choice(faults.kinds)
            if not strikes or self._seen <= faults.skip or (faults.times is not None and self.struck >= faults.times):
                return None
            self.struck += 1
            return kind
