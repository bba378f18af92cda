"""What the shift has come to: counts, yield, pace, and the last hour as bars."""

from PySide6.QtCore import QCoreApplication, QLocale, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.gui import times
from app.gui.theme import LIGHT, Theme, Tone
from app.gui.widgets.text import Style, Text
from app.store import Tally

_BARS = 12
_NONE = "\N{EN DASH}"


class Figure(QWidget):
    """A number and what it counts."""

    def __init__(self, title: str, tone: Tone | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone, self._theme = tone, LIGHT
        self._number = Text(self, Style(16, 26, QFont.Weight.Bold))
        self._title = Text(self, Style(11, 13))
        self._title.say(title)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self._number)
        column.addWidget(self._title)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def say(self, number: str) -> None:
        """Show this number."""
        self._number.say(number)
        self._number.setAccessibleName(f"{self._title.text()}: {number}")
        self._number.setMinimumWidth(self._number.sizeHint().width())
        self._title.setMinimumWidth(self._title.sizeHint().width())
        self.wear(self._theme)

    def wear(self, theme: Theme) -> None:
        """Show the same in these colours."""
        ink = theme.tones[self._tone].ink if self._tone else theme.ink
        self._theme = theme
        self._number.say(self._number.text(), theme.muted if self._number.text() in (_NONE, "0") else ink)
        self._title.say(self._title.text(), theme.muted)


class Bars(QWidget):
    """Units passed in each twelfth of the last hour."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self._counts: tuple[int, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(260)

    def show_counts(self, counts: tuple[int, ...]) -> None:
        """Draw these; the oldest stands left."""
        self._counts = counts
        title = QCoreApplication.translate("Figures", "Units passed in the last hour, five minutes a bar")
        self.setToolTip(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(", ".join(map(str, counts)))
        self.update()

    def wear(self, theme: Theme) -> None:
        """Show the same in these colours."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(190, 52)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, 52)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        counts = self._counts or (0,) * _BARS
        gap = 4.0
        width = (self.width() - gap * (len(counts) - 1)) / len(counts)
        for place, count in enumerate(counts):
            height = max(3.0, self.height() * count / max(1, *counts))
            painter.setBrush(QColor(self._theme.tones[Tone.RUNNING].fill if count else self._theme.track))
            painter.drawRoundedRect(QRectF(place * (width + gap), self.height() - height, width, height), 2, 2)
        painter.end()


class Figures(QWidget):
    """All of them in a row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figures = {
            "passed": Figure(self.tr("passed"), Tone.PASS),
            "failed": Figure(self.tr("failed"), Tone.FAIL),
            "errors": Figure(self.tr("errors"), Tone.ATTENTION),
            "owed": Figure(self.tr("owed"), Tone.ATTENTION),
            "yield": Figure(self.tr("first-pass yield")),
            "pace": Figure(self.tr("an hour")),
            "median": Figure(self.tr("median")),
        }
        self._bars = Bars(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(24)
        for figure in self._figures.values():
            figure.say(_NONE)
            row.addWidget(figure)
        row.addWidget(self._bars, 1)
        row.addStretch(0)

    def show_tally(self, today: Tally, hour: Tally) -> None:
        """Counts and yield of today, pace and bars of the last hour."""
        locale = QLocale()
        share, pace, median = today.first_pass_yield, hour.units_an_hour, hour.median_seconds or today.median_seconds
        words = {
            "passed": locale.toString(today.passed),
            "failed": locale.toString(today.failed),
            "errors": locale.toString(today.errors),
            "owed": locale.toString(today.owed),
            "yield": _NONE if share is None else f"{locale.toString(share * 100, 'f', 1)} %",
            "pace": _NONE if pace is None else locale.toString(round(pace)),
            "median": _NONE if median is None else times.took(median),
        }
        for name, word in words.items():
            self._figures[name].say(word)
        self._bars.show_counts(hour.buckets)

    def wear(self, theme: Theme) -> None:
        """Show the same in these colours."""
        for figure in self._figures.values():
            figure.wear(theme)
        self._bars.wear(theme)
