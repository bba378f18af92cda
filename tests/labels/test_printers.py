"""Printers and what goes wrong with them: whether a label was printed is never guessed."""

import os
import pty
import socket
import stat
import threading
import tty
from pathlib import Path

import pytest
from labels_lab import TEMPLATES, WORDS, of_pdf, of_zpl, read_all

from app.core.errors import (
    PrinterFault,
    PrinterOffline,
    PrinterOpen,
    PrinterPaper,
    PrinterPaused,
    PrinterRefused,
    PrinterUnsure,
)
from app.labels.cups import CupsPrinter, Language
from app.labels.files import FilePrinter, FolderPrinter, UsbPrinter
from app.labels.layout import lay_out
from app.labels.network import NetworkPrinter
from app.labels.status import REQUEST, Status, find_answer, read_status
from app.labels.zpl import to_zpl
from app.sandbox.printer import SimulatedPrinter, answer

LAYOUT = lay_out(TEMPLATES.get("unit"), WORDS)
MEANT = [("Code 128", "0042-1187"), ("Data Matrix", "0042-1187")]


# ---- the network ----------------------------------------------------------------------------------------------------


@pytest.fixture
def simulated():
    with SimulatedPrinter() as printer:
        yield printer


def network(simulated, **seconds):
    return NetworkPrinter("127.0.0.1", simulated.port, **{"answer_seconds": 30, "print_seconds": 30, **seconds})


def test_a_network_printer_prints_what_was_meant(simulated):
    printer = network(simulated)
    printer.check()
    printer.print(LAYOUT, "0042-1187")
    (zpl,) = simulated.labels
    assert zpl == to_zpl(LAYOUT)
    assert read_all(of_zpl(zpl, LAYOUT)) == MEANT


@pytest.mark.parametrize(
    ("fault", "error"),
    [("paper_out", PrinterPaper), ("ribbon_out", PrinterPaper), ("head_open", PrinterOpen), ("paused", PrinterPaused)],
)
def test_a_printer_that_says_what_is_wrong_is_given_nothing(simulated, fault, error):
    printer = network(simulated)
    setattr(simulated.faults, fault, True)
    with pytest.raises(error):
        printer.check()
    with pytest.raises(error):
        printer.print(LAYOUT, "a")
    setattr(simulated.faults, fault, False)
    printer.print(LAYOUT, "a")
    assert len(simulated.labels) == 1


def test_a_printer_that_is_off_is_offline_and_is_found_again(simulated):
    printer = network(simulated)
    simulated.switch_off()
    with pytest.raises(PrinterOffline, match="cannot be reached"):
        printer.print(LAYOUT, "a")
    simulated.switch_on()
    printer.print(LAYOUT, "a")
    assert len(simulated.labels) == 1


def test_the_simulated_printer_tells_of_a_label_that_came_with_the_question(simulated):
    simulated.faults.paused = True
    with socket.create_connection(("127.0.0.1", simulated.port)) as wire:
        wire.sendall(to_zpl(LAYOUT) + REQUEST)
        heard = b""
        while (told := find_answer(heard)) is None:
            heard += wire.recv(4096)
    assert read_status(told).waiting == 1


def test_a_printer_that_says_nothing_is_offline(simulated):
    simulated.faults.mute = True
    with pytest.raises(PrinterOffline, match="does not answer"):
        network(simulated, answer_seconds=0.3).print(LAYOUT, "a")
    assert simulated.labels == []


def test_a_connection_that_breaks_in_the_middle_of_a_label_leaves_it_unsure(simulated):
    simulated.faults.cut_after = 100
    with pytest.raises(PrinterUnsure):
        network(simulated).print(LAYOUT, "a")
    assert simulated.labels == []


def test_a_printer_that_takes_a_label_and_then_runs_out_leaves_it_unsure():
    """It still holds the label, and prints it once there is a new roll: sent again, there would be two."""
    printing = threading.Event()

    class Slow(SimulatedPrinter):
        def _print(self):
            if self._held:
                self.faults.paper_out = True
                printing.set()
            super()._print()

    with Slow() as slow:
        with pytest.raises(PrinterUnsure, match="no labels left"):
            network(slow).print(LAYOUT, "a")
        assert printing.is_set()
        assert slow.labels == []


def test_the_last_label_of_a_roll_is_printed(simulated):
    simulated.faults.empty_after = 1
    network(simulated).print(LAYOUT, "a")
    assert len(simulated.labels) == 1
    with pytest.raises(PrinterPaper):
        network(simulated).check()


def test_a_label_that_does_not_come_out_in_time_is_unsure():
    class Stuck(SimulatedPrinter):
        def _print(self):
            pass

    with Stuck() as stuck, pytest.raises(PrinterUnsure, match="held a label back"):
        network(stuck, print_seconds=0.3).print(LAYOUT, "a")


def test_two_threads_share_a_printer_that_takes_one_connection(simulated):
    printer = network(simulated)
    threads = [threading.Thread(target=printer.print, args=(LAYOUT, str(number))) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert simulated.labels == [to_zpl(LAYOUT)] * 4


@pytest.mark.parametrize("status", [Status(), Status(paper_out=True, waiting=3), Status(too_hot=True), Status(memory_lost=True)])
def test_the_simulator_speaks_as_the_station_understands(status):
    assert read_status(answer(status)) == status


@pytest.mark.parametrize(
    ("status", "error"),
    [(Status(too_hot=True), PrinterFault), (Status(too_cold=True), PrinterFault), (Status(buffer_full=True), PrinterFault)],
)
def test_a_printers_own_faults_are_told(status, error):
    assert isinstance(status.find_fault(), error)


@pytest.mark.parametrize("junk", [b"", b"HTTP/1.0 400\r\n", b"\x021,2\x03\x023\x03\x024\x03", answer(Status()).replace(b"030,0", b"030,7")])
def test_what_is_no_printer_is_offline(junk):
    with pytest.raises(PrinterOffline, match="none that speaks ZPL"):
        read_status(junk)


# ---- files ----------------------------------------------------------------------------------------------------------


def test_a_file_collects_labels(tmp_path):
    printer = FilePrinter(tmp_path / "labels.zpl")
    printer.print(LAYOUT, "a")
    printer.print(LAYOUT, "b")
    assert (tmp_path / "labels.zpl").read_bytes() == to_zpl(LAYOUT) * 2


def test_a_file_without_a_folder_is_refused(tmp_path):
    with pytest.raises(PrinterRefused):
        FilePrinter(tmp_path / "nowhere" / "labels.zpl").print(LAYOUT, "a")


def test_a_folder_gets_a_pdf_for_each_label_and_keeps_those_it_has(tmp_path):
    printer = FolderPrinter(tmp_path / "labels")
    for _ in range(2):
        printer.print(LAYOUT, "../0042-1187")
    files = sorted((tmp_path / "labels").iterdir())
    assert [file.name for file in files] == ["_0042-1187-2.pdf", "_0042-1187.pdf"]
    assert [read_all(of_pdf(file.read_bytes())) for file in files] == [MEANT, MEANT]


def test_a_folder_that_cannot_be_is_refused(tmp_path):
    (tmp_path / "labels").write_text("a file")
    with pytest.raises(PrinterRefused):
        FolderPrinter(tmp_path / "labels").print(LAYOUT, "a")


# ---- USB ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def device():
    """Something that takes bytes as /dev/usb/lp0 does, and the end at which they come out."""
    ours, theirs = pty.openpty()
    tty.setraw(theirs)
    yield Path(os.ttyname(theirs)), ours
    os.close(ours)
    os.close(theirs)


def test_a_usb_printer_is_written_to_as_it_is(device):
    path, ours = device
    printer, heard, wanted = UsbPrinter(path), b"", to_zpl(LAYOUT)
    printing = threading.Thread(target=printer.print, args=(LAYOUT, "a"))
    printing.start()
    while len(heard) < len(wanted):
        heard += os.read(ours, 4096)
    printing.join()
    assert heard == wanted


def test_a_usb_printer_that_is_unplugged_is_offline(tmp_path):
    with pytest.raises(PrinterOffline):
        UsbPrinter(tmp_path / "lp0").print(LAYOUT, "a")


def test_a_usb_printer_that_stops_in_the_middle_leaves_the_label_unsure(tmp_path):
    pipe = tmp_path / "lp0"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    writer = os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
    try:
        free = os.fpathconf(writer, "PC_PIPE_BUF")
        full = 0
        while True:
            try:
                full += os.write(writer, b"x" * free)
            except BlockingIOError:
                break
        with pytest.raises(PrinterOffline, match="takes nothing"):
            UsbPrinter(pipe, write_seconds=0.2).print(LAYOUT, "a")
    finally:
        os.close(reader)
        os.close(writer)


# ---- CUPS -----------------------------------------------------------------------------------------------------------

COMMANDS = {
    "lpstat": """\
case "$*" in
  *-o*) cat "$LAB/jobs" 2>/dev/null ;;
  *) [ -f "$LAB/state" ] || { echo 'lpstat: Invalid destination name in list "labels".' >&2; exit 1; }; cat "$LAB/state" ;;
esac
""",
    "lp": """\
echo "$*" > "$LAB/asked"; cat > "$LAB/given"
[ -f "$LAB/refuses" ] && { echo "lp: Error - The printer or class does not exist." >&2; exit 1; }
[ -f "$LAB/next" ] && { cp "$LAB/next" "$LAB/state"; echo "labels-7  line  1024  today" > "$LAB/jobs"; }
echo "request id is labels-7 (1 file(s))"
""",
    "cancel": """\
echo "$*" > "$LAB/cancelled"; [ ! -f "$LAB/stubborn" ]
""",
}
"""Stand for CUPS' own commands: the queue's state and its jobs are files."""
IDLE = "printer labels is idle.  enabled since Wed 25 Nov 2026\n\tForm mounted:\n"
STOPPED = "printer labels disabled since Wed 25 Nov 2026 -\n\tPaused\n"


def queue(language=Language.ZPL):
    return CupsPrinter("labels", language, answer_seconds=60, print_seconds=60)


@pytest.fixture
def cups(tmp_path, monkeypatch):
    for name, body in COMMANDS.items():
        file = tmp_path / "bin" / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(f"#!/bin/sh\n{body}")
        file.chmod(file.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:{os.environ['PATH']}")
    monkeypatch.setenv("LAB", str(tmp_path))
    (tmp_path / "state").write_text(IDLE)
    return tmp_path


@pytest.mark.parametrize("language", Language)
def test_a_queue_is_given_the_label(cups, language):
    queue(language).print(LAYOUT, "0042-1187; rm -rf")
    given = (cups / "given").read_bytes()
    picture = of_zpl(given, LAYOUT) if language is Language.ZPL else of_pdf(given)
    assert read_all(picture) == MEANT
    asked = (cups / "asked").read_text()
    assert asked.startswith("-d labels -t 0042-1187__rm_-rf")
    assert ("-o raw" in asked) == (language is Language.ZPL)


@pytest.mark.parametrize(
    ("state", "error"),
    [
        (STOPPED, PrinterPaused),
        (IDLE + "\tAlerts: media-empty-error\n", PrinterPaper),
        (IDLE + "\tThe printer is offline.\n", PrinterOffline),
        ("", PrinterOffline),
    ],
)
def test_what_is_wrong_with_a_queue_is_told_before_it_is_given_anything(cups, state, error):
    (cups / "state").write_text(state)
    with pytest.raises(error):
        queue().print(LAYOUT, "a")
    assert not (cups / "asked").exists()


def test_an_unknown_queue_is_told(cups):
    (cups / "state").unlink()
    with pytest.raises(PrinterOffline, match="no print queue labels"):
        queue().check()


def test_a_queue_that_takes_nothing_is_told(cups):
    (cups / "refuses").touch()
    with pytest.raises(PrinterRefused, match="does not exist"):
        queue().print(LAYOUT, "a")


def test_a_job_that_a_stopped_queue_never_worked_on_is_taken_back(cups):
    (cups / "next").write_text(STOPPED)
    with pytest.raises(PrinterPaused):
        queue().print(LAYOUT, "a")
    assert (cups / "cancelled").read_text() == "labels-7\n"


@pytest.mark.parametrize("stubborn", [True, False])
def test_a_job_that_was_perhaps_printed_is_unsure(cups, stubborn):
    (cups / "next").write_text(STOPPED if stubborn else "printer labels now printing labels-7.\n\tThe printer is offline.\n")
    if stubborn:
        (cups / "stubborn").touch()
    with pytest.raises(PrinterUnsure):
        queue().print(LAYOUT, "a")


def test_without_cups_it_is_told(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(PrinterRefused, match="not installed"):
        queue().check()
