"""A full disk, a folder that may only be read, and a power cut at any moment."""

import os
import random
import shutil
import subprocess
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError
from store_lab import NOW, STATION, Clock, python, record_of, start_of, write, write_many

from app.core.errors import StoreFull
from app.core.run import Outcome
from app.store import Ledger, RunQuery
from app.store.sqlite import driven


@pytest.fixture(scope="module")
def mounted() -> tuple[str, ...]:
    """The beginning of a command that runs in a name space of its own, where it may mount."""
    command = ("unshare", "--mount") if os.geteuid() == 0 else ("unshare", "--mount", "--map-root-user")
    works = shutil.which("unshare") and subprocess.run([*command, "mount", "-t", "tmpfs", "none", "/mnt"], check=False, capture_output=True)
    if not works or works.returncode:
        reason = "no file system can be mounted here, not even in a name space of its own"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return command


def run_mounted(command: tuple[str, ...], folder: Path, mount: str, code: str) -> str:
    """What `code` prints, run with `folder` (its first argument) mounted as the shell words say."""
    before = (*command, "sh", "-c", f'{mount} && exec "$@"', str(folder))
    return python("-c", code, str(folder), before=before).communicate(timeout=60)[0]


# ---- a full disk ------------------------------------------------------------------------------------------------

FULL = """if True:
    import sys, pathlib, shutil
    from store_lab import *
    from app.core.errors import StoreFull
    from app.store import Ledger, RunQuery
    folder = pathlib.Path(sys.argv[1])
    ballast = folder / "ballast"
    ledger = Ledger.open(folder / "ledger.sqlite", STATION)
    write_many(ledger, 1)
    ballast.write_bytes(bytes(shutil.disk_usage(folder).free - 500_000))
    number = 1
    try:
        while True:
            number += 1
            record = record_of(start_of(number))
            write(ledger, record)
    except StoreFull as error:
        print(error.code, error.message)
    runs = ledger.count_runs(RunQuery())
    print("enough" if number > 3 else "too few", runs - ledger.verify().runs <= 1)
    ballast.unlink()
    ledger.close_interrupted(NOW)
    write_many(ledger, 3)
    print(ledger.verify().runs == ledger.count_runs(RunQuery()))
    ledger.close()
    print(Ledger.open(folder / "ledger.sqlite", STATION).verify().runs - runs)
"""


def test_a_disk_that_fills_up_loses_nothing_and_is_told(mounted, tmp_path):
    lines = run_mounted(mounted, tmp_path, 'mount -t tmpfs -o size=8m none "$0"', FULL).splitlines()
    assert lines == [f"STO-FULL The ledger {tmp_path}/ledger.sqlite cannot grow: the disk is full.", "enough True", "True", "3"]


def test_a_new_ledger_on_a_full_disk_leaves_nothing_half_made(mounted, tmp_path):
    code = """if True:
        import sys, pathlib
        from app.core.errors import StoreFull
        from app.store import Ledger
        folder = pathlib.Path(sys.argv[1])
        try:
            Ledger.open(folder / "ledger.sqlite", "A")
        except StoreFull as error:
            print(error.code, sorted(path.name for path in folder.iterdir()))
    """
    assert run_mounted(mounted, tmp_path, 'mount -t tmpfs -o size=64k none "$0"', code) == "STO-FULL ['ledger.sqlite.lock']\n"


def test_a_call_that_finds_no_space_leaves_nothing_of_itself(ledger):
    write_many(ledger, 2)
    driven(ledger._writer).execute("PRAGMA max_page_count = 1")  # SQLite takes what the file has now
    with pytest.raises(StoreFull, match="cannot grow: the disk is full") as caught:
        write_many(ledger, 100, chains=True)
    assert "Make space" in caught.value.advice
    entries, _ = ledger.chain_head()
    assert ledger.verify().entries == entries


STRAY_STEP = """
    INSERT INTO steps (station, step, at, facts, id, sequence, run)
    SELECT station, step, at, '{}', 'new', 1 + max(sequence), 'none' FROM steps
"""
"""A step of a run that is not there."""


def test_a_commit_that_fails_leaves_the_next_call_a_clean_start(ledger):
    write_many(ledger, 1)
    before, _ = ledger.chain_head()

    def spoil() -> None:
        with ledger._transaction() as connection:
            driven(connection).execute("PRAGMA defer_foreign_keys = ON")  # SQLite looks at COMMIT, and then leaves the transaction open
            driven(connection).execute(STRAY_STEP)

    with pytest.raises(IntegrityError, match="FOREIGN KEY"):
        spoil()
    ledger.note("after", {})
    assert ledger.chain_head()[0] == before + 1 == ledger.verify().entries


# ---- a folder that may only be read -----------------------------------------------------------------------------

READ_ONLY = """if True:
    import sys, pathlib
    from app.core.errors import StoreFull
    from app.store import Ledger
    folder = pathlib.Path(sys.argv[1])
    for name in ("ledger.sqlite", "new.sqlite", "below/new.sqlite"):
        try:
            Ledger.open(folder / name, "A")
        except StoreFull as error:
            print(error.code, error.message.removeprefix(f"The ledger {folder}/"))
    with Ledger.open(folder / "ledger.sqlite", "A", read_only=True) as reader:
        print(reader.verify().runs)
"""


def test_a_folder_that_may_only_be_read_is_told_and_can_be_read(mounted, tmp_path):
    with Ledger.open(tmp_path / "ledger.sqlite", STATION) as ledger:
        write_many(ledger, 3)
    lines = run_mounted(mounted, tmp_path, 'mount --bind "$0" "$0" && mount -o remount,bind,ro "$0"', READ_ONLY).splitlines()
    assert lines == [
        "STO-FULL ledger.sqlite cannot be written: the system does not allow it.",
        "STO-FULL new.sqlite cannot be written: the system does not allow it.",
        "STO-FULL below/new.sqlite cannot be written: the system does not allow it.",
        "3",
    ]


def test_a_file_where_the_folder_should_be_is_told(tmp_path):
    (tmp_path / "home").write_text("a file")
    with pytest.raises(StoreFull, match="cannot be written: "):
        Ledger.open(tmp_path / "home" / "ledger.sqlite", STATION)


# ---- a power cut ------------------------------------------------------------------------------------------------

LANES = """if True:
    import sys, threading, pathlib, itertools
    from store_lab import *
    from app.store import Ledger
    def lane(file, ledger, tray):
        for number in itertools.count():
            record = record_of(start_of(number, tray=tray, scan=f"T{tray}-{number}"))
            run = record.start.run.hex
            ledger.begin(record.start)
            print(f"{file} begun {run}\\n", end="", flush=True)
            for result in record.steps:
                ledger.begin_step(record.start.run, result.step, result.at)
                print(f"{file} step {run} {result.step.value}\\n", end="", flush=True)
                if result.step is Step.ISSUE and number % 5 == 0:
                    chain = chain_for(record.identifier)
                    ledger.add_issued(record.start.run, record.identifier, key_of(chain), DIGEST, chain)
                    print(f"{file} issued {run} {chain.fingerprint}\\n", end="", flush=True)
                ledger.end_step(record.start.run, result)
            ledger.finish(record)
            print(f"{file} ended {run}\\n", end="", flush=True)
    ledgers = {file: Ledger.open(pathlib.Path(file), STATION) for file in sys.argv[1:]}
    for file, ledger in ledgers.items():
        for tray in (1, 2):
            threading.Thread(target=lane, args=(file, ledger, tray)).start()
"""


@pytest.mark.parametrize("seed", range(2))
def test_kill_9_at_any_moment_loses_nothing_that_was_acknowledged(tmp_path, seed):
    files = [tmp_path / f"ledger-{number}.sqlite" for number in range(3)]  # one kill meets each of them in another moment
    station = python("-c", LANES, *map(str, files))
    told = [station.stdout.readline() for _ in range(random.Random(seed).randrange(10, 300))]
    station.kill()
    told += station.communicate(timeout=60)[0].splitlines(keepends=True)
    words = [line.split() for line in told if line.endswith("\n")]
    assert {word[1] for word in words} <= {"begun", "step", "issued", "ended"}, "".join(told)
    for file in files:
        require_nothing_lost(file, [tuple(rest) for name, *rest in words if name == str(file)])


def require_nothing_lost(file, words):
    """What a killed station had acknowledged is in its ledger, which adds up, and in which one can go on."""
    with Ledger.open(file, STATION, now=Clock(NOW)) as ledger:
        ledger.verify()
        before = {row.run.hex: row for row in ledger.list_runs(RunQuery(), limit=10_000)}
        interrupted = {run.hex for run in ledger.close_interrupted(NOW)}
        for what, run, *rest in words:
            record = ledger.get_run(before[run].run)
            match what:
                case "step":
                    assert rest[0] in {step.step.value for step in record.steps}
                case "issued":
                    assert ledger.knows_certificate(rest[0])
                case "ended":
                    assert record.outcome is Outcome.PASSED
        assert interrupted == {run for run, row in before.items() if row.outcome is None}
        assert len(interrupted) <= 2
        write(ledger, record_of(start_of(1)))
        assert ledger.verify().runs == len(before) + 1
