"""A simulated unit on a real pseudo-terminal, with a link in a folder that comes and goes as the unit does; Linux and macOS only."""

import os
import select
import threading
import time
import tty
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from app.sandbox.cable import Cable, Pulled, live
from app.sandbox.unit import SimulatedUnit
from app.sandbox.voice import Voice

_READ = 4096


class _Terminal(Cable):
    """The unit's end of a pseudo-terminal; used and closed by the unit's thread, pulled by any."""

    def __init__(self) -> None:
        self._master, self._slave = os.openpty()
        # Bytes as they are: no echo, no CR and LF changed into one another, no Ctrl-C.
        tty.setraw(self._slave)
        os.set_blocking(self._master, False)
        self._pull_heard, self._pull = os.pipe()
        self.path = Path(os.ttyname(self._slave))
        self.dead = False
        """Whether nobody lives on it any more."""
        # The slave stays open here: a master without any opener of its slave reads errors, as if the station's closing were its end.

    def take(self) -> bytes:
        while True:
            self._wait(reading=True)
            with suppress(BlockingIOError):
                return os.read(self._master, _READ)

    def give(self, data: bytes) -> None:
        while data:
            self._wait(writing=True)
            with suppress(BlockingIOError):
                data = data[os.write(self._master, data) :]

    def forget(self) -> None:
        # Read and not flushed: what a flush reaches depends on how far the kernel has carried it (measured: 0.3 s later, nothing).
        with suppress(BlockingIOError):
            while True:
                os.read(self._master, _READ)

    def rest(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            self._wait(seconds=left)

    def pull(self) -> None:
        """Let every wait end with Pulled, now and later."""
        os.write(self._pull, b"!")

    def hang_up(self) -> None:
        """Close the terminal: whoever has it open reads its end."""
        os.close(self._master)
        os.close(self._slave)

    def close(self) -> None:
        """Close what `pull` needs; after `hang_up`, when nobody pulls or waits any more."""
        os.close(self._pull_heard)
        os.close(self._pull)

    def _wait(self, *, reading: bool = False, writing: bool = False, seconds: float | None = None) -> None:
        readers = [self._pull_heard, self._master] if reading else [self._pull_heard]
        ready, _, _ = select.select(readers, [self._master] if writing else [], [], seconds)
        if self._pull_heard in ready:
            raise Pulled


class UnitOnPty:
    """One unit, and the place where it is plugged in: `folder/name`, a link to the terminal while the unit is there. Safe for threads."""

    def __init__(self, unit: SimulatedUnit | Voice, folder: Path, name: str) -> None:
        """Nothing is plugged in yet."""
        self.unit = unit
        self.path = folder / name
        self._lock = threading.Lock()
        self._terminal: _Terminal | None = None
        self._thread: threading.Thread | None = None

    @property
    def plugged(self) -> bool:
        """Whether the unit is there and has power."""
        terminal = self._terminal
        return terminal is not None and not terminal.dead

    def plug(self) -> None:
        """Plug it in: the link appears, and can be opened at once. Raises ValueError where it is plugged in, OSError where it cannot be."""
        with self._lock:
            if self.plugged:
                raise ValueError(f"{self.path} is plugged in already")
            self._end()
            terminal = _Terminal()
            try:
                self.path.unlink(missing_ok=True)
                self.path.symlink_to(terminal.path)
            except OSError:
                terminal.hang_up()
                terminal.close()
                raise
            self._terminal = terminal
            self._thread = threading.Thread(target=self._run, args=(terminal,), name=f"unit {self.unit.serial} on {self.path.name}")
            self._thread.start()

    def unplug(self) -> None:
        """Take it out, whatever it is doing: the link goes, the terminal is closed. Nothing happens where it is not plugged in."""
        with self._lock:
            self._end()

    def close(self) -> None:
        """The same as `unplug`; may be called twice."""
        self.unplug()

    def __enter__(self) -> Self:
        self.plug()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def _run(self, terminal: _Terminal) -> None:
        try:
            with suppress(Pulled):
                if isinstance(self.unit, SimulatedUnit):
                    live(self.unit, terminal)
                else:
                    self.unit.live(terminal)
        finally:
            terminal.dead = True
            # The link first: as with a real one, what is no longer to be seen cannot be opened.
            self.path.unlink(missing_ok=True)
            terminal.hang_up()

    def _end(self) -> None:
        if self._thread is not None and self._terminal is not None:
            self._terminal.pull()
            self._thread.join()
            self._terminal.close()
        self._thread = self._terminal = None
