"""The lab's device as an image: a Linux with a TPM's tools, put together from this machine's Debian packages and one downloaded kernel.

Nothing is installed and no root is needed: the root file system is written straight into an initramfs. `python3 -m tests.lab.build` makes
one by hand.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import shutil
import stat
import subprocess
import sys
import tarfile
import tempfile
import zlib
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

PASSWORD = "factory"
"""Of all users: root (BusyBox ash), engineer (bash, coloured prompt; root too), and worker, who is nobody before su."""
LIBRARIES = Path("/usr/lib/x86_64-linux-gnu")
PROGRAMS = (
    *("/usr/bin/openssl", "/usr/bin/tpm2", "/bin/bash", "/usr/bin/fw_setenv"),
    *("/usr/bin/pkcs11-tool", "/usr/bin/softhsm2-util", "/usr/bin/p11tool"),
)
PLUGINS = (
    *("ossl-modules/tpm2.so", "ossl-modules/legacy.so", "libtss2-tcti-device.so.0", "libtss2-rc.so.0"),
    *("engines-3/pkcs11.so", "/usr/lib/softhsm/libsofthsm2.so"),
)
MODULES = ("virtio_pci", "virtio_blk", "virtio_net", "crc32c_generic", "ext4")
"""The TPM's drivers are part of Debian's kernel; these are not."""
_ENVIRONMENT = 0x4000
"""Bytes of U-Boot's environment."""
KERNEL = "linux-image-cloud-amd64"
_KERNEL = ("./boot/vmlinuz*", "./lib/modules/*/modules.*")

PROFILE = """\
export PATH=/bin:/sbin:/usr/bin:/usr/sbin
if [ -n "$BASH" ]; then PS1='\\[\\e]0;\\u\\a\\e[1;32m\\]\\u@\\h\\[\\e[0m\\]:\\[\\e[34m\\]\\w\\[\\e[0m\\]\\$ '; else PS1='\\u@\\h:\\w# '; fi
"""
START = """\
#!/bin/sh
mount -t proc proc /proc; mount -t sysfs sysfs /sys; mount -t devtmpfs dev /dev 2>/dev/null
mkdir -p /dev/pts; mount -t devpts devpts /dev/pts; mount -t tmpfs tmpfs /run; mount -t tmpfs tmpfs /tmp
for module in $(cat /lib/modules/order); do insmod /lib/modules/$module 2>/dev/null; done
i=0; while [ ! -b /dev/vda ] && [ $i -lt 3000 ]; do i=$((i+1)); usleep 100000; done
mount -t ext4 /dev/vda /data
mkdir -p /data/peridio /data/tokens
[ -f /data/uboot.env ] || cp /etc/uboot.env /data/uboot.env
hostname "$(cat /sys/class/dmi/id/product_serial)"
dmesg -n 4
"""
AGENT = """\
#!/bin/sh
echo "$1" >>/run/agent
"""
"""Stands for peridiod's service: remembers what it was told."""
INITTAB = """\
::sysinit:/etc/start
ttyS0::respawn:/sbin/getty -L 115200 ttyS0 vt100
::ctrlaltdel:/bin/reboot
::shutdown:/bin/umount -a -r
"""


class Image(NamedTuple):
    """What QEMU boots."""

    kernel: Path
    initramfs: Path


def build() -> Image:
    """The image, made in about ten seconds where the cache does not hold one of this script and these packages.

    The cache is BIRTHMARK_LAB_CACHE, or ~/.cache/birthmark-lab.
    """
    folder = cached([Path("/bin/busybox"), *map(Path, PROGRAMS), LIBRARIES / PLUGINS[0]], _make)
    return Image(folder / "vmlinuz", folder / "initramfs")


def cached(parts: Iterable[Path], make: Callable[[Path, Path], None]) -> Path:
    """The folder that `make` fills (the folder, the cache), kept until this script or one of the parts is another."""
    cache = Path(os.environ.get("BIRTHMARK_LAB_CACHE") or Path.home() / ".cache/birthmark-lab")
    cache.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256(Path(__file__).read_bytes())
    for part in parts:
        digest.update(f"{part.name} {hashlib.sha256(part.read_bytes()).hexdigest()}".encode())
    with (cache / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        folder = cache / digest.hexdigest()[:16]
        if not folder.exists():
            unfinished = Path(tempfile.mkdtemp(prefix="unfinished-", dir=cache))
            try:
                make(unfinished, cache)
                unfinished.rename(folder)
            finally:
                shutil.rmtree(unfinished, ignore_errors=True)
    return folder


def _make(folder: Path, cache: Path) -> None:
    tree = Archive()
    _add_programs(tree)
    add_kernel(tree, folder, cache, KERNEL, MODULES)
    _add_product(tree)
    (folder / "initramfs").write_bytes(tree.finish())


def add_kernel(tree: Archive, folder: Path, cache: Path, package: str, modules: Iterable[str], *, folders: tuple[str, ...] = ("",)) -> None:
    """The kernel behind a package of Debian's into `folder`, as `vmlinuz`; of its modules, out of these `folders`, those into the tree."""
    kernel = folder / "kernel"
    unpack(download(cache, _kernel_behind(package)), kernel, (*_KERNEL, *(f"./lib/modules/*/kernel/{each}*" for each in folders)))
    (image,) = (kernel / "boot").glob("vmlinuz-*")
    _add_modules(tree, kernel, image.name.removeprefix("vmlinuz-"), modules)
    image.rename(folder / "vmlinuz")
    shutil.rmtree(kernel)


def _kernel_behind(package: str) -> str:
    if not any(Path("/var/lib/apt/lists").glob("*Packages*")):
        subprocess.run(["apt-get", "update", "-qq"], check=True, timeout=300)
    answer = subprocess.run(["apt-cache", "depends", package], check=True, capture_output=True, text=True, timeout=60)
    found = re.search(r"Depends: (linux-image-\S+)", answer.stdout)
    if found is None:
        raise RuntimeError(f"apt knows no kernel behind {package}")
    return found[1]


def download(cache: Path, name: str) -> Path:
    """A package, downloaded with apt and kept."""
    if not list(cache.glob(f"{name}_*.deb")):
        # As root apt would download as the user _apt, who may not write into the cache.
        subprocess.run(["apt-get", "download", "-qq", "-o", "APT::Sandbox::User=root", name], check=True, cwd=cache, timeout=300)
    return max(cache.glob(f"{name}_*.deb"), key=lambda file: file.stat().st_mtime)


def unpack(package: Path, folder: Path, patterns: tuple[str, ...]) -> None:
    """What of a package's files fits one of these patterns."""
    with (
        subprocess.Popen(["dpkg-deb", "--fsys-tarfile", package], stdout=subprocess.PIPE) as unpacking,
        tarfile.open(fileobj=unpacking.stdout, mode="r|") as content,
    ):
        wanted = (member for member in content if any(fnmatch(member.name, pattern) for pattern in patterns))
        content.extractall(folder, members=wanted, filter="data")
    if unpacking.returncode:
        raise RuntimeError(f"{package} cannot be unpacked")


class Archive:
    """A cpio archive ("newc", see the kernel's Documentation/driver-api/early-userspace/buffer-format.rst); everything belongs to root."""

    def __init__(self) -> None:
        self._data = bytearray()
        self._names: set[str] = set()

    def add(self, path: str, content: bytes | str = b"", mode: int = stat.S_IFREG | 0o644) -> None:
        """Put a file, link or folder at `path`, with the folders above it; what is already there stays."""
        name = path.strip("/")
        if name in self._names:
            return
        if "/" in name:
            self.add(name.rpartition("/")[0], mode=stat.S_IFDIR | 0o755)
        self._names.add(name)
        data = content.encode() if isinstance(content, str) else content
        self._entry(name, mode, data)

    def link(self, path: str, target: str) -> None:
        """A symbolic link."""
        self.add(path, target, stat.S_IFLNK | 0o777)

    def program(self, path: str, content: bytes | str) -> None:
        """A file that can be run."""
        self.add(path, content, stat.S_IFREG | 0o755)

    def finish(self) -> bytes:
        """The whole archive."""
        self._entry("TRAILER!!!", 0, b"")
        return bytes(self._data)

    def _entry(self, name: str, mode: int, data: bytes) -> None:
        words = (len(self._names), mode, 0, 0, 1, 0, len(data), 0, 0, 0, 0, len(name) + 1, 0)
        self._data += b"070701" + b"".join(b"%08X" % word for word in words) + name.encode() + b"\0"
        self._data += b"\0" * (-len(self._data) % 4)
        self._data += data
        self._data += b"\0" * (-len(self._data) % 4)


def _add_programs(tree: Archive) -> None:
    tree.add("bin/busybox", Path("/bin/busybox").read_bytes(), stat.S_IFREG | 0o4755)  # su needs it
    applets = subprocess.run(["/bin/busybox", "--list-full"], check=True, capture_output=True, text=True, timeout=10).stdout.split()
    for applet in applets:
        if Path(applet).name not in {"busybox", "bash"}:
            tree.link(applet, "/bin/busybox")
    for name in (*PROGRAMS, *(str(LIBRARIES / plugin) for plugin in PLUGINS)):
        _add_with_libraries(tree, Path(name))
    for tool in Path("/usr/bin").glob("tpm2_*"):
        tree.link(str(tool), "tpm2")
    tree.link("usr/bin/fw_printenv", "fw_setenv")
    tree.add("usr/lib/ssl/openssl.cnf", Path("/etc/ssl/openssl.cnf").read_bytes())
    tree.link("init", "/bin/busybox")


def _environment() -> bytes:
    """An environment as U-Boot leaves it (tools/mkenvimage): CRC-32 over the data, variables with a NUL behind each, zeros."""
    data = b"bootdelay=2\0baudrate=115200\0\0"
    data += bytes(_ENVIRONMENT - 4 - len(data))
    return zlib.crc32(data).to_bytes(4, "little") + data


def _add_with_libraries(tree: Archive, file: Path) -> None:
    """A program or plugin with every shared object it names, each at its own path (the loader looks for it there)."""
    tree.program(str(file), file.read_bytes())
    answer = subprocess.run(["ldd", file], check=False, capture_output=True, text=True, timeout=10)
    for library in re.findall(r"/\S+\.so\S*", answer.stdout):
        tree.program(library, Path(library).read_bytes())


def _add_modules(tree: Archive, kernel: Path, version: str, modules: Iterable[str]) -> None:
    subprocess.run(["depmod", "-b", kernel, version], check=True, timeout=60)
    order: list[str] = []
    for module in modules:
        question = ["modprobe", "-d", kernel, "-S", version, "--show-depends", module]
        answer = subprocess.run(question, check=True, capture_output=True, text=True, timeout=10)
        for file in re.findall(r"^insmod (\S+)", answer.stdout, re.MULTILINE):
            name = Path(file).name
            if name not in order:
                order.append(name)
                tree.add(f"lib/modules/{name}", Path(file).read_bytes())
    tree.add("lib/modules/order", "\n".join(order) + "\n")


def _add_product(tree: Archive) -> None:
    """What makes it a product of its own: users, prompt, start, and a place that outlives a reset."""
    question = ["openssl", "passwd", "-6", "-salt", "lablab", PASSWORD]
    hashed = subprocess.run(question, check=True, capture_output=True, text=True, timeout=10).stdout.strip()
    tree.add(
        "etc/passwd", "root:x:0:0:root:/root:/bin/sh\nengineer:x:0:0:engineer:/root:/bin/bash\nworker:x:1000:1000:worker:/tmp:/bin/sh\n"
    )
    tree.add("etc/group", "root:x:0:\nworker:x:1000:\n")
    tree.add(
        "etc/shadow",
        f"root:{hashed}:19000:0:99999:7:::\nengineer:{hashed}:19000:0:99999:7:::\nworker:{hashed}:19000:0:99999:7:::\n",
        stat.S_IFREG | 0o600,
    )
    tree.add("etc/issue", "Lab Device 1.0 \\n \\l\n")
    tree.add("etc/os-release", 'NAME="Lab Linux"\nVERSION_ID=1.0\nPRETTY_NAME="Lab Linux 1.0"\n')
    tree.add("etc/profile", PROFILE)
    tree.add("etc/inittab", INITTAB)
    tree.program("etc/start", START)
    tree.add("etc/fw_env.config", f"/data/uboot.env 0x0 {_ENVIRONMENT:#x}\n")
    tree.add("etc/uboot.env", _environment())
    tree.add("etc/softhsm/softhsm2.conf", "directories.tokendir = /data/tokens\nobjectstore.backend = file\n")
    tree.program("etc/init.d/agent", AGENT)
    tree.link("etc/peridio", "/data/peridio")
    tree.add("root", mode=stat.S_IFDIR | 0o700)
    for folder in ("proc", "sys", "dev", "run", "tmp", "data"):
        tree.add(folder, mode=stat.S_IFDIR | 0o755)


if __name__ == "__main__":
    made = build()
    sys.stdout.write(f"{made.kernel} {made.kernel.stat().st_size}\n{made.initramfs} {made.initramfs.stat().st_size}\n")
