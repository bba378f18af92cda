"""The Audit page: entries, a visible answer to "verify", an export that can be checked, and nothing that blocks."""

import csv
import sqlite3
from contextlib import closing

import pytest
from pydantic import SecretStr

from app.audit import Format, examine
from app.core.people import Role
from app.core.run import Outcome
from app.gui.models.entries import KIND, WHAT, WHO
from app.store import EntryQuery

PIN = SecretStr("2580")


@pytest.fixture
def audit(window, stage, qtbot):
    stage.past("0042-1186", 2)
    stage.past("0042-1187", 1, "label")
    with qtbot.waitSignal(window.pages.audit.model.loaded, timeout=10_000):
        window.go(window.pages.audit)
    return window.pages.audit


def column(page, number):
    return [page.model.index(row, number).data() for row in range(page.model.rowCount())]


def test_every_entry_is_listed_newest_first(audit):
    assert column(audit, KIND) == ["run.ended", "run.begun", "run.ended", "certificate.issued", "run.begun", "seal.made"]
    assert column(audit, WHAT)[2] == "0042-1186 · PASSED"
    assert column(audit, WHO)[0] == "OP-07"


def test_entries_are_fetched_page_by_page(audit, stage, qtbot):
    for number in range(250):
        stage.ledger.note("test", {"name": str(number)})
    with qtbot.waitSignal(audit.model.counted, timeout=10_000):
        audit.begin()
    assert audit.model.rowCount() == 256
    for row in (100, 200):
        qtbot.waitUntil(lambda row=row: audit.model.row_at(row) is not None, timeout=10_000)
    assert column(audit, WHAT)[:250] == [str(number) for number in reversed(range(250))]


def test_verify_says_that_it_holds(audit, qtbot):
    audit.verify.click()
    qtbot.waitUntil(audit.notice.isVisible, timeout=20_000)
    assert audit.notice.text.startswith("The chain holds: 6 entries add up")
    assert audit.verify.isEnabled()
    assert not audit.bar.isVisible()


def test_verify_says_what_is_wrong(audit, stage, qtbot):
    with closing(sqlite3.connect(stage.ledger._file)) as connection:
        connection.execute("DROP TRIGGER entries_stay")
        connection.commit()
    audit.verify.click()
    qtbot.waitUntil(audit.notice.isVisible, timeout=20_000)
    assert "The ledger's own rules were altered: entries_stay. (STO-CHAIN)" in audit.notice.text


def test_work_can_be_stopped(audit, qtbot):
    audit._work(busy=True)
    question = audit.long.begin(lambda tell: tell(1, 2))
    audit.stop.click()
    assert question() is None
    audit._verified(None)
    assert audit.notice.text == "Stopped Nothing was proven."
    qtbot.waitUntil(audit.verify.isEnabled, timeout=5_000)


def test_an_export_is_made_as_asked_and_can_be_checked(audit, stage, qtbot):
    audit.export.click()
    assert audit.form.isVisible()
    audit.form.outcome.pick(1)
    audit.form.operator.setText(" OP-07 ")
    audit.form.formats[Format.JSONL].setChecked(True)
    wish = audit.form.wish()
    assert (wish.extent.outcome, wish.extent.operator) == (Outcome.PASSED, "OP-07")
    audit.form.go.click()
    qtbot.waitUntil(audit.notice.isVisible, timeout=20_000)
    assert "Exported and signed: one run" in audit.notice.text
    (folder,) = stage.desk.archive.exports.iterdir()
    assert examine(folder, stage.desk.archive.key)["count"] == 1
    with (folder / "runs.csv").open(encoding="utf-8", newline="") as opened:
        assert [row["identifier"] for row in csv.DictReader(opened)] == ["0042-1186"]
    assert audit.form.key.value == stage.desk.archive.key


def test_without_a_format_there_is_nothing_to_export(audit):
    audit.export.click()
    audit.form.formats[Format.CSV].setChecked(False)
    assert not audit.form.go.isEnabled()


def test_a_backup_is_made_proven_and_in_the_ledger(audit, stage, qtbot, tmp_path):
    audit.backup.click()
    assert audit.copies.isVisible()
    audit.copies.folder = tmp_path / "share"
    audit.copies.go.click()
    qtbot.waitUntil(audit.notice.isVisible, timeout=20_000)
    assert audit.notice.text.startswith("Backed up, proven and signed: 6 entries ")
    (file,) = (tmp_path / "share").glob("*.db")
    assert audit.notice.text.endswith(str(file))
    (entry,) = stage.ledger.audit.list_entries(EntryQuery("backup.made"))
    assert (entry.who, entry.facts["file"]) == ("OP-07", file.name)
    assert audit.copies.isEnabled()


def test_a_backup_that_somebody_stops_leaves_nothing(audit, stage, tmp_path):
    question = audit.long.begin(lambda tell: stage.desk.archive.back_up(tmp_path / "share", tell))
    audit.long.stop()
    assert question() is None
    assert list((tmp_path / "share").iterdir()) == []
    assert stage.ledger.audit.list_entries(EntryQuery("backup.made")) == []
    audit._backed_up(None)
    assert audit.notice.text == "Stopped No backup was made."


def test_everybody_may_verify_and_not_everybody_may_take_the_ledger_out(audit, stage, qtbot):
    boss = stage.people.admit_first("A-1", "Ada", PIN)
    stage.people.admit(boss, "OP-08", "Otto", Role.OPERATOR, PIN)
    stage.people.come_in("OP-08", PIN)
    for form in (audit.form, audit.copies):
        audit.notice.hide()
        form.go.click()
        qtbot.waitUntil(audit.notice.isVisible, timeout=20_000)
        assert "(PPL-RIGHT)" in audit.notice.text
    audit.notice.hide()
    audit.verify.click()
    qtbot.waitUntil(audit.notice.isVisible, timeout=20_000)
    assert audit.notice.text.startswith("The chain holds")
    assert not stage.desk.archive.backups.exists()
