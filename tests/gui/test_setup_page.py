import os
import termios
import tty

import pytest
from pydantic import SecretStr
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton

from app.core.device import Port, PortKind
from app.core.people import Role
from app.gui.widgets.choice import Choice
from app.gui.widgets.value import Value
from app.settings import FILE, load
from app.store import EntryQuery
from tests.gui.stage import scan_keys

PIN = SecretStr("2580")
WAIT = 20_000
"""Milliseconds, at most: each wait is for something that happens."""


def opened(window, section):
    window.go(window.setup)
    window.setup.open(section)
    return section


def changes(stage):
    return {entry.facts["setting"]: entry.facts["after"] for entry in stage.ledger.audit.list_entries(EntryQuery("settings.changed"))}


def foot(window):
    return window.setup.foot.text()


def answer(form, name, text):
    form._lines[name].setText(text)


def test_everything_has_its_place(window, stage, qtbot):
    window.go(window.setup)
    qtbot.waitUntil(lambda: window.setup.facts.whole, timeout=WAIT)
    values = [value.value for value in window.setup.facts.findChildren(Value)]
    assert values == [place.value for place in stage.desk.places]
    words = {label.text() for label in window.setup.facts.findChildren(QLabel)}
    assert {place.title for place in stage.desk.places} <= words
    assert {place.explanation for place in stage.desk.places if place.explanation} <= words
    assert {"FILES", "RECIPES", "AUTHORITY", "PLATFORM", "TRAYS", "PROGRAM"} <= words


def test_what_is_kept_is_in_the_settings_and_in_the_ledger_and_counts_at_once(window, stage, qtbot):
    (stage.settings.home / FILE).write_text("# by hand\nstation = 'LINE-2-A'\n")
    customs = opened(window, window.setup.customs)
    qtbot.waitUntil(lambda: customs.form is not None, timeout=WAIT)
    answer(customs.form, "idle", "2,5")
    customs.keep.click()
    qtbot.waitUntil(lambda: foot(window) == "Saved.", timeout=WAIT)
    assert load(stage.settings.home).idle_minutes == 2.5
    assert "# by hand" in (stage.settings.home / FILE).read_text()
    assert changes(stage) == {"idle_minutes": "2.5"}
    assert window.door.idle._timer.isActive()
    answer(customs.form, "idle", "9000")
    customs.keep.click()
    qtbot.waitUntil(lambda: "SET-BAD" in foot(window), timeout=WAIT)
    assert load(stage.settings.home).idle_minutes == 2.5
    answer(customs.form, "idle", "soon")
    customs.keep.click()
    assert "no number" in foot(window)


def test_who_may_not_set_up_is_told_who_may(stage, open_window, qtbot):
    boss = stage.people.admit_first("A-1", "Ada", PIN)
    stage.people.admit(boss, "OP-07", "Otto", Role.OPERATOR, PIN)
    stage.people.come_in("OP-07", PIN)
    window = open_window(stage)
    customs = opened(window, window.setup.customs)
    qtbot.waitUntil(lambda: customs.form is not None, timeout=WAIT)
    answer(customs.form, "idle", "3")
    customs.keep.click()
    qtbot.waitUntil(lambda: "administrator or engineer" in foot(window), timeout=WAIT)
    opened(window, window.setup.trays).buttons[1].click()
    assert "administrator or engineer" in foot(window)
    assert window.line.teaching is None
    assert changes(stage) == {}


def test_a_tray_is_taught_by_plugging_in(window, stage, qtbot):
    trays = opened(window, window.setup.trays)
    trays.buttons[3].click()
    assert foot(window) == "Plug a device into the socket for tray 3 …"
    stage.plug(3, "0042-1187")
    qtbot.waitUntil(lambda: foot(window) == "Tray 3 is the socket 1-3.", timeout=WAIT)
    trays.buttons[2].click()
    window.go(window.station)
    assert window.line.teaching is None


class TestScanners:
    @pytest.fixture
    def scanners(self, window, qtbot):
        section = opened(window, window.setup.scanners)
        qtbot.waitUntil(lambda: section.form is not None, timeout=WAIT)
        return section

    def test_a_scan_on_trial_is_shown_and_does_nothing(self, window, scanners):
        scanners.trial.click()
        for text, words in {
            "0042-1187": "serial number 0042-1187",
            "BMB:OP-07": "a badge: OP-07",
            "BMP:2580": "a PIN",
            "BM:TRAY:3": "a command: TRAY 3",
            "BM:DANCE": "is no command of this station",
            "00\x0342\x1b": "serial number 0042",
        }.items():
            window.cable.hear(text)
            QApplication.processEvents()
            assert words in scanners.understood.text()
            assert "2580" not in scanners.understood.text()
        assert window.pages.currentWidget() is window.setup
        assert window.door.login.isHidden()
        window.go(window.station)
        assert not scanners.trial.isChecked()

    def test_one_that_types_is_learned_from_a_scan(self, window, stage, scanners, qtbot):
        window.activateWindow()
        qtbot.waitActive(window)
        scanners.sample.setText("0042-1187")
        scanners.lesson.click()
        scan_keys("~]C10042-1187", Qt.Key.Key_Tab)
        qtbot.waitUntil(lambda: "Learned" in foot(window), timeout=WAIT)
        scanners.keep.click()
        qtbot.waitUntil(lambda: foot(window) == "Saved.", timeout=WAIT)
        scanner = load(stage.settings.home).scanner
        assert (scanner.prefix, scanner.suffix) == ("~", "tab")
        scanners.trial.click()
        scan_keys("~0042-9", Qt.Key.Key_Tab)
        qtbot.waitUntil(lambda: "serial number 0042-9," in scanners.understood.text(), timeout=WAIT)

    def test_a_scanner_is_set_up_by_scans_alone(self, window, stage, scanners, qtbot):
        window.go(window.station)
        window.activateWindow()
        qtbot.waitActive(window)
        scan_keys("~]C0BM:LEARN", Qt.Key.Key_Tab)  # nobody knows its manners yet
        qtbot.waitUntil(scanners.lesson.isChecked, timeout=WAIT)
        assert window.pages.currentWidget() is window.setup
        scan_keys("~]C0BM:LEARN", Qt.Key.Key_Tab)
        qtbot.waitUntil(lambda: "Scan YES" in foot(window), timeout=WAIT)
        told = scanners.understood.text()
        assert ("sends ~." in told, "with Tab" in told, "which kind of symbol it read." in told) == (True, True, True)
        assert load(stage.settings.home).scanner.prefix == ""
        scan_keys("~BM:NO", Qt.Key.Key_Tab)
        qtbot.waitUntil(lambda: foot(window) == "It is left as it was.", timeout=WAIT)
        scanners.lesson.click()
        scan_keys("~BM:LEARN", Qt.Key.Key_Tab)
        qtbot.waitUntil(lambda: "Scan YES" in foot(window), timeout=WAIT)
        scan_keys("~BM:YES", Qt.Key.Key_Tab)
        qtbot.waitUntil(lambda: foot(window) == "Saved.", timeout=WAIT)
        scanner = load(stage.settings.home).scanner
        assert (scanner.prefix, scanner.suffix, scanner.gap) == ("~", "tab", 0.035)

    def test_what_was_not_written_down_teaches_nothing(self, window, scanners):
        scanners.sample.setText("0042-1187")
        scanners.lesson.click()
        window.cable.hear("0042-1188\r")
        QApplication.processEvents()
        assert "is not what is written there" in foot(window)

    def test_one_on_a_serial_port_is_heard_once_it_is_kept(self, window, stage, scanners, qtbot):
        folder = stage.settings.home / "ports"
        folder.mkdir(exist_ok=True)
        ours, theirs = os.openpty()
        (folder / "1-9").symlink_to(os.ttyname(theirs))
        window.go(window.station)
        opened(window, scanners)
        qtbot.waitUntil(lambda: any(socket == "1-9" for socket, _ in scanners._ports), timeout=WAIT)
        port = next(choice for choice in scanners.form.findChildren(Choice) if "Serial scanner" in choice.accessibleName())
        port.pick(1)
        scanners.keep.click()
        qtbot.waitUntil(lambda: stage.hearing.named and foot(window) == "Saved.", timeout=WAIT)
        assert changes(stage) == {"scanner.serial.port": "1-9"}
        scanners.trial.click()
        again = QTimer()  # as a person scans again: what comes before the port is open is lost
        again.timeout.connect(lambda: os.write(ours, b"0042-77\r\n"))
        again.start(500)
        qtbot.waitUntil(lambda: "0042-77" in scanners.understood.text(), timeout=WAIT)
        again.stop()
        stage.hearing.close()
        os.close(ours)
        os.close(theirs)

    def test_one_on_a_serial_port_is_learned_by_scans(self, window, stage, scanners, cabled, qtbot):
        scanners.cabled.click()
        assert "Choose its socket above first." in foot(window)
        opened(window, scanners)
        cabled.choose(scanners)
        scanners.cabled.click()
        qtbot.waitUntil(lambda: "Scan the symbol" in foot(window), timeout=WAIT)
        for expected in ("now heard at 115200 baud", "Understood. Scan it once more.", "Learned."):
            cabled.send("BM:LEARN")
            qtbot.waitUntil(lambda expected=expected: expected in foot(window), timeout=WAIT)
        assert not scanners.cabled.isChecked()
        told = scanners.understood.text()
        assert ("sends ~." in told, "with Tab" in told, "read." in told, "at 115200 baud" in told) == (True, True, True, True)
        assert load(stage.settings.home).scanner.serial.port == ""
        qtbot.waitUntil(lambda: stage.hearing.listening, timeout=WAIT)
        cabled.send("BM:NO")
        qtbot.waitUntil(lambda: foot(window) == "It is left as it was.", timeout=WAIT)
        qtbot.waitUntil(lambda: not stage.hearing.named, timeout=WAIT)
        cabled.choose(scanners)
        answer(scanners.form, "baud", "115200")
        scanners.cabled.click()
        qtbot.waitUntil(lambda: "Scan the symbol" in foot(window), timeout=WAIT)
        for expected in ("Understood. Scan it once more.", "Learned."):
            cabled.send("BM:LEARN")
            qtbot.waitUntil(lambda expected=expected: expected in foot(window), timeout=WAIT)
        qtbot.waitUntil(lambda: stage.hearing.listening, timeout=WAIT)
        cabled.send("BM:YES")
        qtbot.waitUntil(lambda: foot(window) == "Saved.", timeout=WAIT)
        serial = load(stage.settings.home).scanner.serial
        assert (serial.port, serial.baud, serial.prefix, serial.suffix) == ("1-9", 115_200, "~", "tab")

    def test_a_lesson_ends_with_the_page_or_when_the_scanner_is_unplugged(self, window, stage, scanners, cabled, qtbot):
        opened(window, scanners)
        cabled.choose(scanners)
        scanners.cabled.click()
        qtbot.waitUntil(lambda: "Scan the symbol" in foot(window), timeout=WAIT)
        assert stage.hearing.is_scanner(Port(PortKind.SERIAL, "/dev/ttyACM7", "1-9", vid=1, pid=2))
        window.go(window.station)
        qtbot.waitUntil(lambda: not stage.hearing.is_scanner(Port(PortKind.SERIAL, "/dev/ttyACM7", "1-9", vid=1, pid=2)), timeout=WAIT)
        opened(window, scanners)
        cabled.choose(scanners)
        cabled.unplug()
        scanners.cabled.click()
        qtbot.waitUntil(lambda: "SCN-AWAY" in foot(window), timeout=WAIT)
        assert not scanners.cabled.isChecked()


class Cabled:
    """A scanner at a place in a folder of ports, set to 115200 baud, `~` and Tab: at any other speed it is noise."""

    def __init__(self, place, qtbot) -> None:
        self.ours, self.theirs = os.openpty()
        tty.setraw(self.theirs)
        self.place, self._qtbot = place, qtbot
        place.parent.mkdir(exist_ok=True)
        place.symlink_to(os.ttyname(self.theirs))

    def send(self, text):
        sent = f"~]C0{text}\t".encode()
        os.write(self.ours, sent if termios.tcgetattr(self.theirs)[5] == termios.B115200 else bytes(byte | 0x80 for byte in sent))

    def choose(self, scanners):
        self._qtbot.waitUntil(lambda: any(socket == "1-9" for socket, _ in scanners._ports), timeout=WAIT)
        port = next(choice for choice in scanners.form.findChildren(Choice) if "Serial scanner" in choice.accessibleName())
        port.pick(1)

    def unplug(self):
        self.place.unlink(missing_ok=True)


@pytest.fixture
def cabled(stage, qtbot):
    scanner = Cabled(stage.settings.home / "ports" / "1-9", qtbot)
    yield scanner
    scanner.unplug()
    stage.hearing.close()
    os.close(scanner.ours)
    os.close(scanner.theirs)


class TestPeople:
    def test_the_first_administrator_is_admitted_in_the_window_and_trays_are_guarded(self, window, stage, qtbot):
        people = opened(window, window.setup.people)
        qtbot.waitUntil(lambda: "FIRST ADMINISTRATOR" in people._title.text(), timeout=WAIT)
        window.cable.hear("BMB:A-1")
        qtbot.waitUntil(lambda: people.form.answers["badge"] == "A-1", timeout=WAIT)
        answer(people.form, "name", "Ada")
        people.admit.click()
        assert "PIN OF Ada (A-1)" in [label.text() for label in people.pins.findChildren(QLabel)]
        assert people.form.isHidden() is people.admit.isVisible() is False
        type_pins(people.pins, "", "2580", "2581")
        assert "not the same" in people.pins.said
        type_pins(people.pins, "", "1234", "1234")
        qtbot.waitUntil(lambda: "the first that anybody would try" in people.pins.said, timeout=WAIT)
        people.pins.leave.click()
        assert people.admit.isVisible()
        for _ in range(2):
            window.cable.hear("BMP:2580")
        qtbot.waitUntil(lambda: foot(window) == "Done.", timeout=WAIT)
        assert stage.people.login("A-1", PIN).role is Role.ADMINISTRATOR
        assert not [line for line in people.findChildren(QLineEdit) if "2580" in line.text()]
        assert window.line.start(1) is None
        assert window.header._role.text() == "scan your badge"

    def test_what_is_missing_is_said_before_a_pin_is_asked_for(self, window, qtbot):
        people = opened(window, window.setup.people)
        qtbot.waitUntil(lambda: "FIRST ADMINISTRATOR" in people._title.text(), timeout=WAIT)
        people.admit.click()
        assert "Something is still missing: Badge." in foot(window)
        answer(people.form, "badge", "A-1")
        people.admit.click()
        assert "Something is still missing: Name." in foot(window)
        assert people.pins.isHidden()

    def test_people_are_admitted_changed_and_dismissed(self, stage, open_window, qtbot):
        stage.people.admit_first("A-1", "Ada", PIN)
        stage.people.come_in("A-1", PIN)
        window = open_window(stage)
        people = opened(window, window.setup.people)
        qtbot.waitUntil(lambda: people.grid.count() == 4, timeout=WAIT)
        answer(people.form, "badge", "BMB:OP-07")
        answer(people.form, "name", "Otto")
        people.admit.click()
        type_pins(people.pins, "", "1470", "1470")
        qtbot.waitUntil(lambda: people.grid.count() == 8, timeout=WAIT)
        assert stage.people.login("OP-07", SecretStr("1470")).role is Role.OPERATOR
        row = [people.grid.itemAtPosition(1, column).widget() for column in range(4)]
        row[1].chosen.emit(list(Role).index(Role.ENGINEER))
        qtbot.waitUntil(lambda: dict_of(stage)["OP-07"] is Role.ENGINEER, timeout=WAIT)
        people.change.click()
        type_pins(people.pins, "2580", "3690", "3690")
        qtbot.waitUntil(lambda: can_log_in(stage, "A-1", "3690"), timeout=WAIT)
        qtbot.waitUntil(lambda: people.grid.itemAtPosition(1, 3) is not None, timeout=WAIT)
        people.grid.itemAtPosition(1, 3).widget().click()
        qtbot.waitUntil(lambda: not can_log_in(stage, "OP-07", "1470"), timeout=WAIT)

    @pytest.fixture
    def people(self, stage, open_window, qtbot):
        """The section, open before an administrator, and with an operator in it."""
        boss = stage.people.admit_first("A-1", "Ada", PIN)
        stage.people.admit(boss, "OP-07", "Otto", Role.OPERATOR, SecretStr("1470"))
        stage.people.come_in("A-1", PIN)
        self.window = open_window(stage)
        section = opened(self.window, self.window.setup.people)
        qtbot.waitUntil(lambda: section.grid.count() == 8, timeout=WAIT)
        return section

    def test_a_new_pin_is_asked_for_in_words_until_it_is_one(self, stage, people, qtbot):
        people.change.click()
        form = people.pins
        form.keep.click()
        assert form.said == "Something is still missing: Present PIN."
        type_pins(form, "2580", "3690", "3691")
        assert form.said == "The two new PINs are not the same. Type the new PIN twice."
        assert (form.old.text(), form.new.text(), form.again.text()) == ("2580", "", "")
        type_pins(form, "2580", "1234", "1234")
        qtbot.waitUntil(lambda: "the first that anybody would try" in form.said, timeout=WAIT)
        assert form.old.text() == ""
        type_pins(form, "2581", "3690", "3690")
        qtbot.waitUntil(lambda: "Badge and PIN do not belong together. 4 more tries." in form.said, timeout=WAIT)
        type_pins(form, "2580", "3690", "3690")
        qtbot.waitUntil(form.isHidden, timeout=WAIT)
        assert can_log_in(stage, "A-1", "3690")

    def test_anothers_new_pin_is_scanned_or_tapped(self, stage, people, qtbot):
        window, form = self.window, people.pins
        window.cable.hear("BMP:3690")
        qtbot.waitUntil(lambda: "No PIN is asked for." in foot(window), timeout=WAIT)
        people.grid.itemAtPosition(1, 2).widget().click()
        assert form.old.isHidden()
        window.cable.hear("BMP:3690")
        qtbot.waitUntil(lambda: form.new.text() == "3690", timeout=WAIT)
        assert window.pages.currentWidget() is window.setup
        window.cable.hear("BMP:3690")
        qtbot.waitUntil(lambda: can_log_in(stage, "OP-07", "3690"), timeout=WAIT)
        qtbot.waitUntil(form.isHidden, timeout=WAIT)
        people.grid.itemAtPosition(1, 2).widget().click()
        keys = {key.accessibleName(): key for key in form.findChildren(QPushButton)}
        for digit in ("8", "1", "Delete the last digit", "5", "2", "6"):
            keys[digit].click()
        assert form.new.text() == "8526"
        form.put_away()
        assert form.new.text() == ""

    def test_a_serial_number_is_nobodys_badge(self, people):
        window = self.window
        window.cable.hear("0042-1188")
        QApplication.processEvents()
        assert people.form.answers["badge"] == ""
        assert window.pages.currentWidget() is window.station


def type_pins(form, *pins):
    """Each into its field, then Enter in the last one."""
    for field, pin in zip((form.old, form.new, form.again), pins, strict=True):
        field.setText(pin)
    form.again.returnPressed.emit()


def dict_of(stage):
    return {person.badge: person.role for person, _ in stage.people.list_all()}


def can_log_in(stage, badge, pin):
    known = stage.ledger.people.find(badge)
    return known.active and stage.people._fits(known.pin, SecretStr(pin))


class TestKiosk:
    @pytest.fixture
    def window(self, stage, open_window):
        boss = stage.people.admit_first("A-1", "Ada", PIN)
        stage.people.admit(boss, "OP-07", "Otto", Role.OPERATOR, PIN)
        window = open_window(stage)
        window.kiosk.change(on=True)
        return window

    def test_nobody_leaves_it_without_a_badge_that_may(self, window, qtbot):
        assert window.isFullScreen()
        assert not window.close()
        banner = window.door.permission
        qtbot.waitUntil(lambda: banner.asking, timeout=WAIT)
        assert "The full screen is to be left." in banner.text
        window.showNormal()
        qtbot.waitUntil(window.isFullScreen, timeout=WAIT)
        window.cable.hear("BMB:OP-07")
        window.cable.hear("BMP:2580")
        qtbot.waitUntil(lambda: "may not leave the full screen" in banner.text, timeout=WAIT)
        assert window.isVisible()
        window.cable.hear("BMB:A-1")
        with qtbot.waitSignal(window.gone, timeout=WAIT):
            window.cable.hear("BMP:2580")

    def test_f11_asks_too(self, window, qtbot):
        QTest.keyClick(window, Qt.Key.Key_F11)
        qtbot.waitUntil(lambda: window.door.permission.asking, timeout=WAIT)
        window.cable.hear("BMB:A-1")
        window.cable.hear("BMP:2580")
        qtbot.waitUntil(lambda: not window.isFullScreen(), timeout=WAIT)
        QTest.keyClick(window, Qt.Key.Key_F11)
        qtbot.waitUntil(window.isFullScreen, timeout=WAIT)
        QTest.keyClick(window, Qt.Key.Key_F11)
        qtbot.waitUntil(lambda: not window.isFullScreen(), timeout=WAIT)


def test_the_page_that_was_open_is_open_again(open_window, stage, qtbot):
    window = open_window(stage)
    window.go(window.history)
    with qtbot.waitSignal(window.gone, timeout=WAIT):
        window.close()
    window.close()
    again = open_window(stage)
    assert again.pages.currentWidget() is again.history
