"""Two USB adapters with one serial number, on a real USB stack: each is its socket, whatever the kernel calls it."""

import os

import pytest
from serial.tools.list_ports_common import ListPortInfo

from app.core.recipe import Recipe
from app.devices.scan import SerialScanner
from app.provisioning.line import STATION, Line
from app.provisioning.progress import Plugged, Refused, Unplugged
from tests.lab.usb_machine import SERIAL, UsbMachine, build, list_missing
from tests.provisioning.floor import RECIPE as SIMULATED
from tests.provisioning.test_line import Told

pytestmark = [pytest.mark.lab, pytest.mark.timeout(400), pytest.mark.xdist_group("usb-machine")]

PRODUCT = Recipe.model_validate({**SIMULATED.model_dump(), "detect": {"kind": "serial", "vid": 0x0403, "pid": 0x6001}})


@pytest.fixture(scope="module")
def machine(tmp_path_factory):
    if missing := list_missing():
        words = f"the lab needs {', '.join(missing)}: python3 packaging/bootstrap.py test installs them"
        pytest.fail(words) if os.environ.get("CI") == "true" else pytest.skip(words)
    with UsbMachine(tmp_path_factory.mktemp("usb-machine"), build()) as machine:
        yield machine


class Eyes:
    """The station's scanner over what is listed inside the machine."""

    def __init__(self, machine, kernel) -> None:
        self._looks = machine.looks()
        self._kernel = kernel
        self._listed = []
        self._scanner = SerialScanner(lambda: self._listed, kernel)

    def see(self, line, count):
        """Let the line see every list, until one has so many ports."""
        while True:
            self._listed = [self._info(**each) for each in next(self._looks)]
            line.see(self._scanner.scan())
            if len(self._listed) == count:
                return

    def _info(self, port_number, **told):
        info = ListPortInfo(told["device"], skip_link_detection=True)
        vars(info).update(told)
        if port_number:
            (self._kernel / info.name / "device").mkdir(parents=True, exist_ok=True)
            (self._kernel / info.name / "device" / "port_number").write_text(port_number)
        return info


def test_two_adapters_with_one_serial_number_are_never_mixed_up(machine, tmp_path):
    told, eyes = Told(2), Eyes(machine, tmp_path)
    line = Line(None, None, lambda port: PRODUCT if PRODUCT.detect.matches(port) else None, told, trays=2, sockets={1: "1-1", 2: "1-2"})
    try:
        eyes.see(line, 2)
        first = {number: event.port for number, event in (told.until(Plugged) for _ in range(2))}
        assert {number: (port.socket, port.serial) for number, port in first.items()} == {1: ("1-1", SERIAL), 2: ("1-2", SERIAL)}
        assert line.scan(SERIAL) is None
        number, refused = told.until(Refused)
        assert (number, refused.failure.code) == (STATION, "DEV-TWO"), "nobody can tell by the number which one was meant"

        machine.unplug("a")
        eyes.see(line, 1)
        assert told.until(Unplugged)[0] == 1
        machine.unplug("b")
        eyes.see(line, 0)
        assert told.until(Unplugged)[0] == 2

        machine.plug("b", 2)
        eyes.see(line, 1)
        machine.plug("a", 1)
        eyes.see(line, 2)
        then = {number: told.until(Plugged, number)[1].port for number in (2, 1)}
        assert (then[1].socket, then[2].socket) == ("1-1", "1-2")
        assert (then[1].address, then[2].address) == ("/dev/ttyUSB1", "/dev/ttyUSB0"), "the names go by the order of plugging"
        assert told.events.empty()
    finally:
        line.close()
