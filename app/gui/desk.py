"""What the window is given: all it knows of a station, and nothing concrete."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

from app.barcodes import Meaning
from app.barcodes.wedge import Style
from app.core.outbox import Debt, Owed, QueueState
from app.core.run import Record
from app.core.waiting import Stop
from app.devices import Scanner
from app.gui.archive import Archive
from app.gui.house import House
from app.gui.office import Office
from app.gui.prints import Prints
from app.gui.speaker import Silent, Speaker
from app.provisioning.foreman import Foreman
from app.provisioning.line import Line, Tell
from app.provisioning.people import People
from app.provisioning.shift import Shift
from app.store import Cursor, Entry, Left, Placed, RunQuery, RunRow, Tally, Unit

if TYPE_CHECKING:  # a start does not wait for it
    from app.core.bulk import BulkProgress, BulkResult, BulkWish


class History(Protocol):
    """What the window reads of the ledger, off its own thread; every call may raise StoreError."""

    def list_runs(self, query: RunQuery, after: Cursor | None = None, limit: int = 100, skip: int = 0) -> Sequence[RunRow]:
        """The first runs that fit, or those that come `skip` runs after the place `after`, in the query's order."""

    def count_runs(self, query: RunQuery) -> int:
        """How many runs fit."""

    def get_run(self, run: UUID) -> Record:
        """One run with all its steps."""

    def find_place(self, run: UUID) -> Placed | Left | None:
        """Where in the audit chain it stands, or in which archive what was said of it is."""

    def tell_story(self, name: str) -> Sequence[Entry]:
        """What happened to the unit with this identifier or serial number: the oldest first."""

    def find_unit(self, identifier: str) -> Unit | None:
        """What is known of a unit, or None."""

    def tally(self, since: datetime) -> Tally:
        """What came of the runs since then."""


CERTIFICATES = "Certificates"
"""The light that is there only while some end soon."""
HSM, CA_KEY = "HSM", "CA key"
"""The light that tells whether certificates can be signed: with a key in a token, or in a file."""


class Queue(Protocol):
    """What is owed to the platform; asked off the GUI thread, every call but `state` may raise StoreError."""

    def state(self) -> QueueState:
        """How the outbox is doing; answers at once."""

    def count(self) -> Owed:
        """How much is owed."""

    def list_debts(self) -> Sequence[Debt]:
        """What is owed, dead letters first, then the oldest first; the first few hundred."""

    def retry(self, debts: Collection[UUID]) -> None:
        """Have these tried now, dead letters too; all that there is where none is named."""


class LightState(StrEnum):
    """How a part of the station is."""

    OK = "ok"
    ATTENTION = "attention"
    """It works, but somebody should look."""
    DOWN = "down"
    OFF = "off"
    """It is not used here."""


@dataclass(frozen=True, slots=True)
class Light:
    """One part of the station and how it is now."""

    name: str
    state: LightState
    sentence: str
    """What is the matter, or that all is well; whole sentences, with the advice."""


class Hearing(Protocol):
    """A barcode scanner on a serial port, if there is one."""

    def open(self, hear: Callable[[str], None], away: Callable[[str | None], None]) -> None:
        """Listen; both are called on another thread, `away` with why nothing is heard and with None once it is."""

    def close(self) -> None:
        """Listen no longer; off the GUI thread."""


class Ahead(Protocol):
    """Makes keys and certificates ahead of their devices; called off the GUI's thread."""

    def list_recipes(self) -> Sequence[tuple[str, str]]:
        """Name and title of every recipe."""

    def make(self, wish: "BulkWish", tell: "Callable[[BulkProgress], None]", stop: Stop) -> "BulkResult":
        """The whole job; raises StationError, and Cancelled where `stop` is set."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something of the station is."""

    title: str
    value: str
    """A path, an address, a name; may be copied by the user."""
    explanation: str = ""
    group: str = ""
    """The heading it stands under; empty: the first one."""


@dataclass(frozen=True, slots=True)
class Desk:
    """One station as the window sees it."""

    station: str
    recipe_title: str
    """What is being made."""
    shift: Shift
    trays: int
    """1 to 32."""
    open_line: Callable[[Tell], Line]
    """Opens the trays; called once, by the window, which also closes the line."""
    scanner: Scanner
    history: History
    read: Callable[[str], Meaning]
    """What a scan means here; raises ScanError."""
    style: Style
    """How the scanner types."""
    hearing: Hearing
    people: People
    """Who may work here."""
    foreman: Foreman
    """Work orders and recipes."""
    house: House
    """The station's settings, and what may be changed of them."""
    lights: Callable[[], tuple[Light, ...]]
    """Looks how the parts of the station are; called off the GUI thread every few seconds, may block within its deadlines."""
    places: tuple[Place, ...]
    office: Office
    """The authorities, and what may be done about them."""
    ahead: Ahead
    archive: Archive
    """The audit chain: reading, proving, exporting."""
    memory: Path
    """An INI file in the station's home in which the window keeps its theme and its size."""
    prints: Prints
    """The labels of units, and what they go to."""
    queue: Queue | None = None
    """None: nothing is ever owed here."""
    idle_minutes: float = 0
    """After so long without a touch whoever works here must show badge and PIN again; 0: never."""
    kiosk: bool = False
    """Whether the window takes the whole screen and only somebody who may leaves it."""
    offers_people: bool = False
    """Whether a station that has admitted nobody offers to admit its first administrator."""
    theme: str = "auto"
    """`auto`, `light`, `dark` or `contrast`, unless `memory` says otherwise."""
    speaker: Speaker = field(default_factory=Silent)
    language: str = "en"
    """`en`, `de`, or `auto`: as the desktop's."""
