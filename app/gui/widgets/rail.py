"""The pages there are, at the left."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QButtonGroup, QFrame, QToolButton, QVBoxLayout, QWidget

from app.gui.sizes import RAIL
from app.gui.theme import Theme
from app.gui.widgets.symbols import Symbol, icon


class Rail(QFrame):
    """One button a page; Ctrl and its number go there too."""

    chosen = Signal(int)

    def __init__(self, pages: Sequence[tuple[Symbol, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setFixedWidth(RAIL)
        self._symbols = [symbol for symbol, _ in pages]
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self.chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 14, 7, 14)
        column.setSpacing(6)
        for number, (_, title) in enumerate(pages):
            button = QToolButton(self)
            button.setObjectName("place")
            button.setCheckable(True)
            button.setText(title)
            button.setAccessibleName(title)
            button.setShortcut(f"Ctrl+{number + 1}")
            button.setToolTip(f"{title} (Ctrl+{number + 1})")
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
            button.setIconSize(QSize(24, 24))
            button.setFixedSize(60, 58)
            self._group.addButton(button, number)
            column.addWidget(button)
        column.addStretch(1)

    def mark(self, number: int) -> None:
        """Show that this page is open."""
        self._group.button(number).setChecked(True)
        for button in self._group.buttons():  # Tab stops at the page that is open, the arrows go to the others
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus if button.isChecked() else Qt.FocusPolicy.NoFocus)

    @property
    def marked(self) -> int:
        """The page that is shown as open."""
        return self._group.checkedId()

    def wear(self, theme: Theme) -> None:
        """Show the same in these colours."""
        for number, symbol in enumerate(self._symbols):
            self._group.button(number).setIcon(icon(symbol, {QIcon.State.Off: theme.muted, QIcon.State.On: theme.accent}))
