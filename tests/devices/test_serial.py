"""The serial link on real pseudo-terminals."""

import os
import select
import threading
import time
import tty
from pathlib import Path

import pytest

from app.core.errors import Cancelled, DeviceGone, DeviceTimeout, PortBusy, PortMissing, RecipeError
from app.core.waiting import Deadline, Stop
from app.devices.links.serial import open_serial
from tests.patience import LATE, PATIENCE


class Far:
    """The other end of a pseudo-terminal."""

    def __init__(self) -> None:
        self.fd, self.slave = os.openpty()
        tty.setraw(self.slave)
        self.path = os.ttyname(self.slave)
        self._open = True

    def vanish(self) -> None:
        is_open, self._open = self._open, False  # first: a test's own thread may still be closing it when the test ends
        if is_open:
            os.close(self.fd)
            os.close(self.slave)


@pytest.fixture
def far():
    far = Far()
    yield far
    far.vanish()


def test_reads_what_arrives_at_once(far):
    with open_serial(far.path, 115_200, Stop()) as link:
        os.write(far.fd, b"hello\n\x00\xff")
        assert link.read(Deadline(PATIENCE)) == b"hello\n\x00\xff"


def test_writes_bytes_as_they_are(far):
    with open_serial(far.path, 115_200, Stop()) as link:
        link.write(b"one\ntwo\r\n\x03", Deadline(PATIENCE))
        assert os.read(far.fd, 100) == b"one\ntwo\r\n\x03"


def test_a_long_write_waits_for_the_reader_and_loses_nothing(far):
    sent = os.urandom(100_000)
    got = bytearray()

    def listen() -> None:
        while len(got) < len(sent):
            got.extend(os.read(far.fd, 4096))

    listener = threading.Thread(target=listen)
    listener.start()
    with open_serial(far.path, 4_000_000, Stop()) as link:
        link.write(sent, Deadline(PATIENCE))
        listener.join(PATIENCE)
    assert bytes(got) == sent


def test_silence_ends_at_the_deadline(far):
    with open_serial(far.path, 115_200, Stop()) as link:
        began = time.monotonic()
        with pytest.raises(DeviceTimeout, match=r"within 0\.2 seconds"):
            link.read(Deadline(0.2))
        assert time.monotonic() - began < LATE


def test_a_device_that_takes_nothing_ends_at_the_deadline_and_closes_at_once(far):
    link = open_serial(far.path, 115_200, Stop())
    began = time.monotonic()
    with pytest.raises(DeviceTimeout, match="took nothing more"):
        link.write(bytes(1_000_000), Deadline(0.2))
    link.close()
    link.close()
    assert time.monotonic() - began < LATE


@pytest.mark.parametrize("verb", ["read", "write"])
def test_a_stop_is_heard_while_waiting(far, verb):
    stop = Stop()
    with open_serial(far.path, 115_200, stop) as link:
        heard = []

        def wait() -> None:
            try:
                link.read(Deadline(PATIENCE)) if verb == "read" else link.write(bytes(1_000_000), Deadline(PATIENCE))
            except Cancelled:
                heard.append(time.monotonic())

        waiting = threading.Thread(target=wait)
        waiting.start()
        asked = time.monotonic()
        stop.set()
        waiting.join(PATIENCE)
        assert heard
        assert heard[0] - asked < LATE


def test_a_goodbye_can_be_written_after_the_stop(far):
    stop = Stop()
    with open_serial(far.path, 115_200, stop) as link:
        stop.set()
        link.write(b"exit\n", Deadline(PATIENCE))
        assert os.read(far.fd, 100) == b"exit\n"


def test_gone_while_reading(far):
    with open_serial(far.path, 115_200, Stop()) as link:
        threading.Timer(0.1, far.vanish).start()
        with pytest.raises(DeviceGone):
            link.read(Deadline(PATIENCE))
        with pytest.raises(DeviceGone):
            link.write(b"are you there?", Deadline(PATIENCE))


def test_no_such_port():
    with pytest.raises(PortMissing, match="There is no port"):
        open_serial("/dev/ttyNOTHERE7", 115_200, Stop())


def test_a_file_is_no_port(tmp_path: Path):
    file = tmp_path / "file"
    file.write_bytes(b"")
    with pytest.raises(PortMissing, match="is no serial port"):
        open_serial(str(file), 115_200, Stop())


def test_a_second_opener_is_told_that_the_port_is_busy(far):
    with open_serial(far.path, 115_200, Stop()), pytest.raises(PortBusy):
        open_serial(far.path, 115_200, Stop())
    open_serial(far.path, 115_200, Stop()).close()


def test_a_speed_the_port_cannot_do(far):
    with pytest.raises(RecipeError, match="cannot work at"):
        open_serial(far.path, -1, Stop())


def test_a_goodbye_is_not_taken_back_by_closing(far):
    # Flushing the output of a pseudo-terminal takes back what its other end has not read: one goodbye of ten was lost.
    for number in range(100):
        with open_serial(far.path, 115_200, Stop()) as link:
            link.write(b"exit %d\n" % number, Deadline(PATIENCE))
        assert select.select([far.fd], [], [], PATIENCE)[0]
        assert os.read(far.fd, 100) == b"exit %d\n" % number


def test_what_was_said_before_the_port_was_opened_is_forgotten(far):
    os.write(far.fd, b"from before\n")
    assert select.select([far.slave], [], [], PATIENCE)[0]
    with open_serial(far.path, 115_200, Stop()) as link:
        os.write(far.fd, b"now\n")
        assert link.read(Deadline(PATIENCE)) == b"now\n"


def test_what_arrives_while_waiting_is_given_at_once(far):
    with open_serial(far.path, 115_200, Stop()) as link:
        threading.Timer(0.05, os.write, (far.fd, b"late")).start()
        began = time.monotonic()
        assert link.read(Deadline(PATIENCE)) == b"late"
        assert time.monotonic() - began < LATE


def test_a_slow_reader_is_waited_for_and_the_deadline_is_one_for_all_bytes(far):
    over = threading.Event()

    def trickle() -> None:
        while not over.wait(0.01):
            os.read(far.fd, 64)

    trickling = threading.Thread(target=trickle)
    with open_serial(far.path, 115_200, Stop()) as link:
        trickling.start()
        began = time.monotonic()
        with pytest.raises(DeviceTimeout):
            link.write(bytes(1_000_000), Deadline(0.3))
        assert time.monotonic() - began < LATE
    over.set()
    trickling.join(PATIENCE)


def test_a_port_whose_other_end_is_gone_cannot_be_opened(far):
    far.vanish()
    with pytest.raises(PortMissing):
        open_serial(far.path, 115_200, Stop())


def test_gone_while_writing(far):
    with open_serial(far.path, 115_200, Stop()) as link:
        threading.Timer(0.1, far.vanish).start()
        with pytest.raises(DeviceGone):
            link.write(bytes(1_000_000), Deadline(PATIENCE))


def test_a_closed_link_says_that_the_device_is_gone(far):
    link = open_serial(far.path, 115_200, Stop())
    link.close()
    with pytest.raises(DeviceGone):
        link.read(Deadline(PATIENCE))
    with pytest.raises(DeviceGone):
        link.write(b"x", Deadline(PATIENCE))


def test_a_stop_before_opening_opens_nothing(far):
    stop = Stop()
    stop.set()
    with pytest.raises(Cancelled):
        open_serial(far.path, 115_200, stop)
    open_serial(far.path, 115_200, Stop()).close()


@pytest.mark.parametrize("address", ["/dev/null", "/", "no\0name"])
def test_what_can_be_no_serial_port_is_said(address):
    with pytest.raises(PortMissing) as raised:
        open_serial(address, 115_200, Stop())
    assert raised.value.code == "DEV-NO-PORT"


def test_unusual_speeds_work(far):
    for baud in (300, 250_000, 1_234_567):
        open_serial(far.path, baud, Stop()).close()
