"""Who may work here: everybody, who is admitted, PINs, roles; and the first administrator of a fresh station."""

from collections.abc import Callable
from functools import partial

from pydantic import SecretStr
from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.core.errors import NotAllowed, PersonUnusable, ScanUnreadable
from app.core.people import Person, Role
from app.core.run import Failure
from app.founding.questions import Kind, Question
from app.gui.clerk import Clerk
from app.gui.language import said
from app.gui.marking import QT_TRANSLATE_NOOP
from app.gui.says import role_word
from app.gui.sections import clear, column_in, framed
from app.gui.theme import Theme
from app.gui.widgets.card import button, heading, plain
from app.gui.widgets.choice import Choice
from app.gui.widgets.form import Form
from app.gui.widgets.pinform import PinForm
from app.provisioning.people import People

_BADGE = QT_TRANSLATE_NOOP("Setup", "Badge")
_SCAN = QT_TRANSLATE_NOOP("Setup", "Scan it, or type what stands in its barcode.")
_NAME = QT_TRANSLATE_NOOP("Setup", "Name")
_ROLE = QT_TRANSLATE_NOOP("Setup", "Role")
_THEN = QT_TRANSLATE_NOOP("Setup", "Their PIN is asked for next.")


class PeopleSection(QWidget):
    """While it is shown a badge that is scanned is one to be admitted."""

    collecting = Signal(bool)
    """Whether the next badge is to come here."""
    founded = Signal()
    """The first administrator was admitted: from now on nobody works here without a badge."""
    told = Signal(str)
    refused = Signal(object)
    """A Failure."""

    def __init__(self, people: People, clerk: Clerk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._people, self._clerk = people, clerk
        self._someone = False
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(16)
        self.grid.setVerticalSpacing(6)
        self.grid.setColumnStretch(0, 1)
        self._admission = QVBoxLayout()
        self._title = heading("")
        self.admit = button(self.tr("Admit"), self, primary=True)
        self.change = button(self.tr("Change my PIN …"), self)
        self.pins = PinForm(self)
        self._keep: Callable[[SecretStr | None, SecretStr], None] = self._change_own
        """What is done with the PIN that is asked for."""
        self.admit.clicked.connect(self._admit)
        self.change.clicked.connect(self._ask_own)
        self.pins.wished.connect(self._keep_pin)
        self.pins.left.connect(lambda: self._show_admission(shown=True))
        self.form = self._admission_form()
        self._list = framed(self.grid)
        self._heading = heading(self.tr("PEOPLE OF THIS STATION"))
        column = column_in(self)
        column.addWidget(self._heading)
        column.addWidget(self._list)
        column.addLayout(_right(self.change))
        column.addWidget(self.pins)
        column.addWidget(self._title)
        self._asked = framed(self._admission)
        column.addWidget(self._asked)
        column.addLayout(_right(self.admit))
        column.addStretch(1)

    def begin(self) -> None:
        """Read who is there."""
        self.collecting.emit(True)
        self._read()

    def leave(self) -> None:
        """Badges log people in again, and no PIN stays in a field."""
        self.collecting.emit(False)
        self.pins.put_away()

    def wear(self, theme: Theme) -> None:
        """Show the same in these colours."""
        self.pins.wear(theme)

    def take_badge(self, badge: str) -> None:
        """A badge was scanned: it is the one to be admitted."""
        self.pins.put_away()
        self.form.fill("badge", badge)

    def take_pin(self, pin: SecretStr) -> None:
        """A PIN was scanned: it goes where a new one is asked for, and behind a badge and a name it is theirs."""
        if self.pins.isHidden() and all(self.form.answers[name].strip() for name in ("badge", "name")):
            self.admit.click()
        if not self.pins.take_pin(pin.get_secret_value()):
            self.refused.emit(Failure.of(ScanUnreadable("No PIN is asked for.", advice="Press “New PIN …” or “Change my PIN …” first.")))

    def _read(self) -> None:
        self._clerk.ask(self._people.list_all, self._show, self.refused.emit)

    def _show(self, everybody: list[tuple[Person, bool]]) -> None:
        clear(self.grid)
        self._someone = bool(everybody)
        for part in (self._heading, self._list, self.change):
            part.setVisible(self._someone)
        self._title.setText(self.tr("ADMIT SOMEBODY") if everybody else self.tr("THE FIRST ADMINISTRATOR OF THIS STATION"))
        self.form.show_only({"badge", "name"} | ({"role"} if everybody else set()))
        for row, (person, active) in enumerate(each for each in everybody if each[1]):
            del active
            self._row(row, person)

    def _row(self, row: int, person: Person) -> None:
        roles = tuple(Role)
        role = Choice(self.tr("Role of {name}").format(name=person.name), [role_word(each) for each in roles], self)
        role.pick(roles.index(person.role))
        role.chosen.connect(lambda number: self._do(lambda by: self._people.change_role(by, person.badge, roles[number])))
        renew, dismiss = button(self.tr("New PIN …"), self), button(self.tr("Dismiss"), self)
        renew.setAccessibleName(self.tr("New PIN for {name}").format(name=person.name))
        dismiss.setAccessibleName(self.tr("Dismiss {name}").format(name=person.name))
        renew.clicked.connect(partial(self._ask_new, person))
        dismiss.clicked.connect(lambda: self._do(lambda by: self._people.dismiss(by, person.badge)))
        self.grid.addWidget(plain(f"{person.name}  ({person.badge})"), row, 0)
        for place, widget in enumerate((role, renew, dismiss), start=1):
            self.grid.addWidget(widget, row, place)

    @Slot()
    def _admit(self) -> None:
        """Ask for the PIN of whoever is to be admitted."""
        given = self.form.answers
        badge, name = given["badge"].strip().removeprefix("BMB:"), given["name"].strip()
        for words, answer in ((_BADGE, badge), (_NAME, name)):
            if not answer:
                sorry = PersonUnusable(f"Something is still missing: {said(words)}.", advice="Fill it in, then go on.")
                self.refused.emit(Failure.of(sorry))
                return
        role = Role(given["role"])
        self._show_admission(shown=False)
        self._ask(self.tr("PIN OF {name} ({badge})").format(name=name, badge=badge), partial(self._admit_with, badge, name, role))

    def _admit_with(self, badge: str, name: str, role: Role, _old: SecretStr | None, pin: SecretStr) -> None:
        if self._someone:
            work = self._by_present(lambda by: self._people.admit(by, badge, name, role, pin))
            self._clerk.ask(work, self._admitted, self._pin_refused)
        else:
            self._clerk.ask(lambda: self._people.admit_first(badge, name, pin), self._founded, self._pin_refused)

    def _admitted(self, answer: object) -> None:
        self.form.fill("badge", "")
        self.form.fill("name", "")
        self._pin_kept(answer)

    def _show_admission(self, *, shown: bool) -> None:
        for part in (self._title, self._asked, self.admit):
            part.setVisible(shown)

    @Slot()
    def _ask_own(self) -> None:
        self._ask(self.tr("MY NEW PIN"), self._change_own, own=True)

    def _ask_new(self, person: Person) -> None:
        title = self.tr("NEW PIN OF {name} ({badge})").format(name=person.name, badge=person.badge)
        self._ask(title, partial(self._reset, person.badge))

    def _ask(self, title: str, keep: Callable[[SecretStr | None, SecretStr], None], *, own: bool = False) -> None:
        self._keep = keep
        self.pins.ask(title, own=own)

    @Slot(object, object)
    def _keep_pin(self, old: SecretStr | None, new: SecretStr) -> None:
        self._keep(old, new)

    def _change_own(self, old: SecretStr | None, new: SecretStr) -> None:
        if old is not None:
            self._clerk.ask(self._by_present(lambda by: self._people.change_pin(by, old, new)), self._pin_kept, self._pin_refused)

    def _reset(self, badge: str, _old: SecretStr | None, new: SecretStr) -> None:
        self._clerk.ask(self._by_present(lambda by: self._people.reset_pin(by, badge, new)), self._pin_kept, self._pin_refused)

    def _pin_kept(self, answer: object) -> None:
        self.pins.put_away()
        self._done(answer)

    def _pin_refused(self, failure: Failure) -> None:
        self.pins.refuse(f"{said(failure.message)} {said(failure.advice)}")

    def _do(self, work: Callable[[Person], object]) -> None:
        self._clerk.ask(self._by_present(work), self._done, self._not_done)

    def _by_present(self, work: Callable[[Person], object]) -> Callable[[], object]:
        """The work, to be done in the name of whoever works here."""

        def ask() -> object:
            by = self._people.present
            if by is None or self._people.locked:
                raise NotAllowed("Nobody has logged in.", advice="Go to the Station page, scan your badge, then come back.")
            return work(by)

        return ask

    def _done(self, _answer: object) -> None:
        self.told.emit(self.tr("Done."))
        self._read()

    def _founded(self, person: Person) -> None:
        self.founded.emit()
        self._admitted(person)

    def _not_done(self, failure: Failure) -> None:
        self.refused.emit(failure)
        self._read()

    def _admission_form(self) -> Form:
        roles = tuple((role.value, role_word(role)) for role in Role)
        form = Form(
            (
                Question("badge", _BADGE, hint=_SCAN),
                Question("name", _NAME, hint=_THEN),
                Question("role", _ROLE, Kind.CHOICE, choices=roles),
            ),
            self,
        )
        self._admission.addWidget(form)
        return form


def _right(widget: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(widget)
    return row
