"""Every run, pass or not: found by anything scanned, opened as a time line."""

from datetime import datetime
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QLocale, QTimer, Slot
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.core.errors import StoreFull
from app.core.run import Failure, Outcome, Record
from app.gui import times
from app.gui.clerk import Clerk
from app.gui.desk import History
from app.gui.language import said
from app.gui.models.runs import ROW, RunsModel
from app.gui.theme import Theme
from app.gui.widgets.choice import Choice
from app.gui.widgets.detail import Detail
from app.gui.widgets.runtable import RunTable
from app.gui.widgets.text import Style, Text
from app.store import RunQuery

_PAUSE_MS = 200
"""Milliseconds after the last key before the ledger is asked."""
_WEEK = 7
_OUTCOMES = (None, Outcome.PASSED, Outcome.FAILED, Outcome.ERROR, Outcome.ABORTED)


class HistoryPage(QWidget):
    """Wires the search, the table and the opened run to the ledger."""

    def __init__(self, history: History, clerk: Clerk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._history, self._clerk = history, clerk
        self._wanted: UUID | None = None
        self.model = RunsModel(history, clerk, self)
        self.table = RunTable(self.model, self)
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(self.tr("Scan or type: serial, certificate, fingerprint"))
        self.search.setAccessibleName(self.tr("Search the runs"))
        self.search.setClearButtonEnabled(True)
        days = (self.tr("Any day"), self.tr("Today"), self.tr("Yesterday"), self.tr("Last 7 days"))
        self.day = Choice(self.tr("Day"), days, self)
        outcomes = (self.tr("Any outcome"), self.tr("PASS"), self.tr("FAIL"), self.tr("ERROR"), self.tr("STOPPED"))
        self.outcome = Choice(self.tr("Outcome"), outcomes, self)
        self.detail = Detail(self)
        self.foot = Text(self, Style(12, 14))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._lay_out()
        self._pause.timeout.connect(self.reload)
        self.search.textChanged.connect(self._ask_soon)
        self.search.returnPressed.connect(self.reload)
        self.day.chosen.connect(self.reload)
        self.outcome.chosen.connect(self.reload)
        self.model.loaded.connect(self._mark)
        self.model.failed.connect(self._sorry)
        self.table.selectionModel().currentRowChanged.connect(self._chosen)
        self.detail.save.connect(self._ask_where)

    def begin(self) -> None:
        """Ask the ledger again; the next thing typed is a search."""
        self.reload()
        self.search.setFocus()

    def take(self, text: str) -> bool:
        """A new scan is a new search."""
        self.search.setFocus()
        self.search.setText(text)
        return True

    def show_record(self, record: Record) -> None:
        """Open this run."""
        self._wanted = record.start.run
        self.search.clear()
        self.day.pick(0)
        self.outcome.pick(0)
        self.detail.show_record(record)
        self.reload()

    @Slot()
    def reload(self) -> None:
        """Ask the ledger again."""
        self._pause.stop()
        query = self._query()
        self.model.show(query)
        today = RunQuery(since=times.midnight())
        self._clerk.ask(lambda: (self._history.count_runs(query), self._history.count_runs(today)), self._counted, self._sorry)

    @Slot()
    def _ask_soon(self) -> None:
        self._pause.start()

    @Slot()
    def changed(self) -> None:
        """A run has ended: show it, but move nothing under the eyes of somebody who has scrolled down."""
        if self.isVisible() and self.table.verticalScrollBar().value() == 0:
            self._pause.start()

    def wear(self, theme: Theme) -> None:
        """Show the same in these colours."""
        self.table.wear(theme)
        self.detail.wear(theme)
        self.foot.say(self.foot.text(), theme.muted)

    def _lay_out(self) -> None:
        tools = QHBoxLayout()
        tools.setSpacing(10)
        tools.addWidget(self.search, 1)
        tools.addWidget(self.day)
        tools.addWidget(self.outcome)
        left = QVBoxLayout()
        left.setContentsMargins(20, 18, 20, 14)
        left.setSpacing(14)
        left.addLayout(tools)
        left.addWidget(self.table, 1)
        left.addWidget(self.foot)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left, 1)
        row.addWidget(self.detail)

    def _query(self) -> RunQuery:
        since: datetime | None = None
        until: datetime | None = None
        match self.day.number:
            case 1:
                since = times.midnight()
            case 2:
                since, until = times.midnight(1), times.midnight()
            case 3:
                since = times.midnight(_WEEK - 1)
        text = "".join(character for character in self.search.text() if character.isprintable()).strip()
        return RunQuery(text=text, outcome=_OUTCOMES[self.outcome.number], since=since, until=until)

    @Slot()
    def _mark(self) -> None:
        """Keep on the run that is open; open the newest where none is, or where the one that was is not among these."""
        shown = self._wanted or (self.detail.record.start.run if self.detail.record else None)
        self._wanted = None
        place = self.model.find(shown) if shown else None
        if place is not None:
            self.table.selectRow(place)
            self._chosen()
        elif self.model.rowCount():
            self.table.selectRow(0)
        else:
            self.detail.show_record(None)

    def _chosen(self) -> None:
        row = self.table.currentIndex().data(ROW)
        if row is None or (self.detail.record and self.detail.record.start.run == row.run and not self.detail.running):
            return
        self._clerk.ask(partial(self._history.get_run, row.run), partial(self._opened, row.run), self._sorry)

    def _opened(self, run: UUID, record: Record) -> None:
        row = self.table.currentIndex().data(ROW)
        if row is not None and row.run == run:
            self.detail.show_record(record, running=row.outcome is None)

    def _counted(self, counts: tuple[int, int]) -> None:
        fit, today = (QLocale().toString(count) for count in counts)
        narrowed = self._query() != RunQuery()
        words = self.tr("Found: {fit} · today: {today}") if narrowed else self.tr("Runs in the ledger: {fit} · today: {today}")
        self.foot.say(words.format(fit=fit, today=today))

    @Slot(object)
    def _sorry(self, failure: Failure) -> None:
        self.foot.say(f"{said(failure.message)} {said(failure.advice)} {failure.code}")

    @Slot(object)
    def _ask_where(self, record: Record) -> None:
        name = f"{record.identifier or record.start.run}.pem"
        file, _ = QFileDialog.getSaveFileName(self, self.tr("Save certificate"), name, self.tr("Certificates (*.pem)"))
        if file:
            self.save_certificate(record, Path(file))

    def save_certificate(self, record: Record, file: Path) -> None:
        """Write the certificate and its issuers as PEM, off this thread, and say what became of it."""
        if record.chain is None:
            return
        pem = record.chain.leaf_pem + record.chain.issuers_pem
        saved, failed = self.tr("Saved as {file}").format(file=file.name), self.tr("{file} could not be written.").format(file=file.name)
        self._clerk.ask(partial(_write, file, pem, failed), lambda _: self.detail.say(saved), lambda sorry: self.detail.say(sorry.message))


def _write(file: Path, pem: bytes, failed: str) -> None:
    try:
        file.write_bytes(pem)
    except OSError as error:
        raise StoreFull(failed, advice="Choose another place.") from error
