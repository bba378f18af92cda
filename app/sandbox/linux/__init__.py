"""A simulated Linux device on its serial console: a login, a shell that runs what the station types, a TPM, a token, an environment."""

from collections.abc import Generator
from contextlib import suppress

from app.sandbox.linux.calls import Call, Interrupted, Left, Program
from app.sandbox.linux.env import Environment
from app.sandbox.linux.files import Files
from app.sandbox.linux.openssl import OpenSsl
from app.sandbox.linux.shell import Shell
from app.sandbox.linux.token import InnerToken
from app.sandbox.linux.tools import TOOLS
from app.sandbox.linux.tpm import Tpm
from app.sandbox.voice import Pace, Voice

_BOOT = b"\r\n[    0.000000] Linux version 6.1.0-simulated\r\n[    0.412307] random: crng init done\r\n"
_PROMPT = b"\x1b[01;32mroot@gateway\x1b[00m:~# "
_CTRL_C = 0x03


class LinuxUnit(Voice):
    """One device; its files, its TPM, its token and its environment outlive every power cycle."""

    def __init__(
        self,
        serial: str,
        model: str = "Simulated gateway",
        pace: Pace | None = None,
        *,
        login: tuple[str, str] | None = None,
        pin: str = "",
    ) -> None:
        """`login`: user and password that it asks for; None: its console is a shell. `pin`: of its token."""
        super().__init__(serial, model, pace)
        self._login = login
        self.tpm = Tpm(serial)
        self.token = InnerToken(pin)
        self.environment = Environment()
        self.files = Files(
            {
                "/sys/class/dmi/id/product_name": f"{model}\n",
                "/sys/class/dmi/id/product_serial": f"{serial}\n",
                "/sys/class/dmi/id/product_version": "C\n",
                "/etc/os-release": 'PRETTY_NAME="Simulated Linux 1.4.2"\n',
                "/proc/cpuinfo": "processor\t: 0\n",
            }
        )
        openssl = OpenSsl({"handle:": self.tpm.find_key, "pkcs11:": self.token.find_key})
        programs: dict[str, Program] = {
            **TOOLS,
            **self.tpm.programs,
            **self.environment.programs,
            "openssl": openssl,
            "pkcs11-tool": self.token.tool,
            "stty": self._set_terminal,
        }
        self._programs = {name: self._timed(name, program) for name, program in programs.items()}
        self.power_up()

    def content(self) -> object:
        """All that it keeps, to be compared."""
        return (
            self.files.kept,
            dict(self.tpm.keys),
            dict(self.tpm.nv),
            dict(self.token.keys),
            dict(self.token.certificates),
            dict(self.environment.variables),
        )

    def power_up(self) -> bytes:
        """Boot; return what it says until it waits."""
        self.files.forget()
        self._said = bytearray()
        self._line = bytearray()
        self._echo = True
        self._session = self._live()
        next(self._session)
        return _BOOT + self._speak()

    def hear(self, data: bytes) -> bytes:
        """The terminal: a line at a time, echoed where that is on; Ctrl-C ends what runs."""
        for byte in data:
            if self._echo:
                self._show(b"^C\n" if byte == _CTRL_C else b"\n" if byte in b"\r\n" else bytes((byte,)))
            if byte == _CTRL_C:
                self._line.clear()
                self._session.throw(Interrupted())
            elif byte in b"\r\n":
                line = bytes(self._line)
                self._line.clear()
                self._session.send(line)
            else:
                self._line.append(byte)
        return self._speak()

    # ---- login and shell -----------------------------------------------------------------------------------------

    def _live(self) -> Generator[None, bytes, None]:
        while True:
            with suppress(Interrupted):
                if self._login is not None:
                    yield from self._let_in(*self._login)
                yield from self._shell()

    def _let_in(self, user: str, password: str) -> Generator[None, bytes, None]:
        while True:
            self._echo = True
            self._show(b"gateway login: ")
            name = yield
            if not name:
                continue
            self._show(b"Password: ")
            self._echo = False
            word = yield
            self._show(b"\n")
            if (name, word) == (user.encode(), password.encode()):
                return
            self._show(b"Login incorrect\n")

    def _shell(self) -> Generator[None, bytes, None]:
        """Until `exit`, or until a program that was begun with `exec` ends."""
        shell = Shell(self.files, self._programs, self._show, self._show)
        while True:
            self._echo = True  # its line editor echoes by itself
            self._show(_PROMPT)
            try:
                yield from shell.run((yield).decode("latin-1"))
            except Interrupted:
                continue
            except Left:
                return

    def _timed(self, name: str, program: Program) -> Program:
        """The program, which takes the time that it takes on such a device."""

        def timed(call: Call) -> int:
            self.work(name)
            return program(call)

        return timed

    def _set_terminal(self, call: Call) -> int:
        """`stty echo`, `stty -echo`."""
        self._echo = "-echo" not in call.words
        return 0

    def _show(self, data: bytes) -> None:
        self._said += data.replace(b"\n", b"\r\n")

    def _speak(self) -> bytes:
        said = bytes(self._said)
        self._said.clear()
        return said
