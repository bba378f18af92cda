"""What a simulated shell does itself."""

import functools
import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from app.sandbox.linux.calls import NOT_FOUND, WRONG, Left

if TYPE_CHECKING:
    from app.sandbox.linux.shell import Shell


def _echo(shell: "Shell", words: list[str]) -> int:
    shell.out(f"{' '.join(words)}\n".encode("latin-1"))
    return 0


def _printf(shell: "Shell", words: list[str]) -> int:
    """`%s` and the usual escapes; the pattern is used again while there are words."""
    pattern, *values = words
    pattern = re.sub(r"\\([nt\\])", lambda found: {"n": "\n", "t": "\t", "\\": "\\"}[found[1]], pattern)
    wanted = pattern.count("%s")
    while True:
        turn, values = values[:wanted], values[wanted:]
        fills = iter(turn)
        shell.out(re.sub("%s", lambda _, fills=fills: next(fills, ""), pattern).encode("latin-1"))  # type: ignore[misc]
        if not values or not wanted:
            return 0


def _test(shell: "Shell", words: list[str]) -> int:
    match words[:-1]:
        case []:
            holds = False
        case [text]:
            holds = bool(text)
        case [("-e" | "-s" | "-x" | "-f") as question, name]:
            content = shell.files.find(shell.path(name))
            holds = content is not None and (question != "-s" or bool(content.content))
        case [left, "=", right]:
            holds = left == right
        case [left, "!=", right]:
            holds = left != right
        case [left, ("-gt" | "-lt") as sign, right]:
            holds = int(left) > int(right) if sign == "-gt" else int(left) < int(right)
        case _:
            return WRONG
    return int(not holds)


def _leave(shell: "Shell", words: list[str], *, function: bool) -> int:
    raise Left(int(words[0]) if words else shell.code, function=function)


def _cd(shell: "Shell", words: list[str]) -> int:
    folder = shell.path(words[0])
    if not shell.files.is_folder(folder):
        shell.error(f"sh: cd: can't cd to {folder}\n".encode("latin-1"))
        return WRONG
    shell.folder = folder
    return 0


def _mask(shell: "Shell", words: list[str]) -> int:
    shell.mask = int(words[0], 8)
    return 0


def _export(shell: "Shell", words: list[str]) -> int:
    shell.variables |= dict(word.split("=", 1) for word in words if "=" in word)
    return 0


def _unset(shell: "Shell", words: list[str]) -> int:
    for name in words:
        shell.variables.pop(name, None)
    return 0


def _command(shell: "Shell", words: list[str]) -> int:
    """`command -v NAME`: whether there is one."""
    return 0 if words[-1] in shell.programs or words[-1] in BUILT_IN else NOT_FOUND


BUILT_IN: dict[str, Callable[["Shell", list[str]], int]] = {
    "true": lambda _shell, _words: 0,
    "false": lambda _shell, _words: 1,
    "echo": _echo,
    "printf": _printf,
    "[": _test,
    "exit": functools.partial(_leave, function=False),
    "return": functools.partial(_leave, function=True),
    "cd": _cd,
    "umask": _mask,
    "export": _export,
    "unset": _unset,
    "command": _command,
}
