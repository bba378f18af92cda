"""A USB bus that is not real (umockdev), for a process under `umockdev-wrapper`: devices come and go, and the kernel's events with them.

Run as a program it tells what the station's own scanner, watch and line see of a story; `test_usb_bus.py` reads that.
"""

import ctypes
import json
import queue
import sys
from collections.abc import Callable
from dataclasses import asdict

from app.core.device import Port
from app.core.recipe import Recipe
from app.core.waiting import Stop
from app.devices.drivers.simulated import Simulated
from app.devices.drivers.simulated_words import Verb
from app.devices.following import following
from app.devices.hotplug import KernelEvents
from app.devices.scan import SerialScanner
from app.provisioning.line import Line
from app.provisioning.progress import Plugged, Refused, Taught, Unplugged
from app.provisioning.watch import Watch
from app.sandbox.behaviour import Behaviour, Fault, FaultKind
from app.sandbox.bench import SimulatedBench
from app.sandbox.unit import SimulatedUnit
from tests.patience import PATIENCE, patient

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


class Resetting:
    """A scanner of the real listing; before each look, the next thing happens on the bus."""

    def __init__(self, events: list[Callable[[], object]]) -> None:
        self._scanner = SerialScanner()
        self._events = events

    def scan(self) -> frozenset[Port]:
        if self._events:
            self._events.pop(0)()
        return self._scanner.scan()


def reset_in_the_middle(bus: Bus) -> None:
    """A board loses power as it makes its key, and comes back as ttyUSB8, by its boot loader; meanwhile its like is plugged in elsewhere.

    Its bytes go over a wire of their own: the testbed answers no ioctl of a terminal.
    """
    fault = Fault(Verb.MAKE_KEY, FaultKind.GONE, times=1, done=True)
    unit = SimulatedUnit("0042-1187", behaviour=Behaviour(faults=(fault,)))
    opened: list[str] = []
    with SimulatedBench(["1-9"]) as wires:

        def plug(node: str) -> None:
            bus.plug("1-9", node)
            wires.plug("1-9", unit)

        def open_device(port: Port, recipe: Recipe, stop: Stop) -> Simulated:
            opened.append(port.address)
            (wire,) = wires.scan()
            return Simulated(wires.open_link(wire, stop), recipe, None, stop)

        plug("ttyUSB3")
        (port,) = (port for port in SerialScanner().scan() if port.socket == "1-9")
        away = [
            lambda: bus.unplug("1-9"),
            lambda: bus.plug("1-9", "ttyACM5", pid=0x00B0, serial=""),
            lambda: bus.plug("1-8", "ttyUSB9"),
            lambda: bus.unplug("1-9"),
            lambda: plug("ttyUSB8"),
        ]
        with following(open_device, Resetting(away))(port, patient(RECIPE, PATIENCE), Stop()) as device:
            serial = device.identify().serial
            key = device.make_key(serial).public_key()
            same = unit.key is not None and unit.key.public_key() == key
    sys.stdout.write(json.dumps({"chapter": "in the middle of its run", "told": {"opened": opened, "same": same, "serial": serial}}) + "\n")


if __name__ == "__main__":
    story = Story()
    story.tell_all()
    reset_in_the_middle(story.bus)
