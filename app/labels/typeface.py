"""The face labels are set in: Helvetica, which every PDF reader has; and how wide a line is on any printer."""

from app.core.errors import LabelUnfit
from app.core.recipe import shown

FACE = "Helvetica-Bold"
ASCENT = 0.78
"""Of the size: how far a line's base is below its upper edge."""

_WIDE, _LEAST = frozenset("-_+=<>~"), 0.65
"""Strokes that a label printer's own face (font 0) draws wider than Helvetica; all else it draws narrower."""


def text_width(text: str) -> float:
    """The width of a line of size 1, where it is widest; raises LabelUnfit for a character that not every printer has (cp1252)."""
    try:
        text.encode("cp1252")
    except UnicodeEncodeError as error:
        raise LabelUnfit(f"{shown(text)} cannot be printed: not every printer has {shown(text[error.start])}.") from error
    if not text.isprintable():
        raise LabelUnfit(f"{shown(text)} cannot be printed: it has control characters.")
    from reportlab.pdfbase.pdfmetrics import stringWidth  # noqa: PLC0415 - the window does not wait for it

    return sum(max(_LEAST if character in _WIDE else 0.0, float(stringWidth(character, FACE, 1.0))) for character in text)
