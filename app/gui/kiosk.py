"""The full screen that nobody leaves but somebody who may."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMainWindow

from app.core.people import Override, Right
from app.gui.permitting import Permitting


class Kiosk(QObject):
    """Keeps a window on the whole screen while it is on; whoever wants out is asked for a badge, and told so in words."""

    def __init__(self, window: QMainWindow, permitting: Permitting) -> None:
        super().__init__(window)
        self._window, self._permitting = window, permitting
        self.on = False

    def change(self, *, on: bool) -> None:
        """Take the whole screen, or give it back."""
        if on != self.on:
            self.on = on
            if self._window.isVisible():
                self.keep()
                if not on:
                    self._window.showNormal()

    def keep(self) -> None:
        """Whatever was tried: the whole screen."""
        if self.on and (not self._window.isFullScreen() or self._window.isMinimized()):
            self._window.showFullScreen()

    def toggle(self) -> None:
        """F11: the whole screen, or no longer; asked for where it is a kiosk."""
        if self.on:
            self.ask(lambda: None)
        elif self._window.isFullScreen():
            self._window.showNormal()
        else:
            self._window.showFullScreen()

    def ask(self, then: Callable[[], object]) -> None:
        """Ask whether the screen may be left; then it is, until the program starts again."""

        def leave(_override: Override | None) -> None:
            self.change(on=False)
            then()

        self._permitting.ask(Right.LEAVE, self.tr("The full screen is to be left."), leave, reasons=False)
