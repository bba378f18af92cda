"""A simulated Zephyr shell: its echo, its prompt, and its receive ring, which a burst overruns silently."""

from abc import abstractmethod

from app.sandbox.voice import Pace, Voice

_PROMPT = b"\x1b[1;32muart:~$ \x1b[m"


class ShellVoice(Voice):
    """A device behind the shell."""

    def __init__(self, serial: str, model: str, pace: Pace | None = None, *, ring: int = 64) -> None:
        """`ring`: bytes that may arrive together; more are lost (CONFIG_SHELL_BACKEND_SERIAL_RX_RING_BUFFER_SIZE)."""
        super().__init__(serial, model, pace)
        self._ring = ring
        self._line = bytearray()
        self.lost = 0
        """Bytes that were lost so far."""

    def power_up(self) -> bytes:
        """Zephyr's banner, then the prompt."""
        self._line.clear()
        return b"*** Booting Zephyr OS build v3.7.0 ***\r\n" + _PROMPT

    def hear(self, data: bytes) -> bytes:
        """What has room in the ring, byte by byte."""
        self.lost += max(0, len(data) - self._ring)
        return b"".join(self._hear(bytes((byte,))) for byte in data[: self._ring])

    def loads(self, byte: bytes) -> bool:
        """Whether the byte belongs to a text that is being loaded, which is not echoed."""
        del byte
        return False

    @abstractmethod
    def command(self, line: str) -> list[str]:
        """What the command line says."""

    def _hear(self, byte: bytes) -> bytes:
        if self.loads(byte):
            return b""
        if byte == b"\x03":
            self._line.clear()
            return b"\r\n" + _PROMPT
        if byte not in (b"\r", b"\n"):
            self._line += byte
            return byte
        line = self._line.decode("utf-8", "replace").strip()
        self._line.clear()
        said = "".join(f"{each}\r\n" for each in self.command(line)) if line else ""
        return b"\r\n" + said.encode() + _PROMPT
