"""`birthmark bulk` as its users call it: killed again and again, told to stop, its passphrase by a pipe; and no key in the clear."""

import itertools
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import load_pem_private_key

import app
from app.cli import exits
from app.store import Ledger
from tests.cli.calling import call

ROOT = Path(app.__file__).parents[1]
UNITS = int(os.environ.get("BIRTHMARK_TEST_BULK", "200"))
"""Units of the job that is killed again and again; 2000 for the whole proof."""
MOST_KILLS = max(3, UNITS // 100)
PASSPHRASE = "correct horse battery"
SECRETS = {f"BIRTHMARK_SECRET_{name}": "a long passphrase" for name in ("CA", "ROOT", "STATION_KEY")}
_lots = itertools.count(1)
RECIPE = """
name = "ahead"
version = "1.0"
title = "Made ahead"
driver = "linux-console"
[key]
kind = "ec-p256"
origin = "station"
place = "file"
[registration]
mode = "none"
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A station with an authority in a key file, and a recipe; every test has units of its own."""
    place = tmp_path_factory.mktemp("station") / "home"
    made = call(place, "ca", "create", "--name", "Line 2", "--where", "file", **SECRETS)
    assert made.returncode == exits.OK, made.stderr
    (place / "recipes").mkdir()
    (place / "recipes" / "ahead.toml").write_text(RECIPE)
    return place


@pytest.fixture
def temporary(tmp_path):
    """Where the program puts temporary files."""
    place = tmp_path / "tmp"
    place.mkdir()
    return place


def start(home: Path, *words: str, temporary: Path | None = None, secret: str = PASSPHRASE, **more) -> subprocess.Popen:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("BIRTHMARK_", "PERIDIO_", "DISPLAY", "QT_"))}
    secrets = SECRETS | ({"BIRTHMARK_SECRET_BULK": secret} if secret else {})
    environment = clean | secrets | {"TMPDIR": str(temporary or tempfile.gettempdir())}
    command = [sys.executable, "-m", "app", "--home", str(home), *words]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    return subprocess.Popen(command, cwd=ROOT, env=environment, **pipes, **more)


def job(home: Path, source: Path, out: Path, *words: str, **more) -> subprocess.Popen:
    return start(home, "bulk", "--recipe", "ahead", "--input", str(source), "--out", str(out), *words, **more)


def write_list(file: Path, count: int) -> list[str]:
    """A list of units that no other test has."""
    lot = next(_lots)
    names = [f"SN-{lot:02}-{number:06}" for number in range(count)]
    file.write_text("serial\n" + "\n".join(names) + "\n")
    return names


def units_in(out: Path) -> list[str]:
    return sorted(entry.name for entry in out.iterdir() if entry.is_dir() and not entry.name.startswith(".")) if out.exists() else []


def count_certificates(home: Path) -> int:
    """How many there are in a ledger that adds up."""
    if not (home / "ledger.db").exists():
        return 0
    with Ledger.open(home / "ledger.db", "any", read_only=True) as ledger:
        return ledger.verify().certificates


def wait_for(condition, process: subprocess.Popen) -> None:
    while not condition() and process.poll() is None:
        time.sleep(0.02)


def test_killed_again_and_again_every_unit_is_made_once_and_no_key_is_in_the_clear(home, temporary, tmp_path):
    source, out, chance = tmp_path / "ids.csv", tmp_path / "out", random.Random()
    names, at_first = write_list(source, UNITS), count_certificates(home)
    kills = 0
    while True:
        before = len(units_in(out))
        process = job(home, source, out, "--json", temporary=temporary)
        if kills % 2:
            time.sleep(chance.uniform(0.8, 2.5))  # wherever that is: while it starts, recovers, or works
        else:
            wait_for(lambda before=before: len(units_in(out)) > before, process)
        if process.poll() is None and kills < MOST_KILLS:
            process.kill()
            process.communicate()
            kills += 1
            for name in units_in(out):
                assert sorted(file.name for file in (out / name).iterdir()) == ["chain.pem", "device.key.pem", "device.pem", "peridio.json"]
            continue
        said, errors = process.communicate(timeout=100)
        if process.returncode == exits.OK:
            break
        assert process.returncode < 0, errors
    assert kills > 0
    print(f"{kills} kills")  # noqa: T201 - for whoever asks with -s
    assert json.loads(said)["issued"] == UNITS
    assert units_in(out) == names
    certificates = {name: x509.load_pem_x509_certificate((out / name / "device.pem").read_bytes()) for name in names}
    assert len({certificate.serial_number for certificate in certificates.values()}) == UNITS
    assert count_certificates(home) - at_first == UNITS, "no unit was done twice"
    with Ledger.open(home / "ledger.db", "any", read_only=True) as ledger:
        for name in chance.sample(names, 20):
            (prior,) = ledger.list_issued(name, "")
            assert prior.chain.leaf == certificates[name]
    sample = chance.sample(names, 20)
    for name in sample:
        chain = str(out / name / "chain.pem")
        verified = subprocess.run(["openssl", "verify", "-CAfile", chain, str(out / name / "device.pem")], capture_output=True, check=False)
        assert verified.returncode == 0, verified.stderr
    check = subprocess.run(["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=out, capture_output=True, check=False)
    assert check.returncode == 0, check.stdout
    require_no_key(out, sample, home, out, temporary)


def require_no_key(out: Path, names: list[str], *places: Path) -> None:
    """Open some keys, and find neither their numbers nor their PEM in any file."""
    keys = [load_pem_private_key((out / name / "device.key.pem").read_bytes(), PASSPHRASE.encode()) for name in names]
    for name, key in zip(names, keys, strict=True):
        assert key.public_key() == x509.load_pem_x509_certificate((out / name / "device.pem").read_bytes()).public_key()
    secrets = [key.private_numbers().private_value.to_bytes(32, "big") for key in keys]
    forms = [form for secret in secrets for form in (secret, secret.hex().encode())] + [PASSPHRASE.encode()]
    for place in places:
        for file in place.rglob("*"):
            content = file.read_bytes() if file.is_file() else b""
            assert not any(form in content for form in forms), file
            assert b"BEGIN PRIVATE KEY" not in content


def test_a_polite_stop_puts_everything_in_its_place(home, tmp_path):
    source, out = tmp_path / "ids.csv", tmp_path / "out"
    write_list(source, 5_000)
    at_first = count_certificates(home)
    process = job(home, source, out)
    wait_for(lambda: units_in(out), process)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=100)
    assert process.returncode == exits.INTERRUPTED, errors
    done = units_in(out)
    assert 0 < len(done) < 5_000
    assert count_certificates(home) - at_first == len(done)


def test_no_worker_outlives_a_kill(home, tmp_path):
    source = tmp_path / "ids.csv"
    write_list(source, 20_000)
    process = job(home, source, tmp_path / "out", "--workers", "2", start_new_session=True)
    wait_for(lambda: units_in(tmp_path / "out"), process)
    process.kill()
    process.wait()
    end = time.monotonic() + 60
    while (left := alive_in(process.pid)) and time.monotonic() < end:
        time.sleep(0.1)
    process.stdout.close()
    process.stderr.close()
    assert not left


def alive_in(group: int) -> list[str]:
    """Processes of a group that are not dead."""
    found = subprocess.run(["ps", "-o", "stat=", "-g", str(group)], capture_output=True, text=True, check=False).stdout.split()
    return [state for state in found if not state.startswith("Z")]


def test_the_passphrase_comes_by_a_pipe_and_stands_in_no_command_line(home, tmp_path):
    source, out = tmp_path / "ids.csv", tmp_path / "out"
    first, *_ = write_list(source, 3)
    reading, writing = os.pipe()
    os.write(writing, b"another horse battery\n")
    os.close(writing)
    process = job(home, source, out, "--passphrase-fd", str(reading), secret="", pass_fds=[reading])
    os.close(reading)
    _, errors = process.communicate(timeout=100)
    assert process.returncode == exits.OK, errors
    load_pem_private_key((out / first / "device.key.pem").read_bytes(), b"another horse battery")
    assert "another horse battery" not in errors


def test_without_a_passphrase_nothing_is_made(home, tmp_path):
    source = tmp_path / "ids.csv"
    write_list(source, 3)
    process = job(home, source, tmp_path / "out", secret="", stdin=subprocess.DEVNULL)
    _, errors = process.communicate(timeout=100)
    assert (process.returncode, "BLK-KEYS" in errors) == (exits.of_code("BLK-KEYS"), True)
    assert units_in(tmp_path / "out") == []


def test_refused_rows_are_told_and_the_exit_code_says_so(home, tmp_path):
    source = tmp_path / "ids.csv"
    source.write_text("serial\nSN-99\n../SN-2\n")
    words = ("bulk", "--recipe", "ahead", "--input", str(source), "--out", str(tmp_path / "out"), "--json", "--i-understand-plain-keys")
    done = call(home, *words, **SECRETS)
    assert done.returncode == exits.NOT_PASSED
    assert "row 3" in done.stderr
    (refusal,) = json.loads(done.stdout)["refusals"]
    assert (refusal["row"], refusal["code"]) == (3, "BLK-ROW")
