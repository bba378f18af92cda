"""Backups: proven, signed, encrypted if asked; brought back with proof, and what was there is set aside, never overwritten."""

import shutil

import pyrage
import pytest
from store_lab import STATION, write_many

from app.audit import back_up, prune, restore
from app.core.errors import BackupUnusable, ChainBroken, ExportUnwritable, StoreBusy, StoreDamaged
from app.settings import load
from app.station import open_station
from app.store import EntryQuery, Ledger, RunQuery, Trust


@pytest.fixture
def file(tmp_path):
    return tmp_path / "ledger.sqlite"


def bring(backup, file, seal, **more):
    return restore(backup, file, seal, STATION, **({"who": "OP-09", "why": "the disk died"} | more))


def opened(file, seal, **more):
    return Ledger.open(file, STATION, seal=seal, **more)


def test_a_backup_is_made_beside_the_writer_and_brought_back_with_what_is_lost_told(file, seal, tmp_path):
    anchor = tmp_path / "anchor"
    anchor.mkdir()
    with opened(file, seal, anchor=anchor) as ledger:
        write_many(ledger, 3)
        made = back_up(ledger, seal, STATION, tmp_path / "backups", who="OP-07")
        assert made.entries == 7
        write_many(ledger, 2)
        (entry,) = ledger.audit.list_entries(EntryQuery("backup.made"))
        assert (entry.who, entry.facts["file"]) == ("OP-07", made.file.name)
        with pytest.raises(StoreBusy):
            bring(made.file, file, seal)
    before = file.read_bytes()

    done = bring(made.file, file, seal, anchor=anchor)
    assert (done.entries, done.lost) == (7, "entries 8 to 12 are not in it.")
    assert done.aside.read_bytes() == before
    with opened(file, seal, anchor=anchor) as ledger:
        verified = ledger.audit.verify(Trust(frozenset({seal.public}), anchor))
        assert ledger.count_runs(RunQuery()) == 3
        (told,) = ledger.audit.list_entries(EntryQuery("ledger.restored"))
        assert (told.number, told.facts["why"], told.facts["who"]) == (8, "the disk died", "OP-09")
        assert verified.remarks[-1].startswith("At entry 8 the ledger was brought back from a backup")
        write_many(ledger, 1)
    with Ledger.open(done.aside, STATION, read_only=True) as old:
        assert old.audit.verify(Trust(frozenset({seal.public}))).entries == 12


def test_a_damaged_ledger_is_refused_left_as_it_is_and_replaced_by_a_backup(file, seal, tmp_path):
    with opened(file, seal) as ledger:
        write_many(ledger, 3)
        made = back_up(ledger, seal, STATION, tmp_path / "backups")
    damaged = b"SQLite format 3\x00" + bytes(5_000)
    file.write_bytes(damaged)
    with pytest.raises(StoreDamaged):
        opened(file, seal)
    assert file.read_bytes() == damaged
    done = bring(made.file, file, seal)
    assert done.aside.read_bytes() == damaged
    with opened(file, seal) as ledger:
        assert ledger.audit.verify().runs == 3


def test_an_encrypted_backup_is_read_only_with_its_key(file, seal, tmp_path):
    key = pyrage.x25519.Identity.generate()
    identity = tmp_path / "key.txt"
    identity.write_text(f"# secret\n{key}\n")
    other = tmp_path / "other.txt"
    other.write_text(str(pyrage.x25519.Identity.generate()))
    with opened(file, seal) as ledger:
        write_many(ledger, 2)
        made = back_up(ledger, seal, STATION, tmp_path / "backups", recipient=str(key.to_public()))
        with pytest.raises(BackupUnusable, match="cannot be encrypted for"):
            back_up(ledger, seal, STATION, tmp_path / "backups", recipient="nobody")
    assert sorted(path.name for path in (tmp_path / "backups").iterdir()) == [
        made.file.name,
        f"{made.file.name}.json",
        f"{made.file.name}.json.sig",
    ]
    assert b"SQLite" not in made.file.read_bytes()
    assert b"OP-07" not in made.file.read_bytes()
    with pytest.raises(BackupUnusable, match="is encrypted"):
        bring(made.file, file, seal)
    with pytest.raises(BackupUnusable, match="cannot be decrypted"):
        bring(made.file, file, seal, identity=other)
    assert bring(made.file, file, seal, identity=identity).entries == 5


def _flip(file):
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(bytes(content))


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (_flip, "is not what its signed description says"),
        (lambda backup: _flip(backup.with_name(f"{backup.name}.json")), "was altered"),
        (lambda backup: backup.with_name(f"{backup.name}.json").unlink(), "cannot be read"),
        (lambda backup: backup.with_name(f"{backup.name}.json.sig").unlink(), "cannot be read"),
        (lambda backup: backup.unlink(), "cannot be read"),
    ],
)
def test_a_backup_that_was_altered_changes_nothing(file, seal, tmp_path, harm, words):
    with opened(file, seal) as ledger:
        write_many(ledger, 2)
        made = back_up(ledger, seal, STATION, tmp_path / "backups")
    before = file.read_bytes()
    harm(made.file)
    with pytest.raises(BackupUnusable, match=words):
        bring(made.file, file, seal)
    assert file.read_bytes() == before


def test_a_backup_put_in_place_by_hand_is_found(file, seal, tmp_path):
    with opened(file, seal) as ledger:
        write_many(ledger, 2)
        made = back_up(ledger, seal, STATION, tmp_path / "backups")
        write_many(ledger, 2)
    shutil.copy(made.file, file)
    with pytest.raises(ChainBroken, match="replaced by an older one"):
        opened(file, seal)


def test_old_backups_of_this_station_go(file, seal, tmp_path):
    folder = tmp_path / "backups"
    with opened(file, seal) as ledger:
        made = [back_up(ledger, seal, STATION, folder).file for _ in range(3)]
        other = folder / f"birthmark-{STATION}-B-20260101T000000000000Z.db"
        other.write_text("another station's")
    assert prune(folder, STATION, 2) == made[:1]
    assert {path.name for path in folder.glob("*.db")} == {made[1].name, made[2].name, other.name}


def test_where_it_cannot_be_written_is_told(file, seal, tmp_path):
    (tmp_path / "folder").write_text("a file")
    with opened(file, seal) as ledger, pytest.raises(ExportUnwritable, match="The backup cannot be written"):
        back_up(ledger, seal, STATION, tmp_path / "folder")


def test_the_end_of_a_shift_exports_and_backs_up_and_a_share_that_is_away_keeps_no_station_open(tmp_path):
    home = tmp_path / "home"
    home.mkdir()
    (home / "station.toml").write_text(
        f'station = "{STATION}"\n[audit]\nexport_to = "{tmp_path / "share"}"\nbackup_to = "{tmp_path / "backups"}"\nbackup_keep = 1\n'
    )
    settings = load(home)
    counts = []
    for runs in (2, 3):
        with open_station(settings) as station:
            write_many(station.ledger, runs)
    with open_station(settings) as station:
        counts = [entry.facts["count"] for entry in station.ledger.audit.list_entries(EntryQuery("export.made"))]
        assert station.ledger.audit.verify(Trust(frozenset({station.seal.public}))).runs == 5
    assert len(list((tmp_path / "share").iterdir())) == 3
    assert len(list((tmp_path / "backups").glob("*.db"))) == 1
    assert len(counts) == 2
    shutil.rmtree(tmp_path / "share")
    (tmp_path / "share").write_text("no folder")
    with open_station(settings):
        pass
    with open_station(settings) as station:
        (problem,) = station.ledger.audit.list_entries(EntryQuery("shift.unfinished"))
        assert problem.facts["code"] == "STO-EXPORT"
