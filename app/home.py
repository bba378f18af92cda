"""Where a station keeps everything, and what lies there under which name."""

import os
from pathlib import Path


def default_home() -> Path:
    """`BIRTHMARK_HOME`, else the system's place for a program's data."""
    if named := os.environ.get("BIRTHMARK_HOME"):
        return Path(named)
    from platformdirs import user_data_path  # noqa: PLC0415 - who says which home does not wait for it

    return user_data_path("birthmark", appauthor=False)


def memory_of(home: Path) -> Path:
    """The file in which the window remembers how it looks."""
    return home / "window.ini"
