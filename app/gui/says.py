"""What a tray says: every word, symbol and act of a tile, told from its progress alone."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from app.core.label import PrintState
from app.core.people import Role
from app.core.run import Step
from app.gui import times
from app.gui.language import said
from app.gui.marking import QT_TRANSLATE_NOOP
from app.gui.theme import Tone
from app.gui.widgets.symbols import Symbol
from app.provisioning.progress import RESULTS, Progress, TrayState

_SOON = 1.0
"""Seconds: less than that is not worth an estimate."""


class Act(StrEnum):
    """What a button on a tile does."""

    START = "start"
    START_OVER = "start over"
    DETAILS = "details"
    STOP = "stop"
    STOP_IT = "stop it"
    GO_ON = "go on"


ACTS = {
    Act.START: QT_TRANSLATE_NOOP("Tray", "Start"),
    Act.START_OVER: QT_TRANSLATE_NOOP("Tray", "Start over"),
    Act.DETAILS: QT_TRANSLATE_NOOP("Tray", "Details"),
    Act.STOP: QT_TRANSLATE_NOOP("Tray", "Stop"),
    Act.STOP_IT: QT_TRANSLATE_NOOP("Tray", "Stop it"),
    Act.GO_ON: QT_TRANSLATE_NOOP("Tray", "Go on"),
}

STEPS = {
    Step.IDENTIFY: QT_TRANSLATE_NOOP("Tray", "Reading the device"),
    Step.ADMIT: QT_TRANSLATE_NOOP("Tray", "Checking the unit"),
    Step.KEY: QT_TRANSLATE_NOOP("Tray", "Making the key"),
    Step.ISSUE: QT_TRANSLATE_NOOP("Tray", "Making the certificate"),
    Step.INJECT: QT_TRANSLATE_NOOP("Tray", "Writing the certificate"),
    Step.PROVE: QT_TRANSLATE_NOOP("Tray", "Checking the device"),
    Step.LOCK: QT_TRANSLATE_NOOP("Tray", "Locking the device"),
    Step.REGISTER: QT_TRANSLATE_NOOP("Tray", "Registering"),
    Step.CONTACT: QT_TRANSLATE_NOOP("Tray", "Calling the platform"),
    Step.LABEL: QT_TRANSLATE_NOOP("Tray", "Making the label"),
    Step.RETIRE: QT_TRANSLATE_NOOP("Tray", "Removing the old certificate"),
}

_LOOKS = {
    TrayState.EMPTY: (Tone.IDLE, Symbol.PLUG, QT_TRANSLATE_NOOP("Tray", "Plug a device in")),
    TrayState.READY: (Tone.RUNNING, Symbol.READY, QT_TRANSLATE_NOOP("Tray", "Ready")),
    TrayState.REFUSED: (Tone.ATTENTION, Symbol.REFUSED, QT_TRANSLATE_NOOP("Tray", "REFUSED")),
    TrayState.RUNNING: (Tone.RUNNING, Symbol.RING, QT_TRANSLATE_NOOP("Tray", "Starting")),
    TrayState.PASSED: (Tone.PASS, Symbol.PASS, QT_TRANSLATE_NOOP("Tray", "PASS")),
    TrayState.FAILED: (Tone.FAIL, Symbol.FAIL, QT_TRANSLATE_NOOP("Tray", "FAIL")),
    TrayState.ERROR: (Tone.ATTENTION, Symbol.ERROR, QT_TRANSLATE_NOOP("Tray", "ERROR")),
    TrayState.ABORTED: (Tone.IDLE, Symbol.STOPPED, QT_TRANSLATE_NOOP("Tray", "STOPPED")),
}


_OWED = (Tone.ATTENTION, Symbol.PASS, QT_TRANSLATE_NOOP("Tray", "OWED"))
"""It passed, and the platform is still to be told of it."""


@dataclass(frozen=True, slots=True)
class Says:
    """All that a tile shows."""

    tray: str
    tone: Tone
    symbol: Symbol
    word: str
    device: str
    """The serial number, set in a monospaced face."""
    sentence: str
    """What happened and what to do now."""
    brief: str
    """What to do now, for a tile that has no room for the sentence."""
    corner: str
    """Top right: how long, or which socket."""
    note: str
    """Bottom left, less important."""
    code: str
    acts: tuple[Act, ...]
    """The first one is what Enter does."""
    steps: int = 0
    """How many segments the bar has; 0: none."""
    done: float = 0.0
    """How many of them are filled."""


def say(progress: Progress, now: datetime, *, asking: bool = False, median: float | None = None) -> Says:
    """The tile of this tray; `asking`: whether it asks if the run shall be stopped; `median`: seconds a good run takes."""
    tone, symbol, word = _OWED if progress.owed else _LOOKS[progress.state]
    running = progress.state is TrayState.RUNNING
    sentence = _sentence(progress, asking=asking)
    return Says(
        tray=_tr("Tray {number}").format(number=progress.tray),
        tone=tone,
        symbol=symbol,
        word=step_word(progress.step) if running and progress.step else _tr(word),
        device=progress.identifier or (progress.port.serial if progress.port else ""),
        sentence=sentence,
        brief=_brief(progress, sentence, asking=asking),
        corner=_corner(progress, now),
        note=_note(progress, now, median),
        code=progress.failure.code if progress.failure and not running else "",
        acts=_acts(progress, asking=asking),
        steps=len(progress.steps) if running else 0,
        done=min(progress.done + 0.5, len(progress.steps)) if running else 0.0,
    )


def step_word(step: Step) -> str:
    """A step as an operator would call it."""
    return _tr(STEPS[step])


def act_word(act: Act) -> str:
    """What is written on the button."""
    return _tr(ACTS[act])


def _sentence(progress: Progress, *, asking: bool) -> str:  # noqa: PLR0911 - one sentence a state, read as a table
    if progress.failure and progress.state is not TrayState.RUNNING:
        return said(f"{progress.failure.message} {progress.failure.advice}")
    match progress.state:
        case TrayState.EMPTY:
            return _tr("This tray is free.")
        case TrayState.READY:
            return _tr("Scan the label or press Start.")
        case TrayState.RUNNING if not progress.may_abort:
            return _tr("Do not unplug. From here on it cannot be stopped.")
        case TrayState.RUNNING if asking:
            return _tr("Stop this unit? What is done so far is kept.")
        case TrayState.RUNNING:
            return _tr("Do not unplug.")
        case TrayState.PASSED:
            return _done(progress)
    return ""


def _done(progress: Progress) -> str:
    if progress.label is PrintState.UNSURE:
        return _tr("This unit is good. Look whether its label is there: if not, print it again.")
    if progress.label is PrintState.OWED and progress.unprinted is not None:
        return _tr("This unit is good, its label is owed: {reason}").format(reason=said(progress.unprinted.message))
    if progress.owed:
        left = _tr("This unit is good. The platform is told of it later.")
        return left if progress.port is None else _tr("Take it out. The platform is told of it later.")
    return _tr("This unit is done.") if progress.port is None else _tr("Take it out.")


def _brief(progress: Progress, sentence: str, *, asking: bool) -> str:
    running = progress.state is TrayState.RUNNING
    if progress.failure and not running:
        return said(progress.failure.advice) or sentence
    if progress.state is TrayState.READY:
        return _tr("Scan or start")
    if progress.label is PrintState.UNSURE or (progress.label is PrintState.OWED and progress.unprinted is not None):
        return label_word(progress) or sentence
    if progress.owed and progress.port is not None:
        return _tr("Take it out.")
    return _tr("Stop this unit?") if asking and running else sentence


def _corner(progress: Progress, now: datetime) -> str:
    if progress.state is TrayState.RUNNING:
        return times.took(max(0.0, (now - progress.began).total_seconds())) if progress.began else ""
    if progress.state in RESULTS:
        return times.took(progress.seconds)
    return _tr("socket {socket}").format(socket=progress.socket) if progress.socket else ""


_LABELS = {
    PrintState.OWED: QT_TRANSLATE_NOOP("Tray", "Label on its way"),
    PrintState.PRINTING: QT_TRANSLATE_NOOP("Tray", "Label is being printed"),
    PrintState.PRINTED: QT_TRANSLATE_NOOP("Tray", "Label printed"),
    PrintState.UNSURE: QT_TRANSLATE_NOOP("Tray", "Label perhaps not printed"),
    PrintState.DROPPED: QT_TRANSLATE_NOOP("Tray", "Label not needed"),
}


def label_word(progress: Progress) -> str:
    """Where the unit's label stands; empty: it gets none."""
    if progress.state is not TrayState.PASSED or progress.label is None:
        return ""
    if progress.label is PrintState.OWED and progress.unprinted is not None:
        return _tr("Label owed")
    return _tr(_LABELS[progress.label])


def _note(progress: Progress, now: datetime, median: float | None) -> str:
    if progress.state is TrayState.PASSED and progress.chain:
        until = _tr("Valid without end")
        if not progress.chain.endless:
            until = _tr("Valid until {day}").format(day=times.day(progress.chain.leaf.not_valid_after_utc))
        label = label_word(progress)
        return _tr("{label} · {until}").format(label=label, until=until) if label else until
    if progress.state is not TrayState.RUNNING or not progress.steps:
        return ""
    number, total = min(progress.done + 1, len(progress.steps)), len(progress.steps)
    left = median - (now - progress.began).total_seconds() if median and progress.began else 0.0
    if left < _SOON:
        return _tr("Step {number} of {total}").format(number=number, total=total)
    return _tr("Step {number} of {total} · about {seconds} s left").format(number=number, total=total, seconds=round(left))


def _acts(progress: Progress, *, asking: bool) -> tuple[Act, ...]:
    if progress.state is TrayState.RUNNING:
        if not progress.may_abort:
            return ()
        return (Act.STOP_IT, Act.GO_ON) if asking else (Act.STOP,)
    details = (Act.DETAILS,) if progress.record else ()
    if progress.state is TrayState.READY:
        return (Act.START,)
    if progress.state in RESULTS and progress.state is not TrayState.PASSED and progress.may_start:
        return (Act.START_OVER, *details)
    return details


def _tr(text: str) -> str:
    return QCoreApplication.translate("Tray", text)


def role_word(role: Role) -> str:
    """What a person is at this station."""
    return QCoreApplication.translate("Says", _ROLES[role])


_ROLES = {
    Role.OPERATOR: QT_TRANSLATE_NOOP("Says", "Operator"),
    Role.SUPERVISOR: QT_TRANSLATE_NOOP("Says", "Supervisor"),
    Role.ENGINEER: QT_TRANSLATE_NOOP("Says", "Engineer"),
    Role.AUDITOR: QT_TRANSLATE_NOOP("Says", "Auditor"),
    Role.ADMINISTRATOR: QT_TRANSLATE_NOOP("Says", "Administrator"),
}
