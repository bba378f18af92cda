"""A short shift by scanner alone on a real X display: what happened stands in the ledger, and the screen showed it."""

from collections import Counter

import pytest

from app.core.run import Outcome
from app.store import EntryQuery, Ledger, RunQuery
from tests.e2e.factory import ORDER
from tests.e2e.shift import STATION, Shift, leave, plan, try_to_get_out, work

UNITS = 6
WIDE = 0.2
"""Seconds between two keys of the scanner at most: a busy machine tears no scan then."""


@pytest.mark.window
def test_a_shift_by_scanner_alone_in_a_kiosk_that_only_an_administrator_leaves(display, manager, tmp_path):  # noqa: ARG001 - it manages
    environment = {**display.environment, "BIRTHMARK_KIOSK": "true", "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"}
    day, shift = plan(UNITS), Shift(tmp_path / "home", None, environment, UNITS, WIDE)
    try:
        work(shift, day)
        try_to_get_out(shift)
        leave(shift)
    finally:
        code = shift.close()
    assert code == 0
    with Ledger.open(tmp_path / "home/ledger.db", STATION, read_only=True) as ledger:
        records = [ledger.get_run(row.run) for row in ledger.list_runs(RunQuery())]
        counts, proof = ledger.orders.count(ORDER), ledger.verify()
        logins = ledger.audit.count_entries(EntryQuery(kind="login.tried"))
        labels = ledger.audit.count_entries(EntryQuery(kind="label.owed"))
    assert (counts.passed, counts.certified, counts.registered) == (UNITS, UNITS, UNITS)
    assert {(record.start.operator, record.start.order) for record in records} == {("OP-07", ORDER)}
    passed = Counter(record.identifier for record in records if record.outcome is Outcome.PASSED)
    assert passed == dict.fromkeys(day.serials, 1)
    codes = {(record.start.port.serial, record.failure.code) for record in records if record.failure}
    wrong = {(serial, "ADM-LABEL") for serial in day.wrong}
    assert codes >= {*wrong, (day.loose, "DEV-GONE"), (day.bad, "DEV-REFUSED"), (f"0042-{5000 + UNITS}", "ADM-QUOTA")}
    assert (logins, proof.runs) == (3, len(records))
    assert labels > UNITS  # and at least one that was asked for again
