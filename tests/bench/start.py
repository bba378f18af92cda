"""How soon the window is painted and can be worked with, on a ledger of a million runs, against a bare PySide6 window with one label.

Each start is a process of its own. Painted: the window is on the screen. Usable: a device that is plugged in shows on its tray, the
day's figures were read, and the history was opened and shows its newest runs.
"""

import json
import os
import pty
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.demo import prepare
from tests.bench import big
from tests.bench.ratios import Ratio

SIZE, TINY = 1_000_000, 200
PAINTED_LIMIT, USABLE_LIMIT = 1 / 3, 1 / 8
_PATIENCE = 300
_SETTINGS = """\
station = "{station}"
recipe = "linux-tpm"
[platform]
kind = "manifest"
"""


def run(size: int, rounds: int) -> list[Ratio]:
    """Both, of starts in turn; what the first start of each loads from the disk counts for neither."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder, home_of(Path(folder) / "home", size) as home:
        if rounds > 1:
            bare(), ours(home)
        measured = [(bare(), ours(home)) for _ in range(rounds)]
    limits = {"painted": PAINTED_LIMIT, "usable": USABLE_LIMIT}
    return [
        Ratio(f"a window {word}, of a bare window painted", limit, tuple((1 / taken[word], 1 / simple) for simple, taken in measured))
        for word, limit in limits.items()
    ]


@contextmanager
def home_of(home: Path, runs: int) -> Iterator[Path]:
    """A station with an authority, so many runs behind it and one device plugged in."""
    settings = prepare(home)
    authority = settings.model_dump_json(include={"authority"}, exclude_none=True)
    lines = [f"{key} = {json.dumps(value)}" for key, value in json.loads(authority)["authority"].items()]
    (home / "station.toml").write_text(_SETTINGS.format(station=big.STATION) + "\n".join(["[authority]", *lines, ""]), "utf-8")
    for file in home.glob("ledger*"):
        file.unlink()
    big.make(settings.ledger_file, runs)
    settings.ports.mkdir()
    station_end, device_end = pty.openpty()
    try:
        (settings.ports / "1-1").symlink_to(os.ttyname(device_end))
        yield home
    finally:
        os.close(station_end)
        os.close(device_end)


def ours(home: Path) -> dict[str, float]:
    """Seconds from the start of the process until the window was painted, and usable."""
    return _start("started", str(home))


def bare() -> float:
    """Seconds until a window with one label was painted."""
    return _start("bare_window")["painted"]


def _start(module: str, *words: str) -> dict[str, float]:
    # Where no display is meant, none is needed: Qt paints into memory, for both alike. Python keeps what it compiled, as where the program
    # is installed: else most of a start would be the compiler's.
    environment = {"QT_QPA_PLATFORM": "xcb" if "DISPLAY" in os.environ else "offscreen", **os.environ, "PYTHONDONTWRITEBYTECODE": ""}
    began = time.monotonic()
    command = [sys.executable, "-m", f"tests.bench.{module}", *words]
    done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True, timeout=_PATIENCE)
    return {word: at - began for word, at in json.loads(done.stdout).items()}
