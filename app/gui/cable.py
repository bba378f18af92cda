"""Carries what a scanner on a serial port says from its thread into the GUI thread."""

from PySide6.QtCore import QObject, Signal


class Cable(QObject):
    """`hear` and `lose` are called from any thread and return at once."""

    scanned = Signal(str)
    lost = Signal(object)
    """Why nothing is heard, as a sentence; None: it is heard again."""

    def hear(self, text: str) -> None:
        """Hand a scan over."""
        self.scanned.emit(text)

    def lose(self, reason: str | None) -> None:
        """Hand over why nothing is heard."""
        self.lost.emit(reason)
