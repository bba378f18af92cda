"""The commands as their users call them: mostly a process, its output, its exit code, and what is on disk afterwards."""

import json
import os
import re
import signal
import subprocess
import sys
import termios
import time
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
import typer
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from pydantic import SecretStr

import app
from app.cli import exits
from app.pki.keyfile import load_key_file
from tests.canary import find_secret, secrets_of
from tests.cli import calling

ROOT = Path(app.__file__).parent.parent


def surroundings(home, *words):
    """A terminal without a display; a real station is given a passphrase for its key, a demo makes its own."""
    ours = ("BIRTHMARK_", "PERIDIO_", "DISPLAY", "WAYLAND", "QT_")
    clean = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    demo = "demo" in words or (home / "secrets").exists()
    return clean if demo else clean | {"BIRTHMARK_SECRET_STATION_KEY": "four words in a row"}


def call(home, *words, **environment):
    """Run `birthmark` in a home."""
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", "app", "--home", str(home), *words],
        cwd=ROOT,
        env=surroundings(home, *words) | environment,
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    """A home in which the demo has run once, and what it said."""
    home = tmp_path_factory.mktemp("demo")
    return home, call(home, "demo", "--headless", "--units", "8", "--trays", "4", "--json")


@pytest.fixture(scope="module")
def untouched(tmp_path_factory):
    """A home with a ledger in which nothing is."""
    home = tmp_path_factory.mktemp("untouched")
    assert calling.call(home, "db", "upgrade").returncode == exits.OK
    return home


def test_the_demo_provisions_every_unit(shown):
    _, said = shown
    assert said.returncode == exits.OK, said.stderr
    records = [json.loads(line) for line in said.stdout.splitlines()]
    assert len(records) == 8
    assert {record["outcome"] for record in records} == {"PASSED"}
    assert len({record["identifier"] for record in records}) == 8
    assert len({record["certificate"]["serial"] for record in records}) == 8
    assert all(record["receipt"]["state"] == "registered" for record in records)
    issues = [step["facts"] for record in records for step in record["steps"] if step["step"] == "issue"]
    assert all(re.fullmatch("peridio-device [0-9a-f]{16}", facts["profile"]) for facts in issues)
    assert said.stderr.count("PASSED") == 9, "a line for each unit, and the summary"


def test_the_demo_goes_on_with_new_units_and_tells_of_bad_ones(shown):
    home, _ = shown
    said = call(home, "demo", "--headless", "--units", "6", "--trays", "3", "--bad", "1", "--json")
    assert said.returncode == exits.NOT_PASSED
    records = [json.loads(line) for line in said.stdout.splitlines()]
    assert len(records) == 6
    assert all(record["failure"]["message"] and record["failure"]["advice"] for record in records if record["outcome"] != "PASSED")


def test_history_and_verify_after_the_demo(shown):
    home, first = shown
    identifier = json.loads(first.stdout.splitlines()[0])["identifier"]
    found = calling.call(home, "history", identifier, "--json")
    assert found.returncode == exits.OK, found.stderr
    assert [json.loads(line)["identifier"] for line in found.stdout.splitlines()] == [identifier]
    assert json.loads(found.stdout) == json.loads(first.stdout.splitlines()[0]), "the ledger gives back what was told"
    story = calling.call(home, "history", "--unit", identifier, "--json")
    kinds = [json.loads(line)["kind"] for line in story.stdout.splitlines()]
    assert [kind for kind in kinds if kind.startswith("run.")] == ["run.begun", "run.ended"], story.stderr
    verified = calling.call(home, "db", "verify")
    assert verified.returncode == exits.OK
    assert "entries add up" in verified.stdout


def test_no_secret_of_the_demo_is_anywhere_but_in_its_own_file(shown):
    home, said = shown
    own = [home / "secrets" / "ca", home / "secrets" / "station-key"]
    assert [file.stat().st_mode & 0o077 for file in (*own, home / "station.key")] == [0, 0, 0]
    pin, passphrase = (file.read_bytes() for file in own)
    seal = load_pem_private_key((home / "station.key").read_bytes(), passphrase)
    told = said.stdout + said.stderr
    assert set(find_secret([pin, passphrase, *secrets_of(seal)], [home], [told])) == {str(file) for file in own}
    for file in home.rglob("*"):
        content = file.read_bytes() if file.is_file() else b""
        assert b"PRIVATE KEY-----" not in content or b"BEGIN ENCRYPTED PRIVATE KEY" in content, f"a key in the clear is in {file}"


def test_the_demo_without_a_pkcs11_module_uses_an_encrypted_key_file(tmp_path):
    said = call(tmp_path / "home", "demo", "--headless", "--units", "1", SOFTHSM2_MODULE="/nonexistent/softhsm.so")
    assert said.returncode == exits.OK, said.stderr
    key = (tmp_path / "home" / "authority" / "ca.key.pem").read_text()
    assert key.startswith("-----BEGIN ENCRYPTED PRIVATE KEY-----")
    passphrase = SecretStr((tmp_path / "home" / "secrets" / "ca").read_text())
    secret = load_key_file(tmp_path / "home" / "authority" / "ca.key.pem", passphrase).private_numbers().private_value.to_bytes(32, "big")
    for file in (tmp_path / "home").rglob("*"):
        content = file.read_bytes() if file.is_file() else b""
        assert secret not in content, f"the CA's key is in {file}"
        assert secret.hex().encode() not in content.lower()


def test_the_demo_leaves_a_real_station_alone(tmp_path):
    (tmp_path / "station.toml").write_text('station = "LINE-1"\n')
    said = calling.call(tmp_path, "demo", "--headless")
    assert said.returncode == exits.of_code("SET-BAD")
    assert "SET-BAD" in said.stderr
    assert not (tmp_path / "ledger.db").exists()


def test_doctor_in_an_empty_home_notes_what_is_not_set_up(tmp_path):
    said = calling.call(tmp_path / "new", "doctor", "--json")
    assert said.returncode == exits.OK, said.stdout + said.stderr
    findings = {finding["what"]: finding for finding in map(json.loads, said.stdout.splitlines())}
    assert findings["authority"]["health"] == "note"
    assert "ca create" in findings["authority"]["words"]
    assert findings["platform"]["health"] == "note"
    assert findings["ledger"]["health"] == "ok"


def test_without_a_safe_place_for_the_stations_key_nothing_is_opened(tmp_path):
    said = calling.call(tmp_path / "new", "doctor", BIRTHMARK_SECRET_STATION_KEY="")
    assert said.returncode == exits.of_code("STO-PLAIN")
    assert "Set the secret station-key" in said.stdout
    assert not (tmp_path / "new" / "ledger.db").exists()


@pytest.fixture
def pin(shown):
    """The PIN of the demo's authority, which its home does not keep meanwhile, as a real one's would not."""
    kept = shown[0] / "secrets" / "ca"
    away = kept.rename(kept.with_name("ca-away"))
    yield away.read_text()
    away.rename(kept)


def test_nobodys_own_pin_goes_to_the_demo(shown):
    home, _ = shown
    assert call(home, "doctor", BIRTHMARK_SECRET_CA="0000-wrong").returncode == exits.OK


def test_a_wrong_pin_is_told_in_words_and_tried_once(shown, pin):
    home, _ = shown
    said = call(home, "doctor", BIRTHMARK_SECRET_CA="0000-wrong")
    assert said.returncode == exits.of_code("PKI-PIN")
    assert "PKI-PIN" in said.stdout
    assert "0000-wrong" not in said.stdout + said.stderr
    assert call(home, "doctor", BIRTHMARK_SECRET_CA=pin).returncode == exits.OK


def test_a_pin_from_a_file_descriptor_or_a_prompt_goes_before_every_other(shown, pin):
    home, _ = shown
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("BIRTHMARK_", "PERIDIO_"))}
    command = [sys.executable, "-W", "error", "-m", "app", "--home", str(home)]

    def looked(pin: str) -> subprocess.CompletedProcess:
        reader, writer = os.pipe()
        os.write(writer, f"{pin}\n".encode())
        os.close(writer)
        said = subprocess.run(
            [*command, "--pin-fd", str(reader), "doctor"],
            cwd=ROOT,
            env=kept | {"BIRTHMARK_SECRET_CA": "0000-wrong"},
            pass_fds=[reader],
            capture_output=True,
            text=True,
            timeout=100,
            check=False,
        )
        os.close(reader)
        return said

    assert looked(pin).returncode == exits.OK
    wrong = looked("0000-other")
    assert wrong.returncode == exits.of_code("PKI-PIN")
    assert "counts the wrong ones" in wrong.stdout
    assert "0000-other" not in wrong.stdout + wrong.stderr
    assert looked(pin).returncode == exits.OK


@pytest.mark.parametrize("nothing", ["", "x" * 5000], ids=["empty", "far too long"])
def test_what_is_no_pin_is_not_taken_from_a_file_descriptor(tmp_path, nothing):
    reader, writer = os.pipe()
    os.write(writer, nothing.encode())
    os.close(writer)
    said = calling.call(tmp_path, "--pin-fd", str(reader), "doctor")
    assert said.returncode == exits.of_code("SET-BAD")
    closed = calling.call(tmp_path, "--pin-fd", str(reader), "doctor")
    assert closed.returncode == exits.of_code("SET-BAD")
    assert f"file descriptor {reader}" in closed.stderr


def test_a_pin_is_asked_for_at_a_terminal_and_not_shown(shown, pin):
    home, _ = shown
    ours, theirs = os.openpty()
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("BIRTHMARK_", "PERIDIO_"))}
    command = [sys.executable, "-W", "error", "-m", "app", "--home", str(home), "--ask-pin", "doctor"]
    environment = kept | {"BIRTHMARK_SECRET_CA": "0000-wrong"}
    asked = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True, close_fds=True
    )
    os.close(theirs)
    seen = b""
    while b"passphrase of the CA" not in seen:
        seen += os.read(ours, 4096)
    while termios.tcgetattr(ours)[3] & termios.ECHO:  # what is typed before the echo is off is thrown away
        time.sleep(0.01)
    os.write(ours, f"{pin}\n".encode())
    with suppress(OSError):  # a terminal that everybody left
        while more := os.read(ours, 4096):
            seen += more
    assert asked.wait(100) == exits.OK
    os.close(ours)
    assert pin.encode() not in seen


def test_an_hsm_that_is_not_there_is_our_error_and_no_key_is_made(shown):
    home, _ = shown
    looked = call(home, "doctor", BIRTHMARK_AUTHORITY__MODULE="/nonexistent/hsm.so")
    assert looked.returncode == exits.of_code("PKI-HSM-AWAY")
    assert "PKI-HSM-AWAY" in looked.stdout
    tried = call(home, "demo", "--headless", "--units", "1", "--json", BIRTHMARK_AUTHORITY__MODULE="/nonexistent/hsm.so")
    record = json.loads(tried.stdout)
    assert (tried.returncode, record["outcome"], record["failure"]["code"]) == (exits.NOT_PASSED, "ERROR", "PKI-HSM-AWAY")
    assert [step["step"] for step in record["steps"]] == ["identify", "admit"]


def test_a_platform_that_is_down_is_told_in_words(shown):
    home, _ = shown
    said = call(home, "doctor", BIRTHMARK_PLATFORM__KIND="peridio", PERIDIO_BASE_URL="https://127.0.0.1:9", PERIDIO_API_KEY="k" * 20)
    assert said.returncode == exits.of_code("CLD-UNREACHABLE")
    assert "CLD-UNREACHABLE" in said.stdout


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("provision", "--recipe", "linux-tpm", "--port", "/dev/nothing-here"), "DEV-NO-PORT"),
        (("provision", "--recipe", "no-such-recipe", "--port", "/dev/null"), "SET-BAD"),
    ],
)
def test_what_cannot_be_provisioned_is_told_in_words(tmp_path, words, code):
    said = calling.call(tmp_path, *words)
    assert said.returncode == exits.of_code(code)
    assert code in said.stderr
    assert "Traceback" not in said.stderr


def test_a_broken_recipe_is_told_with_file_key_and_reason(tmp_path):
    (tmp_path / "recipes").mkdir()
    (tmp_path / "recipes" / "mine.toml").write_text(
        'name = "mine"\nversion = "1"\ntitle = "Mine"\ndriver = "simulated"\n[key]\nkind = "dsa"\n'
    )
    said = calling.call(tmp_path, "provision", "--recipe", "mine", "--port", "/dev/null")
    assert said.returncode == exits.of_code("SET-RECIPE")
    assert re.search(r"mine\.toml is wrong at key\.kind: ", said.stderr)


def test_broken_settings_are_told_with_file_and_key(tmp_path):
    (tmp_path / "station.toml").write_text("trays = 99\n")
    said = calling.call(tmp_path, "doctor")
    assert said.returncode == exits.of_code("SET-BAD")
    assert "trays" in said.stderr


def test_two_stations_in_one_home_are_refused(shown):
    home, _ = shown
    with subprocess.Popen(
        [sys.executable, "-m", "app", "--home", str(home), "demo", "--headless", "--units", "1000"],
        cwd=ROOT,
        env=surroundings(home),
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        try:
            assert running.stderr.readline()
            said = call(home, "demo", "--headless", "--units", "1")
            assert said.returncode == exits.of_code("STO-BUSY")
            assert calling.call(home, "history").returncode == exits.OK, "looking is allowed"
        finally:
            running.send_signal(signal.SIGKILL)
            running.stderr.read()
    said = calling.call(home, "db", "verify")
    assert said.returncode == exits.OK, "killed in the middle of runs, and the chain still adds up"
    after = call(home, "demo", "--headless", "--units", "1")
    assert after.returncode == exits.OK
    assert calling.call(home, "history", "--outcome", "ERROR").stdout.count("RUN-INTERRUPTED") >= 1


@contextmanager
def sandbox(home, *words):
    """A running sandbox's environment."""
    command = [sys.executable, "-m", "app", "--home", str(home), "sandbox", *words]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as running:
        try:
            lines = [running.stdout.readline() for _ in range(6)]
            yield dict(line.removeprefix("export ").strip().split("=", 1) for line in lines)
        finally:
            running.send_signal(signal.SIGINT)
            assert running.wait(10) == exits.INTERRUPTED


def test_the_sandbox_tells_its_environment_and_a_station_can_use_it(tmp_path):
    with sandbox(tmp_path / "sandbox") as environment:
        said = calling.call(tmp_path / "station", "doctor", **environment)
        assert said.returncode == exits.OK, said.stdout
        assert f"ok    platform     {environment['PERIDIO_BASE_URL']}" in said.stdout


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--expired",), "CLD-TLS"),
        (("--fail-rate", "1", "--fault", "forbidden"), "CLD-DENIED"),
        (("--clock", "7200"), "CLD-CLOCK"),
    ],
)
def test_what_the_sandbox_is_told_to_do_wrong_the_station_tells(tmp_path, words, code):
    with sandbox(tmp_path / "sandbox", *words) as environment:
        said = calling.call(tmp_path / "station", "doctor", **environment)
    assert said.returncode == exits.of_code(code), said.stdout
    assert f"bad   platform     {code}" in said.stdout


def test_an_authority_is_made_once_and_its_root_is_kept_encrypted(tmp_path):
    secrets = {"BIRTHMARK_SECRET_CA": "1234-first-of-all", "BIRTHMARK_SECRET_ROOT": "a long passphrase"}
    made = calling.call(tmp_path, "ca", "create", "--name", "Line 2", "--where", "file", **secrets)
    assert made.returncode == exits.OK, made.stderr
    assert (tmp_path / "authority" / "root.key.pem").read_text().startswith("-----BEGIN ENCRYPTED PRIVATE KEY-----")
    assert "ok    authority    CN=Line 2" in calling.call(tmp_path, "doctor", **secrets).stdout
    again = calling.call(tmp_path, "ca", "create", "--name", "Line 3", "--where", "file", **secrets)
    assert again.returncode == exits.of_code("PKI-CEREMONY")
    checked = subprocess.run(
        ["openssl", "verify", "-CAfile", str(tmp_path / "authority" / "chain.pem"), str(tmp_path / "authority" / "chain.pem")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("orders list", "There are no work orders."),
        ("people list", "Nobody is admitted"),
        ("label list", "No label is owed."),
        ("label list GW-1", "No label was ever made for GW-1."),
        ("ca list", "This station has no authority"),
        ("ca removals", "no replaced certificate"),
        ("history", "0 of 0 runs."),
        ("history --unit GW-1", "knows no unit GW-1"),
        ("queue", "Nothing is owed"),
    ],
    ids=lambda words: words.replace(" ", "-"),
)
def test_a_list_of_nothing_is_told_in_words(untouched, words, said):
    told = calling.call(untouched, *words.split())
    assert (told.returncode, told.stdout) == (exits.OK, "")
    assert said in told.stderr


def test_who_leaves_a_question_unanswered_has_stopped_the_command(tmp_path, monkeypatch):
    def leave(*_, **__):
        raise typer.Abort

    monkeypatch.setattr(typer, "prompt", leave)
    told = calling.call(tmp_path, "--ask-pin", "doctor")
    assert (told.returncode, told.stderr) == (exits.INTERRUPTED, "Stopped.\n")


def test_every_room_of_the_error_tree_has_its_exit_code():
    from app.core import errors  # noqa: PLC0415 - walked here only

    leaves, waiting = [], [errors.StationError]
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        if "code" in vars(kind) and isinstance(vars(kind)["code"], str):
            leaves.append(kind)
    codes = [leaf.code for leaf in leaves]
    assert len(codes) == len(set(codes)), "a code is used twice"
    for leaf in leaves:
        assert exits.of_code(leaf.code) != exits.BUG, leaf.code
        if "-" in leaf.code:
            assert f" {leaf.code} " in errors.__doc__, f"{leaf.code} is not in the drawn tree"
            assert leaf.advice
