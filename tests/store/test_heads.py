"""Signed heads: a chain that was cut off, replaced or written anew is found, by what is kept apart from it."""

import datetime as dt
import shutil
import sqlite3
from contextlib import closing

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from store_lab import NOW, STATION, Clock, record_of, start_of, unguarded, write, write_many

from app.core.errors import ChainBroken, StoreDamaged
from app.core.seal import Seal
from app.store import Ledger, Trust
from app.store.heads import apart_of

SEAL = Seal(Ed25519PrivateKey.generate())
TRUST = Trust(frozenset({SEAL.public}))


def opened(file, **more):
    return Ledger.open(file, STATION, **({"seal": SEAL, "now": Clock()} | more))


def fault_of(file, trust=TRUST) -> str:
    with Ledger.open(file, STATION, read_only=True) as ledger, pytest.raises(ChainBroken) as caught:
        ledger.audit.verify(trust)
    return caught.value.message


@pytest.fixture
def signed(file):
    """Five runs, closed well."""
    with opened(file) as ledger:
        write_many(ledger, 5)
    return file


def cut(file, after: int) -> None:
    """Take everything away that came after an entry, so well that the rest adds up."""
    unguarded(
        file,
        *(
            f"DELETE FROM {table} WHERE run IN (SELECT run FROM entries WHERE sequence > {after})"  # noqa: S608 - numbers and names
            for table in ("steps", "receipts")
        ),
        f"DELETE FROM devices WHERE passed_run IN (SELECT run FROM entries WHERE sequence > {after})",  # noqa: S608
        f"DELETE FROM runs WHERE id IN (SELECT run FROM entries WHERE sequence > {after})",  # noqa: S608
        f"DELETE FROM entries WHERE sequence > {after}",  # noqa: S608
        f"DELETE FROM heads WHERE entry > {after}",  # noqa: S608
    )


def test_a_signed_chain_holds_and_says_how_often_it_was_signed(signed):
    with Ledger.open(signed, STATION, read_only=True) as ledger:
        verified = ledger.audit.verify(TRUST)
    assert (verified.entries, verified.runs, verified.heads, verified.remarks) == (11, 5, 1, ())


def test_opening_and_closing_alone_signs_nothing_new(signed):
    for _ in range(3):
        opened(signed).close()
    with Ledger.open(signed, STATION, read_only=True) as ledger:
        assert ledger.audit.verify(TRUST).heads == 1


@pytest.mark.parametrize("after", [9, 1])
def test_an_end_that_was_taken_away_is_found(signed, after):
    cut(signed, after)
    assert f"was cut off: it ends at entry {after}, but the signed head kept in" in fault_of(signed)
    with pytest.raises(ChainBroken, match=r"it reached 11\. The ledger was cut short, or replaced by an older one"):
        opened(signed)


def test_even_one_entry_less_than_at_a_crash_is_found(file):
    ledger = opened(file)
    write_many(ledger, 2)
    ledger._engine.dispose()  # as a crash would: nothing is signed in the end
    ledger._lock.release()
    cut(file, 3)
    with pytest.raises(ChainBroken, match="it reached 5"):
        opened(file)


def test_an_older_backup_in_its_place_is_found(signed, tmp_path):
    backup = tmp_path / "backup"
    shutil.copy(signed, backup)
    with opened(signed) as ledger:
        write(ledger, record_of(start_of(7)))
    shutil.copy(backup, signed)
    assert "replaced by an older one" in fault_of(signed)


def test_an_empty_ledger_in_its_place_is_not_even_made(signed):
    signed.unlink()
    with pytest.raises(StoreDamaged, match="the signed head of its audit chain is still there"):
        opened(signed)
    assert not signed.exists()


def test_a_chain_written_anew_by_somebody_else_is_found(signed):
    signed.unlink()
    apart_of(signed).unlink()
    with opened(signed, seal=Seal(Ed25519PrivateKey.generate())) as ledger:
        write_many(ledger, 5)
    assert "does not know the station's key" in fault_of(signed)


def test_the_same_chain_with_other_words_in_its_last_entries_is_found(signed):
    with Ledger.open(signed.with_name("other.sqlite"), STATION, seal=SEAL, now=Clock()) as ledger:
        write_many(ledger, 5)
    shutil.copy(signed.with_name("other.sqlite"), signed)
    assert "is another one: entry 11 is not what the signed head" in fault_of(signed)


def test_a_signature_or_a_head_in_the_ledger_that_is_wrong_is_told(signed):
    unguarded(signed, "UPDATE heads SET signature = '00' || substr(signature, 3)")
    assert "The signature at entry 11" in fault_of(signed)
    unguarded(signed, "UPDATE heads SET hash = 'x'")
    assert "entry 11 was altered, and every later one" in fault_of(signed)
    unguarded(signed, "UPDATE heads SET entry = 99")
    assert "it was cut off: it ends at entry 11, and a head was signed at entry 99" in fault_of(signed)


def test_a_head_kept_apart_that_is_gone_or_garbled_is_told_and_stays_in_the_chain(signed):
    apart = apart_of(signed)
    apart.write_bytes(b"nothing that anybody signed")
    assert "holds no head that this station signed" in fault_of(signed)
    apart.unlink()
    assert "is gone" in fault_of(signed)
    with opened(signed) as ledger:
        write_many(ledger, 1)
    with Ledger.open(signed, STATION, read_only=True) as ledger:
        assert ledger.audit.verify(TRUST).remarks == ("At entry 12 the signed head that is kept apart was gone, on 2026-11-23.",)


def test_half_a_slot_written_at_a_power_cut_is_no_break(signed):
    apart = apart_of(signed)
    content = bytearray(apart.read_bytes())
    with opened(signed) as ledger:
        write_many(ledger, 1)
    after = apart.read_bytes()
    changed = next(place for place in (0, 1024) if content[place : place + 1024] != after[place : place + 1024])
    apart.write_bytes(after[:changed] + after[changed : changed + 100] + bytes(924) + after[changed + 1024 :])
    with opened(signed) as ledger:
        assert ledger.audit.verify(TRUST).remarks == ()


def test_the_anchor_elsewhere_finds_what_the_file_beside_it_does_not(file, tmp_path):
    anchor = tmp_path / "share"
    anchor.mkdir()
    with opened(file, anchor=anchor) as ledger:
        write_many(ledger, 2)
        ledger.audit.sign_head("shift")
        write_many(ledger, 2)
    trust = Trust(TRUST.keys, anchor)
    with Ledger.open(file, STATION, read_only=True) as ledger:
        assert ledger.audit.verify(trust).entries == 9
    cut(file, 7)
    apart_of(file).unlink()
    with opened(file) as ledger:
        assert ledger.audit.verify(TRUST).entries == 8
    assert "is another one" not in fault_of(file, trust)
    assert "it reached 9" in fault_of(file, trust)
    shutil.rmtree(anchor)
    assert "cannot be read" in fault_of(file, trust)


def test_an_anchor_that_cannot_be_written_stops_nothing(file, tmp_path):
    with opened(file, anchor=tmp_path / "not there") as ledger:
        write_many(ledger, 2)
        ledger.audit.sign_head("shift")
        assert ledger.audit.verify(TRUST).heads == 1


def test_a_head_is_in_the_ledger_every_so_often(file, monkeypatch):
    monkeypatch.setattr("app.store.heads.EVERY", 6)
    with opened(file) as ledger:
        write_many(ledger, 10)
        assert ledger.audit.verify(TRUST).heads == 3
    with closing(sqlite3.connect(file)) as connection:
        reasons = connection.execute("SELECT entry, reason FROM heads ORDER BY sequence").fetchall()
    assert reasons == [(6, ""), (12, ""), (18, ""), (21, "close")]


def test_a_new_key_is_told_and_both_count(signed):
    new = Seal(Ed25519PrivateKey.generate())
    with opened(signed, seal=new) as ledger:
        write_many(ledger, 1)
    with Ledger.open(signed, STATION, read_only=True) as ledger:
        verified = ledger.audit.verify(Trust(frozenset({new.public})))
    assert verified.heads == 2
    assert verified.remarks == ("At entry 12 the station got a new signing key, on 2026-11-23.",)


def test_a_clock_that_goes_back_is_told(file):
    clock = Clock(NOW)
    with opened(file, now=clock) as ledger:
        ledger.note("program.started", {})
        clock.at = NOW - dt.timedelta(days=365)
        ledger.note("program.started", {})
        clock.at = NOW + dt.timedelta(seconds=1)
        ledger.note("program.started", {})
        clock.at = NOW - dt.timedelta(seconds=30)
        ledger.note("program.started", {})
        assert ledger.audit.verify(TRUST).remarks == ("At entry 3 the clock went back by 365 days, to 2025-11-23 12:00:00 UTC.",)


def test_the_walk_tells_how_far_it_is_and_can_be_stopped(signed):
    class Enough(Exception):
        pass

    told = []
    with Ledger.open(signed, STATION, read_only=True) as ledger:
        ledger.audit.verify(TRUST, lambda done, of: told.append((done, of)))
        assert told[-1] == (11, 11)

        def stop(_done, _of):
            raise Enough

        with pytest.raises(Enough):
            ledger.audit.verify(TRUST, stop)
