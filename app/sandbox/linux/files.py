"""The files of a simulated Linux: content, owner and mode, in folders that must be there."""

from collections.abc import Callable
from dataclasses import dataclass, replace

_PLAIN = 0o666
GONE = ("/tmp/", "/run/")  # noqa: S108 - of a machine that is not real
"""What a power cut empties."""


class NoFile(Exception):
    """There is no such file, or no folder for it."""


@dataclass(frozen=True, slots=True)
class Kept:
    """One file."""

    content: bytes
    mode: int
    owner: str = "root"
    group: str = "root"


def whole(folder: str, name: str) -> str:
    """A name as seen from a folder, from the root."""
    return name if name.startswith("/") else f"{folder.rstrip('/')}/{name}"


class Files:
    """All of them; what is under /tmp goes with the power."""

    def __init__(self, files: dict[str, str]) -> None:
        """`files`: what is there from the beginning, as text."""
        self._files: dict[str, Kept] = {}
        self._folders = {"/", "/tmp", "/etc", "/data"}  # noqa: S108 - of a machine that is not real
        for name, text in files.items():
            self.place(name, text.encode())

    @property
    def kept(self) -> dict[str, Kept]:
        """Every file that stays without power."""
        return {name: file for name, file in self._files.items() if not name.startswith(GONE)}

    def forget(self) -> None:
        """The power was cut."""
        self._files = self.kept

    def find(self, name: str) -> Kept | None:
        """The file, or None."""
        return self._files.get(name)

    def read(self, name: str) -> bytes:
        """What is in a file; raises NoFile."""
        return self._get(name).content

    def write(self, name: str, content: bytes, mask: int) -> None:
        """Put it there; one that is there keeps owner and mode. Raises NoFile."""
        if name.rpartition("/")[0] not in self._folders | {""}:
            raise NoFile(f"can't create {name}: nonexistent directory")
        before = self._files.get(name)
        self._files[name] = replace(before, content=content) if before else Kept(content, _PLAIN & ~mask)

    def place(self, name: str, content: bytes) -> None:
        """Put a file there with the folders above it, as it comes from the factory."""
        self.make_folder(name.rpartition("/")[0])
        self.write(name, content, 0o022)

    def writer(self, name: str, mask: int, *, append: bool) -> Callable[[bytes], None]:
        """What adds to a file, which is emptied first, or not; raises NoFile."""
        if name == "/dev/null":
            return lambda _: None
        self.write(name, self.read(name) if append and name in self._files else b"", mask)
        return lambda data: self.write(name, self.read(name) + data, mask)

    def change(self, name: str, *, mode: int | None = None, owner: str = "") -> None:
        """Give a file another mode, or `user:group`; raises NoFile."""
        file = self._get(name)
        if owner:
            user, _, group = owner.partition(":")
            file = replace(file, owner=user, group=group or file.group)
        self._files[name] = file if mode is None else replace(file, mode=mode)

    def move(self, name: str, target: str) -> None:
        """Give a file another name; raises NoFile."""
        file = self._get(name)
        self.write(target, b"", 0)
        self._files[target] = file
        del self._files[name]

    def remove(self, name: str) -> None:
        """Take away a file, or a folder with all that is in it; nothing where there is none."""
        self._files = {each: file for each, file in self._files.items() if each != name and not each.startswith(f"{name}/")}
        self._folders = {each for each in self._folders if each != name and not each.startswith(f"{name}/")}

    def make_folder(self, name: str) -> None:
        """With all above it."""
        parts = name.strip("/").split("/")
        self._folders |= {"/" + "/".join(parts[:count]) for count in range(1, len(parts) + 1)}

    def is_folder(self, name: str) -> bool:
        """Whether there is one of that name."""
        return name in self._folders

    def _get(self, name: str) -> Kept:
        if name not in self._files:
            raise NoFile(f"can't open '{name}': No such file or directory")
        return self._files[name]
