"""The sheet of commands: every bar code on it means to the station what stands above it."""

import pypdfium2
import pytest
import zxingcpp
from labels_lab import of_pdf

from app.barcodes import Command, Rules
from app.barcodes.reading import read
from app.cli.sheet import entries_of
from app.core.errors import LabelUnfit
from app.labels.pdf import to_pdf
from app.labels.sheet import Entry, lay_out_sheet
from app.settings import Settings


def test_every_code_of_the_sheet_is_read_as_its_command(tmp_path):
    entries = [*entries_of(Settings(home=tmp_path, trays=16)), Entry("Order WO-4711/2", "BM:ORDER:WO-4711/2")]
    pdf = to_pdf(lay_out_sheet("Birthmark {LINE}", "A remark", entries), "commands")
    document = pypdfium2.PdfDocument(pdf)
    pages = len(document)
    document.close()
    assert pages == 2
    found = [code.text for page in range(pages) for code in zxingcpp.read_barcodes(of_pdf(pdf, page, 200))]
    assert sorted(found) == sorted(entry.code for entry in entries)
    assert all(isinstance(read(code, Rules()), Command) for code in found)


def test_a_code_that_is_too_long_for_the_sheet_is_refused():
    with pytest.raises(LabelUnfit, match="too long"):
        lay_out_sheet("Birthmark", "A remark", [Entry("Order", "BM:ORDER:" + "X" * 90)])
