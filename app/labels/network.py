"""A ZPL printer on the network: raw TCP (port 9100), asked how it is before and after every label."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from app.core.errors import PrinterError, PrinterOffline, PrinterUnsure
from app.core.waiting import Deadline
from app.labels.layout import Layout
from app.labels.status import REQUEST, Status, find_answer, read_status
from app.labels.zpl import to_zpl

_SLICE = 0.1
"""Seconds between two looks at a label that is being printed."""


class NetworkPrinter:
    """One printer; it serves one connection at a time, as most of them do."""

    def __init__(self, host: str, port: int, *, answer_seconds: float = 4.0, print_seconds: float = 15.0) -> None:
        """`answer_seconds`: within which it is connected to, and again within which it answers; `print_seconds`: within which it prints."""
        self._host, self._port = host, port
        self._answer, self._print = answer_seconds, print_seconds
        self._one_at_a_time = threading.Lock()

    def check(self) -> None:
        """See the door."""
        with self._connected() as wire:
            _require_good(self._ask(wire))

    def print(self, layout: Layout, title: str) -> None:
        """See the door; whether it was printed is what the printer says once it holds nothing back any more."""
        del title  # paper has none
        data = to_zpl(layout)
        with self._connected() as wire:
            _require_good(self._ask(wire))
            try:
                wire.settimeout(self._answer)
                wire.sendall(data)
                self._wait(wire)
            except OSError as error:
                raise PrinterUnsure("The connection to the label printer broke while it was given a label.") from error
            except PrinterUnsure:
                raise
            except PrinterError as error:
                raise PrinterUnsure(f"The label printer took a label, and then: {error.message}") from error

    @contextmanager
    def _connected(self) -> Iterator[socket.socket]:
        with self._one_at_a_time:
            try:
                wire = socket.create_connection((self._host, self._port), self._answer)
            except OSError as error:
                raise PrinterOffline(f"The label printer at {self._host} cannot be reached.") from error
            with wire:
                yield wire

    def _ask(self, wire: socket.socket) -> Status:
        """How it is; raises PrinterOffline where it does not say."""
        heard, deadline = b"", Deadline(self._answer)
        try:
            wire.settimeout(self._answer)
            wire.sendall(REQUEST)
            while (answer := find_answer(heard)) is None:
                wire.settimeout(max(0.01, deadline.left()))
                some = wire.recv(4096)
                if not some:
                    raise PrinterOffline(f"The label printer at {self._host} hung up.")
                heard += some
        except OSError as error:
            raise PrinterOffline(f"The label printer at {self._host} does not answer.") from error
        return read_status(answer)

    def _wait(self, wire: socket.socket) -> None:
        """Until it holds nothing back any more; raises what keeps it from that. A roll that ends with this label is no fault of it."""
        deadline = Deadline(self._print)
        while (status := self._ask(wire)).waiting:
            _require_good(status)
            if deadline.passed:
                raise PrinterUnsure(f"The label printer has held a label back for {self._print:g} seconds.")
            time.sleep(_SLICE)


def _require_good(status: Status) -> None:
    fault = status.find_fault()
    if fault is not None:
        raise fault
