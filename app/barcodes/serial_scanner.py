"""A scanner on a serial port: its lines are scans, wherever it is plugged in and however often it is unplugged."""

import threading
from collections.abc import Callable

import serial
import structlog

log = structlog.get_logger(__name__)

_READ = 0.1
"""Seconds a read waits: a stop is heard within them, and so long a pause ends a scan that has no line end."""
_AGAIN = 1.0
"""Seconds until the scanner is looked for again."""
_LONGEST = 4096
"""Bytes without an end are noise: they are dropped."""


class SerialScanner:
    """Listens in a thread of its own; `hear` is called there with every scan, `away` with why nothing can be heard (None: it can again)."""

    def __init__(
        self,
        find: Callable[[], str | None],
        baud: int,
        hear: Callable[[str], None],
        away: Callable[[str | None], None],
        *,
        prefix: str = "",
        ends: bytes = b"\r\n",
    ) -> None:
        """`find` tells the port's present name, or None while nothing is plugged in; each of `ends` ends a scan, as a pause does."""
        self._find = find
        self._baud = baud
        self._hear = hear
        self._away = away
        self._prefix = prefix
        self._same = bytes.maketrans(ends, b"\n" * len(ends))
        self._told: str | None = ""  # nothing yet: that it can be heard is told too
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, name="scanner", daemon=True)

    def start(self) -> None:
        """Begin to listen."""
        self._thread.start()

    def close(self) -> None:
        """Stop listening; returns once the thread has ended."""
        self._over.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        while not self._over.is_set():
            self._listen()
            self._over.wait(_AGAIN)

    def _listen(self) -> None:
        """Listen until the scanner goes away."""
        address = self._find()
        if address is None:
            self._tell("The barcode scanner is not plugged in.")
            return
        try:
            with serial.Serial(address, self._baud, timeout=_READ) as port:
                self._tell(None)
                self._read_lines(port)
        except OSError as error:  # pyserial's own is one of these
            log.warning("scanner.away", port=address, reason=type(error).__name__)
            self._tell("The barcode scanner cannot be read: it was unplugged, or another program holds it.")

    def _tell(self, reason: str | None) -> None:
        if reason != self._told:
            self._told = reason
            self._away(reason)

    def _read_lines(self, port: serial.Serial) -> None:
        heard = b""
        while not self._over.is_set():
            some = port.read(max(1, port.in_waiting))
            heard += some
            *lines, heard = heard.translate(self._same).split(b"\n")
            if not some and heard:
                lines, heard = [*lines, heard], b""
            if len(heard) > _LONGEST:
                heard = b""
            for line in lines:
                if line:
                    self._hear(line.decode("utf-8", "replace").removeprefix(self._prefix))
