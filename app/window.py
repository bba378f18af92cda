"""The window's wiring: a station, or a demo, laid out on a desk for the GUI."""

import functools
import platform
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING
from uuid import UUID

import app
from app.archive import StationArchive
from app.barcodes.reading import read
from app.core.errors import SettingsError, StationError
from app.core.outbox import BreakerState, Debt, Owed, QueueState
from app.core.people import Right
from app.core.recipe import Recipe
from app.core.run import Event, Record
from app.core.waiting import Stop
from app.gui import CA_KEY, CERTIFICATES, HSM, Desk, Light, LightState, Place
from app.home import memory_of
from app.house import StationHouse
from app.office import StationOffice
from app.pki.profile import Profiles
from app.printing import StationPrints
from app.provisioning.foreman import Foreman
from app.provisioning.line import Line, Tell
from app.provisioning.progress import TrayEvent
from app.provisioning.shift import Shift
from app.settings import AuthorityKind, Settings
from app.speaker import StationSpeaker
from app.station import RESOURCES, Station, open_station, rules_of, style_of
from app.station.ahead import Ahead
from app.station.shift import Work

if TYPE_CHECKING:
    from app.demo import Supply

_SHOWN, _EVERYTHING = 300, 10_000_000
"""Debts that the window lists, and that a person has tried again at once."""

REST, REST_FAILED = 8.0, 25.0
"""Seconds a result stays on a tray of the demo before the next unit comes: time enough to look, and to start over."""


def open_desk(settings: Settings, opened: ExitStack) -> Desk:
    """Open a station and lay it out; `opened` closes it. Raises StationError."""
    station = opened.enter_context(open_station(settings))
    start_work(station, opened)
    return lay_out(station, station.open_line)


def open_demo_desk(settings: Settings, supply: "Supply", opened: ExitStack) -> Desk:
    """The same with simulated units."""
    from app.demo import open_demo  # noqa: PLC0415 - few stations have any

    demo = opened.enter_context(open_demo(settings, supply, rest=REST, rest_failed=REST_FAILED))

    def open_line(tell: Tell) -> Line:
        def tell_both(tray: int, event: TrayEvent) -> None:
            demo.belt.tell(tray, event)
            tell(tray, event)

        line = demo.station.open_line(tell_both)
        opened.enter_context(demo.belt)
        return line

    start_work(demo.station, opened)
    return lay_out(demo.station, open_line)


def start_work(station: Station, opened: ExitStack) -> None:
    """While the window is open: export and back up by the plan, print what is owed, tell the platform what is owed where it can be told."""
    opened.enter_context(station.rounds)
    opened.enter_context(station.press)
    if not station.platform.by_file:
        opened.enter_context(station.outbox)


class _Queue:
    """What is owed, as the window asks for it."""

    def __init__(self, station: Station) -> None:
        self._station, self._book, self._outbox = station, station.ledger.outbox, station.outbox

    def state(self) -> QueueState:
        """How the outbox is doing."""
        return self._outbox.state

    def count(self) -> Owed:
        """How much is owed."""
        return self._book.count()

    def list_debts(self) -> Sequence[Debt]:
        """The first few hundred."""
        return self._book.list_debts(limit=_SHOWN)

    def retry(self, debts: Collection[UUID]) -> None:
        """These, or everything, now; raises NotAllowed."""
        who = self._station.people.require_present(Right.RETRY_QUEUE) or self._station.settings.operator
        self._book.retry(debts or [debt.id for debt in self._book.list_debts(limit=_EVERYTHING)], who)
        self._outbox.resume()

    def light(self) -> Light:
        """The whole of it as one light."""
        state, owed = self.state(), self.count()
        if owed.dead:
            return Light("Queue", LightState.ATTENTION, f"Units that the platform refused: {owed.dead:,}. Look at the page Queue.")
        if state.breaker is not BreakerState.CLOSED and state.last is not None:
            return Light("Queue", LightState.ATTENTION, f"Units that are owed: {owed.owed:,}, and the platform fails: {state.last.message}")
        if owed.owed:
            waits = LightState.OK if state.running else LightState.ATTENTION
            return Light("Queue", waits, f"Units of which the platform is still to be told: {owed.owed:,}.")
        return Light("Queue", LightState.OK, "Nothing is owed to the platform.")


def lay_out(station: Station, open_line: Callable[[Tell], Line]) -> Desk:
    """All that the window knows of a station."""
    settings, office, queue, prints = station.settings, StationOffice(station), _Queue(station), StationPrints(station)
    speaker = StationSpeaker(RESOURCES / "sounds", settings.sounds)
    return Desk(
        station=settings.station,
        recipe_title=station.recipes[0].title if len(station.recipes) == 1 else "",
        shift=Shift(settings.operator),
        trays=settings.trays,
        open_line=open_line,
        scanner=station.scanner,
        history=station.ledger,
        read=functools.partial(read, rules=rules_of(station.recipes, settings.scanner)),
        style=style_of(settings.scanner),
        hearing=station.hearing,
        house=StationHouse(station),
        people=station.people,
        foreman=Foreman(station.orders, station.written, station.people, functools.partial(_rehearse, station.shelf.profiles)),
        lights=lambda: (
            _light(_hsm_name(settings), station.bench.authority.check, "It can sign."),
            _light("Platform", station.bench.registrar.check, "It answers."),
            prints.light(),
            queue.light(),
            *_unfinished(station),
            *_scanner(station),
            *_ending(office),
        ),
        places=(*_places(station), _sounds(speaker)),
        office=office,
        queue=queue,
        prints=prints,
        ahead=Ahead(station),
        archive=StationArchive(
            station.ledger,
            station.seal,
            settings.station,
            settings.audit.export_to or settings.home / "exports",
            settings.audit.backup_to or settings.home / "backups",
            lambda right: station.people.require_present(right) or settings.operator,
            settings.audit.anchor,
            settings.audit.backup_recipient,
        ),
        memory=memory_of(settings.home),
        idle_minutes=settings.idle_minutes,
        kiosk=settings.kiosk,
        offers_people=not settings.demo,
        theme=settings.theme.value,
        language=settings.language,
        speaker=speaker,
    )


def _rehearse(profiles: Profiles, recipe: Recipe, tell: Callable[[Event], None], stop: Stop) -> Record:
    from app.station.rehearsal import rehearse  # noqa: PLC0415 - the window does not wait for it

    return rehearse(profiles, recipe, tell, stop)


def _labels(station: Station) -> Iterator[Place]:
    wish = station.settings.printer
    where = wish.address or wish.queue or str(wish.path or "") or wish.kind.value
    yield Place("Label printer", where, "Where labels go after PASS.", "Labels")
    yield Place("Own label templates", str(station.settings.labels), "A template here takes the place of a shipped one.", "Labels")
    for template in station.templates:
        yield Place(template.title, f"{template.name} {template.version}", f"Digest {template.digest[:16]}…", "Labels")


def _sounds(speaker: StationSpeaker) -> Place:
    by = speaker.played_by
    return Place("Sounds", by or "-", "Played by this." if by else "This computer has no program that plays sounds.", "Program")


def _ending(office: StationOffice) -> Iterator[Light]:
    """A light only where something ends soon."""
    if words := office.ending():
        yield Light(CERTIFICATES, LightState.ATTENTION, words)


def _unfinished(station: Station) -> Iterator[Light]:
    """A light only where a planned export or backup failed; it is tried again."""
    for work, problem in station.rounds.problems.items():
        name = {Work.EXPORT: "Export", Work.BACKUP: "Backup"}[work]
        yield Light(name, LightState.ATTENTION, f"{problem.message} It is tried again every ten minutes. {problem.advice}")


def _scanner(station: Station) -> Iterator[Light]:
    """A light only where there is to be a scanner on a serial port."""
    if station.hearing.named:
        reason = station.hearing.reason
        yield Light("Scanner", LightState.DOWN if reason else LightState.OK, reason or "It is heard.")


def _hsm_name(settings: Settings) -> str:
    return CA_KEY if settings.authority and settings.authority.kind is AuthorityKind.KEY_FILE else HSM


def _light(name: str, check: Callable[[], None], well: str) -> Light:
    try:
        check()
    except SettingsError as error:
        return Light(name, LightState.OFF, f"{error.message} {error.advice}")
    except StationError as error:
        return Light(name, LightState.ATTENTION if error.retryable else LightState.DOWN, f"{error.message} {error.advice}")
    return Light(name, LightState.OK, well)


def _places(station: Station) -> Iterator[Place]:
    settings, chain = station.settings, station.bench.authority.chain
    yield Place("Home", str(settings.home), "Everything this station keeps.", "Files")
    yield Place("Settings", str(settings.home / "station.toml"), "Read when the program starts.", "Files")
    yield Place("Ledger", str(settings.ledger_file), "Every run, every certificate, and the audit chain.", "Files")
    yield Place("Log", str(settings.logs / "birthmark.log"), "For a diagnosis; holds no secrets.", "Files")
    yield Place("Own recipes", str(settings.recipes), "A recipe here takes the place of a shipped one of the same name.", "Files")
    yield Place("Shipped recipes", str(RESOURCES / "recipes"), "They come with the program.", "Files")
    for recipe in station.recipes:
        yield Place(recipe.title, f"{recipe.name} {recipe.version}", f"Digest {recipe.digest[:16]}…", "Recipes")
    for problem in station.recipe_problems:
        yield Place("Left out", problem.file, f"{problem.message} {problem.advice}", "Recipes")
    if chain:
        issuing, root = chain[0], chain[-1]
        until = f"Valid until {issuing.not_valid_after_utc:%Y-%m-%d}."
        yield Place("Issues certificates as", issuing.subject.rfc4514_string(), until, "Authority")
        yield Place("Signed by", root.subject.rfc4514_string(), f"Valid until {root.not_valid_after_utc:%Y-%m-%d}.", "Authority")
    if settings.authority:
        where = settings.authority.module or settings.authority.key_file
        yield Place(
            "CA key",
            str(where),
            "The key stays there; Birthmark never sees it." if settings.authority.module else "Encrypted.",
            "Authority",
        )
    yield from _labels(station)
    yield Place("Platform", station.platform.url, "Where devices are registered.", "Platform")
    for tray in range(1, settings.trays + 1):
        socket = settings.sockets.get(tray, "")
        yield Place(f"Tray {tray}", socket or "takes a socket as it comes", "", "Trays")
    yield Place("Version", f"{app.__version__}, Python {platform.python_version()}", "", "Program")
