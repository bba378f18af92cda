"""The main job from the window: a real device's port appears, its serial number is typed as a scanner types it, the tray says PASS."""

import json
import os
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

import app
from tests.lab.build import PASSWORD

pytestmark = [pytest.mark.lab, pytest.mark.window, pytest.mark.timeout(400)]

ROOT = Path(app.__file__).parent.parent


@contextmanager
def display():
    """A screen of its own; its name."""
    read, write = os.pipe()
    with subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x800x24", "-nolisten", "tcp"], pass_fds=[write], stderr=subprocess.DEVNULL
    ) as screen:
        os.close(write)
        try:
            with os.fdopen(read) as told:
                yield f":{told.readline().strip()}"
        finally:
            screen.terminate()


def ended(home, serial) -> list[dict]:
    """The ended runs of that unit in the ledger, read while the window is open."""
    said = subprocess.run(
        [sys.executable, "-m", "app", "--home", str(home), "history", serial, "--json"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )
    return [run for run in map(json.loads, said.stdout.splitlines()) if run["outcome"]]


def test_the_port_appears_and_the_tray_passes(blank_device, tmp_path):
    home = tmp_path / "home"
    made = [sys.executable, "-m", "app", "--home", str(home), "demo", "--headless", "--units", "1"]
    assert subprocess.run(made, cwd=ROOT, capture_output=True, timeout=200, check=False).returncode == 0
    (home / "ports").mkdir()
    with display() as screen:
        environment = os.environ | {
            "DISPLAY": screen,
            "QT_QPA_PLATFORM": "xcb",
            "BIRTHMARK_SECRET_DEVICE_LINUX_CONSOLE": f"root:{PASSWORD}",
            "BIRTHMARK_TRAYS": "2",
            "BIRTHMARK_RECIPE": "linux-tpm",
        }
        with subprocess.Popen([sys.executable, "-W", "error", "-m", "app", "--home", str(home)], cwd=ROOT, env=environment) as window:
            try:
                search = ["xdotool", "search", "--sync", "--onlyvisible", "--name", "Birthmark"]
                found = subprocess.run(search, env=environment, timeout=200, check=True, capture_output=True, text=True)
                number = found.stdout.split()[-1]
                (home / "ports" / "socket-1").symlink_to(blank_device.pty)
                runs, end = [], time.monotonic() + 300
                while not runs and time.monotonic() < end:
                    # As a scanner types; where the port has not been seen yet, nobody waits for the scan, and it is scanned again.
                    subprocess.run(["xdotool", "windowfocus", number], env=environment, timeout=100, check=False)
                    subprocess.run(["xdotool", "type", "--delay", "3", blank_device.serial], env=environment, timeout=100, check=True)
                    subprocess.run(["xdotool", "key", "Return"], env=environment, timeout=100, check=True)
                    again = time.monotonic() + 8
                    while not runs and time.monotonic() < again:
                        runs = ended(home, blank_device.serial)
                assert [run["outcome"] for run in runs] == ["PASSED"]
                assert runs[0]["scan"] == blank_device.serial
                assert runs[0]["port"]["socket"] == "socket-1"
                assert runs[0]["tray"] == 1
                picture = tmp_path / "window.png"
                subprocess.run(["import", "-window", "root", str(picture)], env=environment, timeout=100, check=True)
                assert picture.stat().st_size > 10_000
            finally:
                window.terminate()
                assert window.wait(30) is not None
