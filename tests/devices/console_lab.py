"""A real shell of this machine behind a terminal, as a device would show it: a login first, and whatever else talks on the line."""

import os
import select
import signal
import subprocess
import threading
import tty
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Self

from pydantic import SecretStr

from app.core.recipe import Become
from app.core.waiting import Stop
from app.devices import Credential, Link
from app.devices.links.console import Console
from app.devices.links.serial import open_serial
from tests.patience import PATIENCE

ROOT = Credential("root", SecretStr("factory"))

LOGIN = r"""
trap : INT
while :; do
  printf 'Lab Device 1.0 ttyS0\n\n'
  while :; do printf 'labdev login: '; read -r u; [ -n "$u" ] && break; done
  stty -echo; printf 'Password: '; read -r p; stty echo; echo
  [ "$u:$p" = root:factory ] && { env PS1='\033[01;32mroot@lab\033[00m:# ' ENV= %s; continue; }
  printf '\nLogin incorrect\n'
done
"""
"""What init, getty and login do; then the shell of that name, and a new login once it ends."""

Filter = Callable[[bytes], bytes]


class ShellDevice:
    """Runs a program on a terminal of its own and passes its bytes on to the terminal that the station opens (`path`).

    `from_device` and `to_device` may change what is said on its way.
    """

    def __init__(self, program: list[str], from_device: Filter = bytes, to_device: Filter = bytes) -> None:
        self._from_device = from_device
        self._to_device = to_device
        inner, inner_end = os.openpty()
        self._outer, outer_end = os.openpty()
        os.set_blocking(self._outer, False)
        tty.setraw(outer_end)
        self.path = os.ttyname(outer_end)
        self._ends = (outer_end,)
        self._inner = inner
        self._process = subprocess.Popen(["setsid", "-c", *program], stdin=inner_end, stdout=inner_end, stderr=inner_end, cwd="/")
        os.close(inner_end)
        self._wake, self._woken = os.pipe()
        self._thread = threading.Thread(target=self._pass_on, name="shell-device")
        self._thread.start()

    def close(self) -> None:
        """End the program; its terminal is gone then."""
        os.write(self._woken, b".")
        self._thread.join()
        with suppress(ProcessLookupError):  # so young that it has no group of its own yet
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.kill()
        self._process.wait()
        for end in (self._wake, self._woken, self._inner, self._outer, *self._ends):
            if end is not None:
                os.close(end)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _pass_on(self) -> None:
        ends = {self._inner: (self._outer, self._from_device), self._outer: (self._inner, self._to_device)}
        while True:
            ready, _, _ = select.select([self._wake, *ends], [], [])
            if self._wake in ready:
                return
            for end in ready:
                target, change = ends[end]
                try:
                    data = change(os.read(end, 4096))
                    with suppress(BlockingIOError):  # nobody reads: it is lost, as on a wire
                        os.write(target, data)
                except OSError:
                    return


def console(
    device: ShellDevice,
    credential: Credential | None = ROOT,
    *,
    stop: Stop | None = None,
    boot: float = PATIENCE,
    answer: float = PATIENCE,
    over: Callable[[Link], Link] = lambda link: link,
    become: Become | None = None,
) -> Console:
    """A console on the device's terminal; `over` may put something between the two."""
    link = over(open_serial(device.path, 115_200, stop or Stop()))
    return Console(link, credential, boot_seconds=boot, answer_seconds=answer, become=become)


def login(shell: str, folder: Path) -> list[str]:
    """The program of a device that asks for a login first."""
    script = folder / "login.sh"
    script.write_text(LOGIN % shell)
    return ["sh", str(script)]
