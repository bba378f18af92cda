"""Where everything on a tile goes, and how many tiles stand in a row: geometry without widgets."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize

from app.gui.theme import TOUCH

EDGE = 8
"""Pixels of the coloured edge."""
GAP = 16
"""Pixels between tiles when there is room for it."""

_SHAPE = 1.6
"""Width to height of a tile that is good to read."""
_LOWEST = 132
"""Pixels of height that a word, a serial number and a button take."""
_NARROW = 210
"""Below this inner width, the symbol stands beside the tray's number and a tile has one button."""
_FLAT = 255
"""Below this height, the sentence stands beside the buttons."""
_APART = 10
"""Pixels between buttons."""
_TALK = 54
"""Pixels that device and sentence take; with so much above the buttons, they have the whole width."""
_BESIDE = 120
"""Pixels at least that stay free beside the buttons: a second button is left out before a code is."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The boxes of one tile; an empty box is not shown."""

    tray: QRect
    corner: QRect
    symbol: QRect
    word: QRect
    device: QRect
    sentence: QRect
    code: QRect
    bar: QRect
    note: QRect
    buttons: tuple[QRect, ...]
    narrow: bool
    flat: bool


def columns_for(count: int, room: QSize) -> int:
    """How many tiles stand side by side, so that each is as large as can be and few places stay empty."""

    def worth(columns: int) -> float:
        rows = -(-count // columns)
        height = room.height() / rows
        size = min(room.width() / columns / _SHAPE, height) * (count / (columns * rows)) ** 2
        return size if height >= _LOWEST else size / 2

    return max(range(1, count + 1), key=worth)


def places(count: int, room: QRect) -> list[QRect]:
    """The tiles' boxes in `room`, row by row."""
    columns = columns_for(count, room.size())
    rows = -(-count // columns)
    gap = GAP if max(columns, rows) <= 4 else GAP // 2  # noqa: PLR2004 - beyond four, room is dearer than air
    width = (room.width() - gap * (columns - 1)) / columns
    height = (room.height() - gap * (rows - 1)) / rows
    boxes = []
    for number in range(count):
        row, column = divmod(number, columns)
        left, top = room.left() + round(column * (width + gap)), room.top() + round(row * (height + gap))
        right, bottom = room.left() + round(column * (width + gap) + width), room.top() + round(row * (height + gap) + height)
        boxes.append(QRect(left, top, right - left, bottom - top))
    return boxes


def plan(size: QSize, widths: tuple[int, ...], *, bar: bool, code: bool, note: bool, device: bool = True) -> Plan:
    """Lay a tile of `size` out with buttons of these widths; `bar`, `code`, `note` and `device` say what else it shows."""
    across = max(7, min(26, round(size.width() * 0.04)))
    down = max(5, min(22, round(size.height() * 0.055)))
    inner = QRect(EDGE + across, down, size.width() - EDGE - 2 * across, size.height() - 2 * down)
    if inner.width() < _NARROW:
        return _narrow(inner.adjusted(0, 5 - down, 0, down - 5), widths[:1], bar=bar, code=code, named=device)
    while len(widths) > 1 and inner.width() - sum(widths) - _APART * len(widths) < _BESIDE:
        widths = widths[:-1]
    if size.height() < _FLAT:
        return _flat(inner, widths, bar=bar, note=note, named=device)
    return _roomy(inner, widths, bar=bar, code=code, note=note)


def _narrow(inner: QRect, widths: tuple[int, ...], *, bar: bool, code: bool, named: bool) -> Plan:
    """One column: what is below the word is given up from the bottom where it does not fit; a click shows the details."""
    lines = _Lines(inner)
    head = lines.take(18)
    symbol = QRect(head.right() - 17, head.top(), 18, 18)
    word = lines.take(min(60, max(26, round(inner.height() * 0.23))), gap=1)
    buttons = (lines.cut(TOUCH, gap=5 if bar else 1),) if widths else ()
    segments = lines.cut(4, gap=2) if bar else QRect()
    device = lines.take(min(30, max(14, round(inner.height() * 0.11))), gap=1) if named else QRect()
    chip = lines.take(13) if code else QRect()
    sentence = lines.rest(13)
    tray = head.adjusted(0, 0, -22, 0)
    return Plan(tray, QRect(), symbol, word, device, sentence, chip, segments, QRect(), buttons, narrow=True, flat=True)


def _flat(inner: QRect, widths: tuple[int, ...], *, bar: bool, note: bool, named: bool) -> Plan:
    """Device and sentence stand beside the buttons; the code of a failure stands in the corner."""
    lines = _Lines(inner)
    tray, corner = _halves(lines.take(18))
    symbol, word = _headline(lines.take(min(76, max(26, round(inner.height() * 0.3))), gap=2))
    segments = lines.take(5, gap=3) if bar else QRect()
    buttons = _buttons(inner, widths)
    free = max(0, buttons[-1].left() - _APART - inner.left()) if buttons else inner.width()
    if buttons and lines.left >= TOUCH + _TALK:
        note_box = lines.cut(TOUCH, gap=4)
        note_box.setWidth(free if note else 0)
        device = lines.take(max(20, round(inner.height() * 0.12)), gap=2) if named else QRect()
        sentence = lines.rest(13)
    else:
        lines = _Lines(QRect(inner.left(), inner.top() + inner.height() - lines.left, free, lines.left))
        device = lines.take(min(26, max(16, round(lines.left * 0.34))), gap=2) if named else QRect()
        note_box = lines.cut(15) if note and lines.left >= 2 * 15 else QRect()
        sentence = lines.rest(13)
    return Plan(tray, corner, symbol, word, device, sentence, QRect(), segments, note_box, buttons, narrow=False, flat=True)


def _roomy(inner: QRect, widths: tuple[int, ...], *, bar: bool, code: bool, note: bool) -> Plan:
    """Everything has a line of its own."""
    lines = _Lines(inner)
    tray, corner = _halves(lines.take(22))
    symbol, word = _headline(lines.take(min(180, round(inner.height() * 0.31)), gap=8))
    buttons = _buttons(inner, widths)
    beside = lines.cut(TOUCH if buttons else 24, gap=10 if bar else 4) if buttons or code or note else QRect()
    if buttons:
        beside.setWidth(max(0, buttons[-1].left() - _APART - inner.left()))
    segments = lines.cut(10, gap=8) if bar else QRect()
    device = lines.take(min(60, max(22, round(inner.height() * 0.125))), gap=8)
    chip = QRect(beside.left(), beside.center().y() - 12, min(beside.width(), 160), 24) if code else QRect()
    note_box = beside if note and not code else QRect()
    return Plan(tray, corner, symbol, word, device, lines.rest(0), chip, segments, note_box, buttons, narrow=False, flat=False)


class _Lines:
    """What is left of a box while lines are taken from its top and cut from its bottom; a line that does not fit is empty."""

    def __init__(self, box: QRect) -> None:
        self._left, self._width = box.left(), box.width()
        self._top, self._bottom = box.top(), box.top() + box.height()

    @property
    def left(self) -> int:
        """Pixels."""
        return self._bottom - self._top

    def take(self, height: int, gap: int = 0) -> QRect:
        """A line from the top, `gap` pixels below what was taken before."""
        if self._bottom - self._top < height + gap:
            return QRect()
        self._top += height + gap
        return QRect(self._left, self._top - height, self._width, height)

    def cut(self, height: int, gap: int = 0) -> QRect:
        """A line from the bottom, `gap` pixels below what is left."""
        if self._bottom - self._top < height + gap:
            return QRect()
        self._bottom -= height + gap
        return QRect(self._left, self._bottom + gap, self._width, height)

    def rest(self, least: int) -> QRect:
        """All that is left, if that is not less than `least`."""
        height = self._bottom - self._top
        return QRect(self._left, self._top, self._width, height) if height >= max(1, least) else QRect()


def _halves(line: QRect) -> tuple[QRect, QRect]:
    half = line.width() // 2
    return QRect(line.left(), line.top(), half, line.height()), QRect(line.left() + half, line.top(), line.width() - half, line.height())


def _headline(line: QRect) -> tuple[QRect, QRect]:
    """The symbol, and the word beside it."""
    side = min(line.height(), round(line.width() * 0.18))
    offset = side + max(8, side // 4)
    symbol = QRect(line.left(), line.top() + (line.height() - side) // 2, side, side)
    return symbol, line.adjusted(offset, 0, 0, 0)


def _buttons(inner: QRect, widths: tuple[int, ...]) -> tuple[QRect, ...]:
    """Side by side at the bottom; the first one stands outermost, at the right."""
    boxes, right = [], inner.left() + inner.width()
    for width in widths:
        boxes.append(QRect(right - width, inner.top() + inner.height() - TOUCH, width, TOUCH))
        right -= width + _APART
    return tuple(boxes)
