"""A bench of sockets for simulated units: seen, opened and unplugged like real ones, without leaving the process."""

import threading
from collections.abc import Iterable
from contextlib import suppress
from types import TracebackType
from typing import Self

from app.core.device import Port, PortKind
from app.core.errors import DeviceGone, DeviceTimeout, PortBusy, PortMissing
from app.core.waiting import SLICE, Deadline, Stop
from app.devices import Link
from app.sandbox.cable import Cable, Pulled, live
from app.sandbox.token import SimulatedToken
from app.sandbox.unit import SimulatedUnit
from app.sandbox.voice import Voice

Unit = SimulatedUnit | Voice | SimulatedToken
"""What can be plugged in."""
MAKER = "Birthmark"
"""Who has made all of it, as its ports tell."""


class _Wire(Cable):
    """Both directions between a unit and the station; the unit's thread at one end, a link at the other."""

    def __init__(self) -> None:
        self.changed = threading.Condition()
        self.to_unit = bytearray()
        self.to_station = bytearray()
        self.link: _WireLink | None = None
        self.pulled = False

    def take(self) -> bytes:
        with self.changed:
            self.changed.wait_for(lambda: self.to_unit or self.pulled)
            if self.pulled:
                raise Pulled
            data = bytes(self.to_unit)
            self.to_unit.clear()
            return data

    def give(self, data: bytes) -> None:
        with self.changed:
            if self.pulled:
                raise Pulled
            # As on a serial port: what is sent while nobody has it open is lost.
            if self.link is not None:
                self.to_station += data
                self.changed.notify_all()

    def forget(self) -> None:
        with self.changed:
            self.to_unit.clear()

    def rest(self, seconds: float) -> None:
        with self.changed:
            if self.changed.wait_for(lambda: self.pulled, seconds):
                raise Pulled

    def open(self, port: Port, stop: Stop) -> Link:
        """The station's end; raises PortMissing, PortBusy."""
        with self.changed:
            if self.pulled:
                raise PortMissing(f"Nothing is plugged in at {port.address}.")
            if self.link is not None:
                raise PortBusy(f"The port {port.address} is already open.")
            self.link = _WireLink(self, port, stop)
            return self.link

    def pull(self) -> None:
        """Cut it, for both ends."""
        with self.changed:
            self.pulled = True
            self.changed.notify_all()


class _WireLink(Link):
    """The station's end of a wire."""

    def __init__(self, wire: _Wire, port: Port, stop: Stop) -> None:
        self._wire = wire
        self._port = port
        self._stop = stop

    def read(self, deadline: Deadline) -> bytes:
        wire = self._wire
        with wire.changed:
            while True:
                self._stop.check()
                self._require_there()
                if wire.to_station:
                    data = bytes(wire.to_station)
                    wire.to_station.clear()
                    return data
                if deadline.passed:
                    raise DeviceTimeout(f"The device at {self._port.address} sent nothing within {deadline.seconds:g} seconds.")
                wire.changed.wait(min(SLICE, deadline.left()))

    def write(self, data: bytes, deadline: Deadline) -> None:
        del deadline  # the wire takes everything at once
        self._stop.check()
        with self._wire.changed:
            self._require_there()
            self._wire.to_unit += data
            self._wire.changed.notify_all()

    def close(self) -> None:
        with self._wire.changed:
            if self._wire.link is self:
                self._wire.link = None
                self._wire.to_station.clear()

    def _require_there(self) -> None:
        if self._wire.pulled or self._wire.link is not self:
            raise DeviceGone(f"The device at {self._port.address} was unplugged.")


class _Plugged:
    """A unit in a socket, alive in its own thread until the wire is pulled or the unit loses power."""

    def __init__(self, unit: Unit, port: Port) -> None:
        self.unit = unit
        self.port = port
        self.wire = _Wire()
        self._thread = threading.Thread(target=self._run, name=f"unit {unit.serial}")
        self._thread.start()

    def _run(self) -> None:
        try:
            with suppress(Pulled):
                if isinstance(self.unit, SimulatedUnit):
                    live(self.unit, self.wire)
                else:
                    self.unit.live(self.wire)
        finally:
            self.wire.pull()

    def pull(self) -> None:
        """Pull the wire and wait until the unit has noticed."""
        self.wire.pull()
        self._thread.join()


class SimulatedBench:
    """Sockets into which simulated units are plugged; a Scanner, and what opens the ports it finds. Safe for threads."""

    def __init__(self, sockets: Iterable[str]) -> None:
        self.sockets = tuple(sockets)
        self._lock = threading.Lock()
        self._plugged: dict[str, _Plugged] = {}

    def plug(self, socket: str, unit: Unit) -> Port:
        """Put a unit into a socket; it is there at once. Raises ValueError: no such socket, a unit is in it, the unit is in another one."""
        if socket not in self.sockets:
            raise ValueError(f"there is no socket {socket}")
        with self._lock:
            if any(there.unit is unit or name == socket for name, there in self._plugged.items() if not there.wire.pulled):
                raise ValueError(f"socket {socket} is taken, or the unit is in another one")
            before = self._plugged.pop(socket, None)
            product = f"Simulated {unit.model.removeprefix('Simulated ')}"
            port = Port(PortKind.SIMULATED, address=socket, socket=socket, serial=unit.serial, product=product, manufacturer=MAKER)
            # The one before lost power by itself: its thread is at its end, or there in no time.
            if before is not None:
                before.pull()
            self._plugged[socket] = _Plugged(unit, port)
        return port

    def unplug(self, socket: str) -> Unit | None:
        """Take out what is in a socket, whatever it is doing, and return it; whoever has it open gets DeviceGone. None: it was empty."""
        with self._lock:
            there = self._plugged.pop(socket, None)
        if there is None:
            return None
        there.pull()
        return there.unit

    def find_unit(self, socket: str) -> Unit | None:
        """The unit in a socket, or None; one that has lost power is still in it."""
        with self._lock:
            there = self._plugged.get(socket)
        return None if there is None else there.unit

    def scan(self) -> frozenset[Port]:
        """Every unit that is plugged in and has power."""
        with self._lock:
            return frozenset(there.port for there in self._plugged.values() if not there.wire.pulled)

    def open_link(self, port: Port, stop: Stop) -> Link:
        """Open the unit at `port`; raises PortMissing, PortBusy."""
        with self._lock:
            there = self._plugged.get(port.address)
        # Another unit may be in the socket by now: a port is the unit that was seen.
        if there is None or there.port != port:
            raise PortMissing(f"Nothing is plugged in at {port.address}.")
        return there.wire.open(port, stop)

    def open_token(self, port: Port, pin: str) -> SimulatedToken:
        """Log in to the token at `port`; raises PortMissing, LoginRejected."""
        with self._lock:
            there = self._plugged.get(port.address)
        if there is None or there.port != port or there.wire.pulled or not isinstance(there.unit, SimulatedToken):
            raise PortMissing(f"No token is plugged in at {port.address}.")
        there.unit.log_in(pin)
        return there.unit

    def close(self) -> None:
        """Take everything out; may be called twice."""
        for socket in self.sockets:
            self.unplug(socket)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()
