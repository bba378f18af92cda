"""Where a backup of the ledger goes."""

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFileDialog, QFrame, QGridLayout, QPushButton, QWidget

from app.gui.widgets.card import plain


class BackupForm(QFrame):
    """Asks; who listens to `wished` backs up."""

    wished = Signal(object)
    """Into this folder."""

    def __init__(self, folder: Path, parent: QWidget | None = None, *, encrypted: bool) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.folder = folder
        self.where = QPushButton(self.tr("Folder …"), self)
        self.where.setAccessibleName(self.tr("Where the backup goes"))
        self.go = QPushButton(self.tr("Make a backup now"), self)
        self.go.setProperty("primary", True)
        self.go.setAccessibleName(self.go.text())
        self.place = plain(str(folder), muted=True)
        open_to_all = self.tr("Whoever has the backup can read it: choose a folder that only the right people can open.")
        grid = QGridLayout(self)
        grid.setContentsMargins(16, 14, 16, 12)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self.where, 0, 0)
        grid.addWidget(self.place, 0, 1)
        grid.addWidget(self.go, 0, 2)
        told = self.tr("The whole ledger is copied, the copy is proven, and a signed description is written beside it.")
        grid.addWidget(plain(told, muted=True), 1, 1, 1, 2)
        grid.addWidget(plain(self.tr("It is encrypted, for whom the settings say.") if encrypted else open_to_all, muted=True), 2, 1, 1, 2)
        self.where.clicked.connect(self._ask_where)
        self.go.clicked.connect(lambda: self.wished.emit(self.folder))

    @Slot()
    def _ask_where(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Where the backup goes"), str(self.folder))
        if chosen:
            self.folder = Path(chosen)
            self.place.setText(chosen)
