"""Symbols drawn as shapes, so that they take the theme's colours at any size and need no file."""

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPaintEvent, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QWidget

GRID = 24.0
"""Every symbol is drawn on a square of 24 by 24."""


class Symbol(StrEnum):
    """What is drawn."""

    PASS = "pass"  # noqa: S105 - an outcome
    FAIL = "fail"
    ERROR = "error"
    REFUSED = "refused"
    STOPPED = "stopped"
    RING = "ring"
    READY = "ready"
    PLUG = "plug"
    OFF = "off"
    STATION = "station"
    HISTORY = "history"
    ORDERS = "orders"
    RECIPES = "recipes"
    SETTINGS = "settings"
    AUTHORITY = "authority"
    QUEUE = "queue"
    AHEAD = "ahead"
    AUDIT = "audit"
    SCAN = "scan"
    SEARCH = "search"
    LOGO = "logo"


def draw(painter: QPainter, symbol: Symbol, box: QRectF, colour: QColor, paper: QColor, *, fraction: float = 0.0) -> None:
    """Draw into `box`; `paper` is what shows through, `fraction` (0 to 1) is how much of a RING is done."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    side = min(box.width(), box.height())
    painter.translate(box.center() - QPointF(side / 2, side / 2))
    painter.scale(side / GRID, side / GRID)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    if symbol in _SOLID:
        _SOLID[symbol](painter, paper)
    elif symbol is Symbol.RING:
        _ring(painter, colour, paper, fraction)
    else:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(_pen(colour, 1.8))
        _DRAWN[symbol](painter)
    painter.restore()


def icon(symbol: Symbol, colours: dict[QIcon.State, str], side: int = 24) -> QIcon:
    """The symbol as an icon, one colour for off and one for on."""
    made = QIcon()
    for state, colour in colours.items():
        for scale in (1, 2):
            picture = QPixmap(side * scale, side * scale)
            picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(picture)
            draw(painter, symbol, QRectF(0, 0, side * scale, side * scale), QColor(colour), QColor(Qt.GlobalColor.white))
            painter.end()
            picture.setDevicePixelRatio(scale)
            made.addPixmap(picture, QIcon.Mode.Normal, state)
    return made


def _pen(colour: QColor, width: float) -> QPen:
    return QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)


def _polygon(*points: tuple[float, float]) -> QPolygonF:
    return QPolygonF([QPointF(x, y) for x, y in points])


def _pass(painter: QPainter, paper: QColor) -> None:
    painter.drawEllipse(QRectF(0.5, 0.5, 23, 23))
    painter.setPen(_pen(paper, 3.0))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(_polygon((7, 12.6), (10.6, 16.2), (17.2, 8.6)))


def _fail(painter: QPainter, paper: QColor) -> None:
    painter.drawPolygon(_polygon((7, 0.5), (17, 0.5), (23.5, 7), (23.5, 17), (17, 23.5), (7, 23.5), (0.5, 17), (0.5, 7)))
    painter.setPen(_pen(paper, 3.2))
    painter.drawLine(QPointF(8.4, 8.4), QPointF(15.6, 15.6))
    painter.drawLine(QPointF(15.6, 8.4), QPointF(8.4, 15.6))


def _bang(painter: QPainter, paper: QColor) -> None:
    painter.setPen(_pen(painter.brush().color(), 2.0))
    painter.drawPolygon(_polygon((12, 2.2), (22.6, 21.4), (1.4, 21.4)))
    painter.setPen(_pen(paper, 2.6))
    painter.drawLine(QPointF(12, 9.2), QPointF(12, 14))
    painter.drawPoint(QPointF(12, 18.2))


def _refused(painter: QPainter, paper: QColor) -> None:
    painter.drawEllipse(QRectF(0.5, 0.5, 23, 23))
    painter.setPen(_pen(paper, 3.4))
    painter.drawLine(QPointF(6.6, 12), QPointF(17.4, 12))


def _stopped(painter: QPainter, paper: QColor) -> None:
    painter.drawEllipse(QRectF(0.5, 0.5, 23, 23))
    painter.setBrush(paper)
    painter.drawRoundedRect(QRectF(7.4, 7.4, 9.2, 9.2), 1.4, 1.4)


def _ready(painter: QPainter, paper: QColor) -> None:
    painter.drawEllipse(QRectF(0.5, 0.5, 23, 23))
    painter.setBrush(paper)
    painter.setPen(_pen(paper, 1.4))
    painter.drawPolygon(_polygon((9.6, 7.4), (16.8, 12), (9.6, 16.6)))


def _logo(painter: QPainter, paper: QColor) -> None:
    painter.drawRoundedRect(QRectF(0.5, 0.5, 23, 23), 6, 6)
    painter.setPen(_pen(paper, 2.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QPointF(12, 12), 5.6, 5.6)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(paper)
    painter.drawEllipse(QPointF(12, 12), 1.9, 1.9)


def _ring(painter: QPainter, colour: QColor, paper: QColor, fraction: float) -> None:
    """`paper` is the part that is not done yet."""
    box = QRectF(2.2, 2.2, 19.6, 19.6)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(paper, 3.2))
    painter.drawEllipse(box)
    painter.setPen(_pen(colour, 3.2))
    painter.drawArc(box, 90 * 16, -round(max(0.02, min(1.0, fraction)) * 360 * 16))


def _plug(painter: QPainter) -> None:
    painter.drawLine(QPointF(8.6, 1.8), QPointF(8.6, 7.4))
    painter.drawLine(QPointF(15.4, 1.8), QPointF(15.4, 7.4))
    painter.drawPolyline(_polygon((5.6, 8), (5.6, 11.4), (7.2, 15), (10, 17.2), (14, 17.2), (16.8, 15), (18.4, 11.4), (18.4, 8), (5.6, 8)))
    painter.drawLine(QPointF(12, 17.6), QPointF(12, 22.2))


def _off(painter: QPainter) -> None:
    painter.drawEllipse(QRectF(3, 3, 18, 18))


def _station(painter: QPainter) -> None:
    for x in (3.6, 13.4):
        for y in (3.6, 13.4):
            painter.drawRoundedRect(QRectF(x, y, 7, 7), 1.2, 1.2)


def _history(painter: QPainter) -> None:
    painter.drawEllipse(QRectF(3, 3, 18, 18))
    painter.drawPolyline(_polygon((12, 7), (12, 12.4), (15.4, 14.4)))


def _settings(painter: QPainter) -> None:
    for y, knob in ((6.5, 15.5), (12.0, 8.0), (17.5, 14.0)):
        painter.drawLine(QPointF(3.4, y), QPointF(knob - 2.2, y))
        painter.drawLine(QPointF(knob + 2.2, y), QPointF(20.6, y))
        painter.drawEllipse(QPointF(knob, y), 2.2, 2.2)


def _authority(painter: QPainter) -> None:
    painter.drawEllipse(QRectF(5.2, 2.6, 13.6, 13.6))
    painter.drawPolyline(_polygon((8.9, 9.6), (11.2, 11.9), (15.4, 7.4)))
    painter.drawPolyline(_polygon((8.2, 15.4), (8.2, 22), (12, 19.4), (15.8, 22), (15.8, 15.4)))


def _queue(painter: QPainter) -> None:
    """A tray of letters, and an arrow that leaves it."""
    painter.drawPolyline(_polygon((3, 13.5), (3, 20.5), (21, 20.5), (21, 13.5)))
    painter.drawPolyline(_polygon((3, 13.5), (8.4, 13.5), (9.8, 16.4), (14.2, 16.4), (15.6, 13.5), (21, 13.5)))
    painter.drawLine(QPointF(12, 11.6), QPointF(12, 3.4))
    painter.drawPolyline(_polygon((8.6, 6.6), (12, 3.2), (15.4, 6.6)))


def _ahead(painter: QPainter) -> None:
    """A stack of certificates."""
    painter.drawRoundedRect(QRectF(3.2, 8.2, 17.6, 12.4), 1.6, 1.6)
    painter.drawLine(QPointF(5.4, 5.4), QPointF(18.6, 5.4))
    painter.drawLine(QPointF(7.6, 2.6), QPointF(16.4, 2.6))
    painter.drawLine(QPointF(7, 12.6), QPointF(17, 12.6))
    painter.drawLine(QPointF(7, 16.2), QPointF(13, 16.2))


def _audit(painter: QPainter) -> None:
    """Two links of a chain."""
    painter.rotate(-45)
    painter.translate(-12, 5)
    painter.drawRoundedRect(QRectF(0.6, 8.2, 13.2, 7.6), 3.8, 3.8)
    painter.drawRoundedRect(QRectF(10.2, 8.2, 13.2, 7.6), 3.8, 3.8)


def _scan(painter: QPainter) -> None:
    for x, y, right, down in ((2.4, 3.6, 1, 1), (21.6, 3.6, -1, 1), (2.4, 20.4, 1, -1), (21.6, 20.4, -1, -1)):
        painter.drawPolyline(_polygon((x, y + 3.6 * down), (x, y), (x + 3.6 * right, y)))
    for x in (7.0, 10.4, 13.6, 17.0):
        painter.drawLine(QPointF(x, 8), QPointF(x, 16))


def _orders(painter: QPainter) -> None:
    """A clipboard with two lines, one of them ticked."""
    painter.drawRoundedRect(QRectF(4.8, 4.6, 14.4, 16.4), 2.2, 2.2)
    painter.drawLine(QPointF(9.2, 3), QPointF(14.8, 3))
    painter.drawPolyline(_polygon((8, 10.6), (9.6, 12.2), (12.4, 8.8)))
    painter.drawLine(QPointF(8.2, 16.4), QPointF(15.8, 16.4))


def _recipes(painter: QPainter) -> None:
    """A page of settings: two bars with a mark on each."""
    painter.drawRoundedRect(QRectF(4.4, 3, 15.2, 18), 2.2, 2.2)
    for y, mark in ((8.6, 14.2), (15.0, 9.6)):
        painter.drawLine(QPointF(7.6, y), QPointF(16.4, y))
        painter.drawLine(QPointF(mark, y - 2), QPointF(mark, y + 2))


def _search(painter: QPainter) -> None:
    painter.drawEllipse(QRectF(3.6, 3.6, 12.4, 12.4))
    painter.drawLine(QPointF(14.4, 14.4), QPointF(20.4, 20.4))


_SOLID: dict[Symbol, Callable[[QPainter, QColor], None]] = {
    Symbol.PASS: _pass,
    Symbol.FAIL: _fail,
    Symbol.ERROR: _bang,
    Symbol.REFUSED: _refused,
    Symbol.STOPPED: _stopped,
    Symbol.READY: _ready,
    Symbol.LOGO: _logo,
}
_DRAWN: dict[Symbol, Callable[[QPainter], None]] = {
    Symbol.PLUG: _plug,
    Symbol.OFF: _off,
    Symbol.STATION: _station,
    Symbol.HISTORY: _history,
    Symbol.ORDERS: _orders,
    Symbol.RECIPES: _recipes,
    Symbol.SETTINGS: _settings,
    Symbol.AUTHORITY: _authority,
    Symbol.QUEUE: _queue,
    Symbol.AHEAD: _ahead,
    Symbol.AUDIT: _audit,
    Symbol.SCAN: _scan,
    Symbol.SEARCH: _search,
}


class Picture(QWidget):
    """One symbol as a widget; it says nothing to a screen reader, the word beside it does."""

    def __init__(self, parent: QWidget | None, symbol: Symbol, side: int = 24) -> None:
        super().__init__(parent)
        self._symbol, self._fraction, self._side = symbol, 0.0, side
        self._colour, self._paper = QColor("black"), QColor("white")

    def show_symbol(self, symbol: Symbol, colour: str, paper: str, fraction: float = 0.0) -> None:
        """Draw this from now on."""
        before = self._symbol, self._fraction, self._colour, self._paper
        self._symbol, self._fraction, self._colour, self._paper = symbol, fraction, QColor(colour), QColor(paper)
        if (symbol, fraction, self._colour, self._paper) != before:
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._side, self._side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw(painter, self._symbol, QRectF(self.rect()), self._colour, self._paper, fraction=self._fraction)
        painter.end()
