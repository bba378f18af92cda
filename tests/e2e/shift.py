"""A whole shift with nothing but a scanner: `python -m tests.e2e.shift FOLDER [UNITS]` types it into the real window as a scanner does.

Log in, open the order, provision the units on four trays at the same moment (two get a wrong label first, one is unplugged in the middle,
one is started over), have one more than ordered turned away, scan one that is done already, print a label again, log out. Pictures of what
was on the screen go into the folder.
"""

import json
import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.core.run import Outcome
from app.store import EntryQuery, Ledger
from tests.e2e.factory import BOSS, BOSS_PIN, OPERATOR, ORDER, PIN, TRAYS

PATIENCE = 120.0
"""Seconds until whatever has to come is given up."""
LOOK = 3.0
"""Seconds after which whoever scanned, and sees nothing come of it, scans again."""
STATION = "DEMO-1"
FIRST = 5000

Seen = dict[str, Any]


class Shift:
    """One person, a scanner, four trays."""

    def __init__(self, home: Path, pictures: Path | None, environment: dict[str, str], units: int, gap: float = 0.035) -> None:
        """`pictures` is where they go, if any are wanted; `gap` as for the factory."""
        self.home, self._pictures, self._environment = home, pictures, environment
        self._chance = random.Random(7)
        self._seen: list[Seen] = []
        self._news = threading.Condition()
        self.factory = subprocess.Popen(
            [sys.executable, "-W", "error", "-m", "tests.e2e.factory", str(home), str(units), str(gap)],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._eyes = threading.Thread(target=self._watch)
        self._eyes.start()

    def _watch(self) -> None:
        """See whatever the factory shows, until it is closed."""
        for line in self.factory.stdout:
            if line.startswith("{"):
                with self._news:
                    self._seen.append(json.loads(line))
                    self._news.notify_all()
        with self._news:
            self._seen.append({"closed": True})
            self._news.notify_all()

    def close(self) -> int:
        """Close the window, where it is open, as the desktop does when somebody goes home; returns the factory's exit code."""
        self.factory.terminate()
        try:
            return self.factory.wait(PATIENCE)
        finally:
            self.factory.kill()
            self._eyes.join(PATIENCE)
            self.factory.stdin.close()
            self.factory.stdout.close()

    # ---- eyes ----------------------------------------------------------------------------------------------------------

    def now(self) -> int:
        """A moment, to look on from there."""
        with self._news:
            return len(self._seen)

    def find(self, since: int, seconds: float, fits: Callable[[Seen], bool]) -> Seen | None:
        """The first that fits of all that was seen since then, waiting so long for it."""

        def first() -> Seen | None:
            assert {"closed": True} not in self._seen, f"the window ended with {self.factory.wait(PATIENCE)}"
            return next((each for each in self._seen[since:] if fits(each)), None)

        with self._news:
            return self._news.wait_for(first, seconds)

    def see(self, since: int, what: str, fits: Callable[[Seen], bool]) -> Seen:
        """The same; raises AssertionError where it does not come."""
        found = self.find(since, PATIENCE, fits)
        assert found, f"{what} did not happen within {PATIENCE:.0f} s; since then: {self._seen[since:]}"
        return found

    def until(self, condition: Callable[[], object], what: str) -> None:
        """Wait for something that shows nowhere by itself; raises AssertionError."""
        end = time.monotonic() + PATIENCE
        while not condition():
            assert self.factory.poll() is None, f"the window ended with {self.factory.returncode}"
            assert time.monotonic() < end, f"{what} did not happen within {PATIENCE:.0f} s"
            time.sleep(0.1)  # another process is asked: there is nothing of ours to wait on

    def at_work(self) -> set[str]:
        """The units whose run goes on."""
        with self._news:
            last = {seen.get("begun") or seen["ended"]: seen for seen in self._seen if "begun" in seen or "ended" in seen}
        return {serial for serial, seen in last.items() if "begun" in seen}

    def until_shown(self, **facts: str) -> None:
        """Look at the header until it says this of who works here, or of the order."""

        def shown() -> bool:
            since = self.now()
            self.hand("look")
            return facts.items() <= self.see(since, "a look", lambda seen: "who" in seen).items()

        self.until(shown, str(facts))

    def count(self, kind: str) -> int:
        """How often the ledger has an entry of this kind."""
        with Ledger.open(self.home / "ledger.db", STATION, read_only=True) as ledger:
            return ledger.audit.count_entries(EntryQuery(kind=kind))

    def snap(self, name: str) -> None:
        """A picture of the whole screen, where one is wanted."""
        if self._pictures is not None:
            file = str(self._pictures / f"{name}.png")
            subprocess.run(["import", "-window", "root", file], env=self._environment, check=True, timeout=PATIENCE)

    # ---- hands ---------------------------------------------------------------------------------------------------------

    def xdotool(self, *words: str) -> str:
        """What it says."""
        done = subprocess.run(["xdotool", *words], env=self._environment, capture_output=True, text=True, timeout=PATIENCE, check=False)
        return done.stdout.strip()

    def hand(self, *words: object) -> None:
        """What a hand does at the trays."""
        self.factory.stdin.write(" ".join(map(str, words)) + "\n")
        self.factory.stdin.flush()

    def scan(self, text: str) -> None:
        """As a scanner types: up to 12 ms a key, then Enter; again where the station did not beep."""
        end = time.monotonic() + PATIENCE
        heard = None
        while heard is None:
            assert time.monotonic() < end, f"{text} was not heard within {PATIENCE:.0f} s"
            since = self.now()
            self.xdotool("type", "--delay", str(self._chance.randint(0, 12)), "--args", "1", text, "key", "Return")
            heard = self.find(since, LOOK, lambda seen: seen.get("heard") == text)

    def command(self, tray: int, text: str) -> None:
        """For that tray."""
        self.scan(f"BM:TRAY:{tray}")
        self.scan(text)

    def find_window(self) -> str:
        """The window that is to be seen, or nothing."""
        return self.xdotool("search", "--onlyvisible", "--name", f"Birthmark, station {STATION}").split("\n")[0]

    def open(self) -> None:
        """Until the window is there and has the keys."""
        self.until(self.find_window, "the window")
        self.xdotool("windowfocus", "--sync", self.find_window())

    def plug(self, *units: tuple[int, str, str]) -> None:
        """Put units on trays (which, which, and how), until each tray shows its own; what was there is taken out first."""

        def show(there: dict[int, str]) -> None:
            def shown() -> bool:
                last = {seen["tray"]: seen["is_there"] for seen in self._seen if "is_there" in seen}
                return there.items() <= {tray: last.get(tray, "") for tray in there}.items()

            with self._news:
                assert self._news.wait_for(shown, PATIENCE), f"the trays do not show {there}: {self._seen[-10:]}"

        for tray, _, _ in units:
            self.hand("unplug", tray)
        show({tray: "" for tray, _, _ in units})
        for tray, serial, how in units:
            self.hand("plug", tray, serial, how)
        show({tray: serial for tray, serial, _ in units})

    def begin(self, tray: int, serial: str, label: str, scan: Callable[[], None]) -> int:
        """Scan until the unit's run has begun with that label; returns a moment before which nothing of this run was seen."""
        since = self.now()
        scan()
        while not self.find(since, LOOK, lambda seen: (seen.get("begun"), seen.get("label")) == (serial, label)):
            self.command(tray, label or "BM:RETRY")
        with self._news:
            return max(place for place, seen in enumerate(self._seen) if seen.get("begun") == serial)

    def end(self, since: int, serial: str) -> tuple[str, str | None]:
        """How its run ended: outcome and code."""
        seen = self.see(since, f"the end of {serial}", lambda seen: seen.get("ended") == serial)
        return seen["outcome"], seen["code"]


@dataclass(frozen=True)
class Plan:
    """Which unit something happens to."""

    serials: tuple[str, ...]
    wrong: frozenset[str]
    """Get a wrong label first."""
    loose: str
    """Its cable falls out."""
    bad: str
    """Says no once, and is started over."""


def plan(units: int) -> Plan:
    """A shift of at least six units."""
    serials = tuple(f"0042-{FIRST + number}" for number in range(units))
    return Plan(serials, frozenset({serials[1], serials[units // 2]}), serials[units // 3], serials[-1])


def work(shift: Shift, day: Plan) -> None:
    """The shift, from the badge to the log-out."""
    shift.open()
    shift.snap("1-closed")
    shift.scan(OPERATOR)
    shift.snap("2-badge")
    shift.scan(PIN)
    shift.until_shown(who=OPERATOR.partition(":")[2])
    shift.scan(f"BM:ORDER:{ORDER}")
    shift.until_shown(order=ORDER)
    for first in range(0, len(day.serials), TRAYS):
        work_round(shift, day, day.serials[first : first + TRAYS])
    shift.snap("6-all")
    turn_away(shift, f"0042-{FIRST + len(day.serials)}")
    owed = shift.count("label.owed")
    shift.scan(day.serials[0])
    shift.snap("8-already-done")
    end = time.monotonic() + PATIENCE
    while shift.count("label.owed") == owed:  # refused while the first label is still at the printer: whoever wants one scans again
        assert time.monotonic() < end, f"the label was not printed again within {PATIENCE:.0f} s"
        shift.command(2, "BM:REPRINT")
        time.sleep(0.5)
    shift.until(lambda: shift.count("label.told") >= shift.count("label.owed"), "the last label")
    shift.scan("BM:LOGOUT")
    shift.until_shown(who="", order="")
    shift.snap("9-logged-out")


def work_round(shift: Shift, day: Plan, serials: tuple[str, ...]) -> None:
    """A unit on each tray, all of them at work at the same moment, until all have passed."""
    shift.hand("hold")
    hows = {day.loose: "loosely", day.bad: "badly"}
    shift.plug(*((tray, serial, hows.get(serial, "")) for tray, serial in enumerate(serials, 1)))
    for tray, serial in enumerate(serials, 1):
        if serial in day.wrong:
            label = serial.replace("0042-", "0043-")
            ended = shift.end(shift.begin(tray, serial, label, lambda tray=tray, label=label: shift.command(tray, label)), serial)
            assert ended == (Outcome.FAILED, "ADM-LABEL"), f"{serial} with a wrong label ended with {ended}"
            shift.snap(f"3-wrong-{serial}")
        shift.begin(tray, serial, serial, lambda serial=serial: shift.scan(serial))
    at_work = shift.at_work()
    assert at_work == set(serials), f"at work at the same moment are {at_work}"
    shift.snap(f"4-round-{serials[0]}")
    all_at_work = shift.now()
    shift.hand("go")
    for tray, serial in enumerate(serials, 1):
        ended = shift.end(all_at_work, serial)
        if serial in (day.loose, day.bad):
            start_over(shift, day, tray, serial, ended)
        else:
            assert ended == (Outcome.PASSED, None), f"{serial} ended with {ended}"


def start_over(shift: Shift, day: Plan, tray: int, serial: str, ended: tuple[str, str | None]) -> None:
    """What was unplugged is plugged in and scanned again; what said no is told to try again."""
    assert ended[0] == Outcome.FAILED, f"{serial} ended with {ended}"
    shift.snap(f"5-failed-{serial}")
    if serial == day.loose:
        shift.plug((tray, serial, ""))
        begun = shift.begin(tray, serial, serial, lambda: shift.scan(serial))
    else:
        begun = shift.begin(tray, serial, "", lambda: shift.command(tray, "BM:RETRY"))
    ended = shift.end(begun, serial)
    assert ended == (Outcome.PASSED, None), f"{serial}, started over, ended with {ended}"


def turn_away(shift: Shift, serial: str) -> None:
    """One more than was ordered."""
    shift.plug((1, serial, ""))
    outcome, code = shift.end(shift.begin(1, serial, serial, lambda: shift.scan(serial)), serial)
    assert (outcome, code) == (Outcome.ERROR, "ADM-QUOTA"), f"the unit too many ended with {outcome}, {code}"
    shift.snap("7-one-too-many")


def try_to_get_out(shift: Shift) -> None:
    """All that a keyboard and a window manager offer: a kiosk stays where it is, on the whole screen."""
    window = shift.find_window()
    for attempt in (("key", "alt+F4"), ("key", "ctrl+q"), ("key", "alt+Tab"), ("windowminimize", window), ("windowquit", window)):
        shift.xdotool(*attempt)
        shift.until(lambda: shift.find_window() == window, f"the window after {attempt}")
        shift.until(lambda: "Geometry: 1280x800" in shift.xdotool("getwindowgeometry", window), f"the whole screen after {attempt}")


def leave(shift: Shift) -> None:
    """Whoever may closes the window: it is asked for, and allowed by badge and PIN."""
    shift.scan(BOSS)
    shift.scan(BOSS_PIN)
    assert shift.factory.wait(PATIENCE) == 0


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
    began = time.monotonic()
    with screen() as environment:
        shift = Shift(folder / "home", folder, environment, units)
        try:
            work(shift, plan(units))
        finally:
            shift.close()
    with Ledger.open(folder / "home/ledger.db", STATION, read_only=True) as ledger:
        proof, counts = ledger.verify(), ledger.orders.count(ORDER)
    print(f"{counts}; {proof.runs} runs proven; {time.monotonic() - began:.0f} s")  # noqa: T201 - a script


if __name__ == "__main__":
    main()
