"""How the Recipes page says what it is told: every sentence, symbol and tone."""

from PySide6.QtCore import QCoreApplication

from app.core.run import Event, Outcome, Record, RunStarted, Step, StepFailed, StepPassed, StepResult, StepStarted
from app.core.versions import Version
from app.gui import times
from app.gui.authorities import Line
from app.gui.language import said
from app.gui.marking import QT_TRANSLATE_NOOP
from app.gui.recorded import step_sentence
from app.gui.says import step_word
from app.gui.theme import Tone
from app.gui.widgets.symbols import Symbol
from app.provisioning.recipes import Standing

_DETAILS = {
    Step.IDENTIFY: ("serial", QT_TRANSLATE_NOOP("Recipes", "Serial number {value}")),
    Step.ISSUE: ("profile", QT_TRANSLATE_NOOP("Recipes", "Certificate profile {value}")),
}
"""The one fact of a step that is shown as it is; the others are in its sentence."""


def named(standing: Standing) -> str:
    """A recipe in a list of recipes."""
    words = _tr("{title} ({name} {version})") if standing.approved else _tr("{title} ({name} {version}, not approved)")
    recipe = standing.recipe
    return words.format(title=recipe.title, name=recipe.name, version=recipe.version)


def version_line(version: Version, digest: str) -> Line:
    """One version; `digest` is that of the file now."""
    title = _tr("{version} · {digest} · the file now") if version.digest == digest else _tr("{version} · {digest}")
    tone, symbol, right = Tone.ATTENTION, Symbol.ERROR, _tr("not approved")
    words = _tr("in the ledger since {at}, by {who}") if version.by else _tr("in the ledger since {at}")
    detail = words.format(at=times.listed(version.at), who=version.by)
    if version.approved_at is not None:
        tone, symbol, right = Tone.PASS, Symbol.PASS, _tr("approved")
        words = _tr("approved {at} by {who}") if version.approved_by else _tr("approved {at}")
        detail = words.format(at=times.listed(version.approved_at), who=version.approved_by)
    return Line(tone, symbol, title.format(version=version.version, digest=version.digest[:12]), detail, right)


def step_lines(events: list[Event]) -> list[Line]:
    """A dry run so far, step by step."""
    lines: dict[str, Line] = {}
    for event in events:
        match event:
            case RunStarted():
                lines.clear()
            case StepStarted():
                word = step_word(event.step)
                lines[word] = Line(Tone.RUNNING, Symbol.RING, word, "", "…")
            case StepPassed():
                word = step_word(event.result.step)
                took = times.took(event.result.seconds)
                lines[word] = Line(Tone.PASS, Symbol.PASS, step_sentence(event.result), _detail(event.result), took)
            case StepFailed():
                word = step_word(event.result.step)
                failure = event.result.failure
                told = f"{said(failure.message)} {said(failure.advice)}" if failure else ""
                lines[word] = Line(Tone.FAIL, Symbol.FAIL, word, told, failure.code if failure else "")
    return list(lines.values())


def _detail(result: StepResult) -> str:
    name, words = _DETAILS.get(result.step, ("", ""))
    value = result.facts.get(name, "")
    told = _tr(words).format(value=value) if value else ""
    return " · ".join(filter(None, (told, *map(said, result.facts.get("remarks", "").split("; ")))))


def verdict(done: Record) -> tuple[str, str, Tone]:
    """What came of a dry run: in a word, more of it, and its tone."""
    if done.outcome is not Outcome.PASSED:
        failure = done.failure
        return _tr("The dry run did not pass"), said(failure.message) if failure else "", Tone.FAIL
    return _tr("The dry run passed"), _tr("The device, its certificate and its registration are as the recipe wants them."), Tone.PASS


def _tr(text: str) -> str:
    return QCoreApplication.translate("Recipes", text)
