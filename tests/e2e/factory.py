"""A factory for one shift: `python -m tests.e2e.factory HOME UNITS` opens the real window on simulated trays, with people and an order.

Standard input is the person at the trays, a line each: `plug TRAY SERIAL`, `unplug TRAY`, and `plug TRAY SERIAL loosely`: the
cable falls out in the middle of the run, once.
"""

import sys
import threading
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from pydantic import SecretStr

from app import gui
from app.core.people import Role
from app.demo import RECIPE, prepare
from app.devices.drivers.simulated_words import Verb
from app.provisioning.orders import Wish
from app.sandbox.behaviour import Behaviour, Fault, FaultKind
from app.sandbox.bench import SimulatedBench
from app.sandbox.unit import SimulatedUnit
from app.station import Station, open_station
from app.window import lay_out, start_work

TRAYS = 4
ORDER = "WO-4711"
OPERATOR, PIN = "BMB:OP-07", "4907"
GOOD = Behaviour(think={Verb.MAKE_KEY: 0.6, Verb.COMMIT: 0.3})
LOOSE = replace(GOOD, faults=(Fault(Verb.COMMIT, FaultKind.GONE, times=1),))


def set_up(station: Station, units: int) -> None:
    """An administrator, an operator, and the order of the day, where they are not there yet."""
    if not station.people.any:
        station.orders.make(None, Wish(ORDER, "EI-ML gateway rev C", RECIPE, units, first_article=False))
        boss = station.people.admit_first("AD-01", "Ada", SecretStr("8352"))
        station.people.admit(boss, OPERATOR.partition(":")[2], "Olga", Role.OPERATOR, SecretStr(PIN))


def obey(lines: Iterable[str], bench: SimulatedBench, sockets: dict[int, str]) -> None:
    """Plug in and pull out what standard input says; a unit that comes again is the same one."""
    units: dict[str, SimulatedUnit] = {}
    for line in lines:
        match line.split():
            case ["plug", tray, serial, *how]:
                unit = units.setdefault(serial, SimulatedUnit(serial, behaviour=LOOSE if how else GOOD))
                bench.plug(sockets[int(tray)], unit)
            case ["unplug", tray]:
                bench.unplug(sockets[int(tray)])


def main() -> int:
    """Until the window is closed."""
    settings = prepare(Path(sys.argv[1]))
    sockets = {tray: f"1-{tray}" for tray in range(1, TRAYS + 1)}
    settings = settings.model_copy(update={"sockets": sockets, "recipe": RECIPE, "trays": TRAYS})
    with SimulatedBench(sockets.values()) as bench, open_station(settings, bench) as station, ExitStack() as opened:
        set_up(station, int(sys.argv[2]))
        start_work(station, opened)
        threading.Thread(target=obey, args=(sys.stdin, bench, sockets), daemon=True).start()
        return gui.run(lay_out(station, station.open_line))


if __name__ == "__main__":
    sys.exit(main())
