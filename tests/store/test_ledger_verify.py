"""Whatever is done to the file past its triggers, verify names the first wrong entry and how it is wrong."""

import hashlib
import json
import random
import sqlite3
from contextlib import closing

import pytest
from store_lab import STATION, record_of, start_of, unguarded, write_many

from app.core.errors import ChainBroken, StoreError
from app.store import Ledger, verify, vouched
from app.store.tables import CERTIFICATES
from tests.bench import big

LAST = 15
"""Entries of five runs with certificates: begun, issued, ended."""


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """A ledger at rest, to be copied."""
    file = tmp_path_factory.mktemp("whole") / "ledger.sqlite"
    with Ledger.open(file, STATION) as ledger:
        write_many(ledger, 5, chains=True)
        assert ledger.verify().entries == LAST
    return file


@pytest.fixture
def copy(whole, file):
    file.write_bytes(whole.read_bytes())
    return file


def forged(file, number: int, **changes):
    """The body and hash of an entry with something changed, and everything else right."""
    with closing(sqlite3.connect(file)) as connection:
        (body,) = connection.execute("SELECT body FROM entries WHERE sequence = ?", (number,)).fetchone()
    told = json.loads(body) | changes
    body = json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return body, hashlib.sha256(body.encode()).hexdigest()


def shift(start: int, by: int) -> tuple[str, ...]:
    """Number the entries from `start` on anew; through negative numbers, for numbers are unique."""
    return (
        f"UPDATE entries SET sequence = -(sequence + {by}) WHERE sequence >= {start}",  # noqa: S608 - numbers
        "UPDATE entries SET sequence = -sequence WHERE sequence < 0",
    )


def insert(number: int, body: str, digest: str, like: int):
    """An entry with the columns of another one."""
    columns = f"SELECT ?, station, ?, at, kind, run, ?, ? FROM entries WHERE sequence = {like}"  # noqa: S608 - a number
    return f"INSERT INTO entries (id, station, sequence, at, kind, run, body, hash) {columns}", ("f" * 32, number, body, digest)


SWAP = (
    "UPDATE entries SET sequence = -5 WHERE sequence = 5",
    "UPDATE entries SET sequence = 5 WHERE sequence = 8",
    "UPDATE entries SET sequence = 8 WHERE sequence = -5",
)

CHAIN = {
    "altered text": (
        lambda _: ["UPDATE entries SET body = replace(body, 'OP-07', 'OP-08') WHERE sequence = 4"],
        "entry 4 was altered: its text",
    ),
    "altered hash": (
        lambda _: ["UPDATE entries SET hash = upper(hash) WHERE sequence = 4"],
        "entry 4 was altered: its text and its hash",
    ),
    "altered with its hash": (
        lambda file: [("UPDATE entries SET body = ?, hash = ? WHERE sequence = 4", forged(file, 4, who="OP-08"))],
        "entry 4 was altered, its hash with it",
    ),
    "last altered with its hash": (
        lambda file: [("UPDATE entries SET body = ?, hash = ? WHERE sequence = 15", forged(file, 15, previous="1" * 64))],
        "entry 15 was inserted: it does not name",
    ),
    "altered column": (lambda _: ["UPDATE entries SET kind = 'test' WHERE sequence = 4"], "entry 4 was altered: its columns"),
    "altered time": (
        lambda _: ["UPDATE entries SET at = '2020-01-01 00:00:00.000000' WHERE sequence = 4"],
        "entry 4 was altered: its columns",
    ),
    "no text of ours": (
        lambda _: [("UPDATE entries SET body = '[]', hash = ? WHERE sequence = 4", (hashlib.sha256(b"[]").hexdigest(),))],
        "entry 4 was altered: its text is none of ours",
    ),
    "missing": (lambda _: ["DELETE FROM entries WHERE sequence = 4"], "entry 4 is missing: after 3 comes 5"),
    "first missing": (lambda _: ["DELETE FROM entries WHERE sequence = 1"], "entry 1 is missing: after 0 comes 2"),
    "missing, the rest numbered anew": (
        lambda _: ["DELETE FROM entries WHERE sequence = 4", *shift(5, -1)],
        "entry 4 is missing: in its place stands the one that calls itself 5",
    ),
    "reordered": (lambda _: SWAP, "entry 5 was reordered: in its place stands the one that calls itself 8"),
    "inserted": (
        lambda file: [*shift(4, 1), insert(4, *forged(file, 4, who="somebody", previous=forged(file, 3)[1]), like=5)],
        "entry 4 was inserted: in the next place stands another that calls itself 4",
    ),
    "inserted without a link": (
        lambda file: [*shift(4, 1), insert(4, *forged(file, 4, previous="1" * 64), like=5)],
        "entry 4 was inserted: it does not name the hash",
    ),
    "added at the end": (lambda file: [insert(16, *forged(file, 1, sequence=16), like=1)], "entry 16 was inserted: it does not name"),
    "last missing": (lambda _: ["DELETE FROM entries WHERE sequence = 15"], "its end is not in the audit chain: an entry was removed"),
    "last three missing": (lambda _: ["DELETE FROM entries WHERE sequence > 12"], "its beginning is not in the audit chain"),
    "all missing": (lambda _: ["DELETE FROM entries"], "its beginning is not in the audit chain"),
}

TABLES = {
    "outcome": ("UPDATE runs SET outcome = 'FAILED' WHERE sequence = 2", "was altered after it ended: it is not what entry 6 says"),
    "operator": ("UPDATE runs SET operator = 'x' WHERE sequence = 2", "it is not what entry 6 says"),
    "reopened": ("UPDATE runs SET ended = NULL WHERE sequence = 2", "entry 6 says that it ended"),
    "step": ("UPDATE steps SET facts = '{}' WHERE sequence = 2", "it is not what entry 3 says"),
    "step removed": ("DELETE FROM steps WHERE sequence = 3", "it is not what entry 3 says"),
    "receipt": ("UPDATE receipts SET device = 'x' WHERE sequence = 3", "it is not what entry 9 says"),
    "run removed": ("DELETE FROM runs WHERE sequence = 2", "The run that entry 4 tells of was removed"),
    "certificate": ("UPDATE certificates SET identifier = 'x' WHERE sequence = 2", "was altered or inserted"),
    "certificate's time": ("UPDATE certificates SET at = '2020-01-01 00:00:00.000000' WHERE sequence = 2", "was altered or inserted"),
    "certificate's bytes": ("UPDATE certificates SET der = x'00' WHERE sequence = 2", "was altered or inserted"),
    "certificate removed": ("DELETE FROM certificates WHERE sequence = 2", "tells of other certificates than the 4"),
    "issuer's bytes": ("UPDATE issuers SET der = x'00'", "The CA certificate .* was altered"),
    "confirmation": (
        "UPDATE certificates SET confirmed_run = (SELECT id FROM runs WHERE sequence = 1) WHERE sequence = 2",
        "no run that passed confirms it",
    ),
    "unit": ("UPDATE devices SET chip = 'x' WHERE sequence = 2", "The unit EI-SN-000001 was altered"),
    "nonsense": ("UPDATE runs SET begun = 'never' WHERE sequence = 2", "cannot be read as what it must be"),
    "no JSON": ("UPDATE steps SET facts = '{' WHERE sequence = 2", "cannot be read as what it must be"),
}


@pytest.mark.parametrize("name", CHAIN)
def test_a_broken_chain_is_told_in_words(copy, name):
    how, words = CHAIN[name]
    unguarded(copy, *how(copy))
    with Ledger.open(copy, STATION, read_only=True) as ledger, pytest.raises(ChainBroken, match=words) as caught:
        ledger.verify()
    assert caught.value.code == "STO-CHAIN"


@pytest.mark.parametrize("name", TABLES)
def test_tables_that_are_not_what_the_chain_says_are_told_in_words(copy, name):
    statement, words = TABLES[name]
    unguarded(copy, statement)
    with Ledger.open(copy, STATION, read_only=True) as ledger, pytest.raises(ChainBroken, match=words):
        ledger.verify()


def test_a_trigger_that_was_taken_away_or_altered_is_named(copy):
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("DROP TRIGGER entries_fixed")
        connection.execute("DROP TRIGGER runs_ended")
        connection.execute("CREATE TRIGGER runs_ended BEFORE UPDATE ON runs BEGIN SELECT 1; END")
    with Ledger.open(copy, STATION) as ledger, pytest.raises(ChainBroken, match=r"own rules were altered: entries_fixed, runs_ended\."):
        ledger.verify()


def test_a_changed_character_anywhere_in_what_was_written_is_found(whole, tmp_path):
    chance = random.Random(4711)
    image = whole.read_bytes()
    words = (
        b"run.ended",
        b"OP-07",
        b"PASSED",
        b"EI-SN-00000",
        b"prn:1:",
        b"worth knowing",
        b"gateway",
        b'"previous":"',
        b"chip-SN",
        b"CREATE TABLE",
        b"CREATE TRIGGER",
    )
    places = [place for word in words for place in _all(image, word)]
    for number in range(40):
        place = chance.choice(places) + chance.randrange(5)
        file = tmp_path / f"{number}.sqlite"
        file.write_bytes(image[:place] + bytes((image[place] ^ 1,)) + image[place + 1 :])
        with pytest.raises(StoreError) as caught, Ledger.open(file, STATION, read_only=True) as ledger:
            ledger.verify()
        assert caught.value.code in {"STO-CHAIN", "STO-DAMAGED"}, (place, image[place - 20 : place + 20])


def _all(image: bytes, word: bytes) -> list[int]:
    return [place for place in range(len(image)) if image.startswith(word, place)]


def test_a_chain_longer_than_a_page_is_walked_to_its_end(file, monkeypatch):
    monkeypatch.setattr("app.store.verify._PAGE", 4)
    monkeypatch.setattr("app.store.vouched._PAGE", 2)
    with Ledger.open(file, STATION) as ledger:
        write_many(ledger, 6, chains=True)
        ledger.begin(start_of(7))
        verified = ledger.verify()
        assert (verified.entries, verified.runs, verified.certificates) == (19, 6, 6)
        assert (verified.entries, verified.head) == ledger.chain_head()
        ledger.begin(record_of(start_of(8)).start)
    unguarded(file, "DELETE FROM entries WHERE sequence = 13")
    with Ledger.open(file, STATION) as ledger, pytest.raises(ChainBroken, match="entry 13 is missing"):
        ledger.verify()


def test_a_page_of_certificates_is_compared_as_quickly_in_a_long_ledger(tmp_path):
    def steps(runs):
        big.make(tmp_path / f"{runs}.db", runs, whole=True)
        done = []
        with Ledger.open(tmp_path / f"{runs}.db", big.STATION, read_only=True) as ledger, ledger._reading() as session:
            page = vouched.page_of(session, CERTIFICATES, big.STATION, 0)
            assert len(page) == 500
            verify.raw(session).set_progress_handler(lambda: done.append(None), 100)
            vouched._compare_certificates(session, page)
            verify.raw(session).set_progress_handler(None, 0)
        return len(done)

    assert steps(3_000) < 1.5 * steps(500)
