"""AT commands: one at a time, each answered by lines of which the last is exactly OK, ERROR or +CME ERROR (3GPP TS 27.007)."""

import re
from abc import ABC, abstractmethod
from contextlib import suppress

from app.core.errors import DeviceGarbled, DeviceTimeout
from app.core.waiting import Deadline
from app.devices import Link, read_on
from app.devices.links.login import clean, is_noise
from app.devices.links.shell import ZephyrShell

_END = re.compile(r"OK|ERROR|\+CM[ES] ERROR: ?(\d+)")
"""Matched with whole lines only: OK occurs inside base64."""
_AGAIN = 0.5
_QUIET = 0.1
"""Seconds without a word after which nothing of an earlier call is on its way any more."""
_LARGEST = 1 << 16


class AtRefusal(Exception):
    """The modem said no; `number` is its CME error, 0 where it gave none."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


class AtPort(ABC):
    """Where AT commands go."""

    @abstractmethod
    def ask(self, command: str) -> list[str]:
        """The lines before the last; raises AtRefusal, DeviceTimeout, DeviceGarbled, DeviceGone, Cancelled."""

    @abstractmethod
    def close(self) -> None:
        """Let the link go; never raises."""


class PlainPort(AtPort):
    """An AT host on the line itself: a command ends with CR LF, line ends inside quotes are sent as they are."""

    def __init__(self, link: Link, *, boot_seconds: float, answer_seconds: float) -> None:
        self._link = link
        self._boot_seconds = boot_seconds
        self._answer_seconds = answer_seconds
        self._heard = bytearray()
        self._inside = False

    def ask(self, command: str) -> list[str]:
        """See AtPort."""
        self._open()
        deadline = Deadline(self._answer_seconds)
        self._heard.clear()
        self._link.write(command.encode() + b"\r\n", deadline)
        while True:
            lines = clean(bytes(self._heard)).decode("utf-8", "replace").split("\n")
            ended = next((number for number, line in enumerate(lines[:-1]) if _END.fullmatch(line)), None)
            if ended is not None:
                # The echo, where the host has one, is no answer.
                return _answered([line for line in lines[: ended + 1] if line and line != command])
            self._hear(deadline)

    def close(self) -> None:
        """See AtPort."""
        self._heard.clear()
        self._link.close()

    def _open(self) -> None:
        """Call the modem until it answers OK; late answers to earlier calls are waited out."""
        if self._inside:
            return
        deadline = Deadline(self._boot_seconds)
        calls = 0
        while not deadline.passed and not self._inside:
            calls += 1
            self._link.write(b"\r\nAT\r\n", deadline)
            turn = Deadline(min(_AGAIN, deadline.left()))
            with suppress(DeviceTimeout):
                while not self._inside and not turn.passed:
                    self._heard += self._link.read(turn)
                    del self._heard[:-_LARGEST]
                    self._inside = re.search(rb"^OK\n", clean(bytes(self._heard)), re.MULTILINE) is not None
        if not self._inside:
            if is_noise(self._heard):
                raise DeviceGarbled(f"The modem sent nothing that can be read within {deadline.seconds:g} seconds.")
            raise DeviceTimeout(f"The modem did not answer within {deadline.seconds:g} seconds.")
        with suppress(DeviceTimeout):
            while calls > 1 and not deadline.passed:
                self._link.read(Deadline(_QUIET))

    def _hear(self, deadline: Deadline) -> None:
        if len(self._heard) > _LARGEST:
            raise DeviceGarbled("The modem's answer has no end.")
        try:
            self._heard += read_on(self._link, deadline)
        except DeviceTimeout as error:
            if is_noise(self._heard):
                raise DeviceGarbled("The modem sends nothing that can be read.") from error
            raise DeviceTimeout(f"The modem did not answer within {deadline.seconds:g} seconds.") from error


class ShellPort(AtPort):
    """A firmware that takes AT commands in its shell, as `at '…'`; a line end inside is sent as a backslash and an n."""

    def __init__(self, shell: ZephyrShell) -> None:
        self._shell = shell

    def ask(self, command: str) -> list[str]:
        """See AtPort."""
        return _answered(self._shell.ask("at '" + command.replace("\n", "\\n") + "'", until=_END))

    def close(self) -> None:
        """See AtPort."""
        self._shell.close()


def _answered(lines: list[str]) -> list[str]:
    end = _END.fullmatch(lines[-1])
    if end is None or end[0] != "OK":
        raise AtRefusal(int(end[1]) if end and end[1] else 0)
    return lines[:-1]
