"""A storm over the outbox: a platform that fails, and a station that is killed again and again; in the end nothing is lost or doubled.

`python -m tests.e2e.outbox_storm FOLDER UNITS [SECONDS BETWEEN KILLS]`
"""

import json
import os
import random
import secrets
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import SecretStr

import app
from app.sandbox.faults import Fault, Faults
from app.sandbox.platform import SandboxPlatform
from app.store import Ledger
from tests.provisioning.outbox_lab import STATION, owe_many

ROOT = Path(app.__file__).parent.parent
PASSING = (
    Fault.THROTTLED,
    Fault.THROTTLED_MUTE,
    Fault.BUSY,
    Fault.INTERNAL,
    Fault.BAD_GATEWAY,
    Fault.CUT_BEFORE,
    Fault.CUT_AFTER,
    Fault.NOT_JSON,
    Fault.WRONG_SHAPE,
)
"""Away, throttling, nonsense, the answer lost after the work: what is tried again by itself."""
MIXED = (*PASSING, Fault.FORBIDDEN, Fault.CODES)
"""And what holds everybody, and what makes dead letters."""


Survives = Callable[[subprocess.Popen[str], Path], bool]
"""Waits; whether the station came to its end by then."""


@dataclass(frozen=True, slots=True)
class Weather:
    """What came of a storm."""

    kills: int
    faults: int
    retried: int
    """How often a person had the dead letters tried again."""
    seconds: float
    devices: int
    """That the platform has."""
    certificates: Counter[str]
    """How many certificates the platform has for each device."""
    settled: int
    """Units that the ledger has a receipt for."""
    owed: int
    differ: int
    """Units that the platform has otherwise than the ledger says."""


def storm(folder: Path, units: int, survives: Survives, *, kinds: tuple[Fault, ...] = MIXED, rate: float = 0.3, seed: int = 7) -> Weather:
    """Owe so many units, let the station drain them, kill it whenever it does not survive, and count what the platform has."""
    home, began, kills, retried = folder / "home", time.monotonic(), 0, 0
    with Ledger.open(home / "ledger.db", STATION) as ledger:
        owe_many(ledger, (f"SN-{number:06}" for number in range(units)))
    with SandboxPlatform(folder / "platform", api_key=SecretStr(secrets.token_urlsafe(24))) as platform:
        platform.faults = Faults(kinds, rate=rate, seed=seed, retry_after=0)
        while True:
            process = _start(home, platform, "queue", "drain", "--wait", "--json")
            if not survives(process, home):
                process.send_signal(signal.SIGKILL)
                process.communicate()
                kills += 1
                continue
            said, _ = process.communicate()
            if not json.loads(said)["dead"]:
                break
            _start(home, platform, "queue", "retry", "--all").communicate()
            retried += 1
        struck = platform.faults_struck
    has = _has(folder / "platform" / "platform.db")
    with Ledger.open(home / "ledger.db", STATION) as ledger:
        ledger.verify()
        owed, registered = ledger.outbox.count().open, ledger.outbox.accounts().registered
    return Weather(
        kills=kills,
        faults=struck,
        retried=retried,
        seconds=time.monotonic() - began,
        devices=len({name for name, _ in has}),
        certificates=Counter(name for name, serial in has if serial),
        settled=len(registered),
        owed=owed,
        differ=len({(name, str(serial)) for name, serial in registered.items()} ^ set(has)),
    )


def every(shortest: float, longest: float, seed: int = 7) -> Survives:
    """Kill it every so many seconds."""
    dice = random.Random(seed)

    def survives(process: subprocess.Popen[str], _home: Path) -> bool:
        try:
            process.wait(dice.uniform(shortest, longest))
        except subprocess.TimeoutExpired:
            return False
        return True

    return survives


def after_each(units: int) -> Survives:
    """Kill it whenever so many more units are settled, however slow the machine is."""

    def survives(process: subprocess.Popen[str], home: Path) -> bool:
        before = _settled(home)
        while process.poll() is None:
            if _settled(home) >= before + units:
                return False
            time.sleep(0.05)
        return True

    return survives


def _settled(home: Path) -> int:
    with closing(sqlite3.connect(f"file:{home / 'ledger.db'}?mode=ro", uri=True, timeout=30)) as connection:
        (count,) = connection.execute("SELECT count(*) FROM settlements").fetchone()
    return int(count)


def _start(home: Path, platform: SandboxPlatform, *words: str) -> subprocess.Popen[str]:
    """The station, as its user starts it."""
    environment = os.environ | {
        "BIRTHMARK_STATION": STATION,
        "BIRTHMARK_PLATFORM__PRODUCT": platform.product_prn,
        "BIRTHMARK_PLATFORM__IN_FLIGHT": "32",
        "BIRTHMARK_PLATFORM__RATE": "0",
        "PERIDIO_BASE_URL": platform.admin_url,
        "PERIDIO_CA_PATH": str(platform.ca_file),
        "PERIDIO_API_KEY": platform.api_key.get_secret_value(),
    }
    command = [sys.executable, "-m", "app", "--home", str(home), *words]
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)


def _has(database: Path) -> list[tuple[str, str | None]]:
    """Every device of the platform with each of its certificates' serial numbers, from its own files."""
    with closing(sqlite3.connect(database)) as connection:
        rows = connection.execute(
            "SELECT device.identifier, device_certificate.serial FROM device LEFT JOIN device_certificate ON device_prn = device.prn"
        )
        return rows.fetchall()


def main() -> None:
    """As the command line says."""
    folder, units, seconds = Path(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]) if len(sys.argv) > 3 else 8.0
    folder.mkdir(parents=True)
    weather = storm(folder, units, every(seconds / 2, seconds))
    each = Counter(weather.certificates.values())
    print(replace(weather, certificates=each))  # noqa: T201 - a script
    sound = (weather.devices, each, weather.settled, weather.owed, weather.differ) == (units, {1: units}, units, 0, 0)
    sys.exit(0 if sound else 1)


if __name__ == "__main__":
    main()
