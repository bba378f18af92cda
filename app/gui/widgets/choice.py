"""A button with a menu of which one thing is chosen; its text says which."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget


class Choice(QToolButton):
    """`options` are words; `chosen` tells the number of the one picked."""

    chosen = Signal(int)

    def __init__(self, title: str, options: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("choice")
        self._title, self._number = title, 0
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        menu.setAccessibleName(title)
        group = QActionGroup(self)
        for number, option in enumerate(options):
            action = QAction(option, group)
            action.setCheckable(True)
            action.setData(number)
            menu.addAction(action)
        group.triggered.connect(self._pick)
        self.setMenu(menu)
        self._actions = group.actions()
        self.pick(0)

    @property
    def number(self) -> int:
        """Which one is chosen."""
        return self._number

    def pick(self, number: int) -> None:
        """Choose one without telling."""
        self._number = number
        self._actions[number].setChecked(True)
        word = self._actions[number].text()
        self.setText(f"{word}  ▾")
        self.setAccessibleName(f"{self._title}: {word}")

    def _pick(self, action: QAction) -> None:
        self.pick(action.data())
        self.chosen.emit(self._number)
