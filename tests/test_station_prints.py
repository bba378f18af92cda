"""The printer as one light: what it says of itself and what it owes, in a sentence that tells what to do."""

from contextlib import ExitStack

import pytest

from app.core.label import PrintState
from app.gui import LightState
from app.labels.network import NetworkPrinter
from app.printing import StationPrints
from app.sandbox.printer import SimulatedPrinter
from app.settings import PrinterSettings
from tests.gui.stage import Stage, labelled


@pytest.fixture
def printer():
    with SimulatedPrinter() as simulated:
        yield simulated


@pytest.fixture
def stage(tmp_path, printer):
    with ExitStack() as opened:
        stage = Stage(opened, tmp_path)
        stage.press.printer = NetworkPrinter("127.0.0.1", printer.port, answer_seconds=30, print_seconds=30)
        yield stage


def light(stage):
    found = StationPrints(stage).light()
    return found.state, found.sentence


def test_none_is_off(stage):
    stage.settings = stage.settings.model_copy(update={"printer": PrinterSettings()})
    assert light(stage) == (LightState.OFF, "No label printer is set up.")


def test_one_that_can_print_is_well_and_so_is_one_that_has_something_to_print(stage):
    assert light(stage) == (LightState.OK, "It can print.")
    labelled(stage, "0042-1187")
    assert light(stage) == (LightState.OK, "Labels on their way: 1.")


def test_one_without_paper_wants_attention_and_tells_what_it_owes(stage, printer):
    printer.faults.paper_out = True
    state, sentence = light(stage)
    assert (state, sentence.split(".")[0]) == (LightState.ATTENTION, "The label printer has no labels left")
    labelled(stage, "0042-1187")
    assert "Labels that are owed: 1." in light(stage)[1]


def test_one_that_is_off_tells_so(stage, printer):
    printer.switch_off()
    state, sentence = light(stage)
    assert state is LightState.ATTENTION
    assert "cannot be reached" in sentence


def test_what_was_perhaps_printed_wants_a_person(stage):
    record = labelled(stage, "0042-1187")
    (label,) = stage.ledger.labels.list_of_run(record.start.run)
    stage.ledger.labels.tell(label.id, PrintState.PRINTING)
    stage.ledger.labels.close_interrupted()
    state, sentence = light(stage)
    assert state is LightState.ATTENTION
    assert "nobody knows whether they were printed: 1." in sentence
