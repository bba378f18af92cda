"""A scanner on a serial port, learned from a few scans of one symbol: how fast it sends, and what it sends around a scan."""

import time
from collections.abc import Callable
from dataclasses import dataclass

import serial

from app.barcodes.wedge import tells_symbol
from app.core.errors import ScannerAway, ScannerUnlearned
from app.core.waiting import Stop

SPEEDS = (9600, 115_200, 19_200, 38_400, 57_600, 4800, 2400)
"""Baud, those that are set most often first; a scanner that is a USB device is understood at each."""
_READ = 0.1
"""Seconds a read waits: a stop is heard within them."""
_PAUSE = 0.2
"""Seconds without a byte end a scan."""
_LONGEST = 1024
"""Bytes: more without a pause is no scanner."""
_LONGEST_PREFIX = 8
"""Characters: what is longer is another scan."""
_PATIENCE = 180.0
"""Seconds in which something is to be scanned."""


@dataclass(frozen=True, slots=True)
class Manners:
    """How such a scanner sends; the suffix is `enter`, `tab` or `none`, which a pause ends."""

    baud: int
    prefix: str
    suffix: str
    tells: bool
    """Whether it says which kind of symbol it read."""


class Lesson:
    """Knows neither port nor time: it is told what came between two pauses, and says at which speed to listen on."""

    def __init__(self, sample: str, first: int) -> None:
        """`sample` is what the symbol says, `first` the speed that is tried first."""
        self._sample = sample
        self._speeds = (first, *(speed for speed in SPEEDS if speed != first))
        self._tried = 0
        self.scans = 0
        """How many were heard."""
        self._last: Manners | None = None
        self._other = False

    @property
    def baud(self) -> int:
        """At what speed to listen now."""
        return self._speeds[self._tried % len(self._speeds)]

    @property
    def understood(self) -> bool:
        """Whether the last scan was understood, and only has to be confirmed by one more."""
        return self._last is not None

    def hear(self, scan: bytes) -> Manners | None:
        """How the scanner sends, once two scans in a row say the same; None: scan once more.

        What was not understood was sent at another speed, and the next one is tried. Text is only so once it came twice: somebody may have
        scanned another symbol.
        """
        self.scans += 1
        found = _manners(scan, self._sample, self.baud)
        if found is not None and found == self._last:
            return found
        if found is None:
            self._other = not self._other and _is_text(scan)
            self._tried += not self._other
        self._last = found
        return None


def _manners(scan: bytes, sample: str, baud: int) -> Manners | None:
    """What stands around the sample; None where it is not in it. Control characters in front are left out by whoever reads a scan."""
    heard = scan.decode("utf-8", "replace")
    before, found, after = heard.partition(sample)
    ends = {"": "none", "\t": "tab", "\r": "enter", "\n": "enter"}
    if not found or (suffix := ends.get(after[-1:])) is None or any(character.isprintable() for character in after):
        return None
    tells = tells_symbol(heard, sample)
    prefix = before[:-3] if tells else before
    if len(prefix) > _LONGEST_PREFIX:
        return None
    return Manners(baud, prefix if prefix.isprintable() else "", suffix, tells)


def _is_text(scan: bytes) -> bool:
    return all(byte in b"\t\r\n\x02\x03\x1d" or 0x20 <= byte < 0x7F for byte in scan)  # noqa: PLR2004 - ASCII that prints


def take_lesson(address: str | None, lesson: Lesson, tell: Callable[[Lesson], object], stop: Stop) -> Manners | None:
    """Listen at that port until the lesson is over; None where somebody stopped it.

    `tell` is called once the port is open, and after every scan that does not end it.

    Raises ScannerAway where the port cannot be read, ScannerUnlearned where nothing is scanned for three minutes.
    """
    if address is None:
        raise ScannerAway("The barcode scanner is not plugged in.")
    try:
        with serial.Serial(address, lesson.baud, timeout=_READ) as port:
            tell(lesson)
            while (scan := _read_scan(port, stop)) is not None:
                if (found := lesson.hear(scan)) is not None:
                    return found
                if port.baudrate != lesson.baud:
                    port.baudrate = lesson.baud
                    port.reset_input_buffer()
                tell(lesson)
    except OSError as error:  # pyserial's own is one of these
        raise ScannerAway("The barcode scanner cannot be read: it was unplugged, or another program holds it.") from error
    return None


def _read_scan(port: serial.Serial, stop: Stop) -> bytes | None:
    """What comes until the next pause; None where somebody stopped it."""
    heard, end = b"", time.monotonic() + _PATIENCE
    last = 0.0
    while not stop.is_set:
        some = port.read(max(1, port.in_waiting))
        now = time.monotonic()
        if some:
            heard, last = heard + some, now
        elif heard and now - last >= _PAUSE:
            return heard
        if now > end or len(heard) > _LONGEST:
            raise ScannerUnlearned("Nothing was scanned, or what is plugged in there is no barcode scanner.")
    return None
