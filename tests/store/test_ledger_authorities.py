"""Revocations, lists, registrations, hand-overs, removals: kept for good, told in the audit chain, found when altered."""

import datetime as dt

import pytest
from sqlalchemy.exc import IntegrityError
from store_lab import DIGEST, NOW, STATION, Clock, chain_for, key_of, record_of, start_of, unguarded, write, write_many

from app.core.authority import Crl, Handover, Registered
from app.core.errors import CertificateRevoked, CertificateUnknown, ChainBroken, Duplicate
from app.core.jitp import Jitp
from app.core.revocation import Reason
from app.store import Ledger

DAY = dt.timedelta(days=1)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def ledger(file, clock):
    with Ledger.open(file, STATION, now=clock) as opened:
        yield opened


def registered(fingerprint="f" * 64, **changes):
    jitp = Jitp("gateways", "{identifier} from line 2", ("line-2", "rev-c"))
    return Registered(
        NOW, fingerprint, "https://api.example", "prn:1:ca", "Line 2", "OP-07", **({"jitp": jitp, "requests": ("r-1",)} | changes)
    )


def crl_of(number: int, issuer: str = "a" * 64, der: bytes = b"list") -> Crl:
    return Crl(issuer, number, NOW + number * DAY, NOW + (number + 30) * DAY, 0, der)


def test_a_revocation_is_kept_with_reason_issuer_and_who(ledger):
    record = write_many(ledger, 1, chains=True)[0]
    made = ledger.authorities.revoke(record.chain.fingerprint, Reason.KEY_COMPROMISE, note="lost on the bus", who="OP-09")
    assert (made.identifier, made.serial, made.who) == (record.identifier, record.chain.serial, "OP-09")
    assert ledger.authorities.find_revocation(record.chain.fingerprint) == made
    assert ledger.authorities.list_revocations(made.issuer) == [made] == ledger.authorities.list_revocations()
    assert ledger.authorities.list_revocations("b" * 64) == []
    assert ledger.authorities.count_revocations() == {"key-compromise": 1}
    assert ledger.verify().entries == 4
    with pytest.raises(CertificateRevoked, match="key-compromise"):
        ledger.authorities.revoke(record.chain.fingerprint, Reason.SUPERSEDED)
    with pytest.raises(CertificateUnknown):
        ledger.authorities.revoke("0" * 64, Reason.SUPERSEDED)


def test_only_a_revoked_or_a_renewed_certificate_makes_room_for_another(ledger):
    start = start_of(1)
    ledger.begin(start)
    first, second, third = chain_for("EI"), chain_for("EI"), chain_for("EI")
    key = key_of(first)
    ledger.add_issued(start.run, "EI", key, DIGEST, first)
    with pytest.raises(Duplicate):
        ledger.add_issued(start.run, "EI", key, DIGEST, second, renewing=True)
    ledger.authorities.revoke(first.fingerprint, Reason.UNSPECIFIED)
    ledger.add_issued(start.run, "EI", key, DIGEST, second)
    assert [prior.revoked for prior in ledger.list_issued("EI", key)] == [None, Reason.UNSPECIFIED]
    ledger.finish(record_of(start, chain=second, identifier="EI"))
    following = start_of(2)
    ledger.begin(following)
    with pytest.raises(Duplicate):
        ledger.add_issued(following.run, "EI", key, DIGEST, third)
    ledger.add_issued(following.run, "EI", key, DIGEST, third, renewing=True)
    ledger.verify()


def test_the_number_of_a_list_only_goes_up(ledger):
    ledger.authorities.add_crl(crl_of(1))
    ledger.authorities.add_crl(crl_of(7))
    ledger.authorities.add_crl(crl_of(2, issuer="b" * 64))
    with pytest.raises(IntegrityError, match="goes up"):
        ledger.authorities.add_crl(crl_of(6))
    assert ledger.authorities.last_crl("a" * 64) == crl_of(7)
    assert ledger.authorities.last_crl("c" * 64) is None
    ledger.verify()


def test_the_last_registration_of_a_ca_counts(ledger):
    ledger.authorities.add_registration(registered(jitp=None))
    ledger.authorities.add_registration(registered(jitp_set=True))
    assert ledger.authorities.find_registration("f" * 64) == registered(jitp_set=True)
    assert ledger.authorities.find_registration("e" * 64) is None
    ledger.verify()


def test_a_handover_is_planned_changed_and_taken_back(ledger):
    first, second = Handover(NOW, "main", "next", NOW + DAY, "OP-09"), Handover(NOW, "main", "other", NOW + 2 * DAY, "OP-09")
    for plan in (first, second):
        ledger.authorities.plan_handover(plan)
    assert ledger.authorities.list_handovers() == [second]
    ledger.authorities.plan_handover(Handover(NOW, "main", "", NOW, "OP-09"))
    assert ledger.authorities.list_handovers() == []
    ledger.verify()


def test_what_has_to_go_from_the_platform_is_owed_until_it_is_gone(ledger):
    old = write(ledger, record_of(start_of(1), chain=chain_for("EI-1"))).chain
    start = start_of(2)
    ledger.begin(start)
    ledger.authorities.owe_removal(start.run, "EI-1", old, "moved to the new CA")
    ledger.authorities.owe_removal(start.run, "EI-1", old, "asked twice")
    ledger.authorities.fail_removal(old.fingerprint, "The platform does not answer.")
    (owed,) = ledger.authorities.list_owed_removals("EI-1")
    assert (owed.serial, owed.reason, owed.problem) == (old.serial, "moved to the new CA", "The platform does not answer.")
    ledger.authorities.settle_removal(old.fingerprint, ("r-9",))
    ledger.authorities.settle_removal(old.fingerprint)
    assert ledger.authorities.list_owed_removals() == []
    ledger.verify()
    with pytest.raises(LookupError):
        ledger.authorities.settle_removal("0" * 64)


def test_certificates_in_use_are_told_by_when_they_end(ledger):
    ends = {"EI-SN-000001": 200, "EI-SN-000002": 20, "EI-SN-000003": 50, "EI-SN-000004": 10}
    for number, (name, days) in enumerate(ends.items(), 1):
        write(ledger, record_of(start_of(number), chain=chain_for(name, NOW + days * DAY)))
    gone = ledger.find_unit("EI-SN-000004")
    ledger.authorities.revoke(gone.fingerprint, Reason.CESSATION_OF_OPERATION)
    write(ledger, record_of(start_of(9, scan="SN-000002"), chain=chain_for("EI-SN-000002", NOW + 80 * DAY)))
    soon = ledger.authorities.list_ending(NOW + 90 * DAY)
    assert [(ending.identifier, (ending.ends - NOW).days) for ending in soon] == [("EI-SN-000003", 50), ("EI-SN-000002", 80)]
    assert [ledger.authorities.count_ending(NOW + days * DAY) for days in (30, 60, 90)] == [0, 1, 2]
    assert ledger.authorities.count_ending() == 3
    assert len(ledger.authorities.list_ending(NOW + 90 * DAY, limit=1)) == 1
    assert len(ledger.authorities.list_issuers()) == 1


def test_a_certificate_is_found_by_serial_fingerprint_or_identifier(ledger):
    record = write_many(ledger, 2, chains=True)[0]
    ledger.authorities.revoke(record.chain.fingerprint, Reason.UNSPECIFIED)
    spaced = ":".join(record.chain.serial[place : place + 2] for place in range(0, len(record.chain.serial), 2)).upper()
    for text in (record.identifier, record.chain.serial, spaced, record.chain.fingerprint):
        (known,) = ledger.authorities.find_certificates(text)
        assert (known.serial, known.revoked) == (record.chain.serial, True)
    assert ledger.authorities.find_certificates("%") == []


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE revocations SET reason = 'superseded'", "Row 1 of revocations was altered"),
        ("DELETE FROM revocations", "tells of other revocations"),
        ("UPDATE crls SET der = X'00'", "Row 1 of crls was altered"),
        ("UPDATE registrations SET jitp = '{}'", "Row 1 of registrations was altered"),
        ("UPDATE handovers SET begins = '2030-01-01 00:00:00.000000'", "Row 1 of handovers was altered"),
        ("DELETE FROM removals", "tells of other removals"),
    ],
)
def test_what_was_altered_past_the_triggers_is_found(file, clock, statement, words):
    with Ledger.open(file, STATION, now=clock) as ledger:
        record = write_many(ledger, 1, chains=True)[0]
        start = start_of(2)
        ledger.begin(start)
        book = ledger.authorities
        book.owe_removal(start.run, record.identifier, record.chain, "why not")
        book.revoke(record.chain.fingerprint, Reason.KEY_COMPROMISE)
        book.add_crl(crl_of(1))
        book.add_registration(registered())
        book.plan_handover(Handover(NOW, "main", "next", NOW + DAY, "OP-09"))
        ledger.verify()
    unguarded(file, statement)
    with Ledger.open(file, STATION) as ledger, pytest.raises(ChainBroken, match=words):
        ledger.verify()
