"""The sounds in resources/ are those of the script, and can be told apart."""

import wave

import render_sounds

from app.gui.speaker import Sound

SOUNDS = render_sounds.SOUNDS


def test_the_sounds_are_those_that_the_script_makes_and_each_is_another(tmp_path):
    render_sounds.main(tmp_path)
    made = {file.relative_to(tmp_path): file.read_bytes() for file in tmp_path.rglob("*.wav")}
    shipped = {file.relative_to(SOUNDS): file.read_bytes() for file in SOUNDS.rglob("*.wav")}
    assert made == shipped
    assert {file.stem for file in made} == {sound.value for sound in Sound}
    lengths = {}
    for sound in Sound:
        with wave.open(str(SOUNDS / "normal" / f"{sound}.wav")) as wav:
            lengths[sound] = wav.getnframes() / wav.getframerate()
    assert lengths[Sound.SCAN] < 0.1 < lengths[Sound.PASS] < lengths[Sound.ATTENTION] < lengths[Sound.FAIL] < 1
