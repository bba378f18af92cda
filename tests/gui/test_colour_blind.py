"""Outcomes are told apart by colour-blind people too: by their colour, and by symbol and word anyhow."""

from itertools import combinations

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage

from app.gui.theme import WORN, Tone
from tests.e2e.colour_blind import KINDS, see, seen

TOLD = (Tone.RUNNING, Tone.PASS, Tone.FAIL, Tone.ATTENTION)
APART = 40
"""Steps of 255 by which two colours differ in at least one channel."""


def rgb(colour):
    return np.array(QColor(colour).getRgb()[:3], dtype=float)


@pytest.mark.parametrize("kind", sorted(KINDS))
@pytest.mark.parametrize("theme", sorted(WORN))
def test_no_two_outcomes_look_alike(theme, kind):
    fills = {tone: seen(rgb(WORN[theme].tones[tone].fill), kind) for tone in TOLD}
    for one, other in combinations(TOLD, 2):
        assert np.abs(fills[one] - fills[other]).max() >= APART, (one, other)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_red_and_green_come_close_and_white_stays(kind):
    red, green = seen(rgb("#b04020"), kind), seen(rgb("#5a7a20"), kind)
    assert np.abs(red - green)[:2].max() < np.abs(rgb("#b04020") - rgb("#5a7a20"))[:2].max()
    picture = QImage(5, 3, QImage.Format.Format_RGB32)
    picture.fill(QColor("#ffffff"))
    shown = see(picture, kind)
    assert (shown.width(), shown.height()) == (5, 3)
    assert QColor(shown.pixel(4, 2)).name() == "#ffffff"
