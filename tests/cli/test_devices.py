"""`birthmark devices`: the list, and teaching a tray its socket by plugging into it."""

import json
import os
import subprocess
import sys
import threading
import tomllib
from pathlib import Path

import pytest

from app.store import EntryQuery, Ledger

ROOT = Path(__file__).parents[2]


@pytest.fixture
def home(tmp_path):
    home = tmp_path / "home"
    (home / "ports").mkdir(parents=True)
    (home / "station.toml").write_text('# ours\nstation = "LINE-2"\ntrays = 3\n')
    return home


@pytest.fixture
def terminal():
    master, slave = os.openpty()
    yield os.ttyname(slave)
    os.close(master)
    os.close(slave)


def birthmark(home, *words):
    command = [sys.executable, "-W", "error", "-m", "app", "--home", str(home), *words]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)


def test_a_tray_is_taught_by_plugging_and_everything_else_in_the_settings_stays(home, terminal):
    command = [sys.executable, "-W", "error", "-m", "app", "--home", str(home), "devices", "teach", "--tray", "3"]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) as teaching:
        assert "tray 3" in teaching.stderr.readline()
        # The look at what is there already comes after these words: plug until it is seen.
        over = threading.Event()

        def plug() -> None:
            while not over.wait(0.5):
                (home / "ports" / "left").unlink(missing_ok=True)
                over.wait(0.5)
                (home / "ports" / "left").symlink_to(terminal)

        plugging = threading.Thread(target=plug)
        plugging.start()
        said = teaching.stderr.read()
        over.set()
        plugging.join()
    assert teaching.returncode == 0, said
    assert "Tray 3 is the socket left" in said
    text = (home / "station.toml").read_text()
    assert text.startswith('# ours\nstation = "LINE-2"')
    assert tomllib.loads(text)["sockets"] == {"3": "left"}
    with Ledger.open(next(home.glob("*.db")), "LINE-2", read_only=True) as ledger:
        (entry,) = ledger.audit.list_entries(EntryQuery("settings.changed"))
    assert entry.facts == {"setting": "sockets.3", "before": "", "after": "left"}
    (home / "ports" / "left").unlink(missing_ok=True)
    (home / "ports" / "left").symlink_to(terminal)
    (line,) = [json.loads(line) for line in birthmark(home, "devices", "--json").stdout.splitlines() if '"left"' in line]
    assert (line["socket"], line["tray"]) == ("left", 3)


def test_a_tray_that_is_not_there_is_refused(home):
    said = birthmark(home, "devices", "teach", "--tray", "9")
    assert said.returncode != 0
    assert "SET-BAD" in said.stderr
    assert "There are 3 trays" in said.stderr


def test_nothing_plugged_in_is_told_and_teaches_nothing(home):
    said = birthmark(home, "devices", "teach", "--tray", "1", "--seconds", "1")
    assert "DEV-TIMEOUT" in said.stderr
    assert "sockets" not in (home / "station.toml").read_text()
