"""What goes in comes out; certificates and units; what the database itself refuses."""

import datetime as dt
import hashlib
import itertools
import sqlite3
import threading
from contextlib import closing
from dataclasses import replace
from uuid import UUID

import pytest
from store_lab import DIGEST, NOW, STATION, chain_for, key_of, record_of, result_of, start_of, write, write_many

from app.core.device import Identity
from app.core.errors import DeviceTimeout, Duplicate, PlatformUnreachable
from app.core.run import Failure, Outcome, Receipt, ReceiptState, Step
from app.store import Ledger, RunQuery, Unit
from app.store.entries import add

TIMEOUT = Failure.of(DeviceTimeout("The device did not answer within 5 s."))
AWAY = Failure.of(PlatformUnreachable("There is no connection to the platform."))


@pytest.mark.parametrize(
    "record",
    [
        pytest.param(record_of(start_of(1), chain=chain_for("EI-1")), id="passed"),
        pytest.param(record_of(start_of(2), Outcome.FAILED, chain_for("EI-2"), TIMEOUT), id="failed"),
        pytest.param(
            record_of(start_of(3), Outcome.ERROR, None, AWAY, identity=None, identifier="", receipt=None, steps=()), id="nothing known"
        ),
        pytest.param(record_of(start_of(4, scan="", order=""), Outcome.ABORTED, receipt=None), id="aborted"),
        pytest.param(record_of(start_of(5), receipt=Receipt(ReceiptState.NOT_ASKED)), id="not registered"),
        pytest.param(record_of(start_of(6), identity=Identity("Gate", "")), id="no serial"),
        pytest.param(record_of(start_of(7, operator="Żółć 李 😀")), id="any language"),
    ],
)
def test_a_record_comes_back_as_it_went_in(memory, ledger, record):
    for kept in (memory, ledger):
        write(kept, record)
        assert kept.get_run(record.start.run) == record
        assert kept.verify().runs == 1


def test_what_devices_send_is_kept_in_words_any_database_keeps(ledger):
    start = start_of(1)
    steps = (result_of(start, Step.IDENTIFY, said="a\x00b\udcff"),)
    write(ledger, record_of(start, identity=Identity("M\x00", "S\udc80"), steps=steps))
    record = ledger.get_run(start.run)
    assert record.identity == Identity("M\ufffd", "S\ufffd")
    assert record.steps[0].facts == {"said": "a\ufffdb\ufffd"}
    ledger.verify()


def test_times_come_back_in_utc_whatever_zone_they_went_in_with(memory):
    zone = dt.timezone(dt.timedelta(hours=9))
    start = start_of(1, at=NOW.astimezone(zone))
    write(memory, record_of(start))
    at = memory.get_run(start.run).start.at
    assert at == NOW
    assert at.tzinfo is dt.UTC
    with pytest.raises(Exception, match="a time without a zone"):
        memory.begin(start_of(2, at=NOW.replace(tzinfo=None)))


def test_a_step_is_in_the_file_before_it_starts(ledger, file):
    start = start_of(1)
    ledger.begin(start)
    ledger.begin_step(start.run, Step.IDENTIFY, start.at)
    with closing(sqlite3.connect(file)) as other:
        assert other.execute("SELECT step, seconds FROM steps").fetchall() == [("identify", None)]
        assert other.execute("SELECT outcome FROM runs").fetchall() == [(None,)]
    assert ledger.list_runs(RunQuery())[0].outcome is None


def test_steps_only_the_record_knows_are_written_at_the_end(memory):
    record = record_of(start_of(1))
    memory.begin(record.start)
    memory.begin_step(record.start.run, Step.IDENTIFY, record.steps[0].at)
    memory.finish(record)
    assert memory.get_run(record.start.run) == record


def test_a_step_without_an_end_gets_the_run_s_failure(memory):
    start = start_of(1)
    memory.begin(start)
    memory.begin_step(start.run, Step.IDENTIFY, start.at)
    memory.finish(record_of(start, Outcome.FAILED, failure=TIMEOUT, steps=()))
    (step,) = memory.get_run(start.run).steps
    assert (step.step, step.failure) == (Step.IDENTIFY, TIMEOUT)


def test_a_run_ends_once_and_must_have_begun(memory):
    record = write(memory, record_of(start_of(1)))
    with pytest.raises(ValueError, match="has ended before"):
        memory.finish(record)
    with pytest.raises(LookupError):
        memory.finish(record_of(start_of(2)))
    with pytest.raises(LookupError):
        memory.get_run(UUID(int=7))
    assert memory.verify().entries == 2


# ---- certificates -----------------------------------------------------------------------------------------------


def test_certificates_are_listed_by_identifier_and_by_key_newest_first(memory, clock):
    first, second, other = (chain_for("EI") for _ in range(3))
    starts = [start_of(n) for n in range(3)]
    for start in starts:
        memory.begin(start)
    memory.add_issued(starts[0].run, "EI-1", key_of(first), DIGEST, first)
    clock.at += dt.timedelta(hours=1)
    memory.add_issued(starts[1].run, "EI-1", key_of(second), DIGEST, second)
    memory.add_issued(starts[2].run, "EI-2", key_of(other), DIGEST, other)
    assert [prior.chain for prior in memory.list_issued("EI-1", "no key")] == [second, first]
    assert [prior.identifier for prior in memory.list_issued("EI-1", key_of(other))] == ["EI-2", "EI-1", "EI-1"]
    assert memory.list_issued("nobody", "nothing") == []
    assert memory.knows_certificate(first.fingerprint)
    assert not memory.knows_certificate(chain_for("else").fingerprint)


def test_a_certificate_is_confirmed_only_by_a_run_that_passed(memory):
    chain = chain_for("EI")
    failed = write(memory, record_of(start_of(1), Outcome.FAILED, chain, TIMEOUT))
    assert [prior.confirmed for prior in memory.list_issued(failed.identifier, "")] == [False]
    write(memory, record_of(start_of(1, run=UUID(int=2)), chain=chain))
    write(memory, record_of(start_of(1, run=UUID(int=3)), chain=chain))
    assert [prior.confirmed for prior in memory.list_issued(failed.identifier, "")] == [True]
    assert memory.verify().certificates == 1


def test_the_same_key_gets_a_second_certificate_only_after_the_first_expired(memory, clock):
    start = start_of(1)
    memory.begin(start)
    first = chain_for("EI", NOW + dt.timedelta(days=10))
    memory.add_issued(start.run, "EI-1", "k", DIGEST, first)
    with pytest.raises(Duplicate, match=first.serial):
        memory.add_issued(start.run, "EI-1", "k", DIGEST, chain_for("EI"))
    memory.add_issued(start.run, "EI-1", "k", "another recipe", chain_for("EI"))
    clock.at += dt.timedelta(days=11)
    with pytest.raises(Duplicate):
        memory.add_issued(start.run, "EI-1", "k", DIGEST, first)
    memory.add_issued(start.run, "EI-1", "k", DIGEST, chain_for("EI"))
    assert len(memory.list_issued("EI-1", "k")) == 3
    memory.verify()


def test_a_certificate_that_a_failed_unit_brought_is_kept_but_not_trusted(memory):
    brought = chain_for("EI")
    record = record_of(start_of(1), Outcome.FAILED, brought, TIMEOUT)
    memory.begin(record.start)
    memory.finish(record)
    assert memory.get_run(record.start.run).chain == brought
    assert not memory.knows_certificate(brought.fingerprint)
    assert memory.list_issued(record.identifier, key_of(brought)) == []
    passed = record_of(start_of(1, run=UUID(int=5)), chain=brought)
    memory.begin(passed.start)
    memory.finish(passed)
    assert memory.knows_certificate(brought.fingerprint)
    memory.verify()


# ---- units ------------------------------------------------------------------------------------------------------


def test_a_unit_is_remembered_as_it_passed(memory):
    chain = chain_for("EI")
    assert memory.find_unit("EI-SN-000001") is None
    failed = record_of(start_of(1), Outcome.FAILED, None, TIMEOUT)
    write(memory, failed)
    assert memory.find_unit(failed.identifier) == Unit(failed.identifier, "Gateway", "SN-000001", "chip-SN-000001")
    passed = write(memory, record_of(start_of(1, run=UUID(int=2), operator="OP-08"), chain=chain))
    known = Unit(passed.identifier, "Gateway", "SN-000001", "chip-SN-000001", passed.ended, "OP-08", UUID(int=2), chain.fingerprint)
    assert memory.find_unit(passed.identifier) == known
    impostor = Identity("Gateway", "SN-000001", chip="another")
    write(memory, record_of(start_of(1, run=UUID(int=3)), Outcome.FAILED, None, TIMEOUT, identity=impostor))
    assert memory.find_unit(passed.identifier) == known
    memory.verify()


# ---- interrupted runs -------------------------------------------------------------------------------------------


def test_interrupted_runs_end_as_errors_and_keep_what_was_done(ledger, clock):
    whole = write(ledger, record_of(start_of(1)))
    begun, stepped = start_of(2), start_of(3)
    chain = chain_for("EI")
    ledger.begin(begun)
    ledger.begin(stepped)
    ledger.begin_step(stepped.run, Step.IDENTIFY, stepped.at)
    ledger.end_step(stepped.run, result_of(stepped, Step.IDENTIFY, model="Gateway"))
    ledger.begin_step(stepped.run, Step.ISSUE, stepped.at + dt.timedelta(seconds=2))
    ledger.add_issued(stepped.run, "EI-3", key_of(chain), DIGEST, chain)
    clock.at = NOW + dt.timedelta(days=1)
    assert ledger.close_interrupted(clock.at) == [begun.run, stepped.run]
    assert ledger.close_interrupted(clock.at) == []
    assert ledger.get_run(whole.start.run) == whole

    record = ledger.get_run(begun.run)
    assert (record.outcome, record.steps, record.seconds, record.ended) == (Outcome.ERROR, (), 0.0, clock.at)
    record = ledger.get_run(stepped.run)
    assert record.failure is not None
    assert (record.failure.code, record.failure.outcome, record.failure.retryable) == ("RUN-INTERRUPTED", Outcome.ERROR, True)
    assert record.failure.message == "The station stopped in the middle of this run, in the step “issue”."
    assert [(step.step, step.failure) for step in record.steps] == [(Step.IDENTIFY, None), (Step.ISSUE, record.failure)]
    assert record.steps[0].facts == {"model": "Gateway"}
    assert (record.identifier, record.chain, record.seconds) == ("EI-3", chain, 2.0)
    assert [prior.confirmed for prior in ledger.list_issued("EI-3", "")] == [False]
    assert ledger.verify().runs == 3


def test_only_the_station_s_own_runs_are_closed(file, clock):
    with Ledger.open(file, "LINE-1", now=clock) as other:
        other.begin(start_of(1))
    with Ledger.open(file, "LINE-2", now=clock) as ledger:
        assert ledger.close_interrupted(NOW) == []
        ledger.begin(start_of(2))
        assert ledger.verify().entries == 2
        assert ledger.chain_head()[0] == 1


def test_what_was_interrupted_is_found_without_a_walk_through_the_runs_that_ended(memory):
    def steps_of_sqlite() -> int:
        count = itertools.count()
        connection = memory._engine.raw_connection().driver_connection  # there is only one, in memory
        connection.set_progress_handler(lambda: next(count) and 0, 1)
        assert memory.close_interrupted(NOW) == []
        connection.set_progress_handler(None, 1)
        return next(count)

    write(memory, record_of(start_of(1)))
    few = steps_of_sqlite()
    for number in range(2, 30):
        write(memory, record_of(start_of(number)))
    assert 0 < steps_of_sqlite() < few + 20


# ---- the rest ---------------------------------------------------------------------------------------------------


def test_notes_lengthen_the_chain_and_tell_the_newest_time(memory, clock):
    assert memory.last_time() is None
    assert memory.chain_head() == (0, "0" * 64)
    memory.note("program.started", {"version": "1"}, who="OP-07")
    first = memory.chain_head()
    clock.at -= dt.timedelta(days=365)
    memory.note("program.stopped", {})
    assert memory.last_time() == NOW
    assert memory.chain_head()[0] == 2
    assert memory.chain_head()[1] != first[1]
    assert memory.verify().head == memory.chain_head()[1]


def test_an_entry_is_canonical_json_and_its_hash_is_sha_256_of_it(ledger, file):
    ledger.note("test", {"b": "ä", "a": '"'}, who="x")
    with closing(sqlite3.connect(file)) as other:
        body, found = other.execute("SELECT body, hash FROM entries").fetchone()
    assert body == (
        '{"at":"2026-11-23T12:00:00.000000Z","facts":{"a":"\\"","b":"ä"},"kind":"test","previous":"' + "0" * 64 + '",'
        '"run":"","sequence":1,"station":"LINE-2-A","version":"1","who":"x"}'
    )
    assert found == hashlib.sha256(body.encode()).hexdigest()


def test_two_threads_write_at_the_same_time(ledger):
    errors: list[Exception] = []

    def lane(tray: int) -> None:
        try:
            for number in range(25):
                write(ledger, record_of(start_of(number, tray=tray, scan=f"T{tray}-{number}")))
                ledger.tally(NOW)
        except Exception as error:  # noqa: BLE001 - whatever it is, the test tells it
            errors.append(error)

    lanes = [threading.Thread(target=lane, args=(tray,)) for tray in (1, 2, 3)]
    for thread in lanes:
        thread.start()
    for thread in lanes:
        thread.join()
    assert errors == []
    assert ledger.verify().runs == 75
    assert ledger.count_runs(RunQuery(tray=2)) == 25


def test_the_tally_counts_judges_and_paces(memory, clock):
    assert memory.tally(NOW).first_pass_yield is None
    outcomes = [Outcome.PASSED, Outcome.FAILED, Outcome.ERROR, Outcome.ABORTED, Outcome.PASSED, Outcome.PASSED]
    scans = ["a", "b", "c", "d", "b", "c"]
    for number, (outcome, scan) in enumerate(zip(outcomes, scans, strict=True)):
        failure = None if outcome in {Outcome.PASSED, Outcome.ABORTED} else replace(TIMEOUT, outcome=outcome)
        write(memory, record_of(start_of(number, scan=scan), outcome, failure=failure, seconds=float(number)))
    memory.begin(start_of(7))
    clock.at = NOW + dt.timedelta(seconds=120)
    tally = memory.tally(NOW)
    assert (tally.passed, tally.failed, tally.errors, tally.aborted) == (3, 1, 1, 1)
    assert tally.first_pass_yield == pytest.approx(2 / 3)  # a and c at once, b at the second try; d was never judged
    assert tally.units_an_hour == pytest.approx(3 * 3600 / 54)
    assert tally.median_seconds == 4.0
    assert tally.bucket == dt.timedelta(seconds=10)
    assert tally.buckets == (1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0)
    assert memory.tally(NOW + dt.timedelta(seconds=45)).passed == 1


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("DELETE FROM entries", "entries are never deleted"),
        ("UPDATE entries SET kind = 'x'", "entries never change"),
        ("INSERT INTO entries SELECT 'x', station, sequence + 5, at, kind, run, body, hash FROM entries LIMIT 1", "an entry follows"),
        (
            "INSERT OR REPLACE INTO entries SELECT id, station, 10, at, kind, run, body, hash FROM entries WHERE sequence = 3",
            "entries are never replaced",  # 9 entries: the number alone would be right
        ),
        ("INSERT OR REPLACE INTO receipts SELECT 'x', station, 99, run, state, 'x', 'x', requests, 0 FROM receipts", "never"),
        (
            "INSERT OR REPLACE INTO steps SELECT 'x', station, 99, run, step, at, 9, '{}', 1, 1, 1, 1, 1 FROM steps",
            "never",
        ),
        ("DELETE FROM certificates", "certificates are never deleted"),
        ("UPDATE certificates SET identifier = 'x' WHERE confirmed_run IS NULL", "certificates never change"),
        ("UPDATE certificates SET confirmed_run = NULL", "a confirmation never changes"),
        ("DELETE FROM receipts", "receipts are never deleted"),
        ("UPDATE receipts SET device = 'x'", "receipts never change"),
        ("DELETE FROM runs", "runs are never deleted"),
        ("UPDATE runs SET outcome = 'PASSED'", "a run that ended never changes"),
        ("UPDATE runs SET operator = 'x'", "never changes"),
        ("DELETE FROM steps", "steps are never deleted"),
        ("UPDATE steps SET seconds = 1", "never changes"),
        (
            "INSERT INTO steps SELECT 'x', station, 99, run, 'lock', at, NULL, facts, NULL, NULL, NULL, NULL, NULL FROM steps LIMIT 1",
            "never",
        ),
        ("UPDATE issuers SET der = x'00'", "issuers never change"),
        ("DELETE FROM devices", "devices are never deleted"),
    ],
)
def test_the_database_itself_refuses(ledger, file, statement, words):
    write_many(ledger, 2, chains=True)
    write(ledger, record_of(start_of(2), Outcome.FAILED, chain_for("EI"), TIMEOUT))
    with closing(sqlite3.connect(file)) as other, pytest.raises(sqlite3.IntegrityError, match=words):
        other.execute(statement)


def test_numbers_count_from_one_station_by_station(file, clock):
    for station in ("A", "B"):
        with Ledger.open(file, station, now=clock) as ledger:
            write_many(ledger, 2, chains=True)
    with closing(sqlite3.connect(file)) as other:
        for table in ("runs", "certificates", "receipts", "entries", "steps"):
            rows = other.execute(f"SELECT sequence FROM {table} WHERE station = 'B' ORDER BY sequence").fetchall()  # noqa: S608 - our names
            assert [number for (number,) in rows] == list(range(1, len(rows) + 1))
            assert rows
    with Ledger.open(file, STATION, now=clock) as third:
        assert third.verify().runs == 4


def test_closing_waits_for_what_another_thread_is_writing(file):
    ledger = Ledger.open(file, STATION)
    writing, never = threading.Event(), threading.Event()

    def write() -> None:
        with ledger._transaction() as connection:
            add(connection, STATION, NOW, "kept", ({},))
            writing.set()
            never.wait(0.2)  # a close that would not wait comes now

    lane = threading.Thread(target=write)
    lane.start()
    writing.wait()
    ledger.close()
    lane.join()
    with Ledger.open(file, STATION) as again:
        assert again.chain_head()[0] == again.verify().entries == 1
