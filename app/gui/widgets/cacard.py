"""One authority as a card: its chain, whether it can sign, what the platform knows, who comes after it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.gui.authorities import handover_sentence, name_of, platform_sentence, tone_of, tr, validity
from app.gui.language import said
from app.gui.office import CaView, View
from app.gui.theme import Theme, Tone
from app.gui.widgets.card import button, plain
from app.gui.widgets.links import Links, Ring
from app.gui.widgets.symbols import Picture, Symbol


class CaCard(QFrame):
    """Shows; its buttons ask."""

    register = Signal(str)
    sign_list = Signal(str)
    unlock = Signal(str)

    def __init__(self, ca: CaView, view: View, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._theme = theme
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 14)
        column.setSpacing(10)
        column.addLayout(self._head(ca))
        if ca.chain:
            links = Links(_rings(ca, view))
            links.wear(theme)
            column.addWidget(links)
        well = (Tone.FAIL, Symbol.FAIL) if ca.trouble else (Tone.PASS, Symbol.PASS)
        column.addWidget(self._line(*well, said(ca.trouble) or tr("It can sign. {place}").format(place=said(ca.place))))
        if ca.chain:
            known = (Tone.PASS, Symbol.PASS) if ca.registered else (Tone.ATTENTION, Symbol.ERROR)
            column.addWidget(self._line(*known, platform_sentence(ca)))
        if words := handover_sentence(ca, view.watch.now):
            column.addWidget(self._line(Tone.RUNNING, Symbol.READY, words))

    def _head(self, ca: CaView) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        title = plain(ca.name)
        title.setStyleSheet("font-size: 18px; font-weight: 700;")
        row.addWidget(title)
        if ca.signs:
            badge = plain(tr("signs now"))
            shade = self._theme.tones[Tone.PASS]
            badge.setStyleSheet(
                f"background-color: {shade.tint}; color: {shade.ink}; border-radius: 8px; padding: 3px 10px; font-weight: 600;"
            )
            row.addWidget(badge, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        if ca.shut:
            unlock = button(tr("Unlock …"))
            unlock.clicked.connect(lambda: self.unlock.emit(ca.name))
            row.addWidget(unlock)
        if ca.chain and not ca.trouble:
            again = button(tr("Register …") if ca.registered is None else tr("Registration …"))
            again.clicked.connect(lambda: self.register.emit(ca.name))
            sign = button(tr("Sign revocation list"))
            sign.clicked.connect(lambda: self.sign_list.emit(ca.name))
            row.addWidget(sign)
            row.addWidget(again)
        return row

    def _line(self, tone: Tone, symbol: Symbol, words: str) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        picture = Picture(None, symbol, 16)
        picture.show_symbol(symbol, self._theme.tones[tone].fill, self._theme.card)
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(plain(words, wrap=True), 1)
        return line


def _rings(ca: CaView, view: View) -> list[Ring]:
    """From the root to the devices."""
    now, ahead = view.watch.now, view.watch.days
    rings = []
    for place, certificate in enumerate(reversed(ca.chain)):
        last = place == len(ca.chain) - 1
        word = tr("ISSUING CA") if last else tr("ROOT") if place == 0 else tr("CA")
        days = (certificate.not_valid_after_utc - now).days
        rings.append(Ring(word, name_of(certificate), validity(certificate, now), tone_of(days, ahead)))
    return rings
