from cryptography import x509
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from app.gui.models.runs import DEVICE
from app.gui.widgets.value import Value
from tests.gui.stage import PERSON_MS


def devices(window):
    model = window.history.model
    return [model.index(row, DEVICE).data() for row in range(model.rowCount())]


def open_history(window, qtbot):
    with qtbot.waitSignal(window.history.model.loaded, timeout=5_000):
        window.go(window.history)


def told(window):
    return [label.text() for label in window.history.detail.findChildren(QLabel)]


def value(window, title):
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
        with qtbot.waitSignal(window.history.model.loaded, timeout=5_000):
            window.history.search.setText(words)
        assert devices(window) == ["0042-1186"]
    qtbot.waitUntil(lambda: window.history.detail.record == wanted)
    qtbot.waitUntil(lambda: window.history.foot.text() == "Found: 1 · today: 2")


def test_outcome_and_day_narrow_it(window, stage, qtbot):
    stage.past("0042-1186", 2)
    stage.past("0042-1187", 1, "label")
    stage.past("0042-0001", 60 * 24 * 3)
    open_history(window, qtbot)
    with qtbot.waitSignal(window.history.model.loaded, timeout=5_000):
        window.history.outcome._actions[2].trigger()
    assert devices(window) == ["0042-1187"]
    window.history.outcome.pick(0)
    with qtbot.waitSignal(window.history.model.loaded, timeout=5_000):
        window.history.day._actions[2].trigger()
    assert "0042-0001" not in devices(window)
    with qtbot.waitSignal(window.history.model.loaded, timeout=5_000):
        window.history.day._actions[3].trigger()
    assert "0042-0001" in devices(window)


def test_nothing_found_says_so(window, stage, qtbot):
    stage.past("0042-1186", 2)
    open_history(window, qtbot)
    with qtbot.waitSignal(window.history.model.loaded, timeout=5_000):
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
