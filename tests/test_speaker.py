"""What the station says aloud: one program at a time, the most urgent next, silence where nothing can be heard."""

import os
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from app.gui.speaker import Sound
from app.speaker import PLAYERS, StationSpeaker
from tests.patience import until

SOUNDS = Path(__file__).parent.parent / "resources" / "sounds"


class Player:
    """A program that writes down what it is given and, where it is to wait, does so until it is let go."""

    def __init__(self, folder, name="player", *, waits=False, code=0) -> None:
        self.log, self._gate = folder / f"{name}.log", folder / f"{name}.gate"
        file = folder / name
        wait = f"read _ < {self._gate}" if waits else ":"
        file.write_text(f'#!/bin/sh\necho "$1" >> {self.log}\n{wait}\nexit {code}\n')
        file.chmod(0o755)
        os.mkfifo(self._gate)
        self.words = (str(file),)

    @property
    def heard(self):
        lines = self.log.read_text().splitlines() if self.log.exists() else []
        return [(Path(line).parent.name, Path(line).stem) for line in lines]

    def let_go(self):
        self._gate.write_text("\n")


@pytest.fixture
def speak():
    made = []

    def make(*players, loudness="normal"):
        made.append(StationSpeaker(SOUNDS, loudness, [player.words for player in players]))
        return made[-1]

    yield make
    for speaker in made:
        speaker.close()


def test_a_storm_is_one_sound_and_then_the_most_urgent(tmp_path, speak):
    player = Player(tmp_path, waits=True)
    speaker = speak(player)
    speaker.play(Sound.PASS)
    until(lambda: player.heard)
    for tray in range(31):
        speaker.play(Sound.FAIL if tray == 7 else Sound.PASS)
    assert player.heard == [("normal", "pass")]
    player.let_go()
    until(lambda: len(player.heard) == 2)
    player.let_go()
    speaker.close()
    assert player.heard == [("normal", "pass"), ("normal", "fail")]


def test_it_is_as_loud_as_it_is_set_or_off(tmp_path, speak):
    player = Player(tmp_path)
    speaker = speak(player, loudness="off")
    speaker.play(Sound.FAIL)
    speaker.change("loud")
    speaker.play(Sound.SCAN)
    until(lambda: player.heard)
    speaker.close()
    assert player.heard == [("loud", "scan")]


def test_where_one_player_cannot_the_next_one_does_and_stays(tmp_path, speak):
    mute, good = Player(tmp_path, "mute", code=1), Player(tmp_path, "good")
    speaker = speak(mute, good)
    for number, sound in enumerate((Sound.PASS, Sound.FAIL), start=1):
        speaker.play(sound)
        until(lambda number=number: len(good.heard) == number)
    assert [name for _, name in good.heard] == ["pass", "fail"]
    assert [name for _, name in mute.heard] == ["pass"]


def test_a_computer_without_a_player_is_silent_and_says_so_once(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    speaker = StationSpeaker(SOUNDS, "normal", PLAYERS["linux"])
    assert speaker.played_by == ""
    with capture_logs() as logs:
        for _ in range(3):
            speaker.play(Sound.PASS)
            until(lambda: speaker._next is None)
        until(lambda: logs)
        speaker.close()
    assert [each["event"] for each in logs] == ["sounds.silent"]


def test_a_player_that_hangs_ends_with_the_station(tmp_path, speak):
    player = Player(tmp_path, waits=True)
    speaker = speak(player)
    speaker.play(Sound.ATTENTION)
    until(lambda: player.heard)
    speaker.close()
    speaker.play(Sound.PASS)
    assert not speaker._thread.is_alive()
    assert player.heard == [("normal", "attention")]
