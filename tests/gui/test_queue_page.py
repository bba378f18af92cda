"""The queue as a person sees it: what is owed, why, and what a click does."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.core.errors import PlatformConflict, PlatformUnreachable
from app.core.outbox import BreakerState, DebtState, Owed, QueueState
from app.core.run import Failure
from app.gui import queued
from app.gui.models.debts import ANSWER, DEVICE, STATE
from app.gui.theme import Tone
from tests.gui.stage import ended, tell

AWAY = PlatformUnreachable("Nothing answers at api.example.")
OTHER = PlatformConflict("The platform has another certificate for 0042-1190: serial 7, where ours is 9.")
SOON = datetime.now(UTC) + timedelta(minutes=5)


def cells(window, column):
    model = window.pages.queue.model
    return [model.index(row, column).data() for row in range(model.rowCount())]


def open_queue(window, qtbot, rows):
    window.go(window.pages.queue)
    qtbot.waitUntil(lambda: window.pages.queue.model.rowCount() == rows, timeout=10_000)


def test_what_is_owed_is_listed_with_its_answer_refusals_first(window, stage, qtbot):
    stage.owed("0042-1189", 9, AWAY)
    stage.owed("0042-1190", 8, OTHER)
    stage.owed("0042-1191", 7)
    open_queue(window, qtbot, 3)
    assert cells(window, DEVICE) == ["0042-1190", "0042-1189", "0042-1191"]
    assert cells(window, STATE) == ["REFUSED", "OWED", "OWED"]
    assert cells(window, ANSWER) == [OTHER.message, AWAY.message, "It was not asked yet."]
    assert window.pages.queue.foot.text().startswith("Owed: 2 · refused: 1 · the oldest since ")
    assert window.pages.queue.code.text() == "CLD-CONFLICT"


def test_one_or_all_are_tried_again_when_a_person_says_so(window, stage, qtbot):
    stage.owed("0042-1189", 9, OTHER)
    stage.owed("0042-1190", 8, AWAY)
    open_queue(window, qtbot, 2)
    window.pages.queue.one.click()
    qtbot.waitUntil(lambda: stage.debt("0042-1189").state is DebtState.OWED, timeout=10_000)
    assert stage.debt("0042-1190").attempts == 1, "the other one was not meant"
    window.pages.queue.all.click()
    qtbot.waitUntil(lambda: stage.debt("0042-1190").attempts == 0, timeout=10_000)
    assert len(stage.queue.asked) == 2


def test_the_choice_stays_on_its_unit_while_others_are_settled(window, stage, qtbot):
    for number in range(4):
        stage.owed(f"0042-{number}", 9 - number)
    open_queue(window, qtbot, 4)
    window.pages.queue.table.selectRow(2)
    stage.settle("0042-0")
    window.pages.queue.look()
    qtbot.waitUntil(lambda: window.pages.queue.model.rowCount() == 3, timeout=10_000)
    assert window.pages.queue.answer.text().startswith("0042-2: ")


def test_an_empty_queue_says_so(window, stage, qtbot):
    window.go(window.pages.queue)
    qtbot.waitUntil(lambda: window.pages.queue.title.text() == "Nothing is owed", timeout=10_000)
    assert not window.pages.queue.all.isEnabled()
    del stage


@pytest.mark.parametrize(
    ("state", "owed", "tone", "words"),
    [
        (QueueState(running=True), Owed(), Tone.PASS, "Nothing is owed"),
        (QueueState(running=True), Owed(3), Tone.RUNNING, "The platform is being told"),
        (QueueState(running=True), Owed(0, 2), Tone.FAIL, "Somebody has to look at what was refused"),
        (QueueState(running=True, breaker=BreakerState.OPEN, until=SOON), Owed(3), Tone.ATTENTION, "The platform failed again and again."),
        (QueueState(running=True, breaker=BreakerState.TRYING), Owed(3), Tone.RUNNING, "One unit is on its way"),
        (QueueState(running=True, until=SOON), Owed(3), Tone.ATTENTION, "The platform asked for a pause until"),
        (QueueState(), Owed(3), Tone.ATTENTION, "The list waits to be exported"),
    ],
)
def test_where_the_queue_stands_is_one_plain_line(state, owed, tone, words):
    now = queued.standing(replace(state, last=Failure.of(AWAY)), owed)
    assert now.tone is tone
    assert now.title.startswith(words)
    assert now.words


def test_an_owed_unit_is_shown_as_owed_and_turns_registered_when_it_is_settled(window, stage, qtbot):
    record = stage.owed("0042-1189", 0.1)
    tell(window, 1, ended(record))
    tile = window.station.grid.tiles[0]
    qtbot.waitUntil(lambda: tile.says.word == "OWED", timeout=10_000)
    assert "told of it later" in tile.says.sentence
    window.station.count()
    qtbot.waitUntil(lambda: window.station.figures._figures["owed"]._number.text() == "1", timeout=10_000)
    with qtbot.waitSignal(window.history.model.loaded, timeout=10_000):
        window.go(window.history)
    assert window.history.model.index(0, 2).data() == "OWED"
    stage.settle("0042-1189")
    window.station.look_after()
    qtbot.waitUntil(lambda: tile.says.word == "PASS", timeout=10_000)
    qtbot.waitUntil(lambda: window.station.figures._figures["owed"]._number.text() == "0", timeout=10_000)
    with qtbot.waitSignal(window.history.model.loaded, timeout=10_000):
        window.history.reload()
    assert window.history.model.index(0, 2).data() == "PASS"
