"""Opening: made, brought up to date with a copy first, refused in words, and never changed by a refusal."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlmodel import SQLModel
from store_lab import NOW, STATION, python, record_of, start_of, write, write_many

from app.core.errors import StoreBusy, StoreDamaged, StoreNewer, StoreOlder
from app.store import Ledger, RunQuery, opening, upgrade
from app.store.opening import REVISIONS, SCRIPTS, migrate, prepare
from app.store.sqlite import engine_on

NEXT = f"{int(REVISIONS[-1]) + 1:04}"
"""A revision that this program does not know yet."""
SECOND = f"""
import sqlalchemy as sa
from alembic import op
revision = "{NEXT}"
down_revision = "{REVISIONS[-1]}"
branch_labels = depends_on = None
def upgrade():
    op.add_column("receipts", sa.Column("paper", sa.String(), nullable=True))
def downgrade():
    op.drop_column("receipts", "paper")
"""


def image(file: Path) -> bytes:
    return file.read_bytes()


def beside(file: Path) -> set[str]:
    return {path.name for path in file.parent.iterdir()}


def set_revision(file: Path, revision: str) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", (revision,))


# ---- the schema -------------------------------------------------------------------------------------------------


def test_the_last_revision_makes_what_the_tables_say():
    engine = engine_on(None)
    migrate(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, SQLModel.metadata) == []
        assert context.get_current_revision() == REVISIONS[-1]
    engine.dispose()


def test_the_program_knows_every_revision_in_order():
    scripts = ScriptDirectory(str(SCRIPTS))
    assert tuple(reversed([revision.revision for revision in scripts.walk_revisions()])) == REVISIONS


def test_every_revision_goes_up_and_down():
    engine = engine_on(None)
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    for _ in range(2):
        migrate(engine)
        with engine.connect() as connection, connection.begin():
            config.attributes["connection"] = connection
            command.downgrade(config, "base")
            left = connection.exec_driver_sql("SELECT name FROM sqlite_schema WHERE name NOT LIKE '%alembic_version%'").all()
            assert left == []
    engine.dispose()


def test_a_migration_copies_the_file_first_and_keeps_what_is_in_it(file, tmp_path):
    scripts = tmp_path / "50% scripts"
    (scripts / "versions").mkdir(parents=True)
    for path in (*SCRIPTS.glob("*.py"), *SCRIPTS.glob("versions/*.py")):
        (scripts / path.relative_to(SCRIPTS)).write_text(path.read_text())
    (scripts / "versions" / f"r{NEXT}_second.py").write_text(SECOND)
    with Ledger.open(file, STATION) as ledger:
        records = write_many(ledger, 3, chains=True)

    assert prepare(file, scripts=scripts, revisions=(*REVISIONS, NEXT)) == NEXT
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT count(*), count(paper) FROM receipts").fetchone() == (3, 0)
    copy = file.with_name(f"ledger.before-{NEXT}.sqlite")
    with Ledger.open(copy, STATION) as ledger:
        assert [ledger.get_run(record.start.run) for record in records] == records
        ledger.verify()
    with pytest.raises(StoreNewer, match=f"has schema {NEXT}; this Birthmark knows up to {REVISIONS[-1]}"):
        Ledger.open(file, STATION)


def test_a_migration_that_fails_leaves_the_ledger_as_it_was(file, tmp_path):
    scripts = tmp_path / "scripts"
    (scripts / "versions").mkdir(parents=True)
    for path in (*SCRIPTS.glob("*.py"), *SCRIPTS.glob("versions/*.py")):
        (scripts / path.relative_to(SCRIPTS)).write_text(path.read_text())
    (scripts / "versions" / f"r{NEXT}_second.py").write_text(SECOND.replace("def downgrade", "    op.execute('not SQL')\ndef downgrade"))
    Ledger.open(file, STATION).close()
    with pytest.raises(Exception, match="not SQL"):
        prepare(file, scripts=scripts, revisions=(*REVISIONS, NEXT))
    with Ledger.open(file, STATION) as ledger:
        write_many(ledger, 1)
        ledger.verify()


def test_upgrade_makes_and_keeps(file):
    assert upgrade(file) == REVISIONS[-1]
    assert upgrade(file) == REVISIONS[-1]
    with Ledger.open(file, STATION), pytest.raises(StoreBusy):
        upgrade(file)


# ---- opening ----------------------------------------------------------------------------------------------------


def test_an_open_ledger_is_found_again_and_leaves_no_journal(tmp_path):
    file = tmp_path / "new folder" / "50% größer?.sqlite"
    with Ledger.open(file, STATION) as ledger:
        record = write(ledger, record_of(start_of(1)))
    assert beside(file) == {file.name, f"{file.name}.lock"}
    with Ledger.open(file, STATION) as ledger:
        assert ledger.get_run(record.start.run) == record
        ledger.close()


def test_the_files_settings_are_those_of_a_ledger(ledger):
    with ledger._engine.connect() as connection:
        settings = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("journal_mode", "synchronous", "foreign_keys")}
    assert settings == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def test_a_ledger_that_is_up_to_date_opens_at_once_and_without_alembic(file):
    with Ledger.open(file, STATION) as ledger:
        write_many(ledger, 5, chains=True)
    code = (
        "import sys, time, pathlib; from app.store import Ledger, RunQuery; sys.modules['app.store']; Ledger;"
        "start = time.process_time(); ledger = Ledger.open(pathlib.Path(sys.argv[1]), 'A'); print(time.process_time() - start);"
        "ledger.list_runs(RunQuery()); print('alembic' in sys.modules)"
    )
    for _ in range(5):  # of the processor's time; another process may still get in its way
        seconds, alembic = python("-c", code, str(file)).communicate(timeout=60)[0].split()
        assert alembic == "False"
        if float(seconds) < 0.5:
            return
    pytest.fail("it took half a second of the processor each time")


def test_the_door_is_imported_without_sqlalchemy():
    code = "import sys, app.store; app.store.RunQuery(); print('sqlalchemy' in sys.modules)"
    assert python("-c", code).communicate(timeout=30)[0].strip() == "False"


def test_reading_beside_the_writer_and_never_writing(ledger, file):
    record = write(ledger, record_of(start_of(1)))
    with Ledger.open(file, "another", read_only=True) as reader:
        assert reader.get_run(record.start.run) == record
        write(ledger, record_of(start_of(2)))
        assert reader.count_runs(RunQuery()) == 2
        assert reader.verify().entries == 4
        with pytest.raises(Exception, match="may only be read") as caught:
            reader.note("test", {})
        assert caught.value.code == "STO-FULL"


# ---- refused ----------------------------------------------------------------------------------------------------


def test_a_second_ledger_on_one_file_is_refused_in_words(ledger, file):
    with pytest.raises(StoreBusy, match=r"Another Birthmark \(process \d+\) already writes the ledger"):
        Ledger.open(file, "LINE-3")
    assert ledger.chain_head()[0] == 0


def test_a_second_process_on_one_file_is_refused_and_may_read(ledger, file):
    code = """if True:
        import sys, pathlib
        from app.core.errors import StoreBusy
        from app.store import Ledger, RunQuery
        file = pathlib.Path(sys.argv[1])
        try:
            Ledger.open(file, "B")
        except StoreBusy as error:
            print(error.code, error.message)
        with Ledger.open(file, "B", read_only=True) as reader:
            print(reader.count_runs(RunQuery()))
    """
    write_many(ledger, 3)
    refusal, count = python("-c", code, str(file)).communicate(timeout=30)[0].splitlines()
    assert refusal.startswith("STO-BUSY Another Birthmark (process ")
    assert count == "3"


def test_the_lock_goes_with_the_process_that_held_it(file):
    code = "import sys, pathlib; from app.store import Ledger; Ledger.open(pathlib.Path(sys.argv[1]), 'A'); print('open'); sys.stdin.read()"
    other = python("-c", code, str(file), stdin=-1)
    assert other.stdout.readline() == "open\n"
    with pytest.raises(StoreBusy):
        Ledger.open(file, STATION)
    other.kill()
    other.communicate(timeout=10)
    Ledger.open(file, STATION).close()


def test_a_foreign_program_that_holds_the_file_too_long_is_told(ledger, file, monkeypatch):
    monkeypatch.setattr("app.store.sqlite._PATIENCE", 50)
    ledger._engine.dispose()
    with closing(sqlite3.connect(file)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreBusy, match="is held by another program"):
            ledger.begin(start_of(1))
        other.rollback()
    ledger.begin(start_of(1))


def test_a_newer_ledger_is_refused_and_left_as_it_is(file):
    Ledger.open(file, STATION).close()
    set_revision(file, "9999")
    before = image(file)
    for read_only in (False, True):
        with pytest.raises(StoreNewer, match="schema 9999") as caught:
            Ledger.open(file, STATION, read_only=read_only)
        assert "newer Birthmark" in caught.value.advice
    assert image(file) == before


def test_an_older_ledger_is_not_brought_up_to_date_by_a_reader(file, monkeypatch):
    Ledger.open(file, STATION).close()
    monkeypatch.setattr(opening, "REVISIONS", (*REVISIONS, NEXT))
    with pytest.raises(StoreOlder, match=f"schema {REVISIONS[-1]}"):
        Ledger.open(file, STATION, read_only=True)


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """The bytes of a ledger."""
    made = tmp_path_factory.mktemp("whole") / "ledger.sqlite"
    with Ledger.open(made, STATION) as ledger:
        write_many(ledger, 5, chains=True)
    return image(made)


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda _: b"", id="empty"),
        pytest.param(lambda _: b"not a database" * 1000, id="another file"),
        pytest.param(lambda whole: whole[: len(whole) // 2], id="cut off"),
        pytest.param(lambda whole: whole[:8192] + b"\xaa" * 4096 + whole[12288:], id="a page of rubbish"),
        pytest.param(lambda whole: b"\x00" * 100 + whole[100:], id="no header"),
    ],
)
def test_a_damaged_file_is_refused_and_left_as_it_is(file, whole, damage):
    file.write_bytes(damage(whole))
    before = image(file)
    for read_only in (False, True):
        with pytest.raises(StoreDamaged) as caught:
            Ledger.open(file, STATION, read_only=read_only)
        assert "backup" in caught.value.advice
        assert image(file) == before
        # A reader, who cannot know that nobody writes, may leave an empty journal.
        assert beside(file) <= {file.name, f"{file.name}.lock"} or read_only


def test_another_program_s_database_is_refused(file):
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("CREATE TABLE entries (x)")
    with pytest.raises(StoreDamaged, match="is no ledger"):
        Ledger.open(file, STATION)


def test_a_ledger_without_a_revision_is_refused(file):
    Ledger.open(file, STATION).close()
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("DELETE FROM alembic_version")
    with pytest.raises(StoreDamaged, match="does not say which schema"):
        Ledger.open(file, STATION)


def test_a_journal_without_its_ledger_is_not_overwritten(file):
    journal = file.with_name(f"{file.name}-wal")
    journal.write_bytes(b"what was written last")
    with pytest.raises(StoreDamaged, match="is gone, but its journal is still there"):
        Ledger.open(file, STATION)
    assert journal.read_bytes() == b"what was written last"


def test_reading_a_ledger_that_is_not_there(file):
    with pytest.raises(StoreDamaged, match="There is no ledger"):
        Ledger.open(file, STATION, read_only=True)
    assert not file.exists()


def test_damage_found_while_reading_is_told(ledger, file):
    write_many(ledger, 10, chains=True)
    ledger.close()
    size = file.stat().st_size
    with Ledger.open(file, STATION, now=lambda: NOW) as opened:
        opened._engine.dispose()
        file.write_bytes(image(file)[:8192] + b"\xaa" * (size - 8192))
        with pytest.raises(StoreDamaged):
            opened.verify()


def test_a_large_ledger_is_looked_over_whole_only_after_a_crash(file, monkeypatch):
    with Ledger.open(file, STATION) as ledger:
        write_many(ledger, 10, chains=True)
    whole = image(file)
    file.write_bytes(whole[: len(whole) - 4096] + b"\xaa" * 4096)
    monkeypatch.setattr(opening, "_SMALL", 1000)
    Ledger.open(file, STATION, read_only=True).close()
    file.with_name(f"{file.name}-wal").write_bytes(b"a crash")
    with pytest.raises(StoreDamaged):
        Ledger.open(file, STATION)
