"""Which authority a station has."""

import copy
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import structlog
from cryptography import x509
from pydantic import SecretStr

from app.core.authority import MAIN
from app.core.chain import Chain
from app.core.errors import HsmLocked, PinRejected, SettingsError, StationError
from app.pki import Authority
from app.pki.authority import IssuingAuthority
from app.pki.keyfile import load_key_file
from app.pki.keys import PrivateKey
from app.pki.pkcs11 import Token, list_tokens
from app.pki.profile import Profiles
from app.pki.session import Secret
from app.pki.several import Several
from app.pki.softhsm import use_softhsm
from app.safe import CA_SECRET, find_secret
from app.settings import AuthorityKind, AuthoritySettings, Settings
from app.station.reopening import Reopening
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


def open_authorities(settings: Settings, ledger: Ledger, profiles: Profiles, opened: ExitStack) -> tuple[Several, Adopt]:
    """Every authority of these settings, and what adds another; one that cannot be used says why when it is asked."""
    tokens = Tokens(opened)

    def one(authority: AuthoritySettings) -> Reopening:
        def kept() -> SecretStr | None:
            return find_secret(authority.secret or CA_SECRET, settings.home)

        def open_(secret: SecretStr | None) -> Authority:
            key, unlock = _open_ca_key(authority, tokens, secret, kept)
            return IssuingAuthority(key, read_chain(authority), ledger, profiles, lambda: datetime.now(UTC), unlock=unlock)

        return Reopening(open_)

    members = {name: one(authority) for name, authority in settings.every_authority.items()}
    members.setdefault(MAIN, Reopening(_none))
    for member in members.values():
        member.try_now()
    several = Several(members, ledger.authorities.list_handovers, lambda: datetime.now(UTC))

    def adopt(name: str, authority: AuthoritySettings, secret: SecretStr) -> Authority:
        several.members[name] = adopted = one(authority)
        try:
            adopted.unlock(secret)
        except StationError as error:
            log.warning("authority.unusable", code=error.code, reason=error.message)
        return adopted

    return several, adopt


def _none(_: SecretStr | None) -> Authority:
    raise SettingsError("This station has no authority.", key="authority", advice="`birthmark ca create` makes one.")


class Tokens:
    """The PKCS#11 tokens that are open: each is logged in to once, however many authorities have their keys in it."""

    def __init__(self, opened: ExitStack) -> None:
        self._opened = opened
        self._tokens: dict[tuple[Path, str, str], Token] = {}
        self._rejected: dict[tuple[Path, str, str], PinRejected] = {}

    def open(self, module: Path, label: str, serial: str, secret: SecretStr | None, kept: Secret) -> Token:
        """The token, logged in to with `secret`, else with what is `kept`; a kept PIN that was rejected once is not tried again.

        Raises HsmAway, PinRejected, SettingsError.
        """
        place = (module, label, serial)
        if place in self._tokens:
            if secret is not None:
                self._tokens[place].unlock(secret)
            return self._tokens[place]
        if secret is None and place in self._rejected:
            raise copy.copy(self._rejected[place])
        try:
            token = Token.open(module, label, secret or kept(), serial=serial, again=kept)
        except PinRejected as error:
            self._rejected[place] = error
            raise
        self._tokens[place] = self._opened.enter_context(token)
        return token


def read_chain(authority: AuthoritySettings) -> tuple[x509.Certificate, ...]:
    """The CA certificates, the issuing one first; raises SettingsError."""
    try:
        chain = Chain.of_pem(authority.chain.read_bytes())
    except (OSError, ValueError) as error:
        raise SettingsError(f"The CA certificates in {authority.chain} cannot be read.", key="authority.chain") from error
    return (chain.leaf, *chain.issuers)


def _open_ca_key(
    authority: AuthoritySettings, tokens: Tokens, secret: SecretStr | None, kept: Secret
) -> tuple[PrivateKey, Callable[[SecretStr], None] | None]:
    """The CA's key, and what logs in again once its token was away."""
    match authority.kind:
        case AuthorityKind.PKCS11:
            if authority.module is None:
                raise SettingsError("The authority's PKCS#11 module is not named.", key="authority.module")
            if authority.softhsm is not None:
                use_softhsm(authority.module, authority.softhsm)
            token = tokens.open(authority.module, authority.token, authority.token_serial, secret, kept)
            return token.get_key(authority.key, bytes.fromhex(authority.key_id)), token.unlock
        case AuthorityKind.KEY_FILE:
            if authority.key_file is None:
                raise SettingsError("The authority's key file is not named.", key="authority.key_file")
            passphrase = secret or kept()
            if passphrase is None:
                raise HsmLocked(
                    f"The CA's key file {authority.key_file} is locked: its passphrase is not there.",
                    advice="A supervisor must unlock it: in the window on the page Authority, on the command line with --ask-pin.",
                )
            return load_key_file(authority.key_file, passphrase), None
