"""Bulk jobs in the ledger: a batch is there with its certificates or not at all, and the audit chain vouches for both."""

from dataclasses import replace
from datetime import timedelta
from uuid import RFC_4122

import pytest
from store_lab import DIGEST, NOW, STATION, chain_for, key_of, record_of, start_of, unguarded, write
from uuid6 import uuid7

from app.core.bulk import Batch, Job
from app.core.chain import Prior
from app.core.device import Port, PortKind
from app.core.errors import ChainBroken, DeviceTimeout
from app.core.revocation import Reason
from app.core.run import NO_TRAY, Failure, Outcome
from app.store import Ledger
from app.store.numbers import new_ids


@pytest.fixture
def job():
    return Job(uuid7(), NOW, "gateway", DIGEST, "cd" * 32, 6, "passphrase", "/somewhere/out")


@pytest.fixture
def run(ledger):
    start = start_of(0, tray=NO_TRAY, scan="", steps=(), port=Port(PortKind.FOLDER, "/somewhere/out", "folder"))
    ledger.begin(start)
    return start


def made(*names):
    chains = {name: chain_for(name) for name in names}
    return [Prior(chain, name, key_of(chain), DIGEST, confirmed=False) for name, chain in chains.items()]


def batch_of(job, run, number, issued):
    return Batch(job.id, run.run, number, last_row=number * 3, issued=issued, reused=0, refused=1)


def test_a_job_is_found_as_it_was_begun_and_goes_on(ledger, job, run):
    assert ledger.bulk.find(job.id) is None
    ledger.bulk.begin(job, "OP-07")
    ledger.bulk.add_batch(first := batch_of(job, run, 1, 2), made("EI-1", "EI-2"))
    ledger.bulk.add_batch(second := batch_of(job, run, 2, 0), [])
    ledger.bulk.mark_written(job.id, 1)
    assert ledger.bulk.list_batches(job.id) == [first, second]
    assert ledger.bulk.list_batches(job.id, after=1) == [second]
    assert ledger.bulk.find(job.id) == replace(job, written=1)
    ledger.bulk.end(job.id, "ef" * 32, "OP-07")
    assert ledger.bulk.find(job.id).ended is not None


def test_certificates_of_a_batch_are_known_like_any_other(ledger, job, run):
    priors = made("EI-1", "EI-2", "EI-3")
    ledger.bulk.begin(job)
    ledger.bulk.add_batch(batch_of(job, run, 1, 3), priors)
    assert ledger.list_issued("EI-2", "") == [priors[1]]
    assert ledger.knows_certificate(priors[2].chain.fingerprint)
    among = ledger.list_issued_among(["EI-1", "nobody"], [priors[1].key])
    assert {prior.identifier for prior in among} == {"EI-1", "EI-2"}
    chains = ledger.bulk.find_chains([priors[0].chain.fingerprint, "00" * 32])
    assert chains == {priors[0].chain.fingerprint: priors[0].chain}
    verified = ledger.verify()
    assert verified.certificates == 3


def test_what_is_made_ahead_is_watched_until_its_unit_has_another_certificate(ledger, job, run):
    ledger.bulk.begin(job)
    ledger.bulk.add_batch(batch_of(job, run, 1, 3), news := made("EI-SN-000001", "EI-SN-000002", "EI-SN-000003"))
    assert ledger.authorities.count_ending() == 3
    write(ledger, record_of(start_of(1), Outcome.FAILED, failure=Failure.of(DeviceTimeout("No answer."))))
    write(ledger, record_of(start_of(2), chain=(other := chain_for("EI-SN-000002", NOW + timedelta(days=9)))))
    write(ledger, record_of(start_of(3), chain=news[2].chain))
    ledger.authorities.revoke(news[2].chain.fingerprint, Reason.SUPERSEDED)
    ending = ledger.authorities.list_ending(NOW + timedelta(days=366))
    assert [each.fingerprint for each in ending] == [other.fingerprint, news[0].chain.fingerprint]
    assert ledger.authorities.count_ending() == 2


def test_a_batch_that_is_refused_leaves_nothing(ledger, job, run):
    ledger.bulk.begin(job)
    (again,) = made("EI-1")
    ledger.bulk.add_batch(batch_of(job, run, 1, 1), [again])
    with pytest.raises(Exception, match=r"UNIQUE|never replaced"):
        ledger.bulk.add_batch(batch_of(job, run, 2, 2), [*made("EI-9"), again])
    assert [batch.number for batch in ledger.bulk.list_batches(job.id)] == [1]
    assert ledger.list_issued("EI-9", "") == []
    ledger.verify()


def test_a_bulk_run_counts_as_no_unit_and_an_interrupted_one_names_none(ledger, job, run):
    ledger.bulk.begin(job)
    ledger.bulk.add_batch(batch_of(job, run, 1, 1), made("EI-1"))
    assert ledger.close_interrupted(NOW) == [run.run]
    record = ledger.get_run(run.run)
    assert (record.outcome, record.identifier, record.chain) == (Outcome.ERROR, "", None)
    assert ledger.tally(start_of(0).at).errors == 0
    ledger.begin(other := start_of(1))
    ledger.finish(record_of(other))
    assert ledger.tally(start_of(0).at).passed == 1


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE bulk_batches SET issued = 7", "bulk_batches was altered"),
        ("UPDATE bulk_jobs SET folder = '/elsewhere'", "bulk_jobs was altered"),
        ("DELETE FROM bulk_batches", "other bulk_batches"),
        ("UPDATE certificates SET identifier = 'EI-2' WHERE identifier = 'EI-1'", "was altered or inserted"),
    ],
)
def test_what_was_altered_is_found(tmp_path, job, statement, words):
    file = tmp_path / "ledger.db"
    with Ledger.open(file, STATION, now=lambda: NOW) as ledger:
        start = start_of(0, tray=NO_TRAY)
        ledger.begin(start)
        ledger.bulk.begin(job)
        ledger.bulk.add_batch(batch_of(job, start, 1, 1), made("EI-1"))
        ledger.verify()
    unguarded(file, statement)
    with Ledger.open(file, STATION, now=lambda: NOW) as ledger, pytest.raises(ChainBroken, match=words):
        ledger.verify()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE bulk_batches SET issued = 7",
        "DELETE FROM bulk_jobs",
        "UPDATE bulk_jobs SET written = 0",
        "INSERT OR REPLACE INTO bulk_batches SELECT * FROM bulk_batches",
    ],
)
def test_the_database_itself_refuses_to_forget(ledger, job, run, statement):
    ledger.bulk.begin(job)
    ledger.bulk.add_batch(batch_of(job, run, 1, 1), made("EI-1"))
    ledger.bulk.mark_written(job.id, 1)
    with pytest.raises(Exception, match=r"never|stays"), ledger._writing() as session:
        session.connection().exec_driver_sql(statement)


def test_keys_of_rows_that_are_added_together_are_uuids_in_their_order():
    made = new_ids(5_000)
    assert made == sorted(set(made)), "in the order of their rows, so that the index grows at its end"
    assert {(key.version, key.variant) for key in made} == {(7, RFC_4122)}
    assert abs((made[0].int >> 80) - uuid7().int // 2**80) < 600_000, "milliseconds since 1970"
