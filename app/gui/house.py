"""What the Setup page is told of a station's settings, and what it may change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:  # a start does not wait for the lesson of a scanner
    from app.barcodes.serial_lesson import Lesson, Manners
    from app.barcodes.wedge import Style
    from app.core.waiting import Stop


@dataclass(frozen=True, slots=True)
class ScannerWish:
    """How the barcode scanners behave; a suffix is `enter`, `tab` or `none`."""

    prefix: str = ""
    suffix: str = "enter"
    gap: float = 0.035
    """Seconds between two of its keys at most."""
    port: str = ""
    """The socket of the one on a serial port; empty: there is none."""
    baud: int = 9600
    serial_prefix: str = ""
    serial_suffix: str = "enter"


@dataclass(frozen=True, slots=True)
class Customs:
    """How the window behaves."""

    idle_minutes: float = 10
    kiosk: bool = False
    language: str = "auto"
    sounds: str = "normal"
    """`off`, `quiet`, `normal` or `loud`."""


class House(Protocol):
    """Called off the GUI thread; what is kept is in the settings file and the ledger. May raise NotAllowed, SettingsError, StoreError."""

    def scanner(self) -> ScannerWish:
        """How the scanners are set."""

    def customs(self) -> Customs:
        """How the window is set."""

    def list_ports(self) -> Sequence[tuple[str, str]]:
        """Every serial port that is there now: its socket, and what it says it is."""

    def keep_scanner(self, wish: ScannerWish) -> Style:
        """Keep it, and hear the scanner on the serial port like that at once; how the one that types is told from a person."""

    def learn_scanner(self, port: str, lesson: Lesson, tell: Callable[[Lesson], object], stop: Stop) -> Manners | None:
        """Learn how the scanner at that port sends, and hear it like that until something is kept or left; None: it was stopped.

        `tell` is called after every scan that does not end the lesson. Raises ScanError too.
        """

    def leave_scanner(self) -> None:
        """Hear the scanner on the serial port as it was kept last."""

    def keep_customs(self, customs: Customs) -> Customs:
        """Keep it."""
