"""What somebody could do to a ledger's file, at random.

`python tests/store/corrupting.py RUNS TIMES` does it to a ledger with so many runs, `… HOME TIMES` to copies of a station's.
"""

import hashlib
import json
import random
import shutil
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from store_lab import STATION, unguarded, write_many

from app.core.errors import StoreError
from app.core.seal import Seal
from app.settings import load
from app.station import read_public
from app.store import Ledger, Trust

SEAL = Seal(Ed25519PrivateKey.generate())
TRUST = Trust(frozenset({SEAL.public}))
_TABLES = ("runs", "steps", "receipts", "certificates", "devices", "heads", "issuers")
_WORDS = {"runs": "operator", "steps": "step", "receipts": "device", "certificates": "identifier", "devices": "chip", "heads": "hash"}


def make(file: Path, runs: int) -> None:
    """A signed ledger; a few of its runs have certificates."""
    with Ledger.open(file, STATION, seal=SEAL) as ledger:
        write_many(ledger, min(runs, 10), chains=True)
        write_many(ledger, max(0, runs - 10))


def _one(file: Path, asked: str, *values: object) -> tuple:
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute(asked, values).fetchone()


def _entry(file: Path, chance: random.Random) -> int:
    return chance.randint(1, _one(file, "SELECT max(sequence) FROM entries")[0])


def _row(file: Path, table: str, chance: random.Random) -> int:
    return chance.randint(1, _one(file, f"SELECT max(sequence) FROM {table}")[0])  # noqa: S608 - our own names


def altered_character(file: Path, chance: random.Random) -> None:
    number = _entry(file, chance)
    (body,) = _one(file, "SELECT body FROM entries WHERE sequence = ?", number)
    place = chance.randrange(len(body))
    changed = body[:place] + chr(ord(body[place]) ^ 1) + body[place + 1 :]
    unguarded(file, ("UPDATE entries SET body = ? WHERE sequence = ?", (changed, number)))


def altered_with_its_hash(file: Path, chance: random.Random) -> None:
    number = _entry(file, chance)
    (body,) = _one(file, "SELECT body FROM entries WHERE sequence = ?", number)
    body = json.dumps(json.loads(body) | {"who": "somebody"}, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    digest = hashlib.sha256(body.encode()).hexdigest()
    unguarded(file, ("UPDATE entries SET body = ?, hash = ? WHERE sequence = ?", (body, digest, number)))


def deleted_entry(file: Path, chance: random.Random) -> None:
    unguarded(file, f"DELETE FROM entries WHERE sequence = {_entry(file, chance)}")  # noqa: S608 - a number


def deleted_and_closed_up(file: Path, chance: random.Random) -> None:
    number = _entry(file, chance)
    unguarded(
        file,
        f"DELETE FROM entries WHERE sequence = {number}",  # noqa: S608
        f"UPDATE entries SET sequence = -(sequence - 1) WHERE sequence > {number}",  # noqa: S608
        "UPDATE entries SET sequence = -sequence WHERE sequence < 0",
    )


def swapped_entries(file: Path, chance: random.Random) -> None:
    last = _one(file, "SELECT max(sequence) FROM entries")[0]
    one, other = chance.sample(range(1, last + 1), 2)
    unguarded(
        file,
        f"UPDATE entries SET sequence = -1 WHERE sequence = {one}",  # noqa: S608
        f"UPDATE entries SET sequence = {one} WHERE sequence = {other}",  # noqa: S608
        f"UPDATE entries SET sequence = {other} WHERE sequence = -1",  # noqa: S608
    )


def inserted_entry(file: Path, chance: random.Random) -> None:
    number = _entry(file, chance)
    unguarded(
        file,
        f"UPDATE entries SET sequence = -(sequence + 1) WHERE sequence >= {number}",  # noqa: S608
        "UPDATE entries SET sequence = -sequence WHERE sequence < 0",
        "INSERT INTO entries (id, station, sequence, at, kind, run, body, hash) "  # noqa: S608
        f"SELECT '{'f' * 32}', station, {number}, at, kind, run, body, hash FROM entries WHERE sequence = {number + 1}",
    )


def cut_off(file: Path, chance: random.Random) -> None:
    """The end is gone, with all rows that would tell of it."""
    number = _entry(file, chance) - 1
    later = f"SELECT run FROM entries WHERE sequence > {number}"  # noqa: S608
    unguarded(
        file,
        *(f"DELETE FROM {table} WHERE run IN ({later})" for table in ("steps", "receipts", "certificates")),  # noqa: S608
        f"DELETE FROM devices WHERE passed_run IN ({later})",  # noqa: S608
        f"DELETE FROM runs WHERE id IN ({later})",  # noqa: S608
        f"DELETE FROM heads WHERE entry > {number}",  # noqa: S608
        f"DELETE FROM entries WHERE sequence > {number}",  # noqa: S608
    )


def altered_row(file: Path, chance: random.Random) -> None:
    table = chance.choice(sorted(_WORDS))
    number = _row(file, table, chance)
    unguarded(file, f"UPDATE {table} SET {_WORDS[table]} = 'x' WHERE sequence = {number}")  # noqa: S608


def deleted_row(file: Path, chance: random.Random) -> None:
    table = chance.choice(("runs", "steps", "receipts", "certificates"))
    unguarded(file, f"DELETE FROM {table} WHERE sequence = {_row(file, table, chance)}")  # noqa: S608


def wrong_signature(file: Path, chance: random.Random) -> None:
    number = _row(file, "heads", chance)
    (signature,) = _one(file, "SELECT signature FROM heads WHERE sequence = ?", number)
    place = chance.randrange(len(signature))
    changed = signature[:place] + ("0" if signature[place] != "0" else "1") + signature[place + 1 :]
    unguarded(file, ("UPDATE heads SET signature = ? WHERE sequence = ?", (changed, number)))


def cut_file(file: Path, chance: random.Random) -> None:
    size = file.stat().st_size
    with file.open("r+b") as opened:
        opened.truncate(chance.randrange(1, size))


def flipped_bit_of_an_entry(file: Path, chance: random.Random) -> None:
    content = bytearray(file.read_bytes())
    words = (b'"kind":"run.', b'"previous":"', b'"station":"')
    places = []
    start = content.find(chance.choice(words), chance.randrange(len(content)))
    places.append(start if start >= 0 else content.find(words[0]))
    content[places[0] + chance.randrange(8)] ^= 1 << chance.randrange(7)
    file.write_bytes(bytes(content))


HARM = (
    altered_character,
    altered_with_its_hash,
    deleted_entry,
    deleted_and_closed_up,
    swapped_entries,
    inserted_entry,
    cut_off,
    altered_row,
    deleted_row,
    wrong_signature,
    cut_file,
    flipped_bit_of_an_entry,
)


def found(file: Path, station: str = STATION, trust: Trust = TRUST) -> str:
    """The code and the words of what is wrong with it; empty: nothing was found."""
    try:
        with Ledger.open(file, station, read_only=True) as ledger:
            ledger.audit.verify(trust)
    except StoreError as error:
        return f"{error.code}: {error.message}"
    return ""


def corrupted(whole: Path, copy: Path, seed: int, station: str = STATION, trust: Trust = TRUST) -> tuple[str, str]:
    """Which harm was done to a copy, and what was found."""
    chance = random.Random(seed)
    for ending in ("", ".head"):
        shutil.copy(whole.with_name(f"{whole.name}{ending}"), copy.with_name(f"{copy.name}{ending}"))
    harm = HARM[seed % len(HARM)]
    harm(copy, chance)
    return harm.__name__, found(copy, station, trust)


def main() -> int:
    """A ledger of so many runs, or the one in a home, so many times."""
    times = int(sys.argv[2])
    with tempfile.TemporaryDirectory() as folder:
        whole, station, trust = Path(folder) / "whole.sqlite", STATION, TRUST
        if sys.argv[1].isdecimal():
            make(whole, int(sys.argv[1]))
        else:
            settings = load(Path(sys.argv[1]))
            whole, station = settings.ledger_file, settings.station
            trust = Trust(frozenset({read_public(settings) or b""}))
        began = time.monotonic()
        assert found(whole, station, trust) == ""
        took = time.monotonic() - began
        done, missed = Counter[str](), []
        for seed in range(times):
            name, words = corrupted(whole, Path(folder) / "copy.sqlite", seed, station, trust)
            print(seed, name, words, flush=True)  # noqa: T201
            done[name] += bool(words)
            if not words:
                missed.append((seed, name))
    print(f"{sys.argv[1]} verifies in {took:.1f} s; found {sum(done.values())} of {times}: {dict(done)}; missed {missed}")  # noqa: T201
    return bool(missed)


if __name__ == "__main__":
    sys.exit(main())
