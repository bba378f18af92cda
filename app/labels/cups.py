"""A queue of the printing system (CUPS), through its own commands `lp`, `lpstat` and `cancel`, each a process of its own."""

import re
import subprocess
import time
from collections.abc import Sequence
from enum import StrEnum
from shutil import which

from app.core.children import environment
from app.core.errors import PrinterError, PrinterOffline, PrinterPaper, PrinterPaused, PrinterRefused, PrinterUnsure
from app.core.waiting import Deadline
from app.labels.layout import Layout
from app.labels.pdf import to_pdf
from app.labels.zpl import to_zpl

QUEUE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.@-]{0,126}")
"""What a queue may be called; it stands in a command line."""
_JOB = re.compile(r"request id is (\S+-\d+)")
_SLICE = 0.2


class Language(StrEnum):
    """What a queue is given."""

    ZPL = "zpl"
    PDF = "pdf"


class CupsPrinter:
    """One queue."""

    def __init__(self, queue: str, language: Language, *, answer_seconds: float = 10.0, print_seconds: float = 30.0) -> None:
        """`answer_seconds`: within which a command ends; `print_seconds`: within which a job leaves the queue."""
        self._queue, self._language = queue, language
        self._answer, self._print = answer_seconds, print_seconds

    def check(self) -> None:
        """See the door."""
        if fault := self._find_fault():
            raise fault

    def print(self, layout: Layout, title: str) -> None:
        """See the door; a job that does not leave the queue is taken back, and is not printed only where that succeeds."""
        self.check()
        raw = self._language is Language.ZPL
        data = to_zpl(layout) if raw else to_pdf((layout,), title)
        name = "".join(character if character.isalnum() or character in "._-" else "_" for character in title)
        try:
            told = self._call(["lp", "-d", self._queue, "-t", name, *(["-o", "raw"] if raw else []), "-"], data)
        except TimeoutError as error:
            raise PrinterUnsure("The printing system did not say whether it took the label.") from error
        if told.returncode or not (job := _JOB.search(_text(told.stdout))):
            raise PrinterRefused(f"The queue {self._queue} does not take the label: {_line(told.stderr)}")
        self._follow(job[1])

    def _follow(self, job: str) -> None:
        """Until the job has left the queue."""
        deadline = Deadline(self._print)
        while self._waits(job):
            fault = self._find_fault()
            if fault is not None or deadline.passed:
                self._take_back(job, fault)
            time.sleep(_SLICE)

    def _take_back(self, job: str, fault: PrinterError | None) -> None:
        """Nothing of a job that was cancelled before the queue worked on it is on paper; nobody can say it of others."""
        why = fault.message if fault else f"The queue {self._queue} held a label back for {self._print:g} seconds."
        working = self._is_working()
        try:
            cancelled = self._call(["cancel", job]).returncode == 0
        except TimeoutError:
            cancelled = False
        if not cancelled or working or fault is None:
            raise PrinterUnsure(f"The queue {self._queue} took a label, and then: {why}")
        raise fault

    def _waits(self, job: str) -> bool:
        try:
            told = self._call(["lpstat", "-W", "not-completed", "-o", self._queue])
        except TimeoutError as error:
            raise PrinterUnsure("The printing system took a label, and then did not answer.") from error
        return any(line.split()[:1] == [job] for line in _text(told.stdout).splitlines())

    def _is_working(self) -> bool:
        return "now printing" in self._look()

    def _find_fault(self) -> PrinterError | None:
        state = self._look()
        if "disabled" in state.partition("\n")[0]:
            return PrinterPaused(f"The queue {self._queue} is stopped{_reason(state)}.")
        if re.search(r"media-empty|media-needed|out of (paper|labels|media)", state, re.IGNORECASE):
            return PrinterPaper(f"The printer of the queue {self._queue} has no labels left.")
        if re.search(r"offline|unable to (connect|locate)|not responding|unreachable|is unplugged", state, re.IGNORECASE):
            return PrinterOffline(f"The printer of the queue {self._queue} cannot be reached{_reason(state)}.")
        return None

    def _look(self) -> str:
        """What the printing system says of the queue; raises PrinterOffline where it says nothing."""
        try:
            told = self._call(["lpstat", "-l", "-p", self._queue])
        except TimeoutError as error:
            raise PrinterOffline("The printing system (CUPS) does not answer.") from error
        state = _text(told.stdout)
        if told.returncode or not state.startswith("printer "):
            advice = "An engineer must set the queue up, or start the printing system."
            raise PrinterOffline(f"There is no print queue {self._queue}: {_line(told.stderr)}", advice=advice)
        return state

    def _call(self, words: Sequence[str], data: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        """Run a command of CUPS; raises TimeoutError."""
        program = which(words[0])
        if program is None:
            raise PrinterRefused(f"The command {words[0]} of the printing system (CUPS) is not installed.")
        try:
            return subprocess.run(  # noqa: S603 - a list of words, no shell
                [program, *words[1:]],
                input=data,
                capture_output=True,
                check=False,
                timeout=self._answer,
                env=environment(LC_ALL="C"),
            )
        except subprocess.TimeoutExpired as error:
            raise TimeoutError from error


def _text(output: bytes) -> str:
    return output.decode("utf-8", "replace")


def _line(output: bytes) -> str:
    """What a program said last, for a person."""
    lines = [line for line in _text(output).splitlines() if line.strip()]
    return lines[-1].strip()[:200] if lines else "it does not say why."


def _reason(state: str) -> str:
    """Why, where the second line says so."""
    words = state.splitlines()[1].strip() if len(state.splitlines()) > 1 else ""
    return f" ({words.rstrip('.')})" if words and not words.startswith("Form mounted") else ""
