"""From a fresh clone to the running station in one command: makes .venv, installs what the locks name, then starts the program."""

from __future__ import annotations

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - this very check; everything above and in this file must at least parse on older ones
    sys.exit(
        "Birthmark needs Python 3.11 or newer; this is Python {}.{}.\n"
        "Start the script with a newer one, for example: python3.11 packaging/bootstrap.py demo".format(*sys.version_info)
    )

import hashlib
import json
import os
import shutil
import subprocess
import time
from pathlib import Path
from typing import TypedDict

import needs

USAGE = """\
python3 packaging/bootstrap.py install          prepare only
python3 packaging/bootstrap.py demo [OPTION …]  the station on simulated devices, nothing to configure
python3 packaging/bootstrap.py test [OPTION …]  install what the tests need and run all checks
python3 packaging/bootstrap.py run [WORD …]     any birthmark command; without a word: the station window
Options and words are handed on; `run --help` lists the commands."""

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PROGRAMS = VENV / ("Scripts" if os.name == "nt" else "bin")
STAMP = VENV / "birthmark-stamp.json"
LOCKS = {
    "runtime": ("requirements-build.txt", "requirements.txt"),
    "dev": ("requirements-dev.txt",),
}
"""Each set's locks; `dev` contains `runtime`, in the same versions (a test keeps that)."""


def main(words: list[str]) -> int:
    """Prepare, then become the program; returns only where there is nothing to become."""
    command, *rest = words or [""]
    if command not in ("install", "demo", "test", "run"):
        print(USAGE, file=sys.stderr)
        return 0 if command in ("-h", "--help") else 2
    wanted = "dev" if command == "test" else "runtime"
    if not (is_ready(wanted) and command in read_stamp()["system"]):
        complete = require_system(command, rest)
        if not is_ready(wanted):
            prepare(wanted)
        if complete:
            note_system(command)
    if command == "install":
        say("Ready. Start with: python3 packaging/bootstrap.py demo")
        return 0
    if command == "test":
        return become([str(PROGRAMS / "python"), str(ROOT / "packaging" / "checks.py"), *rest])
    return become([str(PROGRAMS / "birthmark"), *(["demo"] if command == "demo" else []), *rest])


def say(text: str) -> None:
    """Tell the person; standard output belongs to the program (`demo --json` is read by machines)."""
    print(text, file=sys.stderr, flush=True)


def become(arguments: list[str]) -> int:
    """Replace this process by the program; on Windows, where that detaches from the terminal, run it and return its exit code."""
    if os.name == "nt":
        return subprocess.run(arguments, check=False).returncode
    return os.execv(arguments[0], arguments)  # noqa: S606 - no shell is wanted


# ---- the operating system's part ---------------------------------------------------------------------------------


def wanted_needs(command: str, rest: list[str]) -> tuple[tuple[needs.Need, ...], tuple[needs.Need, ...]]:
    """What must be there for this start, and what had better be."""
    if command == "test":
        must = needs.venv_need()
        lab = (*needs.LAB, *needs.BUS, *needs.UBOOT, *needs.BOARDS)
        return must, (*needs.WINDOW, *needs.SOFTHSM, *lab, *needs.DISPLAY, *needs.BUNDLE)
    window = "--headless" not in rest if command == "demo" else command == "run" and not rest
    if window and has_display():
        return (*needs.venv_need(), *needs.WINDOW), needs.SOFTHSM
    return needs.venv_need(), (*needs.WINDOW, *needs.SOFTHSM)


def has_display() -> bool:
    """Whether a window could be seen here; `demo` works in the terminal otherwise."""
    return sys.platform != "linux" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def require_system(command: str, rest: list[str]) -> bool:
    """Install what the operating system lacks, or tell what to install; whether all is there now. Exits where this start needs what is not.

    With CI=true everything the tests need is needed: nothing may be skipped there in silence.
    """
    must, better = wanted_needs(command, rest)
    missing = needs.list_missing((*must, *better))
    apt = apt_words(root=is_root(), sudo=may_sudo(), apt=bool(shutil.which("apt-get"))) if missing else None
    if apt:
        install_packages(apt, missing)
        missing = needs.list_missing((*must, *better))
    if not missing:
        return True
    say(needs.tell(missing))
    if set(missing) & set(must) or (command == "test" and os.environ.get("CI") == "true"):
        sys.exit("These are needed here. Nothing was started.")
    say("Going on without.")
    return False


def apt_words(*, root: bool, sudo: bool, apt: bool) -> list[str] | None:
    """How apt-get is called here, or None where this person may not or there is none."""
    if not apt or not (root or sudo):
        return None
    return [*([] if root else ["sudo", "-n"]), "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-o", "Dpkg::Use-Pty=0"]


def is_root() -> bool:
    """Whether we may do anything here."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def may_sudo() -> bool:
    """Whether sudo works without a password; never asks."""
    return bool(shutil.which("sudo")) and subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0


def install_packages(apt: list[str], missing: list[needs.Need]) -> None:
    """Install through apt what can be; renews apt's lists where they are missing or turn out old."""
    say(f"Installing from this system's packages: {' '.join(need.packages[-1] for need in missing)}")
    for second in (False, True):
        if second or not any(Path("/var/lib/apt/lists").glob("*_Packages*")):
            run_aloud([*apt, "update"])
        known = [name for need in missing for name in [name for name in need.packages if apt_knows(name)][:1]]
        if not second and len(known) < len(missing):
            continue
        if run_aloud([*apt, "install", "--yes", "--no-install-recommends", *known]) == 0:
            return


def apt_knows(package: str) -> bool:
    """Whether apt's lists have a real package of this name."""
    return subprocess.run(["apt-cache", "show", "--no-all-versions", package], capture_output=True, check=False).returncode == 0


def run_aloud(arguments: list[str]) -> int:
    """Run a program with all it says on standard error; its exit code."""
    return subprocess.run(arguments, stdin=subprocess.DEVNULL, stdout=sys.stderr.fileno(), check=False).returncode


# ---- Python's part -----------------------------------------------------------------------------------------------


def digest_of(wanted: str) -> str:
    """What .venv was made from: these locks, this Python, this place (a venv does not survive a move), this script."""
    known = hashlib.sha256("\0".join((sys.version, sys.base_prefix, str(ROOT))).encode())
    for file in (Path(__file__), Path(needs.__file__), *(ROOT / "packaging" / name for name in LOCKS[wanted])):
        known.update(hashlib.sha256(file.read_bytes()).digest())
    return known.hexdigest()


class Stamp(TypedDict):
    """What is known to be complete."""

    sets: dict[str, str]
    """By set of packages: what it was made from."""
    system: list[str]
    """The commands for which the operating system lacks nothing."""


def read_stamp() -> Stamp:
    """What .venv says of itself; nothing where the stamp is missing or damaged."""
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
        return {"sets": dict(stamp["sets"]), "system": list(stamp["system"])}
    except (OSError, ValueError, TypeError, KeyError):
        return {"sets": {}, "system": []}


def write_stamp(stamp: Stamp) -> None:
    """All of it or nothing, even if the power goes."""
    fresh = STAMP.with_suffix(".new")
    fresh.write_text(json.dumps(stamp), encoding="utf-8")
    fresh.replace(STAMP)


def note_system(command: str) -> None:
    """Remember that nothing is missing for this command, and for those that need less."""
    stamp = read_stamp()
    known = {*stamp["system"], "install", "demo", "run", command}
    write_stamp({"sets": stamp["sets"], "system": sorted(known)})


def is_ready(wanted: str) -> bool:
    """Whether .venv holds exactly this set, finished."""
    return read_stamp()["sets"].get(wanted) == digest_of(wanted) and (PROGRAMS / ("python.exe" if os.name == "nt" else "python")).exists()


def prepare(wanted: str) -> None:
    """Make .venv hold the set; the stamp goes first and comes back last, so an interrupted try is never taken as good."""
    begun = time.monotonic()
    finished = is_ready("runtime")
    STAMP.unlink(missing_ok=True)
    if not finished:
        say("Making .venv")
        run_or_exit([sys.executable, "-m", "venv", "--clear", str(VENV)], "Python cannot make a virtual environment here.")
    pip = [str(PROGRAMS / "python"), "-m", "pip", "--disable-pip-version-check", "--no-input", "install", "-qq", "--no-deps"]
    locks = [word for name in LOCKS[wanted] for word in ("-r", str(ROOT / "packaging" / name))]
    say("Fetching and installing the locked packages: about a minute")
    run_or_exit(
        [*pip, "--no-deps", "--require-hashes", *locks],
        "The packages could not be installed. The first start needs a network, or pip's own mirror settings.",
    )
    run_or_exit([*pip, "--no-build-isolation", "--no-index", "--editable", str(ROOT)], "The project itself could not be installed.")
    write_stamp({"sets": {name: digest_of(name) for name in {"runtime", wanted}}, "system": []})
    say(f"Prepared in {time.monotonic() - begun:.0f} s")


def run_or_exit(arguments: list[str], sentence: str) -> None:
    """Run a program; where it fails, end with the sentence. What it said stands above."""
    if run_aloud(arguments) != 0:
        sys.exit(f"{sentence} Start the same command again once that is mended: it begins anew.")


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        say("Stopped. The next start goes on from a clean place.")
        sys.exit(130)
