"""What stands between a driver and its device in the conformance kit, where that is no simulator of bytes: a real shell, a token."""

import grp
import hashlib
import os
import pwd
import random
import shutil
import tempfile
import weakref
from pathlib import Path

from kit import Fault, Trouble

from app.core.errors import CaUnsuitable, DeviceGone, DeviceTimeout, HsmAway
from app.devices import Link
from app.devices.drivers.linux_console import LinuxConsole
from app.devices.drivers.token import HostToken
from app.devices.links.serial import open_serial
from tests.devices.console_lab import ShellDevice

UNIT = "/birthmark-unit"
"""Where the device keeps everything, as its recipe has it; a folder of its own for each."""
OWNER = f"{pwd.getpwuid(os.getuid()).pw_name}:{grp.getgrgid(os.getgid()).gr_name}"
_DIGEST = 65


class ShellUnit:
    """A Linux device as far as a shell is one: its files, and what its firmware says it is."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="unit-"))
        weakref.finalize(self, shutil.rmtree, self.folder, ignore_errors=True)
        (self.folder / "dmi").mkdir()
        for name, text in {"product_name": "LabBoard", "product_serial": "LAB-0042", "product_version": "C"}.items():
            (self.folder / "dmi" / name).write_text(f"{text}\n")

    def content(self) -> dict[str, bytes]:
        """All that it keeps."""
        return {path.name: path.read_bytes() for path in (self.folder / "device").glob("*")}


class ShellLink(Link):
    """A serial link to the shell of a unit, on which the message may be struck; what belongs to the session's begin is no message."""

    def __init__(self, unit: ShellUnit, trouble: Trouble) -> None:
        self._unit = unit
        self._trouble = trouble
        self._shell = ShellDevice(["env", "PS1=# ", "busybox", "ash", "-i"])
        self._link = open_serial(self._shell.path, 115_200, trouble.stop)
        self._noise = b""
        self._open = True

    def read(self, deadline):
        if self._trouble.struck is Fault.GONE:
            raise DeviceGone("The device is no longer there.")
        if self._noise:
            data, self._noise = self._noise, b""
            return data
        if self._trouble.struck in (Fault.SILENCE, Fault.GARBAGE):
            raise DeviceTimeout("What cannot come any more has timed out.")
        return self._link.read(deadline)

    def write(self, data, deadline):
        digest, _, command = data.partition(b" ")
        if len(digest) == _DIGEST and not command.endswith(b"exit\n"):
            struck = self._trouble.struck or self._trouble.next()
            if struck is Fault.GARBAGE:
                self._noise = random.Random(self._trouble.at).randbytes(300)
            if struck is Fault.GONE:
                raise DeviceGone("The device is no longer there.")
            if struck is not None:
                return
            command = command.replace(UNIT.encode(), bytes(self._unit.folder)).replace(
                b"/sys/class/dmi/id", bytes(self._unit.folder / "dmi")
            )
            data = f"#{hashlib.sha256(command.rstrip()).hexdigest()} ".encode() + command
        self._link.write(data, deadline)

    def close(self):
        self._link.close()
        if self._open:
            self._shell.close()
        self._open = False


def open_shell(unit, recipe, trouble):
    """A session with a unit that is a shell."""
    return LinuxConsole(ShellLink(unit, trouble), recipe, None, trouble.stop)


class TroubledToken:
    """A token of which a call may be struck."""

    def __init__(self, token, trouble) -> None:
        self._token = token
        self._trouble = trouble

    def get_key(self, *name):
        self._strike()
        return self._token.get_key(*name)

    def make_key(self, *wish):
        self._strike()
        return self._token.make_key(*wish)

    def finish_replacing(self, *name):
        self._strike()
        return self._token.finish_replacing(*name)

    def find_certificates(self, *name):
        self._strike()
        return self._token.find_certificates(*name)

    def put_certificate(self, *what):
        self._strike()
        self._token.put_certificate(*what)

    def keep_certificates(self, *what):
        self._strike()
        self._token.keep_certificates(*what)

    def close(self):
        self._token.close()

    def _strike(self) -> None:
        struck = self._trouble.struck or self._trouble.next()
        if struck is Fault.GONE:
            raise HsmAway("The token is not there.")
        if struck is Fault.GARBAGE:
            raise CaUnsuitable("What the token holds cannot be read.")


def open_token(unit, recipe, trouble):
    """A session with a simulated token."""
    return HostToken(TroubledToken(unit, trouble), unit.port, recipe, trouble.stop)
