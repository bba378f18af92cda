"""The packaging scripts are no package: their folder is put on the path here."""

import os
import shutil
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "packaging"))


@pytest.fixture(scope="session")
def root():
    """The project's folder."""
    return ROOT


@pytest.fixture(scope="session")
def program():
    """A program of this machine by name: skips where it is missing, fails where nothing may be skipped."""

    def find(name):
        found = shutil.which(name)
        if not found:
            (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(f"{name} is not installed")
        return found

    return find
