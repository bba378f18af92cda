"""A simulated board at the prompt of U-Boot: its line editor, the part of its shell that the station uses, an environment in flash."""

import re
import zlib
from collections.abc import Callable
from enum import StrEnum

from app.sandbox.voice import Pace, Voice

_ROOM = 511
"""Characters of a line (CONFIG_SYS_CBSIZE less its end); what is more is dropped with a bell."""
_CTRL_C = 0x03
_CRC_WORDS = 2
_PROMPT = b"=> "
_VARIABLE = re.compile(r"\$(?:\{([^}]*)\}|(\?|[A-Za-z_#][A-Za-z0-9_#]*))")
_WORD = re.compile(r"'([^']*)'|\"([^\"]*)\"|([^\s'\"]+)")
_BANNER = b"\r\n\r\nU-Boot 2023.01 (Jan 09 2023 - 16:07:33 +0000)\r\n\r\nDRAM:  128 MiB\r\n"
_COUNTDOWN = b"Hit any key to stop autoboot:  2 "


class UBootLie(StrEnum):
    """What the board does wrong while it says that all is well."""

    FORGETFUL = "forgetful"
    """It says that the environment was saved, and saves nothing."""
    ALTERED = "altered"
    """Of what a variable is set to, one character becomes another."""


class UBootBoard(Voice):
    """One board: its saved environment outlives every power cycle."""

    def __init__(self, serial: str, model: str = "qemu-arm", pace: Pace | None = None, *, lies: frozenset[UBootLie] = frozenset()) -> None:
        super().__init__(serial, model, pace)
        self.lies = lies
        self.saved = {"board_name": model, "serial#": serial, "loadaddr": "0x40200000", "bootcmd": "echo => ; run distro_bootcmd"}
        self.saves = 0
        """How often the environment was written to flash."""
        self._commands: dict[str, Callable[[list[str]], tuple[str, int]]] = {
            "echo": lambda words: (" ".join(words) + "\n", 0),
            "version": lambda _: ("U-Boot 2023.01 (Jan 09 2023 - 16:07:33 +0000)\n\naarch64-linux-gnu-gcc\n", 0),
            "printenv": self._printenv,
            "setenv": self._setenv,
            "saveenv": self._saveenv,
            "crc32": self._crc32,
            "env": self._env,
        }
        self.power_up()

    def power_up(self) -> bytes:
        """Boot; return what it says until it waits for a key."""
        self.environment = dict(self.saved)
        self._memory = b""
        self._line = bytearray()
        self._last = ""
        self._code = 0
        self._counting = True
        return _BANNER + _COUNTDOWN

    def hear(self, data: bytes) -> bytes:
        """Return what it says to bytes that arrive together."""
        said = b""
        for byte in data:
            if self._counting:
                self._counting = False
                said += b"\b\b\b 0 \r\n" + _PROMPT
            else:
                said += self._key(byte)
        return said

    def _key(self, byte: int) -> bytes:
        if byte == _CTRL_C:
            self._line.clear()
            return b"<INTERRUPT>\r\n" + _PROMPT
        if byte in b"\r\n":
            # An empty line is the line before, once more.
            self._last = self._line.decode("latin-1") or self._last
            self._line.clear()
            said = self._run(self._last)
            return b"\r\n" + said.replace("\n", "\r\n").encode() + _PROMPT
        if len(self._line) >= _ROOM:
            return b"\a"
        self._line.append(byte)
        return bytes((byte,))

    def _run(self, line: str) -> str:
        said = ""
        for command in re.findall(r"(?:'[^']*'|\"[^\"]*\"|[^;'\"])+", line):
            name, *words = self._words(command) or [""]
            if name in self._commands:
                text, self._code = self._commands[name](words)
            else:
                text, self._code = f"Unknown command '{name}' - try 'help'\n", 1
            said += text
        return said

    def _words(self, command: str) -> list[str]:
        text = _VARIABLE.sub(lambda found: self._value(found[1] or found[2]), command)
        words: list[str] = []
        end = -1
        for found in _WORD.finditer(text):
            piece = next(part for part in found.groups() if part is not None)
            if found.start() == end:
                words[-1] += piece
            else:
                words.append(piece)
            end = found.end()
        return words

    def _value(self, name: str) -> str:
        return str(self._code) if name == "?" else self.environment.get(name, "")

    def _printenv(self, words: list[str]) -> tuple[str, int]:
        del words
        return "".join(f"{name}={value}\n" for name, value in sorted(self.environment.items())) + "\nEnvironment size: 1/2 bytes\n", 0

    def _setenv(self, words: list[str]) -> tuple[str, int]:
        name, value = words[0], " ".join(words[1:])
        if UBootLie.ALTERED in self.lies and value:
            value = f"{value[:-1]}{'B' if value.endswith('A') else 'A'}"
        if value:
            self.environment[name] = value
        else:
            self.environment.pop(name, None)
        return "", 0

    def _saveenv(self, words: list[str]) -> tuple[str, int]:
        del words
        if UBootLie.FORGETFUL not in self.lies:
            self.saved = dict(self.environment)
            self.saves += 1
        return "Saving Environment to Flash... OK\n", 0

    def _env(self, words: list[str]) -> tuple[str, int]:
        if words == ["load"]:
            self.environment = dict(self.saved)
            return "Loading Environment from Flash... OK\n", 0
        if words[:2] == ["export", "-t"] and words[-1] in self.environment:
            self._memory = f"{words[-1]}={self.environment[words[-1]]}\n\0".encode()
            self.environment["filesize"] = f"{len(self._memory):x}"
            return "", 0
        return "## Error: not defined\n", 1

    def _crc32(self, words: list[str]) -> tuple[str, int]:
        if len(words) != _CRC_WORDS:
            return "crc32 - checksum calculation\n\nUsage:\ncrc32 address count [addr]\n", 1
        size = int(words[1], 16)
        return f"crc32 for 40200000 ... {0x40200000 + size - 1:08x} ==> {zlib.crc32(self._memory[:size]):08x}\n", 0
