"""Where the station's own signing key is kept: a token, the system's keyring, or a file under a passphrase; never in the clear."""

import os
from pathlib import Path

import structlog
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from pydantic import SecretStr

from app.core.errors import SealMissing, SealUnkept, StoreFull
from app.core.seal import Seal, name_of
from app.private import read_private
from app.safe import SEAL_SECRET, find_in_keyring, find_secret, put_into_keyring
from app.settings import SealSettings, Settings
from app.station.seal_token import find_key, make_key

log = structlog.get_logger(__name__)

PUBLIC = "station.pub"
"""The file in the home that names the key: its 32 public bytes, hex. Without it no key was ever made here."""
PRIVATE = "station.key"
"""The file in the home that holds the key where there is no keyring: PKCS#8, encrypted, mode 0600."""


def read_public(settings: Settings) -> bytes | None:
    """The public key of this station, 32 bytes; None where none was ever made."""
    try:
        return bytes.fromhex((settings.home / PUBLIC).read_text(encoding="ascii"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise SealMissing(f"The station's public key in {settings.home / PUBLIC} cannot be read.") from error


def open_seal(settings: Settings) -> Seal:
    """The station's key, made at the first call in a home.

    Raises SealMissing where there was one and it is gone or cannot be opened, SealUnkept where a new one would lie in the clear, StoreFull
    where it cannot be written; where it is in a token, HsmAway, HsmLocked, PinRejected.
    """
    public = read_public(settings)
    if settings.audit.key is not None:
        return _of_token(settings, settings.audit.key, public)
    if public is None:
        return _make(settings)
    seal = _find(settings, public)
    if seal is None or seal.public != public:
        raise SealMissing(f"The station's signing key {public.hex()[:16]}… is neither in the keyring nor in {settings.home / PRIVATE}.")
    return seal


def keeps_plain(settings: Settings) -> bool:
    """Whether the key lies in the clear: a station of before could, and goes on; it is encrypted as soon as there is a passphrase."""
    text = read_private(settings.home / PRIVATE)
    return text is not None and _is_plain(text)


def _make(settings: Settings) -> Seal:
    key = Ed25519PrivateKey.generate()
    seal = Seal(key)
    try:
        if not _put_into_keyring(settings, key, seal.name):
            _put_into_file(settings, key, find_secret(SEAL_SECRET, settings.home))
            log.info("seal.in_file", file=str(settings.home / PRIVATE))
        _write_public(settings, seal)
    except OSError as error:
        raise StoreFull(f"The station's signing key cannot be kept in {settings.home}: {error.strerror}.") from error
    return seal


def _of_token(settings: Settings, place: SealSettings, public: bytes | None) -> Seal:
    """The key in the token, made where there was none for this home."""
    key = find_key(place, settings.home)
    if key is None and public is not None:
        raise SealMissing(f"The station's signing key {public.hex()[:16]}… is not in the token {place.token}.")
    seal = Seal(key or make_key(place, settings.home))
    if public is None:
        try:
            _write_public(settings, seal)
        except OSError as error:
            raise StoreFull(f"The station's signing key cannot be named in {settings.home}: {error.strerror}.") from error
    elif seal.public != public:
        raise SealMissing(
            f"The key in the token {place.token} is another one than the station's {public.hex()[:16]}….",
            advice=f"Bring the right token; or, where a new key is meant, remove {PUBLIC}: the audit chain tells of the change.",
        )
    return seal


def _write_public(settings: Settings, seal: Seal) -> None:
    new = settings.home / f"{PUBLIC}.new"
    new.write_text(seal.public.hex(), encoding="ascii")
    new.replace(settings.home / PUBLIC)


def _find(settings: Settings, public: bytes) -> Seal | None:
    text = read_private(settings.home / PRIVATE)
    if text is not None:
        return _open_file(settings, text, public)
    kept = find_in_keyring(_account(name_of(public)))
    try:
        return Seal(Ed25519PrivateKey.from_private_bytes(bytes.fromhex(kept.get_secret_value()))) if kept else None
    except ValueError as error:
        raise SealMissing("What the keyring has under the name of the station's signing key is none.") from error


def _open_file(settings: Settings, text: str, public: bytes) -> Seal | None:
    secret, plain = find_secret(SEAL_SECRET, settings.home), _is_plain(text)
    try:
        key = load_pem_private_key(text.encode(), None if plain or secret is None else secret.get_secret_value().encode())
    except (ValueError, TypeError) as error:
        raise SealMissing(f"The station's signing key in {settings.home / PRIVATE} cannot be opened.") from error
    if not isinstance(key, Ed25519PrivateKey):
        return None
    seal = Seal(key)
    if plain and secret is not None and seal.public == public:
        try:
            _put_into_file(settings, key, secret)
        except OSError as error:
            raise StoreFull(f"The station's signing key cannot be encrypted in {settings.home}: {error.strerror}.") from error
    return seal


def _is_plain(text: str) -> bool:
    return "ENCRYPTED" not in text


def _account(name: str) -> str:
    """Under which the keyring keeps it; every home on a machine has a key of its own."""
    return f"station-key-{name[:16]}"


def _put_into_keyring(settings: Settings, key: Ed25519PrivateKey, name: str) -> bool:
    """Whether the keyring has it now; a demo's keys are not for anybody's keyring."""
    raw = SecretStr(key.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption()).hex())
    return not settings.demo and put_into_keyring(_account(name), raw)


def _put_into_file(settings: Settings, key: Ed25519PrivateKey, secret: SecretStr | None) -> None:
    """Raises SealUnkept where there is no passphrase."""
    if secret is None:
        raise SealUnkept("The station's signing key has no safe place: there is no keyring here, and no passphrase for a file.")
    protection = BestAvailableEncryption(secret.get_secret_value().encode())
    _write_private(settings.home / PRIVATE, key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, protection))


def _write_private(file: Path, content: bytes) -> None:
    new = file.with_name(f"{file.name}.new")
    new.unlink(missing_ok=True)
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as opened:
        opened.write(content)
        opened.flush()
        os.fsync(descriptor)
    new.replace(file)
