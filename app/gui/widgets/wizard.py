"""The ceremony on the screen: where it is at the left, what it asks in the middle, and what it says."""

from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.core.run import Failure
from app.core.waiting import Stop
from app.founding.questions import Stage
from app.gui.clerk import Clerk
from app.gui.language import said
from app.gui.marking import QT_TRANSLATE_NOOP
from app.gui.office import Wizard
from app.gui.theme import LIGHT, Theme, Tone
from app.gui.widgets.card import button, heading, plain
from app.gui.widgets.form import Form, wrapped
from app.gui.widgets.symbols import Picture, Symbol

_STEPS = {
    Stage.SOURCE: QT_TRANSLATE_NOOP("Ceremony", "What"),
    Stage.PLACE: QT_TRANSLATE_NOOP("Ceremony", "The CA and its key"),
    Stage.ORIGIN: QT_TRANSLATE_NOOP("Ceremony", "The root"),
    Stage.SECRETS: QT_TRANSLATE_NOOP("Ceremony", "Secrets"),
    Stage.MAKE: QT_TRANSLATE_NOOP("Ceremony", "Make it"),
    Stage.PLATFORM: QT_TRANSLATE_NOOP("Ceremony", "The platform"),
    Stage.REGISTER: QT_TRANSLATE_NOOP("Ceremony", "Register it"),
    Stage.DONE: QT_TRANSLATE_NOOP("Ceremony", "Done"),
}
_ORDER = tuple(_STEPS)
_WORK = (Stage.MAKE, Stage.REGISTER)
_STEPS_WIDTH = 210


class WizardPanel(QWidget):
    """One ceremony from beginning to end; everything it does is done on the clerk's thread."""

    closed = Signal()
    _heard = Signal(str)

    def __init__(self, clerk: Clerk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clerk = clerk
        self._wizard: Wizard | None = None
        self._stop = Stop()
        self._busy = False
        self._theme: Theme = LIGHT
        self.form: Form | None = None
        self._steps = QVBoxLayout()
        self._steps.setSpacing(14)
        self._body = QVBoxLayout()
        self._body.setSpacing(12)
        self.said = plain("", wrap=True)
        self.back = button(self.tr("Back"), self)
        self.leave = button(self.tr("Cancel"), self)
        self.go_on = button(self.tr("Go on"), self, primary=True)
        self.go_on.setMinimumWidth(140)
        self._lay_out()
        self.back.clicked.connect(self._go_back)
        self.leave.clicked.connect(self._leave)
        self.go_on.clicked.connect(self._go)
        self._heard.connect(self._hear)

    def open(self, wizard: Wizard) -> None:
        """Begin with this one."""
        self._wizard, self._stop = wizard, Stop()
        self._show_stage()

    def cancel(self) -> None:
        """Stop what is under way; heard within a fifth of a second."""
        self._stop.set()

    def wear(self, theme: Theme) -> None:
        """Show the same in these colours."""
        self._theme = theme
        self._show_steps()

    # ---- what is shown -----------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        side = QWidget(self)
        side.setFixedWidth(_STEPS_WIDTH)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(heading(self.tr("CEREMONY")))
        column.addSpacing(8)
        column.addLayout(self._steps)
        column.addStretch(1)
        frame = QFrame(self)
        frame.setObjectName("card")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(24, 20, 24, 20)
        inside.setSpacing(16)
        scrolled = QWidget()
        scrolled.setLayout(self._body)
        self._body.setContentsMargins(0, 0, 0, 0)
        area = QScrollArea(frame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(scrolled)
        inside.addWidget(area, 1)
        inside.addWidget(self.said)
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        buttons.addWidget(self.leave)
        buttons.addStretch(1)
        buttons.addWidget(self.back)
        buttons.addWidget(self.go_on)
        inside.addLayout(buttons)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 20, 24, 20)
        row.setSpacing(16)
        row.addWidget(side)
        row.addWidget(frame, 1)

    def _show_stage(self) -> None:
        wizard = self._wizard
        if wizard is None:
            return
        _clear(self._body)
        stage, questions = wizard.stage, wizard.questions()
        title = QLabel(said(_STEPS[stage]))
        title.setObjectName("title")
        self._body.addWidget(title)
        for sentence in map(said, wizard.review()):
            self._body.addWidget(wrapped(sentence))
        self.form = Form(questions) if questions else None
        if self.form is not None:
            self._body.addWidget(self.form, 1)
        else:
            self._body.addStretch(1)
        done = stage is Stage.DONE
        words = self.tr("Close") if done else said(_STEPS[stage]) if stage in _WORK else self.tr("Go on")
        self.go_on.setText(words)
        self.go_on.setAccessibleName(words)
        self.leave.setVisible(not done)
        self.back.setVisible(stage in (Stage.PLACE, Stage.ORIGIN, Stage.SECRETS, Stage.MAKE))
        self._say("")
        self._show_steps()
        (self.form.first if self.form and self.form.first else self.go_on).setFocus()

    def _show_steps(self) -> None:
        _clear(self._steps)
        if self._wizard is None:
            return
        now = _ORDER.index(self._wizard.stage)
        for number, (stage, words) in enumerate(_STEPS.items()):
            past, here = number < now or stage is Stage.DONE is self._wizard.stage, number == now
            tone = Tone.PASS if past else Tone.RUNNING if here else Tone.IDLE
            symbol = Symbol.PASS if past else Symbol.READY if here else Symbol.OFF
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(10)
            picture = Picture(None, symbol, 18)
            picture.show_symbol(symbol, self._theme.tones[tone].fill, self._theme.page)
            row.addWidget(picture)
            label = plain(said(words), muted=not (past or here))
            label.setStyleSheet("font-weight: 700;" if here else "")
            row.addWidget(label, 1)
            self._steps.addWidget(line)

    def _say(self, words: str, tone: Tone = Tone.IDLE) -> None:
        shade = self._theme.tones[tone]
        self.said.setText(words)
        self.said.setVisible(bool(words))
        self.said.setStyleSheet(f"background-color: {shade.tint}; color: {shade.ink}; border-radius: 8px; padding: 10px 12px;")

    # ---- what is done ------------------------------------------------------------------------------------------------

    @Slot()
    def _go(self) -> None:
        wizard, form = self._wizard, self.form
        if wizard is None or self._busy:
            return
        if wizard.stage is Stage.DONE:
            self.closed.emit()
            return
        if wizard.stage in _WORK:
            self._begin(self.tr("This takes a moment."))
            self._clerk.ask(partial(wizard.act, self._stop, self._heard.emit), self._went, self._sorry)
            return
        if form is None:
            return
        if unlike := form.unlike:
            self._say(self.tr("{what}: the two are not the same. Type both again.").format(what=said(unlike.words)), Tone.ATTENTION)
            return
        self._begin("")
        self._clerk.ask(partial(wizard.answer, form.answers, form.secrets), self._went, self._sorry)

    @Slot()
    def _go_back(self) -> None:
        if self._wizard is not None and not self._busy:
            self._wizard.back()
            self._show_stage()

    @Slot()
    def _leave(self) -> None:
        """While something is under way: stop it, and stay to hear what became of it."""
        if self._busy:
            self.cancel()
        else:
            self.closed.emit()

    @Slot(str)
    def _hear(self, words: str) -> None:
        if self._busy:
            self._say(self.tr("{what} …").format(what=said(words)), Tone.RUNNING)

    def _begin(self, words: str) -> None:
        self._busy = True
        self._stop = Stop()
        self.go_on.setEnabled(False)
        self.back.setEnabled(False)
        if words:
            self._say(words, Tone.RUNNING)

    def _end(self) -> None:
        self._busy = False
        self.go_on.setEnabled(True)
        self.back.setEnabled(True)

    def _went(self, _stage: Stage) -> None:
        self._end()
        self._show_stage()

    def _sorry(self, failure: Failure) -> None:
        self._end()
        self._say(f"{said(failure.message)} {said(failure.advice)} {failure.code}", Tone.ATTENTION)


def _clear(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if old := item.widget():
            old.hide()
            old.deleteLater()
