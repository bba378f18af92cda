"""Recipes: a form and the TOML side by side, checked as one types; a dry run, the versions, and an engineer's approval."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSignalBlocker, QTimer, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from app.core.errors import RecipeError
from app.core.recipe import Recipe
from app.core.run import Failure
from app.core.versions import Version
from app.gui import written
from app.gui.clerk import Clerk
from app.gui.dryrun import DryRun
from app.gui.language import said
from app.gui.theme import LIGHT, Theme, Tone, font
from app.gui.widgets.card import button, plain, scrolled
from app.gui.widgets.choice import Choice
from app.gui.widgets.lines import Lines
from app.gui.widgets.notice import Notice
from app.gui.widgets.recipeform import RecipeForm
from app.gui.widgets.verdict import Verdict
from app.provisioning.draft import Field, list_fields, read_values, set_value
from app.provisioning.foreman import Foreman
from app.provisioning.recipes import Standing

_SETTLE_MS = 250
"""Milliseconds after the last key before the text is checked."""
_FORM = 420
_BELOW = 236


class RecipesPage(QWidget):
    """Files and ledger are asked on the page's own thread; a dry run goes on another, so that typing is checked meanwhile."""

    def __init__(self, foreman: Foreman, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._foreman = foreman
        self._clerk = Clerk("recipes", self)
        self._standings: tuple[Standing, ...] = ()
        self._name = ""
        self._drafts: dict[str, str] = {}
        self._saved: dict[str, str] = {}
        self.choice: Choice | None = None
        self.form = RecipeForm(list_fields(), self)
        self.text = QPlainTextEdit(self)
        self.text.setAccessibleName(self.tr("The recipe as TOML"))
        self.text.setFont(font(14, mono=True))
        self.text.setTabChangesFocus(True)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.dry = button(self.tr("Dry run"), self)
        self.stop = button(self.tr("Stop"), self)
        self.undo = button(self.tr("Undo changes"), self)
        self.save = button(self.tr("Save as new version"), self)
        self.approve = button(self.tr("Approve"), self, primary=True)
        self.notice = Notice(self)
        self.checked = Verdict(self)
        self.versions = Lines(
            self.tr("VERSIONS"), self.tr("The ledger knows no version yet: nobody has used, saved or approved it."), LIGHT, self
        )
        self.steps = Lines(
            self.tr("DRY RUN"), self.tr("A dry run takes a simulated device through this recipe; nothing of it is kept."), LIGHT, self
        )
        self.dryrun = DryRun(foreman, self.steps, self.dry, self.stop, self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SETTLE_MS)
        self._lay_out()
        self._wire()
        self.notice.hide()

    # ---- what the window asks ----------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Look at the files anew; what is being written stays."""
        self.form.build()
        self._clerk.ask(self._foreman.list_recipes, self._listed, self._sorry)

    def take(self, text: str) -> bool:
        """What is typed here belongs to the fields."""
        del text
        return True

    def wear(self, theme: Theme) -> None:
        """Show the same in these colours."""
        for part in (self.notice, self.versions, self.steps, self.checked):
            part.wear(theme)

    def close_thread(self) -> None:
        """Stop a dry run and wait for it; from any thread."""
        self.dryrun.close()
        self._clerk.close()

    @property
    def written(self) -> str:
        """The text as it is on the screen."""
        return self.text.toPlainText()

    # ---- which one ---------------------------------------------------------------------------------------------------

    def _listed(self, standings: Sequence[Standing]) -> None:
        self._standings = tuple(standings)
        names = [standing.recipe.name for standing in standings]
        if self.choice is not None:
            self._top.removeWidget(self.choice)
            self.choice.hide()
            self.choice.deleteLater()
            self.choice = None
        if not standings:
            self.checked.judge(Tone.ATTENTION, self.tr("This station has no recipe."))
            return
        self.choice = Choice(self.tr("Recipe"), [written.named(standing) for standing in standings], self)
        self.choice.chosen.connect(lambda number: self.open(names[number]))
        self._top.insertWidget(1, self.choice)
        self.open(self._name if self._name in names else names[0])

    def open(self, name: str) -> None:
        """Show this recipe, with what was written of it and not saved."""
        if self._name != name:
            self.notice.hide()
            self.dryrun.clear()
        self._name = name
        if self.choice is not None:
            self.choice.pick([standing.recipe.name for standing in self._standings].index(name))
        self._clerk.ask(partial(_read, self._foreman, name), self._opened, self._sorry)

    def _opened(self, read: tuple[str, str, Sequence[Version]]) -> None:
        name, source, versions = read
        if name != self._name:
            return
        self._saved[name] = source
        text = self._drafts.get(name, source)
        if text != self.written:
            with QSignalBlocker(self.text):
                self.text.setPlainText(text)
        digest = next((standing.recipe.digest for standing in self._standings if standing.recipe.name == name), "")
        self.versions.show_lines([written.version_line(version, digest) for version in versions])
        self._follow()
        self._check()

    # ---- writing -----------------------------------------------------------------------------------------------------

    @Slot()
    def _typed(self) -> None:
        self._drafts[self._name] = self.written
        self._follow()
        self._timer.start()

    @Slot(object, str)
    def _filled(self, field: Field, words: str) -> None:
        """A field of the form: the text follows, and keeps its comments."""
        try:
            text = set_value(self.written, field, words)
        except RecipeError as error:
            self.checked.judge(Tone.FAIL, said(error.message))
            return
        with QSignalBlocker(self.text):
            self.text.setPlainText(text)
        self._typed()

    def _follow(self) -> None:
        """The form follows the text, and the buttons what is written."""
        changed = self.written != self._saved.get(self._name, "")
        if not changed:
            self._drafts.pop(self._name, None)
        self.undo.setVisible(changed)
        self.save.setEnabled(changed)
        try:
            self.form.show_values(read_values(self.written))
        except RecipeError:
            self.form.setEnabled(False)
        else:
            self.form.setEnabled(True)

    @Slot()
    def _check(self) -> None:
        name, text = self._name, self.written
        if name:
            fits = partial(self._is_now, name, text)
            self._clerk.ask(
                partial(self._foreman.check, name, text),
                lambda recipe: self._good(recipe) if fits() else None,
                lambda failure: self.checked.judge(Tone.FAIL, f"{said(failure.message)}  {failure.code}") if fits() else None,
            )

    def _is_now(self, name: str, text: str) -> bool:
        return (name, text) == (self._name, self.written)

    def _good(self, recipe: Recipe) -> None:
        words = self.tr("It can be used. Version {version}, digest {digest}.")
        self.checked.judge(Tone.PASS, words.format(version=recipe.version, digest=recipe.digest[:12]))

    @Slot()
    def _undo(self) -> None:
        self.text.setPlainText(self._saved.get(self._name, ""))

    # ---- doing -------------------------------------------------------------------------------------------------------

    @Slot()
    def _save(self) -> None:
        self._clerk.ask(partial(self._foreman.save, self._name, self.written), self._kept, self._sorry)

    def _kept(self, version: Version) -> None:
        self._drafts.pop(version.name, None)
        words = self.tr("Version {version} of {name} is saved").format(version=version.version, name=version.name)
        self._say(words, self.tr("Running orders keep theirs. An engineer approves it before a new order is made with it."), Tone.PASS)
        self.begin()

    @Slot()
    def _approve(self) -> None:
        if self._name in self._drafts:
            self._say(self.tr("What is written here is not saved"), self.tr("Save it as a new version first, or undo it."), Tone.ATTENTION)
            return
        self._clerk.ask(partial(self._foreman.approve, self._name), self._approved, self._sorry)

    def _approved(self, version: Version) -> None:
        title = self.tr("Version {version} of {name} is approved").format(version=version.version, name=version.name)
        self._say(title, self.tr("Orders may be made with it."), Tone.PASS)
        self.begin()

    def _sorry(self, failure: Failure) -> None:
        self._say(f"{said(failure.message)} ({failure.code})", said(failure.advice), Tone.FAIL)

    @Slot(str, str, object)
    def _say(self, title: str, advice: str, tone: Tone) -> None:
        self.notice.say(title, advice, tone)
        self.notice.show()

    @Slot()
    def rehearse(self) -> None:
        """A dry run of what is written."""
        self.dryrun.begin(self._name, self.written)

    # ---- looks -------------------------------------------------------------------------------------------------------

    def _wire(self) -> None:
        self.notice.closed.connect(self.notice.hide)
        self.text.textChanged.connect(self._typed)
        self.form.changed.connect(self._filled)
        self._timer.timeout.connect(self._check)
        self.dry.clicked.connect(self.rehearse)
        self.undo.clicked.connect(self._undo)
        self.save.clicked.connect(self._save)
        self.approve.clicked.connect(self._approve)
        self.dryrun.told.connect(self._say)

    def _lay_out(self) -> None:
        title = plain(self.tr("Recipes"))
        title.setObjectName("title")
        self._top = QHBoxLayout()
        self._top.setSpacing(10)
        self._top.addWidget(title)
        self._top.addStretch(1)
        for each in (self.undo, self.dry, self.stop, self.save, self.approve):
            self._top.addWidget(each)
        form = _framed(self.form)
        form.setFixedWidth(_FORM)
        side = QHBoxLayout()
        side.setSpacing(14)
        side.addWidget(form)
        side.addWidget(self.text, 1)
        below = QHBoxLayout()
        below.setSpacing(14)
        for lines in (self.versions, self.steps):
            area = scrolled(lines)
            area.setFixedHeight(_BELOW)
            below.addWidget(area, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 14)
        column.setSpacing(12)
        column.addLayout(self._top)
        column.addWidget(self.notice)
        column.addWidget(self.checked)
        column.addLayout(side, 1)
        column.addLayout(below)


def _framed(widget: QWidget) -> QFrame:
    frame = QFrame()
    frame.setObjectName("card")
    row = QVBoxLayout(frame)
    row.setContentsMargins(2, 2, 2, 2)
    row.addWidget(scrolled(widget))
    return frame


def _read(foreman: Foreman, name: str) -> tuple[str, str, Sequence[Version]]:
    """Its name, its text, and its versions."""
    return name, foreman.source(name), foreman.list_versions(name)
