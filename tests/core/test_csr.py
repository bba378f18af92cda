import subprocess
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.csr import load_request
from app.core.errors import CsrRejected

ECDSA_SHA256 = bytes.fromhex("300a06082a8648ce3d040302")
ECDSA_SHA256_NULL = bytes.fromhex("300c06082a8648ce3d0403020500")


def with_null(der: bytes) -> bytes:
    """The request as tpm2-openssl of 2024 writes it: the outer AlgorithmIdentifier carries a NULL."""
    assert der.count(ECDSA_SHA256) == 1
    body = der[2 if der[1] < 0x80 else 2 + (der[1] & 0x7F) :].replace(ECDSA_SHA256, ECDSA_SHA256_NULL)
    size = len(body)
    length = bytes((size,)) if size < 0x80 else bytes((0x81, size)) if size < 0x100 else b"\x82" + size.to_bytes(2, "big")
    return b"\x30" + length + body


def made_here(subject: str = "unit-1") -> bytes:
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, subject)])
    request = x509.CertificateSigningRequestBuilder().subject_name(name).sign(ec.generate_private_key(ec.SECP256R1()), hashes.SHA256())
    return request.public_bytes(serialization.Encoding.DER)


REQUEST = made_here()


@pytest.fixture(scope="module")
def by_openssl(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    file: Path = tmp_path_factory.mktemp("csr") / "request.der"
    key = file.with_suffix(".key")
    curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-noenc", "-keyout", key]
    subprocess.run(
        ["openssl", "req", "-new", *curve, "-subj", "/CN=SN-0001", "-outform", "DER", "-out", file], check=True, capture_output=True
    )
    return file.read_bytes()


def test_reads_a_request_made_by_openssl(by_openssl: bytes) -> None:
    request = load_request(by_openssl)
    assert request.is_signature_valid
    assert request.subject.rfc4514_string() == "CN=SN-0001"
    assert request.public_bytes(serialization.Encoding.DER) == by_openssl


def test_leaves_out_the_null_that_tpm2_openssl_writes(by_openssl: bytes) -> None:
    altered = with_null(by_openssl)
    assert len(altered) > len(by_openssl)
    with pytest.raises(ValueError, match=r"."):
        x509.load_der_x509_csr(altered)
    request = load_request(altered)
    assert request.is_signature_valid
    assert isinstance(request.signature_hash_algorithm, hashes.SHA256)
    assert request.public_bytes(serialization.Encoding.DER) == by_openssl


@pytest.mark.parametrize("length", [1, 40, 64])
def test_repairs_requests_of_any_length(length: int) -> None:
    der = made_here("x" * length)
    assert load_request(with_null(der)).public_bytes(serialization.Encoding.DER) == der


def test_leaves_the_null_of_rsa_where_it_belongs() -> None:
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "unit-1")])
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    der = x509.CertificateSigningRequestBuilder().subject_name(name).sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)
    assert load_request(der).public_bytes(serialization.Encoding.DER) == der


def test_a_changed_request_stays_changed() -> None:
    der = bytearray(with_null(made_here("unit-1")))
    der[der.index(b"unit-1")] = ord("U")
    assert not load_request(bytes(der)).is_signature_valid


@pytest.mark.parametrize(
    "spoil",
    [
        lambda _: b"",
        lambda der: der[:-1],
        lambda der: der + b"\x00",
        lambda der: b"\x31" + der[1:],
        lambda der: b"\x30\x80" + der[3:] + b"\x00\x00",
        lambda der: b"\x30\x83\x00" + der[2:],
        lambda der: der + b"\x00" * 20_000,
        lambda der: der.replace(bytes.fromhex("06082a8648ce3d030107"), bytes.fromhex("06082a8648ce3d030177")),
        lambda der: der.replace(bytes.fromhex("0603550403"), bytes.fromhex("0603550406")),
        lambda _: b"-----BEGIN CERTIFICATE REQUEST-----\n",
    ],
    ids=["empty", "cut", "more", "set", "indefinite", "long length", "huge", "unknown curve", "country of six letters", "pem"],
)
def test_refuses_what_is_no_request(spoil) -> None:
    with pytest.raises(CsrRejected, match="cannot be read"):
        load_request(spoil(made_here()))


@settings(deadline=None)
@given(st.binary(max_size=600))
def test_any_bytes_are_refused_by_name(data: bytes) -> None:
    with pytest.raises(CsrRejected):
        load_request(data)


@settings(deadline=None)
@given(st.integers(0, 200), st.binary(min_size=1, max_size=4))
def test_a_damaged_request_never_crashes(place: int, damage: bytes) -> None:
    der = with_null(REQUEST)
    spoilt = der[:place] + damage + der[place + len(damage) :]
    try:
        request = load_request(spoilt)
    except CsrRejected:
        return
    assert isinstance(request, x509.CertificateSigningRequest)
