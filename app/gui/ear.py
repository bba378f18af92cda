"""The ear of the window: takes the keys of a scanner that types out of the stream before any widget sees them."""

import time
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QInputEvent, QKeyEvent, QWindow
from shiboken6 import isValid

from app.barcodes.wedge import Broken, Scan, Style, Typed, Wedge, Word
from app.gui.unwritten import Undo, remember

_Key = tuple[QObject, QKeyEvent]
"""A key, and the window that would have got it."""
_HELD = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
_ENDS = {Qt.Key.Key_Return: "\r", Qt.Key.Key_Enter: "\r", Qt.Key.Key_Tab: "\t"}
_LINE_FEED = "\n"
"""Some scanners end with it, in the place of Enter."""
_TORN = 4
"""Keys at most that are taken back as the first of a torn scan: more of them, not as fast as a scanner, are a person's."""
_KEPT_MS = 2_000
"""Milliseconds that it is known what stood in a field: longer than the window is ever busy between two keys of one scan."""
_TOUCHES = frozenset({QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.Wheel, QEvent.Type.TouchBegin})


class Ear(QObject):
    """Listens to every key of the application while it is open; `style` tells how the scanner types.

    It filters what the system tells a window, a question's as well: a filter of the application is asked of each event of every widget,
    thousands for a page that is made, and has Python know of every class that Qt has (60 ms of a start).
    """

    scanned = Signal(str)
    broken = Signal(str)
    """A scan stopped in the middle."""
    touched = Signal()
    """Somebody is there: a key, a finger, the mouse."""

    def __init__(self, style: Style, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wedge: Wedge[_Key] = Wedge(style)
        self._handing_on = False
        self.pace = 0.0
        """Seconds: see the last Scan."""
        self._pressed, self._heard = 0.0, 0.0
        self._undo: list[Undo] = []
        """What takes back the keys that were handed on close to each other until now."""
        self._forget = QTimer(self)  # a PIN may be among it
        self._forget.setSingleShot(True)
        self._forget.setInterval(_KEPT_MS)
        self._forget.timeout.connect(self._undo.clear)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setTimerType(Qt.TimerType.PreciseTimer)
        # A loop that was busy may hear the timer before the keys that came meanwhile: one more turn lets them in first.
        self._pause.timeout.connect(self._soon)
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.timeout.connect(self._waited)

    def restyle(self, style: Style) -> None:
        """The scanner types like this from now on."""
        self._do(self._wedge.wait(float("inf")))
        self._wedge = Wedge(style)

    def open(self) -> None:
        """Begin to listen."""
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._listen)
            self._listen(application.focusWindow())

    def close(self) -> None:
        """Stop listening; what is held goes where it belongs."""
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.disconnect(self._listen)
            for window in application.topLevelWindows():
                window.removeEventFilter(self)
        self._pause.stop()
        self._turn.stop()
        self._do(self._wedge.wait(float("inf")))

    @Slot(QWindow)
    def _listen(self, window: QWindow | None) -> None:
        """This one has the keys from now on."""
        if window is not None:
            window.installEventFilter(self)

    def _take(self, target: QObject, event: QKeyEvent, text: str) -> bool:
        """Whether the key stays here; it is handed on later where it was a person's."""
        at = event.timestamp() / 1000 if event.timestamp() else time.monotonic()
        self._pressed, self._heard = at, time.monotonic()
        copy = event.clone()
        if event.type() is QEvent.Type.KeyRelease:
            self._do(self._wedge.release((target, copy), at))
        else:
            self._do(self._wedge.press((target, copy), text, at, repeated=event.isAutoRepeat()))
        if self._wedge.due is not None:
            self._turn.stop()
            self._pause.start(max(1, round((self._wedge.due - at) * 1000) + 1))
        return True

    @Slot()
    def _soon(self) -> None:
        self._turn.start(0)

    @Slot()
    def _waited(self) -> None:
        self._do(self._wedge.wait(self._pressed + (time.monotonic() - self._heard)))
        if self._wedge.due is not None:
            self._pause.start(1)

    def _do(self, words: Sequence[Word[_Key]]) -> None:
        for word in words:
            match word:
                case Typed(keys, close):
                    if not close:
                        self._undo.clear()
                    self._hand_on(keys)
                case Scan(text, pace):
                    self.pace = pace
                    self.scanned.emit(text)
                case Broken(text, torn):
                    if torn:
                        self._take_back()
                    self.broken.emit(text)

    def _take_back(self) -> None:
        """Leave no key of a torn scan where it went."""
        if len(self._undo) <= _TORN:
            for one in reversed(self._undo):
                one()
        self._undo.clear()

    def _hand_on(self, keys: tuple[_Key, ...]) -> None:
        self._handing_on = True
        try:
            for target, event in keys:
                if not isValid(target):  # a page may have gone in the meantime
                    continue
                typed = event.text() if event.type() is QEvent.Type.KeyPress and len(self._undo) <= _TORN else ""
                before = remember() if typed else None
                QCoreApplication.sendEvent(target, event)
                if before is not None:
                    self._undo.append(before(typed))
                    self._forget.start()
        finally:
            self._handing_on = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QInputEvent):
            return False
        if event.type() in _TOUCHES:
            self.touched.emit()
        if self._handing_on or not isinstance(event, QKeyEvent):
            return False
        if event.type() is QEvent.Type.KeyRelease:
            return self._wedge.due is not None and self._take(watched, event, "")
        if event.type() is not QEvent.Type.KeyPress or event.modifiers() & _HELD:
            return False
        text = _ENDS.get(Qt.Key(event.key()), event.text().replace(_LINE_FEED, "\r"))
        # No scan begins with Enter, Escape, an arrow or a shortcut: they go where they always went, at once.
        if self._wedge.due is None and (not text or not text.isprintable() or event.modifiers() & Qt.KeyboardModifier.ControlModifier):
            return False
        return self._take(watched, event, text)
