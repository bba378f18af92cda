"""Programs that are not ours, started beside us."""

import os
import sys

_LIBRARIES = "LD_LIBRARY_PATH"


def environment(**more: str) -> dict[str, str]:
    """What such a program finds in its environment: what we were given, without the libraries of our own bundle.

    PyInstaller's bootloader names those in LD_LIBRARY_PATH, and keeps what was there as LD_LIBRARY_PATH_ORIG where there was anything.
    """
    found = dict(os.environ)
    if getattr(sys, "frozen", False):
        before = found.pop(f"{_LIBRARIES}_ORIG", "")
        found.pop(_LIBRARIES, None)
        found |= {_LIBRARIES: before} if before else {}
    return {**found, **more}
