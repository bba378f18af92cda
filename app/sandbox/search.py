"""The platform's search language: one to five clauses of key, operator and value, joined by `and`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

_CLAUSE = re.compile(
    r"\s*(?P<key>[a-z_]+)\s*(?P<operator><=|>=|[:~<>-])\s*(?:'(?P<text>(?:\\.|[^'\\])*)'|(?P<word>true|false))(?=\s|$)",
)
_AND = re.compile(r"\s+and(?=\s)")
_MOST = 5

EXACT = frozenset({":"})
TEXT = frozenset({":", "~"})
WHEN = frozenset({":", ">", ">=", "<", "<="})

Keys = Mapping[str, frozenset[str]]
"""What may be searched for, and by which operators."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One condition."""

    key: str
    operator: str
    value: str | bool


class BadSearch(ValueError):
    """The query is not one of the search language, or asks for what this resource does not offer."""


def parse(query: str, keys: Keys) -> tuple[Clause, ...]:
    """Read a query; raises BadSearch."""
    clauses = []
    at = 0
    while True:
        found = _CLAUSE.match(query, at)
        if found is None:
            raise BadSearch(f"not a clause at {at}")
        clauses.append(_clause(found, keys))
        at = found.end()
        if not query[at:].strip():
            break
        joint = _AND.match(query, at)
        if joint is None or len(clauses) == _MOST:
            raise BadSearch(f"no further clause expected at {at}")
        at = joint.end()
    return tuple(clauses)


def _clause(found: re.Match[str], keys: Keys) -> Clause:
    key, operator, text = found["key"], found["operator"], found["text"]
    if operator not in keys.get(key, frozenset()):
        raise BadSearch(f"{key} cannot be searched by {operator}")
    value = re.sub(r"\\(.)", r"\1", text) if text is not None else found["word"] == "true"
    return Clause(key, operator, value)
