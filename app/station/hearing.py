"""The station's barcode scanner on a serial port: which port it is, and that no device is looked for there."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from app.barcodes.serial_scanner import SerialScanner
from app.core.device import Port
from app.core.waiting import Stop
from app.devices import Scanner
from app.devices.scan import find_address, is_at
from app.settings import SerialScannerSettings

if TYPE_CHECKING:  # a start does not wait for the lesson of a scanner
    from app.barcodes.serial_lesson import Lesson, Manners

_ENDS = {"enter": b"\r\n", "tab": b"\t", "none": b""}


class Hearing:
    """Hears the scanner that the settings name, while it is open; they may change meanwhile."""

    def __init__(self, settings: SerialScannerSettings, eyes: Scanner) -> None:
        self._settings = settings
        self._eyes = eyes
        self._listening: SerialScanner | None = None
        self._hear: Callable[[str], None] | None = None
        self._away: Callable[[str | None], None] = lambda _reason: None
        self._reason: str | None = None
        self._open = False
        self._one = threading.Lock()
        self._lesson: tuple[str, Stop] | None = None
        """The port at which a scanner is being learned, and how that is stopped."""

    @property
    def named(self) -> bool:
        """Whether there is to be such a scanner."""
        return bool(self._settings.port)

    @property
    def reason(self) -> str | None:
        """Why nothing can be heard; None: it can."""
        return self._reason

    @property
    def listening(self) -> bool:
        """Whether the scanner's port is open: what is scanned now is heard."""
        return self._open

    def is_scanner(self, port: Port) -> bool:
        """Whether the scanner is plugged in there: then it is no device."""
        lesson = self._lesson
        return (self.named and is_at(port, self._settings.port)) or (lesson is not None and is_at(port, lesson[0]))

    def list_ports(self) -> frozenset[Port]:
        """Every port at which it could be."""
        return self._eyes.scan()

    def open(self, hear: Callable[[str], None], away: Callable[[str | None], None]) -> None:
        """Listen from now on; `hear` is called with every scan, `away` with why nothing can be heard (None: it can again)."""
        self._hear, self._away = hear, away
        with self._one:
            self._listen()

    def change(self, settings: SerialScannerSettings) -> None:
        """Listen to another scanner, or to none; takes as long as the last read of the old one. A lesson ends."""
        self._end_lesson()
        with self._one:
            self._stop()
            self._settings = settings
            self._tell(None)
            self._listen()

    def close(self) -> None:
        """Listen no longer; returns once the thread has ended. A lesson ends."""
        self._hear = None
        self._end_lesson()
        with self._one:
            self._stop()

    def learn(self, place: str, lesson: Lesson, tell: Callable[[Lesson], object], stop: Stop) -> Manners | None:
        """Learn how the scanner at that place sends; nothing else listens meanwhile. See `take_lesson`."""
        from app.barcodes.serial_lesson import take_lesson  # noqa: PLC0415 - the window does not wait for it

        self._lesson = (place, stop)
        try:
            with self._one:
                self._stop()
                try:
                    return take_lesson(find_address(self._eyes, place), lesson, tell, stop)
                finally:
                    self._tell(None)
                    self._listen()
        finally:
            self._lesson = None

    def _end_lesson(self) -> None:
        lesson = self._lesson
        if lesson is not None:
            lesson[1].set()

    def _listen(self) -> None:
        if self._hear is None or not self.named:
            return
        now = self._settings
        self._listening = SerialScanner(self._find, now.baud, self._hear, self._opened, prefix=now.prefix, ends=_ENDS[now.suffix])
        self._listening.start()

    def _stop(self) -> None:
        listening, self._listening = self._listening, None
        if listening is not None:
            listening.close()
        self._open = False

    def _find(self) -> str | None:
        return find_address(self._eyes, self._settings.port)

    def _opened(self, reason: str | None) -> None:
        self._open = reason is None
        self._tell(reason)

    def _tell(self, reason: str | None) -> None:
        if reason != self._reason:
            self._reason = reason
            self._away(reason)
