"""From every revision that there ever was, with data in its tables, to this one: every row survives and the chain holds."""

import datetime as dt
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from store_lab import DIGEST, NOW, STATION, chain_for, key_of, python, record_of, start_of, write, write_many
from uuid6 import uuid7

import app
from app.core.authority import Crl, Handover, Registered
from app.core.bulk import Batch, Job
from app.core.chain import Prior
from app.core.contact import Contact
from app.core.outbox import Settled
from app.core.people import Person, Role
from app.core.recipe import Recipe
from app.core.revocation import Reason
from app.core.run import NO_TRAY, Receipt, ReceiptState
from app.core.seal import Seal
from app.core.work import Order
from app.store import Ledger, RunQuery, Trust
from app.store.opening import REVISIONS, SCRIPTS
from app.store.sqlite import WRITING, engine_on

RECIPE = Recipe.load(Path(app.__file__).parent.parent / "resources" / "recipes" / "simulated.toml")
SEAL = Seal(Ed25519PrivateKey.generate())
TRUST = Trust(frozenset({SEAL.public}))


def runs(ledger):
    write_many(ledger, 3, chains=True)


def authorities(ledger):
    record = write(ledger, record_of(start_of(10), chain=chain_for("EI-10")))
    revoked = ledger.authorities.revoke(record.chain.fingerprint, Reason.KEY_COMPROMISE, note="lost", who="OP-09")
    ledger.authorities.add_crl(Crl(revoked.issuer, 1, NOW, NOW + dt.timedelta(days=30), 1, b"list"))
    ledger.authorities.add_registration(Registered(NOW, "f" * 64, "https://api.example", "prn:1:ca", "Line 2", "OP-07"))
    ledger.authorities.owe_removal(record.start.run, record.identifier, record.chain, "rotated")
    ledger.authorities.plan_handover(Handover(NOW, "main", "next", NOW + dt.timedelta(days=9), "OP-09"))


def bulk(ledger):
    ledger.bulk.begin(Job(uuid7(), NOW, "gateway", DIGEST, "cd" * 32, 6, "passphrase", "/somewhere/out"), "OP-07")


def debts(ledger):
    owed, settled = Receipt(ReceiptState.OWED), Receipt(ReceiptState.REGISTERED, "prn:d", "prn:c", ("req-9",), created=True)
    for number in (20, 21):
        record = record_of(start_of(number), chain=chain_for(f"EI-{number}"), receipt=owed, identifier=f"EI-{number}")
        ledger.begin(record.start)
        ledger.add_issued(record.start.run, record.identifier, key_of(record.chain), DIGEST, record.chain)
        ledger.finish(record, RECIPE)
    claim, *_ = ledger.outbox.list_due(NOW + dt.timedelta(days=1), 1)
    assert ledger.outbox.write([Settled(claim.id, settled, NOW)]) == 1


def people_and_orders(ledger):
    ledger.people.keep_person(Person("B-1", "Anna", Role.SUPERVISOR), "$argon2id$1", active=True, who="", why="admitted")
    ledger.people.add_login("B-1", right=True, how="logged in")
    ledger.orders.add(Order("WO-1", "Gateway", "gateway", "3", DIGEST, 3, listed=True, first_article=False), ["A", "B"], "B-1")
    ledger.orders.add(Order("WO-4711", "Gateway", "gateway", "3", DIGEST, 99, listed=False, first_article=False), [], "B-1")
    ledger.orders.scrap("WO-4711", "EI-SN-000000", "dropped", "B-1")


def heads(ledger):
    ledger.audit.sign_head("shift")


def batches(ledger):
    job = Job(uuid7(), NOW, "gateway", DIGEST, "cd" * 32, 6, "passphrase", "/somewhere/out")
    start = start_of(30, tray=NO_TRAY)
    ledger.begin(start)
    ledger.bulk.begin(job)
    chain = chain_for("EI-30")
    new = Prior(chain, "EI-30", key_of(chain), DIGEST, confirmed=False)
    ledger.bulk.add_batch(Batch(job.id, start.run, 1, last_row=3, issued=1, reused=0, refused=0), [new])


def contacts(ledger):
    awaited = Receipt(ReceiptState.AWAITED)
    record = write(ledger, record_of(start_of(40), chain=chain_for("EI-40"), receipt=awaited))
    assert ledger.contacts.add([Contact("prn:event:1", NOW, record.identifier, record.chain.fingerprint)])


def recipes(ledger):
    ledger.recipes.keep(RECIPE, "text", "B-1")
    ledger.recipes.approve(RECIPE.digest, "B-1")


DATA = {
    "0001": (runs,),
    "0002": (authorities,),
    "0003": (bulk,),
    "0004": (debts,),
    "0005": (people_and_orders,),
    "0006": (heads,),
    "0007": (batches,),
    "0008": (contacts,),
    "0009": (recipes,),
}
"""What a ledger could hold since each revision; one that is not named made no table."""


def put_back(file, revision):
    """The file as a program of that revision left it."""
    engine = engine_on(file)
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    with engine.connect().execution_options(**WRITING) as connection, connection.begin():
        config.attributes["connection"] = connection
        command.downgrade(config, revision)
    engine.dispose()


def rows(file):
    """Every row of every table, by the names of its columns."""
    with closing(sqlite3.connect(file)) as connection:
        connection.row_factory = sqlite3.Row
        tables = [
            name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'alembic_version'")
        ]
        return {table: [dict(row) for row in connection.execute(f"SELECT * FROM {table} ORDER BY sequence")] for table in tables}  # noqa: S608


@pytest.mark.parametrize("revision", REVISIONS)
def test_a_ledger_of_every_revision_is_brought_up_to_date_with_all_that_is_in_it(file, revision):
    seal = SEAL if revision >= "0006" else None
    with Ledger.open(file, STATION, seal=seal, now=lambda: NOW) as ledger:
        for since, fillers in DATA.items():
            if since <= revision:
                for fill in fillers:
                    fill(ledger)
        count = ledger.count_runs(RunQuery())
        whole = ledger.audit.verify()
    put_back(file, revision)
    before = rows(file)
    filled = {table for table, kept in before.items() if kept}
    assert {"runs", "steps", "certificates", "entries"} <= filled
    with Ledger.open(file, STATION, seal=seal, now=lambda: NOW) as ledger:
        after = rows(file)
        for table, kept in before.items():
            now = [{name: row[name] for name in old} for old, row in zip(kept, after[table], strict=False)]
            assert now == kept, table
        verified = ledger.audit.verify(TRUST if seal else None)
        assert (verified.runs, verified.certificates) == (whole.runs, whole.certificates)
        assert ledger.count_runs(RunQuery()) == count
        write(ledger, record_of(start_of(99)))
        assert ledger.audit.verify().runs == whole.runs + 1
    assert (file.with_name(f"{file.stem}.before-{REVISIONS[-1]}{file.suffix}").exists()) == (revision != REVISIONS[-1])


def test_every_table_had_data_in_some_revision(file):
    with Ledger.open(file, STATION, seal=SEAL, now=lambda: NOW) as ledger:
        for fillers in DATA.values():
            for fill in fillers:
                fill(ledger)
    put_back(file, max(DATA))
    assert {table for table, kept in rows(file).items() if not kept} == set()


CRASHING = """
import os, pathlib, signal, sys
from store_lab import *
from app.store import Ledger
ledger = Ledger.open(pathlib.Path(sys.argv[1]), STATION, now=lambda: NOW)
write_many(ledger, 3, chains=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_what_a_crash_left_in_the_journal_is_there_and_is_migrated_too(file):
    station = python("-c", CRASHING, str(file))
    words, _ = station.communicate(timeout=90)
    assert station.returncode == -9, words
    journal = file.with_name(f"{file.name}-wal")
    assert journal.stat().st_size > 0
    with closing(sqlite3.connect(f"file:{file}?mode=ro&immutable=1", uri=True)) as connection:
        assert connection.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'runs'").fetchone() == (1,)
        assert connection.execute("SELECT count(*) FROM runs").fetchone() == (0,), "all of it is in the journal alone"
    with Ledger.open(file, STATION, read_only=True) as reader:
        assert reader.verify().runs == 3
    with Ledger.open(file, STATION, now=lambda: NOW) as ledger:
        assert ledger.verify().runs == 3
        write(ledger, record_of(start_of(9)))
        assert ledger.verify().runs == 4
