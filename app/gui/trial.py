"""Scans on trial: shown on the Setup page with what was understood of them, and carried out by nobody."""

from contextlib import suppress
from dataclasses import replace

from PySide6.QtCore import QObject, Slot

from app.barcodes import Badge, Command, Label, Meaning, Pin, Verb
from app.barcodes.reading import LEARN
from app.barcodes.wedge import SLOWEST, Style
from app.core.errors import ScanError
from app.gui.desk import Desk
from app.gui.ear import Ear
from app.gui.language import said
from app.gui.sections.scanners import Scanners

_ANSWERS: dict[Verb | None, bool] = {Verb.YES: True, Verb.NO: False}


class Trial(QObject):
    """Wires the section of the scanners to the ear."""

    def __init__(self, desk: Desk, ear: Ear, scanners: Scanners, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._ear, self._scanners = desk, ear, scanners
        self._style = desk.style
        self._on = self._learning = False
        scanners.trying.connect(self._try)
        scanners.learning.connect(self._learn)
        scanners.styled.connect(self._restyle)
        scanners.proposed.connect(ear.restyle)
        scanners.dropped.connect(lambda: ear.restyle(self._style))

    def takes(self, text: str) -> bool:
        """Whether the scan is one on trial; then it was shown."""
        if self._learning:
            self._scanners.take_lesson(text, self._ear.pace)
            return True
        if self._scanners.proposing and (answer := _ANSWERS.get(self._plain(text))) is not None:
            self._scanners.answer(yes=answer)
            return True
        if self._scanners.proposing and LEARN in text:
            return True  # once more than was needed: it is learned already
        if self._on:
            self._scanners.show_meaning(*self._told(text))
        return self._on

    def _plain(self, text: str) -> Verb | None:
        """The command that it is, if it is one."""
        with suppress(ScanError):
            meaning = self._desk.read(text)
            return meaning.verb if isinstance(meaning, Command) else None
        return None

    def _told(self, text: str) -> tuple[str, str]:
        try:
            meaning = self._desk.read(text)
        except ScanError as error:
            return repr(text), f"{said(error.message)} {said(error.advice)}"
        return ("…" if isinstance(meaning, Pin) else repr(text)), self._word(meaning)

    def _word(self, meaning: Meaning) -> str:
        match meaning:
            case Badge():
                return self.tr("a badge: {code}").format(code=meaning.code)
            case Pin():
                return self.tr("a PIN")
            case Command():
                return self.tr("a command: {verb} {argument}").format(verb=meaning.verb.value, argument=meaning.argument)
            case Label():
                words = self.tr("a label: serial number {serial}, part {part}, revision {revision}, lot {lot}, GTIN {gtin}")
                fields = (meaning.serial, meaning.part, meaning.revision, meaning.lot, meaning.gtin)
                names = ("serial", "part", "revision", "lot", "gtin")
                return words.format(**{name: value or "\N{EN DASH}" for name, value in zip(names, fields, strict=True)})

    @Slot(bool)
    def _try(self, on: bool) -> None:
        self._on = on

    @Slot(bool)
    def _learn(self, on: bool) -> None:
        if on != self._learning:
            self._learning = on
            # While it is learned nothing is taken for prefix or suffix: a pause ends what is typed.
            self._ear.restyle(replace(self._style, prefix="", suffix="", gap=SLOWEST) if on else self._style)

    @Slot(object)
    def _restyle(self, style: Style) -> None:
        self._style = style
        self._ear.restyle(style)
