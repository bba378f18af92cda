"""The grammar of a POSIX shell, as far as programs that a station types use it: text in, a tree out (IEEE 1003.1, XCU 2.10)."""

import re

from app.sandbox.linux.reading import Unreadable, WordReader
from app.sandbox.linux.tree import (
    Case,
    Chain,
    Command,
    For,
    Function,
    Group,
    If,
    Redirect,
    Script,
    Simple,
    While,
    Word,
)

_RESERVED = re.compile(r"(then|else|elif|fi|do|done|esac|\})(?=[\s;&|<>()]|$)")
_OPENS = re.compile(r"(if|while|for|case|\{)(?=\s)")
_FUNCTION = re.compile(r"([A-Za-z_]\w*)\(\)")
_ASSIGN = re.compile(r"([A-Za-z_]\w*)=")
_REDIRECT = re.compile(r"(\d?)(>>|>&|>|<)[ \t]*")


def parse(text: str) -> Script:
    """The tree of a whole program; raises Unreadable."""
    reader = _Reader(text)
    script = reader.script()
    if reader.at < len(text):
        raise Unreadable(text[reader.at : reader.at + 20])
    return script


class _Reader(WordReader):
    """Lists and commands."""

    # ---- lists ---------------------------------------------------------------------------------------------------

    def script(self) -> Script:
        """Everything up to a word or a sign that belongs to what is around it."""
        chains: list[Chain] = []
        while True:
            self._skip(" \t\n")
            if self.at == len(self.text) or self.text[self.at] in ");" or _RESERVED.match(self.text, self.at):
                return tuple(chains)
            chains.append(self._chain())
            self._skip(" \t")
            if self._sees(";") and not self._sees(";;"):
                self.at += 1

    def _chain(self) -> Chain:
        links = [("", self._pipeline())]
        while True:
            self._skip(" \t")
            sign = self.text[self.at : self.at + 2]
            if sign not in ("&&", "||"):
                return Chain(tuple(links))
            self.at += 2
            links.append((sign, self._pipeline()))

    def _pipeline(self) -> tuple[Command, ...]:
        commands = [self._command()]
        while self._skip(" \t") and self._sees("|") and not self._sees("||"):
            self.at += 1
            commands.append(self._command())
        return tuple(commands)

    # ---- commands ------------------------------------------------------------------------------------------------

    def _command(self) -> Command:
        self._skip(" \t\n")
        if self._sees("("):
            return Command(self._group("(", ")", apart=True), self._redirects())
        if found := _FUNCTION.match(self.text, self.at):
            self.at = found.end()
            return Command(Function(found[1], self._command()))
        if found := _OPENS.match(self.text, self.at):
            inner: Group | If | While | For | Case
            match found[1]:
                case "{":
                    inner = self._group("{", "}", apart=False)
                case "if":
                    inner = self._if()
                case "while":
                    self.at += len("while")
                    condition = self.script()
                    inner = While(condition, self._body())
                case "for":
                    inner = self._for()
                case _:
                    inner = self._case()
            return Command(inner, self._redirects())
        return self._simple()

    def _group(self, begin: str, end: str, *, apart: bool) -> Group:
        self._expect(begin)
        script = self.script()
        self._expect(end)
        return Group(script, apart)

    def _if(self) -> If:
        branches: list[tuple[Script, Script]] = []
        word = "if"
        while word != "fi":
            self._expect(word)
            condition = () if word == "else" else self.script()
            if word != "else":
                self._expect("then")
            branches.append((condition, self.script()))
            found = _RESERVED.match(self.text, self.at)
            if found is None or found[1] not in ("elif", "else", "fi"):
                raise Unreadable("if")
            word = found[1]
        self._expect("fi")
        return If(tuple(branches))

    def _for(self) -> For:
        self._expect("for")
        name = self._plain()
        self._skip(" \t")
        self._expect("in")
        words = []
        while word := self._word():
            words.append(word)
        self._skip(" \t\n")
        if self._sees(";"):
            self.at += 1
        return For(name, tuple(words), self._body())

    def _body(self) -> Script:
        self._expect("do")
        body = self.script()
        self._expect("done")
        return body

    def _case(self) -> Case:
        self._expect("case")
        word = self._word()
        self._expect("in")
        branches = []
        while not self._skip(" \t\n") or not _RESERVED.match(self.text, self.at):
            patterns = [self._word()]
            while self._skip(" \t") and self._sees("|"):
                self.at += 1
                patterns.append(self._word())
            self._expect(")")
            branches.append((tuple(patterns), self.script()))
            self._skip(" \t\n")
            if self._sees(";;"):
                self.at += 2
        self._expect("esac")
        return Case(word, tuple(branches))

    def _simple(self) -> Command:
        assigned: list[tuple[str, Word]] = []
        words: list[Word] = []
        redirects: list[Redirect] = []
        begin = self.at
        while True:
            self._skip(" \t")
            found = _ASSIGN.match(self.text, self.at)
            if _REDIRECT.match(self.text, self.at):
                redirects.append(self._redirect())
            elif found and not words:
                self.at = found.end()
                assigned.append((found[1], self._rest_of_word()))
            elif word := self._word():
                words.append(word)
            else:
                break
        if self.at == begin:
            raise Unreadable(self.text[begin : begin + 20])
        return Command(Simple(tuple(assigned), tuple(words)), tuple(redirects))

    def _redirects(self) -> tuple[Redirect, ...]:
        found = []
        while self._skip(" \t") and _REDIRECT.match(self.text, self.at):
            found.append(self._redirect())
        return tuple(found)

    def _redirect(self) -> Redirect:
        found = _REDIRECT.match(self.text, self.at)
        if found is None:
            raise Unreadable(self.text[self.at :])
        self.at = found.end()
        number = int(found[1]) if found[1] else int(found[2].startswith(">"))
        return Redirect(number, found[2], self._word())
