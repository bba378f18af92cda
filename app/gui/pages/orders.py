"""Work orders: how far each is, what may be done with it, whether it adds up; and making new ones."""

import threading
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QLocale, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from app.core.errors import Cancelled
from app.core.run import Failure
from app.core.work import Counts, Order
from app.gui import ordered
from app.gui.clerk import Clerk
from app.gui.language import said
from app.gui.models.orders import DONE, DUE, FAILED, LEFT, NUMBER, OWED, PRODUCT, RECIPE, SEEN, STATE, OrdersModel
from app.gui.theme import LIGHT, Theme, Tone
from app.gui.widgets.card import button, plain
from app.gui.widgets.listing import Listing
from app.gui.widgets.notice import Notice
from app.gui.widgets.orderform import OrderForm
from app.gui.widgets.orderview import Act, Asked, OrderView
from app.provisioning.foreman import Foreman, Imported, Look
from app.provisioning.orders import Wish
from app.provisioning.recipes import Standing

_LOOK_MS = 4_000
"""Milliseconds between two looks while the page is shown."""
_PANEL = 420
_WIDE = 1_400
"""Pixels of the page from which recipe and day have room in the list; in the panel they always are."""
_WIDTHS = {NUMBER: 120, PRODUCT: 160, STATE: 148, DONE: 92, FAILED: 66, OWED: 60, LEFT: 64, RECIPE: 250, DUE: 150}
_SAID = 5
"""Rows of an import that are told in words."""


class OrdersPage(QWidget):
    """Everything is asked on the page's own thread."""

    chosen = Signal(str)
    """Work on the order of this number is to begin."""
    counted = Signal(int, int)
    """So many are written, of so many."""

    def __init__(self, foreman: Foreman, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._foreman = foreman
        self._clerk = Clerk("orders", self)
        self._stopped = threading.Event()
        self._asking, self._importing, self._theme = False, False, LIGHT
        self._number = ""
        self.model = OrdersModel(self)
        self.table = Listing(
            self.model,
            self.tr("Work orders, the newest first"),
            _WIDTHS,
            stretched=(PRODUCT,),
            looks=(STATE, ordered.state_word),
            parent=self,
        )
        self.new = button(self.tr("New order …"), self, primary=True)
        self.many = button(self.tr("Import orders …"), self)
        self.notice = Notice(self)
        self.form = OrderForm(self)
        self.view = OrderView(self)
        self._empty = plain(self.tr("There is no work order yet. A supervisor makes one with “New order”."), muted=True)
        self._lay_out()
        self.notice.hide()
        self.notice.closed.connect(self.notice.hide)
        self.new.clicked.connect(self._begin_form)
        self.many.clicked.connect(self._choose_file)
        self.form.left.connect(self._leave_form)
        self.form.wished.connect(self.make)
        self.form.stopped.connect(self._stopped.set)
        self.view.asked.connect(self._do)
        self.counted.connect(self._count)
        self.table.selectionModel().currentRowChanged.connect(self._choose)
        self._looks = QTimer(self)
        self._looks.setInterval(_LOOK_MS)
        self._looks.timeout.connect(self._look_if_shown)
        self._looks.start()

    # ---- what the window asks ----------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Look at once; the keyboard begins in the list."""
        self.look()
        if self._pages.currentIndex() == 0:
            self.table.setFocus()

    def take(self, text: str) -> bool:
        """What is typed here belongs to the fields, where there are any."""
        del text
        return self._pages.currentIndex() == 1 or self.view.asking

    def wear(self, theme: Theme) -> None:
        """Show the same in these colours."""
        self._theme = theme
        for part in (self.table, self.notice, self.form, self.view):
            part.wear(theme)

    def close_thread(self) -> None:
        """Stop what is under way, which leaves nothing half made, and wait for it; from any thread."""
        self._stopped.set()
        self._clerk.close()

    # ---- looking -----------------------------------------------------------------------------------------------------

    @Slot()
    def look(self) -> None:
        """Ask how everything stands, unless the last answer is still awaited."""
        if not self._asking:
            self._asking = True
            self._clerk.ask(partial(_look, self._foreman, self._number), self._looked, self._sorry)

    @Slot()
    def _look_if_shown(self) -> None:
        if self.isVisible() and self._pages.currentIndex() == 0:
            self.look()

    def _looked(self, seen: tuple[Sequence[tuple[Order, Counts]], Look | None]) -> None:
        orders, look = seen
        self._asking = False
        self.model.show(orders)
        self._rows.setCurrentIndex(1 if orders else 0)
        place = self.model.find(self._number)
        if orders and place is None:
            self.table.selectRow(0)
        elif place is not None and self.table.currentIndex().row() != place:
            self.table.selectRow(place)
        self._show(look)

    def _show(self, look: Look | None) -> None:
        if look is not None and look.order.number == self._number:
            self.view.show_look(look)
            self._panel.show()

    @Slot()
    def _choose(self) -> None:
        seen: tuple[Order, Counts] | None = self.table.currentIndex().data(SEEN)
        self._number = seen[0].number if seen else ""
        if seen:
            self._clerk.ask(partial(self._foreman.look, self._number), self._show, self._sorry)
        else:
            self._panel.hide()

    # ---- making ------------------------------------------------------------------------------------------------------

    @Slot()
    def _begin_form(self) -> None:
        self.notice.hide()
        self._clerk.ask(lambda: (self._foreman.list_recipes(), self._foreman.list_designs()), self._ask, self._sorry)

    def _ask(self, found: tuple[Sequence[Standing], Sequence[tuple[str, str]]]) -> None:
        recipes, labels = found
        if not recipes:
            self._say(
                self.tr("There is no recipe to make an order for"), self.tr("An engineer writes one on the page Recipes."), Tone.ATTENTION
            )
            return
        self._pages.setCurrentIndex(1)
        self.form.ask(recipes, labels)

    @Slot()
    def _leave_form(self) -> None:
        self._pages.setCurrentIndex(0)
        self.begin()

    @Slot(object, object)
    def make(self, wish: Wish, file: Path | None) -> None:
        """Make an order; with a list that takes a while, and can be stopped."""
        self._stopped.clear()
        self.form.say(self.tr("Reading the list …") if file else "")
        self.form.work(busy=True)
        self._clerk.ask(partial(self._until_stopped, partial(self._foreman.make, wish, file)), self._made, self._not_made)

    def _made(self, made: Order | Imported | None) -> None:
        self.form.work(busy=False)
        if not isinstance(made, Order):
            self.form.say(self.tr("Stopped. Nothing was made."))
            return
        self._number = made.number
        self._say(
            self.tr("Order {number} is made").format(number=made.number),
            self.tr("It keeps recipe {recipe} {version}, whatever becomes of its file.").format(
                recipe=made.recipe, version=made.recipe_version
            ),
            Tone.PASS,
        )
        self._leave_form()

    def _not_made(self, failure: Failure) -> None:
        self.form.work(busy=False)
        self.form.say(f"{said(failure.message)} {said(failure.advice)}  {failure.code}")

    @Slot()
    def _choose_file(self) -> None:
        if self._importing:
            self._stopped.set()
            return
        file, _ = QFileDialog.getOpenFileName(self, self.tr("Orders as CSV"))
        if file:
            self.make_many(Path(file))

    def make_many(self, file: Path) -> None:
        """Make the orders of a CSV; what cannot be made is told."""
        self._stopped.clear()
        self._begin_import()
        self._clerk.ask(partial(self._until_stopped, partial(self._foreman.make_many, file)), self._imported, self._not_imported)

    def _imported(self, made: Order | Imported | None) -> None:
        self._end_import()
        if not isinstance(made, Imported):
            self._say(self.tr("The import was stopped"), self.tr("The orders made before that are in the list."), Tone.ATTENTION)
            self.look()
            return
        number = QLocale().toString
        title = self.tr("{made} orders made, {wrong} not").format(made=number(len(made.made)), wrong=number(len(made.wrong)))
        wrong = [self.tr("{what}: {why}").format(what=what, why=said(failure.message)) for what, failure in made.wrong[:_SAID]]
        self._say(title, " ".join(wrong), Tone.ATTENTION if made.wrong else Tone.PASS)
        self.look()

    def _not_imported(self, failure: Failure) -> None:
        self._end_import()
        self._sorry(failure)

    def _begin_import(self) -> None:
        self._importing = True
        self.new.setEnabled(False)
        self._name_many(self.tr("Stop the import"))
        self._say(self.tr("Reading the file …"), "", Tone.RUNNING)

    def _end_import(self) -> None:
        self._importing = False
        self.new.setEnabled(True)
        self._name_many(self.tr("Import orders …"))

    def _name_many(self, words: str) -> None:
        self.many.setText(words)
        self.many.setAccessibleName(words)

    @Slot(int, int)
    def _count(self, done: int, of: int) -> None:
        """How much of an order's list, or of a file of orders, is written."""
        if self._importing:
            number = QLocale().toString
            words = self.tr("Making the orders: {done} of {of} orders and serial numbers are written")
            self._say(words.format(done=number(done), of=number(of)), self.tr("An order is there once all of it is."), Tone.RUNNING)
        else:
            self.form.work(busy=True, done=done, of=of)

    def _until_stopped(self, work: Callable[[Callable[[int, int], None]], Order | Imported]) -> Order | Imported | None:
        """What the work answers; None where somebody stopped it. Runs on the page's thread."""

        def tell(done: int, of: int) -> None:
            if self._stopped.is_set():
                raise Cancelled
            self.counted.emit(done, of)

        try:
            return work(tell)
        except Cancelled:
            return None

    # ---- doing -------------------------------------------------------------------------------------------------------

    @Slot(object)
    def _do(self, asked: Asked) -> None:
        number, foreman = asked.number, self._foreman
        match asked.act:
            case Act.WORK:
                self.chosen.emit(number)
            case Act.OPEN:
                self._clerk.ask(partial(foreman.open, number), self._done, self._sorry)
            case Act.HOLD:
                self._clerk.ask(partial(foreman.hold, number, asked.reason), self._done, self._sorry)
            case Act.CLOSE:
                self._clerk.ask(partial(foreman.close, number, asked.reason), self._done, self._sorry)
            case Act.SCRAP:
                self._clerk.ask(partial(foreman.scrap, number, asked.unit, asked.reason), self._done, self._sorry)

    def _done(self, _: object) -> None:
        self.notice.hide()
        self.view.settle()
        self._asking = False
        self.look()

    def _sorry(self, failure: Failure) -> None:
        self._asking = False
        self._say(f"{said(failure.message)} ({failure.code})", said(failure.advice), Tone.FAIL)

    def _say(self, title: str, advice: str, tone: Tone) -> None:
        self.notice.say(title, advice, tone)
        self.notice.show()

    # ---- looks -------------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        title = plain(self.tr("Work orders"))
        title.setObjectName("title")
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(title, 1)
        top.addWidget(self.many)
        top.addWidget(self.new)
        nothing = QWidget(self)
        middle = QVBoxLayout(nothing)
        middle.addWidget(self._empty, 0, Qt.AlignmentFlag.AlignCenter)
        self._rows = QStackedWidget(self)
        self._rows.addWidget(nothing)
        self._rows.addWidget(self.table)
        left = QWidget(self)
        column = QVBoxLayout(left)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(14)
        column.addLayout(top)
        column.addWidget(self.notice)
        column.addWidget(self._rows, 1)
        self._panel = QFrame(self)
        self._panel.setObjectName("panel")
        self._panel.setFixedWidth(_PANEL)
        inside = QVBoxLayout(self._panel)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(_scrolled(self.view))
        self._panel.hide()
        listed = QWidget(self)
        row = QHBoxLayout(listed)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(left, 1)
        row.addWidget(self._panel)
        room = QWidget(self)
        within = QHBoxLayout(room)
        within.setContentsMargins(24, 20, 24, 24)
        within.addStretch(1)
        within.addWidget(self.form, 20)
        within.addStretch(1)
        self.form.setMaximumWidth(980)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(listed)
        self._pages.addWidget(_scrolled(room))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages)

    def resizeEvent(self, event: QResizeEvent) -> None:
        for column in (RECIPE, DUE):
            self.table.setColumnHidden(column, event.size().width() < _WIDE)
        super().resizeEvent(event)


def _scrolled(widget: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(widget)
    return area


def _look(foreman: Foreman, number: str) -> tuple[Sequence[tuple[Order, Counts]], Look | None]:
    """Every order, and this one closely."""
    orders = foreman.list_all()
    there = any(order.number == number for order, _ in orders)
    return orders, foreman.look(number) if there else None
