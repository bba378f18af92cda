"""Printers that are files: a USB printer's device file, a file that collects ZPL, a folder of PDFs."""

import os
import re
import select
import threading
from pathlib import Path

from app.core.errors import PrinterOffline, PrinterPaper, PrinterRefused, PrinterUnsure
from app.core.waiting import Deadline
from app.labels.layout import Layout
from app.labels.pdf import to_pdf
from app.labels.zpl import to_zpl

_STATUS = 0x060B
"""LPGETSTATUS of <linux/lp.h>, which usblp answers too."""
_PAPER_OUT, _SELECTED, _NO_ERROR = 0x20, 0x10, 0x08
"""Bits of IEEE 1284's status byte."""
_WRITE_SECONDS = 10.0


class UsbPrinter:
    """A ZPL printer at /dev/usb/lp0 or the like: written to as it is, asked for the three bits that the kernel knows of it."""

    def __init__(self, device: Path, write_seconds: float = _WRITE_SECONDS) -> None:
        self._device, self._seconds = device, write_seconds
        self._one_at_a_time = threading.Lock()

    def check(self) -> None:
        """See the door."""
        with self._one_at_a_time:
            os.close(self._open())

    def print(self, layout: Layout, title: str) -> None:
        """See the door; what the kernel took is taken for printed, since such a printer does not answer."""
        del title
        data = memoryview(to_zpl(layout))
        with self._one_at_a_time:
            descriptor, sent = self._open(), 0
            try:
                deadline = Deadline(self._seconds)
                while sent < len(data):
                    if not select.select((), (descriptor,), (), deadline.left())[1]:
                        raise TimeoutError
                    sent += os.write(descriptor, data[sent:])
                _require_ready(descriptor)
            except PrinterPaper as error:
                raise PrinterUnsure(f"The label printer took a label, and then: {error.message}") from error
            except OSError as error:
                if sent:
                    raise PrinterUnsure(f"The printer at {self._device} stopped in the middle of a label.") from error
                raise PrinterOffline(f"The printer at {self._device} takes nothing.") from error
            finally:
                os.close(descriptor)

    def _open(self) -> int:
        try:
            descriptor = os.open(self._device, os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY)
        except (FileNotFoundError, OSError) as error:
            if isinstance(error, PermissionError):
                raise PrinterRefused(f"The station's account may not write to {self._device}.") from error
            raise PrinterOffline(f"No printer is at {self._device}.") from error
        try:
            _require_ready(descriptor)
        except BaseException:
            os.close(descriptor)
            raise
        return descriptor


def _require_ready(descriptor: int) -> None:
    """Raise what the kernel says of the printer; what is no usblp says nothing."""
    import fcntl  # noqa: PLC0415 - there is none on Windows, and no /dev/usb/lp0 either

    answer = bytearray(4)
    try:
        fcntl.ioctl(descriptor, _STATUS, answer)
    except OSError:
        return
    bits = answer[0]
    if bits & _PAPER_OUT:
        raise PrinterPaper("The label printer has no labels left.")
    if not bits & _NO_ERROR or not bits & _SELECTED:
        raise PrinterOffline("The label printer says that it is not ready.")


class FilePrinter:
    """A file that every label is appended to, as ZPL."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._one_at_a_time = threading.Lock()

    def check(self) -> None:
        """See the door."""
        if not self._file.parent.is_dir():
            raise PrinterRefused(f"There is no folder {self._file.parent} for the labels.")

    def print(self, layout: Layout, title: str) -> None:
        """See the door."""
        del title
        self.check()
        with self._one_at_a_time:
            try:
                with self._file.open("ab") as out:
                    out.write(to_zpl(layout))
                    out.flush()
                    os.fsync(out.fileno())
            except OSError as error:
                raise PrinterRefused(f"The file {self._file} cannot be written: {error.strerror}.") from error


class FolderPrinter:
    """A folder that every label goes into, as a PDF of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._one_at_a_time = threading.Lock()

    def check(self) -> None:
        """See the door."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise PrinterRefused(f"The folder {self._folder} cannot be made: {error.strerror}.") from error

    def print(self, layout: Layout, title: str) -> None:
        """See the door; a file that is there stays, the new one is numbered."""
        self.check()
        name = re.sub(r"[^A-Za-z0-9._-]", "_", title).lstrip(".") or "label"
        with self._one_at_a_time:
            try:
                file = self._folder / f"{name}.pdf"
                number = 1
                while file.exists():
                    number += 1
                    file = self._folder / f"{name}-{number}.pdf"
                new = file.with_suffix(".new")
                new.write_bytes(to_pdf((layout,), title))
                new.replace(file)
            except OSError as error:
                raise PrinterRefused(f"The folder {self._folder} cannot be written: {error.strerror}.") from error
