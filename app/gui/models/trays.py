"""The trays as rows: each one the fold of all it was told."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal, Slot

from app.core.run import Finished
from app.gui.says import say
from app.gui.times import now
from app.provisioning.line import STATION
from app.provisioning.progress import Progress, Refused, TrayEvent, TrayState, advance

PROGRESS = Qt.ItemDataRole.UserRole
THROTTLE_MS, AT_ONCE = 20, 4
"""Milliseconds: views hear of changes at most this often, however fast the trays are; and of how many trays at once: 32 that change at the
same moment are shown within 160 ms, and no turn of the window is long."""

Index = QModelIndex | QPersistentModelIndex


class TraysModel(QAbstractListModel):
    """One row a tray, tray 1 first; PROGRESS gives the whole value, the display role its word."""

    finished = Signal(object)
    """A Record, when a run has ended."""
    refused = Signal(object)
    """A Failure that concerns no tray."""

    def __init__(self, trays: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows = [Progress(number) for number in range(1, trays + 1)]
        self._changed: set[int] = set()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(THROTTLE_MS)
        self._timer.timeout.connect(self._announce)

    @Slot(int, object)
    def tell(self, tray: int, event: TrayEvent) -> None:
        """Fold one event in; whose tray is unknown concerns the station."""
        if tray == STATION:
            if isinstance(event, Refused):
                self.refused.emit(event.failure)
            return
        if not 0 < tray <= len(self._rows):
            return
        self._rows[tray - 1] = advance(self._rows[tray - 1], event)
        self._changed.add(tray - 1)
        self._announce_soon()
        if isinstance(event, Finished):
            self.finished.emit(event.record)

    def bind(self, sockets: dict[int, str]) -> None:
        """Take note of which socket each tray is bound to; empty where none is."""
        for number, socket in sockets.items():
            row = self._rows[number - 1]
            if row.socket != socket:
                self._rows[number - 1] = replace(row, socket=socket)
                self._changed.add(number - 1)
        self._announce_soon()

    def progress(self, tray: int) -> Progress:
        """One tray as it is now."""
        return self._rows[tray - 1]

    def owed(self) -> dict[int, UUID]:
        """The trays whose unit the platform is still to be told of, with its run."""
        return {row.tray: row.record.start.run for row in self._rows if row.owed and row.record}

    def running(self) -> tuple[int, ...]:
        """The trays on which something runs."""
        return tuple(row.tray for row in self._rows if row.state is TrayState.RUNNING)

    def _announce_soon(self) -> None:
        if self._changed and not self._timer.isActive():
            self._timer.start()

    @Slot()
    def _announce(self) -> None:
        changed = sorted(self._changed)[:AT_ONCE]
        self._changed.difference_update(changed)
        for row in changed:
            self.dataChanged.emit(self.index(row), self.index(row))
        self._announce_soon()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        give: dict[int, Callable[[], object]] = {PROGRESS: lambda: row, Qt.ItemDataRole.DisplayRole: lambda: say(row, now()).word}
        return give[role]() if role in give else None
