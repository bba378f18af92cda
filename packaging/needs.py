"""What Birthmark needs of the operating system besides Python, how to see that it is there, and how Debian and Ubuntu call it."""

from __future__ import annotations

import ctypes
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple


class Need(NamedTuple):
    """One thing the operating system must bring."""

    packages: tuple[str, ...]
    """Debian's names for it, the newest first; one of them is enough."""
    sign: str
    """What shows that it is there: a library's soname, a file (absolute), or nothing: then dpkg is asked."""
    why: str
    """What it is for, as it reads after "for"."""


def _qt(sign: str, *packages: str) -> Need:
    return Need(packages, sign, "the window (Qt)")


# Read with `objdump -p` from PySide6 6.11: libQt6Core, Gui, DBus, XcbQpa and the xcb plugin; Debian's own dependencies bring the rest.
WINDOW = (
    _qt("libglib-2.0.so.0", "libglib2.0-0t64", "libglib2.0-0"),
    _qt("libEGL.so.1", "libegl1"),
    _qt("libGL.so.1", "libgl1"),
    _qt("libfontconfig.so.1", "libfontconfig1"),
    _qt("libfreetype.so.6", "libfreetype6"),
    _qt("libxkbcommon.so.0", "libxkbcommon0"),
    _qt("libdbus-1.so.3", "libdbus-1-3"),
    _qt("libX11-xcb.so.1", "libx11-xcb1"),
    _qt("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
    _qt("libxcb-cursor.so.0", "libxcb-cursor0"),
    _qt("libxcb-icccm.so.4", "libxcb-icccm4"),
    _qt("libxcb-image.so.0", "libxcb-image0"),
    _qt("libxcb-keysyms.so.1", "libxcb-keysyms1"),
    _qt("libxcb-randr.so.0", "libxcb-randr0"),
    _qt("libxcb-render-util.so.0", "libxcb-render-util0"),
    _qt("libxcb-shape.so.0", "libxcb-shape0"),
    _qt("libxcb-sync.so.1", "libxcb-sync1"),
    _qt("libxcb-util.so.1", "libxcb-util1"),
    _qt("libxcb-xfixes.so.0", "libxcb-xfixes0"),
    _qt("libxcb-xkb.so.1", "libxcb-xkb1"),
)
"""Without these the window does not open; everything in the terminal works."""

SOFTHSM = (Need(("softhsm2",), "", "a CA key in an HSM made of software (without it the demo keeps the CA key in an encrypted file)"),)
"""Optional everywhere but in the tests."""

LAB = tuple(
    Need((package,), "", "tests on a booted Linux with a TPM")
    for package in (
        *("qemu-system-x86", "swtpm", "swtpm-tools", "busybox-static", "openssl", "tpm2-tools", "tpm2-openssl", "opensc", "gnutls-bin"),
        *("libengine-pkcs11-openssl", "u-boot-tools", "libubootenv-tool", "libtss2-tcti-device0", "libtss2-rc0", "libtss2-mu0"),
        *("cpio", "zstd", "e2fsprogs", "kmod", "libsqlite3-0", "libyaml-0-2"),
    )
)
"""The lab's device is put together from these; its kernel is downloaded by the lab itself."""

BUS = tuple(Need((package,), "", "tests on a USB bus that is not real") for package in ("umockdev",))
"""It shows devices to a process, and hot-plug events with them."""
UBOOT = tuple(Need((package,), "", "tests on an emulated board with U-Boot") for package in ("qemu-system-arm", "u-boot-qemu"))
BOARDS = tuple(
    Need((package,), "", "tests on emulated microcontrollers") for package in ("qemu-system-arm", "firmware-microbit-micropython")
)
"""A micro:bit with its MicroPython."""

DISPLAY = tuple(
    Need((package,), "", "tests of the real window")
    for package in ("xvfb", "xauth", "xdotool", "openbox", "imagemagick", "fonts-inter", "desktop-file-utils")
)
BUNDLE = (Need(("binutils",), "", "building the bundle"),)
"""PyInstaller reads libraries with objdump."""


def venv_need() -> tuple[Need, ...]:
    """Debian takes `ensurepip` out of Python; nothing can be installed without it."""
    name = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    library = Path(sys.base_prefix) / "lib" / f"python{sys.version_info[0]}.{sys.version_info[1]}"
    return (Need((name,), str(library / "ensurepip" / "__init__.py"), "the virtual environment .venv"),) if sys.platform == "linux" else ()


def list_missing(needs: tuple[Need, ...]) -> list[Need]:
    """Those of `needs` that this machine lacks, in their order; none on Windows and macOS, where the wheels bring all."""
    if sys.platform != "linux":
        return []
    installed = _installed([package for need in needs if not need.sign for package in need.packages])
    return [need for need in needs if not (_is_there(need.sign) if need.sign else installed.intersection(need.packages))]


def _is_there(sign: str) -> bool:
    if sign.startswith("/"):
        return Path(sign).exists()
    try:
        ctypes.CDLL(sign)
    except OSError:
        return False
    return True


def _installed(packages: list[str]) -> set[str]:
    """Which of these dpkg has installed; none where there is no dpkg."""
    if not packages or not shutil.which("dpkg-query"):
        return set()
    question = ["dpkg-query", "--show", "--showformat=${Package} ${db:Status-Status}\n", *packages]
    answer = subprocess.run(question, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=False)
    return {line.split()[0] for line in answer.stdout.splitlines() if line.endswith(" installed")}


def tell(missing: list[Need]) -> str:
    """Which packages to install and why, in words for a person; `missing` has at least one."""
    reasons: dict[str, list[Need]] = {}
    for need in missing:
        reasons.setdefault(need.why, []).append(need)
    lines = ["Please install, on Debian or Ubuntu:", f"    sudo apt-get install {' '.join(need.packages[-1] for need in missing)}"]
    for why, needs in reasons.items():
        signs = ", ".join(need.sign or need.packages[-1] for need in needs)
        lines.append(f"  for {why}: {signs}")
    return "\n".join(lines)
