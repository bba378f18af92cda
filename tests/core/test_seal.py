"""The station's signature: only the right key, the right use, the right content."""

import json

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from app.core.errors import SealBroken
from app.core.seal import Seal, Use, check, check_file, name_of

KEY = Ed25519PrivateKey.generate()
SEAL = Seal(KEY)


def test_what_was_signed_is_checked():
    check(SEAL.public, Use.HEAD, b"content", SEAL.sign(Use.HEAD, b"content"))
    assert SEAL.name == name_of(SEAL.public)
    assert check_file(Use.BULK, b"content", SEAL.sign_file(Use.BULK, b"content")) == SEAL.public


@pytest.mark.parametrize(
    ("use", "content", "signature"),
    [
        (Use.EXPORT, b"content", SEAL.sign(Use.HEAD, b"content")),
        (Use.HEAD, b"contents", SEAL.sign(Use.HEAD, b"content")),
        (Use.HEAD, b"content", Seal(Ed25519PrivateKey.generate()).sign(Use.HEAD, b"content")),
        (Use.HEAD, b"content", b""),
    ],
    ids=["for another use", "of other content", "by another station", "empty"],
)
def test_anything_else_is_refused(use, content, signature):
    with pytest.raises(SealBroken, match="is not one of the station's key"):
        check(SEAL.public, use, content, signature)


@pytest.mark.parametrize("text", [b"", b"[]", b"{}", b'{"key": "zz", "signature": "00"}', b'{"key": 1, "signature": "00"}'])
def test_a_signature_file_that_cannot_be_read_is_told(text):
    with pytest.raises(SealBroken, match="cannot be read"):
        check_file(Use.BULK, b"content", text)


def test_a_key_of_a_wrong_length_is_told():
    told = json.loads(SEAL.sign_file(Use.BULK, b"content")) | {"key": "00"}
    with pytest.raises(SealBroken, match="is not one of"):
        check_file(Use.BULK, b"content", json.dumps(told).encode())


def test_the_key_is_never_shown():
    raw = KEY.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption())
    shown = f"{SEAL!r} {SEAL}".encode() + SEAL.sign_file(Use.HEAD, b"")
    assert raw.hex().encode() not in shown
