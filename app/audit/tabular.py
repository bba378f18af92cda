"""Runs as CSV, JSON Lines and XLSX, written as they come: memory stays the same however many."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from app.core.errors import ExportUnwritable
from app.store.export import COLUMNS, Cell, Reader

Tell = Callable[[int], object]
"""Told how many runs are written, now and then; what it raises ends the export."""

NAMES = tuple(column.name for column in COLUMNS)
SHEET_ROWS = 1_048_576
"""The most that one sheet of a workbook holds (Excel's specification), the title included."""

_BATCH = 500
_SUSPECT = re.compile(r'\\|"\s*[=+\-@＝＋－＠\t]')  # noqa: RUF001 - the wide forms too
"""What is not CSV as it stands, or may begin a formula; asked of a batch at once, for that costs a tenth of asking every cell."""
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")  # noqa: RUF001


def write_csv(reader: Reader, file: Path, tell: Tell) -> None:
    """RFC 4180 in UTF-8; a cell that a spreadsheet would take for a formula gets an apostrophe before it."""
    _write_lines(reader.arrays(), file, "\r\n", tell, _csv_of, first=",".join(NAMES))


def write_json_lines(reader: Reader, file: Path, tell: Tell) -> None:
    """One JSON object a line."""
    _write_lines(reader.objects(), file, "\n", tell, "\n".join)


def _write_lines(  # noqa: PLR0917 - two callers, both above
    batches: Iterator[list[str]], file: Path, end: str, tell: Tell, text_of: Callable[[list[str]], str], first: str = ""
) -> None:
    done = 0
    with file.open("w", encoding="utf-8", newline="") as opened:
        opened.write(f"{first}{end}" if first else "")
        for batch in batches:
            opened.write(text_of(batch) + end)
            done += len(batch)
            tell(done)


def write_xlsx(reader: Reader, file: Path, tell: Tell) -> None:
    """A workbook with one sheet of text; nothing in it is a formula. Raises ExportUnwritable where there are too many runs for a sheet."""
    count = reader.measure().count
    if count >= SHEET_ROWS:
        raise ExportUnwritable(
            f"A sheet holds {SHEET_ROWS - 1:,} runs, and there are {count:,}.", advice="Choose fewer runs, or CSV or JSON Lines."
        )
    # Its pieces lie beside the export until it is whole: on the same disk, and gone with it.
    options: dict[str, str | bool] = {
        "tmpdir": str(file.parent),
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    from xlsxwriter.exceptions import XlsxWriterException  # noqa: PLC0415 - the window does not wait for it

    try:
        _fill(file, options, reader, tell)
    except XlsxWriterException as error:
        raise ExportUnwritable(f"The workbook {file.name} cannot be written: {error}.") from error
    tell(count)


def _fill(file: Path, options: dict[str, str | bool], reader: Reader, tell: Tell) -> None:
    import xlsxwriter  # noqa: PLC0415 - the window does not wait for it

    with xlsxwriter.Workbook(str(file), options) as book:
        sheet = book.add_worksheet("Runs")
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(NAMES) - 1, 18)
        sheet.write_row(0, 0, NAMES, book.add_format({"bold": True}))
        for number, row in enumerate(reader.rows(), 1):
            sheet.write_row(number, 0, row)
            if number % _BATCH == 0:
                tell(number)
        meanings = book.add_worksheet("Columns")
        meanings.set_column(0, 0, 24)
        meanings.set_column(1, 1, 110)
        for number, column in enumerate(COLUMNS):
            meanings.write_row(number, 0, (column.name, column.meaning))


def meanings() -> Iterator[str]:
    """What the columns mean, a line each."""
    yield from (f"{column.name:<22} {column.meaning}" for column in COLUMNS)


def _csv_of(arrays: list[str]) -> str:
    """Lines of CSV. A JSON array without its brackets is one, unless a text in it has a quote, a control character or a backslash."""
    text = "\r\n".join([array[1:-1] for array in arrays])
    if not _SUSPECT.search(text):
        return text
    made = io.StringIO()
    writer = csv.writer(made, quoting=csv.QUOTE_NONNUMERIC)
    writer.writerows([_harmless(cell) for cell in json.loads(array)] for array in arrays)
    return made.getvalue().removesuffix("\r\n")


def _harmless(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and _FORMULA.match(cell) else cell
