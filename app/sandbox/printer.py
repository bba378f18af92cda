"""A label printer that is not real: it speaks ZPL on a TCP port, counts its labels, and goes wrong on demand."""

import re
import select
import socket
import threading
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from app.labels.status import REQUEST, Status

_LOOK = 0.05
"""Seconds between two looks at whether it is to stop, or has been refilled."""
_FORMAT = re.compile(rb"\^XA.*?\^XZ\s*", re.DOTALL)
_IDLE = 10.0
"""Seconds of silence after which it hangs up."""


@dataclass(slots=True)
class Faults:
    """What is wrong with it; changed while it runs."""

    paper_out: bool = False
    ribbon_out: bool = False
    head_open: bool = False
    paused: bool = False
    mute: bool = False
    """It takes connections and says nothing."""
    cut_after: int | None = None
    """It hangs up once it was given so many bytes of a label; that label is not printed."""
    empty_after: int | None = None
    """Its roll ends after so many labels more."""

    @property
    def stands(self) -> bool:
        """Whether what it has taken waits."""
        return self.paper_out or self.ribbon_out or self.head_open or self.paused


class SimulatedPrinter:
    """On loopback, one connection at a time; `labels` is what came out of it."""

    def __init__(self, *, seconds_a_label: float = 0.0) -> None:
        self.faults = Faults()
        self.labels: list[bytes] = []
        self._pace = seconds_a_label
        self._held: list[bytes] = []
        self._over, self._off, self._dark = threading.Event(), threading.Event(), threading.Event()
        self._listener = self._listen(0)
        self.port = int(self._listener.getsockname()[1])
        self._thread = threading.Thread(target=self._run, name="label printer")

    def start(self) -> None:
        """Take connections from now on."""
        self._thread.start()

    def close(self) -> None:
        """Switch it off for good; may be called twice."""
        self._over.set()
        if self._thread.is_alive():
            self._thread.join()
        self._listener.close()

    def switch_off(self) -> None:
        """Nobody can connect until `switch_on`; what it holds is lost, as in a real one."""
        self._off.set()
        self._dark.wait()

    def switch_on(self) -> None:
        """As it was before."""
        self._listener = self._listen(self.port)
        self._dark.clear()
        self._off.clear()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def _listen(self, port: int) -> socket.socket:
        return socket.create_server(("127.0.0.1", port))

    def _run(self) -> None:
        while not self._over.is_set():
            if self._off.is_set():
                if not self._dark.is_set():
                    self._listener.close()
                    self._held.clear()
                    self._dark.set()
                self._over.wait(_LOOK)
                continue
            with suppress(OSError):  # whoever connected is gone again
                if select.select((self._listener,), (), (), _LOOK)[0]:
                    wire, _ = self._listener.accept()
                    with wire:
                        self._serve(wire)
            self._print()

    def _serve(self, wire: socket.socket) -> None:
        """One connection, until the other side hangs up, or we do."""
        heard, silent = b"", 0.0
        while not (self._over.is_set() or self._off.is_set()) and silent < _IDLE:
            if not select.select((wire,), (), (), _LOOK)[0]:
                silent += _LOOK
                self._print()
                continue
            some = wire.recv(4096)
            if not some:
                return
            silent, heard = 0.0, heard + some
            if self.faults.cut_after is not None and len(heard.replace(REQUEST, b"")) > self.faults.cut_after:
                self.faults.cut_after = None
                return
            before, asked, after = heard.partition(REQUEST)
            while asked:  # it tells of the labels that came before the question
                heard = self._hold(before) + after
                self._print()
                if not self.faults.mute:
                    wire.sendall(answer(self._status()))
                before, asked, after = heard.partition(REQUEST)
            heard = self._hold(heard)
            self._print()

    def _hold(self, heard: bytes) -> bytes:
        """Keep every label that is whole until it is printed; what is left over."""
        while found := _FORMAT.search(heard):
            self._held.append(found[0])
            heard = heard[found.end() :]
        return heard

    def _print(self) -> None:
        while self._held and not self.faults.stands:
            if self._pace and self._over.wait(self._pace):
                return
            self.labels.append(self._held.pop(0))
            if self.faults.empty_after is not None:
                self.faults.empty_after -= 1
                if self.faults.empty_after <= 0:
                    self.faults.paper_out, self.faults.empty_after = True, None

    def _status(self) -> Status:
        now = self.faults
        return Status(now.paper_out, now.ribbon_out, now.head_open, now.paused, waiting=len(self._held))


def answer(status: Status) -> bytes:
    """What a printer in this state says to ~HS."""
    flags = (status.paper_out, status.paused, status.buffer_full, status.memory_lost, status.too_cold, status.too_hot)
    paper, paused, full, lost, cold, hot = map(int, flags)
    first = f"030,{paper},{paused},1245,{status.waiting:03},{full},0,0,000,{lost},{cold},{hot}"
    second = f"000,0,{int(status.head_open)},{int(status.ribbon_out)},1,2,6,0,00000000,1,000"
    return b"".join(b"\x02" + text.encode() + b"\x03\r\n" for text in (first, second, "1234,0"))
