"""How the Work orders page says what it is told: every sentence, symbol and tone."""

from PySide6.QtCore import QCoreApplication, QLocale

from app.core.work import Counts, Difference, Order, State, Trouble
from app.gui import times
from app.gui.authorities import Line
from app.gui.marking import QT_TRANSLATE_NOOP
from app.gui.recorded import Fact
from app.gui.theme import Tone
from app.gui.widgets.symbols import Symbol
from app.provisioning.foreman import Look

_TROUBLES = {
    Trouble.NOT_LISTED: (Tone.FAIL, QT_TRANSLATE_NOOP("Orders", "was made, and is not on the list")),
    Trouble.NOT_PASSED: (Tone.FAIL, QT_TRANSLATE_NOOP("Orders", "has a certificate and never passed")),
    Trouble.NOT_REGISTERED: (Tone.ATTENTION, QT_TRANSLATE_NOOP("Orders", "passed, and the platform does not know it")),
    Trouble.SCRAPPED_BUT_KNOWN: (Tone.ATTENTION, QT_TRANSLATE_NOOP("Orders", "was scrapped, and the platform knows it")),
    Trouble.NOT_MADE: (Tone.IDLE, QT_TRANSLATE_NOOP("Orders", "is on the list, and was not made")),
}


def state_word(seen: tuple[Order, Counts]) -> tuple[Tone, Symbol, str]:
    """How an order looks in a list."""
    order, counts = seen
    match order.state:
        case State.HELD:
            return Tone.ATTENTION, Symbol.STOPPED, _tr("ON HOLD")
        case State.CLOSED:
            return Tone.IDLE, Symbol.OFF, _tr("CLOSED")
    if counts.passed >= counts.planned:
        return Tone.PASS, Symbol.PASS, _tr("DONE")
    return Tone.RUNNING, Symbol.READY, _tr("OPEN")


def progress(counts: Counts) -> str:
    """`137 / 400`."""
    number = QLocale().toString
    return _tr("{done} / {planned}").format(done=number(counts.passed), planned=number(counts.planned))


def due(order: Order) -> str:
    """When it has to be done."""
    return times.day(order.due) if order.due else _tr("no date")


def standing(look: Look) -> str:
    """Why it is as it is, in a sentence."""
    order = look.order
    words = {
        State.OPEN: _tr("Units may be made for it."),
        State.HELD: _tr("On hold: {reason}. No unit is made for it until it is opened again."),
        State.CLOSED: _tr("Closed for good: {reason}."),
    }
    return words[order.state].format(reason=order.reason)


def serials(look: Look) -> list[Fact]:
    """Which serial numbers belong to it."""
    if look.serials is None:
        return [Fact(_tr("Serial numbers"), _tr("any"))]
    first, last, count = look.serials
    listed = _tr("{count} are listed").format(count=QLocale().toString(count))
    return [Fact(_tr("Serial numbers"), listed), Fact(_tr("First"), first, mono=True), Fact(_tr("Last"), last, mono=True)]


def first_article(look: Look) -> str:
    """Whether unit 1 must be confirmed, and is."""
    if not look.order.first_article:
        return _tr("not asked for")
    if look.counts.registered:
        return _tr("unit 1 is confirmed")
    return _tr("unit 1 must be confirmed before unit 2 starts")


def facts(look: Look) -> list[Fact]:
    """What the order says of itself."""
    order = look.order
    return [
        Fact(_tr("Recipe"), f"{order.recipe} {order.recipe_version}"),
        Fact(_tr("Digest"), f"{order.recipe_digest[:16]}…", mono=True),
        *serials(look),
        Fact(_tr("Due"), due(order)),
        Fact(_tr("First article"), first_article(look)),
        Fact(_tr("Label"), order.label or _tr("as the recipe says")),
        Fact(_tr("Last change"), times.listed(order.at) if order.at else ""),
        Fact(_tr("By"), order.by or _tr("nobody named")),
    ]


def counted(counts: Counts) -> list[Fact]:
    """The reconciliation in numbers."""
    number = QLocale().toString
    return [
        Fact(_tr("Planned"), number(counts.planned)),
        Fact(_tr("Made"), number(counts.certified)),
        Fact(_tr("Passed"), number(counts.passed)),
        Fact(_tr("Failed"), number(counts.failed)),
        Fact(_tr("Scrapped"), number(counts.scrapped)),
        Fact(_tr("Registered"), number(counts.registered)),
        Fact(_tr("Owed"), number(counts.owed)),
        Fact(_tr("Left"), number(counts.left)),
    ]


def sorted_out(look: Look) -> list[Difference]:
    """What does not add up, what is worst first; what is only not made yet comes last."""
    order = list(_TROUBLES)
    return sorted(look.differences, key=lambda each: order.index(each.trouble))


def difference(each: Difference) -> Line:
    """One unit that does not add up."""
    tone, words = _TROUBLES[each.trouble]
    symbol = {Tone.FAIL: Symbol.FAIL, Tone.ATTENTION: Symbol.ERROR}.get(tone, Symbol.OFF)
    return Line(tone, symbol, each.identifier, _tr(words), "")


def _tr(text: str) -> str:
    return QCoreApplication.translate("Orders", text)
