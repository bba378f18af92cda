"""The longest stall of the window's event loop while 16 simulated trays run and every page is opened, against the 50 ms that it may take.

A timer in the GUI's thread wants to beat every 5 ms; how much later a beat came is a stall. The station is the demo's, in a process of its
own: units come to every tray as soon as the last is done, some of them bad; the platform, the token and the ledger are real ones.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench.ratios import Ratio

SIZE, TINY = 160, 4
LIMIT = 0.050
_PATIENCE = 600


def run(size: int, rounds: int) -> list[Ratio]:
    """Two ratios: with one page open, and on the way through all of them."""
    told = [beat(size) for _ in range(rounds)]
    words = {"still": "the longest stall with 16 trays running, of 50 ms", "moving": "and while every page is opened"}
    return [Ratio(name, 1.0, tuple((1 / each[word], 1 / LIMIT) for each in told)) for word, name in words.items()]


def beat(units: int) -> dict[str, float]:
    """The longest stalls, in seconds, while so many units are made."""
    environment = {"QT_QPA_PLATFORM": "xcb" if "DISPLAY" in os.environ else "offscreen", **os.environ}
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        command = [sys.executable, "-m", "tests.bench.beating", str(Path(folder) / "home"), str(units)]
        done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True, timeout=_PATIENCE)
    stalls: dict[str, float] = json.loads(done.stdout)
    return stalls
