"""What is owed to the platform: begun with the run, asked for in order, settled once; and none of it can be altered unseen."""

import datetime as dt
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError
from store_lab import NOW, chain_for, record_of, start_of, unguarded

import app
from app.core.errors import ChainBroken, PlatformRefused, PlatformUnreachable
from app.core.outbox import DebtState, Missed, Owed, Owing, Settled
from app.core.recipe import Recipe
from app.core.run import Failure, Receipt, ReceiptState
from app.store import Ledger, RunQuery

RECIPE = Recipe.load(Path(app.__file__).parent.parent / "resources" / "recipes" / "simulated.toml")
OWED = Receipt(ReceiptState.OWED)
RECEIPT = Receipt(ReceiptState.REGISTERED, "prn:1:a:device:1", "prn:1:a:device_certificate:1", ("req-9",), created=True)
AWAY = Failure.of(PlatformUnreachable("Nothing answers."))
NO = Failure.of(PlatformRefused("The platform refuses this.", status=422))
LATER = NOW + dt.timedelta(hours=1)


def owe(ledger, number, identifier=None, chain=None):
    """A unit that passed and is owed."""
    name = identifier or f"EI-{number}"
    record = record_of(start_of(number), chain=chain or chain_for(name), receipt=OWED, identifier=name)
    ledger.begin(record.start)
    ledger.add_issued(record.start.run, name, f"{number:064}", record.start.recipe_digest, record.chain)
    ledger.finish(record, RECIPE)
    return record


def due(ledger, at=LATER, **wishes):
    return ledger.outbox.list_due(at, 100, **wishes)


def test_a_unit_is_owed_from_the_end_of_its_run_on(ledger):
    record = owe(ledger, 1)
    (claim,) = due(ledger)
    assert (claim.identifier, claim.identity, claim.chain, claim.attempts) == ("EI-1", record.identity, record.chain, 0)
    assert Recipe.of_body(claim.recipe) == RECIPE
    (debt,) = ledger.outbox.list_debts()
    assert (debt.run, debt.state, debt.since, debt.recipe) == (record.start.run, DebtState.OWED, record.ended, RECIPE.name)
    assert ledger.outbox.count() == Owed(owed=1, since=record.ended, next_try=record.ended)
    assert ledger.list_runs(RunQuery())[0].owed
    assert ledger.tally(NOW).owed == 1
    ledger.verify()


def test_run_and_debt_are_written_together_or_not_at_all(ledger, file):
    record = record_of(start_of(1), chain=chain_for("EI-1"), receipt=OWED)
    ledger.begin(record.start)
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("CREATE TRIGGER disk_full BEFORE INSERT ON debts BEGIN SELECT RAISE(ABORT, 'full'); END")
    with pytest.raises(IntegrityError, match="full"):
        ledger.finish(record, RECIPE)
    assert ledger.list_runs(RunQuery())[0].outcome is None, "the run has not ended either"
    assert ledger.outbox.count().open == 0


def test_a_settlement_has_its_own_receipt_and_entry_and_the_run_stays_as_it_ended(ledger):
    record = owe(ledger, 1)
    (claim,) = due(ledger)
    settled = Settled(claim.id, RECEIPT, LATER)
    assert ledger.outbox.write([settled]) == 1
    assert ledger.outbox.write([settled]) == 0, "a second answer changes nothing"
    assert due(ledger) == []
    assert ledger.outbox.count() == Owed()
    assert ledger.get_run(record.start.run) == replace(record, receipt=RECEIPT)
    assert not ledger.list_runs(RunQuery())[0].owed
    assert ledger.tally(NOW).owed == 0
    assert ledger.outbox.list_debts(states=(DebtState.SETTLED,))[0].last_try == LATER
    ledger.verify()


def test_what_failed_waits_for_its_time_and_keeps_the_answer(ledger):
    owe(ledger, 1)
    (claim,) = due(ledger)
    again = LATER + dt.timedelta(minutes=5)
    ledger.outbox.write([Missed(claim.id, AWAY, LATER, again)])
    assert due(ledger, again - dt.timedelta(seconds=1)) == []
    assert due(ledger, again)[0].attempts == 1
    (debt,) = ledger.outbox.list_debts()
    assert (debt.code, debt.message, debt.last_try, debt.next_try) == ("CLD-UNREACHABLE", "Nothing answers.", LATER, again)


def test_a_clock_that_was_set_back_does_not_put_a_try_off_for_years(ledger):
    owe(ledger, 1)
    (claim,) = due(ledger)
    ledger.outbox.write([Missed(claim.id, AWAY, LATER, LATER + dt.timedelta(days=400))])
    assert len(due(ledger, LATER)) == 1


def test_a_dead_letter_waits_for_a_person_and_can_be_tried_again(ledger):
    owe(ledger, 1)
    (claim,) = due(ledger)
    ledger.outbox.write([Missed(claim.id, NO, LATER, None)])
    assert due(ledger) == []
    assert ledger.outbox.count().dead == 1
    assert ledger.tally(NOW).owed == 1, "nobody has registered it yet"
    assert ledger.outbox.retry([claim.id], "SV-01") == 1
    assert len(due(ledger)) == 1
    ledger.outbox.write([Settled(claim.id, RECEIPT, LATER)])
    assert ledger.outbox.retry([claim.id]) == 0, "what is settled is settled"
    ledger.verify()


def test_of_one_unit_only_the_oldest_debt_is_due(ledger):
    for number in (1, 2):
        owe(ledger, number, "EI-SAME")
    owe(ledger, 3)
    first, other = due(ledger)
    assert (first.identifier, other.identifier) == ("EI-SAME", "EI-3")
    assert due(ledger, busy=[first.id]) == [other], "the younger one waits while the older one is under way"
    ledger.outbox.write([Settled(first.id, RECEIPT, LATER)])
    assert [claim.identifier for claim in due(ledger)] == ["EI-SAME", "EI-3"]


def test_many_units_of_one_run_are_owed_together(ledger):
    start = start_of(1)
    ledger.begin(start)
    units = []
    for number in range(30):
        chain = chain_for(f"B-{number}")
        ledger.add_issued(start.run, f"B-{number}", f"{number:064}", start.recipe_digest, chain)
        units.append(Owing(f"B-{number}", record_of(start).identity, chain.fingerprint, chain.serial))
    ledger.outbox.owe(start.run, units, RECIPE)
    assert [claim.identifier for claim in due(ledger)] == [unit.identifier for unit in units]
    assert ledger.outbox.accounts().owed["B-7"] == int(units[7].serial, 16)
    ledger.verify()


def test_debts_are_found_by_what_a_person_has_in_hand(ledger):
    records = [owe(ledger, number) for number in range(3)]
    for text in ("EI-1", records[1].chain.fingerprint[:12], records[1].chain.serial.upper()):
        assert [debt.identifier for debt in ledger.outbox.list_debts(text=text)] == ["EI-1"]


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE debts SET state = 'settled'",
        "UPDATE debts SET fingerprint = 'x'",
        "UPDATE settlements SET device = 'x'",
        "DELETE FROM settlements",
        "DELETE FROM debts WHERE state = 'owed'",
        "UPDATE owed_recipes SET body = replace(body, 'required', 'none')",
        "UPDATE owed_recipes SET name = 'other'",
    ],
)
def test_no_debt_receipt_or_recipe_can_be_altered_unseen(ledger, file, change):
    owe(ledger, 1)
    owe(ledger, 2)
    ledger.outbox.write([Settled(due(ledger)[0].id, RECEIPT, LATER)])
    ledger.verify()
    ledger.close()
    unguarded(file, change)
    with Ledger.open(file, "LINE-2-A", read_only=True) as opened, pytest.raises(ChainBroken):
        opened.verify()


@pytest.mark.parametrize(
    "change",
    ["DELETE FROM debts", "UPDATE debts SET identifier = 'x'", "UPDATE debts SET attempts = 9", "UPDATE owed_recipes SET body = '{}'"],
)
def test_the_database_itself_refuses(ledger, file, change):
    owe(ledger, 1)
    ledger.outbox.write([Settled(due(ledger)[0].id, RECEIPT, LATER)])
    with closing(sqlite3.connect(file)) as connection, pytest.raises(sqlite3.IntegrityError):
        connection.execute(change)
