import datetime as dt

import pytest
from argon2 import PasswordHasher
from pydantic import SecretStr

from app.core.errors import LoginLocked, LoginWrong, NotAllowed, PersonUnusable, PinUnfit
from app.core.people import ALLOWED, Override, Person, Right, Role
from app.provisioning.people import LOCKED, TRIES, People
from app.store import Ledger

PIN, WRONG = SecretStr("2580"), SecretStr("1357")
NOW = dt.datetime(2026, 11, 25, 8, 0, tzinfo=dt.UTC)


class Clock:
    at = NOW

    def __call__(self) -> dt.datetime:
        return self.at


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def ledger(clock):
    with Ledger.open(None, "LINE-2-A", now=clock) as opened:
        yield opened


@pytest.fixture
def people(ledger, clock):
    return People(ledger.people, clock, PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))


@pytest.fixture
def boss(people):
    return people.admit_first("A-1", "Ada", PIN)


@pytest.fixture
def operator(people, boss):
    return people.admit(boss, "OP-07", "Otto", Role.OPERATOR, PIN)


def test_a_station_begins_without_people_and_the_first_is_an_administrator(people):
    assert not people.any
    assert people.admit_first("A-1", " Ada ", PIN) == Person("A-1", "Ada", Role.ADMINISTRATOR)
    assert people.any
    with pytest.raises(PersonUnusable, match="has people already"):
        people.admit_first("A-2", "Eve", PIN)


def test_badge_and_pin_let_one_in(people, operator):
    assert people.login("OP-07", PIN) == operator


@pytest.mark.usefixtures("operator")
def test_a_wrong_pin_tells_how_many_tries_are_left_and_then_locks(people, clock):
    for left in range(TRIES - 1, 0, -1):
        with pytest.raises(LoginWrong, match="One more try" if left == 1 else f"{left} more tries"):
            people.login("OP-07", WRONG)
    with pytest.raises(LoginLocked, match="locked for 15 min now"):
        people.login("OP-07", WRONG)
    clock.at += LOCKED / 3
    with pytest.raises(LoginLocked, match="locked for 10 min more"):
        people.login("OP-07", PIN)
    clock.at += LOCKED
    with pytest.raises(LoginLocked):
        people.login("OP-07", WRONG)
    clock.at += LOCKED
    assert people.login("OP-07", PIN).name == "Otto"
    with pytest.raises(LoginWrong, match=f"{TRIES - 1} more"):
        people.login("OP-07", WRONG)


@pytest.mark.usefixtures("operator")
def test_a_strangers_badge_is_told_apart_by_nothing_but_the_count(people):
    with pytest.raises(LoginWrong) as stranger:
        people.login("nobody", PIN)
    assert stranger.value.message == "Badge and PIN do not belong together."


def test_an_administrator_unlocks_by_a_new_pin(people, boss, operator):
    for _ in range(TRIES - 1):
        with pytest.raises(LoginWrong):
            people.login("OP-07", WRONG)
    with pytest.raises(LoginLocked):
        people.login("OP-07", WRONG)
    people.reset_pin(boss, "OP-07", SecretStr("9174"))
    assert people.login("OP-07", SecretStr("9174")) == operator
    with pytest.raises(LoginWrong):
        people.login("OP-07", PIN)


def test_ones_own_pin_is_changed_with_the_old_one(people, operator):
    with pytest.raises(LoginWrong):
        people.change_pin(operator, WRONG, SecretStr("9174"))
    people.change_pin(operator, PIN, SecretStr("9174"))
    assert people.login("OP-07", SecretStr("9174")) == operator


@pytest.mark.parametrize("pin", ["", "123", "1111", "1234", "4321", "7890", "12a4", "²345", "1234567890123", " 2580"])
def test_a_pin_that_anybody_would_try_is_refused(people, pin):
    with pytest.raises(PinUnfit):
        people.admit_first("A-1", "Ada", SecretStr(pin))
    assert not people.any


@pytest.mark.parametrize(
    ("badge", "name"), [("", "Ada"), ("A 1", "Ada"), ("Ä-1", "Ada"), ("x" * 65, "Ada"), ("A-1", " "), ("A-1", "A\x1bda")]
)
def test_a_person_needs_a_badge_and_a_name(people, badge, name):
    with pytest.raises(PersonUnusable):
        people.admit_first(badge, name, PIN)


def test_only_an_administrator_admits(people, boss, operator):
    with pytest.raises(NotAllowed, match=r"Otto \(operator\) may not admit people") as refused:
        people.admit(operator, "OP-08", "Eve", Role.ADMINISTRATOR, PIN)
    assert refused.value.advice == "This needs a person who is administrator: scan such a badge."
    with pytest.raises(PersonUnusable, match="is Otto's"):
        people.admit(boss, "OP-07", "Eve", Role.OPERATOR, PIN)


def test_who_is_dismissed_cannot_log_in_and_may_come_back(people, boss, operator):
    people.dismiss(boss, "OP-07")
    with pytest.raises(LoginWrong):
        people.login("OP-07", PIN)
    with pytest.raises(PersonUnusable):
        people.reset_pin(boss, "OP-07", PIN)
    assert people.admit(boss, "OP-07", "Otto", Role.AUDITOR, PIN).role is Role.AUDITOR
    assert operator.role is Role.OPERATOR


def test_the_last_administrator_stays(people, boss):
    for attempt in (lambda: people.dismiss(boss, "A-1"), lambda: people.change_role(boss, "A-1", Role.OPERATOR)):
        with pytest.raises(PersonUnusable, match="no administrator"):
            attempt()
    people.admit(boss, "A-2", "Eve", Role.ADMINISTRATOR, PIN)
    people.dismiss(boss, "A-1")
    assert dict(people.list_all()) == {Person("A-1", "Ada", Role.ADMINISTRATOR): False, Person("A-2", "Eve", Role.ADMINISTRATOR): True}


def test_every_try_and_every_change_is_in_the_ledger(people, boss, operator, ledger):
    people.login("OP-07", PIN)
    with pytest.raises(LoginWrong):
        people.login("OP-07", WRONG)
    assert people.come_in("OP-07", PIN) == operator
    people.go()
    people.go()
    people.dismiss(boss, "OP-07")
    assert ledger.chain_head()[0] == 7
    ledger.verify()


def test_a_pin_is_hashed_with_argon2id_and_tens_of_megabytes(ledger, clock):
    People(ledger.people, clock).admit_first("A-1", "Ada", PIN)
    assert ledger.people.find("A-1").pin.startswith("$argon2id$v=19$m=65536,")


def test_what_is_asked_here_is_asked_of_whoever_works_here(people, boss):
    with pytest.raises(NotAllowed, match="Nobody has logged in"):
        people.require_present(Right.KEEP_AUTHORITY)
    assert people.come_in("A-1", PIN) == boss
    assert people.require_present(Right.KEEP_AUTHORITY) == "A-1"
    with pytest.raises(NotAllowed, match="may not provision units"):
        people.require_present(Right.PROVISION)
    people.go()
    with pytest.raises(NotAllowed):
        people.require_present(Right.KEEP_AUTHORITY)


def test_a_station_without_people_asks_nobody(people):
    assert people.require_present(Right.KEEP_AUTHORITY) == ""


def test_every_right_is_somebodys_and_every_role_has_one():
    assert set(ALLOWED) == set(Right)
    assert all(ALLOWED.values())
    assert set().union(*ALLOWED.values()) == set(Role)


def test_an_override_takes_a_person_who_may_and_a_reason(boss, operator):
    supervisor = Person("SV-1", "Sue", Role.SUPERVISOR)
    Override(operator, supervisor, "new antenna").require(Right.REWORK)
    Override(supervisor, supervisor, "new antenna").require(Right.REWORK)
    for bad in (Override(operator, boss, "x"), Override(operator, operator, "x"), Override(operator, supervisor, "  ")):
        with pytest.raises(NotAllowed):
            bad.require(Right.REWORK)
