"""How the window looks, behaves and sounds: theme, language, the full screen, the lock, the loudness."""

from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from app.core.errors import SettingsError
from app.core.run import Failure
from app.founding.questions import Kind, Question
from app.gui.clerk import Clerk
from app.gui.house import Customs, House
from app.gui.language import LANGUAGES
from app.gui.marking import QT_TRANSLATE_NOOP
from app.gui.sections import Asking, column_in, framed
from app.gui.speaker import Sound
from app.gui.theme import THEMES, Theme
from app.gui.widgets.card import button, heading
from app.gui.widgets.form import Form


@dataclass(frozen=True, slots=True)
class _Words:
    kiosk: str = QT_TRANSLATE_NOOP("Setup", "Full screen that only a supervisor leaves")
    idle: str = QT_TRANSLATE_NOOP("Setup", "Minutes without a touch until a badge is asked for again")
    never: str = QT_TRANSLATE_NOOP("Setup", "0: never")
    language: str = QT_TRANSLATE_NOOP("Setup", "Language")
    system: str = QT_TRANSLATE_NOOP("Setup", "As the system")
    again: str = QT_TRANSLATE_NOOP("Setup", "Taken when the program starts again.")
    sounds: str = QT_TRANSLATE_NOOP("Setup", "Sounds")
    loudness: tuple[tuple[str, str], ...] = (
        ("off", QT_TRANSLATE_NOOP("Setup", "Off")),
        ("quiet", QT_TRANSLATE_NOOP("Setup", "Quiet")),
        ("normal", QT_TRANSLATE_NOOP("Setup", "Normal")),
        ("loud", QT_TRANSLATE_NOOP("Setup", "Loud")),
    )
    silent: str = QT_TRANSLATE_NOOP("Setup", "Where no loudspeaker is, nothing is heard.")


class CustomsSection(QWidget):
    """The theme is this window's own and is worn at once; the rest is the station's."""

    themed = Signal(str)
    kept = Signal(object)
    """The Customs from now on."""
    listened = Signal(object)
    """Somebody wants to hear this Sound."""
    told = Signal(str)
    refused = Signal(object)

    def __init__(self, house: House, clerk: Clerk, theme: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._house, self._clerk = house, clerk
        self.samples: dict[Sound, QPushButton] = {}
        self._asking = Asking()
        self.keep = button(self.tr("Save"), self, primary=True)
        self.keep.clicked.connect(self._keep)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.keep)
        column = column_in(self)
        column.addWidget(heading(self.tr("LOOKS")))
        column.addLayout(self._themes(theme))
        column.addSpacing(10)
        column.addWidget(heading(self.tr("THE STATION")))
        column.addWidget(framed(self._asking))
        column.addLayout(row)
        column.addSpacing(10)
        column.addWidget(heading(self.tr("HEAR THE SOUNDS")))
        column.addLayout(self._samples())
        column.addStretch(1)

    def begin(self) -> None:
        """Read how it is set."""
        self._clerk.ask(self._house.customs, self._show, self.refused.emit)

    @property
    def form(self) -> Form | None:
        """What is asked; None: nothing yet."""
        return self._asking.form

    def leave(self) -> None:
        """Nothing is under way."""

    def wear(self, theme: Theme) -> None:
        """Nothing here has a colour of its own."""

    def _themes(self, theme: str) -> QHBoxLayout:
        words = {
            "auto": self.tr("As the system"),
            "light": self.tr("Light"),
            "dark": self.tr("Dark"),
            "contrast": self.tr("High contrast"),
        }
        row, group = QHBoxLayout(), QButtonGroup(self)
        row.setSpacing(10)
        for number, name in enumerate(THEMES):
            made = button(words[name], self)
            made.setAccessibleName(self.tr("Theme: {name}").format(name=words[name]))
            made.setCheckable(True)
            made.setChecked(name == theme)
            group.addButton(made, number)
            row.addWidget(made)
        row.addStretch(1)
        group.idClicked.connect(lambda number: self.themed.emit(THEMES[number]))
        return row

    def _samples(self) -> QHBoxLayout:
        words = {
            Sound.PASS: self.tr("Pass"),
            Sound.FAIL: self.tr("Fail"),
            Sound.ATTENTION: self.tr("Look at the screen"),
            Sound.SCAN: self.tr("A scan was heard"),
        }
        row = QHBoxLayout()
        row.setSpacing(10)
        for sound, word in words.items():
            self.samples[sound] = made = button(word, self)
            made.setAccessibleName(self.tr("Hear: {what}").format(what=word))
            made.clicked.connect(lambda _=False, sound=sound: self.listened.emit(sound))
            row.addWidget(made)
        row.addStretch(1)
        return row

    def _show(self, customs: Customs) -> None:
        words = _Words()
        questions = (
            Question("kiosk", words.kiosk, Kind.YES, "yes" if customs.kiosk else "no"),
            Question("idle", words.idle, default=f"{customs.idle_minutes:g}", hint=words.never),
            Question(
                "language",
                words.language,
                Kind.CHOICE,
                customs.language,
                choices=(("auto", words.system), *LANGUAGES.items()),
                hint=words.again,
            ),
            Question("sounds", words.sounds, Kind.CHOICE, customs.sounds, choices=words.loudness, hint=words.silent),
        )
        self._asking.ask(questions)

    @Slot()
    def _keep(self) -> None:
        if self.form is None:
            return
        given = self.form.answers
        try:
            minutes = float(given["idle"].replace(",", "."))
        except ValueError:
            self.refused.emit(Failure.of(SettingsError("The minutes are no number.", advice="Write a number, or 0 for never.")))
            return
        wish = Customs(minutes, given["kiosk"] == "yes", given["language"], given["sounds"])
        self._clerk.ask(lambda: self._house.keep_customs(wish), self._kept, self.refused.emit)

    def _kept(self, customs: Customs) -> None:
        self.kept.emit(customs)
        self.told.emit(self.tr("Saved."))
