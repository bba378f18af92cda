"""What is plugged in besides serial ports: HID and vendor USB devices and mass-storage volumes that a recipe names; opens nothing."""

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote

from app.core.device import Port, PortKind

Wanted = Callable[[Port], bool]
"""Whether a recipe names it: a station does not list the keyboards and mice of whoever works there."""

_SOCKET = re.compile(r"\d+-\d+(?:\.\d+)*")
"""A device's place on the bus, as the kernel names it: bus, port, port of the hub there, and so on."""


class UsbScanner:
    """USB devices of which the kernel has no driver for any interface, as in sysfs; Linux only."""

    def __init__(self, wanted: Wanted, sysfs: Path = Path("/sys")) -> None:
        self._wanted = wanted
        self._folder = sysfs / "bus" / "usb" / "devices"

    def scan(self) -> frozenset[Port]:
        """Every device that is wanted."""
        return frozenset(port for folder in _list(self._folder) if (port := self._port(folder)) and self._wanted(port))

    def _port(self, folder: Path) -> Port | None:
        if not _SOCKET.fullmatch(folder.name) or any((there / "driver").exists() for there in _list(folder) if ":" in there.name):
            return None
        return _described(PortKind.USB, str(folder), folder)


class HidScanner:
    """HID devices as in sysfs; nothing is opened, and no udev is needed. Linux only."""

    def __init__(self, wanted: Wanted, sysfs: Path = Path("/sys")) -> None:
        self._wanted = wanted
        self._folder = sysfs / "class" / "hidraw"

    def scan(self) -> frozenset[Port]:
        """Every device that is wanted."""
        return frozenset(port for node in _list(self._folder) if (port := self._port(node)) and self._wanted(port))

    @staticmethod
    def _port(node: Path) -> Port | None:
        device = _device_above(node / "device")
        return None if device is None else _described(PortKind.HID, f"/dev/{node.name}", device)


class HidApiScanner:
    """HID devices as hidapi lists them, on Windows and macOS; there a path stands for the place."""

    def __init__(self, wanted: Wanted, list_devices: Callable[[], Iterable[dict[str, object]]]) -> None:
        self._wanted = wanted
        self._list_devices = list_devices

    def scan(self) -> frozenset[Port]:
        """Every device that is wanted."""
        return frozenset(port for port in map(self._port, self._list_devices()) if self._wanted(port))

    @staticmethod
    def _port(info: dict[str, object]) -> Port:
        raw = info["path"]
        path = raw.decode("utf-8", "replace") if isinstance(raw, bytes) else str(raw)
        texts = {ours: str(info.get(theirs) or "") for ours, theirs in _HIDAPI.items()}
        return Port(PortKind.HID, path, path, int(str(info["vendor_id"])), int(str(info["product_id"])), **texts)


_HIDAPI = {"serial": "serial_number", "product": "product_string", "manufacturer": "manufacturer_string"}


class VolumeScanner:
    """Volumes on USB mass storage, by label: as udev links them, else by the folder in which each is mounted; Linux only."""

    def __init__(self, wanted: Wanted, root: Path = Path("/")) -> None:
        self._wanted = wanted
        self._root = root

    def scan(self) -> frozenset[Port]:
        """Every volume that is wanted; its address is where it is mounted, or its block device where it is not."""
        mounts = dict(self._mounts())
        labels = {block: Path(mount).name for block, mount in mounts.items()} | dict(self._labels())
        ports = (self._port(block, label, mounts.get(block, f"/dev/{block}")) for block, label in labels.items())
        return frozenset(port for port in ports if port and self._wanted(port))

    def _labels(self) -> Iterator[tuple[str, str]]:
        for link in _list(self._root / "dev" / "disk" / "by-label"):
            # udev writes what may not stand in a name as \x20.
            yield Path(os.path.realpath(link)).name, unquote(link.name.replace("\\x", "%"))

    def _mounts(self) -> Iterator[tuple[str, str]]:
        try:
            lines = (self._root / "proc" / "self" / "mounts").read_text("utf-8", "replace").splitlines()
        except OSError:
            return
        for line in lines:
            device, folder, *_ = line.split(" ")
            if device.startswith("/dev/"):
                # proc(5): space, tab, line end and backslash are written in octal.
                yield Path(device).name, re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), folder)

    def _port(self, block: str, label: str, address: str) -> Port | None:
        device = _device_above(self._root / "sys" / "class" / "block" / block)
        return None if device is None else _described(PortKind.VOLUME, address, device, label=label)


def list_scanners(kinds: Iterable[PortKind], wanted: Wanted) -> list[UsbScanner | HidScanner | HidApiScanner | VolumeScanner]:
    """The scanners of these kinds on this system."""
    if sys.platform == "linux":
        makers: dict[PortKind, Callable[[Wanted], UsbScanner | HidScanner | VolumeScanner]] = {
            PortKind.HID: HidScanner,
            PortKind.USB: UsbScanner,
            PortKind.VOLUME: VolumeScanner,
        }
        return [makers[kind](wanted) for kind in kinds if kind in makers]
    if PortKind.HID in kinds:
        import hid  # noqa: PLC0415 - a library of its own, needed where a recipe asks for it

        return [HidApiScanner(wanted, hid.enumerate)]
    return []


def _described(kind: PortKind, address: str, device: Path, *, label: str = "") -> Port | None:
    """The port with what the USB descriptor of `device` claims; None where it is gone by now."""
    try:
        vid, pid = (int((device / name).read_text("ascii"), 16) for name in ("idVendor", "idProduct"))
    except (OSError, ValueError):
        return None
    serial, product, manufacturer = (_text(device / name) for name in ("serial", "product", "manufacturer"))
    return Port(kind, address, device.name, vid, pid, serial, product, manufacturer, label=label)


def _device_above(path: Path) -> Path | None:
    """The USB device in whose folder of sysfs something is."""
    real = Path(os.path.realpath(path))
    return next((folder for folder in real.parents if _SOCKET.fullmatch(folder.name)), None)


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8", "replace").strip()
    except OSError:
        return ""


def _list(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []
