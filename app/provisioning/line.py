"""The trays of one station: which device is on which, what runs there, and who is told."""

import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime

import structlog
from uuid6 import uuid7

from app.core.device import Port
from app.core.errors import DeviceUnknown, PortBusy, PortMissing, SocketUnknown, StationError
from app.core.recipe import Recipe
from app.core.run import Failure, Record, Start, Step
from app.core.waiting import Stop
from app.provisioning.flow import Bench, provision
from app.provisioning.progress import Plugged, Refused, TrayEvent, Unplugged
from app.provisioning.run import Journal, Run

log = structlog.get_logger(__name__)

STATION = 0
"""The tray number under which something is told that concerns no tray."""

Tell = Callable[[int, TrayEvent], None]
"""Told from any thread; must return at once."""


@dataclass(frozen=True, slots=True)
class Shift:
    """Who works, and on what; goes into every record."""

    operator: str = ""
    order: str = ""


@dataclass(slots=True)
class _Tray:
    """One tray: its socket, what is on it, and its one worker."""

    number: int
    socket: str
    worker: ThreadPoolExecutor
    port: Port | None = None
    recipe: Recipe | None = None
    stop: Stop = field(default_factory=Stop)
    run: Future[Record] | None = None

    @property
    def busy(self) -> bool:
        return self.run is not None and not self.run.done()


class Line:
    """Binds sockets to trays and runs one unit at a time on each.

    `trays` is the number of trays; `sockets` names the sockets taught; where none is, trays take them as they come.
    `find_recipe` tells what to make of a port, or None. `tell` hears every event.
    """

    def __init__(
        self,
        bench: Bench,
        journal: Journal,
        find_recipe: Callable[[Port], Recipe | None],
        tell: Tell,
        *,
        trays: int,
        sockets: Mapping[int, str] | None = None,
        shift: Shift | None = None,
        autostart: bool = False,
    ) -> None:
        self._bench = bench
        self._journal = journal
        self._find_recipe = find_recipe
        self._tell = tell
        self._autostart = autostart
        self._lock = threading.RLock()
        self._seen: frozenset[Port] = frozenset()
        self._taught = bool(sockets)
        self._trays = {
            number: _Tray(number, (sockets or {}).get(number, ""), ThreadPoolExecutor(1, thread_name_prefix=f"tray-{number}"))
            for number in range(1, trays + 1)
        }
        self.shift = shift or Shift()

    @property
    def sockets(self) -> dict[int, str]:
        """Which socket each tray is bound to; empty where none is yet."""
        with self._lock:
            return {number: tray.socket for number, tray in self._trays.items()}

    def see(self, ports: frozenset[Port]) -> None:
        """Take note of everything that is plugged in now."""
        with self._lock:
            gone, new = self._seen - ports, ports - self._seen
            self._seen = ports
            for port in gone:
                self._unplugged(port)
            for port in sorted(new, key=lambda port: port.socket):
                self._plugged(port)

    def start(self, number: int, scan: str = "", *, rotation: str = "") -> Future[Record] | None:
        """Begin a run on a tray; where that cannot be, the tray is told why and None comes back.

        `rotation`: why the unit gets a new certificate though it has one.
        """
        with self._lock:
            tray = self._trays[number]
            if tray.busy:
                self._refuse(number, PortBusy(f"Tray {number} is still working.", advice="Wait until it is done."))
                return None
            if tray.port is None or tray.recipe is None:
                self._refuse(number, PortMissing(f"No device to provision is on tray {number}.", advice="Plug a device in."))
                return None
            tray.stop = Stop()
            tray.run = tray.worker.submit(self._work, tray, tray.port, tray.recipe, stop=tray.stop, scan=scan, rotation=rotation)
            return tray.run

    def scan(self, serial: str) -> int | None:
        """Take a scanned label to the tray whose port hints at that serial number, else to the first that waits; None where none waits."""
        with self._lock:
            waiting = [tray for tray in self._trays.values() if tray.port and tray.recipe and not tray.busy and tray.run is None]
            chosen = next((tray for tray in waiting if tray.port and tray.port.serial == serial), None)
            chosen = chosen or next((tray for tray in waiting if tray.port and not tray.port.serial), None) or next(iter(waiting), None)
            if chosen is None:
                self._refuse(STATION, PortMissing("No tray is waiting for a scan.", advice="Plug a device in first."))
                return None
            self.start(chosen.number, serial)
            return chosen.number

    def abort(self, number: int) -> None:
        """Ask the run on a tray to stop; heard within a fifth of a second, or not at all once the device is being locked."""
        with self._lock:
            self._trays[number].stop.set()

    def close(self) -> None:
        """Stop every run and wait until each has written its record."""
        with self._lock:
            trays = list(self._trays.values())
            for tray in trays:
                tray.stop.set()
        for tray in trays:
            tray.worker.shutdown(wait=True)

    def _work(self, tray: _Tray, port: Port, recipe: Recipe, *, stop: Stop, scan: str, rotation: str) -> Record:
        start = Start(
            run=uuid7(),
            tray=tray.number,
            operator=self.shift.operator,
            order=self.shift.order,
            recipe=recipe.name,
            recipe_version=recipe.version,
            recipe_digest=recipe.digest,
            port=port,
            steps=(*recipe.steps, Step.RETIRE) if rotation else recipe.steps,
            at=datetime.now(UTC),
            scan=scan,
        )
        try:
            run = Run(start, self._journal, lambda event: self._tell(tray.number, event), stop, rotation)
            return provision(port, recipe, self._bench, run)
        except Exception as error:
            if not isinstance(error, StationError):
                log.exception("bug", tray=tray.number)
            self._tell(tray.number, Refused(Failure.of(error)))
            raise

    def _plugged(self, port: Port) -> None:
        tray = self._tray_of(port)
        if tray is None:
            if self._find_recipe(port) is not None:
                self._refuse(STATION, SocketUnknown(f"A device was plugged into {port.socket}, which belongs to no tray."))
            return
        tray.port, tray.recipe = port, self._find_recipe(port)
        if not tray.busy:
            tray.run = None
        missing = DeviceUnknown(f"No recipe is for what was plugged in ({port.product or port.address}).") if tray.recipe is None else None
        self._tell(tray.number, Plugged(port, Failure.of(missing) if missing else None))
        if self._autostart and tray.recipe is not None and not tray.busy:
            self.start(tray.number)

    def _unplugged(self, port: Port) -> None:
        for tray in self._trays.values():
            if tray.port == port:
                tray.port = tray.recipe = None
                self._tell(tray.number, Unplugged())

    def _tray_of(self, port: Port) -> _Tray | None:
        """The tray bound to the port's socket; where nothing is taught, the next free tray becomes bound to it."""
        bound = next((tray for tray in self._trays.values() if tray.socket == port.socket), None)
        if bound is not None or self._taught or self._find_recipe(port) is None:
            return bound
        free = next((tray for tray in self._trays.values() if not tray.socket), None)
        if free is not None:
            free.socket = port.socket
        return free

    def _refuse(self, number: int, error: StationError) -> None:
        self._tell(number, Refused(Failure.of(error)))
