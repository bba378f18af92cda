"""How long we wait, and how a wait is stopped."""

import threading
import time
from collections.abc import Callable

from app.core.errors import Cancelled

SLICE = 0.1
"""Seconds: the longest anything waits without looking at its stop flag."""


class Deadline:
    """A moment by which something must be done; made once, handed down, never prolonged."""

    __slots__ = ("_at", "seconds")

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._at = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds left, never below zero."""
        return max(0.0, self._at - time.monotonic())

    @property
    def passed(self) -> bool:
        """Whether the moment is over."""
        return time.monotonic() >= self._at


class Stop:
    """A flag that one thread sets and another looks at while it waits."""

    __slots__ = ("_event",)

    def __init__(self) -> None:
        self._event = threading.Event()

    def set(self) -> None:
        """Ask whoever waits to stop."""
        self._event.set()

    @property
    def is_set(self) -> bool:
        """Whether somebody asked to stop."""
        return self._event.is_set()

    def check(self) -> None:
        """Raise Cancelled if somebody asked to stop."""
        if self._event.is_set():
            raise Cancelled

    def wait(self, seconds: float) -> None:
        """Sleep, but raise Cancelled as soon as somebody asks to stop."""
        if self._event.wait(seconds):
            raise Cancelled

    def wait_for(self, condition: Callable[[], bool], deadline: Deadline) -> bool:
        """Look at `condition` every slice until it holds (True) or the deadline passes (False)."""
        while not condition():
            if deadline.passed:
                return False
            self.wait(min(SLICE, deadline.left()))
        return True
