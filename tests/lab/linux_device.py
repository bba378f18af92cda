"""One booted Linux with a TPM 2.0 on a serial console: QEMU and swtpm, started, hung, reset and unplugged from a test.

QEMU's console is a pty: what the device says while nobody has it open is lost, and QEMU notices a new listener within a second.
"""

from __future__ import annotations

import shutil
import subprocess
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Self

from tests.lab.qmp import ask

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.lab.build import Image

PROGRAMS = ("qemu-system-x86_64", "swtpm", "tpm2", "busybox", "mkfs.ext4", "depmod", "dpkg-deb", "apt-get", "setpriv", "timeout")
"""What the lab needs on this machine."""
_STARTED = 60
"""Seconds within which QEMU and swtpm listen, even on a busy machine."""


def list_missing() -> list[str]:
    """The programs this machine lacks to boot a device."""
    return [program for program in PROGRAMS if shutil.which(program, path="/usr/sbin:/usr/bin:/sbin:/bin") is None]


INSIDE = ("10.0.2.100", 8443)
"""Where a device with `network_to` finds that port of this machine; nothing else can be reached."""
NETWORK_UP = "ip link set eth0 up && ip addr add 10.0.2.15/24 dev eth0"
"""What the device's shell is told first."""


def network_to(port: int) -> tuple[str, ...]:
    """QEMU's words for a network card that leads to one port of this machine, by a process of its own for each connection."""
    host, inside = INSIDE
    return "-nic", f"user,model=virtio-net-pci,restrict=on,guestfwd=tcp:{host}:{inside}-cmd:busybox nc 127.0.0.1 {port}"


class LinuxDevice:
    """A device of model LabBoard; what it stores (the TPM, /data) lives in `state` and outlives reset and unplugging.

    `life` in seconds ends it whatever happens; it also ends with the thread that started it. `extra` goes to QEMU as it is; `network_to`
    makes it a network card.
    """

    def __init__(self, state: Path, image: Image, serial: str = "LAB-0001", *, life: int = 1800, extra: Sequence[str] = ()) -> None:
        self.serial = serial
        self.pty = ""
        """Where its console is; a new one each time it is plugged in."""
        self._state = state
        self._image = image
        self._life = life
        self._extra = extra
        self._qemu: subprocess.Popen[bytes] | None = None
        self._swtpm: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.plug()
        return self

    def __exit__(self, *_: object) -> None:
        self.unplug()

    def plug(self) -> None:
        """Switch it on; returns once its console has a name, seconds before it has booted."""
        self._make_state()
        for leftover in ("qmp", "swtpm"):
            (self._state / leftover).unlink(missing_ok=True)
        try:
            self._swtpm = self._start("swtpm.log", self._life + 30, self._swtpm_words())
            self._wait_for(self._state / "swtpm")
            self._qemu = self._start("qemu.log", self._life, self._qemu_words())
            self._wait_for(self._state / "qmp")
            chardevs = self.ask("query-chardev")
            self.pty = next(chardev["filename"].removeprefix("pty:") for chardev in chardevs if chardev["label"] == "console")
        except BaseException:
            self.unplug()
            raise

    def unplug(self) -> None:
        """Take its power away: the pty vanishes. QEMU first, so that swtpm has saved its state."""
        for process in (self._qemu, self._swtpm):
            if process is not None and process.poll() is None:
                if process is self._qemu:
                    process.terminate()
                with suppress(subprocess.TimeoutExpired):  # swtpm ends by itself once QEMU hangs up
                    process.wait(_STARTED)
                process.terminate()
                process.wait(_STARTED)
        self._qemu = self._swtpm = None

    def reset(self) -> None:
        """Press its reset button; the pty stays."""
        self.ask("system_reset")

    def hang(self) -> None:
        """Stop it in the middle of whatever it does."""
        self.ask("stop")

    def go_on(self) -> None:
        """End a hang."""
        self.ask("cont")

    def ask(self, command: str) -> list[dict[str, str]]:
        """One command of QEMU's machine protocol, and its answer."""
        answer: list[dict[str, str]] = ask(self._state / "qmp", command, seconds=_STARTED)
        return answer

    def _make_state(self) -> None:
        disk = self._state / "data.img"
        if disk.exists():
            return
        self._state.mkdir(parents=True, exist_ok=True)
        (self._state / "tpm").mkdir()
        with disk.open("wb") as file:
            file.truncate(8 << 20)
        subprocess.run(["/usr/sbin/mkfs.ext4", "-q", "-F", disk], check=True, timeout=30)

    def _start(self, log: str, life: int, words: list[str]) -> subprocess.Popen[bytes]:
        with (self._state / log).open("ab") as file:
            bounded = ["setpriv", "--pdeathsig", "TERM", "timeout", "--kill-after=5", str(life), *words]
            return subprocess.Popen(bounded, stdin=subprocess.DEVNULL, stdout=file, stderr=subprocess.STDOUT)

    def _swtpm_words(self) -> list[str]:
        control = f"type=unixio,path={self._state}/swtpm"
        return ["swtpm", "socket", "--tpm2", "--tpmstate", f"dir={self._state}/tpm,mode=0600", "--ctrl", control, "--terminate"]

    def _qemu_words(self) -> list[str]:
        return [
            *("qemu-system-x86_64", "-accel", "tcg", "-machine", "q35", "-m", "192", "-smp", "1"),
            *("-nodefaults", "-no-user-config", "-display", "none"),
            *("-kernel", str(self._image.kernel), "-initrd", str(self._image.initramfs)),
            *("-append", "console=ttyS0,115200 panic=1 quiet"),
            *("-smbios", f"type=1,manufacturer=Lab,product=LabBoard,version=C,serial={self.serial}"),
            *("-drive", f"file={self._state}/data.img,if=virtio,format=raw"),
            *("-chardev", "pty,id=console", "-serial", "chardev:console"),
            *("-chardev", f"socket,id=tpm,path={self._state}/swtpm", "-tpmdev", "emulator,id=tpm0,chardev=tpm"),
            *("-device", "tpm-tis,tpmdev=tpm0", "-qmp", f"unix:{self._state}/qmp,server=on,wait=off"),
            *self._extra,
        ]

    def _wait_for(self, path: Path) -> None:
        """Until a program listens there."""
        end = time.monotonic() + _STARTED
        while not path.exists():
            for process, log in ((self._swtpm, "swtpm.log"), (self._qemu, "qemu.log")):
                if process is not None and process.poll() is not None:
                    raise RuntimeError(f"{log}: {(self._state / log).read_text(errors='replace')[-500:]}")
            if time.monotonic() > end:
                raise RuntimeError(f"nothing listens at {path}")
            time.sleep(0.01)
