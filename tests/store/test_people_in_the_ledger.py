import sqlite3
from contextlib import closing

import pytest
from store_lab import STATION, Clock, unguarded

from app.core.errors import ChainBroken
from app.core.people import Person, Role
from app.store import Ledger
from app.store.people import Kept

ANNA, BEN = Person("B-1", "Anna", Role.SUPERVISOR), Person("B-2", "ben", Role.OPERATOR)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def ledger(tmp_path, clock):
    with Ledger.open(tmp_path / "ledger.db", STATION, now=clock) as opened:
        yield opened


def test_the_last_that_was_kept_of_a_badge_counts(ledger):
    ledger.people.keep_person(BEN, "$argon2id$1", active=True, who="", why="admitted")
    ledger.people.keep_person(ANNA, "$argon2id$2", active=True, who="B-2", why="admitted")
    ledger.people.keep_person(BEN, "$argon2id$3", active=False, who="B-1", why="dismissed")
    assert ledger.people.find("B-2") == Kept(BEN, "$argon2id$3", active=False)
    assert ledger.people.find("B-3") is None
    assert [kept.person for kept in ledger.people.list_all()] == [ANNA, BEN]


def test_wrong_pins_count_from_the_last_right_one_or_the_last_change(ledger, clock):
    ledger.people.keep_person(BEN, "$argon2id$1", active=True, who="", why="admitted")
    wrong = []
    for right in (False, True, False, False):
        clock.at += clock.at.resolution
        ledger.people.add_login("B-2", right=right, how="wrong PIN" if not right else "logged in")
        wrong.append(clock.at)
    assert ledger.people.wrong_since_right("B-2") == wrong[2:]
    assert ledger.people.wrong_since_right("B-1") == []
    clock.at += clock.at.resolution
    ledger.people.keep_person(BEN, "$argon2id$2", active=True, who="B-1", why="new PIN")
    assert ledger.people.wrong_since_right("B-2") == []


def test_no_hash_of_a_pin_stands_in_the_audit_chain(ledger, tmp_path):
    ledger.people.keep_person(BEN, "$argon2id$canary", active=True, who="", why="admitted")
    with closing(sqlite3.connect(tmp_path / "ledger.db")) as connection:
        bodies = " ".join(body for (body,) in connection.execute("SELECT body FROM entries"))
    assert "B-2" in bodies
    assert "canary" not in bodies


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE people SET role = 'administrator'",
        "UPDATE people SET pin = '$argon2id$mine'",
        "DELETE FROM logins",
        "UPDATE logins SET right = 1",
    ],
)
def test_people_who_were_altered_behind_our_back_are_found(ledger, tmp_path, statement):
    ledger.people.keep_person(BEN, "$argon2id$1", active=True, who="", why="admitted")
    ledger.people.add_login("B-2", right=False, how="wrong PIN")
    with closing(sqlite3.connect(tmp_path / "ledger.db")) as connection, pytest.raises(sqlite3.IntegrityError):
        connection.execute(statement)
    unguarded(tmp_path / "ledger.db", statement)
    with pytest.raises(ChainBroken, match=r"people|logins"):
        ledger.verify()
