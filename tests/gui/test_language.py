"""The window speaks another language: its own words, and what the rest of the program says in English."""

import re

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QDialogButtonBox

from app.core.errors import NotAllowed
from app.core.people import ALLOWED, Person, Role
from app.gui.language import LANGUAGES, Words, load_words, said, speak

GERMAN = {
    "Take it out": "Nimm es heraus",
    "The device did not answer within {1} seconds.": "Das Gerät hat {1} Sekunden lang nicht geantwortet.",
    "The file {1} says {2}.": "{2} steht in der Datei {1}.",
    "Check cable and power, then start over.": "Kabel und Strom prüfen, dann neu beginnen.",
}


@pytest.fixture
def german():
    return Words(GERMAN)


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("Take it out", "Nimm es heraus"),
        ("The device did not answer within 0.4 seconds.", "Das Gerät hat 0.4 Sekunden lang nicht geantwortet."),
        ("The file a.toml says Take it out.", "Nimm es heraus steht in der Datei a.toml."),
        (
            "The device did not answer within 3 seconds. Check cable and power, then start over.",
            "Das Gerät hat 3 Sekunden lang nicht geantwortet. Kabel und Strom prüfen, dann neu beginnen.",
        ),
        ("Nobody knows this. Take it out", "Nobody knows this. Nimm es heraus"),
        ("Nobody knows this.", "Nobody knows this."),
        ("", ""),
    ],
)
def test_what_was_said_in_english_is_shown_in_german(german, sentence, wanted):
    assert german.say(sentence) == wanted


def test_a_text_that_is_not_translated_is_left_to_qt(german):
    assert german.translate("Any", "Take it out") == "Nimm es heraus"
    assert german.translate("Any", "unknown") is None


@pytest.fixture
def application(qapp):
    before = QLocale()
    yield qapp
    speak(qapp, "en")
    QLocale.setDefault(before)


def test_the_window_and_qt_itself_change_their_language(application):
    text, word = next(iter(load_words("de").items()))
    speak(application, "de")
    assert QCoreApplication.translate("Anywhere", text) == word
    assert QCoreApplication.translate("Anywhere", "no such text") == "no such text"
    assert said(text) == word
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    assert box.buttons()[0].text() == "Abbrechen"
    speak(application, "en")
    assert QCoreApplication.translate("Anywhere", text) == text
    assert said(text) == text


@pytest.mark.parametrize("language", sorted(LANGUAGES.keys() - {"en"}))
def test_what_is_filled_in_is_filled_in_in_every_language(language):
    fields = re.compile(r"\{\w+\}")
    wrong = [text for text, word in load_words(language).items() if sorted(fields.findall(text)) != sorted(fields.findall(word))]
    assert wrong == []


def test_what_somebody_may_not_do_is_said_in_german_with_their_role_and_who_may():
    german = Words(load_words("de"))
    for right, roles in ALLOWED.items():
        for role in set(Role) - roles:
            with pytest.raises(NotAllowed) as refused:
                Person("B-1", "operator", role).require(right)
            told = german.say(f"{refused.value.message} {refused.value.advice}")
            left = {word for word in re.findall(r"\w+", told.removeprefix("operator")) if word in {*Role, "or", "may", "not", "the", "a"}}
            assert left == set(), told
