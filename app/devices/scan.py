"""What is plugged in now: ports as the operating system lists them, and ports as links in a folder; opens nothing."""

import os
import stat
from collections.abc import Callable, Iterable
from pathlib import Path

from serial.tools.list_ports import comports
from serial.tools.list_ports_common import ListPortInfo

from app.core.device import Port, PortKind
from app.core.errors import PortMissing, TwoDevices
from app.devices import Scanner

_LOOKS = 3
"""How often the system is asked before a listing that fails is given up: pyserial stumbles over a port that vanishes while it reads."""
_KERNEL = Path("/sys/class/tty")
"""Where Linux tells of its terminals."""


class SerialScanner:
    """The serial ports with a USB identity; a port without one (a built-in UART) may be anything, and is opened only when named."""

    def __init__(self, list_ports: Callable[[], Iterable[ListPortInfo]] = comports, kernel: Path = _KERNEL) -> None:
        self._list_ports = list_ports
        self._kernel = kernel
        self._seen: frozenset[Port] = frozenset()

    def scan(self) -> frozenset[Port]:
        """Every USB serial port, its socket being its place on the bus; what was seen last where the system cannot be asked now."""
        for _ in range(_LOOKS):
            try:
                listed = list(self._list_ports())
            except (OSError, TypeError, ValueError):
                # A port vanished while pyserial read about it: there is a half-read number, or none (int(None) is a TypeError).
                continue
            self._seen = frozenset(_port(info, self._kernel) for info in listed if info.vid is not None)
            break
        return self._seen


class FolderScanner:
    """Each terminal in a folder, mostly a link to one: pseudo-terminals, lab devices, terminal servers."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def scan(self) -> frozenset[Port]:
        """Every entry that leads to a terminal now; a dangling link is not there, and neither is a name that begins with a dot."""
        try:
            paths = [path for path in self._folder.iterdir() if not path.name.startswith(".")]
        except OSError:
            # No folder is a folder with nothing in it: it may be made later.
            return frozenset()
        return frozenset(Port(PortKind.SERIAL, address=str(path), socket=path.name) for path in paths if _is_terminal(path))


class Scanners:
    """Several scanners as one; of two ports that lead to one terminal, the earlier scanner's is told."""

    def __init__(self, *scanners: Scanner) -> None:
        self._scanners = scanners

    def scan(self) -> frozenset[Port]:
        """Everything that any of them sees."""
        found: dict[tuple[PortKind, str], Port] = {}
        for scanner in self._scanners:
            for port in sorted(scanner.scan(), key=lambda port: port.socket):
                found.setdefault((port.kind, os.path.realpath(port.address) if port.kind is PortKind.SERIAL else port.address), port)
        return frozenset(found.values())


class Without:
    """A scanner that leaves out what is no device: the barcode scanner's own port."""

    def __init__(self, scanner: Scanner, is_other: Callable[[Port], bool]) -> None:
        self._scanner = scanner
        self._is_other = is_other

    def scan(self) -> frozenset[Port]:
        """Everything else."""
        return frozenset(port for port in self._scanner.scan() if not self._is_other(port))


def is_at(port: Port, place: str) -> bool:
    """Whether a port is the one that somebody calls by its socket (`1-4.2` is also its interface `1-4.2:1.0`) or by its name."""
    if place in (port.socket, port.socket.partition(":")[0]):
        return True
    return port.kind is PortKind.SERIAL and _place(port.address) == _place(place)


def find_address(scanner: Scanner, place: str) -> str | None:
    """The present name of the serial port that is there, also of a terminal that no listing tells; None: nothing is plugged in there."""
    found = sorted(port.address for port in scanner.scan() if port.kind is PortKind.SERIAL and is_at(port, place))
    if found:
        return found[0]
    return place if _is_terminal(Path(place)) else None


def find_port(scanner: Scanner, name: str) -> Port:
    """The token of that name that `scanner` sees (its socket, its address, its label), else the serial port there.

    Raises TwoDevices where several tokens are called so, and what `port_at` raises.
    """
    tokens = [port for port in scanner.scan() if port.kind is PortKind.TOKEN and name in (port.socket, port.address, port.label)]
    if len(tokens) > 1:
        raise TwoDevices(f"{len(tokens)} tokens are called {name}: name one by its socket, {tokens[0].socket} for one.")
    return tokens[0] if tokens else port_at(name)


def port_at(address: str, list_ports: Callable[[], Iterable[ListPortInfo]] = comports) -> Port:
    """The port that a person names (`/dev/ttyUSB0`, a link to it, `/dev/pts/3`, `com3`), with its USB identity where it has one.

    Raises PortMissing where there is none; whether it can be opened shows when it is.
    """
    wanted = _place(address)
    try:
        listed = list(list_ports())
    except (OSError, TypeError, ValueError):
        listed = []
    known = next((_port(info, _KERNEL) for info in listed if _place(info.device) == wanted), None)
    if known is not None:
        return known
    if not _is_terminal(Path(address)):
        raise PortMissing(f"There is no port {address}.")
    return Port(PortKind.SERIAL, address=address, socket=address)


def _place(address: str) -> str:
    """Two addresses of one port have the same place: links are followed, and Windows does not tell com3 from COM3."""
    return address.upper() if os.name == "nt" else os.path.realpath(address)


def _is_terminal(path: Path) -> bool:
    try:
        return stat.S_ISCHR(path.stat().st_mode)
    except (OSError, ValueError):
        return False


def _port(info: ListPortInfo, kernel: Path) -> Port:
    return Port(
        PortKind.SERIAL,
        address=info.device,
        socket=f"{info.location}{_outlet(info.name, kernel)}" if info.location else info.device,
        vid=info.vid,
        pid=info.pid,
        serial=info.serial_number or "",
        product=info.product or "",
        manufacturer=info.manufacturer or "",
        interface=info.interface or "",
    )


def _outlet(name: str, kernel: Path) -> str:
    """What tells the outlets of one multi-port adapter apart that share one USB interface: the kernel's port_number, from the second on."""
    try:
        number = (kernel / name / "device" / "port_number").read_text("ascii").strip()
    except (OSError, ValueError):
        return ""
    return "" if number in ("", "0") else f"#{number}"
