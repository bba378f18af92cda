"""Malformed, truncated, huge and hostile requests and certificates: each ends in a sentence, none in a certificate, none in a crash."""

import os
import re
import tracemalloc
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from hostile import DER, as_certificate, hostile_certificates, hostile_requests
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pki_lab import NOW, PROFILES, Ca, Clock, Memory, ca_of, recipe_of, ticket_of

from app.core.chain import Chain
from app.core.csr import load_request
from app.core.errors import CsrRejected, IssuanceRefused, PkiError, RegistrationRefused
from app.core.recipe import KeyKind
from app.pki.authority import IssuingAuthority
from app.pki.keys import generate
from app.pki.lint import list_findings, require_registrable, require_sound
from app.pki.requests import build_request

CORPUS = Path(__file__).parent / "corpus"
KEY = ec.derive_private_key(4711, ec.SECP256R1())
CA = ca_of(KeyKind.EC_P256)
GOOD = build_request(KEY, "SN-0001").public_bytes(DER)
FILES = sorted(CORPUS.glob("*.csr")) + sorted(CORPUS.glob("*.crt"))
MORE = int(os.environ.get("FUZZ_EXAMPLES", "150"))
"""Examples a property is tried with; more where somebody has the time."""


def issued(der: bytes) -> x509.Certificate | None:
    """What comes of these bytes: a certificate, or a rejection in words; anything else fails the test."""
    memory = Memory()
    authority = IssuingAuthority(CA.key, CA.chain, memory, PROFILES, Clock())
    try:
        chain = authority.issue(load_request(der), ticket_of(), recipe_of()).chain
    except CsrRejected as error:
        rejection = error
    else:
        return chain.leaf
    assert memory.known == []
    assert rejection.message.endswith(".")
    assert rejection.advice
    assert rejection.message.isprintable()
    assert len(rejection.message) < 400
    return None


def check_harmless(leaf: x509.Certificate) -> None:
    """Whatever was asked: it is for SN-0001, for one key, no CA, and says nothing that the profile does not."""
    require_sound(Chain(leaf, CA.chain), "SN-0001", leaf.public_key(), NOW)
    assert leaf.subject.rfc4514_string() == "CN=SN-0001"
    assert {extension.oid._name for extension in leaf.extensions} == {
        "basicConstraints",
        "keyUsage",
        "extendedKeyUsage",
        "subjectKeyIdentifier",
        "authorityKeyIdentifier",
    }


# ---- requests ---------------------------------------------------------------------------------------------------------


def test_the_good_request_is_good() -> None:
    leaf = issued(GOOD)
    assert leaf is not None
    check_harmless(leaf)


HARMLESS = {"a CN in BMPString", "an alternative name with NUL"}
"""What asks for nothing that anybody would give it: it gets what every other gets."""


def reject(what: str, der: bytes) -> None:
    leaf = issued(der)
    if what in HARMLESS and leaf is not None:
        check_harmless(leaf)
    else:
        assert leaf is None


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_nothing_of_the_corpus_gets_a_certificate_or_is_believed(file: Path) -> None:
    der = file.read_bytes()
    if file.suffix == ".csr":
        reject(next((what for what in HARMLESS if what.lower().replace(" ", "-") == file.stem), ""), der)
    else:
        judge(der)


@pytest.mark.parametrize("what", hostile_requests(KEY))
def test_a_hostile_request_is_rejected_in_words(what: str) -> None:
    der = hostile_requests(KEY)[what]
    tracemalloc.start()
    try:
        reject(what, der)
        assert tracemalloc.get_traced_memory()[1] < 8_000_000
    finally:
        tracemalloc.stop()


@settings(deadline=None, max_examples=MORE, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, len(GOOD) - 1), st.binary(min_size=0, max_size=6), st.integers(0, 6))
@example(len(GOOD) - 1, b"", 1)
def test_a_damaged_request_is_rejected_or_harmless(place: int, new: bytes, gone: int) -> None:
    leaf = issued(GOOD[:place] + new + GOOD[place + gone :])
    if leaf is not None:
        check_harmless(leaf)


@settings(deadline=None, max_examples=MORE)
@given(st.integers(0, len(GOOD) - 1))
def test_a_truncated_request_is_rejected(length: int) -> None:
    assert issued(GOOD[:length]) is None


@settings(deadline=None, max_examples=MORE)
@given(st.binary(max_size=2000))
def test_any_bytes_are_rejected(data: bytes) -> None:
    assert issued(data) is None
    assert issued(b"\x30\x82" + len(data).to_bytes(2, "big") + data) is None


names = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=16)


@settings(deadline=None, max_examples=MORE)
@given(
    st.lists(st.tuples(st.sampled_from([x509.NameOID.COMMON_NAME, x509.NameOID.ORGANIZATION_NAME, x509.NameOID.TITLE]), names), max_size=4),
    st.lists(
        st.tuples(st.integers(1, 99_999).map(lambda arc: f"1.3.6.1.4.1.99999.{arc}"), st.binary(max_size=200), st.booleans()), max_size=3
    ),
)
def test_whatever_a_well_formed_request_asks_for_is_not_copied(subject, extensions) -> None:
    builder = x509.CertificateSigningRequestBuilder().subject_name(x509.Name([x509.NameAttribute(oid, value) for oid, value in subject]))
    for oid, (value, critical) in {oid: (value, critical) for oid, value, critical in extensions}.items():
        builder = builder.add_extension(x509.UnrecognizedExtension(x509.ObjectIdentifier(oid), value), critical=critical)
    leaf = issued(builder.sign(KEY, hashes.SHA256()).public_bytes(DER))
    if leaf is not None:
        check_harmless(leaf)


# ---- certificates -----------------------------------------------------------------------------------------------------


def judge(der: bytes) -> None:
    """It cannot be read, or it is found wanting, both before it is given out and before the platform hears of it."""
    try:
        leaf = as_certificate(der)
    except (ValueError, x509.InvalidVersion, UserWarning):
        return
    chain = Chain(leaf, CA.chain)
    for check in (lambda: require_sound(chain, "SN-0001", KEY.public_key(), NOW), lambda: require_registrable(chain, "SN-0001", NOW)):
        with pytest.raises((IssuanceRefused, RegistrationRefused)) as caught:
            check()
        assert re.search(r"would not (do|take)", caught.value.message)


@pytest.mark.parametrize("what", hostile_certificates(KEY))
def test_a_hostile_certificate_is_not_believed(what: str) -> None:
    judge(hostile_certificates(KEY)[what])


LEAF = (
    IssuingAuthority(CA.key, CA.chain, Memory(), PROFILES, Clock())
    .issue(build_request(KEY, "SN-0001"), ticket_of(), recipe_of())
    .chain.leaf
)
LEAF_DER = LEAF.public_bytes(DER)


@settings(deadline=None, max_examples=MORE, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, len(LEAF_DER) - 1), st.binary(min_size=1, max_size=4))
def test_a_certificate_that_was_altered_is_found_out(place: int, new: bytes) -> None:
    der = LEAF_DER[:place] + new + LEAF_DER[place + len(new) :]
    if der != LEAF_DER:
        judge(der)


def test_the_lint_of_a_stranger_never_raises_anything_else(ca: Ca) -> None:
    for der in hostile_certificates(KEY).values():
        try:
            leaf = as_certificate(der)
        except (ValueError, x509.InvalidVersion, UserWarning):
            continue
        found = list_findings(Chain(leaf, ca.chain), "SN-0001", generate(KeyKind.EC_P256).public_key(), NOW)
        assert found
    assert issubclass(RegistrationRefused, PkiError)
