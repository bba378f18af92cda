"""What happened to one unit, and where a run stands in the chain."""

import datetime as dt

import pytest
from store_lab import NOW, STATION, Clock, chain_for, record_of, start_of, write

from app.core.errors import DeviceTimeout
from app.core.revocation import Reason
from app.core.run import Failure, Outcome
from app.store import Ledger, RunQuery

CHAIN = chain_for("EI-SN-000003")


@pytest.fixture(scope="module")
def ledger():
    """A unit that fails, passes and is revoked; and others around it."""
    clock = Clock()
    with Ledger.open(None, STATION, now=clock) as opened:
        write(opened, record_of(start_of(2), Outcome.PASSED, chain_for("EI-SN-000002")))
        failed = start_of(3)
        write(opened, record_of(failed, Outcome.FAILED, None, Failure.of(DeviceTimeout("No answer."))))
        write(opened, record_of(start_of(4), Outcome.PASSED, chain_for("EI-SN-000004")))
        again = start_of(3, at=NOW + dt.timedelta(minutes=5))
        clock.at = again.at + dt.timedelta(seconds=2)
        write(opened, record_of(again, Outcome.PASSED, CHAIN))
        clock.at = NOW + dt.timedelta(hours=1)
        opened.authorities.revoke(CHAIN.fingerprint, Reason.KEY_COMPROMISE, note="came back", who="OP-09")
        yield opened


@pytest.mark.parametrize("name", ["EI-SN-000003", "SN-000003", " SN-000003\n"])
def test_every_run_certificate_and_revocation_in_one_story(ledger, name):
    story = ledger.tell_story(name)
    told = [(entry.kind, entry.facts.get("outcome", "")) for entry in story]
    assert told == [
        ("run.begun", ""),
        ("run.ended", "FAILED"),
        ("run.begun", ""),
        ("certificate.issued", ""),
        ("run.ended", "PASSED"),
        ("certificate.revoked", ""),
    ]
    assert story[-1].who == "OP-09"
    assert {entry.facts.get("identifier", "EI-SN-000003") for entry in story} == {"EI-SN-000003"}


@pytest.mark.parametrize("name", ["EI-SN-000099", "EI-SN-00000", "%", "\x00"])
def test_a_unit_that_nobody_knows_has_no_story(ledger, name):
    assert ledger.tell_story(name) == []


def test_a_run_knows_its_place_in_the_chain(ledger):
    run = ledger.list_runs(RunQuery("SN-000003"))[0].run
    place = ledger.find_place(run)
    (entry,) = [entry for entry in ledger.tell_story("SN-000003") if entry.run == run and entry.kind == "run.ended"]
    assert (place.number, place.hash, place.signed, place.signed_at) == (entry.number, entry.hash, 0, None)
