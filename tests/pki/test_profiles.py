"""Profiles as data: what each shipped one makes, judged by OpenSSL and by pkilint; and what is wrong with others."""

import datetime as dt
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from pki_lab import NOW, PROFILES, RUN, UNIT, Ca, Clock, Memory, ca_of, recipe_of, ticket_of

from app.core.chain import NO_END, Chain
from app.core.errors import IssuanceRefused, ProfileError
from app.core.recipe import KeyKind, Recipe
from app.core.ticket import OrderWords, Ticket
from app.pki.authority import IssuingAuthority
from app.pki.keys import generate, hash_for
from app.pki.profile import Profile, Profiles
from app.pki.requests import build_request
from app.pki.rfc5280 import list_faults

PEM = serialization.Encoding.PEM
VID, PID = (x509.ObjectIdentifier(f"1.3.6.1.4.1.37244.2.{number}") for number in (1, 2))
HARDWARE = "1.3.6.1.4.1.99999.1"
VALUES = {
    "ieee-802.1ar-idevid": {"manufacturer": "Example Devices", "hardware_type": HARDWARE},
    "matter-dac": {"vid": "FFF1", "pid": "8000"},
}


@dataclass(frozen=True)
class Made:
    """A certificate of a shipped profile."""

    profile: Profile
    kind: KeyKind
    chain: Chain


def product_ca(kind: KeyKind, subject: dict[x509.ObjectIdentifier, str], path_length: int | None = 0) -> Ca:
    """A CA with more in its name than a CN, as a Matter PAI has."""
    base = ca_of(kind)
    name = x509.Name([x509.NameAttribute(oid, value) for oid, value in {x509.NameOID.COMMON_NAME: "PAI", **subject}.items()])
    old = base.chain[0]
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(old.issuer).public_key(base.key.public_key())
    builder = builder.serial_number(x509.random_serial_number())
    builder = builder.not_valid_before(old.not_valid_before_utc).not_valid_after(old.not_valid_after_utc)
    for extension in old.extensions:
        constraints = isinstance(extension.value, x509.BasicConstraints)
        value = x509.BasicConstraints(ca=True, path_length=path_length) if constraints else extension.value
        builder = builder.add_extension(value, critical=extension.critical)
    certificate = builder.sign(base.root_key, hash_for(base.root_key.public_key()))
    return Ca(base.key, (certificate, base.chain[1]), base.root_key)


def recipe_for(profile: Profile, kind: KeyKind = KeyKind.EC_P256, **more: object) -> Recipe:
    certificate = {"profile": profile.name, "values": VALUES.get(profile.name, {}), **more}
    return recipe_of(key={"kind": kind.value}, certificate=certificate)


def make(profile: Profile, kind: KeyKind, ca: Ca | None = None) -> Made:
    ca = ca or product_ca(kind, {VID: "FFF1"} if profile.name == "matter-dac" else {})
    authority = IssuingAuthority(ca.key, ca.chain, Memory(), PROFILES, Clock())
    issued = authority.issue(build_request(generate(kind), "SN-0001"), ticket_of(), recipe_for(profile, kind))
    return Made(profile, kind, issued.chain)


KINDS = [(profile, kind) for profile in PROFILES for kind in profile.allows.keys if kind not in (KeyKind.RSA_3072, KeyKind.RSA_4096)]


@pytest.fixture(scope="module", params=KINDS, ids=lambda each: f"{each[0].name}, {each[1].value}")
def made(request) -> Made:
    return make(*request.param)


def text_of(leaf: x509.Certificate) -> str:
    command = ["openssl", "x509", "-noout", "-text", "-nameopt", "RFC2253"]
    return subprocess.run(command, input=leaf.public_bytes(PEM), capture_output=True, check=True).stdout.decode()


# ---- the shipped ones, as others see them -------------------------------------------------------------------------


def test_four_profiles_are_shipped_and_nothing_is_wrong_with_them() -> None:
    assert {profile.name for profile in PROFILES} == {"peridio-device", "ieee-802.1ar-idevid", "matter-dac", "aws-iot"}
    assert len({profile.digest for profile in PROFILES}) == 4


def test_openssl_verifies_it_against_its_chain_and_reads_it(made: Made, tmp_path: Path) -> None:
    issuing, root = made.chain.issuers
    for name, certificate in (("leaf", made.chain.leaf), ("issuing", issuing), ("root", root)):
        (tmp_path / name).write_bytes(certificate.public_bytes(PEM))
    when = ["-attime", str(int(NOW.timestamp()))]
    command = ["openssl", "verify", "-x509_strict", *when, "-purpose", "sslclient", "-CAfile", "root", "-untrusted", "issuing", "leaf"]
    verified = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert verified.stdout == "leaf: OK\n", verified.stderr
    text = text_of(made.chain.leaf)
    for said in ("Version: 3 (0x2)", "CN=SN-0001", "CA:FALSE", "X509v3 Key Usage: critical\n                Digital Signature\n"):
        assert said in text
    assert ("TLS Web Client Authentication" in text) is bool(made.profile.extended_key_usage)


def test_pkilint_finds_nothing_that_rfc_5280_forbids(made: Made) -> None:
    for certificate in (made.chain.leaf, *made.chain.issuers):
        assert list_faults(certificate) == []


def test_pkilint_would_find_something() -> None:
    key = generate(KeyKind.EC_P256)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "x")])
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(1)
    builder = builder.not_valid_before(NOW).not_valid_after(NOW + dt.timedelta(days=1))
    bad = builder.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=False).sign(key, hashes.SHA256())
    assert any("basic_constraints" in fault for fault in list_faults(bad))


# ---- each one's own rules -----------------------------------------------------------------------------------------


def shipped(name: str, kind: KeyKind = KeyKind.EC_P256, ca: Ca | None = None) -> x509.Certificate:
    return make(PROFILES.get(name), kind, ca).chain.leaf


def test_an_idevid_has_its_serial_number_its_hardware_module_and_no_end() -> None:
    leaf = shipped("ieee-802.1ar-idevid")
    assert leaf.subject.get_attributes_for_oid(x509.NameOID.SERIAL_NUMBER)[0].value == UNIT.serial
    assert leaf.not_valid_after_utc == NO_END
    [module] = leaf.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert module.type_id.dotted_string == "1.3.6.1.5.5.7.8.4"
    # HardwareModuleName of RFC 4108: SEQUENCE { OID 1.3.6.1.4.1.99999.1, OCTET STRING "SN-0001" }
    assert module.value == bytes.fromhex("301406092b06010401868d1f010407") + b"SN-0001"
    assert "99991231235959Z" in _parsed(leaf)
    assert "Not After : Dec 31 23:59:59 9999 GMT" in text_of(leaf)


def _parsed(leaf: x509.Certificate) -> str:
    command = ["openssl", "asn1parse"]
    return subprocess.run(command, input=leaf.public_bytes(PEM), capture_output=True, check=True).stdout.decode()


def test_a_dac_comes_from_its_vendors_pai_only() -> None:
    for subject in ({VID: "FFF1"}, {VID: "FFF1", PID: "8000"}):
        leaf = shipped("matter-dac", ca=product_ca(KeyKind.EC_P256, subject))
        assert [leaf.subject.get_attributes_for_oid(oid)[0].value for oid in (VID, PID)] == ["FFF1", "8000"]
    refused = {
        "does not say 1.3.6.1.4.1.37244.2.1": product_ca(KeyKind.EC_P256, {}),
        "is for 1.3.6.1.4.1.37244.2.1 “FFF2”": product_ca(KeyKind.EC_P256, {VID: "FFF2"}),
        "is for 1.3.6.1.4.1.37244.2.2 “8001”; the certificate would say “8000”": product_ca(KeyKind.EC_P256, {VID: "FFF1", PID: "8001"}),
        "wants a CA with a path length of 0": product_ca(KeyKind.EC_P256, {VID: "FFF1"}, path_length=None),
        "wants a CA with a key of ec-p256": product_ca(KeyKind.EC_P384, {VID: "FFF1"}),
    }
    for words, ca in refused.items():
        with pytest.raises(IssuanceRefused, match=re.escape(words)):
            shipped("matter-dac", ca=ca)


def test_what_a_ca_may_not_sign_is_known_before_any_key_is_made() -> None:
    ca = product_ca(KeyKind.EC_P384, {VID: "FFF1"})
    with pytest.raises(IssuanceRefused, match="wants a CA with a key of ec-p256"):
        IssuingAuthority(ca.key, ca.chain, Memory(), PROFILES, Clock()).require_ready(recipe_for(PROFILES.get("matter-dac")))


def test_aws_knows_no_dot_in_a_things_name(ca: Ca) -> None:
    authority = IssuingAuthority(ca.key, ca.chain, Memory(), PROFILES, Clock())
    with pytest.raises(IssuanceRefused, match=r"“a\.b” is no identifier for the profile aws-iot"):
        authority.issue(build_request(generate(KeyKind.EC_P256), "a.b"), ticket_of("a.b"), recipe_for(PROFILES.get("aws-iot")))


# ---- profiles of one's own ----------------------------------------------------------------------------------------

OWN = """
name = "own"
version = "2.1"
title = "Own"
subject = ["O=Example", "OU={order.number}", "CN={identifier}", "serialNumber={serial}"]
san = ["dns:{identifier}.example", "uri:https://example.com/{scan}", "ip:192.0.2.7", "email:{identifier}@example.com"]
key_usage = ["digitalSignature", "keyAgreement"]
extended_key_usage = ["clientAuth", "1.3.6.1.4.1.99999.5"]

[validity]
days = 30

[[policies]]
oid = "1.3.6.1.4.1.99999.9"
cps = "https://example.com/cps"

[[extensions]]
oid = "1.3.6.1.4.1.99999.2"
form = "utf8"
value = "{order.number} {recipe.line}"

[[extensions]]
oid = "1.3.6.1.4.1.99999.3"
form = "octets"
value = "{chip}"

[[extensions]]
oid = "1.3.6.1.4.1.99999.4"
critical = true
form = "der"
value = "0500"

[values.line]
meaning = "the line"
pattern = "line [0-9]"
"""


def own(folder: Path, text: str = OWN) -> Profile:
    file = folder / "own.toml"
    file.write_text(text, encoding="utf-8")
    return Profile.load(file)


def own_leaf(ca: Ca, profile: Profile, ticket: Ticket) -> x509.Certificate:
    authority = IssuingAuthority(ca.key, ca.chain, Memory(), Profiles([profile]), Clock())
    recipe = recipe_of(certificate={"profile": "own", "values": {"line": "line 2"}})
    return authority.issue(build_request(generate(KeyKind.EC_P256), ticket.identifier), ticket, recipe).chain.leaf


def test_a_profile_of_ones_own_says_all_it_can(ca: Ca, tmp_path: Path) -> None:
    leaf = own_leaf(ca, own(tmp_path), Ticket(RUN, "SN-0001", UNIT, "label-1", OrderWords("WO-7")))
    assert leaf.subject.rfc4514_string() == "2.5.4.5=SN-0001,CN=SN-0001,OU=WO-7,O=Example"
    assert leaf.not_valid_after_utc == NOW + dt.timedelta(days=30)
    text = text_of(leaf)
    for said in (
        "DNS:SN-0001.example, URI:https://example.com/label-1, IP Address:192.0.2.7, email:SN-0001@example.com",
        "Digital Signature, Key Agreement",
        "TLS Web Client Authentication, 1.3.6.1.4.1.99999.5",
        "Policy: 1.3.6.1.4.1.99999.9",
        "CPS: https://example.com/cps",
        "..WO-7 line 2",
        "1.3.6.1.4.1.99999.4: critical",
    ):
        assert said in text
    octets = leaf.extensions.get_extension_for_oid(x509.ObjectIdentifier("1.3.6.1.4.1.99999.3")).value
    assert octets.value == bytes.fromhex("0403cafe01")
    assert list_faults(leaf) == []


def test_a_word_that_is_not_there_is_refused_and_nothing_is_signed(ca: Ca, tmp_path: Path) -> None:
    profile = own(tmp_path)
    with pytest.raises(IssuanceRefused, match="OU would be empty"):
        own_leaf(ca, profile, ticket_of())
    with pytest.raises(IssuanceRefused, match=r"“SN_1” cannot be the serialNumber"):
        own_leaf(ca, profile, Ticket(RUN, "SN-1", type(UNIT)("m", "SN_1", chip="00"), "x", OrderWords("W")))
    with pytest.raises(IssuanceRefused, match=r"“0g” cannot be the value of the extension 1\.3\.6"):
        own_leaf(ca, profile, Ticket(RUN, "SN-1", type(UNIT)("m", "SN-1", chip="0g"), "x", OrderWords("W")))


@pytest.mark.parametrize(
    ("before", "after", "key", "words"),
    [
        ('version = "2.1"', 'version = "two"', "version", "pattern"),
        ('title = "Own"', "", "title", "Field required"),
        ('title = "Own"', 'title = "Own"\ncolour = "red"', "colour", "not permitted"),
        ("CN={identifier}", "CN={serial}", "", "subject must have one CN"),
        ('"O=Example"', '"CN=Example"', "", "subject must have one CN"),
        ('"O=Example"', '"Organisation=Example"', "subject.0", "no OID in dotted form"),
        ('"O=Example"', '"O="', "subject.0", "must be NAME=TEMPLATE"),
        ('{order.number}"', '{order.colour}"', "", "{order.colour} in '{order.colour}' is not a field"),
        ("{recipe.line}", "{recipe.shift}", "", "is not a field"),
        ("{identifier}.example", "{identifier!r}.example", "", "has a format"),
        ("{identifier}.example", "{identifier.__class__}.example", "", "is not a field"),
        ("{identifier}.example", "{identifier.example", "", "expected '}'"),
        ('"ip:192.0.2.7"', '"phone:1"', "san.2", "must begin with"),
        ('"ip:192.0.2.7"', '"hardware:1.2.3"', "san.2", "must be hardware:OID=SERIAL"),
        ('"digitalSignature", ', "", "", "key_usage must have digitalSignature"),
        ('"keyAgreement"', '"keyCertSign"', "key_usage.1", "it would be a CA's"),
        ('"keyAgreement"', '"signing"', "key_usage.1", "no key usage"),
        ('"clientAuth", ', "", "", "extended_key_usage must have clientAuth"),
        ('"1.3.6.1.4.1.99999.5"', '"dancing"', "extended_key_usage.1", "no OID"),
        ("days = 30", "days = 0", "validity.days", "greater than or equal to 1"),
        ('form = "utf8"', 'form = "poem"', "extensions.0.form", "utf8"),
        ('"https://example.com/cps"', '"example"', "policies.0.cps", "pattern"),
        ('"line [0-9]"', '"line ["', "values.line.pattern", "not a regular expression"),
        ('"O=Example"', '"C=DEU"', "", "“DEU” cannot be the C in a certificate"),
        ("ip:192.0.2.7", "ip:192.0.2.700", "", "cannot be an alternative name"),
        ('value = "0500"', 'value = "05zz"', "", "“05zz” cannot be the value of the extension 1.3.6.1.4.1.99999.4"),
        ('"1.3.6.1.4.1.99999.4"', '"2.5.29.19"', "extensions.2.oid", "the extension 2.5.29.19 is not one's own"),
        ('"1.3.6.1.4.1.99999.4"', '"1.3.6.1.4.1.99999.3"', "", "extensions must not have 1.3.6.1.4.1.99999.3 twice"),
        ('"1.3.6.1.4.1.99999.5"', '"clientAuth"', "", "extended_key_usage must not have clientAuth twice"),
        ('name = "own"', 'name = "other"', "name", "it must be the file's, own"),
        ('name = "own"', "name = ", "", "is not TOML"),
    ],
)
def test_a_wrong_profile_is_refused_with_file_key_and_reason(tmp_path: Path, before: str, after: str, key: str, words: str) -> None:
    assert OWN.count(before) >= 1
    with pytest.raises(ProfileError) as caught:
        own(tmp_path, OWN.replace(before, after, 1))
    assert caught.value.code == "SET-PROFILE"
    assert caught.value.file == str(tmp_path / "own.toml")
    assert caught.value.key == key
    assert words in caught.value.message
    assert caught.value.advice


def test_what_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ProfileError, match="cannot be read: No such file"):
        Profile.load(tmp_path / "none.toml")
    (tmp_path / "own.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(ProfileError, match="is not TOML"):
        Profile.load(tmp_path / "own.toml")


def test_the_homes_profile_takes_the_place_of_a_shipped_one_and_a_wrong_one_is_told(tmp_path: Path) -> None:
    first, second = tmp_path / "shipped", tmp_path / "home"
    for folder in (first, second):
        folder.mkdir()
    own(first)
    own(second, OWN.replace("days = 30", "days = 31"))
    (second / "bad.toml").write_text("x", encoding="utf-8")
    profiles, problems = Profiles.load(first, second)
    assert profiles.get("own").validity.days == 31
    assert [Path(problem.file).name for problem in problems] == ["bad.toml"]
    assert Profile.load(first / "own.toml").digest != profiles.get("own").digest


# ---- recipes and profiles -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("profile", "parts", "words"),
    [
        ("matter-dac", {"key": {"kind": "rsa-2048"}}, "key.kind must be 'ec-p256' for the profile matter-dac"),
        ("aws-iot", {"key": {"kind": "ed25519"}}, "key.kind must be 'ec-p256' or 'ec-p384'"),
        ("matter-dac", {"certificate": {"days": 30}}, "certificate.days must be left out"),
        (
            "matter-dac",
            {"certificate": {"values": {"vid": "fff1", "pid": "8000"}}},
            "certificate.values.vid must be the vendor's id, four hex",
        ),
        ("peridio-device", {"certificate": {"values": {"vid": "FFF1"}}}, "certificate.values.vid is not asked for"),
        ("peridio-device", {"certificate": {"profile_digest": "0" * 64}}, "certificate.profile_digest is not that of the profile"),
    ],
)
def test_what_a_profile_does_not_allow_is_told_with_the_key(profile: str, parts: dict, words: str) -> None:
    certificate = {"profile": profile, "values": VALUES.get(profile, {}), **parts.get("certificate", {})}
    misfits = PROFILES.get(profile).list_misfits(recipe_of(**{**parts, "certificate": certificate}))
    assert any(misfit.startswith(words) for misfit in misfits), misfits


def test_a_profile_may_be_for_some_places_and_forms_only() -> None:
    strict = PROFILES.get("peridio-device").model_copy(
        update={"allows": Profile.model_fields["allows"].annotation(places=("tpm",), forms=("files",))}
    )
    words = strict.list_misfits(recipe_of(storage={"form": "secure-storage"}))
    assert words == [
        "key.place must be 'tpm' for the profile peridio-device",
        "storage.form must be 'files' for the profile peridio-device",
    ]
