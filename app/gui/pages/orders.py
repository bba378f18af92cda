"""Work orders: how far each is, what may be done with it, whether it adds up; and making new ones."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QHeaderView, QStackedWidget, QVBoxLayout, QWidget

from app.core.run import Failure
from app.core.work import Counts, Order
from app.gui import ordered
from app.gui.clerk import Clerk
from app.gui.language import said
from app.gui.models.orders import DONE, DUE, FAILED, LEFT, NUMBER, OWED, PRODUCT, RECIPE, SEEN, STATE, OrdersModel
from app.gui.ordering import Ordering
from app.gui.theme import LIGHT, Theme, Tone
from app.gui.widgets.card import area_in, button, plain
from app.gui.widgets.listing import Listing
from app.gui.widgets.notice import Notice
from app.gui.widgets.orderform import OrderForm
from app.gui.widgets.orderview import Act, Asked, OrderView
from app.provisioning.foreman import Foreman, Look

_LOOK_MS = 4_000
"""Milliseconds between two looks while the page is shown."""
_PANEL = 420
_WIDE = 1_400
"""Pixels of the page from which recipe and day have room in the list; in the panel they always are."""
_WIDTHS = {NUMBER: 112, PRODUCT: 160, STATE: 148, DONE: 88, FAILED: 68, OWED: 70, LEFT: 68, RECIPE: 250, DUE: 150}


class OrdersPage(QWidget):
    """Everything is asked on the page's own thread."""

    chosen = Signal(str)
    """Work on the order of this number is to begin."""

    def __init__(self, foreman: Foreman, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._foreman = foreman
        self._clerk = Clerk("orders", self)
        self._asking, self._theme = False, LIGHT
        self._number = ""
        self.model = OrdersModel(self)
        # Each has its parent from the beginning: to be given another, with all that is in it, costs each 10 ms.
        self._pages = QStackedWidget(self)
        self._listed, self._room = QWidget(self._pages), area_in(self._pages)
        self._panel = QFrame(self._listed)
        self._beside = area_in(self._panel)
        self._left = QWidget(self._listed)
        self._rows = QStackedWidget(self._left)
        self.table = Listing(
            self.model,
            self.tr("Work orders, the newest first"),
            _WIDTHS,
            stretched=(PRODUCT,),
            looks=(STATE, ordered.state_word),
            parent=self._rows,
        )
        for column in (DONE, LEFT):  # as long as an order's quantity is
            self.table.horizontalHeader().setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.new = button(self.tr("New order …"), self._left, primary=True)
        self.many = button("", self._left)
        self.notice = Notice(self._left)
        room = QWidget(self._room.viewport())
        self.form = OrderForm(room)
        self.view = OrderView(self._beside.viewport())
        self.ordering = Ordering(foreman, self._clerk, self.form, self.many, self)
        self._empty = plain(self.tr("There is no work order yet. A supervisor makes one with “New order”."), muted=True)
        self._lay_out(room)
        self.notice.hide()
        self.notice.closed.connect(self.notice.hide)
        self.new.clicked.connect(self.ordering.begin)
        self.ordering.began.connect(self._show_form)
        self.ordering.made.connect(self._made)
        self.ordering.imported.connect(self.look)
        self.ordering.told.connect(self._say)
        self.ordering.failed.connect(self._sorry)
        self.form.left.connect(self._leave_form)
        self.view.asked.connect(self._do)
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
        self.ordering.stop()
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
        elif place is not None and not self.table.selectionModel().isRowSelected(place):  # the current row alone is not marked
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
    def _show_form(self) -> None:
        self.notice.hide()
        self._pages.setCurrentIndex(1)

    @Slot()
    def _leave_form(self) -> None:
        self._pages.setCurrentIndex(0)
        self.begin()

    @Slot(str)
    def _made(self, number: str) -> None:
        self._number = number
        self._leave_form()

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

    @Slot(str, str, object)
    def _say(self, title: str, advice: str, tone: Tone) -> None:
        self.notice.say(title, advice, tone)
        self.notice.show()

    # ---- looks -------------------------------------------------------------------------------------------------------

    def _lay_out(self, room: QWidget) -> None:
        title = plain(self.tr("Work orders"))
        title.setObjectName("title")
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(title, 1)
        top.addWidget(self.many)
        top.addWidget(self.new)
        nothing = QWidget(self._rows)
        middle = QVBoxLayout(nothing)
        middle.addWidget(self._empty, 0, Qt.AlignmentFlag.AlignCenter)
        self._rows.addWidget(nothing)
        self._rows.addWidget(self.table)
        column = QVBoxLayout(self._left)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(14)
        column.addLayout(top)
        column.addWidget(self.notice)
        column.addWidget(self._rows, 1)
        self._panel.setObjectName("panel")
        self._panel.setFixedWidth(_PANEL)
        inside = QVBoxLayout(self._panel)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self._beside)
        self._beside.setWidget(self.view)
        self._panel.hide()
        row = QHBoxLayout(self._listed)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._left, 1)
        row.addWidget(self._panel)
        within = QHBoxLayout(room)
        within.setContentsMargins(24, 20, 24, 24)
        within.addStretch(1)
        within.addWidget(self.form, 20)
        within.addStretch(1)
        self.form.setMaximumWidth(980)
        self._room.setWidget(room)
        self._pages.addWidget(self._listed)
        self._pages.addWidget(self._room)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages)

    def resizeEvent(self, event: QResizeEvent) -> None:
        for column in (RECIPE, DUE):
            self.table.setColumnHidden(column, event.size().width() < _WIDE)
        super().resizeEvent(event)


def _look(foreman: Foreman, number: str) -> tuple[Sequence[tuple[Order, Counts]], Look | None]:
    """Every order, and this one closely."""
    orders = foreman.list_all()
    there = any(order.number == number for order, _ in orders)
    return orders, foreman.look(number) if there else None
