from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.core.run import Receipt, ReceiptState, Step, StepResult
from app.gui import recorded
from app.gui.widgets.symbols import Symbol

NOW = datetime.now(UTC)


def sentence(record, step, **facts):
    result = StepResult(step, NOW, 1.25, facts)
    return recorded.happenings(replace(record, steps=(result,)))[0].sentence


@pytest.fixture
def record(stage):
    return stage.past("0042-1187", 1)


@pytest.mark.parametrize(
    ("step", "facts", "words"),
    [
        (Step.IDENTIFY, {"model": "Gateway {C}"}, "Identified as Gateway {C}"),
        (Step.ADMIT, {}, "Admitted: no other unit has this identity"),
        (Step.KEY, {"key": "ec-p256", "origin": "device", "found": "no"}, "Key made in the device (EC P-256)"),
        (Step.KEY, {"key": "rsa-2048", "origin": "station", "found": "no"}, "Key made by the station and put into the device (RSA 2048)"),
        (Step.KEY, {"key": "ec-p384", "origin": "device", "found": "yes"}, "The device already had its key (EC P-384)"),
        (Step.ISSUE, {"reused": "no"}, "Certificate issued by Example Line 2 CA"),
        (Step.ISSUE, {"reused": "yes"}, "Its certificate of before is used again, by Example Line 2 CA"),
        (Step.INJECT, {}, "Certificate written to the device"),
        (Step.PROVE, {"signature": "yes"}, "Read back; possession proven by a signature"),
        (Step.PROVE, {"signature": "not proven by signature"}, "Read back; not proven by signature"),
        (Step.LOCK, {}, "Device locked for good"),
        (Step.REGISTER, {"created": "yes"}, "Registered with the platform, confirmed"),
        (Step.REGISTER, {"created": "no"}, "The platform already knew it, confirmed"),
    ],
)
def test_every_step_is_a_whole_sentence(record, step, facts, words):
    assert sentence(record, step, **facts) == words


def test_a_step_that_failed_says_why(stage):
    last = recorded.happenings(stage.past("0042-1189", 1, "gone"))[-1]
    assert last.sentence == "Writing the certificate: The device is no longer there: it was unplugged or lost power."
    assert last.symbol is Symbol.FAIL


def test_the_certificate_in_plain_words(record):
    facts = {fact.title: fact.value for fact in recorded.certificate_facts(record, NOW)}
    assert facts["Who"] == "0042-1187"
    assert facts["Issued by"] == "Example Line 2 CA → Example Root"
    assert "days left)" in facts["Valid"]
    assert facts["Key"] == "EC P-256, in the device"
    assert facts["Serial"].replace(":", "") == record.chain.serial
    assert facts["SHA-256"] == record.chain.fingerprint


def test_a_certificate_of_the_past_says_that_it_ended(record):
    facts = {fact.title: fact.value for fact in recorded.certificate_facts(record, NOW + timedelta(days=5000))}
    assert facts["Valid"].startswith("ended on ")


def test_no_certificate_no_card(stage):
    failed = stage.past("0042-1189", 1, "label")
    assert recorded.certificate_facts(failed, NOW) == []
    assert recorded.platform_facts(failed) == []


def test_what_the_platform_answered(record):
    facts = {fact.title: fact.value for fact in recorded.platform_facts(record)}
    assert facts["Device"].startswith("prn:1:")
    assert facts["Request"] == record.receipt.requests[0]
    stands = {
        ReceiptState.NOT_ASKED: "Not registered: the recipe says so",
        ReceiptState.OWED: "Owed: the platform has not been told yet",
        ReceiptState.AWAITED: "Awaited: it makes itself known when it first connects",
    }
    for state, words in stands.items():
        assert [fact.value for fact in recorded.platform_facts(replace(record, receipt=Receipt(state)))] == [words]


def test_the_headline_has_the_zone_and_no_empty_name(record):
    assert recorded.headline(record).endswith("· tray 1 · OP-07")
    alone = replace(record, start=replace(record.start, operator=""))
    assert recorded.headline(alone).endswith("· tray 1")
    assert record.start.at.astimezone().strftime("%H:%M:%S ") in recorded.headline(record)
