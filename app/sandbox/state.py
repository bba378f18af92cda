"""What the sandbox platform knows: its SQLite file, seen as tables of rows with a PRN each."""

import base64
import binascii
import json
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from app.sandbox.search import Clause

Row = dict[str, Any]

_COMMON = "seq INTEGER PRIMARY KEY AUTOINCREMENT, prn TEXT NOT NULL UNIQUE, inserted_at TEXT NOT NULL, updated_at TEXT NOT NULL"

_TABLES = {
    "product": "name TEXT NOT NULL UNIQUE, archived INTEGER NOT NULL DEFAULT 0",
    "device": """identifier TEXT NOT NULL UNIQUE, product_prn TEXT NOT NULL REFERENCES product(prn), cohort_prn TEXT, description TEXT,
        quarantined INTEGER NOT NULL DEFAULT 0, tags TEXT, target TEXT, last_connected_at TEXT""",
    "device_certificate": """device_prn TEXT NOT NULL REFERENCES device(prn) ON DELETE CASCADE, product_prn TEXT NOT NULL,
        serial TEXT NOT NULL UNIQUE, common_name TEXT NOT NULL, fingerprint TEXT NOT NULL UNIQUE, der BLOB NOT NULL,
        not_before TEXT NOT NULL, not_after TEXT NOT NULL""",
    "ca_certificate": """serial TEXT NOT NULL UNIQUE, common_name TEXT NOT NULL, fingerprint TEXT NOT NULL UNIQUE, der BLOB NOT NULL,
        not_before TEXT NOT NULL, not_after TEXT NOT NULL, description TEXT, jitp TEXT""",
    "verification_code": "code TEXT NOT NULL UNIQUE, used INTEGER NOT NULL DEFAULT 0",
    "event": "type TEXT NOT NULL, subtype TEXT NOT NULL, actor_prn TEXT, resource_prn TEXT, body TEXT NOT NULL",
}
_FLAGS = frozenset({"archived", "quarantined", "used"})
_DOCUMENTS = frozenset({"tags", "jitp", "body"})

_CONDITIONS = {":": "{} = ?", "~": "instr({}, ?) > 0", "<": "{} < ?", "<=": "{} <= ?", ">": "{} > ?", ">=": "{} >= ?"}

ORGANIZATION = "sandbox"
"""The name of the one organization that the sandbox has."""

PRODUCT = "sandbox"
"""The name of the product that is there from the first start."""


class AlreadyThere(Exception):
    """Another row has this value; `column` names which."""

    def __init__(self, column: str) -> None:
        super().__init__(column)
        self.column = column


class BadCursor(ValueError):
    """Not a cursor that a page gave."""


def now() -> str:
    """This moment as the platform writes it."""
    return stamp(datetime.now(UTC))


def stamp(moment: datetime) -> str:
    """A moment as the platform writes it: UTC, whole seconds."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class State:
    """The tables; every use is inside `transaction`, one thread at a time."""

    def __init__(self, file: Path) -> None:
        """Open or make the file; raises sqlite3.Error."""
        self._lock = threading.RLock()
        self._db = sqlite3.connect(file, check_same_thread=False, isolation_level=None)
        self._db.row_factory = sqlite3.Row
        try:
            self._prepare()
        except BaseException:
            self._db.close()
            raise

    def _prepare(self) -> None:
        for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON", "busy_timeout = 2000"):
            self._db.execute(f"PRAGMA {pragma}")
        with self.transaction():
            for table, columns in _TABLES.items():
                self._db.execute(f"CREATE TABLE IF NOT EXISTS {table} ({_COMMON}, {columns})")
            self._db.execute("CREATE TABLE IF NOT EXISTS organization (id TEXT NOT NULL)")
            self._organization = self._first_organization()
            product = self.find("product", name=PRODUCT) or self.insert("product", name=PRODUCT)
        self.product_prn = str(product["prn"])

    def _first_organization(self) -> str:
        found = self._db.execute("SELECT id FROM organization").fetchone()
        if found is not None:
            return str(found["id"])
        name = str(uuid4())
        self._db.execute("INSERT INTO organization VALUES (?)", (name,))
        return name

    def close(self) -> None:
        """Let the file go."""
        with self._lock:
            self._db.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing, and nobody else meanwhile."""
        with self._lock:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    def insert(self, table: str, **columns: Any) -> Row:
        """A new row; raises AlreadyThere."""
        moment = now()
        row = {"prn": f"prn:1:{self._organization}:{table}:{uuid4()}", "inserted_at": moment, "updated_at": moment, **columns}
        names, marks = ", ".join(row), ", ".join("?" * len(row))
        self._change(f"INSERT INTO {table} ({names}) VALUES ({marks})", [_stored(value) for value in row.values()])  # noqa: S608  # our own names
        return self._get(table, row["prn"])

    def update(self, table: str, prn: str, **columns: Any) -> Row:
        """The row, changed; raises AlreadyThere."""
        row = {"updated_at": now(), **columns}
        names = ", ".join(f"{name} = ?" for name in row)
        self._change(f"UPDATE {table} SET {names} WHERE prn = ?", [*(_stored(value) for value in row.values()), prn])  # noqa: S608  # our own names
        return self._get(table, prn)

    def delete(self, table: str, prn: str) -> None:
        """The row is gone, with what hangs on it."""
        self._db.execute(f"DELETE FROM {table} WHERE prn = ?", (prn,))  # noqa: S608  # our own names

    def find(self, table: str, **columns: Any) -> Row | None:
        """The first row with these values."""
        conditions = " AND ".join(f"{name} = ?" for name in columns)
        found = self._db.execute(f"SELECT * FROM {table} WHERE {conditions} ORDER BY seq", list(columns.values())).fetchone()  # noqa: S608  # our own names
        return None if found is None else _row(found)

    def count(self, table: str) -> int:
        """How many rows there are."""
        return int(self._db.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608  # our own names

    def list_(self, table: str) -> list[Row]:
        """Every row, oldest first."""
        return [_row(found) for found in self._db.execute(f"SELECT * FROM {table} ORDER BY seq")]  # noqa: S608  # our own names

    def page(self, table: str, clauses: Sequence[Clause], limit: int, cursor: str, *, newest_first: bool) -> tuple[list[Row], str]:
        """Up to `limit` rows that fulfil every clause, and the cursor of the next page (empty: no more); raises BadCursor."""
        conditions = [_CONDITIONS[clause.operator].format(clause.key) for clause in clauses]
        values: list[Any] = [_stored(clause.value) for clause in clauses]
        if cursor:
            conditions.append("seq < ?" if newest_first else "seq > ?")
            values.append(_position(cursor))
        where = " AND ".join(conditions) or "1"
        direction = "DESC" if newest_first else "ASC"
        query = f"SELECT * FROM {table} WHERE {where} ORDER BY seq {direction} LIMIT ?"  # noqa: S608  # our own names
        found = self._db.execute(query, [*values, limit + 1]).fetchall()
        following = _cursor(found[limit - 1]["seq"]) if len(found) > limit else ""
        return [_row(row) for row in found[:limit]], following

    def _get(self, table: str, prn: str) -> Row:
        found = self.find(table, prn=prn)
        if found is None:
            raise LookupError(prn)
        return found

    def _change(self, statement: str, values: list[Any]) -> None:
        try:
            self._db.execute(statement, values)
        except sqlite3.IntegrityError as error:  # "UNIQUE constraint failed: device.identifier"
            raise AlreadyThere(str(error).rpartition(".")[2]) from error


def _stored(value: Any) -> Any:
    return json.dumps(value) if isinstance(value, (list, dict)) else value


def _row(found: sqlite3.Row) -> Row:
    row = dict(found)
    for name in _FLAGS & row.keys():
        row[name] = bool(row[name])
    for name in _DOCUMENTS & row.keys():
        row[name] = None if row[name] is None else json.loads(row[name])
    return row


def _cursor(seq: int) -> str:
    return base64.urlsafe_b64encode(str(seq).encode()).decode()


def _position(cursor: str) -> int:
    try:
        return int(base64.urlsafe_b64decode(cursor.encode("ascii")))
    except (ValueError, binascii.Error) as error:
        raise BadCursor(cursor) from error
