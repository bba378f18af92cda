import pytest
from PySide6.QtGui import QColor

from app.gui.theme import CONTRAST, DARK, LIGHT, Tone, palette, stylesheet


def luminance(colour):
    """WCAG 2.1, relative luminance."""
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in QColor(colour).getRgbF()[:3]]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK, CONTRAST], ids=lambda theme: theme.name)
class TestContrast:
    @pytest.mark.parametrize("tone", Tone)
    def test_every_word_can_be_read_on_its_tile(self, theme, tone):
        shade = theme.tones[tone]
        assert contrast(shade.ink, shade.tint) >= 4.5
        assert contrast(shade.ink, theme.card) >= 4.5
        assert contrast(theme.ink, shade.tint) >= 7
        assert contrast(theme.muted, shade.tint) >= 4.5

    def test_ink_and_muted_can_be_read_everywhere(self, theme):
        for paper in (theme.page, theme.card, theme.rail, theme.chosen):
            assert contrast(theme.ink, paper) >= 7
            assert contrast(theme.muted, paper) >= 4.5
        assert contrast(theme.on_accent, theme.accent) >= 4.5
        assert contrast(theme.accent, theme.chosen) >= 4.5
        assert contrast(theme.accent, theme.card) >= 4.5

    def test_outcomes_are_read_on_a_chosen_row(self, theme):
        for tone in Tone:
            assert contrast(theme.tones[tone].ink, theme.chosen) >= 4.5

    @pytest.mark.parametrize("tone", [Tone.RUNNING, Tone.PASS, Tone.FAIL])
    def test_symbols_stand_out(self, theme, tone):
        assert contrast(theme.tones[tone].fill, theme.tones[tone].tint) >= 2.9

    def test_no_token_is_left_in_the_sheet(self, theme):
        assert "@" not in stylesheet(theme)
        assert palette(theme).window().color() == QColor(theme.page)


def test_high_contrast_is_high():
    for paper in (CONTRAST.page, CONTRAST.card, CONTRAST.rail):
        assert contrast(CONTRAST.ink, paper) == pytest.approx(21)
        assert contrast(CONTRAST.muted, paper) >= 15
        assert contrast(CONTRAST.line, paper) >= 15
    for tone in Tone:
        assert contrast(CONTRAST.tones[tone].ink, CONTRAST.tones[tone].tint) >= 9


def test_the_palette_is_the_one_for_colour_blind_people():
    assert [LIGHT.tones[tone].fill for tone in (Tone.PASS, Tone.FAIL, Tone.RUNNING, Tone.ATTENTION)] == [
        "#009e73",
        "#d55e00",
        "#0072b2",
        "#e69f00",
    ]
