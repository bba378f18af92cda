import pytest

from app.gui.widgets.text import Style, Text

LONG = "The device was unplugged while its certificate was being written. Plug the unit in again and start over."


@pytest.fixture
def make_text(qtbot):
    def make(words, width, height, **style):
        text = Text(None, Style(**style))
        qtbot.addWidget(text)
        text.resize(width, height)
        text.say(words)
        return text

    return make


def test_a_word_takes_the_largest_size_that_fits(make_text):
    assert make_text("PASS", 400, 90, smallest=11, largest=64).pixels == 64
    smaller = make_text("Writing the certificate", 300, 90, smallest=11, largest=64)
    assert 11 < smaller.pixels < 64
    assert not smaller.elided


def test_it_breaks_between_words_only_while_it_can_be_smaller(make_text):
    text = make_text("Checking the device", 100, 40, smallest=11, largest=64, lines=2)
    assert not text.elided


def test_what_does_not_fit_is_elided_and_told_by_the_tooltip(make_text):
    text = make_text(LONG, 150, 30, smallest=11, largest=14, lines=4)
    assert text.elided
    assert text.toolTip() == f"<p>{LONG}</p>"
    assert text.accessibleName() == LONG


def test_words_of_a_device_are_never_markup(make_text):
    text = make_text("<img src='file:///etc/passwd'><b>serial</b>" * 4, 60, 20, smallest=11, largest=14)
    assert text.elided
    assert "<img" not in text.toolTip()
    assert "&lt;img" in text.toolTip()


def test_characters_beyond_the_first_plane_do_not_move_the_breaks(make_text):
    text = make_text("😀😀😀 serial 😀😀😀 number", 120, 60, smallest=11, largest=14, lines=3)
    text.show()
    assert not text.elided


def test_a_change_of_words_is_fitted_again(make_text):
    text = make_text("PASS", 150, 60, smallest=11, largest=48)
    large = text.pixels
    text.say("Writing the certificate")
    assert text.pixels < large
    text.say("PASS")
    assert text.pixels == large
