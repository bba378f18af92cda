"""The runner of all checks."""

import os
import subprocess
import sys
from collections import Counter

import checks
import pytest


def start(root, *words):
    command = [sys.executable, str(root / "packaging" / "checks.py"), *words]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def test_the_tests_come_last_so_that_their_closing_line_is_near_the_end():
    assert checks.CHECKS[-1].name == "tests"


def test_one_check_alone_with_words_for_its_tool(root):
    done = start(root, "--only", "lint", "--", "packaging/bootstrap.py")
    assert done.returncode == 0
    assert "1 of 1 checks passed" in done.stdout


def test_a_check_that_fails_fails_the_run(root, tmp_path):
    (tmp_path / "wrong.py").write_text("import os\n", encoding="utf-8")
    done = start(root, "--only", "lint", "--", "--isolated", str(tmp_path / "wrong.py"))
    assert done.returncode == 1
    assert "FAILED lint" in done.stdout
    assert "--only lint" in done.stdout


@pytest.mark.parametrize("words", [("--only", "dance"), ("--", "word"), ("--only", "lint", "--only", "types", "--", "word")])
def test_words_that_make_no_sense_are_refused(root, words):
    done = start(root, *words)
    assert done.returncode == 2
    assert "error:" in done.stderr


def test_a_tool_that_is_not_there_is_a_failure_in_words(tmp_path, capfd):
    assert checks.call(str(tmp_path / "nothing")) == 127
    assert "does not start" in capfd.readouterr().out


def test_a_tool_that_does_not_end_is_ended(monkeypatch, capfd):
    monkeypatch.setattr(checks, "PATIENCE", 0.2)
    assert checks.call(sys.executable, "-c", "import time; time.sleep(60)") == 124
    assert "did not end within" in capfd.readouterr().out


def test_no_two_test_files_have_one_name(root):
    # pytest imports them by that name alone: the second one would not be collected.
    names = Counter(file.name for file in (root / "tests").rglob("test_*.py"))
    assert [name for name, count in names.items() if count > 1] == []


def test_a_test_that_is_skipped_fails_in_ci(root, tmp_path):
    (tmp_path / "conftest.py").write_text((root / "tests" / "conftest.py").read_text())
    (tmp_path / "test_part.py").write_text("import pytest\n@pytest.mark.skipif(True, reason='no such part')\ndef test_part(): pass\n")
    words = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir", str(tmp_path), str(tmp_path)]
    for ci, code in (("true", 1), ("", 0)):
        environment = {**os.environ, "CI": ci}
        done = subprocess.run(words, env=environment, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == code, done.stdout
        assert ("no such part" in done.stdout) is (ci == "true")
