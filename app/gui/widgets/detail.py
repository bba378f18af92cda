"""One run, opened: what happened, the certificate in plain words, what the platform answered."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.core.run import Record
from app.gui import recorded, times
from app.gui.language import said
from app.gui.recorded import OUTCOMES, Fact, Happened
from app.gui.theme import LIGHT, SMALL, Theme
from app.gui.told import events, left_words, place_facts
from app.gui.widgets.card import Card, button, heading, plain
from app.gui.widgets.labelcard import LabelCard
from app.gui.widgets.symbols import Picture, Symbol
from app.gui.widgets.text import Style, Text
from app.store import Entry, Left, Placed

WIDTH = 420
_MARGIN = 22


class Detail(QFrame):
    """Shows a Record, or says that none is chosen."""

    save = Signal(object)
    """Somebody wants the certificate of this Record as a file."""
    story = Signal(str)
    """Somebody wants to know all that happened to the unit of this name."""
    shown = Signal(object)
    """It shows this Record, or None."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setFixedWidth(WIDTH)
        self._theme: Theme = LIGHT
        self._record: Record | None = None
        self._running = False
        self._place: Placed | Left | None = None
        self._coming: QWidget | None = None
        """The page that is being made."""
        self._unit, self._told = "", list[Entry]()
        """The unit whose story is shown; none: the run is."""
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._save = button(self.tr("Save certificate"), self)
        self._save.setAccessibleName(self.tr("Save the certificate and its issuers as a file"))
        self._save.clicked.connect(lambda: self.save.emit(self._record))
        self.whole = button("", self)
        self.whole.clicked.connect(self._turn)
        self._said = Text(self, Style(12, 14, lines=2))
        self._aside = QWidget(self)
        self._aside.hide()
        self.labels = LabelCard(self._aside)
        foot = QHBoxLayout()
        foot.setContentsMargins(_MARGIN, 12, _MARGIN, 20)
        foot.setSpacing(12)
        foot.addWidget(self._save)
        foot.addWidget(self.whole)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._area, 1)
        told = QHBoxLayout()
        told.setContentsMargins(_MARGIN, 0, _MARGIN, 0)
        told.addWidget(self._said)
        column.addLayout(told)
        column.addLayout(foot)
        self.show_record(None)

    @property
    def record(self) -> Record | None:
        """What it shows."""
        return self._record

    @property
    def running(self) -> bool:
        """Whether what it shows had not ended when it was read."""
        return self._running

    @property
    def complete(self) -> bool:
        """Whether all of it is there."""
        return self._coming is None

    def show_record(self, record: Record | None, place: Placed | Left | None = None, *, running: bool = False) -> None:
        """Show this run, or as much as there is of it while it is `running`, and where in the audit chain it stands; None: none."""
        self._record, self._place, self._running = record, place, running
        self._unit = ""
        self.say("")
        self._show()
        self.shown.emit(record)

    def show_story(self, unit: str, entries: list[Entry]) -> None:
        """Show what happened to the unit of the run, if that is still the one that is shown."""
        if self._record is not None and _unit_of(self._record) == unit:
            self._unit, self._told = unit, entries
            self._show()

    def say(self, words: str) -> None:
        """Tell what became of saving."""
        self._said.say(words, self._theme.muted)
        self._said.setVisible(bool(words))

    def wear(self, theme: Theme) -> None:
        """Show the same in these colours."""
        self._theme = theme
        self._show()

    @Slot()
    def _turn(self) -> None:
        """From the run to the unit's story, or back."""
        if self._unit:
            self._unit = ""
            self._show()
        elif self._record is not None:
            self.story.emit(_unit_of(self._record))

    def _show(self) -> None:
        record = self._record
        if self._coming is not None:
            self._coming.deleteLater()
            self._coming = None
        self._save.setVisible(record is not None and record.chain is not None and not self._unit)
        self.whole.setVisible(record is not None and bool(_unit_of(record)))
        self.whole.setText(self.tr("Back to the run") if self._unit else self.tr("Whole story"))
        self.whole.setAccessibleName(self.tr("Back to the run") if self._unit else self.tr("All that happened to this unit"))
        if record is not None and not self._unit:
            self._begin(record)
        else:
            self.labels.setParent(self._aside)  # labels are a run's; they stay what they are while all around them is made anew
            self._area.setWidget(self._empty() if record is None else self._whole_story())

    def _empty(self) -> QWidget:
        label = plain(self.tr("Choose a run to see what happened."), muted=True, wrap=True)
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        label.setContentsMargins(_MARGIN, 0, _MARGIN, 0)
        return label

    def _begin(self, record: Record) -> None:
        """Make the run's page out of sight, a part in each turn of the window; it is seen once it is whole."""
        self._coming = page = QWidget(self._area.viewport())
        column, above, below = QVBoxLayout(page), QVBoxLayout(), QVBoxLayout()
        column.setContentsMargins(_MARGIN, 18, _MARGIN - 4, 12)
        for layout in (column, above, below):
            layout.setSpacing(6)
        column.addLayout(above)
        column.addLayout(below)
        column.addStretch(1)
        cards = (
            (self.tr("CERTIFICATE"), recorded.certificate_facts(record, times.now())),
            (self.tr("PLATFORM"), recorded.platform_facts(record)),
            (self.tr("RUN"), recorded.recipe_facts(record)),
            (self.tr("AUDIT CHAIN"), place_facts(self._place)),
        )
        parts = [partial(self._add_head, above, record), partial(self._add_steps, above, record)]
        parts += [partial(self._add_card, below, words, facts) for words, facts in cards if facts]
        self._go_on(page, [*parts, partial(self._end, page, column)])

    def _go_on(self, page: QWidget, parts: list[Callable[[], None]]) -> None:
        if parts and page is self._coming:
            parts.pop(0)()
            QTimer.singleShot(0, page, partial(self._go_on, page, parts))

    def _add_head(self, column: QVBoxLayout, record: Record) -> None:
        title = Text(self._coming, Style(15, 24, QFont.Weight.Bold, mono=True), self._theme.ink)
        title.say(_unit_of(record) or self.tr("Unknown unit"))
        column.addWidget(title)
        column.addLayout(self._outcome(record))

    def _add_steps(self, column: QVBoxLayout, record: Record) -> None:
        column.addSpacing(8)
        if steps := recorded.happenings(record):
            column.addWidget(heading(self.tr("WHAT HAPPENED")))
            column.addLayout(self._steps(steps))
        if isinstance(self._place, Left):
            column.addWidget(heading(self.tr("WHAT HAPPENED")))
            column.addWidget(plain(left_words(self._place), wrap=True))
        if record.failure and not self._running:
            column.addWidget(plain(said(record.failure.advice), muted=True, wrap=True))
            column.addWidget(plain(record.failure.code, muted=True))

    def _add_card(self, column: QVBoxLayout, words: str, facts: list[Fact]) -> None:
        card = Card(words, facts, parent=self._coming)
        card.wear(self._theme)
        column.addSpacing(8)
        column.addWidget(card)

    def _end(self, page: QWidget, column: QVBoxLayout) -> None:
        column.insertWidget(1, self.labels)
        self._area.setWidget(page)
        self._coming = None

    def _whole_story(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(_MARGIN, 18, _MARGIN - 4, 12)
        column.setSpacing(6)
        title = Text(page, Style(15, 24, QFont.Weight.Bold, mono=True), self._theme.ink)
        title.say(self._unit)
        column.addWidget(title)
        column.addWidget(heading(self.tr("ALL THAT HAPPENED TO THIS UNIT")))
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        for row, event in enumerate(events(self._told)):
            picture = Picture(None, event.symbol, 14)
            inner = self._theme.track if event.symbol is Symbol.RING else self._theme.card
            picture.show_symbol(event.symbol, self._theme.tones[event.tone].fill, inner, 1.0)
            when = plain(event.when, muted=True, wrap=True, pixels=SMALL)
            when.setContentsMargins(0, 0, 0, 8)
            grid.addWidget(picture, 2 * row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(plain(event.sentence, wrap=True), 2 * row, 1)
            grid.addWidget(when, 2 * row + 1, 1)
        column.addLayout(grid)
        column.addStretch(1)
        return page

    def _outcome(self, record: Record) -> QHBoxLayout:
        outcome = None if self._running else record.outcome
        tone, symbol, _ = OUTCOMES[outcome]
        shade = self._theme.tones[tone]
        picture = Picture(None, symbol, 18)
        picture.show_symbol(symbol, shade.fill, self._theme.track if self._running else self._theme.card, 0.3)
        word = Text(None, Style(14, 16, QFont.Weight.Bold), shade.ink)
        word.say(recorded.outcome_word(outcome))
        word.setFixedWidth(word.sizeHint().width())
        rest = Text(None, Style(11, 14), self._theme.muted)
        rest.say(recorded.headline(record))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(picture, 0)
        row.addWidget(word, 0)
        row.addWidget(rest, 1)
        return row

    def _steps(self, steps: Sequence[Happened]) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(5)
        grid.setColumnStretch(1, 1)
        for row, step in enumerate(steps):
            picture = Picture(None, step.symbol, 14)
            picture.show_symbol(step.symbol, self._theme.tones[step.tone].fill, self._theme.card)
            grid.addWidget(picture, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(plain(step.sentence, wrap=True, pixels=14), row, 1)
            grid.addWidget(plain(step.took, muted=True, pixels=SMALL), row, 2, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        return grid


def _unit_of(record: Record) -> str:
    """What the unit is called: in its certificate, by itself, or on its label."""
    return record.identifier or (record.identity.serial if record.identity else "") or record.start.scan
