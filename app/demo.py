"""The demo: a station with nothing to configure, made up on first run in a scratch home."""

import json
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from platformdirs import user_cache_path
from pydantic import SecretStr

from app.core.errors import SettingsError
from app.founding import Kept, Secrets, Where, Wish, make
from app.pki.softhsm import find_softhsm
from app.provisioning.orders import Wish as OrderWish
from app.safe import CA_SECRET, SEAL_SECRET
from app.sandbox.arrivals import make_unit
from app.sandbox.belt import Belt
from app.sandbox.bench import SimulatedBench
from app.sandbox.unit import SimulatedUnit
from app.settings import FILE, Settings, load
from app.station import Station, keeps_plain, open_station
from app.station.seal import PRIVATE
from app.store import Ledger

AUTHORITY = "Birthmark Demo"
RECIPE = "simulated"
_SETTINGS = """\
demo = true
station = "DEMO-1"
operator = "OP-07"

[platform]
kind = "sandbox"

[printer]
kind = "simulated"
label = "unit"
"""
ORDER, UNITS, DUE = "WO-4711", 400, timedelta(days=14)
"""The work order that is there on first run."""


def default_demo_home() -> Path:
    """The scratch home of the demo."""
    return user_cache_path("birthmark", appauthor=False) / "demo"


def prepare(home: Path) -> Settings:
    """Make the demo's home on first run: settings, an authority (SoftHSM2 where installed, else an encrypted key file), its secret.

    Raises SettingsError where the home is a real station's.
    """
    file = home / FILE
    if file.exists():
        settings = load(home)
        if not settings.demo:
            raise SettingsError(f"{home} is the home of a real station, not of a demo.", advice="Give the demo a home of its own.")
        if settings.authority is not None:
            return settings
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    file.write_text(_SETTINGS, encoding="utf-8")
    settings = load(home)
    if not (home / PRIVATE).exists() or keeps_plain(settings):  # a home that was looked at before it became a demo's may have a key already
        _keep_secret(home, SEAL_SECRET)
    secret = _keep_secret(home, CA_SECRET)
    wish = Wish(title=AUTHORITY, where=Where.SOFTHSM if find_softhsm() else Where.FILE, kept=Kept.FORGOTTEN)
    with Ledger.open(settings.ledger_file, settings.station) as ledger:
        return make(settings, wish, Secrets(secret), ledger, who=settings.operator, now=datetime.now(UTC)).settings


def _keep_secret(home: Path, name: str) -> SecretStr:
    """A PIN or passphrase of the demo's own, random, in a file that only its owner reads: nobody is there to type it."""
    folder = home / "secrets"
    folder.mkdir(mode=0o700, exist_ok=True)
    file = folder / name
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(16), encoding="utf-8")
    return SecretStr(file.read_text(encoding="utf-8"))


class Supply:
    """Simulated units, numbered on from where the last demo in this home ended: a serial number is never made twice."""

    def __init__(self, home: Path, *, units: int | None, seed: int, bad: float, hurry: float) -> None:
        self._file = home / "units.json"
        self._left = units
        self._seed, self._bad, self._hurry = seed, bad, hurry
        self._lock = threading.Lock()

    def take(self) -> SimulatedUnit | None:
        """The next unit; None: no more."""
        with self._lock:
            if self._left == 0:
                return None
            if self._left is not None:
                self._left -= 1
            number = json.loads(self._file.read_text(encoding="utf-8"))["made"] if self._file.exists() else 0
            self._file.write_text(json.dumps({"made": number + 1}), encoding="utf-8")
            return make_unit(number, self._seed, bad=self._bad, hurry=self._hurry)


@dataclass(frozen=True, slots=True)
class Demo:
    """An open station with a bench full of simulated units."""

    station: Station
    belt: Belt
    """To be told what happens on the trays."""


@contextmanager
def open_demo(settings: Settings, supply: Supply, *, rest: float, rest_failed: float) -> Iterator[Demo]:
    """Open the demo's station; units begin to arrive once `demo.belt` is entered.

    A result stays for `rest` seconds, one that is no PASS for `rest_failed`, before the next unit comes.
    """
    sockets = {tray: f"1-{tray}" for tray in range(1, settings.trays + 1)}
    settings = settings.model_copy(update={"sockets": sockets, "recipe": RECIPE})
    with SimulatedBench(sockets.values()) as bench, open_station(settings, bench) as station:
        if not station.orders.list_all():
            station.orders.make(None, OrderWish(ORDER, "", RECIPE, UNITS, due=datetime.now(UTC) + DUE))
        belt = Belt(bench, supply.take, sockets, rest=rest, rest_failed=rest_failed)
        yield Demo(station, belt)
