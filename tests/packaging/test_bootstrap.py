"""The bootstrap script, run for real in a folder of its own, without a network."""

import ast
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import time

import pytest

LOCKS = ("requirements-build.txt", "requirements.txt", "requirements-dev.txt")


@pytest.fixture
def place(tmp_path, root):
    """A copy of the scripts beside small locks; nothing is prepared."""
    (tmp_path / "packaging").mkdir()
    for name in ("bootstrap.py", "needs.py"):
        shutil.copy(root / "packaging" / name, tmp_path / "packaging")
    for name in LOCKS:
        (tmp_path / "packaging" / name).write_text("nothing==1 --hash=sha256:" + "0" * 64 + "\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def script(place):
    """The copy as a module: its folders are those of the copy."""
    spec = importlib.util.spec_from_file_location("bootstrap_copy", place / "packaging" / "bootstrap.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def prepared(script):
    """A finished .venv without pip in it, whose program tells what it was called with."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(script.VENV)], check=True)
    program = script.PROGRAMS / "birthmark"
    program.write_text(f"#!{sys.executable}\nimport sys, json\nprint(json.dumps(sys.argv[1:]))\nsys.exit(7)\n", encoding="utf-8")
    program.chmod(0o755)
    script.write_stamp({"sets": {"runtime": script.digest_of("runtime")}, "system": ["demo", "install", "run"]})
    return script


def start(place, *words, path="", **environment):
    """Run the copy on a machine with no programs but those in `path`; pip has no index there."""
    command = [sys.executable, str(place / "packaging" / "bootstrap.py"), *words]
    around = {"PATH": path, "HOME": str(place), "PIP_NO_INDEX": "1", "PIP_CONFIG_FILE": os.devnull, **environment}
    return subprocess.run(command, env=around, capture_output=True, text=True, timeout=60, check=False)


def test_the_script_can_be_read_by_pythons_that_are_too_old(root):
    for name in ("bootstrap.py", "needs.py"):
        source = (root / "packaging" / name).read_text(encoding="utf-8")
        assert ast.parse(source, feature_version=(3, 8))


def test_the_version_is_checked_before_anything_newer_is_used(root):
    source = (root / "packaging" / "bootstrap.py").read_text(encoding="utf-8")
    first = [type(node).__name__ for node in ast.parse(source).body[:4]]
    assert first == ["Expr", "ImportFrom", "Import", "If"]


def test_the_second_start_is_fast_and_calls_neither_pip_nor_apt(prepared):
    begun = time.monotonic()
    done = start(prepared.ROOT, "demo", "--headless", "--units", "3")
    assert time.monotonic() - begun < 2
    assert json.loads(done.stdout) == ["demo", "--headless", "--units", "3"]
    assert done.stderr == ""
    assert done.returncode == 7


def test_run_hands_every_word_on(prepared):
    assert json.loads(start(prepared.ROOT, "run", "doctor", "--json").stdout) == ["doctor", "--json"]
    assert json.loads(start(prepared.ROOT, "run").stdout) == []


def test_install_only_prepares(prepared):
    done = start(prepared.ROOT, "install")
    assert (done.returncode, done.stdout) == (0, "")
    assert "Ready" in done.stderr


def test_without_a_known_word_it_says_how_it_is_used(place):
    assert start(place).returncode == 2
    assert start(place, "dance").returncode == 2
    told = start(place, "--help")
    assert told.returncode == 0
    assert "bootstrap.py demo" in told.stderr


def test_a_changed_lock_makes_the_venv_stale(prepared):
    assert prepared.is_ready("runtime")
    lock = prepared.ROOT / "packaging" / "requirements.txt"
    lock.write_text(lock.read_text(encoding="utf-8") + "# more\n", encoding="utf-8")
    assert not prepared.is_ready("runtime")


def test_the_runtime_set_is_not_enough_for_the_tests(prepared):
    assert not prepared.is_ready("dev")


@pytest.mark.parametrize("damage", ["", "{", "[]", "null", '{"sets": 1, "system": 2}'])
def test_a_damaged_stamp_is_no_stamp(prepared, damage):
    prepared.STAMP.write_text(damage, encoding="utf-8")
    assert prepared.read_stamp() == {"sets": {}, "system": []}
    assert not prepared.is_ready("runtime")


def test_a_venv_without_its_python_is_not_ready(prepared):
    (prepared.PROGRAMS / "python").unlink()
    assert not prepared.is_ready("runtime")


def test_an_install_that_fails_leaves_nothing_that_is_taken_as_good(prepared):
    (prepared.ROOT / "packaging" / "requirements.txt").write_text("other==1 --hash=sha256:" + "1" * 64 + "\n", encoding="utf-8")
    done = start(prepared.ROOT, "demo", "--headless")
    assert done.returncode == 1
    assert "The packages could not be installed. The first start needs a network" in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
    assert not prepared.STAMP.exists()


def test_what_the_system_lacks_is_named_and_the_demo_goes_on(prepared):
    prepared.write_stamp({"sets": {"runtime": prepared.digest_of("runtime")}, "system": []})
    done = start(prepared.ROOT, "demo", "--headless")  # no dpkg on this path: SoftHSM cannot be seen
    assert "sudo apt-get install" in done.stderr
    assert "softhsm2" in done.stderr
    assert "Going on without." in done.stderr
    assert json.loads(done.stdout) == ["demo", "--headless"]


def test_in_ci_the_tests_do_not_start_without_what_they_need(prepared):
    done = start(prepared.ROOT, "test", CI="true")
    assert done.returncode == 1
    assert "qemu-system-x86" in done.stderr
    assert "Nothing was started." in done.stderr


def test_what_was_complete_once_is_remembered(prepared):
    prepared.write_stamp({"sets": {"runtime": "x"}, "system": []})
    prepared.note_system("test")
    assert prepared.read_stamp() == {"sets": {"runtime": "x"}, "system": ["demo", "install", "run", "test"]}


def test_the_window_needs_qt_and_the_terminal_does_not(script, monkeypatch):
    monkeypatch.setenv("DISPLAY", ":7")
    qt = set(script.needs.WINDOW)
    assert qt <= set(script.wanted_needs("demo", [])[0])
    assert qt <= set(script.wanted_needs("run", [])[0])
    assert not qt & set(script.wanted_needs("demo", ["--headless"])[0])
    assert not qt & set(script.wanted_needs("run", ["doctor"])[0])
    monkeypatch.delenv("DISPLAY")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert not qt & set(script.wanted_needs("demo", [])[0])
