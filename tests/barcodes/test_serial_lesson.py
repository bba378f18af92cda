"""How a scanner on a serial port sends, learned from scans; its port is a terminal of this machine's."""

import os
import threading
import tty
from contextlib import suppress

import pytest

from app.barcodes.serial_lesson import SPEEDS, Lesson, Manners, take_lesson
from app.core.errors import ScannerAway, ScannerUnlearned
from app.core.waiting import Stop

SAMPLE = "BM:LEARN"


@pytest.mark.parametrize(
    ("scan", "found"),
    [
        (b"BM:LEARN\r\n", Manners(9600, "", "enter", tells=False)),
        (b"BM:LEARN\n", Manners(9600, "", "enter", tells=False)),
        (b"~BM:LEARN\t", Manners(9600, "~", "tab", tells=False)),
        (b"]C0BM:LEARN", Manners(9600, "", "none", tells=True)),
        (b"~]Q1BM:LEARN\r", Manners(9600, "~", "enter", tells=True)),
        (b"\x02BM:LEARN\x03\r", Manners(9600, "", "enter", tells=False)),
    ],
    ids=["cr-lf", "lf", "tab", "symbol", "prefix-and-symbol", "stx"],
)
def test_two_scans_that_say_the_same_teach_it(scan, found):
    lesson = Lesson(SAMPLE, 9600)
    assert lesson.hear(scan) is None
    assert lesson.understood
    assert lesson.hear(scan) == found


def test_a_torn_scan_teaches_nothing():
    lesson = Lesson(SAMPLE, 9600)
    assert lesson.hear(b"BM:LEARN") is None
    assert lesson.hear(b"BM:LEARN\t") is None
    assert lesson.hear(b"BM:LEARN\t") == Manners(9600, "", "tab", tells=False)


def test_noise_moves_on_to_the_next_speed_and_through_all_of_them():
    lesson = Lesson(SAMPLE, 19_200)
    tried = [lesson.baud]
    for _ in SPEEDS:
        assert lesson.hear(b"\xf8\x80\x9f") is None
        tried.append(lesson.baud)
    assert tried == [19_200, *(speed for speed in SPEEDS if speed != 19_200), 19_200]


@pytest.mark.parametrize(
    "scan", [b"0042-1187\r", b"BM:LEARNBM:LEARN\r", b"0042-1187BM:LEARN\r", b"BM:LEARN;\r"], ids=["other", "two", "glued", "behind"]
)
def test_what_is_not_the_symbol_changes_nothing_at_first(scan):
    lesson = Lesson(SAMPLE, 9600)
    assert lesson.hear(scan) is None
    assert (lesson.understood, lesson.baud) == (False, 9600)
    assert lesson.hear(scan) is None
    assert lesson.baud == SPEEDS[1]


def test_a_scan_between_two_that_say_the_same_starts_it_over():
    lesson = Lesson(SAMPLE, 9600)
    for scan in (b"BM:LEARN\r", b"0042-1187\r", b"BM:LEARN\r"):
        assert lesson.hear(scan) is None
    assert lesson.hear(b"BM:LEARN\r") == Manners(9600, "", "enter", tells=False)


def test_no_scanner_is_told(tmp_path):
    with pytest.raises(ScannerAway, match="not plugged in"):
        take_lesson(None, Lesson(SAMPLE, 9600), print, Stop())
    with pytest.raises(ScannerAway, match="cannot be read"):
        take_lesson(str(tmp_path / "ttyUSB0"), Lesson(SAMPLE, 9600), print, Stop())


def test_what_never_pauses_is_no_scanner_and_a_stop_ends_it():
    ours, theirs = os.openpty()
    tty.setraw(theirs)
    os.set_blocking(ours, False)
    over = threading.Event()

    def boot():
        while not over.wait(0.01):
            with suppress(BlockingIOError):
                os.write(ours, b"boot " * 20)

    booting = threading.Thread(target=boot)
    booting.start()
    with pytest.raises(ScannerUnlearned, match="no barcode scanner"):
        take_lesson(os.ttyname(theirs), Lesson(SAMPLE, 9600), print, Stop())
    over.set()
    booting.join()
    stop = Stop()
    stop.set()
    assert take_lesson(os.ttyname(theirs), Lesson(SAMPLE, 9600), print, stop) is None
    os.close(ours)
    os.close(theirs)
