"""Which authority a station has."""

import copy
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import structlog
from cryptography import x509
from pydantic import SecretStr

from app.core.authority import MAIN, Crl
from app.core.chain import Chain
from app.core.errors import SettingsError, StationError
from app.core.recipe import Recipe
from app.core.ticket import Ticket
from app.pki import Authority, Issued, Revoked
from app.pki.authority import IssuingAuthority
from app.pki.keyfile import load_key_file
from app.pki.keys import PrivateKey
from app.pki.pkcs11 import Token, list_tokens
from app.pki.profile import Profiles
from app.pki.several import Several
from app.pki.softhsm import use_softhsm
from app.settings import CA_SECRET, AuthorityKind, AuthoritySettings, Settings, find_secret
from app.store import Ledger

log = structlog.get_logger(__name__)

Adopt = Callable[[str, AuthoritySettings, SecretStr], Authority]
"""Lets an authority of this name sign from now on; what comes back says why where it cannot."""


def list_hsm_tokens(settings: Settings) -> tuple[str, ...]:
    """The PKCS#11 tokens that the authority's module sees, a sentence each; needs no PIN. Raises HsmAway."""
    authority = settings.authority
    if authority is None or authority.module is None:
        return ()
    if authority.softhsm is not None:
        use_softhsm(authority.module, authority.softhsm)
    return tuple(str(token) for token in list_tokens(authority.module))


class _NoAuthority:
    """In the place of an authority that cannot be used: says why, whenever it is asked."""

    chain: tuple[x509.Certificate, ...] = ()

    def __init__(self, error: StationError) -> None:
        self._error = error

    def check(self) -> None:
        """Say why."""
        raise copy.copy(self._error)

    def verification(self, code: str) -> x509.Certificate:
        """Say why."""
        del code
        raise copy.copy(self._error)

    def publish_crl(self, book: Revoked, *, days: int, who: str = "") -> Crl:
        """Say why."""
        del book, days, who
        raise copy.copy(self._error)

    def require_ready(self, recipe: Recipe) -> None:
        """Say why."""
        del recipe
        raise copy.copy(self._error)

    def issue(self, csr: x509.CertificateSigningRequest, ticket: Ticket, recipe: Recipe) -> Issued:
        """Say why."""
        del csr, ticket, recipe
        raise copy.copy(self._error)

    def find_issued(self, chain: Chain, ticket: Ticket, recipe: Recipe) -> Issued | None:
        """Say why."""
        del chain, ticket, recipe
        raise copy.copy(self._error)


def open_authorities(settings: Settings, ledger: Ledger, profiles: Profiles, opened: ExitStack) -> tuple[Several, Adopt]:
    """Every authority of these settings, and what adds another; one that cannot be used says why when it is asked."""
    tokens = Tokens(opened)

    def open_one(authority: AuthoritySettings, secret: SecretStr | None = None) -> Authority:
        try:
            key = _open_ca_key(authority, tokens, secret or find_secret(authority.secret or CA_SECRET, settings.home))
            return IssuingAuthority(key, read_chain(authority), ledger, profiles, lambda: datetime.now(UTC))
        except StationError as error:
            log.warning("authority.unusable", code=error.code, reason=error.message)
            return _NoAuthority(error)

    members = {name: open_one(authority) for name, authority in settings.every_authority.items()}
    if MAIN not in members:
        missing = SettingsError("This station has no authority.", key="authority", advice="`birthmark ca create` makes one.")
        log.warning("authority.unusable", code=missing.code, reason=missing.message)
        members[MAIN] = _NoAuthority(missing)
    several = Several(members, ledger.authorities.list_handovers, lambda: datetime.now(UTC))

    def adopt(name: str, authority: AuthoritySettings, secret: SecretStr) -> Authority:
        several.members[name] = open_one(authority, secret)
        return several.members[name]

    return several, adopt


class Tokens:
    """The PKCS#11 tokens that are open: each is logged in to once, however many authorities have their keys in it."""

    def __init__(self, opened: ExitStack) -> None:
        self._opened = opened
        self._tokens: dict[tuple[Path, str], Token] = {}

    def open(self, module: Path, label: str, secret: SecretStr | None) -> Token:
        """The token; raises HsmAway, PinRejected."""
        place = (module, label)
        if place not in self._tokens:
            self._tokens[place] = self._opened.enter_context(Token.open(module, label, secret))
        return self._tokens[place]


def read_chain(authority: AuthoritySettings) -> tuple[x509.Certificate, ...]:
    """The CA certificates, the issuing one first; raises SettingsError."""
    try:
        chain = Chain.of_pem(authority.chain.read_bytes())
    except (OSError, ValueError) as error:
        raise SettingsError(f"The CA certificates in {authority.chain} cannot be read.", key="authority.chain") from error
    return (chain.leaf, *chain.issuers)


def _open_ca_key(authority: AuthoritySettings, tokens: Tokens, secret: SecretStr | None) -> PrivateKey:
    match authority.kind:
        case AuthorityKind.PKCS11:
            if authority.module is None:
                raise SettingsError("The authority's PKCS#11 module is not named.", key="authority.module")
            if authority.softhsm is not None:
                use_softhsm(authority.module, authority.softhsm)
            return tokens.open(authority.module, authority.token, secret).get_key(authority.key)
        case AuthorityKind.KEY_FILE:
            if authority.key_file is None or secret is None:
                raise SettingsError("The authority's key file is not named, or its passphrase is not there.", key="authority.key_file")
            return load_key_file(authority.key_file, secret)
