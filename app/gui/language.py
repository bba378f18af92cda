"""The window's language: Qt's translation files (`.ts`), read as Qt Linguist writes them.

What the window itself says goes through Qt's `tr`. What the rest of the program says, an error above all, is kept and logged in English and
translated only to be shown: `said` finds the sentence that it was made from, and puts what was filled in into its translation.
"""

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache
from pathlib import Path
from xml.etree import ElementTree as ET

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from app.core.people import Role

FOLDER = Path(__file__).parent.parent.parent / "resources" / "translations"
ENGLISH = "en"
LANGUAGES = {ENGLISH: "English", "de": "Deutsch"}
"""Each by the name its speakers give it."""

_FIELD = re.compile(r"\{[0-9]+\}")
_FILLED = r"((?:(?![.!?] [A-Z]).)+?)"
"""What a field is filled with: anything but the end of a sentence and the beginning of the next."""
_NEXT = re.compile(r"(?<=[.!?]) (?=[A-Z“])")
_QUOTED = re.compile("“([^“”]*)”")
"""What a sentence names stands in English quotation marks."""
_ROLES = frozenset(role.value for role in Role)
"""The only single words that are translated where they are filled in: any other may be somebody's name."""
_LEAST = 8
"""Letters a sentence needs beside its fields to be recognised by them."""


def load_words(language: str) -> dict[str, str]:
    """Every text and its translation; a text that is still to be translated is left out. The file is one of ours."""
    tree = ET.parse(FOLDER / f"birthmark_{language}.ts")  # noqa: S314 - see above
    pairs = ((message.findtext("source", ""), message.find("translation")) for message in tree.iter("message"))
    return {text: word.text for text, word in pairs if word is not None and word.text and word.get("type") is None}


class Words(QTranslator):
    """One language's words; the context they stand in does not matter."""

    def __init__(self, words: dict[str, str], locale: QLocale | None = None) -> None:
        super().__init__()
        self._words, self._locale = words, locale or QLocale()

    def isEmpty(self) -> bool:
        """Whether there are none; Qt asks before it tells the window of a new language."""
        return not self._words

    def translate(self, context: str, text: str, disambiguation: str | None = None, n: int = -1) -> str | None:
        """The text in this language; None: not known."""
        del context, disambiguation, n
        return self._words.get(text)

    def say(self, sentence: str) -> str:
        """A sentence, or several, in this language and its quotation marks, with what was filled in; what is not known stays as it is."""
        return _QUOTED.sub(lambda found: self._locale.quoteString(found[1]), self._say(sentence))

    def _say(self, sentence: str) -> str:
        known = self._say_one(sentence)
        if known is not None:
            return known
        parts = _NEXT.split(sentence)
        for end in range(len(parts) - 1, 0, -1):
            known = self._say_one(" ".join(parts[:end]))
            if known is not None:
                return f"{known} {self._say(' '.join(parts[end:]))}"
        return " ".join((parts[0], self._say(" ".join(parts[1:])))) if len(parts) > 1 else sentence

    def _say_one(self, sentence: str) -> str | None:
        if sentence in self._words:
            return self._words[sentence]
        for pattern, translation in self._patterns:
            if found := pattern.fullmatch(sentence):
                groups = found.groups()
                values = [self._say(value) if (" " in value or value in _ROLES) and value != sentence else value for value in groups]
                return "".join(_filled(translation, values))
        return None

    @cached_property
    def _patterns(self) -> list[tuple[re.Pattern[str], str]]:
        """What recognises each sentence that has fields; the one with the most words of its own first."""
        return [(pattern, translation) for _, pattern, translation in sorted(self._made(), key=lambda each: -each[0])]

    def _made(self) -> Iterator[tuple[int, re.Pattern[str], str]]:
        for text, translation in self._words.items():
            parts = _FIELD.split(text)
            own = sum(len(part) for part in parts)
            if len(parts) > 1 and own >= _LEAST:
                yield own, re.compile(_FILLED.join(re.escape(part) for part in parts), re.DOTALL), translation


def _filled(text: str, values: list[str]) -> Iterator[str]:
    """The parts of a text with `{1}`, `{2}`, each with the value that belongs there."""
    end = 0
    for field in _FIELD.finditer(text):
        yield text[end : field.start()]
        yield values[int(field[0][1:-1]) - 1]
        end = field.end()
    yield text[end:]


_spoken: list[Words] = []


def speak(application: QCoreApplication, language: str) -> None:
    """From now on the window speaks this language; `auto` is the desktop's, or English."""
    if language == "auto":
        wanted = (tag.split("-")[0] for tag in QLocale.system().uiLanguages())
        language = next((tag for tag in wanted if tag in LANGUAGES), ENGLISH)
    else:
        QLocale.setDefault(QLocale(language))
    for old in _spoken:
        application.removeTranslator(old)
    _spoken.clear()
    said.cache_clear()
    if language == ENGLISH:
        return
    own = QTranslator(application)
    if own.load(f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(own)
    words = Words(load_words(language), QLocale(language))
    application.installTranslator(words)
    _spoken.append(words)


@lru_cache(maxsize=4096)
def said(sentence: str) -> str:
    """What the program said in English, in the window's language."""
    return _spoken[0].say(sentence) if _spoken else sentence
