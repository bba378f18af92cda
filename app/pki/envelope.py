"""A sealed message for the holder of an EC key: CMS EnvelopedData by key agreement (RFC 5753), which `cryptography` makes for RSA only."""

import os

from cryptography import x509
from cryptography.hazmat.primitives import hashes, padding
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.kdf.x963kdf import X963KDF
from cryptography.hazmat.primitives.keywrap import aes_key_wrap
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from app.core.der import OCTET_STRING, SEQUENCE, SET, element, integer, wrapped

_AES_256_CBC = bytes.fromhex("060960864801650304012a")
_AES_256_WRAP = wrapped(SEQUENCE, bytes.fromhex("060960864801650304012d"))
"""The algorithm without parameters (RFC 3565, 2.3.2)."""
_AGREEMENT = bytes.fromhex("06062b8104010b01")
"""dhSinglePass-stdDH-sha256kdf-scheme (RFC 5753, 7.1.4)."""
_DATA, _ENVELOPED = bytes.fromhex("06092a864886f70d010701"), bytes.fromhex("06092a864886f70d010703")
_EXPLICIT_0, _EXPLICIT_2, _IMPLICIT_0, _IMPLICIT_1 = 0xA0, 0xA2, 0x80, 0xA1
_KEY = 32
"""Octets of an AES-256 key."""


def encrypted(key: bytes, content: bytes) -> tuple[bytes, bytes]:
    """AES-256-CBC with an initialization vector of its own: the algorithm with it, in DER, and what it makes of the content."""
    iv, padder = os.urandom(16), padding.PKCS7(128).padder()
    encryptor = Cipher(algorithms.AES(key), modes.CBC(iv)).encryptor()
    padded = padder.update(content) + padder.finalize()
    return wrapped(SEQUENCE, _AES_256_CBC, wrapped(OCTET_STRING, iv)), encryptor.update(padded) + encryptor.finalize()


def envelope(content: bytes, recipient: x509.Certificate, public_key: ec.EllipticCurvePublicKey) -> bytes:
    """The message in DER, which only the private key of the recipient's certificate opens; `public_key` is the one in it."""
    key = os.urandom(_KEY)
    algorithm, ciphertext = encrypted(key, content)
    sealed = wrapped(SEQUENCE, _DATA, algorithm, wrapped(_IMPLICIT_0, ciphertext))
    message = wrapped(SEQUENCE, integer(2), wrapped(SET, _for(recipient, public_key, key)), sealed)
    return wrapped(SEQUENCE, _ENVELOPED, wrapped(_EXPLICIT_0, message))


def _for(recipient: x509.Certificate, public_key: ec.EllipticCurvePublicKey, key: bytes) -> bytes:
    """KeyAgreeRecipientInfo: the content's key, wrapped under what an ephemeral key and the recipient's agree on."""
    ephemeral = ec.generate_private_key(public_key.curve)
    about = wrapped(SEQUENCE, _AES_256_WRAP, wrapped(_EXPLICIT_2, wrapped(OCTET_STRING, (8 * _KEY).to_bytes(4, "big"))))
    agreed = X963KDF(hashes.SHA256(), _KEY, about).derive(ephemeral.exchange(ec.ECDH(), public_key))
    whose = wrapped(SEQUENCE, recipient.issuer.public_bytes(), integer(recipient.serial_number))
    spki, _ = element(ephemeral.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo), SEQUENCE)
    return wrapped(
        _IMPLICIT_1,
        integer(3),
        wrapped(_EXPLICIT_0, wrapped(_IMPLICIT_1, spki)),
        wrapped(SEQUENCE, _AGREEMENT, _AES_256_WRAP),
        wrapped(SEQUENCE, wrapped(SEQUENCE, whose, wrapped(OCTET_STRING, aes_key_wrap(agreed, key)))),
    )
