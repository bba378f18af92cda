"""A whole shift with nothing but a scanner: `python -m tests.e2e.shift FOLDER [UNITS]` types it into the real window as a scanner does.

Log in, open the order, provision the units on four trays (two get a wrong label first, one is unplugged in the middle and started over),
print a label again, scan one that is done already, log out. Pictures of what was on the screen go into the folder.
"""

import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from app.core.run import Outcome
from app.store import EntryQuery, Ledger, RunQuery
from tests.e2e.factory import OPERATOR, ORDER, PIN, TRAYS

PATIENCE = 120.0
FIRST = 5000


class Shift:
    """One person, a scanner, four trays."""

    def __init__(self, home: Path, pictures: Path, environment: dict[str, str], units: int) -> None:
        self._home, self._pictures, self._environment = home, pictures, environment
        self._chance = random.Random(7)
        self.factory = subprocess.Popen(
            [sys.executable, "-W", "error", "-m", "tests.e2e.factory", str(home), str(units)],
            env=environment,
            stdin=subprocess.PIPE,
            text=True,
        )

    def until(self, condition: Callable[[], object], what: str) -> None:
        """Wait for it; raises AssertionError."""
        end = time.monotonic() + PATIENCE
        while not condition():
            assert self.factory.poll() is None, f"the window ended with {self.factory.returncode}"
            assert time.monotonic() < end, f"{what} did not happen within {PATIENCE:.0f} s"
            time.sleep(0.1)  # another process is asked: there is nothing of ours to wait on

    def xdotool(self, *words: str) -> str:
        """What it says."""
        done = subprocess.run(["xdotool", *words], env=self._environment, capture_output=True, text=True, timeout=60, check=False)
        return done.stdout.strip()

    def scan(self, text: str) -> None:
        """As a scanner types: up to 12 ms a key, then Enter."""
        self.xdotool("type", "--delay", str(self._chance.randint(0, 12)), "--args", "1", text, "key", "Return")

    def type(self, text: str) -> None:
        """As a person types."""
        self.xdotool("type", "--delay", "90", text)
        time.sleep(0.2)
        self.xdotool("key", "Return")

    def log_in(self) -> None:
        """Scan the badge and type the PIN, again where the station was not looking."""
        end = time.monotonic() + PATIENCE
        while not self.told("login.tried"):
            assert time.monotonic() < end, f"nobody is logged in after {PATIENCE:.0f} s"
            self.scan(OPERATOR)
            time.sleep(2)  # for the eye: the station asks for the PIN
            self.type(PIN)
            time.sleep(3)

    def scan_until(self, texts: tuple[str, ...], condition: Callable[[], object], what: str) -> None:
        """Scan, look at the screen, and scan again where nothing came of it, as a person would."""
        end = time.monotonic() + PATIENCE
        while not condition():
            assert time.monotonic() < end, f"{what} did not happen within {PATIENCE:.0f} s"
            for text in texts:
                self.scan(text)
            look = time.monotonic() + 10
            while not condition() and time.monotonic() < look:
                assert self.factory.poll() is None, f"the window ended with {self.factory.returncode}"
                time.sleep(0.1)  # another process is asked: there is nothing of ours to wait on

    def hand(self, *words: object) -> None:
        """What a hand does at the trays."""
        self.factory.stdin.write(" ".join(map(str, words)) + "\n")
        self.factory.stdin.flush()

    def snap(self, name: str) -> None:
        """A picture of the whole screen."""
        subprocess.run(["import", "-window", "root", str(self._pictures / f"{name}.png")], env=self._environment, check=True, timeout=60)

    def count(self, outcome: Outcome | None = None, text: str = "") -> int:
        """Ended runs in the ledger."""
        with Ledger.open(self._home / "ledger.db", "DEMO-1", read_only=True) as ledger:
            return ledger.count_runs(RunQuery(text=text, outcome=outcome))

    def told(self, kind: str) -> int:
        """How often the ledger has an entry of this kind."""
        with Ledger.open(self._home / "ledger.db", "DEMO-1", read_only=True) as ledger:
            return ledger.audit.count_entries(EntryQuery(kind=kind))

    def open(self) -> None:
        """Until the window is there and has the keys."""
        self.until((self._home / "ledger.db").exists, "the first start")
        self.until(lambda: self.xdotool("search", "--onlyvisible", "--name", "Birthmark, station DEMO-1"), "the window")
        window = self.xdotool("search", "--onlyvisible", "--name", "Birthmark, station DEMO-1").split("\n")[0]
        self.xdotool("windowfocus", "--sync", window)


def work(shift: Shift, units: int) -> None:
    """The shift, from the badge to the log-out."""
    shift.open()
    shift.snap("1-closed")
    shift.log_in()
    shift.scan(f"BM:ORDER:{ORDER}")
    serials = [f"0042-{FIRST + number}" for number in range(units)]
    wrong, pulled = {serials[1], serials[units // 2]}, serials[units // 3]
    for number, serial in enumerate(serials):
        tray = number % TRAYS + 1
        if number >= TRAYS:
            shift.hand("unplug", tray)
        shift.hand("plug", tray, serial, *(["loosely"] if serial == pulled else []))
        if serial in wrong:
            provision(shift, tray, serial.replace("0042-", "0043-"), Outcome.FAILED)
            shift.snap(f"2-wrong-{serial}")
        if serial == pulled:
            provision(shift, tray, serial, Outcome.FAILED)
            shift.snap("3-pulled")
            shift.hand("plug", tray, serial)
        provision(shift, tray, serial, Outcome.PASSED)
    shift.snap("4-all")
    owed = shift.told("label.owed")
    shift.scan_until((f"BM:TRAY:{TRAYS}", "BM:REPRINT"), lambda: shift.told("label.owed") > owed, "the reprint")
    shift.until(lambda: shift.told("label.told") >= shift.told("label.owed"), "the last label")
    shift.scan(serials[0])
    time.sleep(1)  # for the eye
    shift.snap("5-already-done")
    shift.scan_until(("BM:LOGOUT",), lambda: shift.told("login.tried") >= 2, "the logout")
    shift.snap("6-logged-out")


def provision(shift: Shift, tray: int, label: str, outcome: Outcome) -> None:
    """Scan the tray and the unit's label, until the run has that end."""
    before = shift.count(outcome)
    shift.scan_until((f"BM:TRAY:{tray}", label), lambda: shift.count(outcome) > before, f"{outcome.value} of {label}")


@contextmanager
def screen() -> Iterator[dict[str, str]]:
    """The environment of a display of its own."""
    reader, writer = os.pipe()
    words = ["Xvfb", "-displayfd", str(writer), "-screen", "0", "1280x800x24", "-nolisten", "tcp"]
    with subprocess.Popen(words, pass_fds=(writer,), stderr=subprocess.DEVNULL) as server:
        os.close(writer)
        try:
            with os.fdopen(reader) as told:
                kept = {name: value for name, value in os.environ.items() if name not in ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY")}
                null = "keyring.backends.null.Keyring"
                yield {**kept, "DISPLAY": f":{told.readline().strip()}", "QT_QPA_PLATFORM": "xcb", "PYTHON_KEYRING_BACKEND": null}
        finally:
            server.terminate()


def main() -> None:
    """A shift in the folder named on the command line."""
    folder, units = Path(sys.argv[1]), int("".join(sys.argv[2:3]) or "40")
    folder.mkdir(parents=True, exist_ok=True)
    with screen() as environment:
        shift = Shift(folder / "home", folder, environment, units)
        try:
            work(shift, units)
        finally:
            shift.factory.terminate()
            shift.factory.wait(60)
    with Ledger.open(folder / "home/ledger.db", "DEMO-1", read_only=True) as ledger:
        proof = ledger.verify()
    print(f"{shift.count(Outcome.PASSED)} passed, {shift.count(Outcome.FAILED)} failed, {proof.runs} runs proven")  # noqa: T201 - a script


if __name__ == "__main__":
    main()
