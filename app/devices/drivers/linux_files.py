"""What a Linux device keeps in files: written beside their place first, checked by SHA-256, given owner and mode, then moved there."""

import hashlib
from dataclasses import dataclass
from pathlib import PurePosixPath

from app.core.errors import DeviceGarbled, DeviceRefused
from app.core.recipe import Key, KeyKind
from app.devices.drivers.linux_keys import ABSENT, GENPKEY, KeyPlace, Slot, decoded
from app.devices.links.console import Console


@dataclass(frozen=True, slots=True)
class File:
    """A file on the device."""

    content: bytes
    owner: str
    """`user:group`."""
    mode: str
    """In octal, as chmod takes it."""


def _as_wanted(file: File, owner: str, mode: str) -> bool:
    """Whether it belongs to `owner` (a user, or user:group) and has that mode."""
    return owner in (file.owner, file.owner.partition(":")[0]) and int(file.mode, 8) == int(mode, 8)


def find_file(console: Console, path: str) -> File | None:
    """The file at `path` on the device, or None; raises DeviceRefused where there is one that cannot be read."""
    said = console.ask(f"([ -e {path} ]||exit {ABSENT};stat -c '%U:%G %a' {path}&&base64 {path})")
    if said.code == ABSENT:
        return None
    if said.code != 0:
        raise DeviceRefused(f"The device cannot read {path}.")
    status, _, content = said.text.partition("\n")
    owner, _, mode = status.partition(" ")
    return File(decoded(content), owner, mode)


def write_file(console: Console, path: str, content: bytes, owner: str, mode: str) -> None:
    """Beside its place, for its owner only; checked; then given owner and mode and moved to its place."""
    new = f"{path}.new"
    # Through cat, because BusyBox's base64 says nothing of a full disk.
    try:
        console.hand_over(content)
        digest = console.require(
            f"(umask 022;mkdir -p {PurePosixPath(path).parent};umask 077;"
            f"printf %s $f|base64 -d|cat >{new}&&sha256sum <{new}||{{ rm -f {new};exit 1;}})",
            f"write {path}",
        )
    finally:
        console.forget()
    if digest.split()[:1] != [hashlib.sha256(content).hexdigest()]:
        console.ask(f"rm -f {new}")
        raise DeviceGarbled(f"What the device wrote to {path} is not what was sent.")
    place = f"chown {owner} {new}&&chmod {mode} {new}&&sync&&mv -f {new} {path}&&sync"
    console.require(f"({place}||{{ rm -f {new};exit 1;}})", f"put {path} in its place")


class FileSlot(Slot):
    """Certificates in a PEM file."""

    def __init__(self, console: Console, path: str, owner: str, mode: str) -> None:
        self._console = console
        self._path = path
        self._owner = owner
        self._mode = mode

    def find(self) -> bytes | None:
        """What is in the file."""
        file = find_file(self._console, self._path)
        return file.content if file else None

    def keep(self, pem: bytes) -> None:
        """Write it where content, owner or mode are other."""
        present = find_file(self._console, self._path)
        if present is None or present.content != pem or not _as_wanted(present, self._owner, self._mode):
            write_file(self._console, self._path, pem, self._owner, self._mode)

    @property
    def source(self) -> dict[str, str]:
        """By its path."""
        return {"certificate_path": self._path}


class FileKey(KeyPlace):
    """A PEM file that only its owner reads."""

    def __init__(self, key: Key, owner: str) -> None:
        """`owner` as chown takes it."""
        self._kind = GENPKEY[key.kind]
        if key.kind is KeyKind.ED25519:
            self.digest = ""
        self._owner = owner
        self.path = str(key.path)
        self.openssl = f"{self.path} -passin pass:"

    @property
    def check(self) -> str:
        """A file, for its owner only, that OpenSSL can read; an encrypted key is refused: nobody is there to type for it."""
        return (
            f"([ -e {self.path} ]||exit {ABSENT};"
            f"case $(stat -c %a {self.path}) in ?00);;*)echo 'others may read {self.path}';exit 1;;esac;"
            f"openssl pkey -in {self.path} -passin pass: -noout||{{ echo '{self.path} holds no key that can be used';exit 1;}})"
        )

    @property
    def make(self) -> str:
        """Made beside its place, read once (OpenSSL says nothing of a full disk), then moved there; nothing of it is shown."""
        new = f"{self.path}.new"
        return (
            f"(umask 022;mkdir -p $(dirname {self.path});umask 077;openssl genpkey -quiet -algorithm {self._kind} -out {new}&&"
            f"openssl pkey -in {new} -passin pass: -noout&&chown {self._owner} {new}&&"
            f"sync&&mv -f {new} {self.path}&&sync||{{ rm -f {new};exit 1;}})"
        )

    @property
    def source(self) -> tuple[str, dict[str, str]]:
        """By its path."""
        return "file", {"private_key_path": self.path}

    def bring(self, console: Console, pem: bytes) -> None:
        """By its digest: a key that is there never comes out, not even to be compared."""
        said = console.ask(f"(umask 077;sha256sum <{self.path}&&stat -c %a {self.path})")
        if said.text.split() != [hashlib.sha256(pem).hexdigest(), "-", "600"]:
            write_file(console, self.path, pem, self._owner, "600")
