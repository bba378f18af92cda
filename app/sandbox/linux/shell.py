"""A simulated shell: runs what `grammar` reads, with the commands of a simulated device; what waits for the terminal is a generator.

Text is Latin-1 inside, a character for each byte: so every byte comes out as it went in.
"""

from collections.abc import Generator

from app.sandbox.linux.built_in import BUILT_IN
from app.sandbox.linux.calls import INTERRUPTED, NOT_FOUND, WRONG, Call, Interrupted, Left, Out
from app.sandbox.linux.files import NoFile, whole
from app.sandbox.linux.grammar import parse
from app.sandbox.linux.reading import Unreadable
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
    Text,
    While,
)
from app.sandbox.linux.words import Waiting, Words


class Shell(Words):
    """One shell: it runs what it reads."""

    def run(self, text: str) -> Waiting:
        """Run a program to its end; raises Left."""
        try:
            script = parse(text)
        except Unreadable as error:
            self.error(f"sh: syntax error: {error}\n".encode("latin-1"))
            self.code = WRONG
            return WRONG
        return (yield from self._script(script))

    def _apart(self, script: Script, *, out: Out | None = None) -> Waiting:
        """A shell of its own, of which nothing stays but its code."""
        other = Shell(
            self.files,
            self.programs,
            out or self.out,
            self.error,
            self.stdin,
            dict(self.variables),
            dict(self.functions),
            list(self.arguments),
            self.folder,
            self.mask,
        )
        try:
            return (yield from other._script(script))
        except Left as left:
            return left.code

    # ---- the tree ------------------------------------------------------------------------------------------------

    def _script(self, script: Script) -> Waiting:
        code = 0
        for chain in script:
            for sign, pipeline in chain.links:
                if sign and (sign == "&&") != (code == 0):
                    continue
                self.code = code = yield from self._pipeline(pipeline)
        return code

    def _pipeline(self, commands: tuple[Command, ...]) -> Waiting:
        before = self.stdin
        code = 0
        for number, command in enumerate(commands):
            if number == len(commands) - 1:
                code = yield from self._command(command) if number == 0 else self._piped(command, self.out)
            else:
                said = bytearray()
                yield from self._piped(command, said.extend)
                self.stdin = said
        self.stdin = before
        return code

    def _piped(self, command: Command, out: Out) -> Waiting:
        return (yield from self._apart((Chain((("", (command,)),)),), out=out))

    def _command(self, command: Command) -> Waiting:
        kept = self.out, self.error, self.stdin
        try:
            for redirect in command.redirects:
                yield from self._redirect(redirect)
        except NoFile as error:
            self.out, self.error, self.stdin = kept
            self.error(f"sh: {error}\n".encode("latin-1"))
            return 1
        what = command.what
        if isinstance(what, Simple) and what.words[:1] == ((Text("exec", quoted=False),),) and len(what.words) == 1:
            return 0  # the redirections stay
        try:
            return (yield from self._one(what))
        finally:
            self.out, self.error, self.stdin = kept

    def _one(self, what: Simple | Group | If | While | For | Case | Function) -> Waiting:
        match what:
            case Simple():
                return (yield from self._simple(what))
            case Group(script, apart):
                return (yield from self._apart(script) if apart else self._script(script))
            case If():
                return (yield from self._if(what))
            case While(condition, body):
                while (yield from self._script(condition)) == 0:
                    yield from self._script(body)
            case For():
                return (yield from self._for(what))
            case Case():
                return (yield from self._case(what))
            case Function(name, body):
                self.functions[name] = body
        return 0

    def _if(self, what: If) -> Waiting:
        for condition, body in what.branches:
            if not condition or (yield from self._script(condition)) == 0:
                return (yield from self._script(body))
        return 0

    def _for(self, what: For) -> Waiting:
        code = 0
        for value in (yield from self._fields(what.words)):
            self.variables[what.name] = value
            code = yield from self._script(what.body)
        return code

    def _case(self, what: Case) -> Waiting:
        value = yield from self._value(what.word)
        for patterns, body in what.branches:
            for pattern in patterns:
                if (yield from self._fits(value, pattern)):
                    return (yield from self._script(body))
        return 0

    def _redirect(self, redirect: Redirect) -> Generator[None, bytes, None]:
        target = yield from self._value(redirect.word)
        if redirect.sign == ">&":
            out = {"1": self.out, "2": self.error}[target]
        elif redirect.sign == "<":
            self.stdin = bytearray(b"" if target == "/dev/null" else self.files.read(self.path(target)))
            return
        else:
            out = self.files.writer(self.path(target), self.mask, append=redirect.sign == ">>")
        if redirect.number == 1:
            self.out = out
        else:
            self.error = out

    def path(self, name: str) -> str:
        """The whole name."""
        return whole(self.folder, name)

    # ---- commands ------------------------------------------------------------------------------------------------

    def _simple(self, what: Simple) -> Waiting:
        words = yield from self._fields(what.words)
        assigned: dict[str, str] = {}
        self.said = 0
        for name, word in what.assigned:
            assigned[name] = yield from self._value(word)
        if not words:
            self.variables |= assigned
            return self.said
        name, *rest = words
        if name in self.functions:
            return (yield from self._function(self.functions[name], rest))
        match name:
            case "eval":
                return (yield from self.run(" ".join(rest)))
            case "exec":
                try:
                    code = yield from self._simple_words(rest, assigned)
                except Interrupted:
                    code = INTERRUPTED
                raise Left(code)
            case "read":
                return (yield from self._read(rest[-1], assigned))
            case ".":
                return (yield from self.run(self.files.read(self.path(rest[0])).decode("latin-1")))
        return (yield from self._simple_words(words, assigned))

    def _simple_words(self, words: list[str], assigned: dict[str, str]) -> Waiting:
        name, *rest = words
        if name == "sh" and rest[:1] == ["-c"]:
            return (yield from self._apart(parse(rest[1])))
        if name in BUILT_IN:
            return BUILT_IN[name](self, rest)
        if name not in self.programs:
            self.error(f"sh: {name}: not found\n".encode("latin-1"))
            return NOT_FOUND
        call = Call(
            rest, {**self.variables, **assigned}, bytes(self.stdin or b""), self.out, self.error, self.files, self.folder, self.mask
        )
        try:
            return self.programs[name](call)
        except NoFile as error:
            return call.complain(f"{name}: {error}")

    def _function(self, body: Command, arguments: list[str]) -> Waiting:
        before, self.arguments = self.arguments, arguments
        try:
            return (yield from self._command(body))
        except Left as left:
            if not left.function:
                raise
            return left.code
        finally:
            self.arguments = before

    def _read(self, name: str, assigned: dict[str, str]) -> Waiting:
        if self.stdin is None:
            line = yield
        elif b"\n" in self.stdin:
            line, _, rest = bytes(self.stdin).partition(b"\n")
            self.stdin[:] = rest
        else:
            return 1
        text = line.decode("latin-1")
        self.variables[name] = text if assigned.get("IFS") == "" else text.strip(" \t")
        return 0
