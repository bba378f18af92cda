import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed448, rsa

from app.core.csr import load_request
from app.core.errors import Blame, CsrRejected
from app.core.recipe import KeyKind
from app.pki.keys import generate, kind_of
from app.pki.requests import build_request, check_request

DER = serialization.Encoding.DER


def named(*names: str) -> x509.CertificateSigningRequestBuilder:
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name) for name in names])
    return x509.CertificateSigningRequestBuilder().subject_name(subject)


@pytest.mark.parametrize("kind", list(KeyKind))
def test_a_key_of_every_kind_makes_a_request_that_is_accepted(kind: KeyKind) -> None:
    key = generate(kind)
    csr = build_request(key, "SN-0001")
    assert kind_of(key.public_key()) is kind
    assert check_request(load_request(csr.public_bytes(DER)), "SN-0001", kind) == key.public_key()


@pytest.mark.parametrize(
    ("key", "words"),
    [
        (ec.generate_private_key(ec.SECP521R1()), "secp521r1; only P-256 and P-384"),
        (ec.generate_private_key(ec.SECP256K1()), "secp256k1; only P-256 and P-384"),
        (ec.generate_private_key(ec.SECP224R1()), "secp224r1; only P-256 and P-384"),
        (rsa.generate_private_key(public_exponent=65537, key_size=1024), "RSA with 1024 bits"),  # noqa: S505 - weak on purpose
        (rsa.generate_private_key(public_exponent=3, key_size=2048), "exponent is 3"),
    ],
)
def test_a_weak_key_is_rejected(key, words: str) -> None:
    with pytest.raises(CsrRejected, match=words) as caught:
        check_request(named("SN-0001").sign(key, hashes.SHA256()), "SN-0001", KeyKind.EC_P256)
    assert caught.value.code == "PKI-CSR"
    assert caught.value.blame is Blame.UNIT


def test_a_key_of_another_algorithm_is_rejected() -> None:
    csr = named("SN-0001").sign(ed448.Ed448PrivateKey.generate(), None)
    with pytest.raises(CsrRejected, match="neither EC nor RSA"):
        check_request(csr, "SN-0001", KeyKind.EC_P256)


def test_a_good_key_of_another_kind_than_the_recipes_is_rejected() -> None:
    with pytest.raises(CsrRejected, match=r"made an EC secp384r1 key; the recipe asks for ec-p256\."):
        check_request(build_request(generate(KeyKind.EC_P384), "SN-0001"), "SN-0001", KeyKind.EC_P256)


def test_a_request_signed_by_another_key_is_rejected() -> None:
    der = bytearray(build_request(generate(KeyKind.EC_P256), "SN-0001").public_bytes(DER))
    der[-1] ^= 1
    with pytest.raises(CsrRejected, match="not signed by the key in it"):
        check_request(load_request(bytes(der)), "SN-0001", KeyKind.EC_P256)


def test_a_request_whose_name_was_changed_is_rejected() -> None:
    der = build_request(generate(KeyKind.EC_P256), "SN-0001").public_bytes(DER).replace(b"SN-0001", b"SN-0002")
    with pytest.raises(CsrRejected, match="not signed by the key in it"):
        check_request(load_request(der), "SN-0002", KeyKind.EC_P256)


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ((), "it has no CN"),
        (("SN-0001", "SN-0001"), "has 2 CNs"),
        (("SN-0002",), "is for “SN-0002”, but this device is “SN-0001”"),
        (("SN-0001\x00.evil",), "is for “SN-0001·.evil”"),
        (("sn-0001",), "is for “sn-0001”"),
    ],
)
def test_a_request_for_another_name_is_rejected(names: tuple[str, ...], words: str) -> None:
    csr = named(*names).sign(generate(KeyKind.EC_P256), hashes.SHA256())
    with pytest.raises(CsrRejected, match=words):
        check_request(csr, "SN-0001", KeyKind.EC_P256)


def test_a_request_over_a_weak_hash_is_rejected() -> None:
    csr = named("SN-0001").sign(generate(KeyKind.EC_P256), hashes.SHA224())
    with pytest.raises(CsrRejected, match="not SHA-256"):
        check_request(csr, "SN-0001", KeyKind.EC_P256)
