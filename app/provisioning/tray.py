"""One tray: what is on it, and its one worker; and which of them a scanned label is for."""

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field

from app.core.device import Port
from app.core.errors import AlreadyDone, PortMissing, RotationNeeded, RotationUnfinished, TwoDevices
from app.core.recipe import Recipe
from app.core.run import Outcome, Record
from app.core.waiting import Stop
from app.provisioning.sockets import Place

_ROTATION = {RotationNeeded.code, RotationUnfinished.code}


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
    def waiting(self) -> bool:
        """Whether a unit is there that nothing was done with yet."""
        return self.port is not None and self.recipe is not None and self.run is None

    @property
    def failed(self) -> bool:
        """Whether its unit did not pass and is still there."""
        if self.port is None or self.recipe is None or self.run is None or self.busy:
            return False
        record = self.ended
        return record is None or record.outcome is not Outcome.PASSED

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

    @property
    def rotates(self) -> bool:
        """Whether its unit was sent away because only a rotation gives it a certificate."""
        record = self.ended
        return record is not None and record.failure is not None and record.failure.code in _ROTATION

    def two(self) -> TwoDevices:
        """That more than one device answers here."""
        names = ", ".join(sorted(port.address for port in {self.port, *self.place.others} if port))
        return TwoDevices(f"More than one device answers on tray {self.number}: {names}.")


def find_for(serial: str, trays: Sequence[Tray]) -> Tray:
    """The tray that a label with this serial number is for.

    That is one whose port hints at it, else one whose unit said so in a run that it did not pass (somebody scans the right label now), else
    the first that waits. Raises TwoDevices, and PortMissing where none waits.
    """
    waiting = [tray for tray in trays if tray.waiting]
    named = [tray for tray in waiting if tray.port and tray.port.serial == serial]
    if len(named) > 1:
        numbers = " and ".join(str(tray.number) for tray in named)
        words = f"The devices on trays {numbers} claim the same serial number."
        raise TwoDevices(words, advice="Start each on its own tray: nobody can tell which one was scanned.")
    again = [tray for tray in trays if tray.failed and not tray.done and tray.ended and _said(tray.ended) == serial]
    unnamed = [tray for tray in waiting if tray.port and not tray.port.serial]
    chosen = next(iter((*named, *again, *unnamed, *waiting)), None)
    if chosen is None:
        raise PortMissing("No tray is waiting for a scan.", advice="Plug a device in first.")
    return chosen


def _said(record: Record) -> str:
    """The serial number that the unit of a run named."""
    return record.identity.serial if record.identity else ""
