"""Runs every check of the project in one go and says in a few lines what came of it; the tests come last."""

from __future__ import annotations

import argparse
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
BUNDLE = ROOT / "build" / "bundle" / "birthmark"
PATIENCE = 2400
"""Seconds after which a check that has not ended is ended, and has failed."""

WORKERS = "3"
"""Processes that run tests side by side: more than two cores, as much of the time is waiting for devices. A file stays in one of them, and
files begin in the order of the alphabet, which has the slow ones first."""

ROOM = 6 << 30
"""Bytes of memory that must be free for the tests' files, which take about 2 GB."""

SMOKE = (
    ("--version",),
    ("doctor",),
    ("db", "upgrade"),
    ("demo", "--headless", "--units", "2"),
)
"""What the bundle must be able to do on a machine that has never seen it."""


class Check(NamedTuple):
    """One thing that must hold."""

    name: str
    what: str
    run: Callable[[list[str]], int]
    """Takes words for the tool (`--only NAME -- WORD …`), returns an exit code."""


class Result(NamedTuple):
    """What came of a check."""

    name: str
    passed: bool
    seconds: float


def call(*arguments: str, environment: Mapping[str, str] | None = None) -> int:
    """Run a program in the project's folder; its exit code, 124 if it did not end in time, or 127 if it is not there."""
    sys.stdout.flush()
    try:
        return subprocess.run(arguments, cwd=ROOT, env=environment, timeout=PATIENCE, check=False).returncode
    except subprocess.TimeoutExpired:
        print(f"{arguments[0]} did not end within {PATIENCE} s")
        return 124
    except OSError as error:
        print(f"{arguments[0]} does not start: {error.strerror}")
        return 127


def tool(name: str) -> str:
    """A program of our own .venv."""
    return str(Path(sys.executable).with_name(name))


def in_memory() -> dict[str, str]:
    """Has pytest keep its files in memory where there is plenty of it: on a disk thousands of ledgers wait for it at each commit."""
    room = Path("/dev/shm")  # noqa: S108 - pytest makes a folder of its own in it
    if sys.platform == "linux" and room.is_dir():
        has = os.statvfs(room)
        if has.f_bavail * has.f_frsize > ROOM and not has.f_flag & os.ST_NOEXEC and os.access(room, os.W_OK):
            return {"PYTEST_DEBUG_TEMPROOT": str(room)}
    return {}


def run_tests(words: list[str]) -> int:
    """All tests with warnings as errors; coverage at the end, then pytest's closing line. What is compiled is kept, for all processes."""
    everything = [] if words else ["-n", WORKERS, "--dist", "loadfile", "--no-loadscope-reorder", "--cov", "--cov-report=term:skip-covered"]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | in_memory()
    return call(tool("pytest"), "-W", "error", "--tb=short", "--durations=15", *everything, *words, environment=environment)


def build_bundle(words: list[str]) -> int:
    """The one-folder bundle, from nothing."""
    shutil.rmtree(BUNDLE, ignore_errors=True)
    places = ["--distpath", str(BUNDLE.parent), "--workpath", str(ROOT / "build" / "work")]
    return call(sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR", *places, *words, "installer.spec")


def check_licences(words: list[str]) -> int:
    """Nothing GPL and nothing unknown in the bundle."""
    return call(sys.executable, str(ROOT / "packaging" / "licences.py"), str(BUNDLE), *words)


def smoke(words: list[str]) -> int:
    """The bundle works in an empty home, with no Python, no display and no settings around."""
    program = str(BUNDLE / "birthmark")
    with tempfile.TemporaryDirectory(prefix="birthmark-smoke-") as home:
        environment = {"HOME": home, "BIRTHMARK_HOME": str(Path(home, "station")), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
        environment["BIRTHMARK_SECRET_STATION_KEY"] = secrets.token_urlsafe(16)  # there is no keyring either
        if os.name == "nt":
            environment["SYSTEMROOT"] = os.environ["SYSTEMROOT"]
        for command in [tuple(words)] if words else SMOKE:
            print(f"$ birthmark {' '.join(command)}")
            code = call(program, *command, environment=environment)
            if code != 0:
                print(f"birthmark {' '.join(command)}: exit code {code}")
                return code
    return 0


def plain(name: str, *arguments: str) -> Callable[[list[str]], int]:
    """A check that is one call of a program of our .venv."""
    return lambda words: call(tool(name), *arguments, *words)


CHECKS = (
    Check("lint", "ruff: every rule, exceptions with their reason", plain("ruff", "check", "--quiet")),
    Check("format", "ruff's formatter has nothing to do", plain("ruff", "format", "--check", "--quiet")),
    Check("types", "mypy, strict", plain("mypy", "--no-error-summary")),
    Check("layers", "import-linter: the rooms know only whom they may", plain("lint-imports", "--no-cache", "--no-logo")),
    Check("bundle", "PyInstaller makes the one-folder bundle", build_bundle),
    Check("licences", "nothing GPL in the bundle", check_licences),
    Check("smoke", "the bundle works in an empty home", smoke),
    Check("tests", "pytest, warnings are errors, with coverage", run_tests),
)


def main() -> int:
    """Run what is asked for; 0 if all passed."""
    parser = argparse.ArgumentParser(description=__doc__, prog="bootstrap.py test")
    parser.add_argument("--only", action="append", choices=[check.name for check in CHECKS], help="run this check alone; may be repeated")
    parser.add_argument("words", nargs="*", help="handed on to the tool, with one --only: --only tests -- -k scan")
    asked = parser.parse_args()
    wanted = [check for check in CHECKS if not asked.only or check.name in asked.only]
    if asked.words and len(wanted) != 1:
        parser.error("words for a tool need exactly one --only")
    results = [run(check, asked.words) for check in wanted]
    print()
    for result in results:
        print(f"{'passed' if result.passed else 'FAILED':<7}{result.name:<10}{result.seconds:6.1f} s")
    bad = [result.name for result in results if not result.passed]
    print(f"{len(results) - len(bad)} of {len(results)} checks passed in {sum(result.seconds for result in results):.0f} s")
    if bad:
        print(f"Run one again: python3 packaging/bootstrap.py test --only {bad[0]}")
    return 1 if bad else 0


def run(check: Check, words: list[str]) -> Result:
    """One check, with a heading so that its output can be found."""
    print(f"\n==> {check.name}: {check.what}", flush=True)
    begun = time.monotonic()
    code = check.run(words)
    return Result(check.name, code == 0, time.monotonic() - begun)


if __name__ == "__main__":
    sys.exit(main())
