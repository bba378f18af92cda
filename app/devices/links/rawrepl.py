"""The raw REPL of MicroPython: programs in, what they print and what they raise out.

Source: MicroPython's documentation, reference/repl.html, "Raw mode" and "Raw-paste mode".

    station     CR ^C ^C CR ^A             interrupt whatever runs; raw mode
    device      raw REPL; CTRL-B to exit CR LF >
    station     ^E A ^A                    raw-paste mode, where the build has it
    device      R ^A WINDOW16              then ^A each time it has room for WINDOW bytes more; ^D: it wants no more
    station     program ^D
    device      ^D                         raw-paste mode;  `OK` in raw mode
    device      output ^D error ^D >

A board without raw-paste mode loses bytes that come while it is busy, and does not know it. So it is given a program as data first, tells
how long that is and its checksum, and runs it only if both are right.
"""

import re
import secrets
from contextlib import suppress

from app.core.errors import Cancelled, DeviceError, DeviceGarbled, DeviceRefused, DeviceTimeout
from app.core.waiting import SLICE, Deadline, Stop
from app.devices import Link, read_on
from app.devices.links.login import is_noise

_PROMPT = re.compile(rb"raw REPL; CTRL-B to exit\r*\n>")
_END = re.compile(rb"\x04")
_AGAIN = 0.5
"""Seconds of silence after which the board is called again: opening the port resets many boards, and a call falls into the boot."""
_GOODBYE = 0.3
_PIECE = 32
"""Bytes that a board without flow control takes at once: the smallest have room for 64. Nothing tells when it has read them."""
_BITS = 10
"""Bits a byte takes on the wire."""
_TRIES = 8
"""Times that a program is sent to a board that has lost some of it."""
_HEARD = 2.0
"""Seconds within which a board says that a program has come to its end; a board that lost that end waits for ever."""
_SUM = """\
def _h(p):
 h=5381
 for c in p:
  h=(h*33^c)&0xFFFFFF
 return '%d %d'%(len(p),h)
"""
"""Small whole numbers only: every build has those."""
_LARGEST = 1 << 18
"""Bytes: no answer is larger."""
_KEPT = 4096
"""Bytes of what was said that are looked at while the board does not answer."""


class Raised(DeviceRefused):
    """A program ended with an exception of the board's; `last_line` is the last line of its traceback."""

    def __init__(self, last_line: str) -> None:
        self.last_line = "".join(character for character in last_line if character.isprintable())[:160]
        super().__init__(f"The board's Python says: {self.last_line or 'an error without words'}.")


class RawRepl:
    """A session in the board's raw REPL; the first program enters it."""

    def __init__(self, link: Link, stop: Stop, *, baud: int, boot_seconds: float, answer_seconds: float) -> None:
        self._link = link
        self._stop = stop
        self._byte_seconds = _BITS / baud
        self._boot_seconds = boot_seconds
        self._answer_seconds = answer_seconds
        self._heard = bytearray()
        self._inside = False
        self._sums = False
        self.pastes = False
        """Whether the build has flow control (raw-paste mode); known once it was entered."""

    def open(self) -> None:
        """Come into the raw REPL from whatever the board does; raises DeviceTimeout, DeviceGarbled, DeviceGone, Cancelled."""
        if self._inside:
            return
        self._enter(Deadline(self._boot_seconds))
        self._inside = True
        deadline = Deadline(self._answer_seconds)
        self._settle(deadline)
        self.pastes = self._ask_to_paste(deadline)
        if self.pastes:
            # An empty program would reset the board.
            self._pour(b"pass", deadline)
            self._answer(deadline)

    def run(self, program: str) -> str:
        """Run a program and return what it printed, with LF line ends.

        Raises Raised, DeviceTimeout, DeviceGarbled, DeviceGone, Cancelled.
        """
        self.open()
        deadline = Deadline(self._answer_seconds)
        data = program.encode()
        if not self.pastes:
            self._bring(data, deadline)
            # The board sits at its prompt, and has room for so little.
            self._send(b"exec(_p)", deadline)
        elif self._ask_to_paste(deadline):
            self._pour(data, deadline)
        else:
            raise DeviceGarbled("The board forgot that it has raw-paste mode.")
        return self._answer(deadline)

    def close(self) -> None:
        """Leave the raw REPL and let the link go; never raises."""
        if self._inside:
            with suppress(DeviceError, Cancelled):
                self._link.write(b"\x03\x02", Deadline(_GOODBYE))
        self._inside = False
        self._heard.clear()
        self._link.close()

    # ---- inside -------------------------------------------------------------------------------------------------

    def _enter(self, deadline: Deadline) -> None:
        quiet: Deadline | None = None
        while not deadline.passed:
            if quiet is None or quiet.passed:
                self._link.write(b"\r\x03\x03\r\x01", deadline)
                quiet = Deadline(_AGAIN)
            with suppress(DeviceTimeout):
                self._heard += self._link.read(Deadline(min(SLICE, deadline.left())))
            if _PROMPT.search(self._heard):
                self._heard.clear()
                return
            del self._heard[:-_KEPT]
        if is_noise(self._heard):
            raise DeviceGarbled(f"The board sent nothing that can be read within {deadline.seconds:g} seconds.")
        raise DeviceTimeout(f"The board did not come to its raw REPL within {deadline.seconds:g} seconds.")

    def _settle(self, deadline: Deadline) -> None:
        """A board that was called twice may still say its prompt once more: what counts begins behind a word nobody could foresee."""
        word = secrets.token_hex(8)
        self._link.write(f"print('{word}')\x04".encode(), deadline)
        self._until(re.compile(word.encode() + rb"\r*\n\x04\x04>"), deadline)

    def _ask_to_paste(self, deadline: Deadline) -> bool:
        """Whether the board goes into raw-paste mode; an older one takes the question for its own ^A and says its prompt again."""
        self._link.write(b"\x05A\x01", deadline)
        answer = self._take(2, deadline)
        if answer == b"R\x01":
            return True
        if answer == b"R\x00":
            return False
        if answer != b"ra":
            raise DeviceGarbled("The board's raw REPL answers something that cannot be read.")
        self._heard[:0] = answer
        self._until(_PROMPT, deadline)
        return False

    def _answer(self, deadline: Deadline) -> str:
        said = self._until(_END, deadline)
        error = self._until(_END, deadline)
        self._require(b">", deadline)
        if error:
            lines = error.decode("utf-8", "replace").strip().splitlines()
            raise Raised(lines[-1] if lines else "")
        # A terminal between may have added a CR of its own.
        return re.sub(rb"\r+\n", b"\n", said).decode("utf-8", "replace")

    def _pour(self, data: bytes, deadline: Deadline) -> None:
        """Give the program as the board has room for it, and hear that it has all of it."""
        window = int.from_bytes(self._take(2, deadline), "little")
        if not window:
            raise DeviceGarbled("The board's raw REPL takes nothing.")
        room = window
        while data:
            while room == 0 or self._heard:
                word = self._take(1, deadline)
                if word == b"\x04":
                    # It has what it wants (it is out of memory, or was interrupted), and says what is wrong in the answer.
                    self._link.write(b"\x04", deadline)
                    return
                if word != b"\x01":
                    raise DeviceGarbled("The board's raw REPL answers something that cannot be read.")
                room += window
            piece, data = data[:room], data[room:]
            room -= len(piece)
            self._link.write(piece, deadline)
        self._link.write(b"\x04", deadline)
        while (word := self._take(1, deadline)) == b"\x01":
            continue
        if word != b"\x04":
            raise DeviceGarbled("The board's raw REPL answers something that cannot be read.")

    def _bring(self, data: bytes, deadline: Deadline) -> None:
        """Have all of a program on the board, as `_p`; raises DeviceGarbled where it loses some of it each time."""
        wanted = f"{len(data)} {_sum(data)}"
        for number in range(_TRIES):
            if number or not self._sums:
                self._try(_SUM.encode(), deadline)
                self._sums = True
            if self._try(f"_p={data!r}\nprint(_h(_p))".encode(), deadline) == wanted:
                return
        raise DeviceGarbled(
            f"The board loses bytes: of a program of {len(data)} bytes not all arrived in {_TRIES} tries.",
            advice="Take a shorter cable or a lower baud rate in the recipe, and stop what else runs on the board.",
        )

    def _try(self, data: bytes, deadline: Deadline) -> str:
        """What it prints; nothing where the board has taken something else for the program."""
        try:
            self._send(data, deadline, heard=_HEARD)
            return self._answer(deadline).strip()
        except Raised as error:
            if error.last_line.startswith("MemoryError"):
                raise
        except DeviceTimeout:
            # The end of the program is lost: what the board has of it is dropped, and it is begun anew.
            self._link.write(b"\x03", deadline)
            self._settle(Deadline(min(_HEARD, deadline.left())))
        return ""

    def _send(self, data: bytes, deadline: Deadline, heard: float | None = None) -> None:
        """Without flow control: in pieces, each with the time that it is on the wire before the next."""
        for start in range(0, len(data), _PIECE):
            piece = data[start : start + _PIECE]
            self._link.write(piece, deadline)
            self._stop.wait(len(piece) * self._byte_seconds)
        self._link.write(b"\x04", deadline)
        self._require(b"OK", Deadline(min(heard, deadline.left())) if heard else deadline)

    def _require(self, word: bytes, deadline: Deadline) -> None:
        if self._take(len(word), deadline) != word:
            raise DeviceGarbled("The board's raw REPL answers something that cannot be read.")

    def _take(self, size: int, deadline: Deadline) -> bytes:
        while len(self._heard) < size:
            self._hear(deadline)
        word = bytes(self._heard[:size])
        del self._heard[:size]
        return word

    def _until(self, end: re.Pattern[bytes], deadline: Deadline) -> bytes:
        """Everything before `end`, which is taken too."""
        looked = 0
        while (found := end.search(self._heard, max(0, looked - _KEPT))) is None:
            looked = len(self._heard)
            if looked > _LARGEST:
                raise DeviceGarbled("The board's answer has no end.")
            self._hear(deadline)
        said = bytes(self._heard[: found.start()])
        del self._heard[: found.end()]
        return said

    def _hear(self, deadline: Deadline) -> None:
        try:
            self._heard += read_on(self._link, deadline)
        except DeviceTimeout as error:
            if is_noise(self._heard):
                raise DeviceGarbled("The board sends nothing that can be read.") from error
            raise DeviceTimeout(f"The board did not finish a program within {deadline.seconds:g} seconds.") from error


def _sum(data: bytes) -> int:
    """As `_SUM` makes it on the board."""
    total = 5381
    for byte in data:
        total = (total * 33 ^ byte) & 0xFFFFFF
    return total
