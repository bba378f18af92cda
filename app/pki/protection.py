"""How a private key made by the station travels to whoever puts it into the device: sealed for a recipient, or under a passphrase."""

from __future__ import annotations

import base64
import functools
import hashlib
import os
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol, Self

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.ciphers import algorithms
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, pkcs7

from app.core.der import NULL, OCTET_STRING, SEQUENCE, integer, wrapped
from app.core.errors import BulkKeys
from app.pki.envelope import encrypted, envelope
from app.pki.keys import PrivateKey, find_weakness

if TYPE_CHECKING:
    from pydantic import SecretStr

ITERATIONS = 600_000
"""Of PBKDF2 with HMAC-SHA-256 (OWASP's password storage cheat sheet, 2023)."""
_WORDS = "PKCS#8 under a passphrase, salt {}, check {}"
_SHORTEST = 12
"""Characters of a passphrase that guards thousands of keys."""
_PBES2, _PBKDF2 = bytes.fromhex("06092a864886f70d01050d"), bytes.fromhex("06092a864886f70d01050c")
_HMAC_SHA256 = bytes.fromhex("06082a864886f70d0209")
"""The OIDs of RFC 8018, appendix A and B, whole elements."""


class Protection(Protocol):
    """Seals private keys; crosses to the processes that make them through a pipe, and nowhere else."""

    @property
    def words(self) -> str:
        """What tells one protection from another; never a secret."""

    @property
    def file(self) -> str:
        """The name of a sealed key's file."""

    def seal(self, key: PrivateKey) -> bytes:
        """The key as that file's content."""


@dataclass(frozen=True, slots=True)
class ForRecipient:
    """CMS EnvelopedData (RFC 5652) for the holder of an RSA or EC certificate; `openssl cms -decrypt` opens it to PKCS#8 in PEM."""

    der: bytes
    """The recipient's certificate."""

    @classmethod
    def of_pem(cls, pem: bytes) -> Self:
        """The first certificate in `pem`; raises BulkKeys where there is none or it cannot be a recipient's."""
        try:
            certificate = x509.load_pem_x509_certificate(pem)
            key = certificate.public_key()
        except (ValueError, UnsupportedAlgorithm) as error:
            raise BulkKeys("The recipient's certificate cannot be read: it must be one X.509 certificate in PEM.") from error
        weakness = "only signs" if isinstance(key, ed25519.Ed25519PublicKey) else find_weakness(key)
        if weakness:
            raise BulkKeys(f"The recipient's certificate cannot be used: its key {weakness}.")
        return cls(certificate.public_bytes(Encoding.DER))

    @property
    def words(self) -> str:
        """By the certificate's SHA-256."""
        return f"CMS for the certificate {hashlib.sha256(self.der).hexdigest()}"

    @property
    def file(self) -> str:
        """A CMS message in PEM."""
        return "device.key.cms"

    def seal(self, key: PrivateKey) -> bytes:
        """AES-256-CBC under a key of its own, which only the recipient's key opens."""
        recipient, clear = _loaded(self.der), _clear(key, Encoding.PEM)
        public_key = recipient.public_key()
        if isinstance(public_key, ec.EllipticCurvePublicKey):
            return _pem("CMS", envelope(clear, recipient, public_key))
        builder = pkcs7.PKCS7EnvelopeBuilder().set_data(clear).add_recipient(recipient)
        builder = builder.set_content_encryption_algorithm(algorithms.AES256)
        return builder.encrypt(Encoding.PEM, [pkcs7.PKCS7Options.Binary])


@dataclass(frozen=True, slots=True)
class UnderPassphrase:
    """Encrypted PKCS#8 (RFC 5958 with PBES2, RFC 8018); `openssl pkey` opens it.

    The slow step from passphrase to AES key is done once, with one salt for all files of a job: whoever guesses has as much work for one
    file as for all, and far more than with a fast step per file. Each file has an initialization vector of its own.
    """

    salt: bytes
    key: bytes = field(repr=False)

    @classmethod
    def of(cls, passphrase: SecretStr, words: str = "") -> Self:
        """Take half a second; with the `words` of one that was made before, the same one if the passphrase is the same.

        Raises BulkKeys where the passphrase is too short to guard anything.
        """
        secret = passphrase.get_secret_value()
        if len(secret) < _SHORTEST:
            raise BulkKeys(f"The passphrase for the private keys must have at least {_SHORTEST} characters.")
        made_before = re.fullmatch(_WORDS.format("([0-9a-f]{32})", "[0-9a-f]{16}"), words)
        salt = bytes.fromhex(made_before[1]) if made_before else os.urandom(16)
        return cls(salt, hashlib.pbkdf2_hmac("sha256", secret.encode(), salt, ITERATIONS))

    @property
    def words(self) -> str:
        """By salt and a check value, which helps whoever guesses no more than the files themselves do."""
        check = hashlib.sha256(b"birthmark passphrase check\x00" + self.key).hexdigest()[:16]
        return _WORDS.format(self.salt.hex(), check)

    @property
    def file(self) -> str:
        """An encrypted private key in PEM."""
        return "device.key.pem"

    def seal(self, key: PrivateKey) -> bytes:
        """AES-256-CBC."""
        cipher, sealed = encrypted(self.key, _clear(key, Encoding.DER))
        scheme = wrapped(SEQUENCE, _PBES2, wrapped(SEQUENCE, _derivation(self.salt), cipher))
        return _pem("ENCRYPTED PRIVATE KEY", wrapped(SEQUENCE, scheme, wrapped(OCTET_STRING, sealed)))


@dataclass(frozen=True, slots=True)
class InTheClear:
    """PKCS#8 that anybody can read; only for whoever said that they understand."""

    @property
    def words(self) -> str:
        """It says what it is."""
        return "none: in the clear"

    @property
    def file(self) -> str:
        """A private key in PEM."""
        return "device.key.pem"

    def seal(self, key: PrivateKey) -> bytes:
        """Nothing is sealed."""
        return _clear(key, Encoding.PEM)


@functools.lru_cache(maxsize=4)
def _derivation(salt: bytes) -> bytes:
    """How the AES key is made of the passphrase."""
    function = wrapped(SEQUENCE, _HMAC_SHA256, wrapped(NULL))
    return wrapped(SEQUENCE, _PBKDF2, wrapped(SEQUENCE, wrapped(OCTET_STRING, salt), integer(ITERATIONS), function))


def _clear(key: PrivateKey, encoding: Encoding) -> bytes:
    return key.private_bytes(encoding, PrivateFormat.PKCS8, NoEncryption())


@functools.lru_cache(maxsize=4)
def _loaded(der: bytes) -> x509.Certificate:
    return x509.load_der_x509_certificate(der)


def _pem(label: str, der: bytes) -> bytes:
    text = base64.b64encode(der).decode()
    lines = (text[at : at + 64] for at in range(0, len(text), 64))
    return "\n".join((f"-----BEGIN {label}-----", *lines, f"-----END {label}-----", "")).encode()
