"""The demo: a station with nothing to configure, made up on first run in a scratch home."""

import json
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import tomlkit
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key
from platformdirs import user_cache_path
from pydantic import SecretStr

from app.core.device import PortKind
from app.core.errors import SettingsError
from app.core.recipe import Driver, Recipe
from app.founding import Kept, Secrets, Where, Wish, make
from app.pki.keys import PrivateKey
from app.pki.softhsm import find_softhsm
from app.provisioning.orders import Wish as OrderWish
from app.safe import CA_SECRET, SEAL_SECRET
from app.sandbox.arrivals import make_unit
from app.sandbox.belt import Belt
from app.sandbox.bench import SimulatedBench, Unit
from app.sandbox.families import PASSWORD, PIN, USER, make_device, make_finished
from app.sandbox.maker import ChipMaker
from app.settings import FILE, Settings, load
from app.station import Shelf, Station, keeps_plain, open_station
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


def prepare_recipe(settings: Settings, name: str) -> Settings:
    """Have the demo make units by this recipe: of its own, as a copy for simulated devices, with what opens them.

    Raises SettingsError where there is no such recipe.
    """
    home = settings.home
    shelf = Shelf(settings.model_copy(update={"recipe": name}))
    recipe = shelf.get(name)
    if recipe.detect.kind is not PortKind.SIMULATED:
        document = tomlkit.parse(shelf.source(name))
        document["detect"] = {"kind": PortKind.SIMULATED.value}
        shelf.save(name, tomlkit.dumps(document))
    for secret, value in {recipe.link.credential: f"{USER}:{PASSWORD}", recipe.key.pin: PIN}.items():
        if secret:
            _keep_secret(home, f"device-{secret}", value)
    if recipe.brings_its_own:
        _found_maker(home, recipe.certificate.maker)
    return settings.model_copy(update={"recipe": name})


def _keep_secret(home: Path, name: str, value: str = "") -> SecretStr:
    """What is secret in the demo, random where no value is said, in a file that only its owner reads: nobody is there to type it."""
    folder = home / "secrets"
    folder.mkdir(mode=0o700, exist_ok=True)
    file = folder / name
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(value or secrets.token_urlsafe(16), encoding="utf-8")
    return SecretStr(file.read_text(encoding="utf-8"))


def _found_maker(home: Path, name: str) -> ChipMaker:
    """The maker of this demo's secure elements: a CA that the station believes, kept so that it is the same one the next time."""
    file = home / "makers" / f"{name}.pem"
    key_name = f"maker-{name}"
    if file.exists():
        key = load_pem_private_key(_keep_secret(home, key_name).get_secret_value().encode(), None)
        if isinstance(key, PrivateKey):
            return ChipMaker(key, x509.load_pem_x509_certificate(file.read_bytes()))
    maker = ChipMaker.found()
    _keep_secret(home, key_name, maker.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode())
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(maker.certificate.public_bytes(Encoding.PEM))
    return maker


class Supply:
    """Simulated units, numbered on from where the last demo in this home ended: a serial number is never made twice."""

    def __init__(self, home: Path, *, units: int | None, seed: int, bad: float, hurry: float) -> None:
        """`bad`: the share of gateways with something wrong; devices of other families are all good."""
        self._home = home
        self._file = home / "units.json"
        self._left = units
        self._seed, self._bad, self._hurry = seed, bad, hurry
        self._lock = threading.Lock()
        self.recipe: Recipe | None = None
        """What they are made for; None: simulated gateways."""

    def take(self) -> Unit | None:
        """The next unit; None: no more."""
        with self._lock:
            if self._left == 0:
                return None
            if self._left is not None:
                self._left -= 1
            number = json.loads(self._file.read_text(encoding="utf-8"))["made"] if self._file.exists() else 0
            self._file.write_text(json.dumps({"made": number + 1}), encoding="utf-8")
            return self._make(number)

    def _make(self, number: int) -> Unit:
        if self.recipe is None or self.recipe.driver is Driver.SIMULATED:
            return make_unit(number, self._seed, bad=self._bad, hurry=self._hurry)
        if self.recipe.brings_its_own:
            return make_finished(self.recipe, number, _found_maker(self._home, self.recipe.certificate.maker), hurry=self._hurry)
        return make_device(self.recipe, number, hurry=self._hurry)


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
    settings = settings.model_copy(update={"sockets": sockets, "recipe": settings.recipe or RECIPE})
    with SimulatedBench(sockets.values()) as bench, open_station(settings, bench) as station:
        supply.recipe = station.get_recipe(settings.recipe)
        if not station.orders.list_all():
            station.orders.make(None, OrderWish(ORDER, "", settings.recipe, UNITS, due=datetime.now(UTC) + DUE))
        belt = Belt(bench, supply.take, sockets, rest=rest, rest_failed=rest_failed)
        yield Demo(station, belt)
