"""Ed25519: a device's key, a CA's key in a file, and one of them with the other."""

import subprocess
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ed25519
from pki_lab import NOW, PROFILES, Clock, Memory, ca_of, recipe_of, ticket_of
from pydantic import SecretStr

from app.core.csr import load_request
from app.core.errors import ProofFailed
from app.core.recipe import KeyKind
from app.pki.authority import IssuingAuthority
from app.pki.ceremony import make_issuing_ca, make_root, verification_certificate
from app.pki.keyfile import load_key_file, write_key_file
from app.pki.keys import generate, kind_of, sign, verify
from app.pki.proof import new_challenge, require_possession
from app.pki.requests import build_request
from app.pki.rfc5280 import list_faults

PEM = serialization.Encoding.PEM
RECIPE = recipe_of(key={"kind": "ed25519"})


@pytest.mark.parametrize("kind", [KeyKind.ED25519, KeyKind.EC_P256, KeyKind.EC_P384, KeyKind.RSA_2048])
def test_such_a_key_gets_a_certificate_from_any_ca_and_proves_itself(tmp_path: Path, kind: KeyKind) -> None:
    ca, key = ca_of(kind), generate(KeyKind.ED25519)
    authority = IssuingAuthority(ca.key, ca.chain, Memory(), PROFILES, Clock())
    authority.require_ready(RECIPE)
    request = load_request(build_request(key, "SN-0001").public_bytes(serialization.Encoding.DER))
    chain = authority.issue(request, ticket_of(), RECIPE).chain
    assert kind_of(chain.leaf.public_key()) is KeyKind.ED25519
    challenge = new_challenge()
    require_possession(chain.leaf.public_key(), challenge, sign(key, challenge))
    with pytest.raises(ProofFailed):
        require_possession(chain.leaf.public_key(), challenge, sign(generate(KeyKind.ED25519), challenge))
    for name, certificate in (("leaf", chain.leaf), ("issuing", ca.chain[0]), ("root", ca.chain[1])):
        (tmp_path / name).write_bytes(certificate.public_bytes(PEM))
        assert list_faults(certificate) == []
    command = [
        "openssl",
        "verify",
        "-x509_strict",
        "-attime",
        str(int(NOW.timestamp())),
        "-CAfile",
        "root",
        "-untrusted",
        "issuing",
        "leaf",
    ]
    verified = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert verified.stdout == "leaf: OK\n", verified.stderr


def test_a_request_made_by_openssl_is_taken(tmp_path: Path) -> None:
    made = [
        "openssl",
        "req",
        "-new",
        "-newkey",
        "ed25519",
        "-noenc",
        "-keyout",
        tmp_path / "key",
        "-subj",
        "/CN=SN-0001",
        "-outform",
        "DER",
    ]
    request = load_request(subprocess.run(made, capture_output=True, check=True).stdout)
    ca = ca_of(KeyKind.ED25519)
    chain = IssuingAuthority(ca.key, ca.chain, Memory(), PROFILES, Clock()).issue(request, ticket_of(), RECIPE).chain
    key = serialization.load_pem_private_key((tmp_path / "key").read_bytes(), None)
    assert isinstance(key, ed25519.Ed25519PrivateKey)
    assert chain.leaf.public_key() == key.public_key()


def test_a_cas_key_in_a_file(tmp_path: Path) -> None:
    key, passphrase = generate(KeyKind.ED25519), SecretStr("canary-passphrase")
    write_key_file(tmp_path / "ca.key", key, passphrase)
    again = load_key_file(tmp_path / "ca.key", passphrase)
    root = make_root(again, "Ed root", 5, NOW)
    issuing = make_issuing_ca(again, root, generate(KeyKind.ED25519).public_key(), "Ed CA", years=4, now=NOW)
    issuing.verify_directly_issued_by(root)
    verification_certificate(again, root, "code", NOW).verify_directly_issued_by(root)
    assert isinstance(root.signature_algorithm_oid, x509.ObjectIdentifier)
    verify(root.public_key(), sign(again, b"data"), b"data", None)
