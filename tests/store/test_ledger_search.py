"""History: found by anything scanned, newest first, page by page, however many."""

import datetime as dt
import time

import pytest
from sqlalchemy import insert
from store_lab import NOW, STATION, chain_for, record_of, result_of, start_of, write
from uuid6 import uuid7

from app.core.errors import DeviceTimeout
from app.core.run import Failure, Outcome, Step
from app.store import Ledger, RunQuery
from app.store.tables import RUNS

CHAIN = chain_for("EI-SN-000003")


@pytest.fixture(scope="module")
def history():
    """Ten runs; the fourth has a certificate, the sixth failed, the eighth goes on."""
    with Ledger.open(None, STATION) as ledger:
        for number in range(10):
            start = start_of(number, operator="OP-08" if number == 2 else "OP-07", order="WO-1" if number > 6 else "WO-2")
            if number == 8:
                ledger.begin(start)
                continue
            failure = Failure.of(DeviceTimeout("No answer.")) if number == 6 else None
            outcome = Outcome.FAILED if failure else Outcome.PASSED
            write(ledger, record_of(start, outcome, CHAIN if number == 3 else None, failure))
        yield ledger


def numbers(ledger, query: RunQuery) -> list[int]:
    rows = ledger.list_runs(query)
    assert ledger.count_runs(query) == len(rows)
    return [int(row.scan.removeprefix("SN-")) for row in rows]


COLONS = ":".join(CHAIN.serial[place : place + 2] for place in range(0, len(CHAIN.serial), 2)).upper()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", [9, 8, 7, 6, 5, 4, 3, 2, 1, 0]),
        ("EI-SN-000004", [4]),
        ("ei-sn-000004", [4]),
        ("EI-SN-00000", [9, 7, 6, 5, 4, 3, 2, 1, 0]),
        ("SN-000005", [5]),
        (" SN-000008\r", [8]),
        ("SN-", [9, 8, 7, 6, 5, 4, 3, 2, 1, 0]),
        pytest.param(CHAIN.serial, [3], id="serial"),
        pytest.param(COLONS, [3], id="colons"),
        pytest.param(CHAIN.fingerprint[:12], [3], id="fingerprint-begins"),
        pytest.param(CHAIN.fingerprint.upper(), [3], id="fingerprint-upper"),
        ("prn:1:SN-000002:device", [2]),
        ("prn:1:SN-000002:certificate", [2]),
        ("prn:1:SN-000002", []),
        ("OP-08", [2]),
        ("op-08", [2]),
        ("OP-0", []),
        ("WO-1", [9, 8, 7]),
        ("%", []),
        ("_N-000001", []),
        ("'; DROP TABLE runs; --", []),
        ("\x00\udcff", []),
    ],
)
@pytest.mark.parametrize("few", [2_000, 1])
def test_found_by_anything_scanned(history, text, found, few, monkeypatch):
    monkeypatch.setattr("app.store.search._FEW", few)
    assert numbers(history, RunQuery(text)) == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (RunQuery(outcome=Outcome.FAILED), [6]),
        (RunQuery(tray=1), [8, 4, 0]),
        (RunQuery(since=NOW + dt.timedelta(seconds=70)), [9, 8, 7]),
        (RunQuery(until=NOW + dt.timedelta(seconds=20)), [1, 0]),
        (RunQuery("WO-2", Outcome.PASSED, NOW + dt.timedelta(seconds=20), NOW + dt.timedelta(seconds=60), 4), [3]),
        (RunQuery(since=(NOW + dt.timedelta(seconds=90)).astimezone(dt.timezone(dt.timedelta(hours=-7)))), [9]),
    ],
)
def test_narrowed(history, query, found):
    assert numbers(history, query) == found


def test_a_line_of_the_list_says_what_a_person_wants_to_know(history):
    (failed,) = history.list_runs(RunQuery("SN-000006"))
    assert (failed.outcome, failed.code, failed.message, failed.seconds) == (Outcome.FAILED, "DEV-TIMEOUT", "No answer.", 4.25)
    (passed,) = history.list_runs(RunQuery("SN-000003"))
    assert (passed.identifier, passed.serial, passed.fingerprint) == ("EI-SN-000003", "SN-000003", CHAIN.fingerprint)
    (going,) = history.list_runs(RunQuery("SN-000008"))
    assert (going.outcome, going.seconds, going.code, going.identifier) == (None, None, "", "")


@pytest.fixture(scope="module")
def long_history(tmp_path_factory):
    """Ten thousand runs; in threes at one moment."""
    file = tmp_path_factory.mktemp("long") / "ledger.sqlite"
    with Ledger.open(file, STATION) as ledger:
        ledger.begin(start_of(0, scan="SN-FIRST", at=NOW - dt.timedelta(days=1)))
        with ledger._engine.begin() as connection:
            row = dict(connection.execute(RUNS.select()).mappings().one())
            rows = [
                row
                | {
                    "id": uuid7(),
                    "sequence": number + 2,
                    "begun": NOW + dt.timedelta(seconds=number // 3),
                    "scan": f"SN-{number:06}",
                    "identifier": f"EI-SN-{number:06}",
                    "serial": f"SN-{number:06}",
                }
                for number in range(10_000)
            ]
            connection.execute(insert(RUNS), rows)
        yield ledger


def test_pages_of_ten_thousand_come_whole_and_in_order(long_history):
    seen, before = [], None
    while True:
        page = long_history.list_runs(RunQuery("SN-"), before, limit=500)
        seen += [(row.at, row.run) for row in page]
        if len(page) < 500:
            break
        before = page[-1].cursor
    assert len(seen) == len(set(seen)) == 10_001
    assert seen == sorted(seen, reverse=True)


def test_the_last_page_is_as_quick_as_the_first_and_one_of_ten_thousand_is_found_at_once(long_history):
    oldest = long_history.list_runs(RunQuery(), limit=9_900)[-1].cursor

    def shortest(query: RunQuery, before=None) -> float:
        times = []
        for _ in range(5):
            start = time.perf_counter()
            assert long_history.list_runs(query, before, limit=100)
            times.append(time.perf_counter() - start)
        return min(times)

    assert shortest(RunQuery(), oldest) < 3 * shortest(RunQuery())
    assert shortest(RunQuery("EI-SN-004711")) < 10 * shortest(RunQuery())
    assert shortest(RunQuery("SN-FIRST")) < 10 * shortest(RunQuery())


def test_the_list_keeps_its_place_while_runs_are_added(file, clock):
    with Ledger.open(file, STATION, now=clock) as ledger:
        for number in range(6):
            ledger.begin(start_of(number))
        first = ledger.list_runs(RunQuery(), limit=3)
        ledger.begin(start_of(6))
        ledger.end_step(first[-1].run, result_of(start_of(3), Step.IDENTIFY))
        second = ledger.list_runs(RunQuery(), first[-1].cursor, limit=3)
    assert [row.scan for row in first + second] == [f"SN-{number:06}" for number in (5, 4, 3, 2, 1, 0)]
