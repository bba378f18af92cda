import datetime as dt

import pytest
from cryptography import x509
from pki_lab import NOW, Ca

from app.core.errors import CaExpired, CaUnsuitable, IssuanceRefused
from app.core.recipe import KeyKind
from app.pki.ceremony import make_issuing_ca, make_root, verification_certificate
from app.pki.keys import generate


def test_a_root_and_the_ca_below_it_say_what_they_must(ca: Ca) -> None:
    issuing, root = ca.chain
    issuing.verify_directly_issued_by(root)
    root.verify_directly_issued_by(root)
    for certificate, below in ((root, 1), (issuing, 0)):
        constraints = certificate.extensions.get_extension_for_class(x509.BasicConstraints)
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage)
        assert constraints.critical
        assert constraints.value == x509.BasicConstraints(ca=True, path_length=below)
        assert usage.critical
        assert (usage.value.key_cert_sign, usage.value.crl_sign, usage.value.digital_signature) == (True, True, False)
    own = root.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value.digest
    assert issuing.extensions.get_extension_for_class(x509.AuthorityKeyIdentifier).value.key_identifier == own


def test_the_ca_never_outlives_its_root() -> None:
    root_key = generate(KeyKind.EC_P256)
    root = make_root(root_key, "Root", 1, NOW)
    issuing = make_issuing_ca(root_key, root, generate(KeyKind.EC_P256).public_key(), "CA", years=30, now=NOW)
    assert issuing.not_valid_after_utc == root.not_valid_after_utc


def test_a_leap_day_has_an_anniversary() -> None:
    leap = dt.datetime(2028, 2, 29, tzinfo=dt.UTC)
    assert make_root(generate(KeyKind.EC_P256), "Root", 1, leap).not_valid_after_utc == dt.datetime(2029, 2, 28, tzinfo=dt.UTC)


def test_no_ca_is_made_below_a_stranger_an_issuing_ca_or_an_expired_root(ca: Ca) -> None:
    public_key = generate(KeyKind.EC_P256).public_key()
    with pytest.raises(CaUnsuitable, match="does not belong"):
        make_issuing_ca(generate(KeyKind.EC_P256), ca.chain[1], public_key, "CA", years=1, now=NOW)
    with pytest.raises(CaUnsuitable, match="allows 0 CAs below it"):
        make_issuing_ca(ca.key, ca.chain[0], public_key, "CA", years=1, now=NOW)
    with pytest.raises(CaExpired):
        make_issuing_ca(ca.root_key, ca.chain[1], public_key, "CA", years=1, now=NOW.replace(year=2050))


def test_the_platforms_code_is_signed_by_the_ca(ca: Ca) -> None:
    code = "4f" * 32
    certificate = verification_certificate(ca.key, ca.chain[0], code, NOW)
    certificate.verify_directly_issued_by(ca.chain[0])
    assert certificate.subject.rfc4514_string() == f"CN={code}"
    assert not certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    assert certificate.public_key() not in (ca.key.public_key(), ca.root_key.public_key())


@pytest.mark.parametrize("name", ["", "x" * 65])
def test_an_impossible_name_is_refused(ca: Ca, name: str) -> None:
    with pytest.raises(IssuanceRefused, match="1 to 64 characters"):
        verification_certificate(ca.key, ca.chain[0], name, NOW)
    with pytest.raises(IssuanceRefused, match="1 to 64 characters"):
        make_root(ca.key, name, 1, NOW)
