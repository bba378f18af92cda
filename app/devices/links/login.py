"""From a serial console in whatever state to a shell of a Unix that listens to us.

The console may be silent, booting, at `login:`, at a half-finished `Password:`, at a shell's prompt of any look, or in a session that a
station before us left behind. Nothing is typed while the device talks (a boot loader's countdown would take it for a wish to stop), and no
command is typed before it is clear that it does not land in a field for user names. The password is typed once, and only where one is
asked for after our user name: a console that says no is not asked again, for devices lock themselves.
"""

import re
import secrets
import time
from dataclasses import dataclass
from enum import Enum, auto

from pydantic import SecretStr

from app.core.errors import DeviceGarbled, DeviceTimeout, LoginRejected
from app.core.recipe import Become
from app.core.waiting import SLICE, Deadline
from app.devices import Credential, Link

_ANSI = re.compile(rb"\x1b\[[0-9;?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[()][A-Z0-9]|[\x00\x07\x0e\x0f]")
"""Colours, cursor questions (BusyBox asks ESC[6n), window titles, character sets."""
_USER = re.compile(rb"(?<!last )\blogin: ?$", re.IGNORECASE)
_PASSWORD = re.compile(rb"password( for [^:]*)?: ?$", re.IGNORECASE)
_WRONG = re.compile(rb"^(login incorrect|authentication failure|account locked.*)$", re.IGNORECASE | re.MULTILINE)
_NOT_ROOT = re.compile(
    rb"^(su: .*|env: .*|sudo: (\d+ incorrect|a password is required|.*not found).*|sorry, try again.*"
    rb"|.*(not in the sudoers file|is not allowed to|may not run sudo).*)$",
    re.IGNORECASE | re.MULTILINE,
)
"""What su (util-linux, shadow, BusyBox), sudo and env say when they do not do it; sudo also warns and goes on."""
_TO_ROOT = {Become.SU: "env LC_ALL=C su root", Become.SUDO: "env LC_ALL=C sudo -k -p 'Pass''word: ' -s"}
"""In two halves, so that the echo is not taken for the prompt; -k: whether a password is asked for must not depend on who came before."""
_CONTINUED = b">"
"""A shell's second prompt: it waits for the end of a quotation, for some of what was typed was lost."""
_COUNTDOWN = re.compile(rb"autoboot", re.IGNORECASE)
"""U-Boot, barebox: a key stroke now would keep the device from booting."""

_FOR_GOOD = "unset HISTFILE;exec "
"""Before a command with which the shell ends."""
_AGAIN = 1.0
"""Seconds of silence after which a key is pressed again."""
_SLOW_LOGIN = 4.0
"""Seconds a login may think about a name or a password without a word: PAM waits 2 to 3 s before it refuses."""
_KEPT = 4096
"""Bytes of what was said that are looked at."""
_MOSTLY = 0.7
"""The share of readable characters below which what arrives is noise."""


class _State(Enum):
    OUTSIDE = auto()
    NAMED = auto()
    """Our user name was given."""
    TRUSTED = auto()
    """Our password was given."""
    RISING = auto()
    """We asked to become root."""
    RISEN = auto()
    """Root's password was given."""
    INSIDE = auto()
    """A shell listens."""


@dataclass(frozen=True, slots=True)
class Rise:
    """How to become root, and the password for it."""

    by: Become
    password: SecretStr | None


class Entrance:
    """One try to come from a console in any state to a program of ours in its shell."""

    def __init__(self, link: Link, credential: Credential | None, program: str, ready: bytes, *, rise: Rise | None = None) -> None:
        """`program` is a shell's command line of at most about 800 characters; once it runs it prints a line that is `ready`.

        With `rise` it runs as root, if the device does not only say so: whoever needs to be sure asks.
        """
        self._link = link
        self._rise = rise
        self._credential = credential
        self._program = program
        self._ready = re.compile(rb"^" + re.escape(ready) + rb"\n", re.MULTILINE)
        self._probe = secrets.token_hex(8)
        self._probed = re.compile(rb"^" + self._probe.encode() + rb"\n(.?)", re.MULTILINE | re.DOTALL)
        self._state = _State.OUTSIDE
        self._heard = bytearray()
        self._sample = bytearray()
        self._last = time.monotonic()
        self._presses = 0
        self._names = 0
        self._asked = False

    def enter(self, deadline: Deadline) -> None:
        """Start the program, logging in where that is asked for.

        Raises LoginRejected, DeviceTimeout (no prompt by the deadline), DeviceGarbled (nothing that can be read), DeviceGone, Cancelled.
        """
        while not deadline.passed:
            try:
                self._hear(self._link.read(Deadline(min(SLICE, deadline.left()))))
            except DeviceTimeout:
                self._answer_silence()
            if self._ready.search(self._clean()):
                return
        if is_noise(self._sample):
            raise DeviceGarbled(f"The device sent nothing that can be read within {deadline.seconds:g} seconds.")
        if self._state in (_State.OUTSIDE, _State.NAMED):
            raise DeviceTimeout(f"The device showed neither a login prompt nor a shell within {deadline.seconds:g} seconds.")
        raise DeviceTimeout(f"The device's shell did not begin to work within {deadline.seconds:g} seconds.")

    def _hear(self, data: bytes) -> None:
        self._last = time.monotonic()
        self._heard += data
        del self._heard[:-_KEPT]
        self._sample += data
        del self._sample[:-_KEPT]
        text = self._clean()
        if self._state is _State.TRUSTED and _WRONG.search(text):
            raise LoginRejected("The device does not accept the station's user name and password.")
        if self._state in (_State.RISING, _State.RISEN) and _NOT_ROOT.search(text):
            raise self._not_root()
        if self._state is _State.RISING and _PASSWORD.search(text):
            self._give_roots_password()
        elif self._state is _State.NAMED and self._names == 1 and _PASSWORD.search(text):
            self._give_password()
        elif self._state is _State.OUTSIDE and (probed := self._probed.search(text)) and probed[1]:
            # Not before its next prompt: a shell that changes its terminal's mode in the middle of what is typed loses some of it.
            self._begin()

    def _answer_silence(self) -> None:
        """The device says no more: see what it waits for."""
        quiet = time.monotonic() - self._last
        line = self._clean().rpartition(b"\n")[2].strip()
        if _USER.search(line):
            self._answer_user_prompt(quiet)
        elif _PASSWORD.search(line):
            self._answer_password_prompt(quiet)
        elif self._state in (_State.TRUSTED, _State.RISING, _State.RISEN):
            self._answer_new_shell(line, quiet)
        elif self._state is _State.OUTSIDE and self._probed.search(self._clean()):
            self._begin()  # a shell without a prompt
        elif self._state is _State.INSIDE and line == _CONTINUED:
            self._type("\x03")
        elif _COUNTDOWN.search(line):
            return
        elif self._state is _State.OUTSIDE and line and not self._asked:
            self._asked = True
            # Two halves, so that the echo of the question is not taken for the answer.
            self._type(f"echo {self._probe[:8]}''{self._probe[8:]}")
        elif quiet >= (_SLOW_LOGIN if self._state is _State.NAMED else _AGAIN) or not (self._presses or self._names):
            self._press()

    def _answer_user_prompt(self, quiet: float) -> None:
        # Seen again after our name: either an Enter from before was answered late, and our name is still on its way, or the name was lost.
        if self._state is _State.NAMED and quiet < _SLOW_LOGIN:
            return
        if self._state in (_State.TRUSTED, _State.INSIDE):
            raise LoginRejected("The device does not accept the station's user name and password.")
        if self._state in (_State.RISING, _State.RISEN):
            raise self._not_root()  # the session ended with su or sudo
        if self._credential is None:
            raise LoginRejected("The device asks for a login, and the recipe names no credential.")
        self._state = _State.NAMED
        self._names += 1
        self._type(self._credential.user)

    def _answer_password_prompt(self, quiet: float) -> None:
        if self._state is _State.RISEN:
            raise self._not_root()
        if self._state in (_State.TRUSTED, _State.INSIDE):
            raise LoginRejected("The device asks for another password after the station's: it may want a new one.")
        if self._state is _State.NAMED:
            # A name given twice may arrive twice: the second would be taken for the password, and our password then for a name.
            if self._names == 1 or quiet >= _AGAIN:
                self._give_password()
        else:
            self._type("")  # somebody else's half-finished login: an empty password ends it

    def _give_password(self) -> None:
        credential = self._credential
        if credential is None:
            raise LoginRejected("The device asks for a password, and the recipe names no credential.")
        self._state = _State.TRUSTED
        self._type(credential.password.get_secret_value())

    def _give_roots_password(self) -> None:
        password = self._rise.password if self._rise else None
        if password is None:
            raise LoginRejected("The device asks for root's password, and the recipe names no credential for it.")
        self._state = _State.RISEN
        self._type(password.get_secret_value())

    def _answer_new_shell(self, line: bytes, quiet: float) -> None:
        """Begin where a shell listens after a login or as root: it shows a prompt, behind the echo of what we typed.

        Until then it thinks, and nothing is typed: it would be taken for a password or a name.
        """
        asked = self._state is _State.RISING
        if (line and (not asked or b"\n" in self._clean())) or (quiet >= _SLOW_LOGIN and not asked):
            if self._state is not _State.TRUSTED:
                self._rise = None
            # The login ends with the program, so that nobody is left logged in; bash would keep a history of it on exec.
            self._begin(_FOR_GOOD)

    def _not_root(self) -> LoginRejected:
        return LoginRejected(
            "The device does not let the station become root.",
            advice="If only this unit refuses, put it aside. Otherwise an engineer must correct link.become or its credential.",
        )

    def _begin(self, how: str = "") -> None:
        """Start the program in the shell that listens, or first become root."""
        if self._rise is not None:
            self._state = _State.RISING
            self._type(f"{how}{_TO_ROOT[self._rise.by]}")
            return
        self._state = _State.INSIDE
        self._program = f"{how}{self._program}"
        self._type(self._program)

    def _press(self) -> None:
        """Enter; where that changes nothing also Ctrl-C, which ends a program that a station before us left running."""
        self._presses += 1
        self._asked = False
        if self._state is _State.INSIDE:
            self._type(self._program)
        elif self._state is _State.NAMED:
            self._names += 1  # this Enter is taken for the password, if the prompt for it is on its way
            self._type("")
        elif self._presses % 2:
            self._type("")
        else:
            self._type("\x03")

    def _type(self, line: str) -> None:
        self._heard.clear()
        self._last = time.monotonic()
        self._link.write(line.encode() + b"\n", Deadline(_AGAIN))

    def _clean(self) -> bytes:
        return clean(bytes(self._heard))


def clean(data: bytes) -> bytes:
    """What a terminal would show, with LF line ends."""
    return _ANSI.sub(b"", data).replace(b"\r\n", b"\n").replace(b"\r", b"")


def is_noise(data: bytes | bytearray) -> bool:
    """Whether so little of it is readable that the speed, the cable or the device must be wrong."""
    if not data:
        return False
    readable = sum(1 for byte in data if 0x20 <= byte < 0x7F or byte in b"\r\n\t\x1b")  # noqa: PLR2004 - ASCII that shows
    return readable < _MOSTLY * len(data)


def is_login_prompt(data: bytes) -> bool:
    """Whether the last line asks for a user name, or for the password to what it took for one."""
    line = clean(data).rpartition(b"\n")[2].strip()
    return _USER.search(line) is not None or _PASSWORD.search(line) is not None
