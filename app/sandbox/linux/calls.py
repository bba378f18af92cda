"""A program that a simulated shell runs: what it is given, and how it ends."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.sandbox.linux.files import Files, whole

Out = Callable[[bytes], None]
NOT_FOUND, WRONG, INTERRUPTED = 127, 2, 130


class Left(Exception):
    """`exit`, or `return`: this shell, or this function, ends with that code."""

    def __init__(self, code: int, *, function: bool = False) -> None:
        super().__init__(code)
        self.code = code
        self.function = function


class Interrupted(Exception):
    """Ctrl-C: what runs ends."""


@dataclass(frozen=True, slots=True)
class Call:
    """One program that is run: its words, its variables, its standard streams, its place."""

    words: list[str]
    """Without its name."""
    variables: Mapping[str, str]
    stdin: bytes
    out: Out
    error: Out
    files: Files
    folder: str
    mask: int

    def say(self, text: str) -> None:
        """A line to its standard output."""
        self.out(f"{text}\n".encode("latin-1"))

    def complain(self, text: str) -> int:
        """A line to its standard error; exit code 1."""
        self.error(f"{text}\n".encode("latin-1"))
        return 1

    def read(self, name: str) -> bytes:
        """A file by its name, as this program sees it; raises NoFile."""
        return self.stdin if name == "/proc/self/fd/0" else self.files.read(self.path(name))

    def write(self, name: str, content: bytes) -> None:
        """Put a file there; raises NoFile where its folder is none."""
        self.files.write(self.path(name), content, self.mask)

    def path(self, name: str) -> str:
        """The whole name."""
        return whole(self.folder, name)


Program = Callable[[Call], int]
"""Runs to its exit code; raises NoFile."""
