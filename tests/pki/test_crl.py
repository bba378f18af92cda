"""The list of revoked certificates, as OpenSSL judges it."""

import datetime as dt
import subprocess

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding
from pki_lab import NOW, RUN, UNIT, Ca, ca_of, recipe_of

from app.core.authority import Crl
from app.core.chain import Chain
from app.core.errors import CaExpired, CaUnsuitable, KeyCompromised, RotationUnfinished
from app.core.recipe import KeyKind
from app.core.revocation import Reason, Revocation
from app.core.ticket import Ticket
from app.pki.authority import IssuingAuthority
from app.pki.ceremony import make_root
from app.pki.crl import REASONS, next_number, pem_of, publish, sign
from app.pki.keys import generate
from app.pki.requests import build_request

TICKET = Ticket(RUN, "SN-0001", UNIT)


class Book:
    """Revocations and lists in memory."""

    def __init__(self) -> None:
        self.revoked: list[Revocation] = []
        self.lists: list[Crl] = []

    def list_revocations(self, issuer: str = "") -> list[Revocation]:
        return [each for each in self.revoked if each.issuer == issuer]

    def last_crl(self, issuer: str) -> Crl | None:
        return next((each for each in reversed(self.lists) if each.issuer == issuer), None)

    def add_crl(self, crl: Crl, who: str = "") -> None:
        del who
        self.lists.append(crl)

    def revoke(self, chain: Chain, reason: Reason) -> None:
        issuer = chain.issuers[0].fingerprint(hashes.SHA256()).hex()
        self.revoked.insert(0, Revocation(NOW, "SN-0001", chain.serial, chain.fingerprint, issuer, reason, "", ""))


def openssl(folder, chain: Chain, crl: Crl) -> subprocess.CompletedProcess[str]:
    (folder / "ca.pem").write_bytes(chain.issuers_pem)
    (folder / "leaf.pem").write_bytes(chain.leaf_pem)
    (folder / "crl.pem").write_bytes(pem_of(crl))
    at = str(int(NOW.timestamp()) + 60)
    command = ["openssl", "verify", "-attime", at, "-CAfile", "ca.pem", "-CRLfile", "crl.pem", "-crl_check", "leaf.pem"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=30)


def issue(authority: IssuingAuthority, identifier: str = "SN-0001") -> Chain:
    key = generate(KeyKind.EC_P256)
    ticket = Ticket(RUN, identifier, UNIT)
    return authority.issue(build_request(key, identifier), ticket, recipe_of()).chain


@pytest.mark.parametrize("kind", [KeyKind.EC_P256, KeyKind.EC_P384, KeyKind.RSA_2048])
def test_openssl_takes_the_good_and_refuses_the_revoked(tmp_path, kind, make_authority):
    ca = ca_of(kind)
    authority = make_authority(ca)
    good, bad = issue(authority, "SN-0001"), issue(authority, "SN-0002")
    book = Book()
    book.revoke(bad, Reason.KEY_COMPROMISE)
    crl = authority.publish_crl(book, days=30)
    assert "OK" in openssl(tmp_path, good, crl).stdout
    refused = openssl(tmp_path, bad, crl)
    assert refused.returncode != 0
    assert "certificate revoked" in refused.stderr
    parsed = x509.load_der_x509_crl(crl.der)
    assert parsed.is_signature_valid(ca.chain[0].public_key())
    own = ca.chain[0].extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value.digest
    assert parsed.extensions.get_extension_for_class(x509.AuthorityKeyIdentifier).value.key_identifier == own
    assert parsed.extensions.get_extension_for_class(x509.CRLNumber).value.crl_number == crl.number == book.lists[0].number
    assert parsed.next_update_utc == NOW + dt.timedelta(days=30)


def test_the_number_goes_up_whatever_the_clock_and_the_ledger_say(ca: Ca):
    first = sign(ca.key, ca.chain[0], [], number=next_number(None, NOW), now=NOW, days=1)
    assert first.number == int(NOW.timestamp())
    assert next_number(first, NOW) == first.number + 1
    assert next_number(first, NOW - dt.timedelta(days=900)) == first.number + 1


@pytest.mark.parametrize("reason", list(Reason))
def test_every_reason_is_told_as_rfc_5280_says(ca: Ca, reason: Reason):
    revocation = Revocation(NOW, "SN-0001", "2a", "f" * 64, "", reason, "", "")
    crl = x509.load_der_x509_crl(sign(ca.key, ca.chain[0], [revocation], number=1, now=NOW, days=1).der)
    entry = crl.get_revoked_certificate_by_serial_number(42)
    assert entry is not None
    told = [each.value.reason for each in entry.extensions]
    assert told == ([REASONS[reason]] if reason in REASONS else [])


def test_a_list_is_never_due_after_the_end_of_its_ca():
    ca = ca_of(KeyKind.EC_P256, years=1)
    crl = sign(ca.key, ca.chain[0], [], number=1, now=NOW, days=900)
    assert crl.next_update == ca.chain[0].not_valid_after_utc


def test_no_list_is_signed_by_a_ca_that_may_not(ca: Ca):
    with pytest.raises(CaExpired):
        publish(ca.key, ca.chain, Book(), days=30, now=NOW.replace(year=2050))
    with pytest.raises(CaUnsuitable, match="does not belong"):
        publish(generate(KeyKind.EC_P256), ca.chain, Book(), days=30, now=NOW)
    key = generate(KeyKind.EC_P256)
    root = make_root(key, "No lists", 1, NOW)
    mute = x509.KeyUsage(
        key_cert_sign=True,
        crl_sign=False,
        digital_signature=False,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )
    certificate = (
        x509.CertificateBuilder()
        .subject_name(root.subject)
        .issuer_name(root.subject)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(NOW - dt.timedelta(days=1))
        .not_valid_after(NOW + dt.timedelta(days=1))
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(mute, critical=True)
        .sign(key, hashes.SHA256())
    )
    book = Book()
    with pytest.raises(CaUnsuitable, match="does not allow it to sign revocation lists"):
        publish(key, (certificate,), book, days=30, now=NOW)
    assert book.lists == []


def test_a_revoked_certificate_is_never_used_again_and_a_compromised_key_never(authority, memory):
    key = generate(KeyKind.EC_P256)
    csr = build_request(key, "SN-0001")
    first = authority.issue(csr, TICKET, recipe_of())
    assert authority.issue(csr, TICKET, recipe_of()).reused
    memory.revoke(first.chain, Reason.SUPERSEDED)
    second = authority.issue(csr, TICKET, recipe_of())
    assert not second.reused
    assert second.chain.serial != first.chain.serial
    memory.revoke(second.chain, Reason.KEY_COMPROMISE)
    with pytest.raises(KeyCompromised):
        authority.issue(csr, TICKET, recipe_of())


def test_a_rotation_gets_another_certificate_once(authority, memory):
    key = generate(KeyKind.EC_P256)
    csr = build_request(key, "SN-0001")
    old = authority.issue(csr, TICKET, recipe_of()).chain
    memory.confirm()
    rotation = Ticket(RUN, "SN-0001", UNIT, rotation="moved")
    new = authority.issue(csr, rotation, recipe_of())
    assert not new.reused
    assert new.chain.serial != old.serial
    again = authority.issue(csr, rotation, recipe_of())
    assert (again.reused, again.chain) == (True, new.chain)
    assert authority.issue(csr, TICKET, recipe_of()).chain == old, "a plain run gives back what it has"
    with pytest.raises(RotationUnfinished, match="the rotation did not come to its end"):
        authority.find_issued(new.chain, TICKET, recipe_of())
    assert authority.find_issued(new.chain, rotation, recipe_of()).reused


def test_pem_is_what_the_der_is(ca: Ca):
    crl = sign(ca.key, ca.chain[0], [], number=1, now=NOW, days=1)
    assert x509.load_pem_x509_crl(pem_of(crl)).public_bytes(Encoding.DER) == crl.der
