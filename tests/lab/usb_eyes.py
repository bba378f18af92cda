"""What pyserial lists inside the machine with the real USB stack; told anew, a line of JSON each time, whenever it is another list.

Run there as a file, with as few modules as can be: every one of them is read from this machine's disk by an emulated processor.
"""

import json
import time
from pathlib import Path

from serial.tools.list_ports import comports

_PERIOD = 0.2

_TOLD = ("device", "name", "location", "vid", "pid", "serial_number", "product", "manufacturer", "interface")


def _look() -> list[dict[str, object]]:
    return [{name: getattr(info, name) for name in _TOLD} | {"port_number": _port_number(info.name)} for info in comports()]


def _port_number(name: str) -> str:
    file = Path("/sys/class/tty") / name / "device" / "port_number"
    return file.read_text() if file.exists() else ""


if __name__ == "__main__":
    before = None
    while True:
        try:
            now = [each for each in _look() if each["vid"] is not None]
        except (OSError, TypeError, ValueError):
            continue  # a port vanished while pyserial read about it
        if now != before:
            print(json.dumps(now), flush=True)  # noqa: T201 - the console is how the machine tells
            before = now
        time.sleep(_PERIOD)
