"""What the window remembers of how it looks: theme, size and page."""

from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, QSettings, Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMainWindow

from app.gui.theme import LIGHT, THEMES, WORN, Theme, palette, stylesheet

_THEME, _GEOMETRY, _PAGE = "theme", "geometry", "page"


class Wearer(Protocol):
    """Whatever shows colours of its own."""

    def wear(self, theme: Theme) -> None:
        """Show the same in these colours."""


class Wardrobe(QObject):
    """Keeps it in an INI file, where what makes no sense counts as not said; the application wears the theme before it has a page."""

    def __init__(self, memory: Path, theme: str, window: QMainWindow) -> None:
        super().__init__(window)
        self._memory = QSettings(str(memory), QSettings.Format.IniFormat)
        self._unsaid, self._window = theme, window
        self._wearers: list[Wearer] = []
        QGuiApplication.styleHints().colorSchemeChanged.connect(self.wear)
        self.wear()

    @property
    def theme(self) -> str:
        """The theme that was chosen."""
        kept = str(self._memory.value(_THEME, self._unsaid))
        return kept if kept in THEMES else "auto"

    def dress(self, *wearers: Wearer) -> None:
        """These wear the theme from now on, too."""
        self._wearers += wearers
        for wearer in wearers:
            wearer.wear(self.worn)

    @Slot()
    def wear(self) -> None:
        """Have everything wear the theme, as the system is where that was chosen."""
        application, sheet = QApplication.instance(), stylesheet(self.worn)
        if isinstance(application, QApplication) and application.styleSheet() != sheet:  # half a second once all widgets are there
            application.setPalette(palette(self.worn))
            application.setStyleSheet(sheet)
        for wearer in self._wearers:
            wearer.wear(self.worn)

    @property
    def worn(self) -> Theme:
        """The theme that everything wears now."""
        dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return WORN.get(self.theme, WORN["dark"] if dark else LIGHT)

    @Slot(str)
    def choose(self, name: str) -> None:
        """Wear this theme, and remember it."""
        self._memory.setValue(_THEME, name)
        self.wear()

    def restore(self, pages: int) -> int:
        """Give the window the size it had; the number of the page that was open, the first where nobody knows."""
        kept = self._memory.value(_GEOMETRY)
        if kept is not None:
            self._window.restoreGeometry(kept)
        page = str(self._memory.value(_PAGE, "0"))
        return int(page) if page.isascii() and page.isdigit() and int(page) < pages else 0

    def keep(self, page: int) -> None:
        """Remember size and page; of a whole screen only the page."""
        if not self._window.isFullScreen():
            self._memory.setValue(_GEOMETRY, self._window.saveGeometry())
        self._memory.setValue(_PAGE, page)
        self._memory.sync()
