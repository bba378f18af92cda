"""Keys and certificates for a list of units, made ahead of them: what is wanted, how far it is, what came of it."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QLocale, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QScrollArea, QVBoxLayout, QWidget

from app.core.bulk import BulkProgress, BulkResult, BulkWish, OnError, Refusal
from app.core.errors import Cancelled
from app.core.run import Failure
from app.core.waiting import Stop
from app.founding.questions import Kind, Question
from app.gui.authorities import Line
from app.gui.clerk import Clerk
from app.gui.desk import Ahead
from app.gui.language import said
from app.gui.marking import QT_TRANSLATE_NOOP
from app.gui.theme import LIGHT, Theme, Tone
from app.gui.widgets.card import button, heading, plain
from app.gui.widgets.form import Form, wrapped
from app.gui.widgets.lines import Lines
from app.gui.widgets.symbols import Symbol

_SHOWN = 12
"""Refused rows that are shown; all of them are in the folder."""
_WIDEST = 980
"""Pixels: a line that is longer is not read."""
_STEPS = 1_000
"""Of the bar."""
_MINUTE = 60
_RECIPIENT, _PASSPHRASE, _NONE = "recipient", "passphrase", "none"


def questions_of(recipes: Sequence[tuple[str, str]]) -> tuple[Question, ...]:
    """What a job needs to know."""
    t = QT_TRANSLATE_NOOP
    protections = (
        (_PASSPHRASE, t("Ceremony", "Under a passphrase")),
        (_RECIPIENT, t("Ceremony", "For the holder of a certificate")),
        (_NONE, t("Ceremony", "There are none: the devices have their keys")),
    )
    errors = (
        (OnError.SKIP.value, t("Ceremony", "Leave it out and go on")),
        (OnError.STOP.value, t("Ceremony", "Stop there")),
    )
    yes_no = (("no", t("Ceremony", "No")), ("yes", t("Ceremony", "Yes, as soon as it answers")))
    return (
        Question("recipe", t("Ceremony", "Recipe"), Kind.CHOICE, choices=tuple(recipes)),
        Question(
            "source",
            t("Ceremony", "List of units"),
            Kind.FILE,
            hint=t(
                "Ceremony", "CSV in UTF-8. The first row names the columns: serial, and if you like model, revision, firmware, chip, csr."
            ),
        ),
        Question(
            "folder",
            t("Ceremony", "Folder"),
            Kind.FOLDER,
            hint=t("Ceremony", "A new or empty one; or that of a job that was stopped, which goes on."),
        ),
        Question("protection", t("Ceremony", "Private keys"), Kind.CHOICE, default=_PASSPHRASE, choices=protections),
        Question("passphrase", t("Ceremony", "Passphrase, at least 12 characters"), Kind.NEW_SECRET, when=("protection", _PASSPHRASE)),
        Question("certificate", t("Ceremony", "Their certificate (RSA or EC, PEM)"), Kind.FILE, when=("protection", _RECIPIENT)),
        Question("on_error", t("Ceremony", "A row that cannot be used"), Kind.CHOICE, default=OnError.SKIP.value, choices=errors),
        Question("registers", t("Ceremony", "Tell the platform"), Kind.CHOICE, default="no", choices=yes_no),
    )


class AheadPage(QWidget):
    """One job at a time, on a thread of its own."""

    _told = Signal(object)

    def __init__(self, ahead: Ahead, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._ahead = ahead
        self._clerk = Clerk("bulk", self)
        self._stop: Stop | None = None
        self.form = Form(questions_of(ahead.list_recipes()), self)
        self.start = button(self.tr("Make certificates"), self, primary=True)
        self.cancel = button(self.tr("Stop"), self)
        self.bar = QProgressBar(self)
        self.bar.setRange(0, _STEPS)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(10)
        self.bar.setAccessibleName(self.tr("How far the job is"))
        self.said = wrapped("")
        self._area = QScrollArea(self)
        self.refused = Lines(self.tr("ROWS THAT WERE LEFT OUT"), "", LIGHT, self)
        self._lay_out()
        self._show_running(running=False)
        self.bar.hide()
        self.said.hide()
        self.refused.hide()
        self.start.clicked.connect(self.begin_job)
        self.cancel.clicked.connect(self._cancel)
        self._told.connect(self._progress)

    # ---- what the window asks ----------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Let work begin at the first question."""
        if self.form.first is not None and self._stop is None:
            self.form.first.setFocus()

    def take(self, text: str) -> bool:
        """What is typed here belongs to the fields."""
        del text
        return True

    def wear(self, theme: Theme) -> None:
        """Show the same in these colours."""
        self.bar.setStyleSheet(
            f"QProgressBar {{ background: {theme.track}; border: none; border-radius: 5px; }}"
            f"QProgressBar::chunk {{ background: {theme.tones[Tone.RUNNING].fill}; border-radius: 5px; }}"
        )
        self.refused.wear(theme)

    def close_thread(self) -> None:
        """Stop the job, which keeps what is done, and wait for it; from any thread."""
        if (stop := self._stop) is not None:
            stop.set()
        self._clerk.close()

    # ---- the job -----------------------------------------------------------------------------------------------------

    @Slot()
    def begin_job(self) -> None:
        """Make what the form asks for."""
        if self.form.unlike is not None:
            self._say(self.tr("The two passphrases are not alike."))
            return
        wish, stop = self._wish(), Stop()
        if wish is None:
            self._say(self.tr("Choose the list and the folder first."))
            return
        self._stop = stop
        self.refused.hide()
        self.bar.setValue(0)
        self.bar.show()
        self._say(self.tr("Reading the list …"))
        self._show_running(running=True)
        self._clerk.ask(lambda: self._make(wish, stop), self._done, self._sorry)

    def _make(self, wish: BulkWish, stop: Stop) -> BulkResult | None:
        """On the clerk's thread; None: it was stopped."""
        try:
            return self._ahead.make(wish, self._told.emit, stop)
        except Cancelled:
            return None

    def _wish(self) -> BulkWish | None:
        answers, secrets = self.form.answers, self.form.secrets
        if not answers["source"].strip() or not answers["folder"].strip():
            return None
        protection = answers["protection"]
        return BulkWish(
            recipe=answers["recipe"],
            source=Path(answers["source"].strip()),
            folder=Path(answers["folder"].strip()),
            recipient=Path(answers["certificate"].strip()) if protection == _RECIPIENT else None,
            passphrase=secrets["passphrase"] if protection == _PASSPHRASE else None,
            on_error=OnError(answers["on_error"]),
            registers=answers["registers"] == "yes",
        )

    @Slot()
    def _cancel(self) -> None:
        if self._stop is not None:
            self._stop.set()
            self.cancel.setEnabled(False)
            self._say(self.tr("Stopping: what is begun is finished first …"))

    @Slot(object)
    def _progress(self, progress: BulkProgress) -> None:
        self.bar.setValue(progress.done * _STEPS // max(1, progress.total))
        if self._stop is None or self._stop.is_set:
            return
        number = QLocale().toString
        words = [self.tr("{done} of {total}").format(done=number(progress.done), total=number(progress.total))]
        if progress.left_seconds is not None and progress.left_seconds >= 1:
            minutes, seconds = divmod(round(progress.left_seconds), _MINUTE)
            words.append(self.tr("{minutes} min {seconds} s left").format(minutes=number(minutes), seconds=number(seconds)))
        if progress.refused:
            words.append(self.tr("left out: {count}").format(count=number(progress.refused)))
        self._say(" · ".join(words))

    def _done(self, result: BulkResult | None) -> None:
        self._stop = None
        self._show_running(running=False)
        if result is None:
            self._say(self.tr("Stopped. What is done is in the folder; start again with the same answers and it goes on."))
            return
        self.bar.setValue(_STEPS)
        number = QLocale().toString
        words = self.tr("Done. Certificates made: {issued}, found: {reused}; rows left out: {refused}. Everything is in {folder}.")
        self._say(
            words.format(issued=number(result.issued), reused=number(result.reused), refused=number(result.refused), folder=result.folder)
        )
        more = result.refused - _SHOWN
        self.refused.show_lines(
            [self._line(refusal) for refusal in result.refusals[:_SHOWN]],
            self.tr("{count} more in refused.csv in the folder.").format(count=number(more)) if more > 0 else "",
        )
        self.refused.setVisible(bool(result.refusals))
        self._bring_into_view(self.refused)

    def _sorry(self, failure: Failure) -> None:
        self._stop = None
        self._show_running(running=False)
        self._say(f"{said(failure.message)} {said(failure.advice)} {failure.code}")

    def _line(self, refusal: Refusal) -> Line:
        title = self.tr("Row {row}: {name}").format(row=QLocale().toString(refusal.row), name=refusal.identifier)
        return Line(Tone.ATTENTION, Symbol.REFUSED, title, said(refusal.message), refusal.code)

    # ---- how it looks ------------------------------------------------------------------------------------------------

    def _say(self, words: str) -> None:
        self.said.setText(words)
        self.said.show()
        self._bring_into_view(self.said)

    def _bring_into_view(self, part: QWidget) -> None:
        """Once it has its place."""
        QTimer.singleShot(0, self, lambda: self._area.ensureWidgetVisible(part) if part.isVisible() else None)

    def _show_running(self, *, running: bool) -> None:
        come, go = (self.cancel, self.start) if running else (self.start, self.cancel)
        self.cancel.setEnabled(running)
        come.show()  # first: the keyboard goes there
        go.hide()
        self.form.setEnabled(not running)

    def _lay_out(self) -> None:
        frame = QFrame(self)
        frame.setObjectName("card")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(20, 18, 20, 18)
        inside.addWidget(self.form)
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        buttons.addWidget(self.start)
        buttons.addWidget(self.cancel)
        buttons.addStretch(1)
        inner = QWidget()
        inner.setMaximumWidth(_WIDEST)
        column = QVBoxLayout(inner)
        column.setContentsMargins(24, 20, 24, 24)
        column.setSpacing(14)
        column.addWidget(heading(self.tr("KEYS AND CERTIFICATES AHEAD OF THE DEVICES")))
        column.addWidget(plain(self.tr("For units that are made elsewhere: each gets a folder with what it needs."), muted=True, wrap=True))
        column.addWidget(frame)
        column.addLayout(buttons)
        column.addWidget(self.bar)
        column.addWidget(self.said)
        column.addWidget(self.refused)
        column.addStretch(1)
        area = self._area
        area.setWidgetResizable(True)
        area.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        row = QVBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(area)
