import datetime as dt
import subprocess
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from pki_lab import NOW, PROFILES, RUN, Ca, Clock, Memory, ca_of, recipe_of, ticket_of

from app.core.errors import CaExpired, CaUnsuitable, CsrRejected, Duplicate, IssuanceRefused, StoreFull
from app.core.recipe import KeyKind
from app.pki.authority import IssuingAuthority
from app.pki.ceremony import make_issuing_ca, make_root
from app.pki.extensions import key_usage
from app.pki.keys import generate
from app.pki.requests import build_request

DER = serialization.Encoding.DER
RECIPE = recipe_of(certificate={"san": ["uri:urn:gate:{serial}", "dns:{identifier}.gates.example"]})


def issue(authority, key=None, identifier="SN-0001", recipe=RECIPE):
    return authority.issue(build_request(key or generate(recipe.key.kind), identifier), ticket_of(identifier), recipe)


# ---- what the certificate says ------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [KeyKind.EC_P256, KeyKind.EC_P384, KeyKind.RSA_2048])
def test_the_certificate_says_what_the_profile_says(authority, ca: Ca, kind: KeyKind) -> None:
    key = generate(kind)
    issued = issue(authority, key, recipe=recipe_of(key={"kind": kind.value}, certificate={"san": ["uri:urn:gate:{serial}"], "days": 365}))
    leaf = issued.chain.leaf
    assert not issued.reused
    assert issued.chain.issuers == ca.chain
    assert leaf.version is x509.Version.v3
    assert leaf.public_key() == key.public_key()
    assert leaf.subject.rfc4514_string() == "CN=SN-0001"
    assert 64 <= leaf.serial_number.bit_length() <= 160
    assert leaf.not_valid_before_utc == NOW - dt.timedelta(minutes=5)
    assert leaf.not_valid_after_utc == NOW + dt.timedelta(days=365)
    said = {extension.value.oid._name: (extension.value, extension.critical) for extension in leaf.extensions}
    assert said["basicConstraints"] == (x509.BasicConstraints(ca=False, path_length=None), True)
    usage, critical = said["keyUsage"]
    assert critical
    assert [name for name, _ in _usages(usage) if _] == ["digital_signature"]
    assert said["extendedKeyUsage"] == (x509.ExtendedKeyUsage([x509.oid.ExtendedKeyUsageOID.CLIENT_AUTH]), False)
    assert said["subjectAltName"] == (x509.SubjectAlternativeName([x509.UniformResourceIdentifier("urn:gate:SN-0001")]), False)
    own = ca.chain[0].extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value
    assert said["authorityKeyIdentifier"][0].key_identifier == own.digest
    assert "subjectKeyIdentifier" in said
    assert len(said) == 6


def _usages(usage: x509.KeyUsage):
    names = (
        "digital_signature",
        "content_commitment",
        "key_encipherment",
        "data_encipherment",
        "key_agreement",
        "key_cert_sign",
        "crl_sign",
    )
    return [(name, getattr(usage, name)) for name in names]


@pytest.mark.parametrize("kind", [KeyKind.EC_P256, KeyKind.EC_P384, KeyKind.RSA_2048])
def test_openssl_accepts_the_certificate(tmp_path: Path, kind: KeyKind) -> None:
    ca = ca_of(kind)
    chain = issue(IssuingAuthority(ca.key, ca.chain, Memory(), PROFILES, Clock())).chain
    for name, certificate in (("leaf", chain.leaf), ("issuing", ca.chain[0]), ("root", ca.chain[1])):
        (tmp_path / name).write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    when = ["-attime", str(int(NOW.timestamp()))]
    command = ["openssl", "verify", "-x509_strict", *when, "-purpose", "sslclient", "-CAfile", "root", "-untrusted", "issuing", "leaf"]
    verified = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert verified.stdout == "leaf: OK\n", verified.stderr
    text = subprocess.run(
        ["openssl", "x509", "-in", "leaf", "-noout", "-text"], cwd=tmp_path, capture_output=True, text=True, check=True
    ).stdout
    for said in ("Version: 3", "Subject: CN = SN-0001", "CA:FALSE", "Digital Signature", "TLS Web Client Authentication"):
        assert said in text
    assert "URI:urn:gate:SN-0001, DNS:SN-0001.gates.example" in text


def _asking(key, *extensions: x509.ExtensionType) -> x509.CertificateSigningRequest:
    name = [x509.NameAttribute(x509.NameOID.COMMON_NAME, "SN-0001"), x509.NameAttribute(x509.NameOID.ORGANIZATION_NAME, "Evil Inc")]
    builder = x509.CertificateSigningRequestBuilder().subject_name(x509.Name(name))
    for extension in extensions:
        builder = builder.add_extension(extension, critical=True)
    return builder.sign(key, hashes.SHA256())


def test_nothing_but_the_key_is_taken_from_the_request_and_what_is_left_out_is_said(authority) -> None:
    csr = _asking(
        generate(KeyKind.EC_P256),
        x509.BasicConstraints(ca=False, path_length=None),
        x509.SubjectAlternativeName([x509.DNSName("evil.example")]),
        x509.ExtendedKeyUsage([x509.oid.ExtendedKeyUsageOID.SERVER_AUTH]),
        x509.UnrecognizedExtension(x509.ObjectIdentifier("1.3.6.1.4.1.99999.7"), b"evil"),
    )
    issued = authority.issue(csr, ticket_of("SN-0001"), recipe_of(certificate={"days": 100}))
    leaf = issued.chain.leaf
    assert leaf.subject.rfc4514_string() == "CN=SN-0001"
    assert b"evil" not in leaf.public_bytes(DER).lower()
    assert x509.oid.ExtendedKeyUsageOID.SERVER_AUTH not in leaf.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    left_out = "O “Evil Inc” in the subject", "basicConstraints", "subjectAltName", "extendedKeyUsage", "1.3.6.1.4.1.99999.7"
    assert len(issued.remarks) == len(left_out)
    for remark, words in zip(issued.remarks, left_out, strict=True):
        assert remark.startswith("the request also asked for ")
        assert words in remark


@pytest.mark.parametrize(
    "extension",
    [x509.BasicConstraints(ca=True, path_length=None), key_usage("digitalSignature", "keyCertSign"), key_usage("cRLSign")],
)
def test_a_request_to_be_a_ca_is_rejected(authority, memory, extension) -> None:
    with pytest.raises(CsrRejected, match=r"asks to (be a CA|sign certificates)"):
        authority.issue(_asking(generate(KeyKind.EC_P256), extension), ticket_of("SN-0001"), recipe_of())
    assert memory.known == []


def test_the_certificate_never_outlives_its_ca(memory) -> None:
    ca = ca_of(KeyKind.EC_P256, years=1)
    leaf = issue(IssuingAuthority(ca.key, ca.chain, memory, PROFILES, Clock())).chain.leaf
    assert leaf.not_valid_after_utc == ca.chain[0].not_valid_after_utc == NOW.replace(year=NOW.year + 1)


def test_the_certificate_does_not_begin_before_its_ca(ca: Ca, memory) -> None:
    clock = Clock(NOW - dt.timedelta(minutes=3))
    leaf = issue(IssuingAuthority(ca.key, ca.chain, memory, PROFILES, clock)).chain.leaf
    assert leaf.not_valid_before_utc == ca.chain[0].not_valid_before_utc


@pytest.mark.parametrize(
    ("san", "words"),
    [
        ("dns:under_score.{serial}", "“under_score.SN-0001” is not well-formed"),
        ("dns:{revision}.example", "“.example” is not well-formed"),
        ("uri:no-scheme-{serial}", "not well-formed"),
        ("uri:urn:two words", "not well-formed"),
        ("uri:urn:{model}ü", "not plain ASCII"),
    ],
)
def test_a_malformed_alternative_name_is_refused(authority, memory, san: str, words: str) -> None:
    with pytest.raises(IssuanceRefused, match=words) as caught:
        issue(authority, recipe=recipe_of(certificate={"san": [san]}))
    assert caught.value.code == "PKI-REFUSED"
    assert memory.known == []


def test_an_unknown_profile_is_refused(authority) -> None:
    with pytest.raises(IssuanceRefused, match="no certificate profile “gold”; there is "):
        issue(authority, recipe=recipe_of(certificate={"profile": "gold"}))


def test_a_bad_request_is_rejected_before_anything_is_signed(authority, memory) -> None:
    with pytest.raises(CsrRejected):
        authority.issue(build_request(generate(KeyKind.EC_P256), "SN-0002"), ticket_of("SN-0001"), RECIPE)
    assert memory.known == []


# ---- once per key -------------------------------------------------------------------------------------------------


def test_the_same_key_gets_the_same_certificate(authority, memory) -> None:
    key = generate(KeyKind.EC_P256)
    first, second = issue(authority, key), issue(authority, key)
    assert not first.reused
    assert second.reused
    assert second.chain == first.chain
    assert len(memory.known) == 1
    assert memory.known[0][1] == RUN


def test_nothing_is_given_out_that_could_not_be_remembered(ca: Ca) -> None:
    class Full(Memory):
        def add_issued(self, *_: object, **__: object) -> None:
            raise StoreFull("The disk is full.")

    with pytest.raises(StoreFull):
        issue(IssuingAuthority(ca.key, ca.chain, Full(), PROFILES, Clock()))


def test_an_expired_certificate_is_not_reused(authority, clock: Clock) -> None:
    key, short = generate(KeyKind.EC_P256), recipe_of(certificate={"days": 1})
    first = issue(authority, key, recipe=short)
    clock.at = NOW + dt.timedelta(days=1)
    second = issue(authority, key, recipe=short)
    assert not second.reused
    assert second.chain.serial != first.chain.serial


def test_a_changed_recipe_gets_a_certificate_of_its_own(authority) -> None:
    key = generate(KeyKind.EC_P256)
    assert not issue(authority, key).reused
    assert not issue(authority, key, recipe=recipe_of()).reused


def test_a_key_under_another_name_is_a_duplicate(authority) -> None:
    key = generate(KeyKind.EC_P256)
    serial = issue(authority, key).chain.serial
    with pytest.raises(Duplicate, match=rf"key already has a certificate as “SN-0001” \(serial {serial}, from 23 November 2026 to"):
        issue(authority, key, identifier="SN-0002")


def test_a_name_that_another_key_confirmed_is_a_duplicate(authority, memory: Memory, clock: Clock) -> None:
    serial = issue(authority, recipe=recipe_of(certificate={"days": 30})).chain.serial
    memory.confirm()
    with pytest.raises(Duplicate, match=rf"“SN-0001” already has a certificate for another key \(serial {serial}.* 23 December 2026"):
        issue(authority)
    clock.at = NOW + dt.timedelta(days=31)
    assert not issue(authority).reused


def test_a_name_with_an_unconfirmed_certificate_may_have_a_new_key(authority) -> None:
    issue(authority)
    assert not issue(authority).reused


def test_two_trays_with_one_unit_sign_once(ca: Ca) -> None:
    class Slow(Memory):
        def list_issued(self, identifier, key):
            both.wait(0.05)  # give the other tray every chance to look at the same time
            return super().list_issued(identifier, key)

    both, memory, key = threading.Event(), Slow(), generate(KeyKind.EC_P256)
    authority = IssuingAuthority(ca.key, ca.chain, memory, PROFILES, Clock())
    with ThreadPoolExecutor(4) as trays:
        issued = list(trays.map(lambda _: issue(authority, key), range(4)))
    assert len(memory.known) == 1
    assert sorted(each.reused for each in issued) == [False, True, True, True]
    assert len({each.chain.serial for each in issued}) == 1


# ---- the CA -------------------------------------------------------------------------------------------------------


def test_a_good_ca_is_ready(authority) -> None:
    authority.check()


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (NOW + dt.timedelta(days=3652 + 43), r"“CN=Test issuing CA” expired on 23 November 2036 \(42 days ago\)"),
        (NOW.replace(year=2036), r"expired on 23 November 2036 \(today\)"),
        (NOW - dt.timedelta(days=1), "is not valid before 23 November 2026; this station's clock says 22 November 2026"),
    ],
)
def test_a_ca_outside_its_validity_signs_nothing(authority, clock: Clock, memory, at: dt.datetime, words: str) -> None:
    clock.at = at
    for attempt in (authority.check, lambda: issue(authority)):
        with pytest.raises(CaExpired, match=words) as caught:
            attempt()
        assert caught.value.code == "PKI-CA-EXPIRED"
    assert memory.known == []


def test_an_expired_root_above_the_ca_counts_too(memory) -> None:
    root_key, key = generate(KeyKind.EC_P256), generate(KeyKind.EC_P256)
    root = make_root(root_key, "Old root", 1, NOW)
    chain = (make_issuing_ca(root_key, root, key.public_key(), "CA", years=1, now=NOW), root)
    with pytest.raises(CaExpired, match=r"1 day ago"):
        IssuingAuthority(key, chain, memory, PROFILES, Clock(NOW.replace(year=2027, day=24))).check()


def unsuitable(ca: Ca):
    """CA certificates that must not sign devices, by what is wrong with them."""
    key, root = ca.key.public_key(), ca.chain[1]
    leaf = issue(IssuingAuthority(ca.key, ca.chain, Memory(), PROFILES, Clock()), ca.root_key).chain.leaf
    low = make_issuing_ca(ca.root_key, root, key, "CA", years=1, now=NOW)
    stranger = make_root(generate(KeyKind.EC_P256), "Test root", 1, NOW)
    no_sign = (
        x509.CertificateBuilder()
        .subject_name(root.subject)
        .issuer_name(root.subject)
        .public_key(key)
        .serial_number(7)
        .not_valid_before(NOW)
        .not_valid_after(NOW + dt.timedelta(days=1))
    )
    constraints = x509.BasicConstraints(ca=True, path_length=None)
    crl_only = x509.KeyUsage(*[False] * 6, crl_sign=True, encipher_only=False, decipher_only=False)
    return {
        "There is no CA certificate": (ca.key, ()),
        "does not belong to the CA's key": (generate(KeyKind.EC_P256), ca.chain),
        "does not belong to the CA's key.": (ca.key, ca.chain[::-1]),
        "is not a CA's": (ca.root_key, (leaf,)),
        "may not sign certificates": (
            ca.key,
            (no_sign.add_extension(constraints, True).add_extension(crl_only, True).sign(ca.key, hashes.SHA256()),),
        ),
        "does not say that it may sign others": (ca.key, (no_sign.sign(ca.key, hashes.SHA256()),)),
        "is not signed by": (ca.key, (ca.chain[0], stranger)),
        "allows 0 CAs below it; there are 1": (ca.key, (low, low)),
    }


def test_an_unsuitable_ca_is_refused_at_once(ca: Ca) -> None:
    for words, (key, chain) in unsuitable(ca).items():
        with pytest.raises(CaUnsuitable, match=words.removesuffix(".")) as caught:
            IssuingAuthority(key, chain, Memory(), PROFILES, Clock())
        assert caught.value.code == "PKI-CA"


def test_a_weak_ca_key_is_refused() -> None:
    key = ec.generate_private_key(ec.SECP521R1())
    with pytest.raises(CaUnsuitable, match="secp521r1"):
        IssuingAuthority(key, (make_root(key, "Odd", 1, NOW),), Memory(), PROFILES, Clock())


def test_a_signer_whose_signatures_are_wrong_is_noticed(ca: Ca, memory) -> None:
    lying = LyingKey(ca.key.public_key(), generate(KeyKind.EC_P256))
    authority = IssuingAuthority(lying, ca.chain, memory, PROFILES, Clock())
    with pytest.raises(CaUnsuitable, match="its signatures are wrong"):
        authority.check()
    with pytest.raises(IssuanceRefused, match="is not signed by"):
        issue(authority)
    assert memory.known == []


class LyingKey(ec.EllipticCurvePrivateKey):
    """A key that says it is one and signs with another, as a mixed-up HSM slot does."""

    def __init__(self, public_key, other) -> None:
        self._public_key, self._other = public_key, other

    def public_key(self):
        return self._public_key

    def sign(self, data, signature_algorithm):
        return self._other.sign(data, signature_algorithm)

    curve = property(lambda self: self._public_key.curve)
    key_size = property(lambda self: self._public_key.key_size)
    exchange = private_numbers = private_bytes = __copy__ = __deepcopy__ = None
