"""What is wanted of a new authority: where it comes from, where its key is to live, and what becomes of its root."""

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from pydantic import SecretStr

from app.core.authority import MAIN
from app.core.errors import CeremonyRefused
from app.core.recipe import KeyKind, shown
from app.safe import secret_name
from app.settings import Settings

ROOT_YEARS, ISSUING_YEARS = 25, 15
SHORTEST = 12
"""Characters of a passphrase: these files leave the station, and whoever finds one may try as long as he likes."""

_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,30}")
_ROOT_KEY = "birthmark-root"
_TITLE = 64
"""Characters of a CN (RFC 5280, ub-common-name)."""


class Source(StrEnum):
    """Where an authority comes from."""

    NEW = "new"
    """A new root, and below it the CA that issues."""
    ROOT = "root"
    """A CA that issues, below a root that exists."""
    FILE = "file"
    """A CA that exists: certificates and key in files."""
    HSM = "hsm"
    """A CA that exists: its key is in a token already."""


class Where(StrEnum):
    """Where the issuing CA's key lives."""

    SOFTHSM = "softhsm"
    TOKEN = "token"  # noqa: S105 - a word, not a secret
    FILE = "file"


class Kept(StrEnum):
    """What becomes of a new root's key, or where the key of a root is that exists."""

    FILE = "file"
    """Exported, encrypted under a passphrase, to be taken off this machine."""
    TOKEN = "token"  # noqa: S105 - a word, not a secret
    """Born in another token, and never anywhere else."""
    FORGOTTEN = "forgotten"
    """Nobody keeps it: nothing more can ever be signed with it. For demos."""


@dataclass(frozen=True, slots=True)
class Wish:
    """One authority to be made or brought in."""

    name: str = MAIN
    """What the station calls it."""
    title: str = ""
    """The CN of its certificate; it has one already where it exists."""
    source: Source = Source.NEW
    where: Where = Where.SOFTHSM
    kind: KeyKind = KeyKind.EC_P256
    years: int = ISSUING_YEARS
    module: Path | None = None
    token: str = ""
    key: str = ""
    """The key's label in the token; empty: one is made of the name."""
    kept: Kept = Kept.FILE
    root_module: Path | None = None
    root_token: str = ""
    root_key: str = ""
    """The label of the root's key in its token; empty: as a new one is called."""
    certificates: Path | None = None
    """PEM: the CA and those above it (FILE, HSM), or the root (ROOT)."""
    key_file: Path | None = None
    """Encrypted PKCS#8: the CA's key (FILE), or the root's (ROOT) where that is in no token."""

    @property
    def secret(self) -> str:
        """The name under which the station looks for its PIN or passphrase."""
        return secret_name(self.name)

    @property
    def root_in_token(self) -> bool:
        """Whether the root signs with a key in a token."""
        return self.source in {Source.NEW, Source.ROOT} and self.kept is Kept.TOKEN

    @property
    def reads_key(self) -> bool:
        """Whether a key is read from a file."""
        return self.source is Source.FILE or (self.source is Source.ROOT and not self.root_in_token)

    @property
    def root_label(self) -> str:
        """The label of the root's key in its token; a root that exists is called as the main one was, if nobody says otherwise."""
        new = self.source is Source.NEW and self.name != MAIN
        return self.root_key or (f"{_ROOT_KEY}-{self.name}" if new else _ROOT_KEY)

    @property
    def label(self) -> str:
        """The key's label in the token."""
        return self.key or ("birthmark-ca" if self.name == MAIN else f"birthmark-{self.name}")


@dataclass(frozen=True, slots=True)
class Secrets:
    """What protects the keys; none of it can be printed."""

    own: SecretStr
    """The PIN of the CA's token, or the passphrase of its key file."""
    root: SecretStr | None = None
    """The passphrase for a new root's file, or the PIN of the root's token."""
    source: SecretStr | None = None
    """The passphrase of the key file that is read."""


def require_name(wish: Wish, settings: Settings) -> None:
    """Raise CeremonyRefused unless the authority may be called so here."""
    if _NAME.fullmatch(wish.name) is None:
        raise CeremonyRefused(f"{shown(wish.name)} cannot be an authority's name: small letters, digits and dashes, at most 31.")
    if wish.name in settings.every_authority:
        raise CeremonyRefused(f"This station already has an authority called {shown(wish.name)}.", advice="Give the new one another name.")
    if wish.source in {Source.NEW, Source.ROOT}:
        if not wish.title or len(wish.title) > _TITLE or not wish.title.isprintable() or wish.title != wish.title.strip():
            raise CeremonyRefused(f"{shown(wish.title)} cannot stand in a CA's certificate: 1 to {_TITLE} printable characters.")
        if wish.source is Source.NEW and len(wish.title) > _TITLE - len(" Root"):
            raise CeremonyRefused(f"{shown(wish.title)} is too long: its root is called the same with “Root” behind it.")


def require_places(wish: Wish) -> None:
    """Raise CeremonyRefused where it is not said where something lives, or what is said does not fit together."""
    if wish.source is Source.HSM and wish.where is Where.FILE:
        raise CeremonyRefused("A key that is in a token already stays there: it cannot be kept in a file.")
    if wish.where is Where.TOKEN and (wish.module is None or not wish.token):
        raise CeremonyRefused("The PKCS#11 module and the token's label must be named for a key in a token.")
    if wish.source is Source.HSM and not wish.key:
        raise CeremonyRefused("The label of the key in the token must be named.")
    if wish.root_in_token:
        if wish.root_module is None or not wish.root_token:
            raise CeremonyRefused("The PKCS#11 module and the token's label must be named for the root's key.")
        if (wish.root_module, wish.root_token) == (wish.module, wish.token) and wish.where is Where.TOKEN:
            raise CeremonyRefused("The root's key must be in another token than the key that issues.")
    if wish.source is not Source.NEW and wish.certificates is None:
        raise CeremonyRefused("The file with the CA's certificates must be named.")
    if wish.reads_key and wish.key_file is None:
        raise CeremonyRefused("The file with the encrypted key must be named.")


def require_secrets(wish: Wish, secrets: Secrets) -> None:
    """Raise CeremonyRefused where a secret that is needed is missing, or a passphrase is too short."""
    if not secrets.own.get_secret_value():
        raise CeremonyRefused("The PIN or passphrase for the CA's key is missing.")
    passphrases = [secrets.own] if wish.where is Where.FILE else []
    if wish.root_in_token or (wish.source is Source.NEW and wish.kept is Kept.FILE):
        if secrets.root is None or not secrets.root.get_secret_value():
            raise CeremonyRefused("The passphrase or PIN for the root's key is missing.")
        passphrases += [secrets.root] if wish.kept is Kept.FILE else []
    if any(len(passphrase.get_secret_value()) < SHORTEST for passphrase in passphrases):
        raise CeremonyRefused(f"A passphrase for a key file has at least {SHORTEST} characters.", advice="Choose a longer passphrase.")
    if wish.reads_key and (secrets.source is None or not secrets.source.get_secret_value()):
        raise CeremonyRefused("The passphrase of the key file is missing.")
