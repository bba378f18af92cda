"""A big ledger, made quickly: rows as the ledger itself would write them, put past SQLAlchemy; a million runs take about two minutes.

The chain is whole and every run has its certificate's and its receipt's row. A `whole` ledger also has the runs' steps and an entry for
every certificate, so that what compares rows with their entries can be shown on it; else only the walk along the chain, exports, and the
history.
"""

import functools
import hashlib
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from app.store import Ledger
from app.store.entries import canonical

STATION = "LINE-2-A"
BEGAN = datetime(2025, 1, 6, 6, 0, tzinfo=UTC)
_BATCH = 5_000
_PORT = '{"kind": "serial", "address": "/dev/ttyUSB0", "socket": "1-4.2", "serial": "FT1"}'
_DIGEST = "ab" * 32
_PATH = ("identify", "issue", "register")


def serial_of(number: int) -> str:
    """The serial number of a run's unit."""
    return f"SN-{number:08}"


def make(file: Path, runs: int, *, whole: bool = False) -> None:
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
        head, count = "0" * 64, 0
        for first in range(1, runs + 1, _BATCH):
            numbers = range(first, min(first + _BATCH, runs + 1))
            _insert(connection, "runs", (_run(number) for number in numbers))
            _insert(connection, "certificates", (_certificate(number) for number in numbers))
            _insert(connection, "receipts", (_receipt(number) for number in numbers))
            if whole:
                _insert(connection, "steps", (step for number in numbers for step in _steps(number)))
            rows = []
            for number in numbers:
                for told in _entries(number, whole=whole):
                    count += 1
                    rows.append(_entry(count, number, told, head))
                    head = rows[-1]["hash"]
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


def fingerprint_of(number: int) -> str:
    """Of the certificate of a run."""
    return hashlib.sha256(_der(number)).hexdigest()


def _der(number: int) -> bytes:
    """As long as a certificate, and another for every run; nobody reads it."""
    return number.to_bytes(8, "big") * 80


def _key(number: int) -> str:
    return hashlib.sha256(f"key {number}".encode()).hexdigest()


def _at(number: int, seconds: int = 0) -> str:
    return (BEGAN + timedelta(seconds=10 * number + seconds)).strftime("%Y-%m-%d %H:%M:%S.%f")


@functools.lru_cache(maxsize=8)
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
        "path": json.dumps(_PATH),
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
        "fingerprint": fingerprint_of(number),
        "failure_code": "DEV-TIMEOUT" if failed else None,
        "failure_message": "No answer within the deadline." if failed else None,
        "failure_advice": "Start over." if failed else None,
        "failure_outcome": "FAILED" if failed else None,
        "failure_retryable": 1 if failed else None,
    }


@functools.lru_cache(maxsize=8)
def _certificate(number: int) -> dict[str, object]:
    return {
        "id": _id(2, number),
        "station": STATION,
        "sequence": number,
        "at": _at(number, 2),
        "run": _id(1, number),
        "identifier": f"EI-{serial_of(number)}",
        "key": _key(number),
        "recipe_digest": _DIGEST,
        "generation": 0,
        "serial": fingerprint_of(number)[:38],
        "fingerprint": fingerprint_of(number),
        "expires": "2035-01-06 06:00:00.000000",
        "der": _der(number),
        "issuers": "[]",
        "issued": 1,
    }


@functools.lru_cache(maxsize=8)
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


def _steps(number: int) -> Iterator[dict[str, object]]:
    serial, failed = serial_of(number), number % 50 == 0
    facts = (
        {"model": "Gateway", "serial": serial},
        {"fingerprint": fingerprint_of(number), "profile": "peridio-device", "reused": "no"},
        {"state": "registered", "created": "yes", "request": f"req-{number:08}"},
    )
    for place, (step, told) in enumerate(zip(_PATH, facts, strict=True)):
        wrong = failed and step == _PATH[-1]
        yield {
            "id": _id(6 + place, number),
            "station": STATION,
            "sequence": len(_PATH) * (number - 1) + place + 1,
            "run": _id(1, number),
            "step": step,
            "at": _at(number, 2 * place),
            "seconds": 1.75,
            "facts": json.dumps(told),
            "failure_code": "DEV-TIMEOUT" if wrong else None,
            "failure_message": "No answer within the deadline." if wrong else None,
            "failure_advice": "Start over." if wrong else None,
            "failure_outcome": "FAILED" if wrong else None,
            "failure_retryable": 1 if wrong else None,
        }


def _record(number: int) -> str:
    """What the entry of a run's end vouches for; `json` writes these words and numbers as RFC 8785 wants them."""
    run, steps, receipt = _run(number), _steps(number), _receipt(number)
    told = {"run": _told(run), "steps": [_told(step) for step in steps], "receipt": _told(receipt)}
    return hashlib.sha256(json.dumps(told, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def _told(row: dict[str, object]) -> dict[str, object]:
    """A row as the ledger reads it."""
    read = {
        **dict.fromkeys(("id", "run"), lambda text: str(UUID(text))),
        **dict.fromkeys(("begun", "ended", "at"), _moment),
        **dict.fromkeys(("port", "path", "requests", "facts"), json.loads),
        **dict.fromkeys(("failure_retryable", "created"), bool),
    }
    return {name: read[name](value) if name in read and value is not None else value for name, value in row.items()}


def _moment(text: str) -> str:
    return f"{text.replace(' ', 'T')}Z"


def _entries(number: int, *, whole: bool) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Time, kind and facts of each of a run's."""
    run, receipt, certificate = _run(number), _receipt(number), _certificate(number)
    port, recipe = json.loads(_PORT), {name: run[name] for name in ("recipe", "recipe_version", "recipe_digest")}
    where = {"port": port["address"], "socket": port["socket"], "tray": str(run["tray"])}
    yield run["begun"], "run.begun", {"order": run["work_order"], "scan": run["scan"], **recipe, **where}
    if whole:
        same = {name: certificate[name] for name in ("fingerprint", "identifier", "key", "recipe_digest", "serial")}
        yield certificate["at"], "certificate.issued", {**same, "not_after": _moment(certificate["expires"]), "issuers": ""}
    names = {"certificate": run["fingerprint"], "platform_certificate": receipt["certificate"], "platform_device": receipt["device"]}
    why = {"outcome": run["outcome"], "code": run["failure_code"] or "", "why": run["failure_message"] or ""}
    yield run["ended"], "run.ended", {"identifier": run["identifier"], "record": _record(number) if whole else _DIGEST, **names, **why}


def _entry(sequence: int, number: int, told: tuple[str, str, dict[str, str]], head: str) -> dict[str, object]:
    at, kind, facts = told
    body = canonical(
        {
            "at": _moment(at),
            "facts": facts,
            "kind": kind,
            "previous": head,
            "run": str(UUID(_id(1, number))),
            "sequence": sequence,
            "station": STATION,
            "version": "1",
            "who": _run(number)["operator"],
        }
    )
    digest = hashlib.sha256(body.encode()).hexdigest()
    return {
        "id": _id(4, sequence),
        "station": STATION,
        "sequence": sequence,
        "at": at,
        "kind": kind,
        "run": _id(1, number),
        "body": body,
        "hash": digest,
    }
