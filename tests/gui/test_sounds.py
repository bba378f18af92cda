"""What is heard in the window: every scan, every end of a run, everything that must be read."""

from dataclasses import replace

import pytest
from uuid6 import uuid7

from app.core.errors import PrinterPaper
from app.core.label import PrintState
from app.core.run import Failure
from app.gui.sounds import Sounds, sound_of
from app.gui.speaker import Sound
from app.gui.widgets.choice import Choice
from app.provisioning.line import STATION
from app.provisioning.progress import Labelled, Plugged, Refused, TrayState, Unplugged
from app.settings import load
from tests.gui.stage import aborted, ended, port_of

WAIT = 20_000


class Recorder:
    """A speaker that writes down."""

    def __init__(self) -> None:
        self.heard, self.loudness, self.closed = [], [], False

    def play(self, sound):
        self.heard.append(sound)

    def change(self, loudness):
        self.loudness.append(loudness)

    def close(self):
        self.closed = True


@pytest.fixture
def speaker(stage):
    stage.desk = replace(stage.desk, speaker=Recorder())
    return stage.desk.speaker


def test_every_end_has_its_sound(stage):
    passed, failed, error = stage.past("1", 1), stage.past("2", 1, "label"), stage.past("3", 1, "hsm")
    heard = [[sound_of(event) for event in ended(record)] for record in (passed, failed, error, aborted(passed))]
    assert heard == [[None, Sound.SCAN, last] for last in (Sound.PASS, Sound.FAIL, Sound.ATTENTION, Sound.ATTENTION)]


def test_what_nobody_must_look_at_is_silent_and_the_rest_is_not():
    empty = Failure.of(PrinterPaper("The label printer has no labels left."))
    assert sound_of(Labelled(uuid7(), PrintState.OWED, empty)) is Sound.ATTENTION
    assert sound_of(Plugged(port_of(1), empty)) is Sound.ATTENTION
    assert {sound_of(event) for event in (Labelled(uuid7(), PrintState.PRINTED), Plugged(port_of(1)), Unplugged())} == {None}
    recorder = Recorder()
    for tray in (STATION, 2):
        Sounds(recorder).hear(tray, Refused(empty))
    assert recorder.heard == [Sound.ATTENTION]


def test_a_scan_is_heard_then_the_run_and_how_it_ends(stage, speaker, open_window, qtbot):
    window = open_window(stage)
    stage.plug(1, "0042-1187")
    qtbot.waitUntil(lambda: window.model.progress(1).state is TrayState.READY, timeout=WAIT)
    window.ear.scanned.emit("0042-1187")
    qtbot.waitUntil(lambda: window.model.progress(1).state is TrayState.PASSED, timeout=WAIT)
    qtbot.waitUntil(lambda: speaker.heard == [Sound.SCAN, Sound.SCAN, Sound.PASS], timeout=WAIT)
    window.cable.scanned.emit("BM:DANCE")
    assert speaker.heard[3:] == [Sound.SCAN, Sound.ATTENTION]
    with qtbot.waitSignal(window.gone, timeout=WAIT):
        window.leave()
    assert speaker.closed


def test_the_loudness_is_kept_counts_at_once_and_can_be_heard(stage, speaker, open_window, qtbot):
    window = open_window(stage)
    window.go(window.setup)
    window.setup.open(window.setup.customs)
    customs = window.setup.customs
    qtbot.waitUntil(lambda: customs.form is not None, timeout=WAIT)
    customs.samples[Sound.FAIL].click()
    assert speaker.heard == [Sound.FAIL]
    loudness = next(choice for choice in customs.form.findChildren(Choice) if choice.accessibleName().startswith("Sounds"))
    loudness.pick(3)
    customs.keep.click()
    qtbot.waitUntil(lambda: speaker.loudness == ["loud"], timeout=WAIT)
    assert load(stage.settings.home).sounds == "loud"
