"""What the words of a program stand for in a simulated shell: its variables, what programs say, fields."""

import re
from abc import ABC, abstractmethod
from collections.abc import Generator, Mapping
from dataclasses import dataclass, field

from app.sandbox.linux.calls import Out, Program
from app.sandbox.linux.files import Files
from app.sandbox.linux.patterns import cut, fits, reckon
from app.sandbox.linux.tree import Command, Parameter, Said, Script, Sum, Text, Word

Waiting = Generator[None, bytes, int]
"""Runs to an exit code; every yield wants the next line of the terminal."""


@dataclass
class Words(ABC):
    """What a shell has, and would hand down to another."""

    files: Files
    programs: Mapping[str, Program]
    out: Out
    error: Out
    stdin: bytearray | None = None
    """None: the terminal."""
    variables: dict[str, str] = field(default_factory=dict)
    functions: dict[str, Command] = field(default_factory=dict)
    arguments: list[str] = field(default_factory=list)
    folder: str = "/"
    mask: int = 0o022
    code: int = 0
    """`$?`"""
    said: int = 0
    """The exit code of the last `$(…)`, which is an assignment's too."""

    @abstractmethod
    def _apart(self, script: Script, *, out: Out | None = None) -> Waiting:
        """A shell of its own, of which nothing stays but its code."""

    def _fields(self, words: tuple[Word, ...]) -> Generator[None, bytes, list[str]]:
        """What is not quoted falls apart at blanks."""
        fields: list[str] = []
        for word in words:
            open_ = False
            for text, quoted in (yield from self._parts(word)):
                pieces = [text] if quoted else re.split(r"[ \t\n]+", text)
                if not quoted and not text:
                    continue
                if open_:
                    fields[-1] += pieces[0]
                elif quoted or pieces[0]:
                    fields.append(pieces[0])
                    open_ = True
                for piece in pieces[1:]:
                    open_ = bool(piece)
                    if piece:
                        fields.append(piece)
        return fields

    def _value(self, word: Word) -> Generator[None, bytes, str]:
        return "".join(text for text, _ in (yield from self._parts(word)))

    def _fits(self, value: str, pattern: Word) -> Generator[None, bytes, bool]:
        return fits(value, (yield from self._parts(pattern)))

    def _parts(self, word: Word) -> Generator[None, bytes, list[tuple[str, bool]]]:
        parts: list[tuple[str, bool]] = []
        for part in word:
            match part:
                case Text(text, quoted):
                    parts.append((text, quoted))
                case Parameter():
                    parts.append(((yield from self._parameter(part)), part.quoted))
                case Said(script, quoted):
                    said = bytearray()
                    self.said = yield from self._apart(script, out=said.extend)
                    parts.append((said.replace(b"\0", b"").decode("latin-1").rstrip("\n"), quoted))
                case Sum(inner):
                    parts.append((str(reckon((yield from self._value(inner)), self.variables)), True))
        return parts

    def _parameter(self, parameter: Parameter) -> Generator[None, bytes, str]:
        value = self._named(parameter.name)
        match parameter.change:
            case "":
                return value
            case "length":
                return str(len(value))
            case ":-":
                return value or (yield from self._value(parameter.word))
        return cut(value, parameter.change, (yield from self._parts(parameter.word)))

    def _named(self, name: str) -> str:
        if name == "?":
            return str(self.code)
        if name in ("*", "@"):
            return " ".join(self.arguments)
        if name == "#":
            return str(len(self.arguments))
        if name.isdigit():
            return self.arguments[int(name) - 1] if 0 < int(name) <= len(self.arguments) else ""
        return self.variables.get(name, "")
