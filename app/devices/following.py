"""A board that resets itself in the middle of a run is followed: by its socket, with a deadline, and never to another unit."""

from collections.abc import Callable
from typing import TypeVar

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.types import CertificateIssuerPrivateKeyTypes

from app.core.chain import Chain
from app.core.device import Address, Identity, Port, require_same_unit
from app.core.errors import DeviceChanged, DeviceGone, PortBusy, PortMissing
from app.core.recipe import Recipe
from app.core.waiting import SLICE, Deadline, Stop
from app.devices import Device, Opener, Scanner

Answer = TypeVar("Answer")


def following(open_device: Opener, scanner: Scanner) -> Opener:
    """`open_device`, but that a device whose recipe says that it may reset (`detect.reset_seconds`) is followed through it."""

    def open_followed(port: Port, recipe: Recipe, stop: Stop) -> Device:
        if not recipe.detect.reset_seconds:
            return open_device(port, recipe, stop)
        return Followed(open_device, scanner, port, recipe, stop)

    return open_followed


class Followed(Device):
    """A device that is opened again in its own socket where it went away; it is asked who it is, then the verb is tried once more.

    A verb may be tried again, for it finds what the first try has done. One that loses the device twice is not: the board does not hold.
    """

    def __init__(self, open_device: Opener, scanner: Scanner, port: Port, recipe: Recipe, stop: Stop) -> None:
        """`port` is opened with the first verb: a board may reset as soon as it is plugged in."""
        self._open = open_device
        self._scanner = scanner
        self._port = port
        self._recipe = recipe
        self._stop = stop
        self._device: Device | None = None
        self._identity: Identity | None = None

    def identify(self) -> Identity:
        """As it says now; the first answer is what every later one is compared with after a reset."""
        identity = self._try(lambda device: device.identify())
        self._identity = self._identity or identity
        return identity

    def find_chain(self) -> Chain | None:
        """As the device does."""
        return self._try(lambda device: device.find_chain())

    def find_request(self, identifier: str) -> x509.CertificateSigningRequest | None:
        """As the device does."""
        return self._try(lambda device: device.find_request(identifier))

    def holds(self, chain: Chain) -> bool:
        """As the device does."""
        return self._try(lambda device: device.holds(chain))

    def list_facts(self) -> dict[str, str]:
        """What it has told since it was opened last."""
        return self._try(lambda device: device.list_facts())

    def make_key(self, identifier: str) -> x509.CertificateSigningRequest:
        """As the device does."""
        return self._try(lambda device: device.make_key(identifier))

    def replace_key(self, identifier: str) -> x509.CertificateSigningRequest:
        """As the device does; tried again, it makes one more key, and nothing was issued for the one before."""
        return self._try(lambda device: device.replace_key(identifier))

    def import_key(self, key: CertificateIssuerPrivateKeyTypes) -> None:
        """As the device does."""
        self._try(lambda device: device.import_key(key))

    def write_chain(self, chain: Chain) -> None:
        """As the device does."""
        self._try(lambda device: device.write_chain(chain))

    def read_chain(self) -> Chain:
        """As the device does."""
        return self._try(lambda device: device.read_chain())

    def sign(self, challenge: bytes) -> bytes:
        """As the device does."""
        return self._try(lambda device: device.sign(challenge))

    def call_platform(self, address: Address) -> bytes:
        """As the device does."""
        return self._try(lambda device: device.call_platform(address))

    def lock(self) -> None:
        """As the device does; many a board resets with it."""
        self._try(lambda device: device.lock())

    def close(self) -> None:
        """Let it go."""
        if self._device is not None:
            self._device.close()
        self._device = None

    def _try(self, verb: Callable[[Device], Answer]) -> Answer:
        try:
            if self._device is None:
                self._device = self._open(self._port, self._recipe, self._stop)
            return verb(self._device)
        except (DeviceGone, PortMissing) as gone:
            return verb(self._come_back(gone))

    def _come_back(self, gone: DeviceGone | PortMissing) -> Device:
        """The device, once it is in its socket again and has said who it is.

        Raises DeviceChanged for another unit, DeviceGone or PortBusy at the deadline, whatever else opening and asking raise.
        """
        deadline = Deadline(self._recipe.detect.reset_seconds)
        trouble: DeviceGone | PortMissing | PortBusy = gone
        while not deadline.passed:
            self.close()
            try:
                port = self._find_port()
                if port is not None:
                    self._device = self._open(port, self._recipe, self._stop)
                    self._require_same(self._device.identify())
                    return self._device
            except (DeviceGone, PortMissing, PortBusy) as error:
                trouble = error  # it has just come, or is about to go: its node, or our right to open it, comes a moment later
            self._stop.wait(min(SLICE, deadline.left()))
        self.close()
        if isinstance(trouble, PortBusy):
            raise trouble
        raise DeviceGone(f"The device went away, and did not come back to its socket within {deadline.seconds:g} seconds.") from trouble

    def _find_port(self) -> Port | None:
        """Where it shows itself as the product again, in its own socket; None: not yet."""
        place = _place(self._port)
        here = [port for port in self._scanner.scan() if _place(port) == place and self._recipe.detect.matches(port)]
        if not here and self._port.vid is None:
            return self._port  # a terminal that was named, and that no scanner lists
        # A number that is not told yet is read with the next look.
        told = [port for port in here if port.serial or not self._port.serial]
        same = [port for port in told if port.serial == self._port.serial]
        if told and not same:
            raise DeviceChanged(f"Another device is in the socket {place} than the one the run began with.")
        return min(same, key=lambda port: (port.socket != self._port.socket, port.socket), default=None)

    def _require_same(self, identity: Identity) -> None:
        if self._identity is not None:
            require_same_unit(self._identity, identity)


def _place(port: Port) -> str:
    """The socket itself: a board may come back with its interfaces in another order."""
    return port.socket.partition(":")[0]
