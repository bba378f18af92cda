"""A big ledger, made quickly: rows as the ledger itself would write them, put past SQLAlchemy; a million runs take about two minutes.

The chain is whole and every run has its certificate's and its receipt's row. What is left out: steps, and entries for certificates; so the
walk along the chain, exports and the history can be measured on it, and not what compares every row with its entry.
"""

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from app.store import Ledger

STATION = "LINE-2-A"
BEGAN = datetime(2025, 1, 6, 6, 0, tzinfo=UTC)
_BATCH = 20_000
_PORT = '{"kind": "serial", "address": "/dev/ttyUSB0", "socket": "1-4.2", "serial": "FT1"}'
_DIGEST = "ab" * 32


def serial_of(number: int) -> str:
    """The serial number of a run's unit."""
    return f"SN-{number:08}"


def make(file: Path, runs: int) -> None:
    """A ledger with so many runs, one every ten seconds, one in fifty FAILED."""
    Ledger.open(file, STATION).close()
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=MEMORY")
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute("PRAGMA cache_size=-262144")
        # The triggers ask of every row whether it is new, and the indexes are quicker made at once; both come back as they were.
        found = "SELECT type, name, sql FROM sqlite_schema WHERE type = 'trigger' OR (type = 'index' AND sql IS NOT NULL)"
        ruled = connection.execute(found).fetchall()
        for kind, name, _ in ruled:
            connection.execute(f"DROP {kind} {name}")
        connection.execute("BEGIN")
        head = "0" * 64
        for first in range(1, runs + 1, _BATCH):
            numbers = range(first, min(first + _BATCH, runs + 1))
            _insert(connection, "runs", (_run(number) for number in numbers))
            _insert(connection, "certificates", (_certificate(number) for number in numbers))
            _insert(connection, "receipts", (_receipt(number) for number in numbers))
            rows = []
            for number in numbers:
                for entry in _entries(number, head):
                    rows.append(entry)
                    head = entry["hash"]
            _insert(connection, "entries", rows)
        connection.execute("COMMIT")
        for _, _, sql in ruled:
            connection.execute(sql)
        connection.execute("PRAGMA journal_mode=WAL")


def _insert(connection: sqlite3.Connection, table: str, rows) -> None:
    rows = iter(rows)
    first = next(rows)
    names = ", ".join(first)
    marks = ", ".join(f":{name}" for name in first)
    connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", first)  # noqa: S608 - our own names
    connection.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)  # noqa: S608


def _id(table: int, number: int) -> str:
    return f"0190{number:08x}7{table:03x}8{number:015x}"


def _sha(number: int) -> str:
    return hashlib.sha256(number.to_bytes(8, "big")).hexdigest()


def _at(number: int, seconds: int = 0) -> str:
    return (BEGAN + timedelta(seconds=10 * number + seconds)).strftime("%Y-%m-%d %H:%M:%S.%f")


def _run(number: int) -> dict[str, object]:
    failed = number % 50 == 0
    serial = serial_of(number)
    return {
        "id": _id(1, number),
        "station": STATION,
        "sequence": number,
        "tray": number % 4 + 1,
        "operator": f"OP-{number // 3000 % 20:02}",
        "work_order": f"WO-{number // 400:06}",
        "recipe": "gateway",
        "recipe_version": "3",
        "recipe_digest": _DIGEST,
        "port": _PORT,
        "path": '["identify", "issue", "register"]',
        "begun": _at(number),
        "scan": serial,
        "ended": _at(number, 7),
        "outcome": "FAILED" if failed else "PASSED",
        "seconds": 7.25,
        "identifier": f"EI-{serial}",
        "model": "Gateway",
        "serial": serial,
        "revision": "C",
        "firmware": "1.4.2",
        "chip": f"chip-{serial}",
        "fingerprint": _sha(number),
        "failure_code": "DEV-TIMEOUT" if failed else None,
        "failure_message": "No answer within the deadline." if failed else None,
        "failure_advice": "Start over." if failed else None,
        "failure_outcome": "FAILED" if failed else None,
        "failure_retryable": 1 if failed else None,
    }


def _certificate(number: int) -> dict[str, object]:
    return {
        "id": _id(2, number),
        "station": STATION,
        "sequence": number,
        "at": _at(number, 2),
        "run": _id(1, number),
        "identifier": f"EI-{serial_of(number)}",
        "key": _sha(-1 - number & 0xFFFFFFFF),
        "recipe_digest": _DIGEST,
        "generation": 0,
        "serial": _sha(number)[:38],
        "fingerprint": _sha(number),
        "expires": "2035-01-06 06:00:00.000000",
        "der": bytes(200),
        "issuers": "[]",
        "issued": 1,
    }


def _receipt(number: int) -> dict[str, object]:
    return {
        "id": _id(3, number),
        "station": STATION,
        "sequence": number,
        "run": _id(1, number),
        "state": "registered",
        "device": f"prn:1:{number:08}:device",
        "certificate": f"prn:1:{number:08}:device_certificate",
        "requests": '["req-1"]',
        "created": 1,
    }


def _entries(number: int, head: str) -> Iterator[dict[str, object]]:
    """Canonical by hand: names in order, nothing that JSON would write in another way."""
    run = _id(1, number)
    name = f"{run[:8]}-{run[8:12]}-{run[12:16]}-{run[16:20]}-{run[20:]}"
    serial = serial_of(number)
    begun = (
        f'"order":"WO-{number // 400:06}","port":"/dev/ttyUSB0","recipe":"gateway","recipe_digest":"{_DIGEST}","recipe_version":"3",'
        f'"scan":"{serial}","socket":"1-4.2","tray":"{number % 4 + 1}"'
    )
    ended = (
        f'"certificate":"{_sha(number)}","code":"","identifier":"EI-{serial}","outcome":"PASSED","platform_certificate":'
        f'"prn:1:{number:08}:device_certificate","platform_device":"prn:1:{number:08}:device","record":"{_DIGEST}","why":""'
    )
    for place, (kind, facts) in enumerate((("run.begun", begun), ("run.ended", ended))):
        sequence = 2 * number - 1 + place
        at = _at(number, 7 * place)
        body = (
            f'{{"at":"{at.replace(" ", "T")}Z","facts":{{{facts}}},"kind":"{kind}","previous":"{head}","run":"{name}",'
            f'"sequence":{sequence},"station":"{STATION}","version":"1","who":"OP-{number // 3000 % 20:02}"}}'
        )
        head = hashlib.sha256(body.encode()).hexdigest()
        yield {
            "id": _id(4 + place, number),
            "station": STATION,
            "sequence": sequence,
            "at": at,
            "kind": kind,
            "run": run,
            "body": body,
            "hash": head,
        }
