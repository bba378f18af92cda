"""Text with a unit's words in it: `uri:urn:example:{serial}`; taken apart once, filled for every unit."""

import functools
from collections.abc import Mapping
from string import Formatter


@functools.lru_cache(maxsize=1024)
def _parts(text: str) -> tuple[tuple[str, str | None], ...]:
    """Literal text and the word that follows it, in turn; raises ValueError where braces do not match or hold more than a word."""
    parts = []
    for literal, word, spec, conversion in Formatter().parse(text):
        if spec or conversion:
            raise ValueError(f"{{{word}}} has a format; a template only names words")
        parts.append((literal, word))
    return tuple(parts)


def words_in(text: str) -> frozenset[str]:
    """The words a template asks for; raises ValueError where it is none."""
    return frozenset(word for _, word in _parts(text) if word is not None)


def fill(text: str, words: Mapping[str, str]) -> str:
    """The template with the words in it; raises KeyError for a word that is not there."""
    return "".join(literal if word is None else literal + words[word] for literal, word in _parts(text))
