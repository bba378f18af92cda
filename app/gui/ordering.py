"""Having orders made: one by the form, or those of a file, each of which can be stopped and then leaves nothing half made."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QLocale, QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QPushButton

from app.core.run import Failure
from app.core.work import Order
from app.gui.clerk import Clerk
from app.gui.language import said
from app.gui.stoppable import Stoppable
from app.gui.theme import Tone
from app.gui.widgets.orderform import OrderForm
from app.provisioning.foreman import Foreman, Imported
from app.provisioning.orders import Wish
from app.provisioning.recipes import Standing

_SAID = 5
"""Rows of an import that are told in words."""


class Ordering(QObject):
    """Works on the page's thread; the button of the import says Stop while one goes on."""

    began = Signal()
    """The form is to be shown."""
    made = Signal(str)
    """The order of this number is there."""
    imported = Signal()
    """Orders of a file are there."""
    told = Signal(str, str, object)
    """A title, more, and its Tone."""
    failed = Signal(object)
    """A Failure."""

    def __init__(self, foreman: Foreman, clerk: Clerk, form: OrderForm, many: QPushButton, parent: QObject) -> None:
        super().__init__(parent)
        self._foreman, self._clerk, self._form, self._many = foreman, clerk, form, many
        self.long = Stoppable(self)
        self._importing = False
        self._name_many()
        many.clicked.connect(self._choose_file)
        form.wished.connect(self.make)
        form.stopped.connect(self.stop)
        self.long.counted.connect(self._count)

    def stop(self) -> None:
        """What is being made shall not be; from any thread."""
        self.long.stop()

    @Slot()
    def begin(self) -> None:
        """Ask for an order, with the recipes and labels that there are now."""
        self._clerk.ask(lambda: (self._foreman.list_recipes(), self._foreman.list_designs()), self._ask, self.failed.emit)

    @Slot(object, object)
    def make(self, wish: Wish, file: Path | None) -> None:
        """Make an order; with a list that takes a while."""
        self._form.say(self.tr("Reading the list …") if file else "")
        self._form.work(busy=True)
        self._clerk.ask(self.long.begin(partial(self._foreman.make, wish, file)), self._made, self._not_made)

    def make_many(self, file: Path) -> None:
        """Make the orders of a CSV; what cannot be made is told."""
        self._importing = True
        self._name_many()
        self.told.emit(self.tr("Reading the file …"), "", Tone.RUNNING)
        self._clerk.ask(self.long.begin(partial(self._foreman.make_many, file)), self._imported, self._not_imported)

    def _ask(self, found: tuple[Sequence[Standing], Sequence[tuple[str, str]]]) -> None:
        recipes, labels = found
        if not recipes:
            sorry = self.tr("There is no recipe to make an order for")
            self.told.emit(sorry, self.tr("An engineer writes one on the page Recipes."), Tone.ATTENTION)
            return
        self.began.emit()
        self._form.ask(recipes, labels)

    def _made(self, made: Order | Imported | None) -> None:
        self._form.work(busy=False)
        if not isinstance(made, Order):
            self._form.say(self.tr("Stopped. Nothing was made."))
            return
        keeps = self.tr("It keeps recipe {recipe} {version}, whatever becomes of its file.")
        self.told.emit(
            self.tr("Order {number} is made").format(number=made.number),
            keeps.format(recipe=made.recipe, version=made.recipe_version),
            Tone.PASS,
        )
        self.made.emit(made.number)

    def _not_made(self, failure: Failure) -> None:
        self._form.work(busy=False)
        self._form.say(f"{said(failure.message)} {said(failure.advice)}  {failure.code}")

    @Slot()
    def _choose_file(self) -> None:
        if self._importing:
            self.stop()
            return
        file, _ = QFileDialog.getOpenFileName(self._many, self.tr("Orders as CSV"))
        if file:
            self.make_many(Path(file))

    def _imported(self, made: Order | Imported | None) -> None:
        self._end_import()
        if isinstance(made, Imported):
            number = QLocale().toString
            title = self.tr("Orders made: {made}, not made: {wrong}").format(made=number(len(made.made)), wrong=number(len(made.wrong)))
            wrong = [self.tr("{what}: {why}").format(what=what, why=said(failure.message)) for what, failure in made.wrong[:_SAID]]
            self.told.emit(title, " ".join(wrong), Tone.ATTENTION if made.wrong else Tone.PASS)
        else:
            self.told.emit(self.tr("The import was stopped"), self.tr("The orders made before that are in the list."), Tone.ATTENTION)
        self.imported.emit()

    def _not_imported(self, failure: Failure) -> None:
        self._end_import()
        self.failed.emit(failure)

    def _end_import(self) -> None:
        self._importing = False
        self._name_many()

    def _name_many(self) -> None:
        words = self.tr("Stop the import") if self._importing else self.tr("Import orders …")
        self._many.setText(words)
        self._many.setAccessibleName(words)

    @Slot(int, int)
    def _count(self, done: int, of: int) -> None:
        if not self._importing:
            self._form.work(busy=True, done=done, of=of)
            return
        number = QLocale().toString
        words = self.tr("Making the orders: {done} of {of} orders and serial numbers are written")
        self.told.emit(words.format(done=number(done), of=number(of)), self.tr("An order is there once all of it is."), Tone.RUNNING)
