"""Layouts as PDF, a page each, at their true size."""

import io
from collections.abc import Iterable
from typing import TYPE_CHECKING

from app.labels.layout import Layout, TextItem
from app.labels.runs import black
from app.labels.template import Align
from app.labels.typeface import ASCENT, FACE

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_POINTS = 72 / 25.4
"""Points a millimetre."""


def to_pdf(layouts: Iterable[Layout], title: str) -> bytes:
    """A page for each layout; the same layouts make the same bytes."""
    out = io.BytesIO()
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415 - the window does not wait for it

    canvas = Canvas(out, invariant=True)
    canvas.setTitle(title)
    canvas.setCreator("Birthmark")
    for layout in layouts:
        _draw(canvas, layout)
    canvas.save()
    return out.getvalue()


def _draw(canvas: "Canvas", layout: Layout) -> None:
    point = _POINTS / layout.dots
    canvas.setPageSize((layout.width * point, layout.height * point))
    for item in layout.items:
        if isinstance(item, TextItem):
            canvas.setFont(FACE, item.size * point)
            base = (layout.height - item.y - item.size * ASCENT) * point
            left, right = item.x * point, (item.x + item.width) * point
            match item.align:
                case Align.LEFT:
                    canvas.drawString(left, base, item.text)
                case Align.CENTER:
                    canvas.drawCentredString((left + right) / 2, base, item.text)
                case Align.RIGHT:
                    canvas.drawRightString(right, base, item.text)
            continue
        path = canvas.beginPath()
        for left_dot, top, width, height in black(item):
            path.rect(left_dot * point, (layout.height - top - height) * point, width * point, height * point)
        canvas.drawPath(path, stroke=0, fill=1)
    canvas.showPage()
