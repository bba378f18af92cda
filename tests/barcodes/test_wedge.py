"""A wedge is fed with keys as a scanner and as a person press them; nothing here waits: time is a number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.barcodes.wedge import SLOWEST, Broken, Scan, Style, Typed, Wedge, learn, tells_symbol

FAST, SLOW = 0.012, 0.11


class Keyboard:
    """Presses keys on a wedge and keeps what reaches a field and what is scanned, in order."""

    def __init__(self, style=None) -> None:
        self.wedge = Wedge(style or Style())
        self.now = 100.0
        self.field = ""
        self.scans = []

    def press(self, text, pace, *, repeated=False):
        for character in text:
            self.pause(pace)
            self._take(self.wedge.press(character, character, self.now, repeated=repeated))
        return self

    def pause(self, seconds):
        self.now += seconds
        if self.wedge.due is not None and self.wedge.due < self.now:
            self._take(self.wedge.wait(self.now))
        return self

    def _take(self, words):
        for word in words:
            match word:
                case Typed(keys):
                    self.field += "".join(keys)
                case Scan() | Broken():
                    self.scans.append(word)


@pytest.fixture
def keyboard():
    return Keyboard()


@pytest.mark.parametrize("pace", [0.0, 0.002, FAST])
def test_a_scan_is_caught_whole_and_reaches_no_field(keyboard, pace):
    keyboard.press("0042-1187\r", pace).pause(1)
    assert keyboard.scans == [Scan("0042-1187")]
    assert keyboard.field == ""


@pytest.mark.parametrize("text", ["secret\r", "0042-1187\r"])
@pytest.mark.parametrize(("pace", "held"), [(0.066, 0.033), (0.04, 0.02), (0.04, 0.06)], ids=["quick", "quicker", "rolling"])
def test_a_quick_person_who_lets_keys_go_between_is_no_scanner(text, pace, held):
    wedge, got = Wedge(Style()), []
    pressed = [(100 + number * pace, ("down", character)) for number, character in enumerate(text)]
    moments = sorted([*pressed, *((at + held, ("up", character)) for at, (_, character) in pressed)])
    for at, key in moments:
        got += wedge.press(key, key[1], at) if key[0] == "down" else wedge.release(key, at)
    got += wedge.wait(200)
    assert [key for word in got for key in word.keys] == [key for _, key in moments]


def test_a_scanner_that_lets_keys_go_between_is_one(keyboard):
    for character in "0042-1187\r":
        keyboard.press(character, FAST)
        keyboard._take(keyboard.wedge.release(f"<{character}>", keyboard.now + FAST / 2))
    assert (keyboard.scans, keyboard.field) == ([Scan("0042-1187")], "<\r>")


@pytest.mark.parametrize("text", ["s", "secret\r", "0042-1187\r", "\r"])
def test_a_persons_typing_arrives_whole(keyboard, text):
    keyboard.press(text, SLOW).pause(1)
    assert (keyboard.field, keyboard.scans) == (text, [])


def test_fingers_that_roll_over_the_keys_are_a_person(keyboard):
    keyboard.press("pa", SLOW).press("ssw", 0.02).press("ord", SLOW).press("\r", 0.02).pause(1)
    assert (keyboard.field, keyboard.scans) == ("password\r", [])


def test_a_scan_in_the_middle_of_typing_takes_nothing_with_it(keyboard):
    keyboard.press("pass", SLOW).pause(0.2).press("0042-1187\r", FAST).pause(0.2).press("word\r", SLOW).pause(1)
    assert (keyboard.field, keyboard.scans) == ("password\r", [Scan("0042-1187")])


def test_a_scan_close_behind_a_key_may_lack_its_beginning_and_is_none(keyboard):
    keyboard.press("x", SLOW).pause(0.05).press("0042-1187\r", FAST).pause(1)
    assert (keyboard.field, keyboard.scans) == ("x", [Broken("0042-1187")])
    keyboard.press("0042-1187\r", FAST).pause(1)
    assert keyboard.scans[1:] == [Scan("0042-1187")]


@pytest.mark.parametrize("first", range(1, 9))
def test_a_scan_that_a_busy_computer_tears_is_never_half_a_scan(keyboard, first):
    keyboard.press("0042-1187"[:first], FAST).pause(0.08).press("0042-1187\r"[first:], FAST).pause(1)
    assert all(isinstance(scan, Broken) for scan in keyboard.scans)
    assert keyboard.field == ("0042-1187"[:first] if first < Style().least else "")
    assert keyboard.scans[-1].torn  # so that the window takes back what it lacks
    keyboard.press("0042-1187\r", FAST).pause(1)
    assert keyboard.scans[-1] == Scan("0042-1187")


def test_a_scan_tells_its_slowest_pause(keyboard):
    keyboard.press("0042", 0.002).press("-1187\r", 0.03).pause(1)
    assert [round(scan.pace, 3) for scan in keyboard.scans] == [0.03]


def test_two_scans_in_a_row_are_two(keyboard):
    keyboard.press("0042-1187\r0042-1188\r", FAST).pause(1)
    assert keyboard.scans == [Scan("0042-1187"), Scan("0042-1188")]


def test_a_scan_that_is_cut_off_is_told_and_reaches_no_field(keyboard):
    keyboard.press("0042-11", FAST).pause(1).press("x", SLOW).pause(1)
    assert (keyboard.field, keyboard.scans) == ("x", [Broken("0042-11")])
    assert not keyboard.scans[0].torn


def test_a_key_that_is_held_down_is_a_person(keyboard):
    keyboard.press("a", SLOW).press("aaaaaaaa", 0.03, repeated=True).pause(1)
    assert (keyboard.field, keyboard.scans) == ("aaaaaaaaa", [])


def test_shift_between_the_characters_of_a_scan_does_not_part_it(keyboard):
    for character in "AB-cd\r":
        if character.isupper():
            keyboard.now += FAST
            assert keyboard.wedge.press("", "", keyboard.now) in ([], [Typed(("",))])
        keyboard.press(character, FAST)
    assert (keyboard.scans, keyboard.field) == ([Scan("AB-cd")], "")


def test_with_a_prefix_only_what_has_it_is_a_scan():
    keyboard = Keyboard(Style(prefix="~"))
    keyboard.press("~A1\r", FAST).pause(1).press("abcdef\r", FAST).pause(1)
    assert (keyboard.scans, keyboard.field) == ([Scan("A1")], "abcdef\r")


def test_the_prefix_is_not_stolen_from_a_password():
    keyboard = Keyboard(Style(prefix="~"))
    keyboard.press("~pass~word\r", SLOW).pause(1)
    assert (keyboard.field, keyboard.scans) == ("~pass~word\r", [])


def test_without_a_suffix_a_pause_ends_the_scan():
    keyboard = Keyboard(Style(suffix=""))
    keyboard.press("0042-1187", FAST).pause(1).press("ab", SLOW).pause(1)
    assert (keyboard.scans, keyboard.field) == ([Scan("0042-1187")], "ab")


def test_a_scan_without_end_is_bounded(keyboard):
    keyboard.press("x" * 100_000 + "\r", 0.001)
    (scan,) = keyboard.scans
    assert len(scan.text) < 300
    assert keyboard.field == ""


@given(
    st.lists(
        st.tuples(st.text(st.characters(codec="ascii", categories=("L", "N", "P")), min_size=5, max_size=20), st.booleans()), max_size=6
    )
)
def test_every_key_is_either_typed_or_scanned_and_never_both(parts):
    keyboard = Keyboard()
    typed, scanned = "", []
    for text, machine in parts:
        keyboard.pause(0.5)
        if machine:
            keyboard.press(f"{text}\r", FAST)
            scanned.append(Scan(text))
        else:
            keyboard.press(text, SLOW)
            typed += text
    keyboard.pause(1)
    assert (keyboard.field, keyboard.scans) == (typed, scanned)


def test_a_scanners_manners_are_learned_from_one_scan():
    assert learn("~BM:LEARN\t", "BM:LEARN", Style()) == Style(prefix="~", suffix="\t")
    assert learn("]C0BM:LEARN\r", "BM:LEARN", Style()) == Style()
    assert learn("BM:LEARN", "BM:LEARN", Style()) == Style(suffix="")
    assert learn("BM:LEARN\r", "BM:LEARN", Style(), 0.031) == Style(gap=0.093)
    assert learn("BM:LEARN\r", "BM:LEARN", Style(), 5.0) == Style(gap=SLOWEST)
    assert [tells_symbol(f"{before}BM:LEARN", "BM:LEARN") for before in ("", "~", "]C0", "~]d1")] == [False, False, True, True]
    assert learn("something else\r", "BM:LEARN", Style()) is None
