"""The Authority page: what it shows of a year's work, and a ceremony from the first question to the platform, on a real station."""

from contextlib import ExitStack
from datetime import UTC, datetime, timedelta

import pytest
from pydantic import SecretStr
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton

from app import handed
from app.core.errors import HandoverRefused, KeyFileUnusable, NotAllowed, PinRejected
from app.core.people import Role
from app.core.waiting import Stop
from app.founding.ceremony import Ceremony
from app.founding.questions import Stage
from app.gui.authorities import days_left, tone_of
from app.gui.desk import CERTIFICATES, HSM, Light, LightState
from app.gui.pages.authority import AuthorityPage
from app.gui.theme import Tone
from app.gui.widgets.cacard import CaCard
from app.gui.widgets.form import Form
from app.gui.widgets.links import Links
from app.gui.widgets.text import Text
from app.office import StationOffice
from app.safe import find_secret
from app.settings import load
from app.station import open_station
from app.store import EntryQuery

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
SECRET = "a long passphrase 4711"


def words(widget) -> str:
    """Everything that is written on it; what a layout was given in this turn is shown in the next."""
    QApplication.processEvents()
    return " | ".join(label.text() for kind in (QLabel, Text) for label in widget.findChildren(kind) if not label.isHidden())


@pytest.fixture
def page(qtbot, window):
    """The page of a window on the stage's office."""
    window.go(window.pages.authority)
    qtbot.waitUntil(lambda: window.pages.authority.view is not None, timeout=10_000)
    return window.pages.authority


def test_it_shows_chains_validity_handover_what_ends_and_what_was_revoked(page):
    cards = page.findChildren(CaCard)
    assert len(cards) == 2
    first, second = (words(card) for card in cards)
    assert "signs now" in first
    assert "It can sign. Its key is in the token “birthmark”." in first
    assert "unknown devices become part of gateways" in first
    assert "Hands over to line-2-next on" in first
    assert "nobody has logged in" in second
    assert "The platform does not know this CA." in second
    (chain,) = cards[0].findChildren(Links)
    assert chain.accessibleName().startswith("ROOT: Example Root, until ")
    assert "days left" in chain.accessibleName()
    assert "0042-911" in words(page.ending)
    assert "ended" in words(page.ending)
    assert "within 30 days: 3" in words(page.ending)
    assert "key compromised" in words(page.revoked)
    assert "The platform does not answer." in words(page.owed)


def test_its_buttons_ask_the_office(qtbot, page, stage):
    qtbot.mouseClick(page.settle, Qt.MouseButton.LeftButton)
    page.findChildren(CaCard)[0].sign_list.emit("main")
    qtbot.waitUntil(lambda: stage.office.done == [("settle",), ("main",)], timeout=10_000)
    qtbot.waitUntil(lambda: "crl.pem" in page.said.text(), timeout=10_000)


def test_what_is_shut_is_unlocked_with_a_pin_that_is_typed_here(qtbot, page, stage):
    cards = page.findChildren(CaCard)
    assert [bool([each for each in card.findChildren(QPushButton) if each.text() == "Unlock …"]) for card in cards] == [False, True]
    cards[1].unlock.emit("line-2-next")
    (field,) = page.plan.findChildren(QLineEdit)
    assert field.echoMode() is QLineEdit.EchoMode.Password
    for pin, told in (("0815", "does not take the PIN"), ("4711", "")):
        qtbot.keyClicks(field, pin)
        for _ in range(2):  # a heavy finger
            qtbot.keyClick(field, Qt.Key.Key_Return)
        assert field.text() == ""
        qtbot.waitUntil(lambda told=told: told in page.said.text() and (bool(told) or page.plan.isHidden()), timeout=10_000)
    assert stage.office.tried == ["0815", "4711"]
    assert stage.office.done == [("unlock", "line-2-next")]


def test_a_pin_that_is_not_wanted_after_all_stays_nowhere(qtbot, page, stage):
    page.findChildren(CaCard)[1].unlock.emit("line-2-next")
    (field,) = page.plan.findChildren(QLineEdit)
    qtbot.keyClicks(field, "47")
    next(each for each in page.plan.findChildren(QPushButton) if each.text() == "Cancel").click()
    assert (field.text(), page.plan.isHidden(), stage.office.tried) == ("", True, [])


def test_a_pin_that_is_typed_serves_until_the_program_ends(tmp_path, monkeypatch):
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setattr(handed, "_secrets", {})
    with open_station(load(home)) as station:
        ceremony = Ceremony(station)
        for answers in ({}, {"where": "file", "title": "Line 2"}, {}):
            ceremony.answer(answers)
        ceremony.answer({}, {"own": SecretStr(SECRET), "root": SecretStr(SECRET)})
        ceremony.act(Stop())
    with open_station(load(home)) as station:
        office = StationOffice(station)
        (shut,) = office.look().authorities
        assert (shut.shut, "passphrase is not there" in shut.trouble) == (True, True)
        with pytest.raises(PinRejected, match="No PIN or passphrase was given"):
            office.unlock("main", SecretStr(""))
        with pytest.raises(KeyFileUnusable):
            office.unlock("main", SecretStr("a wrong passphrase"))
        (tried,) = station.ledger.audit.list_entries(EntryQuery("authority.tried"))
        assert dict(tried.facts) == {"name": "main", "code": "PKI-KEY-FILE"}
        office.unlock("main", SecretStr(SECRET))
        (able,) = office.look().authorities
        assert (able.shut, able.trouble) == (False, "")
        assert find_secret("ca", home).get_secret_value() == SECRET
        (told,) = station.ledger.audit.list_entries(EntryQuery("authority.unlocked"))
        assert dict(told.facts) == {"name": "main"}


def test_a_handover_is_planned_and_a_refusal_is_told(qtbot, page, stage):
    page.change.click()
    page._hand_over(_form(page), after=True)
    qtbot.waitUntil(lambda: bool(stage.office.done), timeout=10_000)
    before, after, day = stage.office.done[-1]
    assert (before, after) == ("main", "line-2-next")
    assert datetime.fromisoformat(day)
    page.change.click()
    form = _form(page)
    form._answers["after"] = lambda: "main"
    page._hand_over(form, after=True)
    qtbot.waitUntil(lambda: "nobody would sign" in page.said.text(), timeout=10_000)


def _form(page):
    return page.plan.findChildren(Form)[-1]


def test_a_light_in_the_header_leads_here(qtbot, window, stage):
    stage.lights = (*stage.lights, Light(CERTIFICATES, LightState.ATTENTION, "Within 30 days end: 3."))
    window.lights.look()
    qtbot.waitUntil(lambda: CERTIFICATES in window.header._lights, timeout=10_000)
    window.header._lights[CERTIFICATES].click()
    assert window.pages.currentWidget() is window.pages.authority
    stage.lights = stage.lights[:-1]
    window.lights.look()
    qtbot.waitUntil(lambda: CERTIFICATES not in window.header._lights, timeout=10_000)
    window.go(window.station)
    window.header._lights[HSM].click()
    assert window.pages.currentWidget() is window.pages.authority, "where it is unlocked"


@pytest.mark.parametrize(("days", "tone"), [(-1, Tone.FAIL), (0, Tone.ATTENTION), (29, Tone.ATTENTION), (30, Tone.PASS)])
def test_how_urgent_an_end_is(days, tone):
    assert tone_of(days, (30, 60, 90)) is tone


def test_days_left_in_words():
    left = [days_left(NOW + timedelta(days=days, hours=1), NOW) for days in (5, 0, -3)]
    assert left == ["5 days left", "ends today", "ended 3 days ago"]


def test_the_office_is_the_administrators_alone(tmp_path):
    home = tmp_path / "home"
    home.mkdir()
    (home / "station.toml").write_text('station = "LINE-2-A"\noperator = "OP-07"\n')
    with open_station(load(home)) as station:
        office, pin = StationOffice(station), SecretStr("2580")
        boss = station.people.admit_first("A-1", "Ada", pin)
        station.people.admit(boss, "OP-07", "Otto", Role.OPERATOR, pin)
        asked = (
            lambda: office.begin(""),
            lambda: office.hand_over("main", "next", "2027-01-31"),
            lambda: office.sign_list("main"),
            office.settle,
            lambda: office.unlock("main", pin),
        )
        for badge in ("", "OP-07"):
            if badge:
                station.people.come_in(badge, pin)
            for ask in asked:
                with pytest.raises(NotAllowed):
                    ask()
        station.people.come_in("A-1", pin)
        office.begin("")
        with pytest.raises(HandoverRefused):
            office.hand_over("main", "next", "2027-01-31")


def test_a_ceremony_on_a_real_station_ends_with_a_ca_that_the_platform_knows(qtbot, worn, tmp_path):
    """Every button, every field, real files, the sandbox over TLS; nothing of it runs on this thread."""
    home = tmp_path / "home"
    home.mkdir()
    (home / "station.toml").write_text('station = "LINE-2-A"\n[platform]\nkind = "sandbox"\n')
    with ExitStack() as opened:
        station = opened.enter_context(open_station(load(home)))
        page = AuthorityPage(StationOffice(station))
        qtbot.addWidget(page)
        opened.callback(page.close_thread)
        page.setMinimumSize(960, 600)
        page.wear(worn)
        page.show()
        page.begin()
        qtbot.waitUntil(lambda: page.view is not None, timeout=20_000)
        assert page.view.authorities == ()
        page.new.click()
        wizard = page.wizard
        for stage, answers in (
            (Stage.SOURCE, {}),
            (Stage.PLACE, {"where": "file", "title": "Example Line 2 CA"}),
            (Stage.ORIGIN, {}),
        ):
            qtbot.waitUntil(lambda stage=stage: wizard._wizard is not None and wizard._wizard.stage is stage, timeout=20_000)
            qtbot.waitUntil(lambda: not wizard._busy, timeout=20_000)
            for name, value in answers.items():
                wizard.form._answers[name] = lambda value=value: value
            wizard.go_on.click()
        qtbot.waitUntil(lambda: wizard._wizard.stage is Stage.SECRETS and not wizard._busy, timeout=20_000)
        for first, second in wizard.form._secrets.values():
            first.setText(SECRET)
            second.setText("something else")
        wizard.go_on.click()
        assert "not the same" in wizard.said.text()
        for first, second in wizard.form._secrets.values():
            first.setText(SECRET)
            second.setText(SECRET)
        fields = [line for pair in wizard.form._secrets.values() for line in pair]
        wizard.go_on.click()
        assert all(line.text() == "" for line in fields), "what was typed is gone from the fields"
        qtbot.waitUntil(lambda: wizard._wizard.stage is Stage.MAKE and not wizard._busy, timeout=20_000)
        wizard.go_on.click()
        assert not wizard.go_on.isEnabled()
        qtbot.waitUntil(lambda: wizard._wizard.stage is Stage.PLATFORM and not wizard._busy, timeout=30_000)
        wizard.go_on.click()
        qtbot.waitUntil(lambda: wizard._wizard.stage is Stage.REGISTER and not wizard._busy, timeout=20_000)
        wizard.go_on.click()
        qtbot.waitUntil(lambda: wizard._wizard.stage is Stage.DONE and not wizard._busy, timeout=30_000)
        assert "knows this CA as prn:" in words(wizard)
        wizard.go_on.click()
        qtbot.waitUntil(lambda: len(page.view.authorities) == 1, timeout=20_000)
        (ca,) = page.view.authorities
        assert (ca.name, ca.signs, ca.trouble, ca.registered is not None) == ("main", True, "", True)
