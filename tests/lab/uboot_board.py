"""An emulated arm64 board that stops at the prompt of U-Boot; its disk outlives every power cut."""

from __future__ import annotations

import re
import shutil
import subprocess
import time
from pathlib import Path
from typing import Self

BINARY = Path("/usr/lib/u-boot/qemu_arm64/u-boot.bin")
BLOCKS = 0x20
"""Of 512 bytes, at the beginning of the disk: the saved environment."""
_ADDRESS = 0x42000000
SAVE = f"env export -c -s {BLOCKS * 512:#x} {_ADDRESS:#x}; virtio write {_ADDRESS:#x} 0 {BLOCKS:x}"
"""On this QEMU `saveenv` fails (its flash cannot be written), so that the environment goes to the disk."""
LOAD = f"virtio read {_ADDRESS:#x} 0 {BLOCKS:x}; env import -c {_ADDRESS:#x} {BLOCKS * 512:#x}"
_STARTED = 30
"""Seconds within which QEMU names its console."""


def list_missing() -> list[str]:
    """What this machine lacks to run one."""
    missing = [] if shutil.which("qemu-system-aarch64") else ["qemu-system-arm"]
    return missing + ([] if BINARY.exists() else ["u-boot-qemu"])


class UBootBoard:
    """The board; `life` in seconds ends it whatever happens, and so does the end of the thread that started it."""

    def __init__(self, state: Path, *, life: int = 1800) -> None:
        self.pty = ""
        self._state = state
        self._life = life
        self._qemu: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.plug()
        return self

    def __exit__(self, *_: object) -> None:
        self.unplug()

    def plug(self) -> None:
        """Switch it on."""
        self._state.mkdir(parents=True, exist_ok=True)
        disk = self._state / "disk"
        if not disk.exists():
            with disk.open("wb") as file:
                file.truncate(1 << 20)
        log = self._state / "qemu.log"
        words = [
            *("setpriv", "--pdeathsig", "TERM", "timeout", "--kill-after=5", str(self._life)),
            *("qemu-system-aarch64", "-accel", "tcg", "-M", "virt", "-cpu", "cortex-a57", "-m", "128", "-nodefaults", "-display", "none"),
            *("-bios", str(BINARY), "-drive", f"file={disk},if=none,format=raw,id=disk", "-device", "virtio-blk-device,drive=disk"),
            *("-chardev", "pty,id=console", "-serial", "chardev:console"),
        ]
        with log.open("wb") as file:
            self._qemu = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=file, stderr=subprocess.STDOUT)
        end = time.monotonic() + _STARTED
        while (found := re.search(r"redirected to (\S+)", log.read_text())) is None:
            if self._qemu.poll() is not None or time.monotonic() > end:
                self.unplug()
                raise RuntimeError(f"QEMU does not start: {log.read_text()}")
            time.sleep(0.01)
        self.pty = found[1]

    def unplug(self) -> None:
        """Cut its power; the pty vanishes."""
        if self._qemu is not None and self._qemu.poll() is None:
            self._qemu.terminate()
            self._qemu.wait(_STARTED)
        self._qemu = None
