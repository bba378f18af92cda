"""A simulated MicroPython board: its raw REPL with flow control, its files or an ESP32's NVS, its Python run by ours."""

import builtins
import contextlib
import hashlib
import io
import os
import types
from collections.abc import Iterator
from typing import Any

from app.sandbox.voice import Pace, Voice

_BANNER = b"raw REPL; CTRL-B to exit\r\n>"
_NAMES = (
    *("print", "len", "range", "bytes", "bytearray", "str", "repr", "pow", "int", "hasattr", "getattr", "exec"),
    *("Exception", "OSError", "ValueError", "ImportError", "True", "False", "None"),
)
_NVS_NOT_FOUND = -4354


class _File(io.BytesIO):
    """An open file; what was written is there once it is closed."""

    def __init__(self, files: dict[str, bytes], name: str, content: bytes, *, writes: bool) -> None:
        super().__init__(content)
        self._files, self._name, self._writes = files, name, writes

    def close(self) -> None:
        if self._writes and not self.closed:
            self._files[self._name] = self.getvalue()
        super().close()


class MicroPythonBoard(Voice):
    """A board as it comes from assembly, with `files` and `blobs` that outlive a reset."""

    def __init__(self, serial: str, model: str = "Simulated ESP32", pace: Pace | None = None, *, window: int = 256) -> None:
        """`serial`: what machine.unique_id() says, in hex digits. `window`: of raw-paste mode; 0: the build has none."""
        super().__init__(serial, model, pace)
        self._window = window
        self.files: dict[str, bytes] = {}
        self.blobs: dict[str, bytes] = {}
        self.power_up()

    def power_up(self) -> bytes:
        """A fresh name space, and the prompt of the friendly REPL."""
        self._names = self._fresh()
        self._raw = False
        self._room = -1
        self._program = bytearray()
        self._asked = b""
        return b"MicroPython v1.28.0; " + self.model.encode() + b"\r\n>>> "

    def hear(self, data: bytes) -> bytes:
        """Byte by byte, as a UART gives them."""
        return b"".join(self._hear(bytes((byte,))) for byte in data)

    def _hear(self, byte: bytes) -> bytes:
        if self._room >= 0:
            return self._pasted(byte)
        if not self._raw:
            self._raw = byte == b"\x01"
            return _BANNER if self._raw else b""
        if self._asked or (byte == b"\x05" and not self._program):
            return self._asked_for_paste(byte)
        return self._raw_word(byte)

    def _raw_word(self, byte: bytes) -> bytes:
        if byte == b"\x04":
            return b"OK" + self._run() + b">"
        if byte not in (b"\x01", b"\x02", b"\x03"):
            self._program += byte
            return b""
        self._program.clear()
        if byte == b"\x02":
            self._raw = False
            return b"\r\n>>> "
        return _BANNER if byte == b"\x01" else b""

    def _asked_for_paste(self, byte: bytes) -> bytes:
        self._asked += byte
        if self._asked != b"\x05A\x01":
            return b""
        self._asked = b""
        if not self._window:
            return _BANNER
        self._room = self._window
        return b"R\x01" + self._window.to_bytes(2, "little")

    def _pasted(self, byte: bytes) -> bytes:
        if byte == b"\x04":
            self._room = -1
            return b"\x04" + self._run() + b">"
        self._program += byte
        self._room -= 1
        if self._room == 0:
            self._room = self._window
            return b"\x01"
        return b""

    def _run(self) -> bytes:
        program, error = self._program.decode("utf-8", "replace"), ""
        self._program.clear()
        self.work("run")
        self._printed = io.StringIO()
        try:
            exec(compile(program, "<stdin>", "exec"), self._names)  # noqa: S102 - the simulator is a Python; its names are only those below
        except Exception as raised:  # noqa: BLE001 - a board tells whatever its program raises
            error = f"Traceback (most recent call last):\r\n{type(raised).__name__}: {raised}\r\n"
        printed = self._printed.getvalue().replace("\n", "\r\n")
        return printed.encode() + b"\x04" + error.encode() + b"\x04"

    # ---- what its programs see ----------------------------------------------------------------------------------

    def _fresh(self) -> dict[str, Any]:
        names = {name: getattr(builtins, name) for name in _NAMES if hasattr(builtins, name)}
        names |= {"print": self._print, "open": self._open, "__import__": self._import}
        return {"__builtins__": names}

    def _print(self, *words: object) -> None:
        self._printed.write(" ".join(str(word) for word in words) + "\n")

    def _import(self, name: str, *_: object) -> types.SimpleNamespace:
        modules = {
            "sys": types.SimpleNamespace(
                platform="esp32", implementation=types.SimpleNamespace(name="micropython", version=(1, 28, 0, ""), _machine=self.model)
            ),
            "os": types.SimpleNamespace(
                urandom=os.urandom,
                rename=lambda old, new: self.files.update({new: self.files.pop(old)}),
                remove=self._remove,
                listdir=lambda *_: sorted(self.files),
                uname=lambda: types.SimpleNamespace(machine=self.model, release="1.28.0"),
            ),
            "machine": types.SimpleNamespace(unique_id=lambda: bytes.fromhex(self.serial)),
            "hashlib": hashlib,
            "binascii": __import__("binascii"),
            "esp32": types.SimpleNamespace(NVS=lambda namespace: _Nvs(self.blobs, namespace)),
        }
        if name not in modules:
            raise ImportError(f"no module named '{name}'")
        return modules[name]  # type: ignore[return-value]  # two of them are real modules

    @contextlib.contextmanager
    def _reading(self, name: str) -> Iterator[_File]:
        yield _File(self.files, name, self._content(name), writes=False)

    def _content(self, name: str) -> bytes:
        if name not in self.files:
            raise OSError(2, "ENOENT")
        return self.files[name]

    def _open(self, name: str, mode: str) -> Any:
        return self._reading(name) if mode == "rb" else _File(self.files, name, b"", writes=True)

    def _remove(self, name: str) -> None:
        self._content(name)
        del self.files[name]


class _Nvs:
    """`esp32.NVS`."""

    def __init__(self, blobs: dict[str, bytes], namespace: str) -> None:
        self._blobs, self._space = blobs, namespace

    def get_blob(self, name: str, buffer: bytearray) -> int:
        blob = self._blobs.get(f"{self._space}/{name}")
        if blob is None:
            raise OSError(_NVS_NOT_FOUND, "ESP_ERR_NVS_NOT_FOUND")
        buffer[: len(blob)] = blob
        return len(blob)

    def set_blob(self, name: str, value: bytes) -> None:
        self._blobs[f"{self._space}/{name}"] = bytes(value)

    def erase_key(self, name: str) -> None:
        if self._blobs.pop(f"{self._space}/{name}", None) is None:
            raise OSError(_NVS_NOT_FOUND, "ESP_ERR_NVS_NOT_FOUND")

    def commit(self) -> None:
        """Nothing is held back."""
