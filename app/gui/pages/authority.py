"""The authorities: their chains, what ends soon, what was taken back, and the ceremony that makes another."""

from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from pathlib import Path

from pydantic import SecretStr
from PySide6.QtCore import QLocale, Qt, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from app.core.run import Failure
from app.founding.questions import Kind, Question
from app.gui import times
from app.gui.authorities import ending_line, owed_line, revoked_line
from app.gui.clerk import Clerk
from app.gui.language import said
from app.gui.office import Office, View, Wizard
from app.gui.theme import LIGHT, Theme, Tone
from app.gui.widgets.cacard import CaCard
from app.gui.widgets.card import button, heading, plain
from app.gui.widgets.form import Form
from app.gui.widgets.lines import Lines
from app.gui.widgets.wizard import WizardPanel

_SHOWN = 8
"""Lines of a list."""
_OVERVIEW, _CEREMONY = range(2)


class AuthorityPage(QWidget):
    """Shows what the office tells; everything is asked on the page's own thread."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._office = office
        self._clerk = Clerk("authority", self)
        self._theme: Theme = LIGHT
        self.view: View | None = None
        self.said = plain("", wrap=True)
        self.new = button(self.tr("New authority …"), self, primary=True)
        self.change = button(self.tr("Hand over …"), self)
        self.settle = button(self.tr("Remove from the platform now"), self)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(12)
        self.plan = QFrame(self)
        self.plan.setObjectName("card")
        self.ending = Lines(self.tr("ENDS SOON"), self.tr("Nothing ends in the days looked ahead."), LIGHT, self)
        self.revoked = Lines(self.tr("REVOKED"), self.tr("Nothing was revoked."), LIGHT, self)
        self.owed = Lines(self.tr("STILL WITH THE PLATFORM"), "", LIGHT, self)
        self.wizard = WizardPanel(self._clerk, self)
        self._stack = QStackedWidget(self)
        self._area = QScrollArea(self)
        self._lay_out()
        self.new.clicked.connect(lambda: self._open_ceremony(""))
        self.change.clicked.connect(self._toggle_plan)
        self.settle.clicked.connect(self._settle)
        self.wizard.closed.connect(self._close_ceremony)

    # ---- what the window asks ----------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Look anew."""
        self._clerk.ask(self._office.look, self.show_view, self._sorry)
        if self._stack.currentIndex() == _OVERVIEW:
            self.new.setFocus()

    def take(self, text: str) -> bool:
        """Nothing is typed here outside the ceremony's fields."""
        del text
        return self._stack.currentIndex() == _CEREMONY

    def wear(self, theme: Theme) -> None:
        """Show the same in these colours."""
        self._theme = theme
        for part in (self.ending, self.revoked, self.owed, self.wizard):
            part.wear(theme)
        if self.view is not None:
            self.show_view(self.view)

    def close_thread(self) -> None:
        """Stop what is under way and wait for it; from any thread."""
        self.wizard.cancel()
        self._clerk.close()

    # ---- what is shown -----------------------------------------------------------------------------------------------

    def show_view(self, view: View) -> None:
        """Show how everything is."""
        self.view = view
        while (item := self._cards.takeAt(0)) is not None:
            if old := item.widget():
                old.deleteLater()
        for ca in view.authorities:
            card = CaCard(ca, view, self._theme)
            card.register.connect(self._open_ceremony)
            card.sign_list.connect(self._sign_list)
            card.unlock.connect(self._ask_pin)
            self._cards.addWidget(card)
        watch = view.watch
        shown = watch.ending[:_SHOWN]
        more = self._counts() if watch.devices else ""
        self.ending.show_lines([ending_line(each, watch.days) for each in shown], more)
        self.revoked.show_lines([revoked_line(each) for each in view.revocations[:_SHOWN]], self._revoked_more(view))
        self.owed.show_lines([owed_line(each) for each in view.owed[:_SHOWN]])
        self.owed.setVisible(bool(view.owed))
        self.settle.setVisible(bool(view.owed))
        self.change.setVisible(len([ca for ca in view.authorities if ca.chain]) > 1)

    def _counts(self) -> str:
        watch = self.view.watch if self.view else None
        if watch is None:
            return ""
        number = QLocale().toString
        within = " · ".join(
            self.tr("within {days} days: {count}").format(days=number(days), count=number(count))
            for days, count in zip(watch.days, watch.counts, strict=True)
        )
        return self.tr("Device certificates in use: {count}").format(count=number(watch.devices)) + f" · {within}"

    def _revoked_more(self, view: View) -> str:
        left = len(view.revocations) - _SHOWN
        return self.tr("{count} more, told by every revocation list.").format(count=QLocale().toString(left)) if left > 0 else ""

    def _lay_out(self) -> None:
        title = plain(self.tr("Authorities"))
        title.setObjectName("title")
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(title)
        top.addStretch(1)
        top.addWidget(self.change)
        top.addWidget(self.new)
        lists = QHBoxLayout()
        lists.setSpacing(16)
        lists.addWidget(self.ending, 1)
        lists.addWidget(self.revoked, 1)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(24, 20, 24, 24)
        column.setSpacing(14)
        column.addLayout(top)
        column.addWidget(self.said)
        column.addWidget(self.plan)
        column.addLayout(self._cards)
        column.addLayout(lists)
        column.addWidget(self.owed)
        column.addWidget(self.settle, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        for part in (self.said, self.plan, self.owed, self.settle, self.change):
            part.hide()
        area = self._area
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        self._stack.addWidget(area)
        self._stack.addWidget(self.wizard)
        row = QVBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._stack)

    # ---- what is done ------------------------------------------------------------------------------------------------

    @Slot(str)
    def _open_ceremony(self, existing: str) -> None:
        self._say("")
        self._clerk.ask(partial(self._office.begin, existing), self._begun, self._sorry)

    def _begun(self, wizard: Wizard) -> None:
        self.wizard.open(wizard)
        self._stack.setCurrentIndex(_CEREMONY)

    @Slot()
    def _close_ceremony(self) -> None:
        self._stack.setCurrentIndex(_OVERVIEW)
        self.begin()

    @Slot(str)
    def _sign_list(self, name: str) -> None:
        self._clerk.ask(partial(self._office.sign_list, name), self._signed, self._sorry)

    def _signed(self, file: Path) -> None:
        self._say(self.tr("The revocation list is signed and in {file}.").format(file=file), Tone.PASS)
        self.begin()

    @Slot(str)
    def _ask_pin(self, name: str) -> None:
        """Ask for what lets this authority sign."""
        form = Form((Question("pin", self.tr("PIN or passphrase"), Kind.SECRET),), self.plan)
        unlock, leave = button(self.tr("Unlock"), primary=True), button(self.tr("Cancel"))
        unlock.clicked.connect(lambda: self._unlock(name, form.secrets["pin"]))
        leave.clicked.connect(form.forget)
        leave.clicked.connect(self.plan.hide)
        for line in form.findChildren(QLineEdit):
            line.returnPressed.connect(unlock.click)
        _replace(self.plan, [heading(self.tr("UNLOCK {name}").format(name=name)), form], (unlock, leave))
        self.plan.show()
        self._area.verticalScrollBar().setValue(0)
        if form.first is not None:
            form.first.setFocus()

    def _unlock(self, name: str, secret: SecretStr) -> None:
        if secret.get_secret_value():  # Enter pressed twice is one try, for a token counts them
            self._clerk.ask(partial(self._office.unlock, name, secret), self._planned, self._sorry)

    @Slot()
    def _settle(self) -> None:
        self._clerk.ask(self._office.settle, lambda _: self.begin(), self._sorry)

    @Slot()
    def _toggle_plan(self) -> None:
        if self.plan.isVisible() or self.view is None:
            self.plan.hide()
            return
        names = [ca.name for ca in self.view.authorities if ca.chain]
        form = Form(_plan_questions(names, times.day_iso(self.view.watch.now + timedelta(days=30)), self), self.plan)
        _replace(self.plan, [heading(self.tr("PLAN A HAND-OVER")), form], self._plan_buttons(form))
        self.plan.show()

    def _plan_buttons(self, form: Form) -> Sequence[QPushButton]:
        plan = button(self.tr("Plan it"), primary=True)
        take_back, leave = button(self.tr("Take the plan back")), button(self.tr("Cancel"))
        plan.clicked.connect(lambda: self._hand_over(form, after=True))
        take_back.clicked.connect(lambda: self._hand_over(form, after=False))
        leave.clicked.connect(self.plan.hide)
        return plan, take_back, leave

    def _hand_over(self, form: Form, *, after: bool) -> None:
        said = form.answers
        work = partial(self._office.hand_over, said["before"], said["after"] if after else "", said["on"])
        self._clerk.ask(work, self._planned, self._sorry)

    def _planned(self, _done: None) -> None:
        """What was asked for under the title is done."""
        self.plan.hide()
        self._say("")
        self.begin()

    def _say(self, words: str, tone: Tone = Tone.IDLE) -> None:
        shade = self._theme.tones[tone]
        self.said.setText(words)
        self.said.setVisible(bool(words))
        self.said.setStyleSheet(f"background-color: {shade.tint}; color: {shade.ink}; border-radius: 8px; padding: 10px 12px;")

    def _sorry(self, failure: Failure) -> None:
        self._say(f"{said(failure.message)} {said(failure.advice)} {failure.code}", Tone.ATTENTION)


def _plan_questions(names: Sequence[str], day: str, page: QWidget) -> tuple[Question, ...]:
    options = tuple((name, name) for name in names)
    return (
        Question("before", page.tr("Until then signs"), Kind.CHOICE, names[0], options),
        Question("after", page.tr("From then on signs"), Kind.CHOICE, names[-1], options),
        Question("on", page.tr("From which day on"), default=day, hint=page.tr("Year-month-day. Certificates of both stay valid.")),
    )


def _replace(box: QWidget, widgets: Sequence[QWidget], buttons: Sequence[QPushButton]) -> None:
    """Put these into the box, one under the other, the buttons in a row."""
    column = box.layout()
    if column is None:
        column = QVBoxLayout(box)
        column.setContentsMargins(18, 14, 18, 14)
        column.setSpacing(10)
    while (item := column.takeAt(0)) is not None:
        if old := item.widget():
            old.deleteLater()
    row_box = QWidget()
    row = QHBoxLayout(row_box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(10)
    for each in buttons:
        row.addWidget(each)
    row.addStretch(1)
    for widget in (*widgets, row_box):
        column.addWidget(widget)
