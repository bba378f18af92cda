"""A link over a serial port, as the operating system and pyserial offer it; pseudo-terminals count as ports."""

import errno
import os
import select
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import serial

from app.core.errors import DeviceGone, DeviceTimeout, PortBusy, PortMissing, RecipeError
from app.core.recipe import Flow
from app.core.waiting import SLICE, Deadline, Stop
from app.devices import Link

_SLICE = 0.05
"""Seconds of one wait for bytes; constant, because each change of pyserial's timeout configures the port anew. A read may be this late."""
_FAREWELL = 0.3
"""Seconds that closing waits for what was written to leave the port."""
_BITS = 10
"""Bits a byte takes on the wire: start, eight, stop."""
_HELD = frozenset({errno.EBUSY, errno.EAGAIN, errno.EWOULDBLOCK, errno.EACCES, errno.EPERM})
"""What the system says of a port that another program holds, or that we may not open."""

if sys.platform == "win32":
    _FOREIGN: tuple[type[Exception], ...] = (OSError,)
else:
    import termios

    _FOREIGN = (OSError, termios.error)
"""What pyserial lets out: its SerialException is an OSError, the errors of termios are none."""


class SerialLink(Link):
    """An open serial port; what arrives is read in slices, so that a stop is heard within 0.1 s.

    `write` hands over at once what the port takes and looks at the stop flag only while it has to wait: so a session can still say goodbye
    when it is stopped. Closing from another thread does not reliably wake a reader (pyserial #203, #712, #713): set the stop flag instead.
    """

    def __init__(self, port: serial.Serial, stop: Stop) -> None:
        """Take over `port`, which is open and whose timeout is at most 0.1 s."""
        self._port = port
        self._stop = stop

    def read(self, deadline: Deadline) -> bytes:
        """Return what has arrived, at once when it does; raises DeviceTimeout (up to 0.05 s late), DeviceGone, Cancelled."""
        while True:
            self._stop.check()
            with self._open_port() as port:
                data: bytes = port.read(max(1, port.in_waiting))
                # The first byte has woken us: those that came with it are there already.
                if len(data) == 1 and (more := port.in_waiting):
                    data += port.read(more)
            if data:
                return data
            if deadline.passed:
                raise DeviceTimeout(f"The device sent nothing within {deadline.seconds:g} seconds.")

    def write(self, data: bytes, deadline: Deadline) -> None:
        """Hand all bytes to the system; raises DeviceTimeout where the device does not take them in time, DeviceGone, Cancelled."""
        left = memoryview(data)
        patience = 0.0
        while left:
            with self._open_port() as port:
                left = left[_give(port, left, patience) :]
            if left:
                self._stop.check()
                if deadline.passed:
                    raise DeviceTimeout(f"The device took nothing more within {deadline.seconds:g} seconds.")
            patience = min(SLICE, deadline.left())

    def close(self) -> None:
        """Let the port go, once the last bytes are out or 0.3 s have passed; never raises, may be called twice."""
        if self._port.is_open:
            with suppress(*_FOREIGN):
                self._drain()
        with suppress(*_FOREIGN):
            self._port.close()

    def _drain(self) -> None:
        deadline = Deadline(_FAREWELL)
        while self._port.out_waiting:
            if deadline.passed:
                # The kernel's close() would give them up to 30 s (closing_wait, setserial(8)). Only here: on a pseudo-terminal, which
                # never has bytes waiting, this would take back what the other end has not read yet.
                self._port.reset_output_buffer()
                return
            # Nothing but the count tells that the last byte is out: tcdrain(3) has no deadline.
            time.sleep(0.005)

    @contextmanager
    def _open_port(self) -> Iterator[serial.Serial]:
        """Say of a port that fails while it is open that the device is gone: an unplugged adapter and a closed pty look like this."""
        if not self._port.is_open:
            raise DeviceGone("The port is closed.")
        try:
            yield self._port
        except _FOREIGN as error:
            raise DeviceGone("The device is no longer there: it was unplugged or lost power.") from error


def open_serial(
    address: str, baud: int, stop: Stop, *, flow: Flow = Flow.NONE, dtr: bool | None = None, rts: bool | None = None
) -> SerialLink:
    """Open the port for ourselves alone: `baud` bits per second, 8N1; what arrived before is forgotten. To be closed.

    `dtr` and `rts` are the modem lines from the first moment on, where they are to be other than the system sets them.

    Raises PortMissing, PortBusy (held by another program, or no access), RecipeError for a speed it cannot do, Cancelled.
    """
    stop.check()
    try:
        # The write timeout is for Windows, see _give. That a pseudo-terminal has no modem lines to set is nothing to pyserial.
        port = serial.Serial(
            None,
            baud,
            timeout=_SLICE,
            write_timeout=SLICE,
            exclusive=True,
            rtscts=flow is Flow.RTS_CTS,
            xonxoff=flow is Flow.XON_XOFF,
        )
        if dtr is not None:
            port.dtr = dtr
        if rts is not None:
            port.rts = rts
        port.port = address
        port.open()
    except _FOREIGN as error:
        number = getattr(error, "errno", None)
        # On Windows pyserial gives no number, only the name of the error in its text.
        if number in _HELD or "PermissionError" in str(error):
            raise PortBusy(f"The port {address} is in use by another program, or may not be opened.") from error
        if number in (errno.EISDIR, errno.ENOTTY) or (number is None and os.path.lexists(address)):
            raise PortMissing(f"{address} is no serial port.") from error
        raise PortMissing(f"There is no port {address}.") from error
    except ValueError as error:
        if "baud" not in str(error):
            raise PortMissing(f"There is no port {address!r}.") from error
        raise RecipeError(f"The port {address} cannot work at {baud} baud.", key="link.baud") from error
    return SerialLink(port, stop)


if sys.platform == "win32":

    def _give(port: serial.Serial, data: memoryview, seconds: float) -> int:
        """Write as much as the wire carries in one slice; pyserial waits until the driver has it, at most its own write timeout."""
        del seconds
        try:
            return port.write(bytes(data[: max(1, int(port.baudrate / _BITS * _SLICE))])) or 0
        except serial.SerialTimeoutException as error:
            # Nobody says how much of it went out, so that it cannot be gone on with.
            raise DeviceTimeout("The device takes no bytes.") from error

else:

    def _give(port: serial.Serial, data: memoryview, seconds: float) -> int:
        """Write what the system takes without waiting, once it takes any within `seconds`; return how many bytes.

        pyserial's own write forgets how much it has written when its time is up, and spins where it may not wait. Its descriptor is
        non-blocking.
        """
        descriptor = port.fileno()
        if select.select([], [descriptor], [], seconds)[1]:
            with suppress(BlockingIOError):
                return os.write(descriptor, data)
        return 0
