from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.core.errors import DeviceUnknown, PortMissing, StoreFull
from app.core.run import Failure, Step
from app.gui.says import Act, say, step_word
from app.gui.theme import Tone
from app.gui.widgets.symbols import Symbol
from app.provisioning.progress import Plugged, Progress, Refused, TrayState, Unplugged, advance
from tests.gui.stage import aborted, ended, port_of, running

NOW = datetime.now(UTC)


def fold(events, tray=1):
    progress = Progress(tray, "1-1")
    for event in events:
        progress = advance(progress, event)
    return progress


def test_an_empty_tray_asks_for_a_device():
    says = say(Progress(3, "1-4.2"), NOW)
    assert (says.tray, says.word, says.corner, says.acts) == ("Tray 3", "Plug a device in", "socket 1-4.2", ())
    assert (says.tone, says.symbol) == (Tone.IDLE, Symbol.PLUG)


def test_a_ready_tray_asks_for_a_scan_or_start_and_shows_the_hinted_serial():
    says = say(fold([Plugged(port_of(1, "0042-1187"))]), NOW)
    assert (says.word, says.sentence, says.device, says.acts) == ("Ready", "Scan the label or press Start.", "0042-1187", (Act.START,))


@pytest.mark.parametrize("step", Step)
def test_every_step_has_words_that_an_operator_knows(step):
    word = step_word(step)
    assert word[0].isupper()
    assert step.value.upper() not in word


def test_a_running_tray_shows_its_step_and_how_long_it_may_take():
    says = say(fold(running("0042-1188", 1, 4, since=2.0)), datetime.now(UTC), median=7.0)
    assert (says.word, says.sentence, says.acts) == ("Writing the certificate", "Do not unplug.", (Act.STOP,))
    assert says.note == "Step 5 of 7 · about 5 s left"
    assert says.corner == "2.0 s"
    assert (says.steps, says.done) == (7, 4.5)


def test_a_run_that_takes_longer_promises_nothing():
    says = say(fold(running("0042-1188", 1, 4, since=20.0)), datetime.now(UTC), median=7.0)
    assert says.note == "Step 5 of 7"


def test_the_question_names_what_enter_does_first():
    says = say(fold(running("0042-1188", 1, 4)), NOW, asking=True)
    assert says.acts == (Act.STOP_IT, Act.GO_ON)
    assert says.sentence == "Stop this unit? What is done so far is kept."
    assert says.brief == "Stop this unit?"


def test_past_the_lock_nothing_can_be_stopped():
    progress = fold(running("0042-1188", 1, 4))
    locking = replace(progress, steps=(*progress.steps[:4], Step.LOCK, Step.REGISTER))
    says = say(locking, NOW, asking=True)
    assert says.acts == ()
    assert says.sentence == "Do not unplug. From here on it cannot be stopped."


def test_a_pass_stays_with_its_validity(stage):
    says = say(fold(ended(stage.past("0042-1187", 1))), NOW)
    assert (says.word, says.symbol, says.tone, says.sentence) == ("PASS", Symbol.PASS, Tone.PASS, "Take it out.")
    assert says.note.startswith("Valid until ")
    assert says.acts == (Act.DETAILS,)
    assert says.code == ""


@pytest.mark.parametrize(
    ("fault", "state", "word", "tone", "code"),
    [
        ("label", TrayState.FAILED, "FAIL", Tone.FAIL, "ADM-LABEL"),
        ("gone", TrayState.FAILED, "FAIL", Tone.FAIL, "DEV-GONE"),
        ("hsm", TrayState.ERROR, "ERROR", Tone.ATTENTION, "PKI-HSM-AWAY"),
    ],
)
def test_what_went_wrong_says_what_happened_what_to_do_and_its_code(  # noqa: PLR0917 - one case a row
    stage, fault, state, word, tone, code
):
    record = stage.past("0042-1189", 1, fault)
    progress = fold(ended(record))
    says = say(progress, NOW)
    assert (progress.state, says.word, says.tone, says.code) == (state, word, tone, code)
    assert says.sentence == f"{record.failure.message} {record.failure.advice}"
    assert says.acts == (Act.START_OVER, Act.DETAILS)


def test_a_unit_that_left_before_its_result_cannot_be_started_over(stage):
    record = stage.past("0042-1189", 1, "gone")
    plugged, started, finished = ended(record)
    says = say(fold([plugged, started, Unplugged(), finished]), NOW)
    assert says.word == "FAIL"
    assert says.acts == (Act.DETAILS,)


def test_a_stopped_run_is_no_failure(stage):
    says = say(fold(ended(aborted(stage.past("0042-1190", 1)))), NOW)
    assert (says.word, says.tone, says.symbol) == ("STOPPED", Tone.IDLE, Symbol.STOPPED)


def test_what_may_not_be_provisioned_is_refused_visibly():
    failure = Failure.of(DeviceUnknown("No recipe is for what was plugged in (hub)."))
    says = say(fold([Plugged(port_of(1), failure)]), NOW)
    assert (says.word, says.symbol, says.code, says.acts) == ("REFUSED", Symbol.REFUSED, "DEV-UNKNOWN", ())


def test_a_start_that_cannot_be_is_said_on_the_tile():
    says = say(fold([Plugged(port_of(1)), Refused(Failure.of(StoreFull("The ledger's disk is full.")))]), NOW)
    assert says.word == "Ready"
    assert says.sentence.startswith("The ledger's disk is full. Make space")
    assert says.brief.startswith("Make space")
    assert says.code == "STO-FULL"


def test_a_refusal_while_it_runs_changes_nothing():
    events = [*running("0042-1188", 1, 2), Refused(Failure.of(PortMissing("Tray 1 is still working.")))]
    assert say(fold(events), NOW).code == ""


def test_every_state_has_its_own_symbol_and_word():
    looks = set()
    for state in TrayState:
        says = say(Progress(1, state=state, began=NOW - timedelta(seconds=1)), NOW)
        looks.add((says.symbol, says.word))
    assert len({symbol for symbol, _ in looks}) == len({word for _, word in looks}) == len(TrayState)
