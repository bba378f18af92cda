"""The tree of a shell's program: what `grammar` makes of text, and `shell` runs (IEEE 1003.1, XCU 2.9)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """Characters as they are."""

    text: str
    quoted: bool


@dataclass(frozen=True, slots=True)
class Parameter:
    """`$name`, `${name:-word}`, `${name%%word}`, `${#name}`; `change` is what stands between."""

    name: str
    quoted: bool
    change: str = ""
    word: "Word" = ()


@dataclass(frozen=True, slots=True)
class Said:
    """`$(…)`: what a program says."""

    script: "Script"
    quoted: bool


@dataclass(frozen=True, slots=True)
class Sum:
    """`$((…))`."""

    word: "Word"


Word = tuple[Text | Parameter | Said | Sum, ...]


@dataclass(frozen=True, slots=True)
class Redirect:
    """`2>&1`, `>file`: the descriptor, the sign, the word behind it."""

    number: int
    sign: str
    word: Word


@dataclass(frozen=True, slots=True)
class Simple:
    """A command with its words, and what is assigned before it."""

    assigned: tuple[tuple[str, Word], ...]
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """`{ …;}`, and `(…)`, which is a shell of its own."""

    script: "Script"
    apart: bool


@dataclass(frozen=True, slots=True)
class If:
    """Conditions and what is done; the last may have none."""

    branches: tuple[tuple["Script", "Script"], ...]


@dataclass(frozen=True, slots=True)
class While:
    """A condition and what is done as long as it holds."""

    condition: "Script"
    body: "Script"


@dataclass(frozen=True, slots=True)
class For:
    """A name, and the words that it stands for one after another."""

    name: str
    words: tuple[Word, ...]
    body: "Script"


@dataclass(frozen=True, slots=True)
class Case:
    """A word, and what is done for the first pattern that fits."""

    word: Word
    branches: tuple[tuple[tuple[Word, ...], "Script"], ...]


@dataclass(frozen=True, slots=True)
class Function:
    """`name() …`."""

    name: str
    body: "Command"


@dataclass(frozen=True, slots=True)
class Command:
    """One command with its redirections."""

    what: Simple | Group | If | While | For | Case | Function
    redirects: tuple[Redirect, ...] = ()


@dataclass(frozen=True, slots=True)
class Chain:
    """Pipelines with `&&` and `||` (empty: the first) before each."""

    links: tuple[tuple[str, tuple[Command, ...]], ...]


Script = tuple[Chain, ...]
