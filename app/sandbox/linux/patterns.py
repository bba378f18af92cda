"""What a shell reckons with: patterns as `case` and `${x%%y}` have them, and sums."""

import ast
import re
from collections.abc import Callable, Mapping, Sequence

from app.sandbox.linux.reading import Unreadable


def fits(value: str, pattern: Sequence[tuple[str, bool]]) -> bool:
    """Whether a pattern, in parts of which some are quoted, is the whole value."""
    return re.fullmatch(_regex(pattern), value, re.DOTALL) is not None


def cut(value: str, sign: str, pattern: Sequence[tuple[str, bool]]) -> str:
    """`${value#pattern}` and the like: without the shortest, or the longest (`##`), beginning or end (`%`) that fits; else whole."""
    taken = _regex(pattern, shortest=sign == "#")
    whole = {"#": f"(?:{taken})(.*)", "##": f"(?:{taken})(.*)", "%": f"(.*)(?:{taken})", "%%": f"(.*?)(?:{taken})"}[sign]
    found = re.fullmatch(whole, value, re.DOTALL)
    return found[1] if found else value


def _regex(pattern: Sequence[tuple[str, bool]], *, shortest: bool = False) -> str:
    """As a regular expression: what is quoted stands for itself."""
    globs = {"*": ".*?" if shortest else ".*", "?": "."}
    return "".join(re.escape(text) if quoted else "".join(globs.get(each, re.escape(each)) for each in text) for text, quoted in pattern)


def reckon(text: str, variables: Mapping[str, str]) -> int:
    """`$((…))` over whole numbers."""

    def value(node: ast.expr) -> int:
        match node:
            case ast.Constant(int(number)):
                return number
            case ast.Name(name):
                return int(variables.get(name) or 0)
            case ast.BinOp(left, operator, right) if type(operator) in _OPERATORS:
                return _OPERATORS[type(operator)](value(left), value(right))
        raise Unreadable(text)

    return value(ast.parse(text, mode="eval").body)


_OPERATORS: dict[type[ast.operator], Callable[[int, int], int]] = {
    ast.Add: lambda left, right: left + right,
    ast.Sub: lambda left, right: left - right,
    ast.Mult: lambda left, right: left * right,
    ast.Mod: lambda left, right: left % right,
}
