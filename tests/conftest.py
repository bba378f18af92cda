"""What every test stands on: no display needed, no thread left over, no log line of error that nobody asked for."""

import logging
import os
import re
import signal
import threading
import time
from contextlib import suppress
from pathlib import Path

import pytest
from xdist.scheduler import LoadFileScheduling

if not os.environ.get("DISPLAY") and not os.environ.get("QT_QPA_PLATFORM"):
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
# The keyring of whoever runs the tests is not ours to look into.
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"
for _name in [name for name in os.environ if name.startswith(("BIRTHMARK_", "PERIDIO_"))]:
    if _name != "BIRTHMARK_LAB_CACHE":
        del os.environ[_name]

# The stations of the tests have no keyring, so their signing keys are encrypted.
os.environ["BIRTHMARK_SECRET_STATION_KEY"] = "a passphrase of the tests"

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # A shell that puts the tests into the background has them ignore Ctrl-C, and all that they start: some of it is ended by one.
    signal.signal(signal.SIGINT, signal.default_int_handler)

_PATIENCE = 5.0
"""Seconds within which a thread that was told to end has ended."""


_MAY_SKIP = "Peridio's OpenAPI files"
"""What need not be there in CI either: the project stands alone."""


_LAB = "tests/lab/"
_SHARED = re.compile(rf"{_LAB}test_(linux_\w+|main_job|lab_window)\.py")
"""The files whose tests use the lab's one device; the others have one of their own."""


class OneDevice(LoadFileScheduling):
    """A file stays in one of the processes that run tests side by side, and so do all that share a booted device."""

    def _split_scope(self, nodeid: str) -> str:
        return _LAB if _SHARED.match(nodeid) else super()._split_scope(nodeid)


def pytest_xdist_make_scheduler(config, log):
    """Who gives the tests to the processes."""
    return OneDevice(config, log)


def pytest_collection_modifyitems(items):
    """The lab begins first: it takes longest."""
    items.sort(key=lambda item: (not _SHARED.match(item.nodeid), not item.nodeid.startswith(_LAB)))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):  # noqa: ARG001 - pytest's signature
    """With CI=true a part that is missing fails its tests: nothing is skipped in silence."""
    report = yield
    if os.environ.get("CI") == "true" and report.skipped and not hasattr(report, "wasxfail") and _MAY_SKIP not in str(report.longrepr):
        report.outcome = "failed"
        report.longrepr = f"skipped, which CI does not allow: {report.longrepr}"
    return report


def _processes_of(folder: Path) -> dict[int, str]:
    """Who runs and was told of this folder: a device's shell, a station, an emulator."""
    found = {}
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            words = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            if str(folder) in words and int(process.name) != os.getpid():
                found[int(process.name)] = words
    return found


@pytest.fixture(scope="session", autouse=True)
def _no_process_left(tmp_path_factory: pytest.TempPathFactory):
    """Fail the session if anything it started still runs: what burns a core makes other tests late."""
    yield
    folder, end = tmp_path_factory.getbasetemp(), time.monotonic() + _PATIENCE
    while (left := _processes_of(folder)) and time.monotonic() < end:
        time.sleep(0.05)
    for process in left:
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
    assert not left, f"processes left over: {list(left.values())}"


@pytest.fixture(autouse=True)
def _no_thread_left():
    """Fail a test that leaves a thread of ours running."""
    before = set(threading.enumerate())
    yield
    end = time.monotonic() + _PATIENCE
    left = [thread for thread in threading.enumerate() if thread not in before and thread.is_alive()]
    for thread in left:
        thread.join(max(0.0, end - time.monotonic()))
    left = [thread.name for thread in left if thread.is_alive()]
    assert not left, f"threads left over: {left}"


@pytest.fixture(autouse=True)
def _no_unexpected_error(caplog: pytest.LogCaptureFixture, request: pytest.FixtureRequest):
    """Fail a test during which an error was logged, unless it is marked `errors_expected`."""
    yield
    if request.node.get_closest_marker("errors_expected"):
        return
    errors = [record.getMessage() for record in caplog.get_records("call") if record.levelno >= logging.ERROR]
    assert not errors, f"unexpected errors in the log: {errors}"
