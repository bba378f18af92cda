"""One tray: what is on it, and its one worker."""

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field

from app.core.device import Port
from app.core.errors import AlreadyDone, TwoDevices
from app.core.recipe import Recipe
from app.core.run import Outcome, Record
from app.core.waiting import Stop
from app.provisioning.sockets import Place


@dataclass(slots=True)
class Tray:
    """What the line knows of a tray; only the line, under its lock, looks at it."""

    number: int
    worker: ThreadPoolExecutor
    place: Place = field(default_factory=Place)
    stop: Stop = field(default_factory=Stop)
    run: Future[Record] | None = None

    @property
    def busy(self) -> bool:
        """Whether a run goes on."""
        return self.run is not None and not self.run.done()

    @property
    def port(self) -> Port | None:
        """Where its device is, if one is there."""
        return None if self.place.away else self.place.port

    @property
    def recipe(self) -> Recipe | None:
        """What to make of it."""
        return self.place.recipe

    @property
    def ended(self) -> Record | None:
        """What came of its last run, once it has."""
        if self.run is None or not self.run.done() or self.run.exception():
            return None
        return self.run.result()

    @property
    def done(self) -> bool:
        """Whether its unit passed there, or was sent away because it had passed before."""
        record = self.ended
        if record is None:
            return False
        return record.outcome is Outcome.PASSED or (record.failure is not None and record.failure.code == AlreadyDone.code)

    def two(self) -> TwoDevices:
        """That more than one device answers here."""
        names = ", ".join(sorted(port.address for port in {self.port, *self.place.others} if port))
        return TwoDevices(f"More than one device answers on tray {self.number}: {names}.")
