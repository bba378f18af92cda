"""Keys and certificates: the door Authority, and what it needs from a ledger."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

from cryptography import x509

from app.core.chain import Chain, Prior

if TYPE_CHECKING:  # the processes that make keys come through this door, too, and pydantic alone takes as long as all that they need
    from pydantic import SecretStr

    from app.core.authority import Crl
    from app.core.errors import StationError
    from app.core.recipe import Recipe
    from app.core.revocation import Revocation
    from app.core.ticket import Ticket

__all__ = ["Authority", "Issuances", "Issued", "Makers", "Prior", "Request", "Revoked"]


@dataclass(frozen=True, slots=True)
class Issued:
    """A certificate, and whether it was made just now or is the one made before for the same key."""

    chain: Chain
    reused: bool
    remarks: tuple[str, ...] = ()
    """What a person may want to know of it: what was asked for and left out, that it ends with its CA, …"""


@dataclass(frozen=True, slots=True)
class Request:
    """One of many keys that are to have a certificate; its request was checked."""

    ticket: Ticket
    spki: bytes
    """The public key: SubjectPublicKeyInfo in DER."""
    key: str
    """Its SHA-256, hex."""
    born_here: bool
    """Whether the station made it just now: then no certificate that there is can be for it."""


class Issuances(Protocol):
    """What the authority must remember; the ledger does."""

    def list_issued(self, identifier: str, key: str) -> list[Prior]:
        """Every certificate ever issued for this identifier or for this key (fingerprint), newest first."""

    def list_issued_among(self, identifiers: Sequence[str], keys: Sequence[str]) -> list[Prior]:
        """As `list_issued`, for many at once."""

    def list_moduli(self) -> list[int]:
        """The moduli of every RSA key that has a certificate."""

    def add_issued(self, run: UUID, identifier: str, key: str, recipe_digest: str, chain: Chain, *, renewing: bool = False) -> None:
        """Remember a certificate, durably, before anybody gets it; raises Duplicate if one for (identifier, key, recipe) is there.

        `renewing`: one that is confirmed does not count, since this one is to replace it.
        """


class Revoked(Protocol):
    """What a list is made of, and where it is kept; the ledger's book is one."""

    def list_revocations(self, issuer: str = "") -> Sequence[Revocation]:
        """What was taken back of the CA with this fingerprint."""

    def last_crl(self, issuer: str) -> Crl | None:
        """Its newest list."""

    def add_crl(self, crl: Crl, who: str = "") -> None:
        """Keep a list before anybody gets it."""


class Authority(Protocol):
    """Makes device certificates."""

    def issue(self, csr: x509.CertificateSigningRequest, ticket: Ticket, recipe: Recipe) -> Issued:
        """The certificate for this key: the one already issued, or a new one, remembered before it is returned.

        Raises CsrRejected, Duplicate, IssuanceRefused, CaExpired, CaUnsuitable, HsmAway, HsmLocked, StoreError.
        """

    def find_issued(self, chain: Chain, ticket: Ticket, recipe: Recipe) -> Issued | None:
        """The certificate in `chain`, where it is the one issued for this unit by this recipe and still good; None: another may be made.

        Raises Duplicate where it was issued by another recipe and is in use, RotationUnfinished where it is to replace one that still is.
        """

    def unlock(self, secret: SecretStr) -> None:
        """Log in to the HSM, or open the key file, with this PIN or passphrase, tried once; also after the HSM was away.

        Raises HsmAway, PinRejected, KeyFileUnusable, CaUnsuitable, SettingsError.
        """

    def issue_many(
        self, requests: Sequence[Request], recipe: Recipe, remember: Callable[[list[Issued | StationError]], Future[None]]
    ) -> None:
        """Make the certificate for each key, in order, or say why there is none: `remember` begins to keep them before anybody gets them.

        Until its Future is done, what it keeps counts as kept, for whoever asks here; the next ones may be made meanwhile.
        Raises what concerns all of them: IssuanceRefused (the recipe's profile), CaExpired, CaUnsuitable, HsmAway, HsmLocked, StoreError.
        """

    def check(self) -> None:
        """Raise PkiError if no certificate could be made now: CA expired, HSM away or locked."""

    def verification(self, code: str) -> x509.Certificate:
        """A certificate with CN = the platform's code, signed by the CA: it shows that we hold its key. Raises PkiError."""

    def publish_crl(self, book: Revoked, *, days: int, who: str = "") -> Crl:
        """The signed list of everything that was revoked of this CA, remembered; the next one is due within `days`.

        Raises PkiError, StoreError.
        """

    def require_ready(self, recipe: Recipe) -> None:
        """As `check`, for this recipe: raises IssuanceRefused too, where its profile is not for it."""

    @property
    def chain(self) -> tuple[x509.Certificate, ...]:
        """The CA certificates, the issuing one first."""


class Makers(Protocol):
    """Vouches for certificates that devices come with."""

    def require_ready(self, recipe: Recipe) -> None:
        """Raise MakerUnknown where the recipe's maker is not known here."""

    def vouch(self, present: Chain | None, ticket: Ticket, recipe: Recipe) -> Chain:
        """The device's own certificate with its issuers up to the maker's CA; raises MakerUnknown, Duplicate."""
