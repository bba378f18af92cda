"""Doing something again where the platform was away, throttled us or answered nonsense."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from random import uniform
from typing import TypeVar

from app.core.errors import CloudError, PlatformThrottled
from app.core.waiting import Deadline, Stop

T = TypeVar("T")

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Patience:
    """How long the platform is waited for, and how often it is asked again; all times in seconds."""

    connect: float = 5.0
    """To make a connection, and again for the TLS handshake."""
    answer: float = 15.0
    """For one call, connection included."""
    total: float = 60.0
    """For everything, pauses included."""
    tries: int = 4
    """How often in all, where the platform is away, throttles or answers nonsense."""
    pause: float = 0.5
    """Before the second try; doubled before each further one, and shortened at random by up to half so that trays do not march in step."""
    longest_pause: float = 8.0


def insist(work: Callable[[], T], patience: Patience, total: Deadline, stop: Stop) -> T:
    """Do `work`, and do it again after a pause where that may help; raises CloudError, Cancelled.

    `work` must begin by reading what is there: an answer that was lost after the platform did as told is settled that way.
    """
    pause = patience.pause
    for further in reversed(range(patience.tries)):
        try:
            return work()
        except CloudError as error:
            seconds = pause * uniform(0.5, 1.0)
            if isinstance(error, PlatformThrottled):
                seconds += error.after
            if not error.retryable or not further or seconds >= total.left():
                raise
            log.info("asking the platform again in %.1f s: %s", seconds, error.message)
        stop.wait(seconds)
        pause = min(pause * 2, patience.longest_pause)
    raise AssertionError("unreachable: the last try returns or raises")
