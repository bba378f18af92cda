"""The composition root: settings in, one station out; the only place that names concrete adapters."""

import functools
from collections.abc import Callable, Collection, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import structlog

import app
from app.core.device import Port
from app.core.errors import SettingsError, StationError
from app.core.recipe import Recipe
from app.core.seal import Seal
from app.core.waiting import Stop
from app.devices import Scanner
from app.devices.following import following
from app.devices.scan import Scanners, find_port
from app.labels.template import Templates
from app.pki.makers import KnownMakers
from app.pki.several import Several
from app.provisioning.admission import Admission
from app.provisioning.flow import Bench
from app.provisioning.labelling import Labelling
from app.provisioning.line import Line, Tell
from app.provisioning.orders import Orders
from app.provisioning.outbox import Outbox
from app.provisioning.outbox_rules import Limits
from app.provisioning.people import People
from app.provisioning.press import Press
from app.provisioning.recipes import Recipes
from app.provisioning.rotation import Rotations
from app.provisioning.shift import Shift
from app.settings import PrinterKind, Settings
from app.station.authority import Adopt, list_hsm_tokens, open_authorities, read_chain
from app.station.devices import Simulation, make_hearing, make_scanner, open_device
from app.station.hearing import Hearing
from app.station.makers import load_makers
from app.station.platform import Platform, open_platform
from app.station.printers import open_printer
from app.station.recipes import RESOURCES, Shelf, choose_recipe, load_profiles, load_templates, pick_recipe
from app.station.rounds import Plan, Rounds
from app.station.scans import read_label, rules_of, style_of
from app.station.seal import keeps_plain, open_seal, read_public
from app.station.shift import PLAN, Work, end_shift, leave
from app.station.sockets import keep_noted, keep_settings
from app.store import Ledger

if TYPE_CHECKING:
    from app.core.bulk import BulkProgress, BulkResult
    from app.provisioning.bulk import BulkOrder

__all__ = [
    "RESOURCES",
    "Shelf",
    "Simulation",
    "Station",
    "choose_recipe",
    "find_port",
    "keep_noted",
    "keep_settings",
    "keeps_plain",
    "list_hsm_tokens",
    "load_makers",
    "load_profiles",
    "load_templates",
    "make_scanner",
    "open_ledger",
    "open_seal",
    "open_station",
    "read_chain",
    "read_label",
    "read_public",
    "rules_of",
    "style_of",
]

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Station:
    """One provisioning station, ready to work."""

    settings: Settings
    ledger: Ledger
    seal: Seal
    """Signs what leaves the station: heads of the chain, exports, manifests."""
    shelf: Shelf
    """The recipes, and what is wrong with those that were left out."""
    people: People
    orders: Orders
    written: Recipes
    """The recipes as engineers write and approve them."""
    scanner: Scanner
    hearing: Hearing
    """The barcode scanner on a serial port; whoever listens opens and closes it."""
    bench: Bench
    authorities: Several
    """All of them by name; the bench's authority chooses by recipe."""
    adopt: Adopt
    platform: Platform
    outbox: Outbox
    """Not started: whoever works for longer starts it, where the platform is one that can be told."""
    rounds: Rounds
    """Exports and backups by the settings' plan; not started either."""
    press: Press
    """Not started either; `print_owed` prints without."""
    templates: Templates
    """What labels look like."""

    @property
    def recipes(self) -> tuple[Recipe, ...]:
        """Those that may be used, as they were at the last look at their files."""
        return self.shelf.recipes

    @property
    def recipe_problems(self) -> tuple[SettingsError, ...]:
        """Why recipes and certificate profiles were left out."""
        return self.shelf.problems

    def find_recipe(self, port: Port) -> Recipe | None:
        """The recipe for what is plugged in there, by its description alone, or None; raises DeviceUnknown where two fit as well."""
        return choose_recipe(self.recipes, port)

    def get_recipe(self, name: str) -> Recipe:
        """The recipe of that name; raises SettingsError that tells which there are, or what is wrong with it."""
        return pick_recipe(name, self.recipes, self.recipe_problems)

    def bulk(self, order: "BulkOrder", tell: "Callable[[BulkProgress], None]", stop: Stop) -> "BulkResult":
        """Make certificates ahead; see `provisioning.bulk`."""
        from app.provisioning.bulk import BulkBench, bulk  # noqa: PLC0415 - the window does not wait for it

        check_clock, station = self.bench.admission.check_clock, self.settings.station
        return bulk(order, BulkBench(self.bench.authority, self.ledger, check_clock, self.seal, station), tell, stop)

    def open_line(self, tell: Tell, *, find_recipe: Callable[[Port], Recipe | None] | None = None, autostart: bool = False) -> Line:
        """The trays of this station; close it before the station."""
        self.press.listen(tell)
        return Line(
            self.bench,
            self.ledger,
            find_recipe or self.find_recipe,
            tell,
            trays=self.settings.trays,
            sockets=self.settings.sockets,
            shift=Shift(self.settings.operator),
            require=self.people.require_present,
            autostart=autostart or self.settings.autostart,
            keep_socket=self._keep_socket,
        )

    def _keep_socket(self, number: int, socket: str) -> None:
        """What a tray was taught is in the settings and in the ledger."""
        who = self.people.present.badge if self.people.present else self.settings.operator
        keep_noted(self.settings.home, {f"sockets.{number}": socket}, self.ledger, who)


def open_ledger(settings: Settings, seal: Seal | None = None) -> Ledger:
    """The ledger of this station, for writing; what is written is signed when it is closed. Raises StoreError, SettingsError."""
    return Ledger.open(settings.ledger_file, settings.station, seal=seal or open_seal(settings), anchor=settings.audit.anchor)


@contextmanager
def open_station(settings: Settings, simulation: Simulation | None = None) -> Iterator[Station]:
    """Open the ledger, the authority, the platform and the eyes of a station, and close them in the end.

    An authority or platform that cannot be used is no reason not to open: who asks it gets the error, before any key is made. Raises
    StoreError, SettingsError.
    """
    with ExitStack() as opened:
        seal = open_seal(settings)
        ledger = opened.enter_context(open_ledger(settings, seal))
        opened.callback(end_shift, settings, ledger, seal)
        for run in ledger.close_interrupted(datetime.now(UTC)):
            log.warning("run.interrupted", run=str(run))
        shelf = Shelf(settings)
        recipes, templates = shelf.recipes, shelf.templates
        profiles = shelf.profiles.keeping(ledger.recipes.find_profile)
        platform = open_platform(settings, opened)
        authorities, adopt = open_authorities(settings, ledger, profiles, opened)
        platform.watch_contacts(ledger, recipes, opened)
        hearing = make_hearing(settings)
        eyes = make_scanner(settings, recipes, hearing)
        scanner = Scanners(eyes, simulation) if simulation else eyes
        press = Press(ledger.labels, open_printer(settings, opened))
        if unsure := ledger.labels.close_interrupted():
            log.warning("labels.unsure", count=unsure)
        yield Station(
            settings=settings,
            ledger=ledger,
            seal=seal,
            shelf=shelf,
            people=People(ledger.people, lambda: datetime.now(UTC)),
            orders=Orders(ledger.orders, shelf, ledger.recipes),
            written=Recipes(shelf, ledger.recipes),
            scanner=scanner,
            hearing=hearing,
            bench=Bench(
                open=following(functools.partial(open_device, settings, simulation), scanner),
                admission=Admission(ledger, ledger.orders, app.BUILT, lambda: datetime.now(UTC)),
                authority=authorities,
                makers=KnownMakers(shelf.makers, ledger, lambda: datetime.now(UTC)),
                registrar=platform.registrar,
                device_api=platform.device_api,
                rotations=Rotations(ledger, ledger.authorities, platform.get_identities),
                labels=Labelling(
                    templates,
                    lambda: datetime.now(UTC),
                    printing=settings.printer.kind is not PrinterKind.NONE,
                    kept=ledger.labels.find_template,
                    hurry=press.hurry,
                ),
                firsts=platform.make_firsts(ledger, lambda recipe: authorities.get(recipe.certificate.authority).chain[0]),
            ),
            authorities=authorities,
            adopt=adopt,
            platform=platform,
            rounds=_make_rounds(settings, ledger, seal),
            press=press,
            templates=templates,
            outbox=Outbox(ledger.outbox, platform.open_series, Limits(settings.platform.in_flight, settings.platform.rate)),
        )


def _make_rounds(settings: Settings, ledger: Ledger, seal: Seal) -> Rounds:
    audit = settings.audit
    every = timedelta(hours=audit.every_hours) if audit.every_hours else None

    def leaving(works: Collection[Work], stop: Stop) -> dict[Work, StationError]:
        return leave(settings, ledger, seal, PLAN, works, lambda _done, _of: stop.check())

    return Rounds(Plan(audit.at, every), leaving)
