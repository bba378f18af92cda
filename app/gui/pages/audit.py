"""The audit chain: its entries, the proof that they hold, exports and how to check them elsewhere, backups."""

import time
from functools import partial
from pathlib import Path

from PySide6.QtCore import QLocale, Qt, Slot
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QProgressBar, QPushButton, QTableView, QVBoxLayout, QWidget

from app.core.run import Failure
from app.gui import times
from app.gui.archive import Archive, Made, Wish
from app.gui.clerk import Clerk
from app.gui.language import said
from app.gui.models.entries import KIND, NUMBER, TIME, WHAT, WHO, EntriesModel
from app.gui.stoppable import Stoppable
from app.gui.theme import LIGHT, Theme, Tone
from app.gui.widgets.backupform import BackupForm
from app.gui.widgets.card import plain
from app.gui.widgets.exportform import ExportForm
from app.gui.widgets.notice import Notice
from app.store import Verified

_ROW = 42
_SOON = 1.0
"""Seconds after which it can be told how long the rest takes."""
_WIDTHS = {NUMBER: 96, TIME: 150, KIND: 210, WHO: 110}


class AuditPage(QWidget):
    """Everything slow is done on the page's own thread, counts, and can be stopped."""

    def __init__(self, archive: Archive, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._archive = archive
        self._clerk = Clerk("audit", self)
        self.long = Stoppable(self)
        self._theme: Theme = LIGHT
        self.model = EntriesModel(archive, self._clerk, self)
        self.table = self._make_table()
        self.verify = QPushButton(self.tr("Verify"), self)
        self.verify.setProperty("primary", True)
        self.verify.setAccessibleName(self.tr("Verify the whole ledger"))
        self.export = QPushButton(self.tr("Export …"), self)
        self.export.setCheckable(True)
        self.stop = QPushButton(self.tr("Stop"), self)
        self.backup = QPushButton(self.tr("Back up …"), self)
        self.backup.setCheckable(True)
        for button in (self.export, self.backup, self.stop):
            button.setAccessibleName(button.text())
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(8)
        self.count = plain("", muted=True)
        self.notice = Notice(self)
        self.form = ExportForm(archive.key, archive.exports, self)
        self.copies = BackupForm(archive.backups, self, encrypted=archive.encrypted)
        self._lay_out()
        self.verify.clicked.connect(self._verify)
        self.export.toggled.connect(self.form.setVisible)
        self.backup.toggled.connect(self.copies.setVisible)
        self.form.wished.connect(self._export)
        self.copies.wished.connect(self._back_up)
        self.stop.clicked.connect(self.long.stop)
        self.notice.closed.connect(self.notice.hide)
        self.long.counted.connect(self._count)
        self.model.failed.connect(self._sorry)
        self._work(busy=False)

    # ---- what the window asks ----------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Look anew."""
        self.model.reload()
        self.verify.setFocus()

    def take(self, text: str) -> bool:
        """Nothing is typed here outside the export's fields."""
        del text
        return self.form.isVisible()

    def wear(self, theme: Theme) -> None:
        """Show the same in these colours."""
        self._theme = theme
        self.notice.wear(theme)
        self.form.wear(theme)

    def close_thread(self) -> None:
        """Stop what is under way and wait for it; from any thread."""
        self.long.stop()
        self._clerk.close()

    # ---- work --------------------------------------------------------------------------------------------------------

    @Slot()
    def _verify(self) -> None:
        self._work(busy=True)
        self._clerk.ask(self.long.begin(self._archive.verify), self._verified, self._sorry)

    @Slot(object)
    def _export(self, wish: Wish) -> None:
        self._work(busy=True)
        self._clerk.ask(self.long.begin(partial(self._archive.export, wish)), self._exported, self._sorry)

    @Slot(object)
    def _back_up(self, folder: Path) -> None:
        self._work(busy=True)
        self._clerk.ask(self.long.begin(partial(self._archive.back_up, folder)), self._backed_up, self._sorry)

    def _verified(self, verified: Verified | Made | None) -> None:
        self._work(busy=False)
        if not isinstance(verified, Verified):
            self._say(self.tr("Stopped"), self.tr("Nothing was proven."), Tone.ATTENTION)
            return
        number = QLocale().toString
        words = self.tr("Proven: signatures of the station {heads}, runs {runs}, certificates {certificates}; each is what its entry says.")
        told = words.format(heads=number(verified.heads), runs=number(verified.runs), certificates=number(verified.certificates))
        title = (
            self.tr("The chain holds: one entry adds up") if verified.entries == 1 else self.tr("The chain holds: {count} entries add up")
        ).format(count=number(verified.entries))
        if verified.remarks:
            more = len(verified.remarks) - 1
            rest = (self.tr(" And one more note.") if more == 1 else self.tr(" And {count} more notes.")) if more else ""
            rest = rest.format(count=number(more))
            self._say(title, f"{said(verified.remarks[0])}{rest} {told}", Tone.ATTENTION)
        else:
            self._say(title, told, Tone.PASS)

    def _exported(self, made: Verified | Made | None) -> None:
        self._work(busy=False)
        if not isinstance(made, Made):
            self._say(self.tr("Stopped"), self.tr("Nothing was exported."), Tone.ATTENTION)
            return
        title = self.tr("Exported and signed: one run") if made.count == 1 else self.tr("Exported and signed: {count} runs")
        self._say(title.format(count=QLocale().toString(made.count)), str(made.place), Tone.PASS)
        self.model.reload()

    def _backed_up(self, made: Verified | Made | None) -> None:
        self._work(busy=False)
        if not isinstance(made, Made):
            self._say(self.tr("Stopped"), self.tr("No backup was made."), Tone.ATTENTION)
            return
        title = self.tr("Backed up, proven and signed: {count} entries").format(count=QLocale().toString(made.count))
        self._say(title, str(made.place), Tone.PASS)
        self.model.reload()

    def _sorry(self, failure: Failure) -> None:
        self._work(busy=False)
        self._say(f"{said(failure.message)} ({failure.code})", said(failure.advice), Tone.FAIL)

    def _say(self, title: str, advice: str, tone: Tone) -> None:
        self.notice.say(title, advice, tone)
        self.notice.show()

    def _work(self, *, busy: bool) -> None:
        self._began = time.monotonic()
        shown: tuple[QWidget, ...] = (self.bar, self.count, self.stop)
        idle: tuple[QWidget, ...] = (self.verify, self.export, self.backup, self.form, self.copies)
        for part in shown if busy else ():
            part.show()
        for part in idle:
            part.setEnabled(not busy)
        for part in () if busy else shown:  # last: the keyboard stays here, for there is where it can go
            part.hide()
        self.count.setText("")
        self.bar.setRange(0, 0)
        self.notice.hide()

    @Slot(int, int)
    def _count(self, done: int, of: int) -> None:
        if not of:
            return  # the bar says that something goes on; how much, nobody knows
        self.bar.setRange(0, max(1, of))
        self.bar.setValue(done)
        number = QLocale().toString
        taken = time.monotonic() - self._began
        if done < of and taken > _SOON:
            left = times.took(taken * (of - done) / max(1, done))
            self.count.setText(self.tr("{done} of {of}, {left} left").format(done=number(done), of=number(of), left=left))
        else:
            self.count.setText(self.tr("{done} of {of}").format(done=number(done), of=number(of)))

    # ---- looks -------------------------------------------------------------------------------------------------------

    def _make_table(self) -> QTableView:
        table = QTableView(self)
        table.setModel(self.model)
        table.setAccessibleName(self.tr("Audit entries, newest first"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(_ROW)
        header = table.horizontalHeader()
        header.setFixedHeight(38)
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        for column, width in _WIDTHS.items():
            table.setColumnWidth(column, width)
        header.setSectionResizeMode(WHAT, QHeaderView.ResizeMode.Stretch)
        return table

    def _lay_out(self) -> None:
        title = plain(self.tr("Audit"))
        title.setObjectName("title")
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(title)
        top.addSpacing(16)
        top.addWidget(self.bar, 1)
        top.addWidget(self.count)
        top.addWidget(self.stop)
        top.addStretch(0 if self.bar.isVisible() else 1)
        top.addWidget(self.backup)
        top.addWidget(self.export)
        top.addWidget(self.verify)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(14)
        column.addLayout(top)
        column.addWidget(self.notice)
        column.addWidget(self.form)
        column.addWidget(self.copies)
        column.addWidget(self.table, 1)
        self.form.hide()
        self.copies.hide()
