"""What is to be exported, where to, and how to check it elsewhere."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFileDialog, QFrame, QGridLayout, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.audit import Format
from app.core.run import Outcome
from app.gui import times
from app.gui.archive import Wish
from app.gui.theme import Theme
from app.gui.widgets.card import plain
from app.gui.widgets.choice import Choice
from app.gui.widgets.value import Value
from app.store.export import Extent

_OUTCOMES = (None, Outcome.PASSED, Outcome.FAILED, Outcome.ERROR, Outcome.ABORTED)
_WEEK, _MONTH = 7, 31
_BACK = (None, 0, _WEEK - 1, _MONTH - 1)
"""Days back, by the day's choice."""


class ExportForm(QFrame):
    """Asks; who listens to `wished` exports."""

    wished = Signal(object)
    """A Wish."""

    def __init__(self, key: str, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._folder = folder
        self.formats = {kind: QPushButton(words, self) for kind, words in self._words().items()}
        for kind, button in self.formats.items():
            button.setCheckable(True)
            button.setChecked(kind is Format.CSV)
            button.setAccessibleName(button.text())
        self.day = Choice(self.tr("Day"), (self.tr("Any day"), self.tr("Today"), self.tr("Last 7 days"), self.tr("Last 31 days")), self)
        outcomes = (self.tr("Any outcome"), self.tr("PASS"), self.tr("FAIL"), self.tr("ERROR"), self.tr("STOPPED"))
        self.outcome = Choice(self.tr("Outcome"), outcomes, self)
        self.order, self.product, self.operator, self.station = (
            self._field(words) for words in (self.tr("Order"), self.tr("Product"), self.tr("Operator"), self.tr("Station"))
        )
        self.where = QPushButton(self.tr("Folder …"), self)
        self.go = QPushButton(self.tr("Export"), self)
        self.go.setProperty("primary", True)
        for chosen in (self.where, self.go):
            chosen.setAccessibleName(chosen.text())
        self.place = plain(str(folder), muted=True)
        self.key = Value(self.tr("Key"), key, mono=True)
        self._lay_out()
        self.where.clicked.connect(self._ask_where)
        self.go.clicked.connect(self._wish)
        for button in self.formats.values():
            button.toggled.connect(self._look)

    def wish(self) -> Wish:
        """What is asked for as it stands."""
        back = _BACK[self.day.number]
        since: datetime | None = None if back is None else times.midnight(back)
        extent = Extent(
            since=since,
            order=self.order.text().strip(),
            product=self.product.text().strip(),
            operator=self.operator.text().strip(),
            station=self.station.text().strip(),
            outcome=_OUTCOMES[self.outcome.number],
        )
        return Wish(self._folder, tuple(kind for kind, button in self.formats.items() if button.isChecked()), extent)

    def wear(self, theme: Theme) -> None:
        """Show the same in these colours."""
        self.key.wear(theme)

    def _words(self) -> dict[Format, str]:
        return {
            Format.CSV: self.tr("CSV"),
            Format.JSONL: self.tr("JSON Lines"),
            Format.XLSX: self.tr("Excel"),
            Format.PDF: self.tr("PDF report"),
        }

    def _field(self, words: str) -> QLineEdit:
        field = QLineEdit(self)
        field.setPlaceholderText(words)
        field.setAccessibleName(self.tr("Only of this: {what}").format(what=words))
        field.setClearButtonEnabled(True)
        return field

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(10)
        for button in self.formats.values():
            first.addWidget(button)
        first.addStretch(1)
        first.addWidget(self.day)
        first.addWidget(self.outcome)
        second = QHBoxLayout()
        second.setSpacing(10)
        for field in (self.order, self.product, self.operator, self.station):
            second.addWidget(field, 1)
        third = QGridLayout()
        third.setHorizontalSpacing(12)
        third.setVerticalSpacing(8)
        third.setColumnStretch(1, 1)
        third.addWidget(self.where, 0, 0)
        third.addWidget(self.place, 0, 1)
        third.addWidget(self.go, 0, 2)
        third.addWidget(plain(self.tr("To check it elsewhere"), muted=True), 1, 0)
        third.addWidget(plain(self.tr("python3 verify_export.py --key KEY, in the export's folder; KEY of this station is")), 1, 1, 1, 2)
        third.addWidget(self.key, 2, 1, 1, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 12)
        column.setSpacing(12)
        column.addLayout(first)
        column.addLayout(second)
        column.addLayout(third)

    @Slot()
    def _look(self) -> None:
        self.go.setEnabled(any(button.isChecked() for button in self.formats.values()))

    @Slot()
    def _wish(self) -> None:
        self.wished.emit(self.wish())

    @Slot()
    def _ask_where(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Where the export goes"), str(self._folder))
        if chosen:
            self._folder = Path(chosen)
            self.place.setText(chosen)
