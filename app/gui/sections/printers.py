"""The label printer: which labels go to it, how it is, and a label to try it with."""

from functools import partial

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.gui.clerk import Clerk
from app.gui.desk import Light
from app.gui.language import said
from app.gui.prints import PrinterView, Prints, Template
from app.gui.sections import clear, column_in, framed, lit
from app.gui.theme import LIGHT, Theme
from app.gui.widgets.card import button, heading, plain
from app.gui.widgets.value import Value

_PICTURE = (170, 90)
"""Pixels for how a label looks."""
_TITLES = 190
"""Pixels for a title; its value stands below the sentence above."""


class Printers(QWidget):
    """Asked on the ledger's thread; a label is printed on one of its own, which may take as long as the printer does."""

    told = Signal(str)
    refused = Signal(object)

    def __init__(self, prints: Prints, clerk: Clerk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._prints, self._clerk, self._press = prints, clerk, Clerk("printer", self)
        self._theme: Theme = LIGHT
        self._light: Light | None = None
        self._view: PrinterView | None = None
        self._values: list[Value] = []
        self.buttons: dict[str, QPushButton] = {}
        self._now, self._labels = QVBoxLayout(), QGridLayout()
        self._labels.setHorizontalSpacing(16)
        self._labels.setVerticalSpacing(10)
        self._labels.setColumnStretch(1, 1)
        column = column_in(self)
        column.addWidget(heading(self.tr("THE LABEL PRINTER")))
        column.addWidget(framed(self._now))
        column.addSpacing(10)
        column.addWidget(heading(self.tr("LABELS")))
        column.addWidget(framed(self._labels))
        column.addStretch(1)

    def begin(self) -> None:
        """Look how it is."""
        self._clerk.ask(self._prints.look, self._show, self.refused.emit)

    def leave(self) -> None:
        """Nothing is under way that would have to end."""

    def close_thread(self) -> None:
        """Wait for a label that is being printed; from any thread."""
        self._press.close()

    def show_lights(self, lights: tuple[Light, ...]) -> None:
        """How it is now; how much it owes is looked at again while somebody sees it."""
        self._light = next((light for light in lights if light.name == "Printer"), None)
        if self.isVisible():
            self.begin()

    def wear(self, theme: Theme) -> None:
        """Show the same in these colours."""
        self._theme = theme
        if self._view is not None:
            self._show_now(self._view)

    def _show(self, view: PrinterView) -> None:
        before, self._view = self._view, view
        self._show_now(view)
        if before is None or before.templates != view.templates or before.usable != view.usable:
            self._show_labels(view)

    def _show_now(self, view: PrinterView) -> None:
        clear(self._now)
        number = QLocale().toString
        if self._light is not None:
            self._now.addWidget(lit(self._light, self._theme))
        rows = QGridLayout()
        rows.setColumnMinimumWidth(0, _TITLES)
        rows.setHorizontalSpacing(6)
        rows.setColumnStretch(1, 1)
        facts = (
            (self.tr("Labels go to"), said(view.where)),
            (self.tr("Still to be printed"), number(view.open.owed)),
            (self.tr("Perhaps printed"), number(view.open.unsure)),
        )
        for row, (title, words) in enumerate(facts):
            value = Value(title, words)
            value.wear(self._theme)
            rows.addWidget(plain(title, muted=True), row, 0)
            rows.addWidget(value, row, 1)
        holder = QWidget(self)
        rows.setContentsMargins(0, 0, 0, 0)
        holder.setLayout(rows)
        self._now.addWidget(holder)

    def _show_labels(self, view: PrinterView) -> None:
        clear(self._labels)
        self.buttons = {}
        for row, template in enumerate(view.templates):
            picture = QLabel(self)
            drawn = QPixmap()
            drawn.loadFromData(template.picture)
            kept, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            picture.setPixmap(drawn.scaled(*_PICTURE, kept, smooth))
            picture.setAccessibleName(self.tr("How the label {title} looks").format(title=template.title))
            self.buttons[template.name] = made = button(self.tr("Print a test label"), self)
            made.setAccessibleName(self.tr("Print a test label: {title}").format(title=template.title))
            made.setEnabled(view.usable)
            made.clicked.connect(partial(self._test, template.name))
            self._labels.addWidget(picture, row, 0)
            self._labels.addWidget(plain(self._words_of(template), wrap=True), row, 1)
            self._labels.addWidget(made, row, 2, Qt.AlignmentFlag.AlignVCenter)

    def _words_of(self, template: Template) -> str:
        used = self.tr("Printed for: {recipes}") if template.recipes else self.tr("No recipe asks for it.")
        return "\n".join((template.title, f"{template.name} {template.version}", used.format(recipes=", ".join(template.recipes))))

    def _test(self, template: str) -> None:
        self.told.emit(self.tr("A test label is being printed …"))
        self._press.ask(
            partial(self._prints.test, template), lambda _: self.told.emit(self.tr("The test label is printed.")), self.refused.emit
        )
