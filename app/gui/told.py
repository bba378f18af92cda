"""A unit's story in words: every audit entry about it as one sentence."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from app.core.label import PrintState
from app.core.run import Outcome
from app.gui import times
from app.gui.language import said
from app.gui.marking import QT_TRANSLATE_NOOP
from app.gui.recorded import OUTCOMES, Fact, outcome_word
from app.gui.theme import Tone
from app.gui.widgets.symbols import Symbol
from app.store import Entry, Left, Placed

_DONE, _SORRY, _IDLE = (Tone.PASS, Symbol.PASS), (Tone.ATTENTION, Symbol.ERROR), (Tone.IDLE, Symbol.RING)

_KINDS: dict[str, tuple[tuple[Tone, Symbol], str]] = {
    "run.begun": (_IDLE, QT_TRANSLATE_NOOP("Told", "A run began on tray {tray}")),
    "certificate.issued": (_DONE, QT_TRANSLATE_NOOP("Told", "Certificate {serial} was issued")),
    "certificate.brought": (_DONE, QT_TRANSLATE_NOOP("Told", "It came with certificate {serial}")),
    "certificate.replaced": (_IDLE, QT_TRANSLATE_NOOP("Told", "Certificate {serial} was replaced: {reason}")),
    "certificate.removed": (_DONE, QT_TRANSLATE_NOOP("Told", "Certificate {serial} was removed from the platform")),
    "certificate.removal-failed": (_SORRY, QT_TRANSLATE_NOOP("Told", "Certificate {serial} is still on the platform: {why}")),
    "certificate.revoked": (_SORRY, QT_TRANSLATE_NOOP("Told", "Certificate {serial} was revoked: {reason}")),
    "registration.owed": (_SORRY, QT_TRANSLATE_NOOP("Told", "The platform is still to be told of it")),
    "registration.settled": (_DONE, QT_TRANSLATE_NOOP("Told", "The platform was told of it")),
    "registration.dead": (_SORRY, QT_TRANSLATE_NOOP("Told", "The platform refused it: {why}")),
    "registration.retried": (_IDLE, QT_TRANSLATE_NOOP("Told", "Somebody had the platform asked again")),
    "device.contact": (_DONE, QT_TRANSLATE_NOOP("Told", "It made itself known to the platform")),
    "label.owed": (_IDLE, QT_TRANSLATE_NOOP("Told", "Label {number} is to be printed")),
    "unit.scrapped": (_SORRY, QT_TRANSLATE_NOOP("Told", "It was scrapped: {reason}")),
}
_LABELS: dict[str, tuple[tuple[Tone, Symbol], str]] = {
    PrintState.PRINTING: (_IDLE, QT_TRANSLATE_NOOP("Told", "Its label went to the printer")),
    PrintState.PRINTED: (_DONE, QT_TRANSLATE_NOOP("Told", "Its label was printed")),
    PrintState.OWED: (_SORRY, QT_TRANSLATE_NOOP("Told", "Its label was not printed: {message}")),
    PrintState.UNSURE: (_SORRY, QT_TRANSLATE_NOOP("Told", "Its label was perhaps printed: {message}")),
    PrintState.DROPPED: (_IDLE, QT_TRANSLATE_NOOP("Told", "Its label is not needed: {why}")),
}
"""What happened to a label, by the state that it is in then."""
_MOST = 16
"""Characters of a certificate's serial number."""


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened to a unit."""

    tone: Tone
    symbol: Symbol
    sentence: str
    when: str


def events(entries: list[Entry]) -> list[Event]:
    """Everything, the oldest first."""
    return [_event(entry) for entry in entries]


def place_facts(place: Placed | Left | None) -> list[Fact]:
    """Where a run stands in the audit chain; nothing where no entry tells of it."""
    if not isinstance(place, Placed):
        return []
    facts = [Fact(_tr("Entry"), str(place.number), mono=True), Fact(_tr("SHA-256"), place.hash, mono=True)]
    if place.signed_at is None:
        return [*facts, Fact(_tr("Signed"), _tr("not yet: by the end of the shift"))]
    return [*facts, Fact(_tr("Signed"), times.full(place.signed_at)), Fact(_tr("Up to entry"), str(place.signed), mono=True)]


def left_words(left: Left) -> str:
    """Why a run has no steps here, and where they are."""
    words = _tr("The steps and audit entries of this run left the ledger on {time}. They are in the archive {name}.")
    return words.format(time=times.full(left.at), name=left.archive)


def _event(entry: Entry) -> Event:
    when = times.full(entry.at)
    if entry.who:
        when = _tr("{when} · {who} · entry {number}").format(when=when, who=entry.who, number=entry.number)
    else:
        when = _tr("{when} · entry {number}").format(when=when, number=entry.number)
    if entry.kind == "run.ended":
        return Event(*_ended(entry), when)
    (tone, symbol), words = _KINDS.get(entry.kind, (_IDLE, ""))
    if entry.kind == "label.told":
        (tone, symbol), words = _LABELS.get(entry.facts.get("state", ""), (_IDLE, ""))
    facts = {name: entry.facts.get(name, "") for name in ("tray", "serial", "reason", "number", "message", "why")}
    facts["why"], facts["message"] = said(facts["why"]), said(facts["message"])
    facts["serial"] = facts["serial"] if len(facts["serial"]) <= _MOST else f"{facts['serial'][:_MOST]}…"
    return Event(tone, symbol, _tr(words).format(**facts) if words else entry.kind, when)


def _ended(entry: Entry) -> tuple[Tone, Symbol, str]:
    outcome = next((outcome for outcome in Outcome if outcome == entry.facts.get("outcome")), None)
    tone, symbol, _ = OUTCOMES[outcome]
    words = _tr("{outcome}: {why} ({code})") if entry.facts.get("code") else _tr("The run ended: {outcome}")
    return tone, symbol, words.format(outcome=outcome_word(outcome), why=said(entry.facts.get("why", "")), code=entry.facts.get("code", ""))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Told", text)
