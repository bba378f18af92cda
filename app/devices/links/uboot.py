"""U-Boot's prompt, framed: what a command said and how it ended.

    station     echo MARK''MARK;command;echo MARK''MARK $?      the echo of the line is compared before its line end is sent
    device      MARK LF  what the command says  MARK CODE LF

MARK is new for every command and cut in two where it is typed, so that no echo is taken for it. A line holds 512 characters; what is more
U-Boot drops with a bell. An empty line would repeat the command before: nothing but Ctrl-C is ever typed to see whether somebody listens.
"""

import re
import secrets
from contextlib import suppress

from app.core.errors import DeviceError, DeviceGarbled, DeviceGone, DeviceRefused, DeviceTimeout
from app.core.waiting import Deadline
from app.devices import Link
from app.devices.links.console import Said
from app.devices.links.login import clean, is_noise

LINE = 480
"""Characters of a line that every U-Boot takes (CONFIG_SYS_CBSIZE is 512 in most, some count the prompt in)."""
PROMPT = r"[A-Za-z0-9_. -]*(=>|#|>) ?"
"""The prompts that boards are shipped with: `=> `, `U-Boot> `, `MX6 # `."""
_AGAIN = 3
"""How often a line is typed before the cable is believed to be bad."""
_KNOCK = 0.4
"""Seconds of silence after which Ctrl-C is typed again."""
_ECHO = 10.0
"""Seconds within which a typed line is echoed."""
_SILENT = 2.0
"""Seconds without a character after which nothing more of an echo comes."""
_LARGEST = 1 << 18
"""Bytes: U-Boot's environment, the largest thing it says, is smaller."""
_BOOTS = re.compile(rb"^Hit any key to stop autoboot", re.MULTILINE)


class UBootConsole:
    """A session at U-Boot's prompt; it has none to log out of."""

    def __init__(self, link: Link, prompt: str, *, boot_seconds: float, answer_seconds: float) -> None:
        """`prompt` is a regular expression for the whole of it; empty: one of those that boards are shipped with."""
        self._link = link
        self._prompt = re.compile(rb"(^|\n)(" + (prompt or PROMPT).encode() + rb")$")
        self._boot_seconds = boot_seconds
        self._answer_seconds = answer_seconds
        self._inside = False

    def open(self) -> None:
        """Come to the prompt, out of the countdown of a board that was just switched on; does nothing where it is there already.

        Raises DeviceTimeout, DeviceGarbled, DeviceGone, Cancelled.
        """
        if self._inside:
            return
        deadline = Deadline(self._boot_seconds)
        heard = b""
        while not deadline.passed:
            self._link.write(b"\x03", deadline)
            heard = (heard + self._listen(_KNOCK))[-_LARGEST:]
            if self._prompt.search(clean(heard)):
                self._inside = True
                return
        if is_noise(heard):
            raise DeviceGarbled(f"The device sent nothing that can be read within {deadline.seconds:g} seconds.")
        raise DeviceTimeout(f"The device did not show U-Boot's prompt within {deadline.seconds:g} seconds.")

    def ask(self, command: str) -> Said:
        """Run a command line and return what it said; raises ValueError where it is too long, DeviceError, Cancelled."""
        self.open()
        begin, end = (secrets.token_hex(4) for _ in range(2))
        line = f"echo {begin[:4]}''{begin[4:]};{command};echo {end[:4]}''{end[4:]} $?".encode()
        if len(line) > LINE:
            raise ValueError(f"U-Boot takes no line of {len(line)} characters")
        self._type(line)
        deadline = Deadline(self._answer_seconds)
        self._link.write(b"\n", deadline)
        framed = re.compile(rf"^{begin}\n(.*?)^{end} (\d+)\n".encode(), re.MULTILINE | re.DOTALL)
        heard = b""
        while (found := framed.search(clean(heard))) is None:
            heard += self._next(deadline, heard)
        return Said(found[1].decode("utf-8", "replace").strip("\n"), int(found[2]))

    def require(self, command: str, doing: str) -> str:
        """Run a command that must end with exit code 0; raises DeviceRefused in words: it could not `doing`."""
        said = self.ask(command)
        if said.code != 0:
            raise DeviceRefused(f"The device could not {doing}: {said.last_line or f'exit code {said.code}'}.")
        return said.text

    def room(self, command: str) -> int:
        """How many more characters a line with this command has room for."""
        return LINE - len(f"echo 0000''0000;{command};echo 0000''0000 $?")

    def close(self) -> None:
        """Let the link go; never raises."""
        self._link.close()

    def _type(self, line: bytes) -> None:
        """Type a line, and see its echo whole: what arrived damaged is taken back and not run."""
        said = b""
        for _ in range(_AGAIN):
            self._link.write(line, Deadline(_ECHO))
            heard, deadline = b"", Deadline(_ECHO)
            with suppress(DeviceTimeout):
                while not deadline.passed and len(clean(heard)) < len(line):
                    heard += self._link.read(Deadline(min(_SILENT, deadline.left())))
            if clean(heard).endswith(line):
                return
            # Ctrl-C throws the line away; what still arrives of it, too.
            self._link.write(b"\x03", Deadline(_ECHO))
            said += heard + self._listen(_KNOCK)
        if not said:
            raise DeviceTimeout("The device does not listen any more: nothing that is typed is echoed.")
        if is_noise(said):
            raise DeviceGarbled("The device sends nothing that can be read.")
        raise DeviceGarbled(f"A command arrived in the device damaged {_AGAIN} times.")

    def _listen(self, seconds: float) -> bytes:
        """Everything until it is silent for so long, or shows its prompt."""
        heard = b""
        while True:
            try:
                heard += self._link.read(Deadline(seconds))
            except DeviceTimeout:
                return heard
            if self._prompt.search(clean(heard)) or len(heard) > _LARGEST:
                return heard

    def _next(self, deadline: Deadline, heard: bytes) -> bytes:
        try:
            more = self._link.read(deadline)
        except DeviceTimeout as error:
            raise self._late(deadline, heard) from error
        if _BOOTS.search(clean(heard + more)):
            raise DeviceGone("The board began to boot again in the middle of a command.")
        if len(heard) > _LARGEST:
            raise DeviceGarbled("The device's answer has no end.")
        if deadline.passed:
            raise self._late(deadline, heard)
        return more

    @staticmethod
    def _late(deadline: Deadline, heard: bytes) -> DeviceError:
        if is_noise(heard):
            return DeviceGarbled("The device sends nothing that can be read.")
        return DeviceTimeout(f"The device did not finish a command within {deadline.seconds:g} seconds.")
