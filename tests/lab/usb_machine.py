"""A machine with a real USB stack: Debian's full kernel in QEMU, and in it pyserial, run from this machine's disk.

The root file system of this machine is lent to it, to read only (9p); two adapters with one serial number are in two sockets of its hub.
"""

from __future__ import annotations

import json
import shutil
import stat
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Self

import serial

from tests.lab.build import Archive, Image, add_kernel, cached
from tests.lab.qmp import ask

if TYPE_CHECKING:
    from collections.abc import Iterator

EYES = Path(__file__).with_name("usb_eyes.py")
PACKAGE = "linux-image-amd64"
"""The cloud's kernel has no USB."""
MODULES = ("virtio_pci", "9p", "9pnet_virtio", "uhci_hcd", "ftdi_sio")
FOLDERS = (
    *("drivers/usb/common", "drivers/usb/core", "drivers/usb/host", "drivers/usb/serial", "drivers/virtio"),
    *("fs/9p", "fs/fscache", "fs/netfs", "net/9p", "drivers/char", "lib", "crypto"),
)
"""Where these modules and those that they need are; the whole of them is 400 MB."""
SERIAL = "A50285BI"
"""Of both adapters."""
START = """\
#!/bin/sh
mount -t proc proc /proc; mount -t sysfs sysfs /sys; mount -t devtmpfs dev /dev
for module in $(cat /lib/modules/order); do insmod /lib/modules/$module; done
mount -t 9p -o ro,trans=virtio,version=9p2000.L,cache=loose,msize=262144 root /host || exec poweroff -f
for folder in proc sys dev; do mount --bind /$folder /host/$folder; done
stty -F /dev/ttyS0 -echo -onlcr raw
ip link set lo up
cd /host
PYTHONPATH=$PACKAGES chroot /host $PYTHON -S -B $EYES >/dev/ttyS0 2>&1 </dev/null
poweroff -f
"""


def list_missing() -> list[str]:
    """The programs this machine lacks for it."""
    return [name for name in ("qemu-system-x86_64", "busybox", "depmod", "dpkg-deb", "apt-get") if shutil.which(name) is None]


def build() -> Image:
    """Kernel and start, made where the cache does not hold them."""
    folder = cached([Path(__file__), Path("/bin/busybox")], _make)
    return Image(folder / "vmlinuz", folder / "initramfs")


def _make(folder: Path, cache: Path) -> None:
    tree = Archive()
    tree.program("bin/busybox", Path("/bin/busybox").read_bytes())
    for applet in ("sh", "mount", "insmod", "cat", "stty", "chroot", "poweroff", "ip", "ls"):
        tree.link(f"bin/{applet}", "/bin/busybox")
    add_kernel(tree, folder, cache, PACKAGE, MODULES, folders=FOLDERS)
    for name in ("proc", "sys", "dev", "host"):
        tree.add(name, mode=stat.S_IFDIR | 0o755)
    tree.program("init", START)
    (folder / "initramfs").write_bytes(tree.finish())


class UsbMachine:
    """The machine while it runs; what its eyes see is read from it. `life` in seconds ends it whatever happens."""

    def __init__(self, state: Path, image: Image, *, life: int = 300) -> None:
        self._state = state
        self._image = image
        self._life = life
        self._qemu: subprocess.Popen[str] | None = None

    def __enter__(self) -> Self:
        self._qemu = subprocess.Popen(self._words(), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        return self

    def __exit__(self, *_: object) -> None:
        if self._qemu is not None:
            self._qemu.terminate()
            self._qemu.communicate()

    def looks(self) -> Iterator[list[dict[str, object]]]:
        """All ports, each time that something changed; raises RuntimeError, with what was said instead, where it ends before."""
        assert self._qemu is not None
        assert self._qemu.stdout is not None
        said = ""
        for line in self._qemu.stdout:
            said += line
            if line.startswith("["):
                with suppress(ValueError):
                    yield json.loads(line)
        raise RuntimeError(said)

    def plug(self, name: str, socket: int) -> None:
        """An adapter in one of the two sockets of the root hub."""
        self._ask("device_add", driver="usb-serial", id=name, port=str(socket), chardev=name, serial=SERIAL, **{"always-plugged": True})

    def unplug(self, name: str) -> None:
        """Take it out."""
        self._ask("device_del", id=name)

    def _ask(self, command: str, **arguments: object) -> None:
        ask(self._state / "qmp", command, seconds=60, **arguments)

    def _words(self) -> list[str]:
        packages = Path(serial.__file__).parents[1]
        adapter = f"usb-serial,serial={SERIAL},always-plugged=on"
        adapters = [f"{adapter},id={name},chardev={name},port={port}" for port, name in ((1, "a"), (2, "b"))]
        return [
            *("setpriv", "--pdeathsig", "TERM", "timeout", "--kill-after=5", str(self._life)),
            *("qemu-system-x86_64", "-accel", "tcg", "-machine", "pc", "-m", "384", "-smp", "1"),
            *("-nodefaults", "-no-user-config", "-display", "none", "-serial", "stdio"),
            *("-kernel", str(self._image.kernel), "-initrd", str(self._image.initramfs)),
            # What the kernel does not know is in the environment of the first program.
            *("-append", f"console=ttyS0,115200 quiet panic=1 PYTHON={sys.executable} PACKAGES={packages} EYES={EYES}"),
            *("-fsdev", "local,id=root,path=/,security_model=none,readonly=on,multidevs=remap"),
            *("-device", "virtio-9p-pci,fsdev=root,mount_tag=root", "-device", "piix3-usb-uhci"),
            *(word for name in ("a", "b") for word in ("-chardev", f"null,id={name}")),
            *(word for adapter in adapters for word in ("-device", adapter)),
            *("-qmp", f"unix:{self._state}/qmp,server=on,wait=off"),
        ]
