"""A form made of a ceremony's questions: each with its field, shown only where it is asked."""

from collections.abc import Callable, Sequence

from pydantic import SecretStr
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from app.founding.questions import Kind, Question
from app.gui.language import said
from app.gui.theme import SMALL
from app.gui.widgets.card import button, plain
from app.gui.widgets.choice import Choice

_TITLES = 260
_YES = ("yes", "no")


class Form(QWidget):
    """The answers are words; what is secret never leaves its field but as a SecretStr."""

    def __init__(self, questions: Sequence[Question], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._questions = tuple(questions)
        self._answers: dict[str, Callable[[], str]] = {}
        self._secrets: dict[str, tuple[QLineEdit, QLineEdit | None]] = {}
        self._lines: dict[str, QLineEdit] = {}
        self._only: set[str] | None = None
        self._rows: list[tuple[Question, list[QWidget]]] = []
        self.first: QWidget | None = None
        """Where work begins."""
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        grid.setColumnMinimumWidth(0, _TITLES)
        grid.setColumnStretch(1, 1)
        for row, question in enumerate(self._questions):
            title = plain(said(question.words), wrap=True)
            title.setFixedWidth(_TITLES)
            title.setContentsMargins(0, 13, 0, 0)
            field = self._field(question)
            grid.addWidget(title, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(field, row, 1, Qt.AlignmentFlag.AlignTop)
            self._rows.append((question, [title, field]))
        grid.setRowStretch(len(self._questions), 1)
        self._show_asked()

    @property
    def answers(self) -> dict[str, str]:
        """What is answered by now."""
        return {name: read() for name, read in self._answers.items()}

    @property
    def secrets(self) -> dict[str, SecretStr]:
        """What is typed into the secret fields; the fields are empty afterwards."""
        found = {name: SecretStr(first.text()) for name, (first, _) in self._secrets.items()}
        for first, second in self._secrets.values():
            first.clear()
            if second is not None:
                second.clear()
        return found

    def forget(self) -> None:
        """Empty the secret fields."""
        for fields in self._secrets.values():
            for line in fields:
                if line is not None:
                    line.clear()

    def fill(self, name: str, text: str) -> None:
        """Write an answer in the place of fingers."""
        self._lines[name].setText(text)

    def show_only(self, names: set[str]) -> None:
        """Ask no other question."""
        self._only = names
        self._show_asked()

    @property
    def unlike(self) -> Question | None:
        """The question whose secret was not typed twice alike."""
        for question in self._questions:
            first, second = self._secrets.get(question.name, (None, None))
            if first is not None and second is not None and first.text() != second.text():
                return question
        return None

    def _field(self, question: Question) -> QWidget:
        box = QWidget(self)
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        match question.kind:
            case Kind.CHOICE | Kind.YES:
                column.addWidget(self._choice(question), 0, Qt.AlignmentFlag.AlignLeft)
            case Kind.SECRET | Kind.NEW_SECRET:
                column.addLayout(self._secret(question))
            case Kind.TEXT | Kind.FILE | Kind.FOLDER:
                column.addLayout(self._text(question))
        if question.hint:
            column.addWidget(plain(said(question.hint), muted=True, wrap=True, pixels=SMALL))
        return box

    def _choice(self, question: Question) -> QWidget:
        options = question.choices or ((_YES[0], self.tr("Yes")), (_YES[1], self.tr("No")))
        words = said(question.words)
        choice = Choice(words, [said(shown) for _, shown in options], self)
        choice.setMinimumWidth(140)
        values = [value for value, _ in options]
        choice.pick(values.index(question.default) if question.default in values else 0)
        choice.chosen.connect(self._show_asked)
        self._answers[question.name] = lambda: values[choice.number]
        self.first = self.first or choice
        return choice

    def _text(self, question: Question) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        line = QLineEdit(question.default, self)
        line.setAccessibleName(said(question.words))
        line.setMaximumWidth(520)
        row.addWidget(line, 8)  # as wide as it may: a path is long
        if question.kind in {Kind.FILE, Kind.FOLDER}:
            choose = button(self.tr("Choose …"), self)
            choose.setAccessibleName(self.tr("Choose: {what}").format(what=said(question.words)))
            choose.clicked.connect(lambda: self._choose(line, said(question.words), folder=question.kind is Kind.FOLDER))
            row.addWidget(choose)
        row.addStretch(1)
        self._answers[question.name] = line.text
        self._lines[question.name] = line
        self.first = self.first or line
        return row

    def _secret(self, question: Question) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        fields = []
        for again in (False, True)[: 2 if question.kind is Kind.NEW_SECRET else 1]:
            line = QLineEdit(self)
            line.setEchoMode(QLineEdit.EchoMode.Password)
            line.setPlaceholderText(self.tr("Once more") if again else "")
            line.setAccessibleName(said(question.words))
            line.setMaximumWidth(260)
            row.addWidget(line, 1)
            fields.append(line)
        row.addStretch(1)
        self._secrets[question.name] = (fields[0], fields[1] if len(fields) > 1 else None)
        self.first = self.first or fields[0]
        return row

    def _choose(self, line: QLineEdit, title: str, *, folder: bool) -> None:
        place = QFileDialog.getExistingDirectory(self, title) if folder else QFileDialog.getOpenFileName(self, title)[0]
        if place:
            line.setText(place)

    def _show_asked(self) -> None:
        """Show what is asked with the answers there are; what depends on something hidden is hidden too."""
        answers, hidden = self.answers, set()
        for question, widgets in self._rows:
            named = self._only is None or question.name in self._only
            asked = named and (
                question.when is None or (answers.get(question.when[0]) == question.when[1] and question.when[0] not in hidden)
            )
            asked = asked and (question.unless is None or answers.get(question.unless[0]) != question.unless[1])
            if not asked:
                hidden.add(question.name)
            for widget in widgets:
                widget.setVisible(asked)


def wrapped(words: str) -> QLabel:
    """A sentence that takes as many lines as it needs, and may be copied."""
    label = plain(words, wrap=True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard)
    return label
