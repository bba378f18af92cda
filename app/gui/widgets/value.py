"""A value that can be copied, whole: words go on in the next line, and what is no words is elided in its middle where it is long."""

import html

from PySide6.QtCore import QRect, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QWidget

from app.gui.theme import LIGHT, Theme, font

_SAID_MS = 1_200
"""Milliseconds for which it says that it was copied."""
_PAD, _ABOVE, _HEIGHT = 6, 5, 28
_WRAPPED = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap


class Value(QPushButton):
    """A click, or Space, copies it."""

    def __init__(self, title: str, value: str, *, mono: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("value")
        self._value, self._copied, self._theme, self._mono = value, False, LIGHT, mono
        self._font = font(13 if mono else 14, QFont.Weight.Bold if mono else QFont.Weight.DemiBold, mono=mono)
        self.setAccessibleName(self.tr("{title}: {value}. Press to copy.").format(title=title, value=value))
        self.setToolTip(f"<p>{html.escape(value)}</p><p>{self.tr('Press to copy.')}</p>")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        if not mono:
            policy = QSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SAID_MS)
        self._timer.timeout.connect(self._show_value)
        self.clicked.connect(self._copy)
        self._show_value()

    @property
    def value(self) -> str:
        """The whole of it."""
        return self._value

    def wear(self, theme: Theme) -> None:
        """Show the same in these colours."""
        self._theme = theme
        self.update()

    def _copy(self) -> None:
        QApplication.clipboard().setText(self._value)
        self._copied = True
        self._timer.start()
        self.update()

    def _show_value(self) -> None:
        self._copied = False
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(160, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, _HEIGHT)

    def heightForWidth(self, width: int) -> int:
        box = QRect(0, 0, width - 2 * _PAD - 1, 10_000)  # a pixel less than it has: what just fits may not when it is painted
        return max(_HEIGHT, QFontMetrics(self._font, self).boundingRect(box, _WRAPPED, self._value).height() + 2 * _ABOVE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        self.style().drawControl(QStyle.ControlElement.CE_PushButton, option, painter, self)
        painter.setFont(self._font)
        painter.setPen(QColor(self._theme.accent if self._copied else self._theme.ink))
        words = self.tr("Copied") if self._copied else self._value
        box = self.rect().adjusted(_PAD, 0, -_PAD, 0)
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideMiddle, box.width()) if self._mono else words
        painter.drawText(box, _WRAPPED, shown)
        painter.end()
