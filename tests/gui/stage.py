"""A station to put a window on: a real ledger, a real line, simulated units, a CA in memory; and a past made of records."""

import threading
import time
from collections.abc import Callable, Collection
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from uuid import UUID

from argon2 import PasswordHasher
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pydantic import SecretStr
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from uuid6 import uuid7

import app
from app.archive import StationArchive
from app.barcodes import Rules
from app.barcodes.reading import read
from app.barcodes.wedge import Style
from app.cloud import Identities
from app.core.authority import Handover, Registered, Removal
from app.core.bulk import BulkProgress, BulkResult, BulkWish
from app.core.chain import Chain
from app.core.device import Identity, Port, PortKind
from app.core.errors import DeviceGone, HandoverRefused, HsmAway, LabelMismatch, PinRejected, SettingsError, StationError
from app.core.jitp import Jitp
from app.core.label import Wanted, words_of
from app.core.outbox import Debt, DebtState, Missed, Owed, QueueState, Settled
from app.core.people import Right
from app.core.recipe import KeyKind, Label, Recipe
from app.core.revocation import Reason, Revocation
from app.core.run import (
    Failure,
    Finished,
    Outcome,
    Receipt,
    ReceiptState,
    Record,
    RunStarted,
    Start,
    Step,
    StepPassed,
    StepResult,
    StepStarted,
)
from app.core.seal import Seal
from app.core.ticket import Ticket
from app.core.waiting import Stop
from app.devices.drivers.simulated import Simulated
from app.devices.scan import FolderScanner
from app.founding.ceremony import Ceremony
from app.gui import CaView, Desk, Light, LightState, Place, View
from app.gui.window import Window
from app.house import StationHouse
from app.labels.files import FolderPrinter
from app.labels.template import Templates
from app.pki.authority import IssuingAuthority
from app.pki.ceremony import make_issuing_ca, make_root
from app.pki.expiry import Ends, Watch
from app.pki.keys import generate
from app.pki.makers import KnownMakers
from app.pki.profile import Profiles
from app.pki.requests import build_request
from app.printing import StationPrints
from app.provisioning.admission import Admission
from app.provisioning.bulk import BulkBench, BulkOrder, bulk
from app.provisioning.flow import Bench
from app.provisioning.foreman import Foreman
from app.provisioning.labelling import Labelling
from app.provisioning.line import Line, Tell
from app.provisioning.orders import Orders
from app.provisioning.people import People
from app.provisioning.press import Press
from app.provisioning.progress import Plugged, TrayEvent
from app.provisioning.recipes import Recipes
from app.provisioning.rotation import Rotations
from app.provisioning.run import ABORTED
from app.provisioning.shift import Shift
from app.sandbox.behaviour import Behaviour
from app.sandbox.bench import SimulatedBench
from app.sandbox.unit import SimulatedUnit
from app.settings import PrinterKind, PrinterSettings, SerialScannerSettings, load
from app.station.ahead import protect_of
from app.station.hearing import Hearing
from app.station.rehearsal import rehearse
from app.store import Ledger
from tests.provisioning.shelf import MemoryShelf

RESOURCES = Path(app.__file__).parent.parent / "resources"
SHIPPED = Recipe.load(RESOURCES / "recipes" / "simulated.toml")
PROFILES, _ = Profiles.load(RESOURCES / "profiles")
QUICK = Recipe.model_validate(
    {**SHIPPED.model_dump(), "link": {"answer_seconds": 2.0, "boot_seconds": 2.0}, "registration": {"mode": "none"}}
)
OWED = Recipe.model_validate({**QUICK.model_dump(), "registration": {"mode": "owed"}})
AHEAD = Recipe.model_validate(
    {
        "name": "ahead",
        "version": "1.0",
        "title": "Gateway, made ahead",
        "driver": "linux-console",
        "key": {"kind": "ec-p256", "origin": "station", "place": "file"},
        "registration": {"mode": "none"},
    }
)
LIGHTS = (Light("HSM", LightState.OK, "It can sign."), Light("Platform", LightState.OK, "It answers."))
PRN = "prn:1:be4d30b4-6f6c-4e0f-a9a4-0d2d3e5fb8a1:{kind}:b3f1f699-3c55-4f43-8f9e-{number:012x}"
PASSING = {
    Step.IDENTIFY: (0.6, {"model": "EI-ML gateway rev C", "serial": ""}),
    Step.ADMIT: (0.02, {}),
    Step.KEY: (1.6, {"key": "ec-p256", "origin": "device", "found": "no"}),
    Step.ISSUE: (0.04, {"issuer": "CN=Example Line 2 CA", "reused": "no"}),
    Step.INJECT: (1.1, {}),
    Step.PROVE: (0.4, {"signature": "yes"}),
    Step.REGISTER: (3.1, {"created": "yes"}),
}
FAULTS: dict[str, tuple[Step, StationError]] = {
    "label": (Step.ADMIT, LabelMismatch("The label is not this chip's: it says 0042-1189, the chip says 0042-1191.")),
    "gone": (Step.INJECT, DeviceGone("The device is no longer there: it was unplugged or lost power.")),
    "hsm": (Step.ISSUE, HsmAway("The HSM token “birthmark” is gone.")),
}


PERSON_MS = 80
"""Milliseconds between two keys of somebody who types fast."""
_SCANNER_MS, _QUIET_MS = 2, 500
"""Milliseconds between two keys of a scanner, and before its first."""


def scan_keys(text: str, end: Qt.Key | None = Qt.Key.Key_Return, at: int = 0) -> None:
    """What a scanner types into the window that has the keys; the keys say when they were pressed, so a busy machine tears nothing.

    `at` is when (milliseconds); without it, a while after now.
    """
    target, at = QApplication.focusWindow(), at or round(time.monotonic() * 1000) + _QUIET_MS
    keys = [(Qt.Key(ord(character.upper())), character) for character in text]
    for place, (key, character) in enumerate([*keys, *([(end, "\r")] if end else [])]):
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, character)
            event.setTimestamp(at + place * _SCANNER_MS)
            QApplication.sendEvent(target, event)


class Stage:
    """Opens everything on `opened`; `folder` takes the window's memory."""

    def __init__(self, opened: ExitStack, folder: Path, trays: int = 4, *, recipe: Recipe = QUICK, theme: str = "light") -> None:
        self.recipe = recipe
        now = datetime.now(UTC)
        root_key, self.ca_key = generate(KeyKind.EC_P256), generate(KeyKind.EC_P256)
        root = make_root(root_key, "Example Root", 20, now)
        issuing = make_issuing_ca(root_key, root, self.ca_key.public_key(), "Example Line 2 CA", years=15, now=now)
        self.seal = seal = Seal(Ed25519PrivateKey.generate())
        self.ledger = opened.enter_context(Ledger.open(folder / "ledger.db", "LINE-2-A", seal=seal))
        self.authority = IssuingAuthority(self.ca_key, (issuing, root), self.ledger, PROFILES, lambda: datetime.now(UTC))
        self.sockets = tuple(f"1-{tray}" for tray in range(1, trays + 1))
        self.units = opened.enter_context(SimulatedBench(self.sockets))
        self.lights: tuple[Light, ...] = LIGHTS
        self.queue = StageQueue(self.ledger)
        paper = PrinterSettings(kind=PrinterKind.FOLDER, path=folder / "labels")
        self.settings = load(folder).model_copy(update={"operator": "OP-07", "printer": paper})
        self.house = StationHouse(self)
        self.hearing = Hearing(SerialScannerSettings(), FolderScanner(folder / "ports"))
        self.looked = threading.Event()
        self.office = Drawer((issuing, root), folder)
        self.people = People(self.ledger.people, lambda: datetime.now(UTC), PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))
        self.shelf = MemoryShelf(self.recipe)
        self.templates, _ = Templates.load(RESOURCES / "labels")
        self.press = Press(self.ledger.labels, FolderPrinter(folder / "labels"))
        self.orders = Orders(self.ledger.orders, self.shelf, self.ledger.recipes)
        self.desk = Desk(
            station="LINE-2-A",
            recipe_title="EI-ML gateway rev C",
            shift=Shift("OP-07"),
            trays=trays,
            open_line=self.open_line,
            scanner=self.units,
            history=self.ledger,
            read=lambda scan: read(scan, Rules()),
            style=Style(),
            hearing=self.hearing,
            house=self.house,
            people=self.people,
            foreman=Foreman(self.orders, Recipes(self.shelf, self.ledger.recipes), self.people, partial(rehearse, PROFILES)),
            lights=self._look,
            places=_places(folder, trays),
            office=self.office,
            archive=StationArchive(self.ledger, seal, "LINE-2-A", folder / "exports", folder / "backups", self.who),
            ahead=self,
            memory=folder / "window.ini",
            prints=StationPrints(self),
            queue=self.queue,
            theme=theme,
        )

    def who(self, right: Right) -> str:
        return self.people.require_present(right) or "OP-07"

    @property
    def recipes(self) -> list[Recipe]:
        return self.shelf.list_all()

    def _look(self) -> tuple[Light, ...]:
        self.looked.set()
        return self.lights

    def list_recipes(self) -> list[tuple[str, str]]:
        return [("ahead", "Gateway, made ahead"), ("simulated", "Simulated gateway rev C")]

    def make(self, wish: BulkWish, tell: Callable[[BulkProgress], None], stop: Stop) -> BulkResult:
        """A real bulk job."""
        bench = BulkBench(self.authority, self.ledger, lambda: None, Seal(Ed25519PrivateKey.generate()), "LINE-2-A")
        order = BulkOrder(AHEAD, wish.source, wish.folder, protect_of(wish), on_error=wish.on_error, workers=1)
        return bulk(order, bench, tell, stop)

    def open_line(self, tell: Tell) -> Line:
        bench = Bench(
            open=lambda port, recipe, stop: Simulated(self.units.open_link(port, stop), recipe, None, stop),
            admission=Admission(self.ledger, self.ledger.orders, app.BUILT, lambda: datetime.now(UTC)),
            authority=self.authority,
            makers=KnownMakers({}, self.ledger, lambda: datetime.now(UTC)),
            registrar=_Nowhere(),
            rotations=Rotations(self.ledger, self.ledger.authorities, _no_platform),
            labels=Labelling(self.templates, lambda: datetime.now(UTC), hurry=self.press.hurry),
        )
        sockets = dict(enumerate(self.sockets, 1))
        return Line(
            bench,
            self.ledger,
            self._find_recipe,
            tell,
            trays=self.desk.trays,
            sockets=sockets,
            shift=self.desk.shift,
            require=self.people.require_present,
        )

    def plug(self, tray: int, serial: str, behaviour: Behaviour | None = None) -> SimulatedUnit:
        """Put a unit on a tray."""
        unit = SimulatedUnit(serial, behaviour=behaviour)
        self.units.plug(self.sockets[tray - 1], unit)
        return unit

    def owed(self, serial: str, minutes: float, error: StationError | None = None, *, tray: int = 1, tries: int = 1) -> Record:
        """A run that passed so long ago, and of which the platform is still to be told; `error` is what it answered in vain."""
        record = self.past(serial, minutes, tray=tray, owing=OWED)
        debt = self.debt(serial)
        for number in range(tries if error else 0):
            at = record.ended + timedelta(minutes=number + 1)
            again = datetime.now(UTC) + timedelta(minutes=4) if error and error.retryable else None
            self.ledger.outbox.write([Missed(debt.id, Failure.of(error), at, again)])
        return record

    def debt(self, serial: str) -> Debt:
        """What is, or was, owed of a unit."""
        return self.ledger.outbox.list_debts(tuple(DebtState), text=serial)[0]

    def settle(self, serial: str) -> None:
        """The platform knows the unit."""
        receipt = Receipt(ReceiptState.REGISTERED, PRN.format(kind="device", number=7), PRN.format(kind="device_certificate", number=7))
        self.ledger.outbox.write([Settled(self.debt(serial).id, receipt, datetime.now(UTC))])

    def past(
        self,
        serial: str,
        minutes: float,
        fault: str = "",
        *,
        tray: int = 1,
        scale: float = 1.0,
        owing: Recipe | None = None,
        label: Callable[[Record], Wanted] | None = None,
        order: str = "",
    ) -> Record:
        """A run that ended so long ago, in the ledger."""
        at = datetime.now(UTC) - timedelta(minutes=minutes)
        run = uuid7()
        start = replace(start_of(serial, tray, at, run), order=order)
        self.ledger.begin(start)
        record = self._record(start, serial, fault, scale)
        if owing is not None:
            record = replace(record, receipt=Receipt(ReceiptState.OWED))
        self.ledger.finish(record, owing, label(record) if label else None)
        return record

    def chain_of(self, serial: str, run: UUID) -> Chain:
        key = generate(KeyKind.EC_P256)
        identity = Identity(model="gateway", serial=serial)
        return self.authority.issue(build_request(key, serial), Ticket(run, serial, identity), self.recipe).chain

    def _record(self, start: Start, serial: str, fault: str, scale: float) -> Record:
        broken, error = FAULTS[fault] if fault else (None, None)
        failure = Failure.of(error) if error else None
        results, at, chain = [], start.at, None
        for number, (step, (seconds, facts)) in enumerate(PASSING.items()):
            given = {**facts, "serial": serial} if step is Step.IDENTIFY else dict(facts)
            results.append(StepResult(step, at, seconds * scale, given, failure if step is broken else None))
            at += timedelta(seconds=seconds * scale)
            if step is broken:
                break
            if step is Step.ISSUE:
                chain = self.chain_of(serial, start.run)
            del number
        seconds = (at - start.at).total_seconds()
        mark = int(start.run.hex[-8:], 16)
        receipt = Receipt(
            ReceiptState.REGISTERED,
            PRN.format(kind="device", number=mark),
            PRN.format(kind="device_certificate", number=mark),
            (f"F-{start.run.hex[-6:]}",),
            created=True,
        )
        return Record(
            start=start,
            outcome=failure.outcome if failure else Outcome.PASSED,
            ended=at,
            seconds=seconds,
            steps=tuple(results),
            identity=Identity("EI-ML gateway rev C", serial, "C", "1.4.2", start.run.hex[:16]),
            identifier=serial,
            chain=chain,
            receipt=None if failure else receipt,
            failure=failure,
        )

    def _find_recipe(self, port: Port) -> Recipe | None:
        return self.recipe if self.recipe.detect.matches(port) else None


class Drawer:
    """An office of one year's work: two authorities, a hand-over, certificates that end, some that were revoked."""

    def __init__(self, chain: tuple[x509.Certificate, ...], folder: Path) -> None:
        self.chain = chain
        self.done: list[tuple[str, ...]] = []
        self.tried: list[str] = []
        """What was typed to unlock one."""
        self.home = SimpleNamespace(settings=SimpleNamespace(home=folder), authorities=SimpleNamespace(members={}))

    def look(self) -> View:
        now = datetime.now(UTC)
        fingerprint = "5e" * 32
        jitp = Jitp("gateways", "line 2", ("line-2",))
        known = Registered(
            now - timedelta(days=210), fingerprint, "https://api.cremini.peridio.com", "prn:1:ca", "Line 2", "OP-09", jitp, True
        )
        plan = Handover(now, "main", "line-2-next", now + timedelta(days=41), "OP-09")
        ends = [("device", f"0042-{number}", days) for number, days in ((911, -3), (918, 4), (925, 19), (940, 33), (951, 58), (960, 77))]
        ends.insert(3, ("crl", "Example Line 2 CA", 5))
        ending = tuple(Ends(kind, name, f"{days + 900:x}", now + timedelta(days=days, hours=1), days) for kind, name, days in ends)
        watch = Watch(now, (30, 60, 90), tuple(sorted(ending, key=lambda each: each.at)), 18_204, (3, 212, 977), 1)
        why = (Reason.SUPERSEDED, Reason.KEY_COMPROMISE, Reason.CESSATION_OF_OPERATION, Reason.SUPERSEDED)
        revoked = tuple(
            Revocation(now - timedelta(days=9 * number), f"0042-{70 + number}", "aa", "bb", fingerprint, reason, "", "OP-09")
            for number, reason in enumerate(why)
        )
        owed = (Removal("0042-73", "3f", "9a" * 32, now - timedelta(days=2), "returned", problem="The platform does not answer."),)
        first = CaView("main", self.chain, "Its key is in the token “birthmark”.", "", signs=True, registered=known, handover=plan)
        second = CaView(
            "line-2-next", self.chain, "", "The HSM token “birthmark-line-2-next” is locked: nobody has logged in.", signs=False, shut=True
        )
        return View((first, second), watch, revoked, owed)

    def begin(self, existing: str) -> Ceremony:
        del existing
        return Ceremony(self.home)

    def hand_over(self, before: str, after: str, day: str) -> None:
        self.done.append((before, after, day))
        if before == after:
            raise HandoverRefused("“main” hands over to “main”: nobody would sign.")

    def unlock(self, name: str, secret: SecretStr) -> None:
        self.tried.append(secret.get_secret_value())
        if secret.get_secret_value() != "4711":
            raise PinRejected("The HSM token “birthmark-line-2-next” does not take the PIN.")
        self.done.append(("unlock", name))

    def sign_list(self, name: str) -> Path:
        self.done.append((name,))
        return Path("crl.pem")

    def settle(self) -> int:
        self.done.append(("settle",))
        return 1


class StageQueue:
    """A queue whose state a test sets; what is owed is in the real ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self.now = QueueState(running=True)
        self.asked: list[tuple[UUID, ...]] = []

    def state(self) -> QueueState:
        return self.now

    def count(self) -> Owed:
        return self._ledger.outbox.count()

    def list_debts(self) -> list[Debt]:
        return self._ledger.outbox.list_debts(limit=300)

    def retry(self, debts: Collection[UUID]) -> None:
        self.asked.append(tuple(debts))
        self._ledger.outbox.retry(debts or [debt.id for debt in self.list_debts()], "OP-07")


def _no_platform() -> Identities:
    raise SettingsError("This station has no platform.")


class _Nowhere:
    """No platform: the recipe here registers nothing."""

    def require_ready(self, recipe: Recipe) -> None:
        del recipe

    def register(self, identifier: str, identity: Identity, chain: Chain, recipe: Recipe, stop: Stop) -> Receipt:
        del identifier, identity, chain, recipe, stop
        raise NotImplementedError

    def check(self) -> None: ...


def start_of(serial: str, tray: int, at: datetime, run: UUID) -> Start:
    return Start(
        run=run,
        tray=tray,
        operator="OP-07",
        order="",
        recipe="linux-tpm",
        recipe_version="1.4",
        recipe_digest="9d1c" * 16,
        port=port_of(tray, serial),
        steps=tuple(PASSING),
        at=at,
        scan=serial,
    )


def port_of(tray: int, serial: str = "") -> Port:
    return Port(PortKind.SIMULATED, f"1-{tray}", f"1-{tray}", serial=serial, product="Simulated gateway")


def running(serial: str, tray: int, done: int, *, since: float = 4.1) -> list[TrayEvent]:
    """A run that is so many steps far, begun `since` seconds ago."""
    at = datetime.now(UTC) - timedelta(seconds=since)
    start = start_of(serial, tray, at, uuid7())
    events: list[TrayEvent] = [Plugged(start.port), RunStarted(start)]
    for step in start.steps[:done]:
        events += [StepStarted(start.run, step, at), StepPassed(start.run, StepResult(step, at, 0.5))]
    return [*events, StepStarted(start.run, start.steps[done], at)]


def ended(record: Record) -> list[TrayEvent]:
    """A run that is over, its unit still on the tray."""
    return [Plugged(record.start.port), RunStarted(record.start), Finished(record)]


def tell(window: Window, tray: int, events: list[TrayEvent]) -> None:
    """Tell a tray all of it, as its thread would."""
    for event in events:
        window.bridge.tell(tray, event)
    QApplication.sendPostedEvents()


def labelled(stage: Stage, serial: str) -> Record:
    """A run that passed, and whose label is owed."""
    template = stage.templates.get("unit")
    recipe = stage.recipe.model_copy(update={"label": Label(print="unit")})

    def wanted(record: Record) -> Wanted:
        words = words_of(Ticket(record.start.run, serial, record.identity), record.chain, recipe, datetime.now(UTC))
        return Wanted(template.name, template.digest, template.body, words)

    return stage.past(serial, 1, label=wanted)


def aborted(record: Record) -> Record:
    return replace(record, outcome=Outcome.ABORTED, failure=ABORTED, chain=None, receipt=None)


def _places(folder: Path, trays: int) -> tuple[Place, ...]:
    del folder
    home = "/var/lib/birthmark"
    return (
        Place("Home", home, "Everything this station keeps.", "Files"),
        Place("Ledger", f"{home}/ledger.db", "Every run, every certificate, and the audit chain.", "Files"),
        Place("Log", f"{home}/logs/birthmark.log", "For a diagnosis; holds no secrets.", "Files"),
        Place("Own recipes", f"{home}/recipes", "A recipe here takes the place of a shipped one of the same name.", "Files"),
        Place("EI-ML gateway rev C", "linux-tpm 1.4", "Digest 9d1c9d1c9d1c9d1c…", "Recipes"),
        Place("Issues certificates as", "CN=Example Line 2 CA", "Valid until 2041-11-23.", "Authority"),
        Place("Signed by", "CN=Example Root", "Valid until 2046-11-23.", "Authority"),
        Place("Platform", "https://api.cremini.peridio.com", "Where devices are registered.", "Platform"),
        *(Place(f"Tray {tray}", f"1-{tray}", "", "Trays") for tray in range(1, trays + 1)),
        Place("Version", "1.0.0, Python 3.11.2", "", "Program"),
    )
