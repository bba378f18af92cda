"""What a ZPL printer says of itself: its answer to ~HS, the host status return (ZPL II Programming Guide, ~HS)."""

import re
from dataclasses import dataclass

from app.core.errors import PrinterError, PrinterFault, PrinterOffline, PrinterOpen, PrinterPaper, PrinterPaused

REQUEST = b"~HS"
_ANSWER = re.compile(rb"\x02([^\x03]*)\x03\s*\x02([^\x03]*)\x03\s*\x02([^\x03]*)\x03\s*")
"""Three strings, each between STX and ETX."""


@dataclass(frozen=True, slots=True)
class Status:
    """How a printer is."""

    paper_out: bool = False
    ribbon_out: bool = False
    head_open: bool = False
    paused: bool = False
    buffer_full: bool = False
    memory_lost: bool = False
    too_hot: bool = False
    too_cold: bool = False
    waiting: int = 0
    """Formats and labels that it has taken and not printed yet."""

    def find_fault(self) -> PrinterError | None:  # noqa: PLR0911 - one fault a line, the most likely first
        """What keeps it from printing, or None."""
        if self.head_open:
            return PrinterOpen("The label printer is open.")
        if self.paper_out:
            return PrinterPaper("The label printer has no labels left.")
        if self.ribbon_out:
            return PrinterPaper("The label printer has no ribbon left.", advice="Put in a new ribbon: the label is printed then.")
        if self.paused:
            return PrinterPaused("The label printer is paused.")
        if self.too_hot or self.too_cold:
            return PrinterFault(f"The label printer's head is too {'hot' if self.too_hot else 'cold'}.", advice="Wait a few minutes.")
        if self.memory_lost or self.buffer_full:
            return PrinterFault(f"The label printer's {'memory is lost' if self.memory_lost else 'buffer is full'}.")
        return None


def find_answer(heard: bytes) -> bytes | None:
    """The whole answer in what was heard so far, or None."""
    found = _ANSWER.search(heard)
    return found[0] if found else None


def read_status(answer: bytes) -> Status:
    """The status in an answer; raises PrinterOffline where it is none."""
    found = _ANSWER.search(answer)
    try:
        first, second = ([field.strip() for field in found[part].split(b",")] for part in (1, 2)) if found else ([], [])
        return Status(
            paper_out=_flag(first[1]),
            paused=_flag(first[2]),
            buffer_full=_flag(first[5]),
            memory_lost=_flag(first[9]),
            too_cold=_flag(first[10]),
            too_hot=_flag(first[11]),
            head_open=_flag(second[2]),
            ribbon_out=_flag(second[3]),
            waiting=int(first[4]) + int(first[7] == b"1") + int(second[8]),
        )
    except (IndexError, ValueError) as error:
        raise PrinterOffline("What answers where the label printer should be is none that speaks ZPL.") from error


def _flag(field: bytes) -> bool:
    if field not in (b"0", b"1"):
        raise ValueError(field)
    return field == b"1"
