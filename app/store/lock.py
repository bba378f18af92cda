"""One program writes a ledger at a time: an operating system's lock on a file beside it, gone with the process that held it."""

import os
import sys
from pathlib import Path

from app.core.errors import StoreBusy

_FAR = 1 << 30
"""Bytes: Windows keeps others from reading what is locked, so the locked byte lies past what the file says."""

if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int) -> None:
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class WriterLock:
    """Held from making it until `release`; the file stays, because removing it would let two programs hold two files of one name."""

    def __init__(self, ledger: Path) -> None:
        """Raises StoreBusy where another program, or another ledger object of this one, holds it; OSError where it cannot be made."""
        path = ledger.with_name(f"{ledger.name}.lock")
        self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            _take(self._descriptor)
        except OSError as error:
            holder = _holder(self._descriptor)
            os.close(self._descriptor)
            raise StoreBusy(f"Another Birthmark{holder} already writes the ledger {ledger}.") from error
        os.ftruncate(self._descriptor, 0)
        os.lseek(self._descriptor, 0, os.SEEK_SET)
        os.write(self._descriptor, str(os.getpid()).encode())

    def release(self) -> None:
        """Let others write; may be called twice."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1


def _holder(descriptor: int) -> str:
    os.lseek(descriptor, 0, os.SEEK_SET)
    process = os.read(descriptor, 20).decode(errors="replace")
    return f" (process {process})" if process.isdecimal() else ""
