"""A new work order: what is made, how many, and which serial numbers."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from app.core.errors import OrderUnusable
from app.core.work import serial_range
from app.founding.questions import Kind, Question
from app.gui.language import said
from app.gui.marking import QT_TRANSLATE_NOOP
from app.gui.theme import Theme, Tone
from app.gui.widgets.card import button, heading
from app.gui.widgets.form import Form, wrapped
from app.provisioning.orders import Wish
from app.provisioning.recipes import Standing

_ANY, _RANGE, _LIST = "any", "range", "list"


def questions_of(recipes: Sequence[Standing], labels: Sequence[tuple[str, str]]) -> tuple[Question, ...]:
    """What an order needs to know."""
    t = QT_TRANSLATE_NOOP
    which = (
        (_ANY, t("Ceremony", "Any will do")),
        (_RANGE, t("Ceremony", "From one to another")),
        (_LIST, t("Ceremony", "Those in a list")),
    )
    named = tuple((each.recipe.name, f"{each.recipe.title} ({each.recipe.name} {each.recipe.version})") for each in recipes)
    yes_no = (("yes", t("Ceremony", "Yes")), ("no", t("Ceremony", "No")))
    return (
        Question("number", t("Ceremony", "Order number")),
        Question("recipe", t("Ceremony", "Recipe"), Kind.CHOICE, choices=named),
        Question("product", t("Ceremony", "Product"), hint=t("Ceremony", "What is made; empty: the recipe's title.")),
        Question("quantity", t("Ceremony", "Quantity"), hint=t("Ceremony", "So many units get a certificate, and not one more.")),
        Question("serials", t("Ceremony", "Serial numbers"), Kind.CHOICE, default=_ANY, choices=which),
        Question("first", t("Ceremony", "The first one"), when=("serials", _RANGE)),
        Question("last", t("Ceremony", "The last one"), when=("serials", _RANGE)),
        Question(
            "file",
            t("Ceremony", "List of serial numbers"),
            Kind.FILE,
            hint=t("Ceremony", "CSV in UTF-8, one a row; where there are more columns, the first row names the one called serial."),
            when=("serials", _LIST),
        ),
        Question("due", t("Ceremony", "Due"), hint=t("Ceremony", "A day like 2026-12-24; empty: no date.")),
        Question(
            "first_article",
            t("Ceremony", "First article"),
            Kind.CHOICE,
            default="yes",
            choices=yes_no,
            hint=t("Ceremony", "Unit 1 must be confirmed on the platform before unit 2 starts."),
        ),
        Question("label", t("Ceremony", "Label"), Kind.CHOICE, choices=(("", t("Ceremony", "As the recipe says")), *labels)),
    )


class OrderForm(QFrame):
    """Asks; `wished` tells the wish and the list's file, once both make sense."""

    wished = Signal(object, object)
    """A Wish, and a Path or None."""
    left = Signal()
    """Nobody wants an order any more."""
    stopped = Signal()
    """The order that is being made shall not be."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.form: Form | None = None
        self.make = button(self.tr("Make the order"), self, primary=True)
        self.back = button(self.tr("Back to the list"), self)
        self.stop = button(self.tr("Stop"), self)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(8)
        self.bar.setAccessibleName(self.tr("How much of the list is written"))
        self.said = wrapped("")
        self._room = QVBoxLayout()
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        for each in (self.make, self.stop, self.back):
            buttons.addWidget(each)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 18)
        column.setSpacing(14)
        column.addWidget(heading(self.tr("A NEW WORK ORDER")))
        column.addLayout(self._room)
        column.addWidget(self.bar)
        column.addWidget(self.said)
        column.addLayout(buttons)
        self.make.clicked.connect(self._wish)
        self.back.clicked.connect(self.left)
        self.stop.clicked.connect(self.stopped)
        self.work(busy=False)

    def ask(self, recipes: Sequence[Standing], labels: Sequence[tuple[str, str]]) -> None:
        """Begin with an empty form; the recipes and label templates that there are now may be chosen."""
        if self.form is not None:
            self._room.removeWidget(self.form)
            self.form.hide()
            self.form.deleteLater()
        self.form = Form(questions_of(recipes, labels), self)
        self._room.addWidget(self.form)
        self.say("")
        self.work(busy=False)
        if self.form.first is not None:
            self.form.first.setFocus()

    def say(self, words: str) -> None:
        """What is wrong, or goes on."""
        self.said.setText(words)
        self.said.setVisible(bool(words))

    def work(self, *, busy: bool, done: int = 0, of: int = 0) -> None:
        """Show that an order is being made, and how far it is."""
        self.bar.setVisible(busy)
        self.bar.setRange(0, of)
        self.bar.setValue(done)
        for come, go in ((self.stop, self.make),) if busy else ((self.make, self.stop),):
            come.show()  # first: the keyboard goes there
            go.hide()
        self.back.setEnabled(not busy)
        if self.form is not None:
            self.form.setEnabled(not busy)

    def wear(self, theme: Theme) -> None:
        """Show the same in these colours."""
        self.bar.setStyleSheet(
            f"QProgressBar {{ background: {theme.track}; border: none; border-radius: 4px; }}"
            f"QProgressBar::chunk {{ background: {theme.tones[Tone.RUNNING].fill}; border-radius: 4px; }}"
        )

    @Slot()
    def _wish(self) -> None:
        if self.form is None:
            return
        answers = {name: words.strip() for name, words in self.form.answers.items()}
        if not answers["quantity"].isascii() or not answers["quantity"].isdigit():
            self.say(self.tr("The quantity must be a number."))
            return
        try:
            due = datetime.combine(date.fromisoformat(answers["due"]), time.max, UTC) if answers["due"] else None
        except ValueError:
            self.say(self.tr("The day must be written like 2026-12-24."))
            return
        if answers["serials"] == _LIST and not answers["file"]:
            self.say(self.tr("Choose the list of serial numbers first."))
            return
        try:
            serials = tuple(serial_range(answers["first"], answers["last"])) if answers["serials"] == _RANGE else None
        except OrderUnusable as error:
            self.say(f"{said(error.message)} {said(error.advice)}")
            return
        wish = Wish(
            number=answers["number"],
            product=answers["product"],
            recipe=answers["recipe"],
            quantity=int(answers["quantity"]),
            serials=serials,
            due=due,
            first_article=answers["first_article"] == "yes",
            label=answers["label"],
        )
        self.wished.emit(wish, Path(answers["file"]) if answers["serials"] == _LIST else None)
