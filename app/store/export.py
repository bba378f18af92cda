"""Runs as rows to be taken out of the ledger: which columns, what they mean, and a stream of them however many there are."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlmodel import Session

from app.core.run import Outcome
from app.store.columns import clean
from app.store.verify import Reading

Cell = str | int | float | None

_BATCH = 500
"""Runs fetched at once."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of an export."""

    name: str
    meaning: str
    sql: str


def _time(column: str) -> str:
    return f"replace({column}, ' ', 'T') || 'Z'"


def _uuid(column: str) -> str:
    parts = ((1, 8), (9, 4), (13, 4), (17, 4), (21, 12))
    return " || '-' || ".join(f"substr({column}, {start}, {length})" for start, length in parts)


COLUMNS = (
    Column("number", "Counts the runs of a station from 1, without a gap.", "r.sequence"),
    Column("station", "The station that made the run.", "r.station"),
    Column("run", "The run's own name (UUIDv7).", _uuid("r.id")),
    Column("begun", "When it began, UTC (RFC 3339).", _time("r.begun")),
    Column("ended", "When it ended, UTC; empty: it had not.", _time("r.ended")),
    Column(
        "outcome",
        "PASSED; FAILED: the unit is bad; ERROR: station, HSM or platform were bad; ABORTED: a person stopped it; empty: it had not ended.",
        "r.outcome",
    ),
    Column("seconds", "How long it took.", "r.seconds"),
    Column("identifier", "The unit's identifier, as in its certificate.", "r.identifier"),
    Column("serial", "The serial number that the device gave.", "r.serial"),
    Column("model", "The model that the device gave.", "r.model"),
    Column("revision", "The hardware revision that the device gave.", "r.revision"),
    Column("firmware", "The firmware's version that the device gave.", "r.firmware"),
    Column("chip", "The chip's own number that the device gave.", "r.chip"),
    Column("scan", "What was scanned from the label.", "r.scan"),
    Column("order", "The work order.", "r.work_order"),
    Column("operator", "Who was at the station.", "r.operator"),
    Column("tray", "The tray it was on.", "r.tray"),
    Column("product", "The recipe.", "r.recipe"),
    Column("product_version", "The recipe's version.", "r.recipe_version"),
    Column("product_digest", "SHA-256 of the recipe's content, hex.", "r.recipe_digest"),
    Column("certificate_sha256", "SHA-256 of the certificate it ended with, hex; empty: it had none.", "r.fingerprint"),
    Column("certificate_serial", "That certificate's serial number, hex.", "c.serial"),
    Column("certificate_ends", "When that certificate runs out, UTC.", _time("c.expires")),
    Column("platform_device", "The platform's name of the device (PRN).", "p.device"),
    Column("platform_certificate", "The platform's name of the certificate (PRN).", "p.certificate"),
    Column("failure_code", "What went wrong, as a stable code.", "r.failure_code"),
    Column("failure", "What went wrong, in words.", "r.failure_message"),
)
"""What an export tells of a run."""

_FROM = """FROM runs r
LEFT JOIN certificates c ON r.fingerprint <> '' AND c.station = r.station AND c.fingerprint = r.fingerprint
LEFT JOIN receipts p ON p.run = r.id"""


@dataclass(frozen=True, slots=True)
class Extent:
    """Which runs; what is empty or None does not narrow."""

    since: datetime | None = None
    """Begun at or after."""
    until: datetime | None = None
    """Begun before."""
    order: str = ""
    product: str = ""
    """The recipe's name."""
    outcome: Outcome | None = None
    operator: str = ""
    station: str = ""
    identifier: str = ""

    def words(self) -> dict[str, str]:
        """What narrows, by name; times in UTC."""
        told = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return {
            name: value.astimezone(UTC).isoformat() if isinstance(value, datetime) else str(value) for name, value in told.items() if value
        }


@dataclass(frozen=True, slots=True)
class Measure:
    """How many runs there are to take out, and from when to when they began."""

    count: int
    first: str
    """RFC 3339, UTC; empty where there is none."""
    last: str


class Reader:
    """Reads one state of the ledger, whatever is written meanwhile."""

    def __init__(self, session: Session, extent: Extent) -> None:
        connection = session.connection().connection.driver_connection
        if connection is None:
            raise RuntimeError("no connection")
        self._connection = connection
        self._where, self._values = _where(extent)

    def measure(self) -> Measure:
        """How much there is."""
        asked = f"SELECT count(*), min(r.begun), max(r.begun) FROM runs r {self._where}"  # noqa: S608 - our own words; values are bound
        count, first, last = self._connection.execute(asked, self._values).fetchone()
        return Measure(count, *(f"{at.replace(' ', 'T')}Z" if at else "" for at in (first, last)))

    def rows(self) -> Iterator[tuple[Cell, ...]]:
        """Every run as a tuple of COLUMNS, by station and number."""
        columns = ", ".join(column.sql for column in COLUMNS)
        for batch in self._stream(columns):
            yield from batch

    def objects(self) -> Iterator[list[str]]:
        """Every run as a JSON object with the COLUMNS' names, in batches; SQLite writes it, three times as fast as Python would."""
        pairs = ", ".join(f"'{column.name}', {column.sql}" for column in COLUMNS)
        for batch in self._stream(f"json_object({pairs})"):
            yield [str(line) for (line,) in batch]

    def arrays(self) -> Iterator[list[str]]:
        """As `objects`, without the names; what is unknown is an empty text."""
        cells = ", ".join(f"ifnull({column.sql}, '')" for column in COLUMNS)
        for batch in self._stream(f"json_array({cells})"):
            yield [str(line) for (line,) in batch]

    def _stream(self, what: str) -> Iterator[list[tuple[Cell, ...]]]:
        asked = f"SELECT {what} {_FROM} {self._where} ORDER BY r.station, r.sequence"
        cursor = self._connection.cursor()
        cursor.execute(asked, self._values)
        try:
            while batch := cursor.fetchmany(_BATCH):
                yield batch
        finally:
            cursor.close()


class Exports:
    """`Ledger.exports`: what is taken out of the ledger."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    @contextmanager
    def read(self, extent: Extent) -> Iterator[Reader]:
        """Read these runs; keep it short, for the journal grows meanwhile. Raises StoreError."""
        with self._reading() as session:
            yield Reader(session, extent)


def _where(extent: Extent) -> tuple[str, tuple[str, ...]]:
    wanted = (
        ("r.begun >= ?", _moment(extent.since)),
        ("r.begun < ?", _moment(extent.until)),
        ("r.work_order = ?", clean(extent.order)),
        ("r.recipe = ?", clean(extent.product)),
        ("r.outcome = ?", extent.outcome.value if extent.outcome else ""),
        ("r.operator = ?", clean(extent.operator)),
        ("r.station = ?", clean(extent.station)),
        ("r.identifier = ?", clean(extent.identifier)),
    )
    given = [(condition, value) for condition, value in wanted if value]
    return "WHERE " + " AND ".join(["1", *(condition for condition, _ in given)]), tuple(value for _, value in given)


def _moment(at: datetime | None) -> str:
    """As SQLite keeps it."""
    return at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f") if at else ""
