"""The CA's key in an encrypted file: PKCS#8, PEM."""

import contextlib
import os
import tempfile
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from pydantic import SecretStr

from app.core.errors import KeyFileUnusable
from app.pki.keys import PrivateKey, find_weakness

_ENCRYPTED = b"-----BEGIN ENCRYPTED PRIVATE KEY-----"
_LONGEST = 65_536


def load_key_file(path: Path, passphrase: SecretStr) -> PrivateKey:
    """The key in an encrypted PKCS#8 PEM file (RFC 5958); raises KeyFileUnusable for any other file and for a wrong passphrase."""
    try:
        with path.open("rb") as file:
            pem = file.read(_LONGEST)
    except OSError as error:
        raise KeyFileUnusable(f"The CA's key file {path} cannot be read: {error.strerror}.") from error
    if _ENCRYPTED not in pem:
        if b"PRIVATE KEY-----" in pem:
            raise KeyFileUnusable(
                f"The CA's key file {path} is not encrypted as PKCS#8; such a key is not used.",
                advice="Encrypt it (`openssl pkcs8 -topk8 -v2 aes-256-cbc -in KEY -out ENCRYPTED`), then destroy the old file.",
            )
        raise KeyFileUnusable(f"The CA's key file {path} holds no encrypted private key in PEM.")
    if not passphrase.get_secret_value():
        raise KeyFileUnusable(f"There is no passphrase for the CA's key file {path}.")
    try:
        key = serialization.load_pem_private_key(pem, passphrase.get_secret_value().encode())
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise KeyFileUnusable(f"The CA's key file {path} cannot be opened: the passphrase is wrong or the file is damaged.") from error
    return _require_usable(key, path)


def write_key_file(path: Path, key: PrivateKey, passphrase: SecretStr) -> None:
    """Write a new file with the key, encrypted as well as cryptography can, mode 0600, wholly or not at all.

    Raises KeyFileUnusable where the file is already there, cannot be written, or the passphrase is empty.
    """
    secret = passphrase.get_secret_value().encode()
    if not secret:
        raise KeyFileUnusable("A CA's key is not written without a passphrase.", advice="Choose a passphrase.")
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.BestAvailableEncryption(secret))
    try:
        # The empty file takes the name (O_EXCL), so that no other file is ever replaced; the content follows in one step.
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        raise KeyFileUnusable(
            f"There already is a file {path}; it is not overwritten.", advice="Choose another name for the key file."
        ) from None
    except OSError as error:
        raise KeyFileUnusable(f"The CA's key file {path} cannot be written: {error.strerror}.") from error
    try:
        _fill(path, pem)
    except OSError as error:
        path.unlink(missing_ok=True)
        raise KeyFileUnusable(f"The CA's key file {path} cannot be written: {error.strerror}.") from error


def _fill(path: Path, content: bytes) -> None:
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")  # made with mode 0600
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            Path(temporary).unlink()
        raise


def _require_usable(key: object, path: Path) -> PrivateKey:
    if not isinstance(key, PrivateKey):
        raise KeyFileUnusable(f"The CA's key file {path} holds a key that is neither EC nor RSA nor Ed25519.")
    if weakness := find_weakness(key.public_key()):
        raise KeyFileUnusable(f"The CA's key in {path} cannot be used: it {weakness}.")
    return key
