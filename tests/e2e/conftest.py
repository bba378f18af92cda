import os
import select
import shutil
import subprocess
from dataclasses import dataclass

import pytest

NEEDED = ("Xvfb", "xdotool", "import", "openbox")
"""Programs of xvfb, xdotool, imagemagick and openbox."""


@dataclass(frozen=True)
class Display:
    """A real X display that nobody sees."""

    name: str

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name not in ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY")}
        return {**kept, "DISPLAY": self.name, "QT_QPA_PLATFORM": "xcb"}

    def do(self, *words: str) -> str:
        """One word of xdotool; returns what it says."""
        done = subprocess.run(["xdotool", *words], env=self.environment, capture_output=True, text=True, timeout=20, check=False)
        return done.stdout.strip()


@pytest.fixture
def display():
    """Xvfb on a display that it finds free itself."""
    missing = [program for program in NEEDED if shutil.which(program) is None]
    if missing:
        reason = f"not installed: {', '.join(missing)}"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    reader, writer = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writer), "-screen", "0", "1280x800x24", "-nolisten", "tcp"],
        pass_fds=(writer,),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(writer)
    try:
        ready, _, _ = select.select([reader], [], [], 20)
        assert ready, "Xvfb does not start"
        yield Display(f":{os.read(reader, 16).decode().strip()}")
    finally:
        os.close(reader)
        server.terminate()
        server.wait(10)


@pytest.fixture
def manager(display):
    """A real window manager on it: it knows Alt-F4 and Alt-Tab, and how to put a window away."""
    server = subprocess.Popen(["openbox"], env=display.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield server
    finally:
        server.terminate()
        server.wait(10)
