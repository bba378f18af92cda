"""Detection, teaching and re-enumeration on a USB bus that is not real; the station looks only when the kernel says so."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def story():
    """What the line told, by chapter."""
    wrapper = shutil.which("umockdev-wrapper")
    if wrapper is None:
        words = "umockdev-wrapper is not there: python3 packaging/bootstrap.py test installs it"
        pytest.fail(words) if os.environ.get("CI") == "true" else pytest.skip(words)
    run = subprocess.run(
        [wrapper, sys.executable, "-m", "tests.devices.usb_bus"], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )
    assert run.returncode == 0, run.stderr
    return {chapter["chapter"]: chapter["told"] for chapter in map(json.loads, run.stdout.splitlines())}


def test_what_is_plugged_in_is_told_with_all_that_its_descriptor_claims(story):
    assert story["nothing"] == []
    taught, plugged = story["taught"]
    assert taught == {"tray": 1, "taught": "1-1"}
    wanted = {"address": "/dev/ttyUSB0", "socket": "1-1", "vid": 0x0403, "pid": 0x6001, "serial": "A1", "interface": "Console"}
    assert plugged["plugged"].items() >= wanted.items()


def test_one_serial_number_in_two_sockets_is_two_devices_and_a_scan_of_it_chooses_neither(story):
    taught, plugged = story["the same serial number in another socket"]
    assert (taught["tray"], plugged["tray"], plugged["plugged"]["socket"]) == (2, 2, "1-2.4")
    assert story["an unknown socket"][0] == {"tray": 0, "refused": "DEV-TWO"}


def test_a_socket_that_nobody_taught_is_refused_aloud(story):
    assert story["an unknown socket"][1:] == [{"tray": 0, "refused": "DEV-SOCKET"}]


def test_a_board_that_resets_is_followed_by_its_socket_and_is_no_other_unit(story):
    for chapter in ("a board that resets", "from its boot loader", "back under another name"):
        assert story[chapter] == [], chapter


def test_a_board_that_resets_in_the_middle_of_its_run_is_opened_again_in_its_socket_and_nowhere_else(story):
    assert story["in the middle of its run"] == {"opened": ["/dev/ttyUSB3", "/dev/ttyUSB8"], "same": True, "serial": "0042-1187"}


def test_the_socket_of_a_tray_is_not_taught_to_another(story):
    assert story["as its boot loader"] == [{"tray": 3, "refused": "DEV-TAKEN"}]
