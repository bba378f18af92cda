"""The station's own signature: Ed25519 over what its ledger, its exports and its manifests say."""

import json
from enum import StrEnum

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256, Hash
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from app.core.errors import SealBroken


class Use(StrEnum):
    """What a signature is for; one made for one use is none for another."""

    HEAD = "head"
    """The head of the audit chain."""
    EXPORT = "export"
    """The manifest of an export or a backup."""
    BULK = "bulk"
    """The manifest of a bulk job."""
    DEVICES = "devices"
    """A list of devices for the platform."""


class Seal:
    """The station's key; it signs, and is never shown."""

    def __init__(self, key: Ed25519PrivateKey) -> None:
        self._key = key
        self.public = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        """The public key's 32 bytes."""
        self.name = name_of(self.public)
        """How the key is called: SHA-256 of the public key, hex."""

    def sign(self, use: Use, content: bytes) -> bytes:
        """The signature, 64 bytes."""
        return self._key.sign(message(use, content))

    @property
    def public_pem(self) -> bytes:
        """The public key, as OpenSSL reads it."""
        return self._key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)

    def sign_file(self, use: Use, content: bytes) -> bytes:
        """What to write beside a file with this content, as `FILE.sig`: JSON that `check_file` and people can read."""
        told = {
            "algorithm": "Ed25519",
            "key": self.public.hex(),
            "signature": self.sign(use, content).hex(),
            "signed": f'"birthmark {use.value} 1", a line feed, the file',
        }
        return json.dumps(told, indent=2, sort_keys=True).encode() + b"\n"


def name_of(public: bytes) -> str:
    """How the key with these 32 bytes is called."""
    digest = Hash(SHA256())
    digest.update(public)
    return digest.finalize().hex()


def check(public: bytes, use: Use, content: bytes, signature: bytes) -> None:
    """Raise SealBroken unless the key with these 32 bytes signed this content for this use."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message(use, content))
    except (InvalidSignature, ValueError) as error:
        raise SealBroken(
            f"The signature is not one of the station's key {name_of(public)[:16]}…, or what it signed was altered."
        ) from error


def check_file(use: Use, content: bytes, signature: bytes) -> bytes:
    """The public key that signed a file with this content, told by the bytes of its `.sig`; raises SealBroken.

    Whose key that is, the caller must know.
    """
    try:
        told = json.loads(signature)
        public, made = bytes.fromhex(told["key"]), bytes.fromhex(told["signature"])
    except (ValueError, KeyError, TypeError) as error:
        raise SealBroken("The signature's file cannot be read.") from error
    check(public, use, content, made)
    return public


def message(use: Use, content: bytes) -> bytes:
    """What is signed: the use, then the content."""
    return f"birthmark {use.value} 1\n".encode() + content
