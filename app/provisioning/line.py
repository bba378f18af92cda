"""The trays of one station: which device is on which, what runs there, and who is told."""

import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime
from uuid import UUID

import structlog
from uuid6 import uuid7

from app.core.device import Port
from app.core.errors import DeviceUnknown, NotAllowed, PortBusy, PortMissing, SocketUnknown, StationError
from app.core.people import Override, Right
from app.core.recipe import Recipe
from app.core.run import Failure, Outcome, Record, Start, Step
from app.core.waiting import Stop
from app.provisioning.flow import Bench, provision
from app.provisioning.progress import Plugged, Refused, Taught, TrayEvent, Unplugged
from app.provisioning.run import Journal, Run
from app.provisioning.shift import Shift
from app.provisioning.sockets import Sockets, choose
from app.provisioning.tray import Tray, find_for

log = structlog.get_logger(__name__)

STATION = 0
"""The tray number under which something is told that concerns no tray."""

Tell = Callable[[int, TrayEvent], None]
"""Told from any thread; must return at once."""


class Line:
    """Binds sockets to trays and runs one unit at a time on each.

    `trays` is the number of trays; `sockets` names the sockets taught; where none is, trays take them as they come.
    `find_recipe` tells what to make of a port, or None, or raises DeviceUnknown with the reason. `tell` hears every event; `keep_socket`
    is told what was taught. `require` answers with the badge of whoever works here and may, with nothing where the station has admitted
    nobody; it raises NotAllowed.
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
        require: Callable[[Right], str] = lambda _right: "",
        autostart: bool = False,
        keep_socket: Callable[[int, str], None] = lambda _number, _socket: None,
    ) -> None:
        self._bench = bench
        self._journal = journal
        self._find_recipe = find_recipe
        self._tell = tell
        self._require = require
        self._autostart = autostart
        self._lock = threading.RLock()
        self._seen: frozenset[Port] = frozenset()
        self._keep_socket = keep_socket
        self._sockets = Sockets(trays, sockets or {})
        self._teaching: int | None = None
        self._trays = {number: Tray(number, ThreadPoolExecutor(1, thread_name_prefix=f"tray-{number}")) for number, _ in self._sockets}
        self.shift = shift or Shift()

    @property
    def sockets(self) -> dict[int, str]:
        """Which socket each tray is bound to; empty where none is yet."""
        with self._lock:
            return dict(self._sockets)

    def teach(self, number: int) -> None:
        """Bind a tray to the socket into which something is plugged next; the tray is told `Taught`, or why it cannot be.

        Raises NotAllowed.
        """
        self._require(Right.SET_UP)
        with self._lock:
            self._teaching = number

    @property
    def teaching(self) -> int | None:
        """The tray that waits to be taught; None: none does."""
        return self._teaching

    def forget_teaching(self) -> None:
        """No tray waits to be taught any more."""
        with self._lock:
            self._teaching = None

    def see(self, ports: frozenset[Port]) -> None:
        """Take note of everything that is plugged in now."""
        with self._lock:
            gone, new = self._seen - ports, ports - self._seen
            self._seen = ports
            for port in gone:
                self._unplugged(port)
            for tray in self._trays.values():
                if tray.place.away and tray.place.away.passed:
                    self._left(tray)
            if self._teaching is not None and new:
                self._learn(self._teaching, new)
            for port in sorted(new, key=lambda port: port.socket):
                self._plugged(port)

    def needs(self, number: int) -> Right | None:
        """What somebody must allow before this tray is started, beside what whoever works here may; None: nothing."""
        with self._lock:
            tray = self._trays[number]
            return Right.REWORK if tray.done or tray.rotates else None

    def rotates(self, number: int) -> bool:
        """Whether the unit there was sent away because only a rotation gives it a certificate: so it gets one, once that is allowed."""
        with self._lock:
            return self._trays[number].rotates

    def start(self, number: int, scan: str = "", *, rotation: str = "", rework: Override | None = None) -> Future[Record] | None:
        """Begin a run on a tray; where that cannot be, the tray is told why and None comes back.

        `rotation`: why the unit gets a new certificate though it has one; `rework`: who lets a unit in again that is done, or that can
        only be rotated, and why: this unit, and no other that was put in its place.
        """
        with self._lock:
            tray = self._trays[number]
            meant = tray.ended.identity if rework is not None and tray.ended is not None else None
            if rework is not None and tray.rotates:
                rotation = rework.reason
            try:
                who = self._require_right(tray, rotation, rework)
            except NotAllowed as error:
                self._refuse(number, error)
                return None
            if tray.busy:
                self._refuse(number, PortBusy(f"Tray {number} is still working.", advice="Wait until it is done."))
                return None
            if tray.place.others:
                self._refuse(number, tray.two())
                return None
            if tray.port is None or tray.recipe is None:
                self._refuse(number, PortMissing(f"No device to provision is on tray {number}.", advice="Plug a device in."))
                return None
            tray.stop = Stop()
            recipe = self.shift.version_of(tray.recipe)
            start = self._start(tray, tray.port, recipe, who, scan, rotation=rotation)
            run = Run(start, self._journal, lambda event: self._tell(number, event), tray.stop, rotation, rework=rework, meant=meant)
            tray.run = tray.worker.submit(self._work, run, recipe)
            return tray.run

    def scan(self, serial: str) -> int | None:
        """Take a scanned label to the tray that it is for, as `find_for` knows it; None where none waits."""
        with self._lock:
            try:
                chosen = find_for(serial, list(self._trays.values()))
            except StationError as error:
                self._refuse(STATION, error)
                return None
            self.start(chosen.number, serial)
            return chosen.number

    def list_waiting(self) -> list[int]:
        """The trays with a unit that nothing was done with yet."""
        with self._lock:
            return [number for number, tray in self._trays.items() if tray.waiting]

    def list_running(self) -> list[int]:
        """The trays on which a run goes on."""
        with self._lock:
            return [number for number, tray in self._trays.items() if tray.busy]

    def list_failed(self) -> list[int]:
        """The trays whose unit did not pass and is still there."""
        with self._lock:
            return [number for number, tray in self._trays.items() if tray.failed]

    def runs_passed(self) -> dict[int, UUID]:
        """The trays whose unit passed and is still there, each with its run."""
        ended = {number: tray.ended for number, tray in self._trays.items() if tray.port}
        return {number: record.start.run for number, record in ended.items() if record and record.outcome is Outcome.PASSED}

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

    def _require_right(self, tray: Tray, rotation: str, rework: Override | None) -> str:
        """The badge of whoever works here and may."""
        if rework is not None:
            rework.require(Right.REWORK)
        who = self._require(Right.REWORK if rotation and rework is None else Right.PROVISION)
        if who and not rotation and tray.done and rework is None:
            raise NotAllowed("This unit is done.", advice="To work on it again, a supervisor must scan a badge and say why.")
        return who

    def _start(self, tray: Tray, port: Port, recipe: Recipe, who: str, scan: str, *, rotation: str) -> Start:
        return Start(
            run=uuid7(),
            tray=tray.number,
            operator=who or self.shift.operator,
            order=self.shift.order,
            recipe=recipe.name,
            recipe_version=recipe.version,
            recipe_digest=recipe.digest,
            port=port,
            steps=(*recipe.steps, Step.RETIRE) if rotation else recipe.steps_with(label=bool(recipe.label.print or self.shift.label)),
            at=datetime.now(UTC),
            scan=scan,
        )

    def _work(self, run: Run, recipe: Recipe) -> Record:
        start = run.start
        try:
            return provision(start.port, recipe, self._bench, run)
        except Exception as error:
            if not isinstance(error, StationError):
                log.exception("bug", tray=start.tray)
            self._tell(start.tray, Refused(Failure.of(error)))
            raise
        finally:
            self._bench.labels.hurry()

    def _plugged(self, port: Port) -> None:
        recipe, doubt = self._recipe_for(port)
        number = self._sockets.find_tray(port.socket)
        if number is None and recipe is not None:
            number = self._sockets.take(port.socket)
        if number is None:
            if recipe is not None:
                self._refuse(STATION, SocketUnknown(f"A device was plugged into {port.socket}, which belongs to no tray."))
            return
        tray = self._trays[number]
        if tray.place.is_back(port, lambda port: self._recipe_for(port)[0]):
            return
        if tray.place.away:
            self._left(tray)
        if tray.port is not None and tray.recipe is not None:
            if recipe is not None:
                tray.place.others.add(port)
                self._tell(number, Refused(Failure.of(tray.two())) if tray.busy else Plugged(tray.port, Failure.of(tray.two())))
            return
        tray.place.port, tray.place.recipe = port, recipe
        if not tray.busy:
            tray.run = None
        self._tell(number, Plugged(port, Failure.of(doubt) if doubt else None))
        if self._autostart and recipe is not None and not tray.busy:
            self.start(number)

    def _recipe_for(self, port: Port) -> tuple[Recipe | None, DeviceUnknown | None]:
        """What to make of a port, or why nothing."""
        try:
            recipe = self._find_recipe(port)
        except DeviceUnknown as doubt:
            return None, doubt
        missing = DeviceUnknown(f"No recipe is for what was plugged in ({port.product or port.address}).") if recipe is None else None
        return recipe, missing

    def _unplugged(self, port: Port) -> None:
        for tray in self._trays.values():
            if port in tray.place.others:
                tray.place.others.discard(port)
                if tray.port is not None and not tray.place.others and not tray.busy:
                    self._tell(tray.number, Plugged(tray.port))
            elif tray.place.port == port and tray.place.others:
                tray.place.port = tray.place.others.pop()
                self._tell(tray.number, Plugged(tray.place.port, Failure.of(tray.two()) if tray.place.others else None))
            elif tray.place.port == port and not tray.place.away and not tray.place.leave():
                self._tell(tray.number, Unplugged())

    def _left(self, tray: Tray) -> None:
        """A board that was waited for did not come back."""
        tray.place.clear()
        self._tell(tray.number, Unplugged())

    def _learn(self, number: int, new: frozenset[Port]) -> None:
        self._teaching = None
        try:
            socket = choose(new).socket
            self._sockets.teach(number, socket)
            self._keep_socket(number, socket)
        except StationError as error:
            self._refuse(number, error)
        else:
            self._tell(number, Taught(socket))

    def _refuse(self, number: int, error: StationError) -> None:
        self._tell(number, Refused(Failure.of(error)))
