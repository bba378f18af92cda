import datetime as dt
import subprocess
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from pki_lab import NOW, PROFILES, Ca, recipe_of, ticket_of

from app.core.chain import Chain, Prior, key_fingerprint
from app.core.errors import IssuanceRefused, RegistrationRefused
from app.core.recipe import KeyKind
from app.pki.extensions import key_usage
from app.pki.keys import generate
from app.pki.lint import Finding, Severity, list_findings, require_registrable, require_sound
from app.pki.mould import Mould
from app.pki.requests import build_request

KEY = generate(KeyKind.EC_P256)
PUBLIC = KEY.public_key()


def extensions_of(ca: Ca) -> dict[str, x509.ExtensionType]:
    """What a good certificate carries."""
    return {
        "constraints": x509.BasicConstraints(ca=False, path_length=None),
        "usage": key_usage("digitalSignature"),
        "purpose": x509.ExtendedKeyUsage([x509.oid.ExtendedKeyUsageOID.CLIENT_AUTH]),
        "own": x509.SubjectKeyIdentifier.from_public_key(PUBLIC),
        "issuer": x509.AuthorityKeyIdentifier.from_issuer_public_key(ca.key.public_key()),
    }


def leaf_of(
    ca: Ca, *, name: str = "SN-0001", key=PUBLIC, serial: int = 2**100 + 1, days: int = 10, begun: int = 5, **changed
) -> x509.Certificate:
    builder = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)]))
        .issuer_name(ca.chain[0].subject)
        .public_key(key)
        .serial_number(serial)
        .not_valid_before(NOW - dt.timedelta(minutes=begun))
        .not_valid_after(NOW + dt.timedelta(days=days))
    )
    for extension in {**extensions_of(ca), **changed}.values():
        builder = builder if extension is None else builder.add_extension(extension, critical=False)
    return builder.sign(ca.key, hashes.SHA256())


def problems(ca: Ca, leaf: x509.Certificate, issuers: tuple[x509.Certificate, ...] | None = None) -> list[str]:
    found = list_findings(Chain(leaf, ca.chain if issuers is None else issuers), "SN-0001", PUBLIC, NOW)
    return [finding.words for finding in found if finding.severity is Severity.ERROR]


def test_a_good_certificate_has_no_problems(ca: Ca) -> None:
    assert problems(ca, leaf_of(ca)) == []


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"name": "SN-0002"}, ["its CN is not the identifier"]),
        (
            {"days": -1, "begun": 2000},
            [
                "it is not valid now",
                "it begins before its CA CN=Test issuing CA, on 22 November 2026",
                "it begins before its CA CN=Test root, on 22 November 2026",
            ],
        ),
        ({"serial": 7}, ["its serial number has 3 bits"]),
        ({"constraints": x509.BasicConstraints(ca=True, path_length=None)}, ["it would be a CA itself"]),
        ({"usage": key_usage("keyAgreement")}, ["its key usage lacks digitalSignature"]),
        ({"purpose": x509.ExtendedKeyUsage([x509.oid.ExtendedKeyUsageOID.SERVER_AUTH])}, ["its extended key usage lacks clientAuth"]),
        ({"own": x509.SubjectKeyIdentifier(b"another")}, ["its subject key identifier is not its key's"]),
        ({"issuer": x509.AuthorityKeyIdentifier(b"another", None, None)}, ["its authority key identifier is not its issuer's"]),
        ({"own": None}, ["it lacks the extension subjectKeyIdentifier"]),
        ({"purpose": None}, []),
        ({"days": 4000}, ["it ends on 5 November 2037, after its CA CN=Test issuing CA"]),
        ({"san": x509.SubjectAlternativeName([x509.DNSName("a..b")])}, ["its alternative name “a..b” is not well-formed"]),
        (
            {"san": x509.SubjectAlternativeName([x509.RFC822Name("a@-b.example")])},
            ["its alternative name “a@-b.example” is not well-formed"],
        ),
        ({"san": x509.SubjectAlternativeName([x509.DNSName("a.example"), x509.UniformResourceIdentifier("urn:x:1")])}, []),
    ],
)
def test_a_broken_rule_is_named(ca: Ca, change: dict, found: list[str]) -> None:
    assert problems(ca, leaf_of(ca, **change)) == found


def test_another_key_and_a_weak_key_are_named(ca: Ca) -> None:
    other = generate(KeyKind.EC_P256).public_key()
    own = x509.SubjectKeyIdentifier.from_public_key(other)
    assert problems(ca, leaf_of(ca, key=other, own=own)) == ["it is for another key than the device's"]
    odd = ec.generate_private_key(ec.SECP521R1()).public_key()
    found = problems(ca, leaf_of(ca, key=odd, own=x509.SubjectKeyIdentifier.from_public_key(odd)))
    assert found[0] == "its key is on the curve secp521r1; only P-256 and P-384 are taken"


def test_an_incomplete_or_broken_chain_is_named(ca: Ca) -> None:
    assert problems(ca, leaf_of(ca), ()) == ["there is no CA certificate above it"]
    assert "CN=SN-0001 is not signed by CN=Test root" in problems(ca, leaf_of(ca), ca.chain[1:])
    assert problems(ca, leaf_of(ca), ca.chain[:1]) == []


def test_a_certificate_of_version_1_is_named(ca: Ca, tmp_path: Path) -> None:
    pem, pkcs8 = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    (tmp_path / "csr").write_bytes(build_request(KEY, "SN-0001").public_bytes(pem))
    (tmp_path / "ca").write_bytes(ca.chain[0].public_bytes(pem))
    (tmp_path / "ca.key").write_bytes(ca.key.private_bytes(pem, pkcs8, serialization.NoEncryption()))
    command = ["openssl", "x509", "-req", "-in", "csr", "-CA", "ca", "-CAkey", "ca.key", "-set_serial", str(2**100), "-days", "9000"]
    made = subprocess.run(command, cwd=tmp_path, capture_output=True, check=True).stdout
    found = problems(ca, x509.load_pem_x509_certificate(made))
    assert "it is not X.509 version 3" in found
    assert "it lacks the extension basicConstraints" in found


def test_every_problem_is_told_at_once(ca: Ca) -> None:
    chain = Chain(leaf_of(ca, name="SN-0002", days=-1, begun=2000), ca.chain)
    with pytest.raises(IssuanceRefused, match=r"SN-0001 would not do: it is not valid now; its CN is not the identifier; it begins before"):
        require_sound(chain, "SN-0001", PUBLIC, NOW)


def test_a_ca_without_a_key_identifier_is_pointed_to_by_its_key(ca: Ca) -> None:
    root = (
        x509.CertificateBuilder()
        .subject_name(ca.chain[0].subject)
        .issuer_name(ca.chain[0].subject)
        .public_key(ca.key.public_key())
        .serial_number(2**100)
        .not_valid_before(NOW)
        .not_valid_after(NOW + dt.timedelta(days=1))
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(ca.key, hashes.SHA256())
    )
    builder = Mould(PROFILES.get("peridio-device"), recipe_of(), (root,)).cast(PUBLIC, ticket_of(), NOW)
    chain = Chain(builder.sign(ca.key, hashes.SHA256()), (root,))
    require_sound(chain, "SN-0001", PUBLIC, NOW)


def test_an_identifier_that_cannot_be_a_name_is_refused(ca: Ca) -> None:
    with pytest.raises(IssuanceRefused, match="cannot be the CN in a certificate"):
        Mould(PROFILES.get("peridio-device"), recipe_of(), ca.chain).cast(PUBLIC, ticket_of("S" * 65), NOW)


# ---- before the platform hears of it --------------------------------------------------------------------------------


def test_a_certificate_that_the_platform_would_take_may_be_registered_whoever_made_it(ca: Ca) -> None:
    for changed in ({}, {"name": "whatever the maker calls it"}, {"serial": 7}, {"own": None}, {"purpose": None}):
        require_registrable(Chain(leaf_of(ca, **changed), ca.chain), "SN-0001", NOW)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"days": -1, "begun": 2000}, "it is not valid now"),
        ({"purpose": x509.ExtendedKeyUsage([x509.oid.ExtendedKeyUsageOID.SERVER_AUTH])}, "lacks clientAuth"),
        ({"key": ec.generate_private_key(ec.SECP224R1()).public_key()}, "its key is on the curve secp224r1"),
    ],
)
def test_one_that_it_would_not_take_is_not_registered(ca: Ca, changed: dict, words: str) -> None:
    with pytest.raises(RegistrationRefused, match=words) as caught:
        require_registrable(Chain(leaf_of(ca, **changed), ca.chain), "SN-0001", NOW)
    assert caught.value.code == "PKI-UNFIT"


def test_a_certificate_without_a_name_or_a_chain_is_not_registered(ca: Ca) -> None:
    nameless = (
        x509.CertificateBuilder().subject_name(x509.Name([])).issuer_name(ca.chain[0].subject).public_key(PUBLIC).serial_number(2**90)
    )
    nameless = nameless.not_valid_before(NOW).not_valid_after(NOW + dt.timedelta(days=1))
    with pytest.raises(RegistrationRefused, match="it has no CN"):
        require_registrable(Chain(nameless.sign(ca.key, hashes.SHA256()), ca.chain), "SN-0001", NOW)
    with pytest.raises(RegistrationRefused, match="no CA certificate above it"):
        require_registrable(Chain(leaf_of(ca)), "SN-0001", NOW)


# ---- what the ledger knows ------------------------------------------------------------------------------------------


def test_what_the_ledger_has_already_is_named(ca: Ca) -> None:
    first, same_serial = leaf_of(ca), leaf_of(ca, days=11)
    other = generate(KeyKind.EC_P256).public_key()
    others = [
        Prior(Chain(first, ca.chain), "SN-0001", key_fingerprint(PUBLIC), "recipe", confirmed=True),
        Prior(Chain(leaf_of(ca, serial=2**101), ca.chain), "SN-0002", key_fingerprint(PUBLIC), "recipe", confirmed=True),
        Prior(Chain(leaf_of(ca, key=other), ca.chain), "SN-0003", key_fingerprint(other), "recipe", confirmed=True),
    ]
    found = [each.words for each in list_findings(Chain(same_serial, ca.chain), "SN-0001", PUBLIC, NOW, others)]
    assert found == [
        f"the ledger has another certificate with its serial number {Chain(first).serial}",
        "the ledger has its key under another identifier, SN-0002",
        f"the ledger has another certificate with its serial number {Chain(first).serial}",
    ]
    assert list_findings(Chain(first, ca.chain), "SN-0001", PUBLIC, NOW, others[:1]) == []


def test_a_note_blocks_nothing(ca: Ca) -> None:
    ending = dt.timedelta(days=(ca.chain[0].not_valid_after_utc - NOW).days)
    chain = Chain(leaf_of(ca, days=ending.days), ca.chain)
    assert require_sound(chain, "SN-0001", PUBLIC, NOW) == (Finding(Severity.NOTE, "it ends with its CA, on 23 November 2036"),)
