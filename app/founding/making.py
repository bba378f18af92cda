"""Making an authority as it is wished, or bringing it in: the key first, then certificates, settings, and the audit entry."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from secrets import token_urlsafe
from typing import Protocol

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ed25519
from pydantic import SecretStr

from app.core.authority import MAIN
from app.core.errors import CeremonyRefused, HsmAway
from app.core.recipe import KeyKind
from app.founding.bringing import chain_for, read_certificates
from app.founding.keeping import file_of, keep_chain, keep_settings
from app.founding.wish import ROOT_YEARS, Kept, Secrets, Source, Where, Wish, require_name, require_places, require_secrets
from app.pki.ceremony import make_issuing_ca, make_root
from app.pki.keyfile import load_key_file, write_key_file
from app.pki.keys import PrivateKey, generate
from app.pki.pkcs11 import Token
from app.pki.softhsm import find_softhsm, init_softhsm_token
from app.settings import AuthorityKind, AuthoritySettings, Settings

SOFTHSM_TOKEN = "birthmark"  # noqa: S105 - a token's label


class Notes(Protocol):
    """The audit chain."""

    def note(self, kind: str, facts: dict[str, str], who: str = "") -> None:
        """Add an entry."""


@dataclass(frozen=True, slots=True)
class Founded:
    """What a ceremony made."""

    settings: Settings
    """They name the new authority."""
    wish: Wish
    chain: tuple[x509.Certificate, ...]
    root_file: Path | None = None
    """The root's encrypted key, to be taken off this machine."""


def make(settings: Settings, wish: Wish, secrets: Secrets, notes: Notes, *, who: str, now: datetime) -> Founded:
    """Make or bring in the authority; nothing names it before all of it is there, and the audit chain tells of it.

    Raises CeremonyRefused, PkiError, SettingsError, StoreError.
    """
    require_name(wish, settings)
    require_places(wish)
    require_secrets(wish, secrets)
    root_file = file_of(settings, wish.name, "root.key.pem") if wish.source is Source.NEW and wish.kept is Kept.FILE else None
    if root_file is not None and root_file.exists():
        raise CeremonyRefused(f"There already is a root's key in {root_file}.", advice="Move it to a safe place first.")
    file = file_of(settings, wish.name, "chain.pem")
    with _key(settings, wish, secrets, now) as (key, place), _or_nothing(file, root_file):
        chain = _chain(wish, secrets, key, root_file, now)
        keep_chain(file, chain)
        notes.note("authority.made", _facts(wish, chain), who)
        named = keep_settings(settings, wish.name, place.model_copy(update={"chain": file}))
    return Founded(named, wish, chain, root_file)


@contextmanager
def _or_nothing(*files: Path | None) -> Iterator[None]:
    """Take these files away again where the block fails: the next try must find their places free."""
    try:
        yield
    except BaseException:
        for file in files:
            if file is not None and file.is_file():
                file.unlink()
        raise


@contextmanager
def _key(settings: Settings, wish: Wish, secrets: Secrets, now: datetime) -> Iterator[tuple[PrivateKey, AuthoritySettings]]:
    """The CA's key in its place, and the settings by which it is found again."""
    secret = "" if wish.name == MAIN else wish.secret
    given = _given(wish, secrets, now)
    if wish.where is Where.FILE:
        key = given or generate(wish.kind)
        file = file_of(settings, wish.name, "ca.key.pem")
        write_key_file(file, key, secrets.own)
        with _or_nothing(file):
            yield key, AuthoritySettings(kind=AuthorityKind.KEY_FILE, chain=file, key_file=file, secret=secret)
        return
    if isinstance(given, ed25519.Ed25519PrivateKey):
        raise CeremonyRefused("An Ed25519 key cannot be brought into a token.", advice="Keep it in an encrypted file.")
    module, label, softhsm = _token(settings, wish, secrets)
    place = AuthoritySettings(
        kind=AuthorityKind.PKCS11, chain=module, module=module, token=label, key=wish.label, softhsm=softhsm, secret=secret
    )
    with Token.open(module, label, secrets.own, writable=True) as token:
        if wish.source is Source.HSM:
            yield token.get_key(wish.label), place
            return
        made = token.import_key(wish.label, given) if given else token.make_key(wish.label, wish.kind)
        try:
            yield made, place
        except BaseException:
            token.destroy_key(wish.label)
            raise


def _given(wish: Wish, secrets: Secrets, now: datetime) -> PrivateKey | None:
    """The key that is brought in, once its certificates were found good."""
    if wish.source is not Source.FILE or wish.key_file is None or secrets.source is None or wish.certificates is None:
        return None
    certificates = read_certificates(wish.certificates)
    key = load_key_file(wish.key_file, secrets.source)
    chain_for(key.public_key(), certificates, now)
    return key


def _token(settings: Settings, wish: Wish, secrets: Secrets) -> tuple[Path, str, Path | None]:
    """Module and label of the token, made now where it is SoftHSM2's; and the folder of SoftHSM2's tokens."""
    if wish.where is Where.TOKEN and wish.module is not None:
        return wish.module, wish.token, None
    module = wish.module or find_softhsm()
    if module is None:
        raise HsmAway("SoftHSM2 is not installed.", advice="Install softhsm2, or keep the CA's key in an encrypted file.")
    folder = settings.home / "softhsm"
    label = wish.token or (SOFTHSM_TOKEN if wish.name == MAIN else f"{SOFTHSM_TOKEN}-{wish.name}"[:32])
    # Nobody needs the token's SO PIN again: a lost PIN means a new token, since the key in it must not be used without.
    init_softhsm_token(module, folder, label, pin=secrets.own, so_pin=SecretStr(token_urlsafe(16)))
    return module, label, folder


def _chain(wish: Wish, secrets: Secrets, key: PrivateKey, root_file: Path | None, now: datetime) -> tuple[x509.Certificate, ...]:
    public_key = key.public_key()
    if wish.source in {Source.FILE, Source.HSM} and wish.certificates is not None:
        return chain_for(public_key, read_certificates(wish.certificates), now)
    if wish.source is Source.ROOT and wish.certificates is not None:
        certificates = read_certificates(wish.certificates)
        with _root_key(wish, secrets) as root_key:
            root, *above = chain_for(root_key.public_key(), certificates, now)
            return (make_issuing_ca(root_key, root, public_key, wish.title, years=wish.years, now=now), root, *above)
    with _root_key(wish, secrets) as root_key:
        root = make_root(root_key, f"{wish.title} Root", ROOT_YEARS, now)
        issuing = make_issuing_ca(root_key, root, public_key, wish.title, years=wish.years, now=now)
        if root_file is not None and secrets.root is not None:
            write_key_file(root_file, root_key, secrets.root)
    return issuing, root


@contextmanager
def _root_key(wish: Wish, secrets: Secrets) -> Iterator[PrivateKey]:
    """A new root's key: in memory, to be exported or forgotten, or born in another token. Or the key of one that exists."""
    new = wish.source is Source.NEW
    if wish.root_in_token and wish.root_module is not None:
        with Token.open(wish.root_module, wish.root_token, secrets.root, writable=new) as token:
            yield token.make_key(wish.root_label, KeyKind.EC_P384) if new else token.get_key(wish.root_label)
    elif wish.reads_key and wish.key_file is not None and secrets.source is not None:
        yield load_key_file(wish.key_file, secrets.source)
    else:
        yield generate(KeyKind.EC_P384)


def _facts(wish: Wish, chain: tuple[x509.Certificate, ...]) -> dict[str, str]:
    """What the audit entry says: everything but secrets."""
    return {
        "name": wish.name,
        "source": wish.source.value,
        "where": wish.where.value,
        "root": wish.kept.value if wish.source in {Source.NEW, Source.ROOT} else "",
        "subject": chain[0].subject.rfc4514_string(),
        "not_after": chain[0].not_valid_after_utc.isoformat(),
        "chain": " ".join(certificate.fingerprint(hashes.SHA256()).hex() for certificate in chain),
    }
