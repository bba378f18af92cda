"""Where a station keeps everything, and what lies there under which name."""

import os
from pathlib import Path

from platformdirs import user_data_path


def default_home() -> Path:
    """`BIRTHMARK_HOME`, else the system's place for a program's data."""
    named = os.environ.get("BIRTHMARK_HOME")
    return Path(named) if named else user_data_path("birthmark", appauthor=False)


def memory_of(home: Path) -> Path:
    """The file in which the window remembers how it looks."""
    return home / "window.ini"
