"""A station that signs, killed at random while it works; `python tests/store/killing.py RUNS` until it made so many runs."""

import os
import random
import sys
import tempfile
import time
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from store_lab import STATION, python

from app.core.run import Outcome
from app.core.seal import Seal
from app.store import Ledger, RunQuery, Trust

LANES = """if True:
    import itertools, pathlib, sys, threading
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from store_lab import *
    from app.core.seal import Seal
    from app.store import Ledger
    folder = pathlib.Path(sys.argv[1])
    seal = Seal(Ed25519PrivateKey.from_private_bytes((folder / "key").read_bytes()))
    ledger = Ledger.open(folder / "ledger.sqlite", STATION, seal=seal, anchor=folder)
    ledger.close_interrupted(NOW)
    def lane(tray):
        for number in itertools.count():
            record = record_of(start_of(number, tray=tray))
            ledger.begin(record.start)
            print(f"begun {record.start.run.hex}\\n", end="", flush=True)
            for result in record.steps:
                ledger.begin_step(record.start.run, result.step, result.at)
                ledger.end_step(record.start.run, result)
            ledger.finish(record)
            print(f"ended {record.start.run.hex}\\n", end="", flush=True)
    for tray in (1, 2):
        threading.Thread(target=lane, args=(tray,)).start()
"""


def kill_until(folder: Path, runs: int, chance: random.Random) -> tuple[int, int]:
    """Work and be killed until so many runs ended; how many runs there are, and how often it was killed."""
    key = Ed25519PrivateKey.generate()
    (folder / "key").write_bytes(key.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption()))
    seal, told, kills = Seal(key), [], 0
    while sum(what == "ended" for what, _ in told) < runs:
        station = python("-c", LANES, str(folder))
        lines = [station.stdout.readline() for _ in range(chance.randrange(1, 40))]
        time.sleep(chance.random() / 50)  # into the middle of a commit, and not only after one
        station.kill()
        lines += station.communicate(timeout=60)[0].splitlines(keepends=True)
        said = [tuple(line.split()) for line in lines if line.endswith("\n")]
        assert {what for what, _ in said} <= {"begun", "ended"}, "".join(lines)
        told += said
        kills += 1
        require_whole(folder, seal, told)
    return len({run for _, run in told}), kills


def require_whole(folder: Path, seal: Seal, told: list[tuple[str, str]]) -> None:
    """The chain verifies with its signed heads, and what was acknowledged is there; nothing is half."""
    with Ledger.open(folder / "ledger.sqlite", STATION, seal=seal, anchor=folder) as ledger:
        verified = ledger.audit.verify(Trust(frozenset({seal.public}), folder))
        assert not any("kept apart" in remark for remark in verified.remarks)
        runs = {row.run.hex: row for row in ledger.list_runs(RunQuery(), limit=1_000_000)}
        assert {run for _, run in told} <= set(runs), "a run is lost"
        for what, run in told:
            assert what != "ended" or runs[run].outcome is Outcome.PASSED, run
        assert sum(row.outcome is None for row in runs.values()) <= 2, "one for each tray"
        assert verified.runs == sum(row.outcome is not None for row in runs.values())


def main() -> int:
    """Tell what came of it."""
    began, seed = time.monotonic(), int.from_bytes(os.urandom(4))
    with tempfile.TemporaryDirectory() as folder:
        runs, kills = kill_until(Path(folder), int(sys.argv[1]), random.Random(seed))
    print(f"seed {seed}: {runs} runs, killed {kills} times in {time.monotonic() - began:.0f} s: nothing lost, nothing half")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
