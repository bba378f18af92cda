"""The line at the top: which station, what is made, how its parts are, who works."""

from functools import partial

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QIcon, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from app.core.work import Counts
from app.gui.desk import Light, LightState
from app.gui.language import said
from app.gui.marking import QT_TRANSLATE_NOOP
from app.gui.sizes import HEADER
from app.gui.theme import LIGHT, Theme, Tone, font
from app.gui.widgets.symbols import Picture, Symbol, icon
from app.gui.widgets.text import Style, Text

LIGHTS = {
    LightState.OK: (Tone.PASS, Symbol.PASS),
    LightState.ATTENTION: (Tone.ATTENTION, Symbol.ERROR),
    LightState.DOWN: (Tone.FAIL, Symbol.FAIL),
    LightState.OFF: (Tone.IDLE, Symbol.OFF),
}
_BADGE = 36
_LETTERS = 2
_SHARE = QSize(160, 8)


class Header(QFrame):
    """Shows the station; a click on a light asks for its explanation."""

    asked = Signal(str)
    """By the light's name."""

    def __init__(self, station: str, title: str, operator: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("header")
        self.setFixedHeight(HEADER)
        self._theme, self._station = LIGHT, station
        self._lights: dict[str, QToolButton] = {}
        self._shown: tuple[Light, ...] = ()
        self._logo = Picture(self, Symbol.LOGO, 28)
        name = QLabel("Birthmark")
        name.setFont(font(18, QFont.Weight.Bold))
        name.setStyleSheet("font-size: 18px; font-weight: 700;")
        self._title = Text(self, Style(13, 16, QFont.Weight.Bold))
        self._place = Text(self, Style(12, 14))
        self.share = _Share(self)
        self._recipe = title
        self.show_order("", "")
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 0, 20, 0)
        row.setSpacing(0)
        row.addWidget(self._logo)
        row.addSpacing(10)
        row.addWidget(name)
        row.addSpacing(24)
        words = QVBoxLayout()
        words.setContentsMargins(0, 11, 0, 11)
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._place)
        row.addLayout(words)
        row.addSpacing(22)
        row.addWidget(self.share, 1)
        row.addStretch(2)
        self._row = QHBoxLayout()
        self._row.setSpacing(2)
        row.addLayout(self._row)
        self._badge = _Badge(self)
        self._operator = Text(self, Style(12, 15, QFont.Weight.Medium))
        self._role = Text(self, Style(11, 13))
        self.show_person(operator, self.tr("Operator") if operator else self.tr("scan your badge"))
        row.addSpacing(16)
        row.addWidget(self._badge)
        row.addSpacing(10)
        person = QVBoxLayout()
        person.setContentsMargins(0, 13, 0, 13)
        person.setSpacing(0)
        person.addWidget(self._operator)
        person.addWidget(self._role)
        row.addLayout(person)

    def show_person(self, name: str, role: str) -> None:
        """Who works."""
        self._badge.show_letters(name)
        self._operator.say(name or self.tr("Nobody"))
        self._role.say(role)

    def show_order(self, number: str, product: str, done: str = "", counts: Counts | None = None) -> None:
        """What is made, for which order, and how many of how many are done; without an order what the recipe makes."""
        self.share.show_counts(counts, done)
        station = self.tr("Station {name}").format(name=self._station)
        if number:
            self._title.say(product)
            words = self.tr("Order {number} · {done} · station {name}") if done else self.tr("Order {number} · station {name}")
            self._place.say(words.format(number=number, name=self._station, done=done))
        else:
            self._title.say(self._recipe or station)
            self._place.say(station if self._recipe else self.tr("Every recipe that fits"))

    def show_lights(self, lights: tuple[Light, ...]) -> None:
        """Show how the parts are; each says in words what its colour says."""
        self._shown = lights
        for name in self._lights.keys() - {light.name for light in lights}:
            self._lights.pop(name).deleteLater()
        for light in lights:
            if light.name not in self._lights:
                button = QToolButton(self)
                button.setObjectName("light")
                button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
                button.setIconSize(QSize(14, 14))
                button.clicked.connect(partial(self.asked.emit, light.name))
                self._row.addWidget(button)
                self._lights[light.name] = button
            button = self._lights[light.name]
            button.setText(f" {light_word(light)}")
            button.setAccessibleName(light_word(light))
            button.setAccessibleDescription(said(light.sentence))
            button.setToolTip(said(light.sentence))
        self.wear(self._theme)

    def wear(self, theme: Theme) -> None:
        """Show the same in these colours."""
        self._theme = theme
        self._logo.show_symbol(Symbol.LOGO, theme.ink, theme.card)
        self._badge.wear(theme)
        self.share.wear(theme)
        for text, colour in ((self._title, theme.ink), (self._place, theme.muted), (self._operator, theme.ink), (self._role, theme.muted)):
            text.say(text.text(), colour)
        for light in self._shown:
            tone, symbol = LIGHTS[light.state]
            self._lights[light.name].setIcon(icon(symbol, {QIcon.State.Off: theme.tones[tone].fill}, 14))


def light_word(light: Light) -> str:
    """A part's name, and how it is where it is not well."""
    return QCoreApplication.translate("Header", _WORDS[light.state]).format(name=said(light.name))


_WORDS = {
    LightState.OK: QT_TRANSLATE_NOOP("Header", "{name}"),
    LightState.ATTENTION: QT_TRANSLATE_NOOP("Header", "{name}: check"),
    LightState.DOWN: QT_TRANSLATE_NOOP("Header", "{name}: down"),
    LightState.OFF: QT_TRANSLATE_NOOP("Header", "{name}: off"),
}


def initials(name: str) -> str:
    """Two letters for a person: of the first and the last name, else of the only one; the last two of a number."""
    plain = "".join(character for character in name if character.isalnum() or character.isspace())
    if any(character.isdigit() for character in plain):
        return "".join(plain.split())[-_LETTERS:].upper()
    words = plain.split()
    return (words[0][0] + words[-1][0] if len(words) > 1 else plain.strip()[:_LETTERS]).upper()


class _Share(QWidget):
    """How much of the order is done, and how much of that the platform still has to be told."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedHeight(_SHARE.height())
        self.setMaximumWidth(_SHARE.width())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._theme = LIGHT
        self.counts: Counts | None = None
        """What is shown."""

    def show_counts(self, counts: Counts | None, words: str) -> None:
        """Show these, or nothing."""
        self.counts = counts
        self.setAccessibleName(words)
        self.setVisible(counts is not None)
        self.update()

    def wear(self, theme: Theme) -> None:
        """Show the same in these colours."""
        self._theme = theme
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.counts is None:
            return
        passed, owed, planned = self.counts.passed, self.counts.owed, max(1, self.counts.planned)
        whole, tones = QRectF(self.rect()), self._theme.tones
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for part, colour in ((planned, self._theme.track), (passed, tones[Tone.ATTENTION].fill), (passed - owed, tones[Tone.PASS].fill)):
            if part > 0:
                painter.setBrush(QColor(colour))
                width = max(whole.height(), whole.width() * min(1.0, part / planned))
                painter.drawRoundedRect(QRectF(0, 0, width, whole.height()), 4, 4)
        painter.end()


class _Badge(QWidget):
    """Whoever works here, in a disc."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedSize(_BADGE, _BADGE)
        self._letters = ""
        self._theme = LIGHT

    def show_letters(self, operator: str) -> None:
        """Whose it is."""
        self._letters = initials(operator) or "\N{EN DASH}"
        self.update()

    def wear(self, theme: Theme) -> None:
        """Show the same in these colours."""
        self._theme = theme
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.accent))
        painter.drawEllipse(QRectF(self.rect()))
        painter.setPen(QColor(self._theme.on_accent))
        painter.setFont(font(15, QFont.Weight.DemiBold))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._letters)
        painter.end()
