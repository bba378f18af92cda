"""Which authority a station has."""

import copy
from contextlib import ExitStack
from datetime import UTC, datetime

import structlog
from cryptography import x509

from app.core.chain import Chain
from app.core.errors import SettingsError, StationError
from app.core.recipe import Recipe
from app.core.ticket import Ticket
from app.pki import Authority, Issued
from app.pki.authority import IssuingAuthority
from app.pki.keyfile import load_key_file
from app.pki.keys import PrivateKey
from app.pki.pkcs11 import Token, list_tokens
from app.pki.profile import Profiles
from app.pki.softhsm import use_softhsm
from app.settings import CA_SECRET, AuthorityKind, AuthoritySettings, Settings, find_secret
from app.store import Ledger

log = structlog.get_logger(__name__)


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

    def require_ready(self, recipe: Recipe) -> None:
        """Say why."""
        del recipe
        raise copy.copy(self._error)

    def issue(self, csr: x509.CertificateSigningRequest, ticket: Ticket, recipe: Recipe) -> Issued:
        """Say why."""
        del csr, ticket, recipe
        raise copy.copy(self._error)


def open_authority(settings: Settings, ledger: Ledger, profiles: Profiles, opened: ExitStack) -> Authority:
    """The authority of these settings, or one that says why there is none."""
    try:
        if settings.authority is None:
            raise SettingsError("This station has no authority.", key="authority", advice="`birthmark ca create` makes one.")
        chain = read_chain(settings.authority)
        key = _open_ca_key(settings, settings.authority, opened)
        return IssuingAuthority(key, chain, ledger, profiles, lambda: datetime.now(UTC))
    except StationError as error:
        log.warning("authority.unusable", code=error.code, reason=error.message)
        return _NoAuthority(error)


def read_chain(authority: AuthoritySettings) -> tuple[x509.Certificate, ...]:
    """The CA certificates, the issuing one first; raises SettingsError."""
    try:
        chain = Chain.of_pem(authority.chain.read_bytes())
    except (OSError, ValueError) as error:
        raise SettingsError(f"The CA certificates in {authority.chain} cannot be read.", key="authority.chain") from error
    return (chain.leaf, *chain.issuers)


def _open_ca_key(settings: Settings, authority: AuthoritySettings, opened: ExitStack) -> PrivateKey:
    secret = find_secret(CA_SECRET, settings.home)
    match authority.kind:
        case AuthorityKind.PKCS11:
            if authority.module is None:
                raise SettingsError("The authority's PKCS#11 module is not named.", key="authority.module")
            if authority.softhsm is not None:
                use_softhsm(authority.module, authority.softhsm)
            token = opened.enter_context(Token.open(authority.module, authority.token, secret))
            return token.get_key(authority.key)
        case AuthorityKind.KEY_FILE:
            if authority.key_file is None or secret is None:
                raise SettingsError("The authority's key file is not named, or its passphrase is not there.", key="authority.key_file")
            return load_key_file(authority.key_file, secret)
