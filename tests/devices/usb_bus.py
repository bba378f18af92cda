"""A USB bus that is not real (umockdev), for a process under `umockdev-wrapper`: devices come and go, and the kernel's events with them.

Run as a program it tells what the station's own scanner, watch and line see of a story; `test_usb_bus.py` reads that.
"""

import ctypes
import json
import queue
import sys
from dataclasses import asdict

from app.core.recipe import Recipe
from app.devices.hotplug import KernelEvents
from app.devices.scan import SerialScanner
from app.provisioning.line import Line
from app.provisioning.progress import Plugged, Refused, Taught, Unplugged
from app.provisioning.watch import Watch

_BUS = "/devices/pci0000:00/0000:00:14.0/usb1"


class Bus:
    """A testbed of umockdev, through its C interface."""

    def __init__(self) -> None:
        self._library = ctypes.CDLL("libumockdev.so.0")
        self._library.umockdev_testbed_new.restype = ctypes.c_void_p
        self._paths: dict[str, list[str]] = {}
        self._testbed = ctypes.c_void_p(self._library.umockdev_testbed_new())

    def plug(self, socket: str, node: str, *, vid: int = 0x0403, pid: int = 0x6001, serial: str = "A1", product: str = "UART") -> None:
        """A USB serial adapter in a socket, with the device node `node`."""
        device = f"{_BUS}/{socket}"
        ends = ("", f"/{socket}:1.0", f"/{socket}:1.0/{node}", f"/{socket}:1.0/{node}/tty/{node}")
        self._paths[socket] = [f"{device}{end}" for end in ends]
        self._add(
            f"P: {device}\nE: DEVTYPE=usb_device\nE: SUBSYSTEM=usb\n"
            f"A: idVendor={vid:04x}\\n\nA: idProduct={pid:04x}\\n\nA: serial={serial}\\n\n"
            f"A: product={product}\\n\nA: manufacturer=Maker\\n\nA: bNumInterfaces= 1\\n\n"
        )
        self._add(f"P: {device}/{socket}:1.0\nE: DEVTYPE=usb_interface\nE: SUBSYSTEM=usb\nE: DRIVER=ftdi_sio\nA: interface=Console\\n\n")
        self._add(f"P: {device}/{socket}:1.0/{node}\nE: SUBSYSTEM=usb-serial\nE: DRIVER=ftdi_sio\nA: port_number=0\\n\n")
        self._add(
            f"P: {device}/{socket}:1.0/{node}/tty/{node}\nN: {node}\nE: DEVNAME=/dev/{node}\nE: SUBSYSTEM=tty\nL: device=../../../{node}\n"
        )
        # One event only: with nobody there who hears them, the testbed has no room for many.
        self._tell(f"{device}/{socket}:1.0/{node}/tty/{node}", b"add")

    def unplug(self, socket: str) -> None:
        """Everything in a socket goes, with its events."""
        self._tell(f"{_BUS}/{socket}", b"remove")
        for path in reversed(self._paths.pop(socket)):
            self._library.umockdev_testbed_remove_device(self._testbed, ctypes.c_char_p(f"/sys{path}".encode()))

    def _add(self, text: str) -> None:
        if not self._library.umockdev_testbed_add_from_string(self._testbed, ctypes.c_char_p((text + "\n").encode()), None):
            raise RuntimeError(f"umockdev does not take {text}")

    def _tell(self, path: str, what: bytes) -> None:
        self._library.umockdev_testbed_uevent(self._testbed, ctypes.c_char_p(f"/sys{path}".encode()), what)


NEVER = 3600.0
"""Seconds between two looks where only an event can wake the watch."""
RECIPE = Recipe.model_validate(
    {
        "name": "board",
        "version": "1",
        "title": "Board",
        "driver": "linux-console",
        "detect": {"vid": 0x0403, "pid": 0x6001, "interface": "Console", "also": [{"vid": 0x0403, "pid": 0x00B0}], "reset_seconds": 60},
        "key": {"place": "file"},
    }
)


class Story:
    """A line of three trays that looks only when the kernel says that something changed."""

    def __init__(self) -> None:
        self.bus = Bus()
        self._told: queue.SimpleQueue[dict[str, object]] = queue.SimpleQueue()
        self.line = Line(None, None, lambda port: RECIPE if RECIPE.detect.matches(port) else None, self._tell, trays=3)
        self._watch = Watch(SerialScanner(), self._see, NEVER, self._open_wake)
        self._looks: queue.SimpleQueue[int] = queue.SimpleQueue()

    def _open_wake(self) -> KernelEvents:
        wake = KernelEvents.open()
        assert wake is not None
        return wake

    def _see(self, ports) -> None:
        self.line.see(ports)
        self._looks.put(len(ports))

    def _tell(self, tray, event) -> None:
        match event:
            case Plugged(port, failure):
                said = {"plugged": asdict(port), "code": failure.code if failure else ""}
            case Unplugged():
                said = {"unplugged": True}
            case Refused(failure):
                said = {"refused": failure.code}
            case Taught(socket):
                said = {"taught": socket}
        self._told.put({"tray": tray} | said)

    def chapter(self, name: str, *, ports: int) -> None:
        """Wait until the line has seen as many ports, then print what it told since the last chapter."""
        while self._looks.get(timeout=20) != ports:
            pass
        told = []
        while not self._told.empty():
            told.append(self._told.get())
        sys.stdout.write(json.dumps({"chapter": name, "told": told}) + "\n")
        sys.stdout.flush()

    def tell_all(self) -> None:
        """Everything, in its order."""
        self._watch.start()
        self.chapter("nothing", ports=0)
        self.line.teach(1)
        self.bus.plug("1-1", "ttyUSB0")
        self.chapter("taught", ports=1)
        self.line.teach(2)
        self.bus.plug("1-2.4", "ttyUSB1")
        self.chapter("the same serial number in another socket", ports=2)
        self.line.scan("A1")
        self.bus.plug("1-3", "ttyUSB2")
        self.chapter("an unknown socket", ports=3)
        self.bus.unplug("1-3")
        self.chapter("out again", ports=2)
        self.line.teach(3)
        self.bus.unplug("1-1")
        self.chapter("a board that resets", ports=1)
        self.bus.plug("1-1", "ttyACM0", pid=0x00B0, serial="")
        self.chapter("as its boot loader", ports=2)
        self.bus.unplug("1-1")
        self.chapter("from its boot loader", ports=1)
        self.bus.plug("1-1", "ttyUSB7")
        self.chapter("back under another name", ports=2)
        self._watch.close()
        self.line.close()


if __name__ == "__main__":
    Story().tell_all()
