"""One tray as a card: a word, a symbol and a colour that can be read from two metres, and what to do now."""

import html

from PySide6.QtCore import QRect, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from app.gui import times
from app.gui.says import Act, Says, act_word, say
from app.gui.theme import LIGHT, TOUCH, Theme, Tone, font
from app.gui.widgets.card import mark
from app.gui.widgets.plan import EDGE, Plan, plan
from app.gui.widgets.symbols import Picture, Symbol
from app.gui.widgets.text import Style, Text
from app.provisioning.progress import Progress, TrayState

_RADIUS = 14
_BUTTONS = 2
_PATIENCE_MS = 10_000
"""Milliseconds for which a tile asks whether to stop."""
_BOLD = QFont.Weight.Bold
_PAD = {True: 11, False: 24}
"""Pixels left and right of a button's word, on a small tile and on others."""
_SMALL = 330
"""Pixels: a tile of less width is small."""
_READABLE = 12
"""Pixels: what happened is left to the details where it would have to be set smaller; what to do now is not."""


class Tile(QFrame):
    """Shows one tray and takes what is asked of it; decides nothing."""

    started = Signal(int)
    stopped = Signal(int)
    opened = Signal(int)
    """Somebody wants to see the record."""
    moved = Signal(int, int, int)
    """An arrow key: tray, columns, rows."""

    def __init__(self, tray: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._theme, self._asking = LIGHT, False
        self._median: float | None = None
        self._progress = Progress(tray)
        self._tray = Text(self, Style(12, 14, QFont.Weight.Medium))
        self._corner = Text(self, Style(12, 14, QFont.Weight.Medium, right=True))
        self._picture = Picture(self, Symbol.PLUG)
        self._word = Text(self, Style(11, 64, _BOLD))
        self._device = Text(self, Style(12, 24, _BOLD, mono=True))
        self._sentence = Text(self, Style(12, 19, lines=4, middle=False))
        self._code = Text(self, Style(11, 13, _BOLD, mono=True))
        self._note = Text(self, Style(12, 15, lines=2))
        self._buttons = tuple(self._button(place) for place in range(_BUTTONS))
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        self._patience.timeout.connect(self._forget)
        self._says = say(self._progress, times.now())
        self._plan = self._planned()
        self._refresh(first=True)

    @property
    def progress(self) -> Progress:
        """What it shows."""
        return self._progress

    @property
    def says(self) -> Says:
        """What it says of it."""
        return self._says

    def texts(self) -> dict[str, Text]:
        """Its texts by what they are, for a look at whether they can be read."""
        return {"tray": self._tray, "word": self._word, "device": self._device, "sentence": self._sentence, "code": self._code}

    def show_progress(self, progress: Progress, median: float | None = None) -> None:
        """Show this tray; `median` is how many seconds a good run takes."""
        self._asking = self._asking and progress.may_abort
        self._progress, self._median = progress, median
        self._refresh()

    def tick(self) -> None:
        """Some time has passed."""
        if self._progress.state is TrayState.RUNNING:
            self._refresh()

    def wear(self, theme: Theme) -> None:
        """Show the same in these colours."""
        self._theme = theme
        self._colour()

    def _button(self, place: int) -> QPushButton:
        button = QPushButton(self)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self._act(self._says.acts[place]))
        return button

    def _refresh(self, *, first: bool = False) -> None:
        """Say what is to be said now; what says the same as before costs nothing: 32 tiles are asked twice a second."""
        before, self._says = self._says, say(self._progress, times.now(), asking=self._asking, median=self._median)
        now = self._says
        if now == before and not first:
            return
        for text, words in (
            (self._tray, now.tray),
            (self._corner, now.corner),
            (self._word, now.word),
            (self._device, now.device),
            (self._note, now.note),
            (self._code, now.code),
        ):
            text.say(words)
        self.setAccessibleName(f"{now.tray}: {now.word}")
        self.setAccessibleDescription(" ".join(filter(None, (now.device, now.sentence, now.code))))
        if first or self._shape_of(now) != self._shape_of(before):
            self._arrange()
        if before.tone != now.tone:
            self.update()
        elif before.done != now.done:
            self.update(self._plan.bar)  # all of it would have each of its texts painted anew
        self._colour()

    def _shape_of(self, says: Says) -> tuple[object, ...]:
        """What the places depend on, besides the size."""
        return says.acts, says.steps > 0, bool(says.code), bool(says.note), bool(says.device), says.tray

    def _arrange(self) -> None:
        """Put everything in its place for this size and this state."""
        for button, act in zip(self._buttons, self._says.acts, strict=False):
            button.setText(act_word(act))
            button.setAccessibleName(f"{self._says.tray}: {act_word(act)}")
            mark(button, primary=act in (Act.START, Act.START_OVER, Act.STOP_IT), tight=self._small)
        self._plan = laid = self._planned()
        flat = laid.flat
        self._note.restyle(Style(11, 13, lines=2) if flat else Style(12, 15, lines=2))
        self._word.restyle(Style(11, max(16, min(140, round(laid.word.height() * 0.87))), _BOLD, lines=2))
        self._device.restyle(Style(11, max(13, min(46, round(laid.device.height() * 0.8))), _BOLD, mono=True))
        largest = max(14, min(19, round(self.height() * 0.075))) if flat else max(16, min(34, round(self.height() * 0.067)))
        self._sentence.restyle(Style(11 if flat else 13, largest, lines=6, middle=False))
        for widget, box in (
            (self._tray, laid.tray),
            (self._corner, laid.corner),
            (self._picture, laid.symbol),
            (self._word, laid.word),
            (self._device, laid.device),
            (self._sentence, laid.sentence),
            (self._code, laid.code.adjusted(8, 0, -8, 0) if laid.code.height() and not laid.narrow else laid.code),
            (self._note, laid.note),
        ):
            _put(widget, box)
        for place, button in enumerate(self._buttons):
            _put(button, laid.buttons[place] if place < len(laid.buttons) else QRect())

    @Slot()
    def _forget(self) -> None:
        """Nobody answered: the run goes on."""
        self._asking = False
        self._refresh()

    @property
    def _small(self) -> bool:
        """Whether buttons have less air."""
        return self.width() < _SMALL

    def _planned(self) -> Plan:
        says = self._says
        face = QFontMetrics(font(14 if self._small else 15, QFont.Weight.DemiBold))
        widths = tuple(max(TOUCH, face.horizontalAdvance(act_word(act)) + 2 * _PAD[self._small]) for act in says.acts)
        code = bool(says.code)
        bar = says.steps > 0 and not (self._asking and self._small)
        return plan(self.size(), widths, bar=bar, code=code, note=bool(says.note), device=bool(says.device))

    def _colour(self) -> None:
        theme, says = self._theme, self._says
        shade = theme.tones[says.tone]
        paper = theme.track if says.symbol is Symbol.RING else shade.tint
        self._picture.show_symbol(says.symbol, shade.fill, paper, says.done / says.steps if says.steps else 0.0)
        self._word.say(says.word, shade.ink)
        self._device.say(says.device, theme.ink)
        self._sentence.say(says.sentence, theme.ink if says.tone in (Tone.PASS, Tone.FAIL, Tone.ATTENTION) else theme.muted)
        shortened = says.brief != says.sentence and (self._sentence.elided or self._sentence.pixels < _READABLE)
        if shortened:
            self._sentence.say(says.brief)
        self.setToolTip(f"<p>{html.escape(says.sentence)}</p>" if shortened else "")
        for text in (self._tray, self._corner, self._note, self._code):
            text.say(text.text(), theme.muted)
        if self._plan.flat and says.code and not self._plan.narrow:
            self._corner.say(says.code, theme.muted)

    def _act(self, act: Act) -> None:
        match act:
            case Act.START | Act.START_OVER:
                self.started.emit(self._progress.tray)
            case Act.STOP | Act.GO_ON:
                self._asking = act is Act.STOP
                self._patience.start()
                self._refresh()
            case Act.STOP_IT:
                self._asking = False
                self._refresh()
                self.stopped.emit(self._progress.tray)
            case Act.DETAILS:
                self.opened.emit(self._progress.tray)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        acts, key = self._says.acts, event.key()
        moves = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}
        if key in moves:
            self.moved.emit(self._progress.tray, *moves[Qt.Key(key)])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and acts and acts[0] is not Act.STOP:
            self._act(acts[0])
        elif key == Qt.Key.Key_Escape and (Act.STOP in acts or Act.GO_ON in acts):
            self._act(Act.STOP if Act.STOP in acts else Act.GO_ON)
        elif key == Qt.Key.Key_F2 and Act.DETAILS in acts:
            self._act(Act.DETAILS)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        inside = self.rect().contains(event.position().toPoint())
        if self._asking and inside:
            self._act(Act.GO_ON)
        elif Act.DETAILS in self._says.acts and inside:
            self._act(Act.DETAILS)
        super().mouseReleaseEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(360, 220)

    def minimumSizeHint(self) -> QSize:
        return QSize(110, 96)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()
        self._colour()
        super().resizeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, says = self._theme, self._says
        shade = theme.tones[says.tone]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)
        painter.fillPath(outline, QColor(shade.tint))
        painter.save()
        painter.setClipPath(outline)
        painter.fillRect(QRect(0, 0, EDGE + 1, self.height()), QColor(shade.fill))
        painter.restore()
        focused = self.hasFocus()
        painter.setPen(QPen(QColor(theme.accent if focused else theme.line), 3 if focused else 1))
        painter.drawPath(outline)
        self._paint_bar(painter, QColor(shade.fill), QColor(theme.track))
        if self._code.isVisibleTo(self) and not self._plan.narrow:
            chip = QRectF(self._plan.code).adjusted(0.5, 0.5, self._code.sizeHint().width() + 16 - self._plan.code.width(), -0.5)
            painter.setPen(QPen(QColor(theme.line), 1))
            painter.setBrush(QColor(theme.card))
            painter.drawRoundedRect(chip, 6, 6)
        painter.end()

    def _paint_bar(self, painter: QPainter, full: QColor, empty: QColor) -> None:
        box, says = QRectF(self._plan.bar), self._says
        if box.isEmpty() or not says.steps:
            return
        gap = 6.0 if box.width() > 220 else 3.0  # noqa: PLR2004 - a narrow tile
        width = (box.width() - gap * (says.steps - 1)) / says.steps
        painter.setPen(Qt.PenStyle.NoPen)
        for number in range(says.steps):
            segment = QRectF(box.left() + number * (width + gap), box.top(), width, box.height())
            painter.setBrush(empty)
            painter.drawRoundedRect(segment, 2.5, 2.5)
            share = max(0.0, min(1.0, says.done - number))
            if share:
                segment.setWidth(width * share)
                painter.setBrush(full)
                painter.drawRoundedRect(segment, 2.5, 2.5)


def _put(widget: QWidget, box: QRect) -> None:
    widget.setVisible(box.width() > 0 and box.height() > 0)
    if box.width() > 0 and box.height() > 0:
        widget.setGeometry(box)
