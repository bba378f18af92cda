"""What the platform is still to be told: since when, what it answered last, when it is asked again; and a button to ask it now."""

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from app.core.outbox import Debt, Owed, QueueState
from app.core.run import Failure
from app.gui import queued
from app.gui.clerk import Clerk
from app.gui.desk import Queue
from app.gui.language import said
from app.gui.models.debts import ANSWER, DEVICE, NEXT, SINCE, STATE, TRIED, DebtsModel
from app.gui.models.rows import ROW
from app.gui.theme import LIGHT, Theme
from app.gui.widgets.card import plain
from app.gui.widgets.listing import Listing
from app.gui.widgets.symbols import Picture, Symbol
from app.gui.widgets.text import Style, Text

_LOOK_MS = 2_000
"""Milliseconds between two looks while the page is shown."""
_WIDTHS = {DEVICE: 190, STATE: 132, SINCE: 150, TRIED: 92, NEXT: 140, ANSWER: 240}


class QueuePage(QWidget):
    """Wires the queue to a standing, a list, and the chosen unit's whole answer."""

    def __init__(self, queue: Queue, clerk: Clerk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._queue, self._clerk = queue, clerk
        self._theme, self._seen = LIGHT, (QueueState(), Owed())
        self._asking = False
        self._chosen: UUID | None = None
        self.model = DebtsModel(self)
        self.table = Listing(
            self.model,
            self.tr("What is owed, refusals first"),
            _WIDTHS,
            stretched=(ANSWER,),
            looks=(STATE, queued.state_word),
            parent=self,
        )
        self._picture = Picture(self, Symbol.PASS, 40)
        self.title = Text(self, Style(15, 22, QFont.Weight.Bold))
        self.words = Text(self, Style(12, 15, lines=2))
        self.foot = Text(self, Style(12, 14))
        self.all = QPushButton(self.tr("Try everything now"), self)
        self.one = QPushButton(self.tr("Try this one now"), self)
        for button in (self.all, self.one):
            button.setAccessibleName(button.text())
        self.answer = plain("", wrap=True)
        self.code = plain("", muted=True)
        self._empty = plain(self.tr("Units whose registration is owed are listed here."), muted=True)
        self._lay_out()
        self.all.clicked.connect(lambda: self._retry(()))
        self.one.clicked.connect(self._retry_chosen)
        self.table.selectionModel().currentRowChanged.connect(self._choose)
        self._looks = QTimer(self)
        self._looks.setInterval(_LOOK_MS)
        self._looks.timeout.connect(self._look_if_shown)
        self._looks.start()
        self._show()

    def begin(self) -> None:
        """Look at once; the keyboard begins in the list."""
        self.look()
        self.table.setFocus()

    def take(self, text: str) -> bool:
        """Nothing is typed here."""
        del text
        return False

    def wear(self, theme: Theme) -> None:
        """Show the same in these colours."""
        self._theme = theme
        self.table.wear(theme)
        self._show()

    @Slot()
    def look(self) -> None:
        """Ask how it stands, unless the last answer is still awaited."""
        if not self._asking:
            self._asking = True
            self._clerk.ask(partial(_read, self._queue), self._looked, self._sorry)

    @Slot()
    def _look_if_shown(self) -> None:
        if self.isVisible():
            self.look()

    def _looked(self, seen: tuple[QueueState, Owed, Sequence[Debt]]) -> None:
        state, owed, debts = seen
        self._asking, self._seen = False, (state, owed)
        kept = self._chosen
        self.model.show(debts)
        place = self.model.find(kept) if kept else None
        if place is not None or debts:
            self.table.selectRow(place or 0)
        self._choose()
        self._show()

    def _show(self) -> None:
        state, owed = self._seen
        now = queued.standing(state, owed)
        shade = self._theme.tones[now.tone]
        self._picture.show_symbol(now.symbol, shade.fill, self._theme.track if now.symbol is Symbol.RING else self._theme.card, 0.3)
        self.title.say(now.title, shade.ink)
        self.words.say(now.words, self._theme.ink)
        self.words.setVisible(bool(now.words))
        self.foot.say(queued.counted(owed), self._theme.muted)
        self.all.setEnabled(state.running and owed.open > 0)
        self._rows.setCurrentIndex(1 if self.model.rowCount() else 0)

    @Slot()
    def _choose(self) -> None:
        debt: Debt | None = self.table.currentIndex().data(ROW)
        self._chosen = debt.id if debt else None
        self.answer.setText(f"{debt.identifier}: {queued.answer(debt)}" if debt else "")
        self.code.setText(debt.code if debt else "")
        self.one.setEnabled(debt is not None and self._seen[0].running)
        self._below.setVisible(debt is not None)

    @Slot()
    def _retry_chosen(self) -> None:
        if self._chosen is not None:
            self._retry((self._chosen,))

    def _retry(self, debts: tuple[UUID, ...]) -> None:
        self._clerk.ask(partial(self._queue.retry, debts), lambda _: self.look(), self._sorry)

    @Slot(object)
    def _sorry(self, failure: Failure) -> None:
        self._asking = False
        self.foot.say(f"{said(failure.message)} {said(failure.advice)}  {failure.code}", self._theme.muted)

    def _lay_out(self) -> None:
        said = QVBoxLayout()
        said.setSpacing(2)
        said.addWidget(self.title)
        said.addWidget(self.words)
        top = _card(self)
        row = QHBoxLayout(top)
        row.setContentsMargins(18, 14, 18, 14)
        row.setSpacing(16)
        row.addWidget(self._picture)
        row.addLayout(said, 1)
        row.addWidget(self.all)
        nothing = QWidget(self)
        middle = QVBoxLayout(nothing)
        middle.addStretch(1)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(self._empty)
        line.addStretch(1)
        middle.addLayout(line)
        middle.addStretch(1)
        self._rows = QStackedWidget(self)
        self._rows.addWidget(nothing)
        self._rows.addWidget(self.table)
        self._below = _card(self)
        under = QHBoxLayout(self._below)
        under.setContentsMargins(18, 12, 18, 12)
        under.setSpacing(16)
        under.addWidget(self.answer, 1)
        under.addWidget(self.code)
        under.addWidget(self.one)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 14)
        column.setSpacing(14)
        column.addWidget(top)
        column.addWidget(self._rows, 1)
        column.addWidget(self._below)
        column.addWidget(self.foot)


def _card(parent: QWidget) -> QFrame:
    frame = QFrame(parent)
    frame.setObjectName("card")
    return frame


def _read(queue: Queue) -> tuple[QueueState, Owed, Sequence[Debt]]:
    return queue.state(), queue.count(), queue.list_debts()
