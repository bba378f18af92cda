"""The conformity report: a page an order, a page a unit that passed, each with its certificate and a QR code of the fingerprint."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import zxingcpp
from cryptography import x509
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from app.core.errors import ExportUnwritable
from app.core.run import Outcome, Record
from app.store import Ledger
from app.store.export import COLUMNS, Extent, Reader

MOST = 5_000
"""Units in one report: a page each, and the whole report is in memory until it is written."""

_PLACE = {column.name: number for number, column in enumerate(COLUMNS)}
_MARGIN, _TITLES, _LINE = 22 * mm, 38 * mm, 6.2 * mm
_QR = 34 * mm
_QUIET = 4
"""Modules of white around a QR code (ISO/IEC 18004)."""
_WIDEST = 128 * mm
"""A SHA-256 in hex fits."""


def write_pdf(ledger: Ledger, reader: Reader, extent: Extent, file: Path, tell: Callable[[int], object]) -> None:
    """One page for the whole, then one for each run that passed. Raises ExportUnwritable where there are too many."""
    passed, outcomes = [], Counter[str]()
    for done, row in enumerate(reader.rows(), 1):
        outcomes[str(row[_PLACE["outcome"]] or "")] += 1
        if row[_PLACE["outcome"]] == Outcome.PASSED:
            passed.append(UUID(str(row[_PLACE["run"]])))
        if len(passed) > MOST:
            raise ExportUnwritable(f"A report has at most {MOST:,} units, and there are more.", advice="Choose an order, or fewer days.")
        if done % 500 == 0:
            tell(done // 2)
    _use_fonts()
    canvas = Canvas(str(file), pagesize=A4, pageCompression=1)
    canvas.setTitle("Conformity report")
    _Page(canvas).summary(extent, outcomes, len(passed))
    total = sum(outcomes.values())
    for number, run in enumerate(passed, 1):
        _Page(canvas).unit(ledger.get_run(run))
        tell(total // 2 + total * number // (2 * len(passed)))
    canvas.save()
    tell(total)


def _use_fonts() -> None:
    for name in ("Vera", "VeraBd"):
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, f"{name}.ttf"))


class _Page:
    """One page, written from its top."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._y = A4[1] - _MARGIN

    def summary(self, extent: Extent, outcomes: Counter[str], passed: int) -> None:
        """What the report is about."""
        self._title("Conformity report", f"Order {extent.order}" if extent.order else "")
        self._facts([(f"Only {name}", value) for name, value in extent.words().items()] or [("Runs", "all in the ledger")])
        self._heading("Runs")
        self._facts([(outcome or "not ended", str(count)) for outcome, count in sorted(outcomes.items())] or [("Runs", "none")])
        self._heading("Units")
        self._facts([("With a page here", f"{passed}: those that passed, one page a passed run")])
        self._canvas.showPage()

    def unit(self, record: Record) -> None:
        """One unit that passed."""
        start, identity = record.start, record.identity
        self._title(
            record.identifier, "PASSED: what was written was read back; the device's key signed a challenge where the product asks for it"
        )
        self._facts(
            [
                ("Serial number", identity.serial if identity else ""),
                ("Model", " ".join(filter(None, (identity.model, identity.revision))) if identity else ""),
                ("Firmware", identity.firmware if identity else ""),
                ("Order", start.order),
                ("Product", f"{start.recipe} {start.recipe_version}"),
                ("Product's digest", start.recipe_digest),
                ("Provisioned", f"{record.ended:%Y-%m-%d %H:%M:%S} UTC, tray {start.tray}, by {start.operator or '-'}"),
                ("Run", str(start.run)),
            ]
        )
        if record.chain is not None:
            self._heading("Certificate")
            leaf = record.chain.leaf
            self._facts(
                [
                    ("Subject", leaf.subject.rfc4514_string()),
                    ("Issued by", leaf.issuer.rfc4514_string()),
                    ("Valid", f"{leaf.not_valid_before_utc:%Y-%m-%d} to {leaf.not_valid_after_utc:%Y-%m-%d} (UTC)"),
                    ("Serial number", record.chain.serial),
                    ("SHA-256", record.chain.fingerprint),
                    ("Names", ", ".join(_names(leaf))),
                ]
            )
            self._code(record.chain.fingerprint)
        if record.receipt is not None:
            self._heading("Platform")
            self._facts([("Device", record.receipt.device), ("Certificate", record.receipt.certificate)])
        self._heading("Steps")
        self._facts([(result.step.value, f"{result.seconds:.2f} s") for result in record.steps])
        self._canvas.showPage()

    def _title(self, words: str, below: str) -> None:
        self._canvas.setFont("VeraBd", 17)
        self._canvas.drawString(_MARGIN, self._y - 4 * mm, words)
        self._y -= 11 * mm
        self._canvas.setFont("Vera", 8.5)
        self._canvas.drawString(_MARGIN, self._y, below)
        self._y -= 9 * mm

    def _heading(self, words: str) -> None:
        self._y -= 3 * mm
        self._canvas.setFont("VeraBd", 10)
        self._canvas.drawString(_MARGIN, self._y, words)
        self._y -= _LINE

    def _facts(self, facts: list[tuple[str, str]]) -> None:
        for title, value in facts:
            if not value:
                continue
            self._canvas.setFont("Vera", 8.5)
            self._canvas.setFillGray(0.35)
            self._canvas.drawString(_MARGIN, self._y, title)
            self._canvas.setFillGray(0)
            for line in _wrapped(value):
                self._canvas.drawString(_MARGIN + _TITLES, self._y, line)
                self._y -= _LINE * 0.8
            self._y -= _LINE * 0.2

    def _code(self, text: str) -> None:
        """The text as a QR code, drawn as squares: sharp at any size."""
        made = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode).to_image(scale=1, add_quiet_zones=False)
        rows: list[list[int]] = memoryview(made).tolist()  # type: ignore[arg-type, assignment]  # its stubs do not tell of the buffer
        module = _QR / (len(rows) + 2 * _QUIET)
        left, top = _MARGIN + _TITLES, self._y + _LINE * 0.6
        for y, row in enumerate(rows):
            for x, shade in enumerate(row):
                if not shade:
                    place = (left + (x + _QUIET) * module, top - (y + 1 + _QUIET) * module)
                    self._canvas.rect(*place, module, module, stroke=0, fill=1)
        self._y = top - _QR - _LINE


def _names(leaf: x509.Certificate) -> list[str]:
    try:
        found = leaf.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        return []
    return [str(name.value) for name in found]


def _wrapped(value: str) -> list[str]:
    """Lines that fit, cut anywhere: digests have no spaces."""
    lines, line = [], ""
    for character in " ".join(value.split()):
        if line and pdfmetrics.stringWidth(line + character, "Vera", 8.5) > _WIDEST:
            lines.append(line)
            line = ""
        line += character
    return [*lines, line]
