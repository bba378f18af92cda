"""The words of a shell's program: quotes, parameters, `$(…)`, sums (IEEE 1003.1, XCU 2.2 and 2.6)."""

import re
from abc import ABC, abstractmethod
from dataclasses import dataclass, field

from app.sandbox.linux.tree import (
    Parameter,
    Said,
    Script,
    Sum,
    Text,
    Word,
)

_ENDS = " \t\n;&|<>()"
"""Where a word ends that is not quoted."""
_PARAMETER = re.compile(r"\$(?:\{(#?)([A-Za-z_]\w*|[0-9@*#?$])(:-|%%|%|##|#)?|([A-Za-z_]\w*|[0-9@*#?$]))")
_ESCAPED_IN_QUOTES = '$`"\\\n'


class Unreadable(Exception):
    """The text is none that this shell can read."""


@dataclass
class WordReader(ABC):
    """Reads a text from its beginning; `at` is how far it is."""

    text: str
    at: int = field(default=0)

    @abstractmethod
    def script(self) -> Script:
        """The program that comes next, up to what belongs to what is around it."""

    # ---- words ---------------------------------------------------------------------------------------------------

    def _word(self) -> Word:
        """The word that comes next; empty: there is none."""
        self._skip(" \t")
        return self._rest_of_word()

    def _rest_of_word(self) -> Word:
        parts: list[Text | Parameter | Said | Sum] = []
        while self.at < len(self.text) and self.text[self.at] not in _ENDS:
            character = self.text[self.at]
            if character == "'":
                end = self._find("'", self.at + 1)
                parts.append(Text(self.text[self.at + 1 : end], quoted=True))
                self.at = end + 1
            elif character == '"':
                self.at += 1
                parts += self._until('"', quoted=True)
                self.at += 1
            elif character == "\\":
                parts.append(Text(self.text[self.at + 1 : self.at + 2], quoted=True))
                self.at += 2
            elif character == "$":
                parts.append(self._dollar(quoted=False))
            else:
                begin = self.at
                while self.at < len(self.text) and self.text[self.at] not in _ENDS + "'\"\\$":
                    self.at += 1
                parts.append(Text(self.text[begin : self.at], quoted=False))
        return tuple(parts)

    def _until(self, end: str, *, quoted: bool) -> Word:
        """What stands before `end`, which is not taken; blanks are part of it."""
        parts: list[Text | Parameter | Said | Sum] = [Text("", quoted)]
        begin = self.at
        while not self._sees(end):
            character = self.text[self.at : self.at + 1]
            if not character:
                raise Unreadable(f"no {end}")
            if character == "$":
                parts += (Text(self.text[begin : self.at], quoted), self._dollar(quoted=quoted))
                begin = self.at
            elif character == "\\" and self.text[self.at + 1 : self.at + 2] in _ESCAPED_IN_QUOTES:
                parts += (Text(self.text[begin : self.at], quoted), Text(self.text[self.at + 1], quoted=True))
                begin = self.at = self.at + 2
            else:
                self.at += 1
        return (*parts, Text(self.text[begin : self.at], quoted))

    def _dollar(self, *, quoted: bool) -> Text | Parameter | Said | Sum:
        if self._sees("$(("):
            self.at += 3
            inner = self._sum()
            self.at += 2
            return Sum(inner)
        if self._sees("$("):
            self.at += 2
            script = self.script()
            self._expect(")")
            return Said(script, quoted)
        found = _PARAMETER.match(self.text, self.at)
        if found is None:
            self.at += 1
            return Text("$", quoted=True)
        self.at = found.end()
        if found[4]:
            return Parameter(found[4], quoted)
        change = "length" if found[1] else found[3] or ""
        word = self._until("}", quoted=False)
        self.at += 1
        return Parameter(found[2], quoted, change, word)

    def _sum(self) -> Word:
        """What stands before the `))` that belongs to it."""
        parts: list[Text | Parameter | Said | Sum] = []
        depth = 0
        while depth or not self._sees("))"):
            character = self.text[self.at : self.at + 1]
            if not character:
                raise Unreadable("no ))")
            if character == "$":
                parts.append(self._dollar(quoted=True))
                continue
            depth += {"(": 1, ")": -1}.get(character, 0)
            parts.append(Text(character, quoted=True))
            self.at += 1
        return tuple(parts)

    # ---- characters ----------------------------------------------------------------------------------------------

    def _skip(self, blanks: str) -> bool:
        while self.at < len(self.text) and self.text[self.at] in blanks:
            self.at += 1
        if self._sees("#") and (not self.at or self.text[self.at - 1] in _ENDS):
            self.at = (self.text + "\n").index("\n", self.at)  # a comment
            return self._skip(blanks)
        return True

    def _sees(self, text: str) -> bool:
        return self.text.startswith(text, self.at)

    def _expect(self, text: str) -> None:
        self._skip(" \t\n")
        if not self._sees(text):
            raise Unreadable(f"{text} expected: {self.text[self.at : self.at + 20]}")
        self.at += len(text)

    def _plain(self) -> str:
        match self._word():
            case (Text(text, False),):
                return text
        raise Unreadable("a name expected")

    def _find(self, text: str, begin: int) -> int:
        found = self.text.find(text, begin)
        if found < 0:
            raise Unreadable(f"no {text}")
        return found
