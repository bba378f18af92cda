"""A chain of certificates drawn as a chain: the root at the left, what it vouches for at the right."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.gui.theme import LIGHT, Theme, Tone, font

_HEIGHT, _GAP, _EDGE, _PAD = 84, 44, 5, 14


@dataclass(frozen=True, slots=True)
class Ring:
    """One link of the chain."""

    heading: str
    name: str
    words: str
    tone: Tone


class Links(QWidget):
    """Boxes with arrows between them; each says in words what its colour says."""

    def __init__(self, rings: Sequence[Ring], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rings, self._theme = tuple(rings), LIGHT
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        told = ". ".join(f"{ring.heading}: {ring.name}, {ring.words}" for ring in self._rings)
        self.setAccessibleName(told)
        self.setToolTip("\n".join(f"{ring.heading}: {ring.name}, {ring.words}" for ring in self._rings))

    def wear(self, theme: Theme) -> None:
        """Show the same in these colours."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(640, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(360, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        count = len(self._rings)
        width = (self.width() - 1 - _GAP * (count - 1)) / count
        for number, ring in enumerate(self._rings):
            box = QRectF(0.5 + number * (width + _GAP), 0.5, width, _HEIGHT - 1)
            self._box(painter, ring, box)
            if number + 1 < count:
                self._arrow(painter, QPointF(box.right() + 8, box.center().y()), _GAP - 16)
        painter.end()

    def _box(self, painter: QPainter, ring: Ring, box: QRectF) -> None:
        theme, shade = self._theme, self._theme.tones[ring.tone]
        painter.setPen(QPen(QColor(theme.line), 1))
        painter.setBrush(QColor(theme.page))
        painter.drawRoundedRect(box, 10, 10)
        painter.save()
        painter.setClipRect(QRectF(box.left(), box.top(), _EDGE, box.height()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(shade.fill))
        painter.drawRoundedRect(box, 10, 10)
        painter.restore()
        inner = box.adjusted(_EDGE + _PAD - 4, 9, -_PAD + 4, -9)
        line = inner.height() / 3
        for number, (words, size, weight, colour) in enumerate(
            (
                (ring.heading, 12, QFont.Weight.DemiBold, theme.muted),
                (ring.name, 16, QFont.Weight.Bold, theme.ink),
                (ring.words, 13, QFont.Weight.Normal, theme.muted if ring.tone in {Tone.PASS, Tone.IDLE} else shade.ink),
            )
        ):
            painter.setFont(font(size, weight))
            painter.setPen(QColor(colour))
            shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(inner.width()))
            place = QRectF(inner.left(), inner.top() + number * line, inner.width(), line)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)

    def _arrow(self, painter: QPainter, begin: QPointF, length: float) -> None:
        painter.setPen(QPen(QColor(self._theme.muted), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        end = begin + QPointF(length, 0)
        painter.drawLine(begin, end)
        painter.drawPolyline(QPolygonF([end + QPointF(-6, -5), end, end + QPointF(-6, 5)]))
