"""Whether there is a screen to show a window on."""

import os
import sys


def has_display() -> bool:
    """On Linux the environment says so; elsewhere there always is one."""
    if sys.platform.startswith("linux"):
        return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or os.environ.get("QT_QPA_PLATFORM"))
    return True
