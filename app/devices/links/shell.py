"""Zephyr's shell: command lines typed at the pace of its echo, and what it says until its prompt comes back.

The shell's receive ring is small (64 bytes by default), and a burst runs over it silently (zephyr issue 90358): nothing is sent before the
echo of what was sent is here. The echo has escape codes and line breaks of its own in it; both are left out before it is compared.
"""

import re
from contextlib import suppress

from app.core.errors import DeviceGarbled, DeviceTimeout
from app.core.waiting import SLICE, Deadline, Stop
from app.devices import Link, read_on
from app.devices.links.login import clean, is_noise

PIECE = 60
"""Characters sent before their echo is waited for: what the ring has room for, and a little less."""
_PROMPT = r"[A-Za-z0-9_.-]*:?~?[$#>] ?$"
_AGAIN = 0.5
_BITS = 10
"""Bits a byte takes on the wire."""
_LARGEST = 1 << 16
"""Bytes: no answer is larger."""
_BLANK = re.compile(rb"\s+")


class ZephyrShell:
    """A session in the shell; the first command waits for its prompt."""

    def __init__(self, link: Link, stop: Stop, *, baud: int, prompt: str, boot_seconds: float, answer_seconds: float) -> None:
        """`prompt` is a regular expression for its end; empty: as Zephyr has it."""
        self._link = link
        self._stop = stop
        self._byte_seconds = _BITS / baud
        self._prompt = re.compile((prompt or _PROMPT).encode())
        self._boot_seconds = boot_seconds
        self._answer_seconds = answer_seconds
        self._heard = bytearray()
        self._inside = False

    def open(self) -> None:
        """Wait for the prompt; raises DeviceTimeout, DeviceGarbled, DeviceGone, Cancelled."""
        if self._inside:
            return
        deadline = Deadline(self._boot_seconds)
        quiet: Deadline | None = None
        while not deadline.passed:
            if quiet is None or quiet.passed:
                # Ctrl-C first: it ends what somebody before us left half typed, or half loaded.
                self._link.write(b"\x03\r", deadline)
                quiet = Deadline(_AGAIN)
            with suppress(DeviceTimeout):
                self._heard += self._link.read(Deadline(min(SLICE, deadline.left())))
            # A prompt that comes late does no harm: the echo of the first command is behind it.
            if self._at_prompt():
                self._inside = True
                return
            del self._heard[:-_LARGEST]
        if is_noise(self._heard):
            raise DeviceGarbled(f"The device sent nothing that can be read within {deadline.seconds:g} seconds.")
        raise DeviceTimeout(f"The device's shell showed no prompt within {deadline.seconds:g} seconds.")

    def ask(self, line: str, until: re.Pattern[str] | None = None) -> list[str]:
        """Run a command line and return what it said, line by line, without echo and prompt.

        With `until` the answer ends at the first whole line that fits, else at the prompt. Raises DeviceTimeout, DeviceGarbled, DeviceGone,
        Cancelled.
        """
        self.open()
        deadline = Deadline(self._answer_seconds)
        self._type(line, deadline)
        self._heard.clear()
        self._link.write(b"\r", deadline)
        while True:
            lines = self._lines()
            ended = next((number for number, each in enumerate(lines) if until and until.fullmatch(each)), None)
            if self._at_prompt() and (until is None or ended is not None):
                return lines if ended is None else lines[: ended + 1]
            self._hear(deadline)

    def load(self, line: str, text: str, ready: str) -> list[str]:
        """Run a command that takes text until Ctrl-C: it begins once the device has said `ready`; raises as `ask`."""
        self.open()
        deadline = Deadline(self._answer_seconds)
        self._type(line, deadline)
        self._heard.clear()
        self._link.write(b"\r", deadline)
        while ready.encode() not in clean(bytes(self._heard)):
            self._hear(deadline)
        self._heard.clear()
        # Text that is loaded is not echoed: each piece gets the time that it is on the wire before the next.
        data = text.encode()
        for start in range(0, len(data), PIECE):
            self._link.write(data[start : start + PIECE], deadline)
            self._stop.wait(PIECE * self._byte_seconds)
        self._link.write(b"\x03", deadline)
        while not self._at_prompt():
            self._hear(deadline)
        return self._lines()

    def close(self) -> None:
        """Let the link go; never raises."""
        self._heard.clear()
        self._link.close()

    def _type(self, line: str, deadline: Deadline) -> None:
        self._heard.clear()
        for start in range(0, len(line), PIECE):
            sent = line[: start + PIECE].encode()
            self._link.write(sent[start:], deadline)
            while _BLANK.sub(b"", sent) not in _BLANK.sub(b"", clean(bytes(self._heard))):
                self._hear(deadline)

    def _lines(self) -> list[str]:
        lines = [line.strip() for line in clean(bytes(self._heard)).decode("utf-8", "replace").split("\n")]
        return [line for line in lines[:-1] if line]

    def _at_prompt(self) -> bool:
        return self._prompt.search(clean(bytes(self._heard)).rpartition(b"\n")[2]) is not None

    def _hear(self, deadline: Deadline) -> None:
        if len(self._heard) > _LARGEST:
            raise DeviceGarbled("The device's answer has no end.")
        try:
            self._heard += read_on(self._link, deadline)
        except DeviceTimeout as error:
            if is_noise(self._heard):
                raise DeviceGarbled("The device sends nothing that can be read.") from error
            raise DeviceTimeout(f"The device did not finish a command within {deadline.seconds:g} seconds.") from error
