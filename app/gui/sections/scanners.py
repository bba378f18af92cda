"""The barcode scanners: how they are set, what they say, and how they are learned from scans."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.barcodes.reading import LEARN
from app.barcodes.serial_lesson import SPEEDS, Manners
from app.barcodes.wedge import Style, learn, tells_symbol
from app.core.errors import SettingsError
from app.core.run import Failure
from app.founding.questions import Kind, Question
from app.gui.clerk import Clerk
from app.gui.house import House, ScannerWish
from app.gui.marking import QT_TRANSLATE_NOOP
from app.gui.sections import Asking, column_in, framed
from app.gui.sections.cable_lesson import CableLesson
from app.gui.theme import Theme
from app.gui.widgets.card import button, heading, plain
from app.gui.widgets.form import Form

_ENDS = (
    ("enter", QT_TRANSLATE_NOOP("Setup", "Enter")),
    ("tab", QT_TRANSLATE_NOOP("Setup", "Tab")),
    ("none", QT_TRANSLATE_NOOP("Setup", "Nothing: a pause ends a scan")),
)
_SUFFIXES = {"\r": "enter", "\t": "tab", "": "none"}
_PREFIX = QT_TRANSLATE_NOOP("Setup", "Keyboard scanner: before a scan")
_SUFFIX = QT_TRANSLATE_NOOP("Setup", "Keyboard scanner: after a scan")
_USUALLY = QT_TRANSLATE_NOOP("Setup", "Usually nothing.")
_PORT = QT_TRANSLATE_NOOP("Setup", "Serial scanner: its socket")
_BAUD = QT_TRANSLATE_NOOP("Setup", "Serial scanner: speed in baud")
_SERIAL_PREFIX = QT_TRANSLATE_NOOP("Setup", "Serial scanner: before a scan")
_SERIAL_SUFFIX = QT_TRANSLATE_NOOP("Setup", "Serial scanner: after a scan")
_NONE = QT_TRANSLATE_NOOP("Setup", "There is none")
_NO_PORT = ("port", "")


class Scanners(QWidget):
    """While it is on trial, scans come here and do nothing."""

    trying = Signal(bool)
    """Whether scans are to come here."""
    learning = Signal(bool)
    """Whether the very next scan is to come here with all that the scanner types."""
    styled = Signal(object)
    """How the scanner types from now on: a Style."""
    proposed = Signal(object)
    """How it types, as it was learned and is not kept yet: a Style."""
    dropped = Signal()
    """What was proposed is not to be kept."""
    told = Signal(str)
    refused = Signal(object)

    def __init__(self, house: House, clerk: Clerk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._house, self._clerk = house, clerk
        self._wish = ScannerWish()
        self.proposing = False
        """Whether something was learned that nobody has kept or left yet."""
        self._ports: tuple[tuple[str, str], ...] = ()
        self._asking = Asking()
        self.keep = button(self.tr("Save"), self, primary=True)
        self.trial = button(self.tr("Try a scan"), self)
        self.trial.setCheckable(True)
        self.lesson = button(self.tr("Learn a keyboard scanner"), self)
        self.lesson.setCheckable(True)
        self.cabled = button(self.tr("Learn a serial scanner"), self)
        self.cabled.setCheckable(True)
        self._cable = CableLesson(house, self.cabled, self)
        self._cabled_at = ""
        """The port of the scanner that is learned, or was last."""
        self.sample = QLineEdit(self)
        self.sample.setPlaceholderText(self.tr("What the symbol says; empty: a set-up code of the sheet"))
        self.sample.setAccessibleName(self.sample.placeholderText())
        self.understood = plain(self.tr("Nothing was scanned yet."), muted=True, wrap=True)
        self.keep.clicked.connect(self._keep)
        self.trial.toggled.connect(self._try)
        self.lesson.toggled.connect(self._learn)
        self.cabled.toggled.connect(self._learn_cabled)
        self._cable.learned.connect(self._take_manners)
        self._cable.told.connect(self.told)
        self._cable.refused.connect(self.refused)
        column = column_in(self)
        column.addWidget(heading(self.tr("HOW THEY ARE SET")))
        column.addWidget(framed(self._asking))
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.keep)
        column.addLayout(row)
        column.addWidget(heading(self.tr("TRY AND LEARN")))
        column.addWidget(framed(self._trial()))
        column.addStretch(1)

    def begin(self) -> None:
        """Read how they are set, and what is plugged in."""
        self._clerk.ask(lambda: (self._house.scanner(), tuple(self._house.list_ports())), self._show, self.refused.emit)

    @property
    def form(self) -> Form | None:
        """What is asked; None: nothing yet."""
        return self._asking.form

    def leave(self) -> None:
        """Scans go where they always go."""
        self.trial.setChecked(False)
        self.lesson.setChecked(False)
        self.cabled.setChecked(False)
        self._drop()

    def close_thread(self) -> None:
        """Listen no more for a lesson, and wait for it; from any thread."""
        self._cable.close()

    def wear(self, theme: Theme) -> None:
        """Nothing here has a colour of its own."""

    def show_meaning(self, text: str, meaning: str) -> None:
        """What was scanned, and what was understood of it."""
        self.understood.setText(self.tr("Heard: {text}\nUnderstood: {meaning}").format(text=text, meaning=meaning))

    def take_lesson(self, heard: str, pace: float) -> None:
        """Everything a scanner typed for the sample, and how fast."""
        self.lesson.setChecked(False)
        sample = self.sample.text().strip() or LEARN
        style = learn(heard, sample, Style(), pace)
        if style is None or style.suffix not in _SUFFIXES:
            sorry = SettingsError(
                "What was scanned is not what is written there.", advice="Write down what the symbol says, and scan it again."
            )
            self.refused.emit(Failure.of(sorry))
            return
        self._wish = replace(self._wish, prefix=style.prefix, suffix=_SUFFIXES[style.suffix], gap=style.gap)
        more = self.tr("Keys that follow within {milliseconds} ms are a scan.").format(milliseconds=round(style.gap * 1000))
        self.proposed.emit(style)
        self._propose((*self._found(style.prefix, _SUFFIXES[style.suffix], tells=tells_symbol(heard, sample)), more))

    @Slot(object)
    def _take_manners(self, found: Manners) -> None:
        """How the scanner on the serial port sends."""
        self._wish = replace(self._wish, port=self._cabled_at, baud=found.baud, serial_prefix=found.prefix, serial_suffix=found.suffix)
        more = self.tr("It is understood at {baud} baud.").format(baud=found.baud)
        self._propose((*self._found(found.prefix, found.suffix, tells=found.tells), more))

    def _propose(self, found: Sequence[str]) -> None:
        """Show what was learned, and ask whether it is to be kept."""
        self._fill()
        self.understood.setText("\n".join(found))
        self.proposing = True
        self.told.emit(self.tr("Learned. Scan YES or press Save to have it so; scan NO to leave it as it was."))

    def answer(self, *, yes: bool) -> None:
        """YES or NO was scanned for what was learned."""
        if yes:
            self._keep()
        else:
            self._drop()
            self.told.emit(self.tr("It is left as it was."))
            self.begin()

    def _drop(self) -> None:
        if self.proposing:
            self.proposing = False
            self.dropped.emit()
            self._clerk.ask(self._house.leave_scanner, lambda _: None, self.refused.emit)

    def _found(self, prefix: str, suffix: str, *, tells: bool) -> Iterator[str]:
        """How a scanner sends, in sentences."""
        before = self.tr("Before a scan it sends {prefix}.") if prefix else self.tr("Before a scan it sends nothing.")
        yield before.format(prefix=prefix)
        yield {
            "enter": self.tr("It ends a scan with Enter."),
            "tab": self.tr("It ends a scan with Tab."),
            "none": self.tr("It ends a scan with nothing: a pause does."),
        }[suffix]
        yield self.tr("It says which kind of symbol it read.") if tells else self.tr("It does not say which kind of symbol it read.")

    def _trial(self) -> QVBoxLayout:
        column, row = QVBoxLayout(), QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.trial)
        row.addWidget(self.lesson)
        row.addWidget(self.cabled)
        row.addStretch(1)
        column.setSpacing(10)
        column.addLayout(row)
        column.addWidget(self.sample)
        column.addWidget(self.understood)
        return column

    def _show(self, found: tuple[ScannerWish, tuple[tuple[str, str], ...]]) -> None:
        self._wish, self._ports = found
        self._fill()

    def _fill(self) -> None:
        wish = self._wish
        ports = [(socket, f"{words}, {socket}") for socket, words in self._ports]
        if wish.port and wish.port not in dict(ports):
            ports.insert(0, (wish.port, wish.port))
        questions = (
            Question("prefix", _PREFIX, default=wish.prefix, hint=_USUALLY),
            Question("suffix", _SUFFIX, Kind.CHOICE, wish.suffix, choices=_ENDS),
            Question("port", _PORT, Kind.CHOICE, wish.port, choices=(("", _NONE), *ports)),
            Question("baud", _BAUD, default=str(wish.baud), unless=_NO_PORT),
            Question("serial_prefix", _SERIAL_PREFIX, default=wish.serial_prefix, hint=_USUALLY, unless=_NO_PORT),
            Question("serial_suffix", _SERIAL_SUFFIX, Kind.CHOICE, wish.serial_suffix, choices=_ENDS, unless=_NO_PORT),
        )
        self._asking.ask(questions)

    @Slot()
    def _keep(self) -> None:
        if self.form is None:
            return
        self.cabled.setChecked(False)
        given = self.form.answers
        if not given["baud"].isdigit():
            self.refused.emit(Failure.of(SettingsError("The speed is no number.", advice="Write it as 9600.")))
            return
        wish = ScannerWish(
            given["prefix"],
            given["suffix"],
            self._wish.gap,
            given["port"],
            int(given["baud"]),
            given["serial_prefix"],
            given["serial_suffix"],
        )
        self._clerk.ask(lambda: self._house.keep_scanner(wish), self._kept, self.refused.emit)

    def _kept(self, style: Style) -> None:
        self.proposing = False
        self.styled.emit(style)
        self.told.emit(self.tr("Saved."))

    @Slot(bool)
    def _try(self, on: bool) -> None:
        self.trying.emit(on)
        if on:
            self.told.emit(self.tr("Scan anything: it does nothing while this is on."))

    @Slot(bool)
    def _learn(self, on: bool) -> None:
        self.learning.emit(on)
        if on:
            self.cabled.setChecked(False)
            self.told.emit(self.tr("Scan the symbol now."))

    @Slot(bool)
    def _learn_cabled(self, on: bool) -> None:
        if not on or self.form is None:
            self._cable.cancel()
            return
        given = self.form.answers
        if not given["port"]:
            self.cabled.setChecked(False)
            sorry = SettingsError("No socket is chosen for the scanner on a serial port.", advice="Choose its socket above first.")
            self.refused.emit(Failure.of(sorry))
            return
        self.lesson.setChecked(False)
        baud = int(given["baud"]) if given["baud"].isdecimal() and int(given["baud"]) in SPEEDS else SPEEDS[0]
        self._cabled_at = given["port"]
        self._cable.begin(self._cabled_at, baud, self.sample.text().strip() or LEARN)
