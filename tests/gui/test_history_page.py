from datetime import UTC, datetime, timedelta

from cryptography import x509
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QApplication, QLabel

from app.audit import Wish, retain
from app.core.revocation import Reason
from app.gui import times
from app.gui.models.runs import DEVICE
from app.gui.widgets.value import Value
from tests.gui.stage import PERSON_MS


def devices(window):
    model = window.history.model
    return [model.index(row, DEVICE).data() for row in range(model.rowCount())]


def open_history(window, qtbot):
    with qtbot.waitSignal(window.history.model.loaded, timeout=10_000):
        window.go(window.history)


def told(window):
    while not window.history.detail.complete:
        QApplication.processEvents()
    return [label.text() for label in window.history.detail.findChildren(QLabel)]


def value(window, title):
    told(window)
    return next(value for value in window.history.detail.findChildren(Value) if value.accessibleName().startswith(f"{title}: "))


def test_the_newest_run_is_open(window, stage, qtbot):
    stage.past("0042-1186", 2)
    newest = stage.past("0042-1187", 1)
    open_history(window, qtbot)
    qtbot.waitUntil(lambda: window.history.detail.record == newest)
    assert devices(window) == ["0042-1187", "0042-1186"]
    assert "Registered with the platform, confirmed" in told(window)
    assert window.history.foot.text() == "Runs in the ledger: 2 · today: 2"
    assert value(window, "SHA-256").value == newest.chain.fingerprint


def test_anything_scanned_finds_its_run(window, stage, qtbot):
    wanted = stage.past("0042-1186", 2)
    stage.past("0042-1187", 1)
    open_history(window, qtbot)
    for words in ("0042-1186", wanted.chain.fingerprint, wanted.chain.serial, wanted.receipt.device):
        with qtbot.waitSignal(window.history.model.loaded, timeout=10_000):
            window.history.search.setText(words)
        assert devices(window) == ["0042-1186"]
    qtbot.waitUntil(lambda: window.history.detail.record == wanted)
    qtbot.waitUntil(lambda: window.history.foot.text() == "Found: 1 · today: 2")


def test_outcome_and_day_narrow_it(window, stage, qtbot):
    stage.past("0042-1186", 2)
    stage.past("0042-1187", 1, "label")
    stage.past("0042-0001", 60 * 24 * 3)
    open_history(window, qtbot)
    with qtbot.waitSignal(window.history.model.loaded, timeout=10_000):
        window.history.filters.outcome._actions[2].trigger()
    assert devices(window) == ["0042-1187"]
    window.history.filters.outcome.pick(0)
    with qtbot.waitSignal(window.history.model.loaded, timeout=10_000):
        window.history.filters.day._actions[2].trigger()
    assert "0042-0001" not in devices(window)
    with qtbot.waitSignal(window.history.model.loaded, timeout=10_000):
        window.history.filters.day._actions[3].trigger()
    assert "0042-0001" in devices(window)


def test_nothing_found_says_so(window, stage, qtbot):
    stage.past("0042-1186", 2)
    open_history(window, qtbot)
    with qtbot.waitSignal(window.history.model.loaded, timeout=10_000):
        window.history.search.setText("no such unit")
    assert devices(window) == []
    assert "Choose a run to see what happened." in told(window)


def test_what_is_typed_on_this_page_is_a_search(window, stage, qtbot):
    stage.past("0042-1186", 2)
    open_history(window, qtbot)
    window.history.table.setFocus()
    for character in "0042-1186":
        qtbot.keyClick(window.focusWidget(), character, delay=PERSON_MS)
    qtbot.waitUntil(lambda: window.history.search.text() == "0042-1186")


def test_a_run_that_ends_appears(window, stage, qtbot):
    stage.past("0042-1186", 2)
    open_history(window, qtbot)
    stage.plug(1, "0042-1187")
    qtbot.waitUntil(lambda: window.model.progress(1).may_start)
    window.line.start(1)
    qtbot.waitUntil(lambda: "0042-1187" in devices(window), timeout=10_000)


def test_the_certificate_is_saved_with_its_issuers(window, stage, qtbot, tmp_path):
    record = stage.past("0042-1186", 2)
    file = tmp_path / "unit.pem"
    window.history.detail.show_record(record)
    window.history.save_certificate(record, file)
    qtbot.waitUntil(lambda: window.history.detail._said.text() == "Saved as unit.pem")
    names = [certificate.subject.rfc4514_string() for certificate in x509.load_pem_x509_certificates(file.read_bytes())]
    assert names == ["CN=0042-1186", "CN=Example Line 2 CA", "CN=Example Root"]


def test_a_place_that_cannot_be_written_is_said(window, stage, qtbot, tmp_path):
    record = stage.past("0042-1186", 2)
    window.history.detail.show_record(record)
    window.history.save_certificate(record, tmp_path / "no" / "unit.pem")
    qtbot.waitUntil(lambda: window.history.detail._said.text() == "unit.pem could not be written.")


def test_names_of_the_platform_are_copied_whole(window, stage, qtbot):
    record = stage.past("0042-1186", 2)
    open_history(window, qtbot)
    qtbot.waitUntil(lambda: window.history.detail.record == record)
    qtbot.mouseClick(value(window, "Device"), Qt.MouseButton.LeftButton)
    assert QApplication.clipboard().text() == record.receipt.device


def test_order_operator_tray_and_code_narrow_it(window, stage, qtbot):
    stage.past("0042-1186", 2, tray=2)
    stage.past("0042-1187", 1, "label")
    open_history(window, qtbot)
    filters = window.history.filters
    filters.more.click()
    for field, text, found in ((filters.code, "adm-label", ["0042-1187"]), (filters.operator, "nobody", [])):
        with qtbot.waitSignal(window.history.model.loaded, timeout=10_000):
            field.setText(text)
        assert devices(window) == found
    assert filters.more.text() == "Filter (2)"
    filters.clear()
    with qtbot.waitSignal(window.history.model.loaded, timeout=10_000):
        filters.tray._actions[2].trigger()
    assert devices(window) == ["0042-1186"]
    with qtbot.waitSignal(window.history.model.loaded, timeout=10_000):
        filters.order.setText("WO-NONE")
    assert devices(window) == []


def test_days_from_and_to(window, stage, qtbot):
    stage.past("0042-1186", 60 * 24 * 3)
    stage.past("0042-1187", 60 * 24 * 9)
    open_history(window, qtbot)
    filters = window.history.filters
    today = QDate.currentDate()
    filters.first.setText(today.addDays(-5).toString("yyyy-MM-dd"))
    with qtbot.waitSignal(window.history.model.loaded, timeout=10_000):
        filters.day._actions[4].trigger()
    qtbot.waitUntil(lambda: devices(window) == ["0042-1186"], timeout=10_000)
    filters.last.setText(today.addDays(-4).toString("yyyy-MM-dd"))
    qtbot.waitUntil(lambda: devices(window) == [], timeout=10_000)
    filters.last.setText("2026-02-30")
    qtbot.waitUntil(lambda: devices(window) == ["0042-1186"], timeout=10_000)


def test_a_run_says_where_in_the_chain_it_stands(window, stage, qtbot):
    record = stage.past("0042-1186", 2)
    stage.ledger.audit.sign_head("shift")
    open_history(window, qtbot)
    qtbot.waitUntil(lambda: window.history.detail.record == record, timeout=10_000)
    place = stage.ledger.find_place(record.start.run)
    assert value(window, "Entry").value == str(place.number)
    assert place.signed >= place.number
    assert value(window, "Up to entry").value == str(place.signed)


def test_a_run_whose_steps_left_says_in_which_archive_they_are_and_since_when(window, stage, qtbot, tmp_path):
    record = stage.past("0042-1186", 2)
    stage.past("0042-1187", 1)
    wish = Wish(datetime.now(UTC) + timedelta(hours=1), tmp_path / "archives", "AD-01", "everything until now")
    done = retain(stage.ledger, stage.seal, "LINE-2-A", wish)
    open_history(window, qtbot)
    detail = window.history.detail
    window.history.table.selectRow(1)
    qtbot.waitUntil(lambda: detail.record is not None and detail.record.start.run == record.start.run, timeout=10_000)
    (words,) = [words for words in told(window) if "archive" in words]
    left = stage.ledger.find_place(record.start.run)
    assert left.archive == done.folder.name
    assert words.endswith(f"left the ledger on {times.full(left.at)}. They are in the archive {done.folder.name}.")


def test_the_whole_story_of_a_unit_and_back(window, stage, qtbot):
    stage.past("0042-1186", 9, "label")
    record = stage.past("0042-1186", 2)
    stage.ledger.authorities.revoke(record.chain.fingerprint, Reason.SUPERSEDED, who="OP-09")
    open_history(window, qtbot)
    qtbot.waitUntil(lambda: window.history.detail.record == record, timeout=10_000)
    window.history.detail.whole.click()
    qtbot.waitUntil(lambda: "ALL THAT HAPPENED TO THIS UNIT" in told(window), timeout=10_000)
    words = told(window)
    assert words.count("A run began on tray 1") == 2
    assert "FAIL: The label is not this chip's: it says 0042-1189, the chip says 0042-1191. (ADM-LABEL)" in words
    assert "The run ended: PASS" in words
    assert any(line.endswith("was revoked: superseded") for line in words)
    window.history.detail.whole.click()
    assert "WHAT HAPPENED" in told(window)
