"""What narrows a list of runs: the day, the outcome, and, once somebody asks for more, order, operator, code and tray."""

from datetime import datetime

from PySide6.QtCore import QDate, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.core.run import Outcome
from app.gui import times
from app.gui.widgets.card import button, plain
from app.gui.widgets.choice import Choice
from app.store import RunQuery

_PAUSE_MS = 200
"""Milliseconds after the last key before the ledger is asked."""
_WEEK = 7
_OUTCOMES = (None, Outcome.PASSED, Outcome.FAILED, Outcome.ERROR, Outcome.ABORTED)
_ISO = "yyyy-MM-dd"
_DAYS = 4
"""The choice of days that asks which."""


class Filters(QWidget):
    """Stands beside and below the search; `changed` once somebody has stopped typing."""

    changed = Signal()

    def __init__(self, search: QLineEdit, trays: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._search = search
        days = (self.tr("Any day"), self.tr("Today"), self.tr("Yesterday"), self.tr("Last 7 days"), self.tr("From … to …"))
        self.day = Choice(self.tr("Day"), days, self)
        outcomes = (self.tr("Any outcome"), self.tr("PASS"), self.tr("FAIL"), self.tr("ERROR"), self.tr("STOPPED"))
        self.outcome = Choice(self.tr("Outcome"), outcomes, self)
        self.more = button(self.tr("Filter"), self)
        self.more.setCheckable(True)
        self.order, self.operator, self.code = (
            self._field(words) for words in (self.tr("Order"), self.tr("Operator"), self.tr("Error code"))
        )
        numbers = (self.tr("Tray {number}").format(number=number) for number in range(1, trays + 1))
        self.tray = Choice(self.tr("Tray"), (self.tr("Any tray"), *numbers), self)
        self.first, self.last = self._date(self.tr("First day")), self._date(self.tr("Last day"))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._lay_out()
        self._pause.timeout.connect(self._tell)
        self.more.toggled.connect(self._look)
        self.day.chosen.connect(self._tell)
        self.outcome.chosen.connect(self._tell)
        self.tray.chosen.connect(self._tell)
        for edited in (search, self.order, self.operator, self.code, self.first, self.last):
            edited.textChanged.connect(self.tell_soon)
            edited.returnPressed.connect(self._tell)
        self._look()

    @property
    def query(self) -> RunQuery:
        """What is asked for, by time."""
        since, until = self._span()
        return RunQuery(
            text="".join(character for character in self._search.text() if character.isprintable()).strip(),
            outcome=_OUTCOMES[self.outcome.number],
            since=since,
            until=until,
            tray=self.tray.number or None,
            order=self.order.text().strip(),
            operator=self.operator.text().strip(),
            code=self.code.text().strip(),
        )

    def clear(self) -> None:
        """Ask for everything, without telling."""
        for field in (self._search, self.order, self.operator, self.code):
            field.clear()
        for choice in (self.day, self.outcome, self.tray):
            choice.pick(0)
        self._pause.stop()
        self._look()

    @Slot()
    def tell_soon(self) -> None:
        """Tell once nothing more is typed."""
        self._pause.start()

    @Slot()
    def _tell(self) -> None:
        self._pause.stop()
        self._look()
        self.changed.emit()

    @Slot()
    def _look(self) -> None:
        self._below.setVisible(self.more.isChecked())
        self._dates.setVisible(self.day.number == _DAYS)
        query = self.query
        hidden = sum(map(bool, (query.tray, query.order, query.operator, query.code)))
        self.more.setText(self.tr("Filter ({count})").format(count=hidden) if hidden else self.tr("Filter"))
        self.more.setAccessibleName(self.more.text())

    def _span(self) -> tuple[datetime | None, datetime | None]:
        match self.day.number:
            case 1:
                return times.midnight(), None
            case 2:
                return times.midnight(1), times.midnight()
            case 3:
                return times.midnight(_WEEK - 1), None
            case number if number == _DAYS:
                return _midnight_of(self.first.text()), _midnight_of(self.last.text(), 1)
        return None, None

    def _field(self, words: str) -> QLineEdit:
        field = QLineEdit(self)
        field.setPlaceholderText(words)
        field.setAccessibleName(self.tr("Only of this: {what}").format(what=words))
        field.setClearButtonEnabled(True)
        return field

    def _date(self, words: str) -> QLineEdit:
        field = QLineEdit(QDate.currentDate().toString(_ISO), self)
        field.setPlaceholderText(self.tr("year-month-day"))
        field.setAccessibleName(words)
        return field

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(self._search, 1)
        for part in (self.day, self.outcome, self.more):
            top.addWidget(part)
        self._dates, self._below = QWidget(self), QWidget(self)
        days = QHBoxLayout(self._dates)
        days.addWidget(plain(self.tr("From"), muted=True))
        days.addWidget(self.first, 1)
        days.addWidget(plain(self.tr("to"), muted=True))
        days.addWidget(self.last, 1)
        days.addStretch(1)
        below = QHBoxLayout(self._below)
        for field in (self.order, self.operator, self.code):
            below.addWidget(field, 1)
        below.addWidget(self.tray)
        for row in (days, below):
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(10)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(top)
        column.addWidget(self._dates)
        column.addWidget(self._below)


def _midnight_of(day: str, more: int = 0) -> datetime | None:
    """The beginning of the day that is written there, or of one so many days later; None where none can be read."""
    read = QDate.fromString(day.strip(), _ISO).addDays(more)
    return datetime(read.year(), read.month(), read.day()).astimezone() if read.isValid() else None
