"""When to look again at what is plugged in: after a while, or at once where the operating system says that something changed."""

import os
import select
import socket
import sys
import threading
from contextlib import suppress
from typing import Protocol

_UEVENT, _FROM_KERNEL = 15, 1
"""NETLINK_KOBJECT_UEVENT (linux/netlink.h), and the group in which the kernel itself speaks: there also where no udevd runs."""
_SETTLE = 0.05
"""Seconds from an event until its device node is there."""


class Wake(Protocol):
    """A wait that may end early."""

    def wait(self, seconds: float) -> None:
        """Return after `seconds`, or earlier: at an event, or once `interrupt` was called."""

    def interrupt(self) -> None:
        """End every wait, now and later; from any thread."""

    def close(self) -> None:
        """Give back what it took of the system, once nobody waits any more."""


class Patience:
    """Waits, and hears nothing: where there are no events, polling alone is enough."""

    def __init__(self) -> None:
        self._over = threading.Event()

    def wait(self, seconds: float) -> None:
        """Return after `seconds`, or once closed."""
        self._over.wait(seconds)

    def interrupt(self) -> None:
        """End every wait."""
        self._over.set()

    def close(self) -> None:
        """It took nothing."""


class KernelEvents:
    """Hears the kernel's own hot-plug events (Linux, NETLINK_KOBJECT_UEVENT); what they say is not believed, only looked for."""

    def __init__(self, heard: socket.socket) -> None:
        """Take over `heard`."""
        self._heard = heard
        self._ending, self._end = os.pipe()
        self._settle = threading.Event()

    @classmethod
    def open(cls) -> "KernelEvents | None":
        """None where this system or its administrator does not let us listen."""
        if sys.platform != "linux":
            return None
        heard = None
        try:
            heard = socket.socket(socket.AF_NETLINK, socket.SOCK_DGRAM | socket.SOCK_NONBLOCK, _UEVENT)
            heard.bind((0, _FROM_KERNEL))
        except OSError:
            if heard is not None:
                heard.close()
            return None
        return cls(heard)

    def wait(self, seconds: float) -> None:
        """Return after `seconds`, shortly after an event, or once closed."""
        heard = self._heard.fileno()
        ready, _, _ = select.select([heard, self._ending], [], [], seconds)
        if heard in ready:
            self._settle.wait(_SETTLE)
            with suppress(OSError):
                while self._heard.recv(8192):
                    pass

    def interrupt(self) -> None:
        """End every wait."""
        self._settle.set()
        os.write(self._end, b".")

    def close(self) -> None:
        """Close the socket."""
        self._heard.close()
        os.close(self._ending)
        os.close(self._end)


def open_wake() -> Wake:
    """The kernel's events where they can be heard, else patience."""
    return KernelEvents.open() or Patience()
