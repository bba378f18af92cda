"""Microcontrollers that run here: MicroPython's own build for Unix on a terminal, and an emulated micro:bit."""

import os
import select
import shutil
import subprocess
import sys
import termios
import threading
import tty
from pathlib import Path
from typing import Self

FIRMWARE = Path("/usr/share/firmware-microbit-micropython/firmware.hex")
_READ = 4096
_BOOT = 60.0
"""Seconds: a busy machine may be slow."""


def find_micropython() -> Path | None:
    """MicroPython for Unix, as the tests' own package brings it."""
    beside = Path(sys.executable).parent / "micropython"
    return beside if beside.is_file() else None


def list_missing() -> list[str]:
    """What the emulated micro:bit lacks on this machine."""
    missing = [] if shutil.which("qemu-system-arm") else ["qemu-system-arm"]
    return missing + ([] if FIRMWARE.is_file() else ["firmware-microbit-micropython"])


class Board:
    """A program on a terminal of its own, of which the other end is passed on to the terminal that the station opens (`path`)."""

    def __init__(self, program: list[str], folder: Path) -> None:
        inner, end = os.openpty()
        self._outer, self._outer_end = os.openpty()
        for terminal in (end, self._outer_end):
            tty.setraw(terminal)
        attributes = termios.tcgetattr(end)
        attributes[3] |= termios.ISIG  # a Ctrl-C interrupts a running program, as it does on a UART
        termios.tcsetattr(end, termios.TCSANOW, attributes)
        os.set_blocking(self._outer, False)
        self.path = os.ttyname(self._outer_end)
        self._inner = inner
        environment = os.environ | {"HOME": str(folder)}
        self.process = subprocess.Popen(["setsid", "-c", *program], stdin=end, stdout=end, stderr=end, cwd=folder, env=environment)
        os.close(end)
        self._wake, self._woken = os.pipe()
        self._spoke = threading.Event()
        self._thread = threading.Thread(target=self._pass_on, name="board")
        self._thread.start()
        # Before that, a Ctrl-C would end the program instead of being heard by it.
        if not self._spoke.wait(_BOOT):
            self.close()
            raise TimeoutError(f"{program[0]} says nothing")

    def close(self) -> None:
        """End it; its terminal is gone then."""
        os.write(self._woken, b".")
        self._thread.join()
        self.process.kill()
        self.process.wait()
        for end in (self._wake, self._woken, self._inner, self._outer, self._outer_end):
            os.close(end)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _pass_on(self) -> None:
        ends = {self._inner: self._outer, self._outer: self._inner}
        while True:
            ready, _, _ = select.select([self._wake, *ends], [], [])
            if self._wake in ready:
                return
            for end in ready:
                try:
                    data = os.read(end, _READ)
                    if end == self._inner:
                        self._spoke.set()
                    while data:
                        select.select([], [ends[end]], [], 1.0)
                        data = data[os.write(ends[end], data) :]
                except OSError:
                    return


def unix_board(folder: Path) -> Board:
    """MicroPython for Unix; its files are this machine's."""
    program = find_micropython()
    if program is None:
        raise FileNotFoundError("micropython")
    return Board([str(program)], folder)


def microbit(folder: Path) -> Board:
    """The emulated micro:bit (nRF51822, 16 kB of RAM); its files are gone when it ends."""
    image = f"loader,file={FIRMWARE}"
    serial = ("-chardev", "stdio,id=uart,signal=off", "-serial", "chardev:uart")
    return Board(["qemu-system-arm", "-M", "microbit", "-device", image, "-display", "none", "-monitor", "none", *serial], folder)
