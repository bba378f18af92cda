"""One work order, closely: what it says of itself, what may be done with it, and whether it adds up."""

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QLocale, Signal, Slot
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.core.work import State
from app.gui import ordered
from app.gui.theme import LIGHT, Theme
from app.gui.widgets.card import Card, button, plain
from app.gui.widgets.lines import Lines
from app.gui.widgets.symbols import Picture, Symbol
from app.gui.widgets.text import Style, Text
from app.provisioning.foreman import Look

_SHOWN = 40
"""Units that do not add up and are shown; the command `birthmark orders reconcile` names all."""


class Act(Enum):
    """What may be done with an order."""

    WORK = 1
    OPEN = 2
    HOLD = 3
    CLOSE = 4
    SCRAP = 5


_REASONED = frozenset({Act.HOLD, Act.CLOSE, Act.SCRAP})


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wants to be done."""

    act: Act
    number: str
    reason: str = ""
    unit: str = ""


class OrderView(QWidget):
    """Shows a Look; `asked` tells what somebody wants, with the reason where one is needed."""

    asked = Signal(object)
    """An Asked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self._look: Look | None = None
        self._act = Act.HOLD
        self._picture = Picture(self, Symbol.READY, 32)
        self.title = Text(self, Style(15, 20, QFont.Weight.Bold))
        self.product = Text(self, Style(12, 14))
        self.standing = plain("", wrap=True)
        self.acts = {
            Act.WORK: button(self.tr("Work on it"), self, primary=True),
            Act.OPEN: button(self.tr("Open again"), self),
            Act.HOLD: button(self.tr("Hold …"), self),
            Act.CLOSE: button(self.tr("Close …"), self),
            Act.SCRAP: button(self.tr("Scrap a unit …"), self),
        }
        self._cards = QVBoxLayout()
        self._shown: tuple[Card, ...] = ()
        self._cards.setSpacing(12)
        self.differences = Lines(
            self.tr("WHAT DOES NOT ADD UP"), self.tr("Everything adds up: planned, made and registered are the same units."), LIGHT, self
        )
        self._asking = self._make_asking()
        self._lay_out()
        for act, each in self.acts.items():
            each.clicked.connect(lambda _=False, act=act: self._begin(act))

    def show_look(self, look: Look) -> None:
        """Show this order; a reason that is being typed for the same one stays."""
        if self._look is None or self._look.order.number != look.order.number:
            self._asking.hide()
        self._look = look
        state = look.order.state
        self.standing.setText(ordered.standing(look))
        self.acts[Act.WORK].setVisible(state is State.OPEN)
        self.acts[Act.OPEN].setVisible(state is State.HELD)
        self.acts[Act.HOLD].setVisible(state is State.OPEN)
        self.acts[Act.CLOSE].setVisible(state is not State.CLOSED)
        self.acts[Act.SCRAP].setVisible(look.counts.certified > 0)
        while (item := self._cards.takeAt(0)) is not None:
            if old := item.widget():
                old.hide()
                old.deleteLater()
        self._shown = (
            Card(self.tr("ORDER"), ordered.facts(look), titles=112),
            Card(self.tr("RECONCILIATION"), ordered.counted(look.counts), titles=112),
        )
        for card in self._shown:
            self._cards.addWidget(card)
        more = len(look.differences) - _SHOWN
        self.differences.show_lines(
            [ordered.difference(each) for each in ordered.sorted_out(look)[:_SHOWN]],
            self.tr("{count} more.").format(count=QLocale().toString(more)) if more > 0 else "",
        )
        self.wear(self._theme)

    def wear(self, theme: Theme) -> None:
        """Show the same in these colours."""
        self._theme = theme
        self.differences.wear(theme)
        for card in self._shown:
            card.wear(theme)
        if self._look is not None:
            tone, symbol, _ = ordered.state_word((self._look.order, self._look.counts))
            self._picture.show_symbol(symbol, theme.tones[tone].fill, theme.card)
            self.title.say(self.tr("Order {number}").format(number=self._look.order.number), theme.ink)
            self.product.say(self._look.order.product, theme.muted)

    @property
    def asking(self) -> bool:
        """Whether somebody is typing a reason."""
        return self._asking.isVisible()

    def settle(self) -> None:
        """What was asked for is done."""
        self._asking.hide()

    def _begin(self, act: Act) -> None:
        if self._look is None:
            return
        if act not in _REASONED:
            self.asked.emit(Asked(act, self._look.order.number))
            return
        self._act = act
        words = {
            Act.HOLD: self.tr("Why is it put on hold?"),
            Act.CLOSE: self.tr("Why is it closed? It stays so for good."),
            Act.SCRAP: self.tr("Which unit is scrapped, and why?"),
        }
        self.question.setText(words[act])
        self.unit.setVisible(act is Act.SCRAP)
        self.reason.clear()
        self.unit.clear()
        self._asking.show()
        (self.unit if act is Act.SCRAP else self.reason).setFocus()

    @Slot()
    def _answer(self) -> None:
        if self._look is not None:
            self.asked.emit(Asked(self._act, self._look.order.number, self.reason.text(), self.unit.text().strip()))

    def _make_asking(self) -> QWidget:
        box = QWidget(self)
        self.question = plain("", wrap=True)
        self.unit, self.reason = QLineEdit(box), QLineEdit(box)
        self.unit.setPlaceholderText(self.tr("Serial number"))
        self.unit.setAccessibleName(self.tr("Serial number of the unit"))
        self.reason.setPlaceholderText(self.tr("Reason, in a few words"))
        self.reason.setAccessibleName(self.tr("Reason"))
        self.yes = button(self.tr("Do it"), box, primary=True)
        self.no = button(self.tr("Cancel"), box)
        self.yes.clicked.connect(self._answer)
        self.reason.returnPressed.connect(self._answer)
        self.no.clicked.connect(box.hide)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.yes)
        row.addWidget(self.no)
        row.addStretch(1)
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for each in (self.question, self.unit, self.reason):
            column.addWidget(each)
        column.addLayout(row)
        box.hide()
        return box

    def _lay_out(self) -> None:
        said = QVBoxLayout()
        said.setSpacing(0)
        said.addWidget(self.title)
        said.addWidget(self.product)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._picture)
        head.addLayout(said, 1)
        buttons = QGridLayout()
        buttons.setSpacing(8)
        for act, place in ((Act.WORK, 0), (Act.OPEN, 0), (Act.HOLD, 1), (Act.CLOSE, 2), (Act.SCRAP, 3)):
            buttons.addWidget(self.acts[act], place // 2, place % 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 18)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self.standing)
        column.addLayout(buttons)
        column.addWidget(self._asking)
        column.addLayout(self._cards)
        column.addWidget(self.differences)
        column.addStretch(1)
