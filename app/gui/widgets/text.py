"""Text that finds the size at which it fits its place, and elides rather than being clipped."""

import html
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QWidget

from app.gui.theme import font

_SPARE = 0.18
"""Of the size: nothing is drawn so far above the first line's capitals (Inter: 0.24), so that much may stand out of the box."""
_SHRINK = 0.94
"""Each size is this much smaller than the one before."""
_KEPT = 2_000
"""Texts that stay set: trays say the same words again and again, and the 32 of them are as big."""
_HYPHEN = "\u2011"
"""The one at which no line is broken."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set: `largest` down to `smallest` pixels, in at most `lines` lines."""

    smallest: int = 13
    largest: int = 15
    weight: QFont.Weight = QFont.Weight.Normal
    lines: int = 1
    mono: bool = False
    right: bool = False
    """Flush right."""
    middle: bool = True
    """Centred from top to bottom; else it hangs from the top."""


@dataclass(frozen=True, slots=True)
class _Set:
    """A text as it will be painted."""

    font: QFont
    lines: tuple[str, ...]
    elided: bool
    spacing: float
    """Pixels from one line to the next."""
    ascent: float


class Text(QLabel):
    """A label whose text is plain, fitted to its box, and told in full by its tooltip where it had to be elided."""

    def __init__(self, parent: QWidget | None, style: Style, colour: str = "#000000") -> None:
        super().__init__(parent)
        self._style, self._colour = style, QColor(colour)
        self._made: _Set | None = None
        self.setTextFormat(Qt.TextFormat.PlainText)

    def say(self, text: str, colour: str | None = None) -> None:
        """Show this text, in this colour."""
        if colour is not None and QColor(colour) != self._colour:
            self._colour = QColor(colour)
            self.update()
        if text != self.text():
            self._made = None
            self.setText(text)
            self.setAccessibleName(text)

    def restyle(self, style: Style) -> None:
        """Set it otherwise from now on."""
        if style != self._style:
            self._style, self._made = style, None
            self.updateGeometry()
            self.update()

    @property
    def elided(self) -> bool:
        """Whether not all of the text can be seen."""
        return self._fit().elided

    @property
    def pixels(self) -> int:
        """The size it is set at."""
        return self._fit().font.pixelSize()

    def height_for(self, lines: int | None = None) -> int:
        """Pixels that so many lines take at the largest size."""
        return math.ceil(_metrics(self._style, self._style.largest).lineSpacing() * (lines or self._style.lines))

    def _fit(self) -> _Set:
        if self._made is None:
            self._made = _set(self.text(), self._style, self.width(), self.height())
            self.setToolTip(f"<p>{html.escape(self.text())}</p>" if self._made.elided else "")
        return self._made

    def sizeHint(self) -> QSize:
        metrics = _metrics(self._style, self._style.largest)
        width = metrics.horizontalAdvance(self.text()) + 2 if self._style.lines == 1 else 240
        return QSize(math.ceil(width), self.height_for())

    def minimumSizeHint(self) -> QSize:
        return QSize(24, math.ceil(_metrics(self._style, self._style.smallest).lineSpacing()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._made = None
        super().resizeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        made = self._fit()
        painter = QPainter(self)
        painter.setFont(made.font)
        painter.setPen(self._colour)
        over = self.height() - made.spacing * len(made.lines)
        top = over if over < 0 else over / 2 if self._style.middle else 0.0
        for number, line in enumerate(made.lines):
            left = self.width() - QFontMetricsF(made.font).horizontalAdvance(line) if self._style.right else 0.0
            painter.drawText(QPointF(left, top + made.ascent + number * made.spacing), line)
        painter.end()


@cache
def _metrics(style: Style, size: int) -> QFontMetricsF:
    return QFontMetricsF(font(size, style.weight, mono=style.mono))


@lru_cache(_KEPT)
def _set(text: str, style: Style, width: int, height: int) -> _Set:
    """The text at the largest size at which it fits such a box; where none does, elided at the smallest."""
    sizes = [style.largest]
    while sizes[-1] > style.smallest:
        sizes.append(max(style.smallest, min(sizes[-1] - 1, math.floor(sizes[-1] * _SHRINK))))
    best, low, high = None, 0, len(sizes)
    while low < high:  # what fits at a size fits at a smaller one
        middle = (low + high) // 2
        made = _try(text, style, sizes[middle], width, height, elide=False)
        if made is None:
            low = middle + 1
        else:
            best, high = made, middle
    return best or _try(text, style, style.smallest, width, height, elide=True) or _as_set(style, style.smallest, (), elided=True)


def _try(text: str, style: Style, size: int, width: int, height: int, *, elide: bool) -> _Set | None:
    metrics = _metrics(style, size)
    room = min(style.lines, int((height + size * _SPARE) // metrics.lineSpacing()))
    if room < 1:
        if not elide:
            return None
        room = 1
    if room == 1 and metrics.horizontalAdvance(text) > width + 0.5 and not elide:
        return None
    lines = _broken(text, font(size, style.weight, mono=style.mono), width, anywhere=elide)
    if len(lines) <= room and all(metrics.horizontalAdvance(line.rstrip()) <= width + 0.5 for line in lines):
        return _as_set(style, size, lines, elided=False)
    if not elide:
        return None
    kept = lines[: room - 1]
    rest = text[sum(len(line) for line in kept) :].lstrip() if kept else text
    last = metrics.elidedText(rest, Qt.TextElideMode.ElideRight, width)
    return _as_set(style, size, (*kept, last), elided=True)


def _as_set(style: Style, size: int, lines: Sequence[str], *, elided: bool) -> _Set:
    metrics = _metrics(style, size)
    used = font(size, style.weight, mono=style.mono)
    return _Set(used, tuple(line.rstrip() for line in lines), elided, metrics.lineSpacing(), metrics.ascent())


def _broken(text: str, used: QFont, width: int, *, anywhere: bool) -> list[str]:
    """The text in lines of at most `width` pixels, trailing spaces kept; a word that is too long stands alone unless `anywhere`.

    No line ends at a hyphen: serial numbers and codes have them.
    """
    layout = QTextLayout(text.replace("-", _HYPHEN), used)
    metrics = QFontMetricsF(used)
    narrower = max(0.0, metrics.horizontalAdvance("-") - metrics.horizontalAdvance(_HYPHEN))  # painted is the other one
    room = max(1.0, width - narrower * text.count("-"))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere if anywhere else QTextOption.WrapMode.WordWrap)
    layout.setTextOption(option)
    layout.beginLayout()
    lines = []
    units = text.encode("utf-16-le")  # Qt counts in UTF-16 units, Python in characters
    while (line := layout.createLine()).isValid():
        line.setLineWidth(room)
        start, length = line.textStart(), line.textLength()
        lines.append(units[2 * start : 2 * (start + length)].decode("utf-16-le", errors="replace"))
    layout.endLayout()
    return lines
