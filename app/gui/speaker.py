"""What the window has to say aloud, and who says it."""

from enum import StrEnum
from typing import Protocol


class Sound(StrEnum):
    """What is heard, the most urgent first; each has a shape of its own (`packaging/render_sounds.py`)."""

    FAIL = "fail"
    ATTENTION = "attention"
    """Somebody must look at the screen."""
    PASS = "pass"  # noqa: S105 - the outcome
    SCAN = "scan"
    """A scan was heard, or a run begins."""


class Speaker(Protocol):
    """Every call returns at once and raises nothing: where nothing can be heard, nothing is."""

    def play(self, sound: Sound) -> None:
        """Say it; of what comes while something is being said only the most urgent is said afterwards."""

    def change(self, loudness: str) -> None:
        """`off`, `quiet`, `normal` or `loud` from now on."""

    def close(self) -> None:
        """Be silent for good."""


class Silent:
    """In the place of a speaker."""

    def play(self, sound: Sound) -> None:
        """Nothing."""

    def change(self, loudness: str) -> None:
        """Nothing."""

    def close(self) -> None:
        """Nothing."""
