"""A recipe as a form: one field for each of its keys, section by section."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from app.gui.widgets.card import heading, plain
from app.gui.widgets.choice import Choice
from app.provisioning.draft import Field

_TITLES = 132
_TOP = "recipe"
_AT_ONCE = 4
"""Fields made in one turn of the window."""


class RecipeForm(QWidget):
    """Shows values; `changed` tells the field and what was typed into it. Built a few fields at a time, so that no trays wait for it."""

    changed = Signal(object, str)
    """A Field, and its words; empty: nothing is said any more."""
    built = Signal()

    def __init__(self, fields: Sequence[Field], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        sections = dict.fromkeys(field.section for field in fields)
        self._left = [field for section in sections for field in fields if field.section == section]
        self._section: str | None = None
        """The last that was begun."""
        self._grid = QGridLayout()
        self._values: Mapping[str, str] = {}
        self._lines: dict[str, QLineEdit] = {}
        self._choices: dict[str, tuple[Field, Choice]] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 12, 16, 16)
        self._column.setSpacing(8)

    @Slot()
    def build(self) -> None:
        """Make what is not there yet."""
        if not self._left:
            return
        now, self._left = self._left[:_AT_ONCE], self._left[_AT_ONCE:]
        for field in now:
            if field.section != self._section:
                self._begin(field.section)
            title = plain(field.key.rpartition(".")[2], muted=True)
            title.setFixedWidth(_TITLES)
            row = self._grid.rowCount()
            self._grid.addWidget(title, row, 0, Qt.AlignmentFlag.AlignVCenter)
            self._grid.addWidget(self._field(field), row, 1)
        self.show_values(self._values)
        if self._left:
            QTimer.singleShot(0, self, self.build)
        else:
            self._column.addStretch(1)
            self.built.emit()

    def _begin(self, section: str) -> None:
        self._section = section
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnMinimumWidth(0, _TITLES)
        self._grid.setColumnStretch(1, 1)
        self._column.addWidget(heading(section or _TOP))
        self._column.addLayout(self._grid)

    def show_values(self, values: Mapping[str, str]) -> None:
        """What the text says, by key; the field that is being typed into is left alone."""
        self._values = values
        for key, line in self._lines.items():
            if not line.hasFocus() and line.text() != values.get(key, ""):
                line.setText(values.get(key, ""))
        for key, (field, choice) in self._choices.items():
            said = values.get(key, "")
            choice.pick(field.choices.index(said) + 1 if said in field.choices else 0)

    def find_field(self, key: str) -> QWidget | None:
        """The field of a key."""
        if key in self._choices:
            return self._choices[key][1]
        return self._lines.get(key)

    def _field(self, field: Field) -> QWidget:
        if field.choices:
            unsaid = self.tr("{default} (unless said)").format(default=field.default) if field.default else self.tr("not said")
            choice = Choice(field.key, [unsaid, *field.choices], self)
            choice.chosen.connect(partial(self._choose, field))
            self._choices[field.key] = field, choice
            return choice
        line = QLineEdit(self)
        line.setAccessibleName(field.key)
        line.setPlaceholderText(field.default)
        line.textEdited.connect(partial(self.changed.emit, field))
        self._lines[field.key] = line
        return line

    def _choose(self, field: Field, number: int) -> None:
        self.changed.emit(field, field.choices[number - 1] if number else "")
