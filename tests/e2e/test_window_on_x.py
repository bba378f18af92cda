"""The whole program on a real X display: a scan is typed, a unit passes, the window is closed."""

import subprocess
import sys
import time
from collections.abc import Callable

import pytest
from PySide6.QtGui import QColor, QImage

from app.cli import exits
from app.core.run import Outcome
from app.store import Ledger, RunQuery

PATIENCE = 120.0
"""Seconds for the first start of a demo on a busy machine: its authority is made."""


def wait_for(condition: Callable[[], object], what: str, program: subprocess.Popen, seconds: float = PATIENCE):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        assert program.poll() is None, f"the program ended with {program.returncode}"
        if found := condition():
            return found
        time.sleep(0.2)  # another process is asked: there is nothing of ours to wait on
    raise AssertionError(f"{what} did not happen within {seconds} s")


def passed(ledger_file):
    if not ledger_file.exists():
        return 0
    with Ledger.open(ledger_file, "DEMO-1", read_only=True) as ledger:
        return ledger.count_runs(RunQuery(outcome=Outcome.PASSED))


def colours(display, file):
    subprocess.run(["import", "-window", "root", str(file)], env=display.environment, check=True, timeout=30)
    image = QImage(str(file)).convertToFormat(QImage.Format.Format_RGB32)
    return {QColor(pixel).name() for pixel in set(image.constBits().cast("I"))}


@pytest.mark.window
def test_a_scan_that_is_typed_makes_a_unit_pass(display, tmp_path):
    home = tmp_path / "demo"
    log = (tmp_path / "output").open("w+")
    environment = {
        **display.environment,
        "BIRTHMARK_HOME": str(home),
        "BIRTHMARK_SCANNER__GAP": "0.2",  # a busy machine tears no scan then
        "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
    }
    program = subprocess.Popen([sys.executable, "-m", "app", "demo", "--trays", "2"], env=environment, stdout=log, stderr=log)
    try:
        window = wait_for(
            lambda: display.do("search", "--onlyvisible", "--name", "Birthmark, station DEMO-1").split("\n")[0], "the window", program
        )
        display.do("windowfocus", "--sync", window)
        wait_for(lambda: "#0072b2" in colours(display, tmp_path / "ready.png"), "a ready tray", program)
        display.do("type", "--delay", "12", "--args", "1", "0042-1187", "key", "Return")
        wait_for(lambda: passed(home / "ledger.db") == 1, "a passed run in the ledger", program)
        wait_for(lambda: "#e0f3ec" in colours(display, tmp_path / "pass.png"), "a green tile", program)
        program.terminate()
        assert program.wait(20) == 0
    except BaseException:
        log.seek(0)
        print(log.read())  # noqa: T201 - shown by pytest where the test fails
        raise
    finally:
        if program.poll() is None:
            program.kill()
            program.wait(10)
        log.close()
    with Ledger.open(home / "ledger.db", "DEMO-1", read_only=True) as ledger:
        assert ledger.verify().runs >= 1
    assert "Traceback" not in (tmp_path / "output").read_text(encoding="utf-8")


@pytest.mark.window
def test_what_keeps_it_from_opening_is_shown_to_whoever_has_no_terminal(display, tmp_path):
    (tmp_path / "ledger.db").write_bytes(b"no ledger at all" * 1_000)
    environment = {**display.environment, "BIRTHMARK_HOME": str(tmp_path), "BIRTHMARK_SECRET_STATION_KEY": "a passphrase of the tests"}
    words = (tmp_path / "output").open("w+")
    program = subprocess.Popen([sys.executable, "-m", "app"], env=environment, stdout=words, stderr=words)
    try:
        box = wait_for(lambda: display.do("search", "--onlyvisible", "--name", "^Birthmark$").split("\n")[0], "the dialog", program)
        display.do("windowfocus", "--sync", box)
        display.do("key", "Escape")
        assert program.wait(PATIENCE) == exits.of_code("STO-DAMAGED")
    finally:
        if program.poll() is None:
            program.kill()
            program.wait(10)
        words.close()
    assert "STO-DAMAGED" in (tmp_path / "output").read_text(encoding="utf-8")
