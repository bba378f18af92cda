"""A value that can be copied: elided in its middle where it is long, whole on the clipboard."""

import html

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QPushButton, QStyle, QStyleOptionButton, QWidget

from app.gui.theme import LIGHT, Theme, font

_SAID_MS = 1_200
"""Milliseconds for which it says that it was copied."""
_PAD = 6


class Value(QPushButton):
    """A click, or Space, copies it."""

    def __init__(self, title: str, value: str, *, mono: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("value")
        self._value, self._copied, self._theme = value, False, LIGHT
        self._font = font(13 if mono else 14, QFont.Weight.Bold if mono else QFont.Weight.DemiBold, mono=mono)
        self.setAccessibleName(self.tr("{title}: {value}. Press to copy.").format(title=title, value=value))
        self.setToolTip(f"<p>{html.escape(value)}</p><p>{self.tr('Press to copy.')}</p>")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
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
        return QSize(160, 28)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, 28)

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
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideMiddle, box.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        painter.end()
