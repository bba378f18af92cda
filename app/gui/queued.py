"""What is owed to the platform, and how the outbox is doing, in a person's words."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QLocale

from app.core.outbox import BreakerState, Debt, DebtState, Owed, QueueState
from app.core.run import Failure
from app.gui import times
from app.gui.language import said
from app.gui.theme import Tone
from app.gui.widgets.symbols import Symbol


@dataclass(frozen=True, slots=True)
class Standing:
    """How the outbox is doing: a colour, a shape, one line, and why."""

    tone: Tone
    symbol: Symbol
    title: str
    words: str


def standing(state: QueueState, owed: Owed) -> Standing:
    """Where the whole queue stands."""
    why = _why(state.last) if state.last else ""
    if not state.running and owed.open:
        words = _tr("This station tells no platform by itself. Export the list, have it imported elsewhere, and bring the answers back.")
        return Standing(Tone.ATTENTION, Symbol.STOPPED, _tr("The list waits to be exported"), words)
    if state.breaker is BreakerState.TRYING:
        return Standing(Tone.RUNNING, Symbol.RING, _tr("One unit is on its way, to see whether the platform is back"), why)
    if state.until is not None:
        words = _tr("The platform failed again and again. It is asked again at {time}")
        words = words if state.breaker is BreakerState.OPEN else _tr("The platform asked for a pause until {time}")
        return Standing(Tone.ATTENTION, Symbol.ERROR, words.format(time=times.clock(state.until)), why)
    return _flowing(owed, why)


def _why(last: Failure) -> str:
    """What was answered last; what passes by itself needs no advice for a run that nobody is to start over."""
    advice = _tr("Nothing is lost: everything is tried again by itself.") if last.retryable else said(last.advice)
    return f"{said(last.message)} {advice}"


def _flowing(owed: Owed, why: str) -> Standing:
    if owed.owed:
        return Standing(Tone.RUNNING, Symbol.RING, _tr("The platform is being told"), why)
    if owed.dead:
        words = _tr("The platform said no to these units. Look at each one; once the reason is gone, have it tried again.")
        return Standing(Tone.FAIL, Symbol.FAIL, _tr("Somebody has to look at what was refused"), words)
    return Standing(Tone.PASS, Symbol.PASS, _tr("Nothing is owed"), _tr("The platform knows every unit that it is to know."))


def counted(owed: Owed) -> str:
    """How much is owed, and since when."""
    number = QLocale().toString
    words = _tr("Owed: {owed} · refused: {dead}").format(owed=number(owed.owed), dead=number(owed.dead))
    return words if owed.since is None else _tr("{words} · the oldest since {time}").format(words=words, time=times.full(owed.since))


def next_try(debt: Debt) -> str:
    """When it is tried again."""
    if debt.state is DebtState.DEAD:
        return _tr("by hand")
    return _tr("now") if debt.next_try <= times.now() else times.listed(debt.next_try)


def answer(debt: Debt) -> str:
    """What the platform answered last."""
    return said(debt.message) or _tr("It was not asked yet.")


def state_word(debt: Debt) -> tuple[Tone, Symbol, str]:
    """How a debt looks in a list."""
    if debt.state is DebtState.DEAD:
        return Tone.FAIL, Symbol.FAIL, _tr("REFUSED")
    return Tone.ATTENTION, Symbol.READY, _tr("OWED")


def _tr(text: str) -> str:
    return QCoreApplication.translate("Queued", text)
