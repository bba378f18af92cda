"""`birthmark label`: what is owed, printing it, printing again, and a station that is killed while it prints."""

import json
import os
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime

import pytest
from PIL import Image
from pypdfium2 import PdfDocument

from app.core.label import PrintState, Wanted, words_of
from app.core.recipe import Recipe
from app.core.run import Outcome, Step
from app.core.ticket import Ticket
from app.labels.template import Templates
from app.settings import load
from app.station import RESOURCES, open_ledger
from app.store import Ledger
from tests.cli import calling
from tests.patience import until
from tests.store.store_lab import chain_for, record_of, start_of

KEY = {"BIRTHMARK_SECRET_STATION_KEY": "four words in a row"}
TEMPLATES, _ = Templates.load(RESOURCES / "labels")
RECIPE = Recipe.load(RESOURCES / "recipes" / "simulated.toml")
UNIT, OTHER = "EI-SN-000001", "EI-SN-000002"


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A station with a folder for a printer, and two units whose labels are owed."""
    monkeypatch.setenv("BIRTHMARK_SECRET_STATION_KEY", KEY["BIRTHMARK_SECRET_STATION_KEY"])
    printer(tmp_path, f'kind = "folder"\npath = "{tmp_path / "labels"}"')
    with open_ledger(load(tmp_path)) as ledger:
        for number in (1, 2):
            owe(ledger, number)
    return tmp_path


def printer(home, words):
    (home / "station.toml").write_text(f'station = "LINE-2-A"\noperator = "OP-07"\n[printer]\n{words}\n')


def owe(ledger, number):
    """A run that passed, and whose label is owed."""
    start = start_of(number, steps=(Step.IDENTIFY, Step.ISSUE, Step.LABEL))
    record = record_of(start, chain=chain_for(f"EI-SN-{number:06}"))
    words = words_of(Ticket(start.run, record.identifier, record.identity), record.chain, RECIPE, datetime.now(UTC))
    template = TEMPLATES.get("unit")
    ledger.begin(start)
    ledger.finish(record, None, Wanted(template.name, template.digest, template.body, words))


def listed(home, *words):
    told = calling.call(home, "label", "list", "--json", *words)
    return [(each["identifier"], each["number"], each["state"]) for each in map(json.loads, told.stdout.splitlines())]


def test_what_is_owed_is_listed_printed_and_printed_again_for_a_reason(home):
    assert listed(home) == [(UNIT, 1, "owed"), (OTHER, 1, "owed")]
    assert "2 labels printed." in calling.call(home, "label", "print").stderr
    assert listed(home) == []
    assert "No label is owed." in calling.call(home, "label", "print").stderr
    assert len(list((home / "labels").iterdir())) == 2
    told = calling.call(home, "label", "reprint", UNIT, "--reason", "torn off")
    assert f"{UNIT}: printed again, number 2." in told.stderr
    assert listed(home, UNIT) == [(UNIT, 1, "printed"), (UNIT, 2, "printed")]
    assert "print 2 for OP-07: torn off" in calling.call(home, "label", "list", UNIT).stdout
    assert len(list((home / "labels").iterdir())) == 3


@pytest.mark.parametrize(
    "words",
    [("reprint", "EI-SN-000009", "--reason", "torn"), ("reprint", UNIT, "--reason", " "), ("settle", UNIT), ("preview", "EI-SN-000009")],
    ids=["a unit without a label", "no reason", "nothing to decide", "nothing to draw"],
)
def test_what_cannot_be_is_told_and_changes_nothing(home, words):
    told = calling.call(home, "label", *words)
    assert "PRN-LABEL" in told.stderr
    assert told.returncode != 0
    assert listed(home) == [(UNIT, 1, "owed"), (OTHER, 1, "owed")]


def test_a_label_is_drawn_into_a_file_of_each_kind(home):
    for name, words in (("unit.png", (UNIT,)), ("unit.pdf", (UNIT,)), ("unit.zpl", (UNIT,)), ("sample.png", ("--template", "small"))):
        told = calling.call(home, "label", "preview", *words, "--to", str(home / name))
        assert told.returncode == 0, told.stderr
    with Image.open(home / "unit.png") as picture:
        assert picture.size == (400, 200)  # 50 by 25 mm at 8 dots
    with closing(PdfDocument(home / "unit.pdf")) as pages:
        assert len(pages) == 1
    assert UNIT.encode() in (home / "unit.zpl").read_bytes()
    assert calling.call(home, "label", "preview", UNIT, "--to", str(home / "unit.txt")).returncode == 2


def test_a_station_that_is_killed_while_it_prints_loses_no_label_and_doubles_none(home):
    paper = home / "paper.zpl"
    os.mkfifo(paper)  # nobody reads: whoever prints waits, however long that is
    printer(home, f'kind = "file"\npath = "{paper}"')
    command = [sys.executable, "-m", "app", "--home", str(home), "label", "print"]
    with subprocess.Popen(command, env=os.environ | KEY, cwd=RESOURCES.parent, stderr=subprocess.DEVNULL) as station:
        until(lambda: (UNIT, 1, "printing") in seen(home))
        station.kill()
    paper.unlink()
    assert "1 labels printed." in calling.call(home, "label", "print").stderr
    assert seen(home) == [(UNIT, 1, "unsure"), (OTHER, 1, "printed")]
    assert (on(paper, UNIT), on(paper, OTHER)) == (0, 1)
    calling.call(home, "label", "reprint", UNIT, "--reason", "nothing came out")
    assert (on(paper, UNIT), on(paper, OTHER)) == (1, 1)
    assert seen(home) == [(UNIT, 1, "dropped"), (OTHER, 1, "printed"), (UNIT, 2, "printed")]
    with Ledger.open(home / "ledger.db", "LINE-2-A", read_only=True) as ledger:
        again = ledger.labels.list_prints(tuple(PrintState))[-1]
        assert (again.who, again.reason) == ("OP-07", "nothing came out")
        assert ledger.get_run(again.run).outcome is Outcome.PASSED
        ledger.verify()


def on(paper, unit):
    """How many labels of a unit are on it."""
    return sum(unit.encode() in label for label in paper.read_bytes().split(b"^XZ"))


def seen(home):
    """Every label, as somebody sees it who only reads."""
    with Ledger.open(home / "ledger.db", "LINE-2-A", read_only=True) as ledger:
        return [(each.identifier, each.number, each.state.value) for each in ledger.labels.list_prints(tuple(PrintState))]
