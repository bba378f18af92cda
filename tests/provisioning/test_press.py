"""From PASS to paper: whatever the printer does, the PASS stays, and no label is lost, doubled or forgotten."""

import hashlib
import shutil
import sqlite3
import time
from contextlib import closing
from dataclasses import replace

import pytest
from uuid6 import uuid7

from app.core.errors import ChainBroken, LabelUnknown, OrderUnusable, PrinterOffline, PrinterPaper
from app.core.label import PrintState
from app.core.recipe import Label, Recipe
from app.core.run import Outcome, Step
from app.labels.network import NetworkPrinter
from app.labels.template import LabelTemplate, Templates
from app.provisioning.labelling import Labelling
from app.provisioning.orders import Orders, Wish
from app.provisioning.press import NoPrinter, Press
from app.provisioning.progress import Labelled, Progress, advance
from app.sandbox.printer import SimulatedPrinter
from app.sandbox.unit import SimulatedUnit
from app.store import Ledger
from tests.provisioning.floor import QUICK, RESOURCES
from tests.provisioning.shelf import MemoryShelf
from tests.provisioning.test_flow import unit

TEMPLATES, _ = Templates.load(RESOURCES / "labels")
NOTHING = hashlib.sha256(b"{}").hexdigest()
SILENT = Recipe.model_validate({**QUICK.model_dump(), "registration": {"mode": "none"}})
PRINTING = Recipe.model_validate({**QUICK.model_dump(), "label": {"print": "unit"}, "registration": {"mode": "none"}})


@pytest.fixture
def printer():
    with SimulatedPrinter() as simulated:
        yield simulated


@pytest.fixture
def press(floor, printer):
    floor.bench = replace(floor.bench, labels=Labelling(TEMPLATES, floor.clock))
    return Press(floor.ledger.labels, NetworkPrinter("127.0.0.1", printer.port, answer_seconds=30, print_seconds=30))


def wait_until(condition):
    """Within a minute, which no machine should need."""
    end = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)


def labels(floor, record):
    return [(each.number, each.state, each.code) for each in floor.ledger.labels.list_of_run(record.start.run)]


def test_a_pass_prints_what_was_meant(floor, press, printer):
    record = floor.run(unit(), PRINTING)
    assert record.outcome is Outcome.PASSED
    assert record.steps[-1].step is Step.LABEL
    assert record.steps[-1].facts == {"template": "unit"}
    assert labels(floor, record) == [(1, PrintState.OWED, "")]
    assert press.print_owed() == 1
    assert labels(floor, record) == [(1, PrintState.PRINTED, "")]
    (zpl,) = printer.labels
    assert record.identifier.encode() in zpl
    (kept,) = floor.ledger.labels.list_of_run(record.start.run)
    assert kept.words["certificate.serial"] == record.chain.serial
    assert kept.digest == TEMPLATES.get("unit").digest
    floor.ledger.verify()


@pytest.mark.parametrize("fault", ["paper_out", "off"])
def test_a_printer_fault_loses_no_pass_and_the_label_comes_later(floor, press, printer, fault):
    told = []
    press.listen(lambda tray, event: told.append((tray, event.state, event.failure and event.failure.code)))
    printer.switch_off() if fault == "off" else setattr(printer.faults, fault, True)
    record = floor.run(unit(), PRINTING)
    assert record.outcome is Outcome.PASSED
    with pytest.raises((PrinterOffline, PrinterPaper.__base__)) as caught:
        press.print_owed()
    with pytest.raises(type(caught.value)):
        press.print_owed()
    assert labels(floor, record) == [(1, PrintState.OWED, caught.value.code)]
    assert told == [(1, PrintState.OWED, caught.value.code)]  # told once, however often it was tried
    assert floor.ledger.labels.count().owed == 1
    printer.switch_on() if fault == "off" else setattr(printer.faults, fault, False)
    assert press.print_owed() == 1
    assert labels(floor, record) == [(1, PrintState.PRINTED, "")]
    assert len(printer.labels) == 1
    floor.ledger.verify()


def test_what_was_perhaps_printed_is_a_persons_decision(floor, press, printer):
    printer.faults.cut_after = 50
    record = floor.run(unit(), PRINTING)
    press.print_owed()
    assert labels(floor, record) == [(1, PrintState.UNSURE, "PRN-UNSURE")]
    assert press.print_owed() == 0  # never by itself
    assert floor.ledger.labels.count().unsure == 1
    press.reprint("OP-07", record.start.run, "nothing came out")
    press.print_owed()
    assert labels(floor, record) == [(1, PrintState.DROPPED, ""), (2, PrintState.PRINTED, "")]
    assert floor.ledger.labels.list_of_run(record.start.run)[1].reason == "nothing came out"
    assert len(printer.labels) == 1


def test_a_label_that_somebody_saw_is_printed(floor, press, printer):
    printer.faults.cut_after = 50
    record = floor.run(unit(), PRINTING)
    press.print_owed()
    (label,) = floor.ledger.labels.list_of_run(record.start.run)
    press.settle("OP-07", label)
    assert labels(floor, record) == [(1, PrintState.PRINTED, "")]
    with pytest.raises(LabelUnknown, match="Nothing is to be decided"):
        press.settle("OP-07", floor.ledger.labels.list_of_run(record.start.run)[0])


@pytest.mark.usefixtures("press")
def test_a_station_that_stopped_while_it_printed_does_not_print_again_by_itself(floor, printer):
    record = floor.run(unit(), PRINTING)
    (label,) = floor.ledger.labels.list_of_run(record.start.run)
    floor.ledger.labels.tell(label.id, PrintState.PRINTING)  # and here the power went
    floor.ledger.close()
    with Ledger.open(floor.folder / "ledger.db", "LINE-1") as again:
        assert again.labels.close_interrupted() == 1
        assert again.labels.close_interrupted() == 0
        (label,) = again.labels.list_of_run(record.start.run)
        assert (label.state, label.code) == (PrintState.UNSURE, "PRN-UNSURE")
        assert again.labels.find_owed() is None
        assert again.get_run(record.start.run).outcome is Outcome.PASSED
        again.verify()
    assert printer.labels == []


def test_a_reprint_says_who_why_and_which(floor, press, printer):
    record = floor.run(unit(), PRINTING)
    press.print_owed()
    for number, reason in ((2, "torn"), (3, "lost")):
        made = press.reprint("OP-09", record.start.run, reason)
        assert (made.number, made.who, made.reason) == (number, "OP-09", reason)
        press.print_owed()
    assert printer.labels == [printer.labels[0]] * 3
    floor.ledger.verify()


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_reprint_needs_a_reason(floor, press, reason):
    record = floor.run(unit(), PRINTING)
    press.print_owed()
    with pytest.raises(LabelUnknown, match="reason is missing"):
        press.reprint("OP-07", record.start.run, reason)


def test_what_has_no_label_or_is_still_owed_is_not_printed_again(floor, press):
    bare = Recipe.model_validate({**PRINTING.model_dump(), "label": {}})
    with pytest.raises(LabelUnknown, match="no label"):
        press.reprint("OP-07", floor.run(unit(), bare).start.run, "torn")
    with pytest.raises(LabelUnknown, match="still to be printed"):
        press.reprint("OP-07", floor.run(SimulatedUnit("0042-1188"), PRINTING).start.run, "torn")


@pytest.mark.usefixtures("press")
def test_a_unit_that_fails_gets_no_label(floor):
    record = floor.run(unit(), PRINTING, scan="9999-9999")
    assert record.outcome is Outcome.FAILED
    assert labels(floor, record) == []


@pytest.mark.parametrize("recipe", [PRINTING, SILENT], ids=["the recipe has another", "the recipe has none"])
def test_an_order_names_its_own_label_and_keeps_it_as_it_was(floor, recipe):
    shelf = MemoryShelf(recipe)
    orders = Orders(floor.ledger.orders, shelf, floor.ledger.recipes)
    made = orders.make(None, Wish("WO-1", "", recipe.name, 2, label="small", first_article=False))
    assert (made.label, made.label_digest) == ("small", TEMPLATES.get("small").digest)
    assert orders.get("WO-1").label == "small"
    changed = TEMPLATES.get("small").model_copy(update={"version": "9"})
    floor.bench = replace(floor.bench, labels=Labelling(Templates([changed]), floor.clock, kept=floor.ledger.labels.find_template))
    record = floor.run(unit(), recipe, order="WO-1", label=True)
    assert (record.outcome, record.steps[-1].facts) == (Outcome.PASSED, {"template": "small"})
    (label,) = floor.ledger.labels.list_of_run(record.start.run)
    assert label.digest == made.label_digest
    floor.ledger.verify()


def test_a_label_that_is_another_than_the_order_meant_and_was_not_kept_stops_the_unit(floor):
    meant = PRINTING.model_copy(update={"label": Label(print="unit", print_digest="0" * 64)})
    floor.bench = replace(floor.bench, labels=Labelling(TEMPLATES, floor.clock, kept=floor.ledger.labels.find_template))
    record = floor.run(unit(), meant)
    assert (record.failure.code, record.steps[-1].step) == ("PRN-TEMPLATE", Step.ADMIT)
    assert "was changed since" in record.failure.message


def test_an_order_cannot_name_a_label_that_is_not_there(floor):
    orders = Orders(floor.ledger.orders, MemoryShelf(SILENT), floor.ledger.recipes)
    with pytest.raises(OrderUnusable, match="no label template"):
        orders.make(None, Wish("WO-1", "", SILENT.name, 2, label="huge"))
    assert orders.list_all() == []


@pytest.mark.usefixtures("press")
def test_a_label_that_cannot_be_is_known_before_a_key_is_made(floor):
    tight = LabelTemplate.model_validate(
        {
            **TEMPLATES.get("unit").model_dump(),
            "element": [{"kind": "text", "x": 0, "y": 0, "width": 20, "size": 3, "text": "{certificate.fingerprint}"}],
        }
    )
    floor.bench = replace(floor.bench, labels=Labelling(Templates([tight]), floor.clock))
    record = floor.run(unit(), PRINTING)
    assert (record.outcome, record.failure.code, record.steps[-1].step) == (Outcome.ERROR, "PRN-TEMPLATE", Step.ADMIT)


def test_a_recipe_that_prints_needs_a_printer_before_a_key_is_made(floor):
    floor.bench = replace(floor.bench, labels=Labelling(TEMPLATES, floor.clock, printing=False))
    record = floor.run(unit(), PRINTING)
    assert (record.failure.code, record.steps[-1].step) == ("PRN-NONE", Step.ADMIT)


def test_labels_come_in_the_order_in_which_they_were_earned(floor, press, printer):
    serials = ["0042-1187", "0042-1188", "0042-1189"]
    for serial in serials:
        floor.run(SimulatedUnit(serial), PRINTING)
    with press:
        wait_until(lambda: floor.ledger.labels.count().owed == 0)
    assert [serial for zpl in printer.labels for serial in serials if serial.encode() in zpl] == serials


def test_the_press_goes_on_once_the_printer_is_back(floor, press, printer):
    printer.faults.paper_out = True
    record = floor.run(unit(), PRINTING)
    with press:
        wait_until(lambda: labels(floor, record) == [(1, PrintState.OWED, "PRN-PAPER")])
        printer.faults.paper_out = False
        press.hurry()
        wait_until(lambda: labels(floor, record) == [(1, PrintState.PRINTED, "")])


def test_a_label_of_another_time_does_not_hold_up_the_others(floor, press):
    class Stranger(Labelling):
        def make(self, recipe, ticket, chain):
            return replace(super().make(recipe, ticket, chain), body="{}", digest=NOTHING)

    usual = floor.bench
    floor.bench = replace(usual, labels=Stranger(TEMPLATES, floor.clock))
    first = floor.run(SimulatedUnit("0042-1187"), PRINTING)
    floor.bench = usual
    second = floor.run(SimulatedUnit("0042-1188"), PRINTING)
    assert press.print_owed() == 2
    assert labels(floor, first) == [(1, PrintState.UNSURE, "SET-LABEL")]
    assert labels(floor, second) == [(1, PrintState.PRINTED, "")]


def test_a_station_without_a_printer_says_so():
    with pytest.raises(Exception, match="no label printer"):
        NoPrinter().check()


FORGERIES = (
    "UPDATE labels SET state = 'printed'",
    "UPDATE labels SET words = '{}'",
    "UPDATE label_templates SET body = '{}'",
    "DELETE FROM prints",
    "DELETE FROM labels",
)


def test_a_label_that_was_altered_is_found(floor, press, printer):
    printer.faults.paper_out = True
    floor.run(unit(), PRINTING)
    with pytest.raises(PrinterPaper):
        press.print_owed()
    floor.ledger.close()
    for forgery in FORGERIES:
        forged = floor.folder / "forged.db"
        shutil.copy(floor.folder / "ledger.db", forged)
        with closing(sqlite3.connect(forged)) as connection, connection:
            triggers = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
            for name, _ in triggers:
                connection.execute(f"DROP TRIGGER {name}")
            connection.execute(forgery)
            for _, sql in triggers:
                connection.execute(sql)
        with Ledger.open(forged, "LINE-1") as ledger, pytest.raises(ChainBroken):
            ledger.verify()


@pytest.mark.usefixtures("press")
def test_a_tray_shows_the_label_of_its_own_run_only(floor):
    record = floor.run(unit(), PRINTING)
    progress = Progress(1)
    for event in floor.events:
        progress = advance(progress, event)
    assert progress.label is PrintState.OWED
    assert advance(progress, Labelled(record.start.run, PrintState.PRINTED)).label is PrintState.PRINTED
    assert advance(progress, Labelled(uuid7(), PrintState.PRINTED)) == progress
