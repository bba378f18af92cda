"""Which socket belongs to which tray, and what is plugged in there: taught by plugging, told apart by place and by nothing else."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from app.core.device import Port
from app.core.errors import DeviceTimeout, SocketTaken, TwoDevices
from app.core.recipe import Recipe
from app.core.waiting import SLICE, Deadline, Stop
from app.devices import Scanner


class Sockets:
    """The sockets of the trays; where none is taught, trays take sockets as they come."""

    def __init__(self, trays: int, taught: Mapping[int, str]) -> None:
        self._taught = {number: socket for number, socket in taught.items() if socket}
        self._bound = {number: self._taught.get(number, "") for number in range(1, trays + 1)}

    def __iter__(self) -> Iterator[tuple[int, str]]:
        return iter(self._bound.items())

    def find_tray(self, socket: str) -> int | None:
        """The tray of that socket, or of the USB device of which the socket is one interface (`1-4.2:1.0` of `1-4.2`)."""
        for place in (socket, socket.partition(":")[0]):
            for number, bound in self._bound.items():
                if bound == place:
                    return number
        return None

    def take(self, socket: str) -> int | None:
        """The first tray without a socket becomes bound to this one; None where sockets are taught, or no tray is free."""
        free = next((number for number, bound in self._bound.items() if not bound), None)
        if self._taught or free is None:
            return None
        self._bound[free] = socket
        return free

    def teach(self, number: int, socket: str) -> None:
        """Bind a tray to a socket for good; raises SocketTaken where the socket is another tray's."""
        owner = self.find_tray(socket)
        if owner != number and owner in self._taught:
            raise SocketTaken(f"The socket {socket} already belongs to tray {owner}.")
        if not self._taught:
            # Those that were only taken as they came are free again.
            self._bound = dict.fromkeys(self._bound, "")
        self._taught[number] = self._bound[number] = socket


def learn_socket(scanner: Scanner, seconds: float, stop: Stop) -> Port:
    """Wait until something is plugged in, and return it; what is there already counts once it was taken out.

    Raises TwoDevices where two sockets are filled at once, DeviceTimeout, Cancelled.
    """
    before, deadline = scanner.scan(), Deadline(seconds)
    while not deadline.passed:
        stop.wait(SLICE)
        stop.check()
        now = scanner.scan()
        new = now - before
        before = now
        if new:
            return choose(new)
    raise DeviceTimeout(
        f"Nothing was plugged in within {seconds:g} seconds.", advice="Start over, and plug a device into the tray's socket."
    )


def choose(new: frozenset[Port]) -> Port:
    """The one place that was just filled; raises TwoDevices where there are two."""
    places = {port.socket.partition(":")[0] for port in new}
    if len(places) > 1:
        raise TwoDevices(f"Devices were plugged into {len(places)} sockets at once: {', '.join(sorted(places))}.")
    return min(new, key=lambda port: port.socket)


@dataclass(slots=True)
class Place:
    """What is in the socket of one tray."""

    port: Port | None = None
    recipe: Recipe | None = None
    others: set[Port] = field(default_factory=set)
    """Further devices that answer there, while they must not."""
    away: Deadline | None = None
    """Until when a board that resets itself is waited for."""

    def leave(self) -> bool:
        """What was there is gone; returns whether it may come back, as a board does that resets itself."""
        if self.recipe is None or not self.recipe.detect.reset_seconds:
            self.clear()
            return False
        self.away = Deadline(self.recipe.detect.reset_seconds)
        return True

    def clear(self) -> None:
        """Nothing is there."""
        self.port = self.recipe = self.away = None

    def is_back(self, port: Port, find_recipe: Callable[[Port], Recipe | None]) -> bool:
        """Whether this is the board that went away, back in its socket: by its recipe and what its descriptor claims; then it is there."""
        if self.away is None or self.away.passed or self.port is None or self.recipe is None:
            return False
        if self.recipe.detect.may_become(port):
            return True
        if port.serial != self.port.serial or find_recipe(port) != self.recipe:
            return False
        self.port, self.away = port, None
        return True
