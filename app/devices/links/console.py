"""A shell on a serial console, framed: what a command said and how it ended, whatever else talks on the same line.

A console mixes echo, standard error, kernel messages and prompts into what a command says. So a small program of ours runs in the device's
shell: it echoes nothing, shows no prompt, reads one line, evaluates it, and answers in a frame:

    station     #SHA256 SPACE command LF              SHA256 is over the command
    device      <TOKEN EXIT SHA256 LF  base64 … LF  >TOKEN LF    SHA256 is over what the command said
                !DAMAGED LF                            the line arrived damaged; it was not run

TOKEN is new for every command. A line that arrived damaged is sent again; a frame that another voice got into does not fit its digest and
is asked for again, without running the command again. To any other shell a line is a comment: where another device
has come to the same cable meanwhile, nothing is run in it.
"""

import base64
import binascii
import hashlib
import re
import secrets
from contextlib import suppress
from dataclasses import dataclass

from app.core.errors import Cancelled, DeviceError, DeviceGarbled, DeviceGone, DeviceRefused, DeviceTimeout, LoginRejected
from app.core.recipe import Become
from app.core.waiting import Deadline
from app.devices import Credential, Link
from app.devices.links.login import Entrance, Rise, clean, is_login_prompt, is_noise

LINE = 512
"""Characters of data in one line: the line discipline cuts one of more than 4,095 silently, and bursts of 32 kB are lost."""
_AGAIN = 3
"""How often a frame is asked for before the line is believed to be bad."""
_GOODBYE = 0.5
"""Seconds for the last word."""
_SHELL = (
    "stty -echo;export LC_ALL=C "
    "TPM2TOOLS_TCTI=${{TPM2TOOLS_TCTI:-device:/dev/tpmrm0}} TPM2OPENSSL_TCTI=${{TPM2OPENSSL_TCTI:-device:/dev/tpmrm0}};"
    's(){{ h=$(printf %s "$o"|sha256sum);printf "\\n<%s %s %s\\n" $1 $r ${{h%% *}};printf %s "$o"|base64;printf "\\n>%s\\n" $1;}};'
    'printf "%s%s\\n" {ready};while IFS= read -r l;do h=$(printf %s "${{l#* }}"|sha256sum);'
    'if [ "${{l%% *}}" = "#${{h%% *}}" ];then eval "${{l#* }}" </dev/null;else printf "\\n!%s%s\\n" {damaged};fi;done'
)
"""The program; `o` is what the last command said, `r` its exit code, `s TOKEN` sends both."""
_KERNEL = re.compile(rb"\[ *\d+\.\d{6}\][^\n]*\n")
"""A message of the kernel, which cuts into whatever else is being said (printk.time=1, as in every distribution)."""
_BOOTING = re.compile(rb"^\[ *0\.000000\] ", re.MULTILINE)
"""The first word of a kernel, which it says once: the device has begun anew."""
_LARGEST = 1 << 20
"""Bytes: no answer is larger; what goes on beyond is no answer."""
_BASE64 = re.compile(rb"[A-Za-z0-9+/]+={0,2}")


@dataclass(frozen=True, slots=True)
class Said:
    """What a command said (standard error too) and its exit code."""

    text: str
    code: int

    @property
    def last_line(self) -> str:
        """Its last line as it may be shown to a person: where programs say what is wrong."""
        lines = [line.strip() for line in self.text.splitlines() if line.strip()]
        return "".join(character for character in lines[-1] if character.isprintable())[:160].rstrip(".") if lines else ""


class Console:
    """A session in the device's shell; `open` begins it, `close` leaves it."""

    def __init__(
        self, link: Link, credential: Credential | None, *, boot_seconds: float, answer_seconds: float, become: Become | None = None
    ) -> None:
        """The credential's PIN is in the shell's variable `p`, as base64, as long as the session lasts."""
        self._link = link
        self._login = credential if credential and credential.user else None
        self._pin = credential.pin if credential else None
        self._rise = Rise(become, credential.root if credential else None) if become else None
        self._boot_seconds = boot_seconds
        self._answer_seconds = answer_seconds
        self._heard = bytearray()
        self._damaged = secrets.token_hex(8)
        self._inside = self._busy = False

    def open(self) -> None:
        """Come from whatever the console shows to our program in its shell; does nothing where that already runs.

        Raises LoginRejected, DeviceTimeout, DeviceGarbled, DeviceGone, Cancelled.
        """
        if self._inside:
            return
        ready = secrets.token_hex(8)
        # In halves each, so that an echo of the program is not taken for its answer.
        words = {"ready": f"{ready[:8]} {ready[8:]}", "damaged": f"{self._damaged[:8]} {self._damaged[8:]}"}
        program = f"sh -c '{_SHELL.format(**words)}'"
        Entrance(self._link, self._login, program, ready.encode(), rise=self._rise).enter(Deadline(self._boot_seconds))
        self._inside = True
        if self._rise and self.require("id -u", "say who it has logged in").strip() != "0":
            raise LoginRejected("The device has logged the station in, but not as root.")
        if self._pin is not None:
            self.hand_over(self._pin.get_secret_value().encode(), "p")

    def ask(self, command: str) -> Said:
        """Run a command line and return what it said; raises DeviceTimeout, DeviceGarbled, DeviceGone, Cancelled."""
        self.open()
        token = secrets.token_hex(8)
        line = f"o=$(exec 2>&1;{command});r=$?;s {token}"
        for _ in range(_AGAIN):
            said = self._framed(token, self._exchange(line, rb"^>" + token.encode() + rb"\n"))
            if said is not None:
                return said
            token = secrets.token_hex(8)
            line = f"s {token}"
        raise DeviceGarbled(f"The device's answers arrived damaged {_AGAIN} times.")

    def require(self, command: str, doing: str) -> str:
        """Run a command that must end with exit code 0; raises DeviceRefused in words: it could not `doing`."""
        said = self.ask(command)
        if said.code != 0:
            raise DeviceRefused(f"The device could not {doing}: {said.last_line or f'exit code {said.code}'}.")
        return said.text

    def hand_over(self, data: bytes, variable: str = "f") -> None:
        """Put bytes, as base64, into a variable of the shell: a line at a time, each acknowledged with the length so far."""
        self.open()
        text = base64.b64encode(data).decode()
        sent = 0
        for at in range(0, max(len(text), 1), LINE):
            piece = text[at : at + LINE]
            sent += len(piece)
            token = secrets.token_hex(8)
            before = f"${{{variable}}}" if at else ""
            line = f'{variable}="{before}{piece}";printf "\\n%s %s.\\n" {token} ${{#{variable}}}'
            length = self._exchange(line, rb"^" + token.encode() + rb" (\d+)\.\n")[1]
            if int(length) != sent:
                raise DeviceGarbled(f"The device took {int(length)} of {sent} characters.")

    def forget(self) -> None:
        """Empty the shell's variable `f`; never raises: where the device does not listen any more, it forgets by itself."""
        with suppress(DeviceError, Cancelled):
            self._link.write(_checked("f="), Deadline(_GOODBYE))

    def close(self) -> None:
        """Leave the shell and let the link go; a command that still runs is interrupted. Never raises."""
        with suppress(DeviceError, Cancelled):
            if self._busy:
                self._link.write(b"\x03", Deadline(_GOODBYE))
            elif self._inside:
                self._link.write(_checked("stty echo;exit"), Deadline(_GOODBYE))
        self._inside = False
        self._link.close()

    def _exchange(self, line: str, end: bytes) -> re.Match[bytes]:
        """Say a line and return where `end` is found in what follows; said again while the device has not run it."""
        wanted = re.compile(end + rb"|^!" + self._damaged.encode() + rb"\n", re.MULTILINE)
        for _ in range(_AGAIN):
            self._heard.clear()
            self._busy = True
            deadline = Deadline(self._answer_seconds)
            self._link.write(_checked(line), deadline)
            found = self._read_until(wanted, deadline)
            self._busy = False
            if not found[0].startswith(b"!"):
                return found
        raise DeviceGarbled(f"A command arrived in the device damaged {_AGAIN} times.")

    def _read_until(self, wanted: re.Pattern[bytes], deadline: Deadline) -> re.Match[bytes]:
        while True:
            text = clean(bytes(self._heard))
            found = wanted.search(text) or wanted.search(_KERNEL.sub(b"", text))
            if found is not None:
                return found
            if is_login_prompt(text) or _BOOTING.search(text):
                raise DeviceGone("The device left the session: it boots, or asks for a login again, as after a reset.")
            if len(text) > _LARGEST:
                raise DeviceGarbled("The device's answer has no end.")
            if deadline.passed:
                raise self._late(deadline)
            try:
                self._heard += self._link.read(deadline)
            except DeviceTimeout as error:
                raise self._late(deadline) from error

    def _late(self, deadline: Deadline) -> DeviceError:
        if is_noise(self._heard):
            return DeviceGarbled("The device sends nothing that can be read.")
        return DeviceTimeout(f"The device did not finish a command within {deadline.seconds:g} seconds.")

    @staticmethod
    def _framed(token: str, found: re.Match[bytes]) -> Said | None:
        """The frame of that token, of which the end is `found`; None where it arrived damaged."""
        begin = re.search(rb"^<" + token.encode() + rb" (\d+) ([0-9a-f]{64})\n", found.string, re.MULTILINE)
        if begin is None:
            return None
        lines = found.string[begin.end() : found.start()].split(b"\n")
        body = b"".join(line for line in lines if _BASE64.fullmatch(line))
        try:
            text = base64.b64decode(body, validate=True)
        except binascii.Error:
            return None
        if hashlib.sha256(text).hexdigest().encode() != begin[2]:
            return None
        return Said(text.decode("utf-8", "replace"), int(begin[1]))


def _checked(line: str) -> bytes:
    """The line with its digest in front."""
    data = line.encode()
    return f"#{hashlib.sha256(data).hexdigest()} ".encode() + data + b"\n"
