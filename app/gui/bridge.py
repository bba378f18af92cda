"""Carries what trays tell from their threads into the GUI thread."""

from PySide6.QtCore import QObject, Signal

from app.provisioning.progress import TrayEvent


class Bridge(QObject):
    """`tell` is called from any thread and returns at once; `told` arrives in the thread of whoever is connected.

    Only frozen data crosses: an event holds no exception, no key and no open thing.
    """

    told = Signal(int, object)

    def tell(self, tray: int, event: TrayEvent) -> None:
        """Hand an event over."""
        self.told.emit(tray, event)
