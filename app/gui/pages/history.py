"""Every run, pass or not: found by anything scanned, opened as a time line."""

from dataclasses import replace
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QLocale, Slot
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.core.errors import StoreFull
from app.core.run import Failure, Record
from app.gui import times
from app.gui.clerk import Clerk
from app.gui.desk import History
from app.gui.language import said
from app.gui.models.rows import ROW
from app.gui.models.runs import RunsModel
from app.gui.theme import Theme
from app.gui.widgets.detail import Detail
from app.gui.widgets.filters import Filters
from app.gui.widgets.runtable import RunTable
from app.gui.widgets.text import Style, Text
from app.store import Left, Placed, RunQuery


class HistoryPage(QWidget):
    """Wires the search, the table and the opened run to the ledger."""

    def __init__(self, history: History, clerk: Clerk, trays: int, parent: QWidget | None = None) -> None:
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
        self.filters = Filters(self.search, trays, self)
        self.detail = Detail(self)
        self.foot = Text(self, Style(12, 14))
        self._today = 0
        self._lay_out()
        self.filters.changed.connect(self.reload)
        self.model.loaded.connect(self._mark)
        self.model.counted.connect(self._counted)
        self.model.failed.connect(self._sorry)
        self.table.selectionModel().currentRowChanged.connect(self._chosen)
        self.detail.save.connect(self._ask_where)
        self.detail.story.connect(self._ask_story)

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
        self.filters.clear()
        self.table.sort_by_time()
        self.detail.show_record(record)
        self.reload()

    @Slot()
    def reload(self) -> None:
        """Ask the ledger again."""
        query = replace(self.filters.query, sort=self.model.query.sort, descending=self.model.query.descending)
        today = RunQuery(since=times.midnight())
        self._clerk.ask(partial(self._history.count_runs, today), self._counted_today, self._sorry)
        self.model.show(query)

    @Slot()
    def changed(self) -> None:
        """A run has ended: show it, but move nothing under the eyes of somebody who has scrolled down."""
        if self.isVisible() and self.table.verticalScrollBar().value() == 0:
            self.filters.tell_soon()

    def wear(self, theme: Theme) -> None:
        """Show the same in these colours."""
        self.table.wear(theme)
        self.detail.wear(theme)
        self.foot.say(self.foot.text(), theme.muted)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setContentsMargins(20, 18, 20, 14)
        left.setSpacing(14)
        left.addWidget(self.filters)
        left.addWidget(self.table, 1)
        left.addWidget(self.foot)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left, 1)
        row.addWidget(self.detail)

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
        question = partial(_open, self._history, row.run)
        self._clerk.ask(question, partial(self._opened, row.run), self._sorry)

    def _opened(self, run: UUID, found: tuple[Record, Placed | Left | None]) -> None:
        row = self.table.currentIndex().data(ROW)
        if row is not None and row.run == run:
            self.detail.show_record(*found, running=row.outcome is None)

    @Slot(str)
    def _ask_story(self, unit: str) -> None:
        self._clerk.ask(partial(self._history.tell_story, unit), partial(self.detail.show_story, unit), self._sorry)

    def _counted_today(self, today: int) -> None:
        self._today = today

    @Slot(int)
    def _counted(self, fit: int) -> None:
        number = QLocale().toString
        words = self.tr("Runs in the ledger: {fit} · today: {today}")
        if self.filters.query != RunQuery():
            words = self.tr("Found: {fit} · today: {today}")
        self.foot.say(words.format(fit=number(fit), today=number(self._today)))

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


def _open(history: History, run: UUID) -> tuple[Record, Placed | Left | None]:
    return history.get_run(run), history.find_place(run)


def _write(file: Path, pem: bytes, failed: str) -> None:
    try:
        file.write_bytes(pem)
    except OSError as error:
        raise StoreFull(failed, advice="Choose another place.") from error
