"""A factory for one shift: `python -m tests.e2e.factory HOME UNITS [GAP]` opens the real window on simulated trays, with people and order.

Standard input is the person at the trays, a line each: `plug TRAY SERIAL`, `unplug TRAY`; `plug TRAY SERIAL loosely`: its cable falls out
in the middle of the run, once; `plug TRAY SERIAL badly`: it says no, once. After `hold` units wait before they make a key, until `go`.
Standard output is what that person sees, a line of JSON each: what was scanned, what happens on the trays, and, asked for by `look`,
who works here and on which order. GAP is how many seconds at most are between two keys of the scanner.
"""

import json
import sys
import threading
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path

from pydantic import SecretStr

from app import gui
from app.barcodes import Meaning
from app.core.errors import ScanError
from app.core.people import Role
from app.core.run import Finished, RunStarted
from app.demo import RECIPE, prepare
from app.devices.drivers.simulated_words import Message, Verb
from app.gui import Desk
from app.home import memory_of
from app.provisioning.line import Line, Tell
from app.provisioning.orders import Wish
from app.provisioning.progress import Plugged, TrayEvent, Unplugged
from app.sandbox.behaviour import Behaviour, Fault, FaultKind
from app.sandbox.bench import SimulatedBench
from app.sandbox.unit import SimulatedUnit
from app.settings import Settings
from app.station import RESOURCES, Station, open_station
from app.window import lay_out, start_work

TRAYS = 4
ORDER = "WO-4711"
OPERATOR, PIN = "BMB:OP-07", "BMP:4907"
BOSS, BOSS_PIN = "BMB:AD-01", "BMP:8352"
FAULTS = {"loosely": FaultKind.GONE, "badly": FaultKind.REFUSAL}
HASTY, PATIENT = "answer_seconds = 10\nboot_seconds = 15", "answer_seconds = 300\nboot_seconds = 300"
"""In the recipe: a device may be as slow as the machine is busy."""


_SCREEN = threading.Lock()


def show(**facts: object) -> None:
    """What is to be seen now."""
    with _SCREEN:  # trays tell from threads of their own: a line at a time
        sys.stdout.write(f"{json.dumps(facts)}\n")
        sys.stdout.flush()


class HeldUnit(SimulatedUnit):
    """A unit that makes its key once the gate is open: so units are on all trays at the same moment, however busy the machine is."""

    def __init__(self, serial: str, behaviour: Behaviour, gate: threading.Event) -> None:
        super().__init__(serial, behaviour=behaviour)
        self._gate = gate

    def answer(self, message: Message) -> Message:
        if message.get("verb") == Verb.MAKE_KEY:
            self._gate.wait()
        return super().answer(message)


def set_up(station: Station, units: int) -> None:
    """An administrator, an operator, and the order of the day, where they are not there yet."""
    if not station.people.any:
        station.orders.make(None, Wish(ORDER, "EI-ML gateway rev C", RECIPE, units, first_article=False))
        boss = station.people.admit_first(BOSS.partition(":")[2], "Ada", SecretStr(BOSS_PIN.partition(":")[2]))
        station.people.admit(boss, OPERATOR.partition(":")[2], "Olga", Role.OPERATOR, SecretStr(PIN.partition(":")[2]))


@dataclass
class Factory:
    """The station, its trays, and the person who stands there."""

    station: Station
    bench: SimulatedBench
    sockets: dict[int, str]
    gate: threading.Event = field(default_factory=threading.Event)
    line: Line | None = None

    def __post_init__(self) -> None:
        self.gate.set()

    def open_line(self, tell: Tell) -> Line:
        """The station's line, whose events are shown."""

        def tell_both(tray: int, event: TrayEvent) -> None:
            tell(tray, event)
            match event:
                case Plugged(port):
                    show(tray=tray, is_there=port.serial)
                case Unplugged():
                    show(tray=tray, is_there="")
                case RunStarted(start):
                    show(tray=tray, begun=start.port.serial, label=start.scan)
                case Finished(record):
                    show(tray=tray, ended=record.start.port.serial, outcome=record.outcome, code=record.failure and record.failure.code)

        self.line = self.station.open_line(tell_both)
        return self.line

    def hear(self, read: Callable[[str], Meaning]) -> Callable[[str], Meaning]:
        """The same, and what was scanned is shown."""

        def heard(text: str) -> Meaning:
            try:
                meaning = read(text)
            except ScanError:
                show(heard=text, understood=False)
                raise
            show(heard=text, understood=True)
            return meaning

        return heard

    def obey(self, lines: Iterable[str]) -> None:
        """Do what standard input says; a unit that comes again is the same one."""
        units: dict[str, SimulatedUnit] = {}
        for line in lines:
            match line.split():
                case ["plug", tray, serial, *how]:
                    faults = tuple(Fault(Verb.COMMIT, FAULTS[word], times=1) for word in how)
                    unit = units.setdefault(serial, HeldUnit(serial, Behaviour(faults=faults), self.gate))
                    self.bench.plug(self.sockets[int(tray)], unit)
                case ["unplug", tray]:
                    self.bench.unplug(self.sockets[int(tray)])
                case ["hold"]:
                    self.gate.clear()
                case ["go"]:
                    self.gate.set()
                case ["look"]:
                    people = self.station.people
                    show(who=people.present.badge if people.present else "", order=self.line.shift.order if self.line else "")


def settings_in(home: Path, gap: float) -> Settings:
    """Of a demo's station with four trays and a patient recipe."""
    settings = prepare(home)
    recipe = (RESOURCES / "recipes" / f"{RECIPE}.toml").read_text(encoding="utf-8")
    settings.recipes.mkdir(exist_ok=True)
    (settings.recipes / f"{RECIPE}.toml").write_text(recipe.replace(HASTY, PATIENT), encoding="utf-8")
    scanner = settings.scanner.model_copy(update={"gap": gap})
    sockets = {tray: f"1-{tray}" for tray in range(1, TRAYS + 1)}
    return settings.model_copy(update={"sockets": sockets, "recipe": RECIPE, "trays": TRAYS, "scanner": scanner})


def main() -> int:
    """Until the window is closed."""
    settings = settings_in(Path(sys.argv[1]), float("".join(sys.argv[3:4]) or "0.035"))
    with SimulatedBench(settings.sockets.values()) as bench, open_station(settings, bench) as station, ExitStack() as opened:
        factory = Factory(station, bench, dict(settings.sockets))
        opened.callback(factory.gate.set)
        set_up(station, int(sys.argv[2]))
        start_work(station, opened)
        threading.Thread(target=factory.obey, args=(sys.stdin,), daemon=True).start()

        def open_desk() -> Desk:
            desk = lay_out(station, factory.open_line)
            return replace(desk, read=factory.hear(desk.read))

        return gui.run(open_desk, gui.draw_curtain(memory_of(settings.home)))


if __name__ == "__main__":
    sys.exit(main())
