"""Keys and certificates: the door Authority, and what it needs from a ledger."""

from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from cryptography import x509

from app.core.chain import Chain, Prior
from app.core.recipe import Recipe
from app.core.ticket import Ticket

__all__ = ["Authority", "Issuances", "Issued", "Prior"]


@dataclass(frozen=True, slots=True)
class Issued:
    """A certificate, and whether it was made just now or is the one made before for the same key."""

    chain: Chain
    reused: bool


class Issuances(Protocol):
    """What the authority must remember; the ledger does."""

    def list_issued(self, identifier: str, key: str) -> list[Prior]:
        """Every certificate ever issued for this identifier or for this key (fingerprint), newest first."""

    def add_issued(self, run: UUID, identifier: str, key: str, recipe_digest: str, chain: Chain) -> None:
        """Remember a certificate, durably, before anybody gets it; raises Duplicate if one for (identifier, key, recipe) is there."""


class Authority(Protocol):
    """Makes device certificates."""

    def issue(self, csr: x509.CertificateSigningRequest, ticket: Ticket, recipe: Recipe) -> Issued:
        """The certificate for this key: the one already issued, or a new one, remembered before it is returned.

        Raises CsrRejected, Duplicate, IssuanceRefused, CaExpired, CaUnsuitable, HsmAway, HsmLocked, StoreError.
        """

    def check(self) -> None:
        """Raise PkiError if no certificate could be made now: CA expired, HSM away or locked."""

    def require_ready(self, recipe: Recipe) -> None:
        """As `check`, for this recipe: raises IssuanceRefused too, where its profile is not for it."""

    @property
    def chain(self) -> tuple[x509.Certificate, ...]:
        """The CA certificates, the issuing one first."""
