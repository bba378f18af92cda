"""History: found by anything scanned, newest first, page by page, however many."""

import datetime as dt
import itertools

import pytest
from sqlalchemy import insert
from store_lab import NOW, STATION, chain_for, record_of, result_of, start_of, write
from uuid6 import uuid7

from app.core.errors import DeviceTimeout
from app.core.run import Failure, Outcome, Step
from app.store import Ledger, RunQuery, Sort
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
        (RunQuery(order="WO-1"), [9, 8, 7]),
        (RunQuery(operator=" OP-08 "), [2]),
        (RunQuery(code="dev-timeout"), [6]),
        (RunQuery(code="DEV"), []),
        (RunQuery(sort=Sort.OPERATOR), [2, 9, 8, 7, 6, 5, 4, 3, 1, 0]),
        (RunQuery(sort=Sort.OPERATOR, descending=False), [0, 1, 3, 4, 5, 6, 7, 8, 9, 2]),
        (RunQuery(sort=Sort.CODE), [6, 9, 8, 7, 5, 4, 3, 2, 1, 0]),
        (RunQuery(sort=Sort.CODE, descending=False), [0, 1, 2, 3, 4, 5, 7, 8, 9, 6]),
        (RunQuery(sort=Sort.TOOK, descending=False), [8, 0, 1, 2, 3, 4, 5, 6, 7, 9]),
        (RunQuery(sort=Sort.OUTCOME), [9, 7, 5, 4, 3, 2, 1, 0, 6, 8]),
        (RunQuery(sort=Sort.TIME, descending=False), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]),
        (RunQuery(sort=Sort.DEVICE, order="WO-1"), [9, 7, 8]),
        (RunQuery("SN-", sort=Sort.TRAY, tray=1), [8, 4, 0]),
    ],
)
@pytest.mark.parametrize("few", [2_000, 1])
def test_narrowed(history, query, found, few, monkeypatch):
    monkeypatch.setattr("app.store.search._FEW", few)
    assert numbers(history, query) == found


@pytest.mark.parametrize("descending", [True, False], ids=["down", "up"])
@pytest.mark.parametrize("sort", list(Sort))
def test_pages_and_jumps_give_the_same_list(history, sort, descending):
    query = RunQuery(sort=sort, descending=descending)
    whole = history.list_runs(query)
    paged = []
    while page := history.list_runs(query, paged[-1].cursor(sort) if paged else None, limit=3):
        paged += page
    assert paged == whole
    for skip in range(11):
        assert history.list_runs(query, None, 4, skip) == whole[skip : skip + 4]
        assert history.list_runs(query, whole[1].cursor(sort), 2, skip) == whole[2 + skip : 4 + skip]


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
        before = page[-1].cursor()
    assert len(seen) == len(set(seen)) == 10_001
    assert seen == sorted(seen, reverse=True)


def steps(ledger, query: RunQuery, after=None, skip=0) -> int:
    """What SQLite does for one page, in hundreds of its machine's steps: the same on every machine, busy or not."""
    counted = itertools.count()
    with ledger._engine.connect() as connection:  # the pool has one, which the question takes next
        connection.connection.driver_connection.set_progress_handler(lambda: next(counted) < 0, 100)
    try:
        assert ledger.list_runs(query, after, limit=100, skip=skip)
    finally:
        with ledger._engine.connect() as connection:
            connection.connection.driver_connection.set_progress_handler(None, 100)
    return next(counted)


def test_the_last_page_is_as_quick_as_the_first_and_one_of_ten_thousand_is_found_at_once(long_history):
    oldest = long_history.list_runs(RunQuery(), limit=9_900)[-1].cursor()
    first = steps(long_history, RunQuery())
    assert first
    assert steps(long_history, RunQuery(), oldest) < 2 * first
    assert steps(long_history, RunQuery("EI-SN-004711")) < 2 * first
    assert steps(long_history, RunQuery("SN-FIRST")) < 2 * first
    assert steps(long_history, RunQuery(), skip=9_000) < 10 * first, "skipped in the index, not row by row"


@pytest.mark.parametrize("descending", [True, False], ids=["down", "up"])
@pytest.mark.parametrize("sort", list(Sort))
def test_sorting_by_any_column_takes_its_index(long_history, sort, descending):
    query = RunQuery(sort=sort, descending=descending)
    page = long_history.list_runs(query, limit=5_000)
    assert steps(long_history, query, page[-1].cursor(sort)) < 2 * steps(long_history, RunQuery())


def test_a_sorted_list_of_many_that_fit_walks_its_index_too(long_history):
    query = RunQuery(tray=1, operator="OP-07", sort=Sort.DEVICE)
    assert len(long_history.list_runs(query, limit=10)) == 10
    assert steps(long_history, query) < 60 * steps(long_history, RunQuery()), "two thousand looked at, and not ten"


def test_the_list_keeps_its_place_while_runs_are_added(file, clock):
    with Ledger.open(file, STATION, now=clock) as ledger:
        for number in range(6):
            ledger.begin(start_of(number))
        first = ledger.list_runs(RunQuery(), limit=3)
        ledger.begin(start_of(6))
        ledger.end_step(first[-1].run, result_of(start_of(3), Step.IDENTIFY))
        second = ledger.list_runs(RunQuery(), first[-1].cursor(), limit=3)
    assert [row.scan for row in first + second] == [f"SN-{number:06}" for number in (5, 4, 3, 2, 1, 0)]
