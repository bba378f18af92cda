"""A new certificate for a unit that has one: the key it is for, its place beside the old one, and how the old one goes in the end."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Protocol
from uuid import UUID

from app.cloud import Identities, Registrar
from app.core.authority import Removal
from app.core.chain import Chain, Prior
from app.core.device import Identity
from app.core.errors import CertificateRevoked, CloudError, NothingToRotate, PlatformRefused, SettingsError
from app.core.recipe import Mode, Recipe
from app.core.revocation import Reason, Revocation
from app.core.run import Receipt, ReceiptState
from app.core.ticket import Ticket
from app.core.waiting import Stop

OWED = "owed"
"""The fact of a step RETIRE whose old certificate is still with the platform."""


class Removals(Protocol):
    """What is remembered of certificates that have to go; the ledger's book does."""

    def owe_removal(self, run: UUID, identifier: str, old: Chain, reason: str) -> None:
        """Remember, before the platform is asked, that the old certificate has to go from it."""

    def settle_removal(self, fingerprint: str, requests: tuple[str, ...] = ()) -> None:
        """The platform no longer has it."""

    def fail_removal(self, fingerprint: str, problem: str) -> None:
        """It could not be removed: it stays owed."""

    def list_owed_removals(self, identifier: str = "") -> Sequence[Removal]:
        """What still has to go, of one unit or of all."""

    def revoke(self, fingerprint: str, reason: Reason, *, note: str = "", who: str = "") -> Revocation:
        """Take a certificate back, for good; raises CertificateRevoked."""


class Known(Protocol):
    """What the ledger knows of a unit's certificates."""

    def list_issued(self, identifier: str, key: str) -> list[Prior]:
        """Every certificate ever made for this identifier or for this key, or brought by a unit that passed."""


@dataclass(frozen=True, slots=True)
class Rotations:
    """What rotations work with, shared by all trays."""

    known: Known
    book: Removals
    identities: Callable[[], Identities]
    """The platform's device certificates; raises SettingsError where no platform is set up."""

    @staticmethod
    def require_possible(rotation: str, recipe: Recipe) -> dict[str, str]:
        """The facts of the step ADMIT; raises NothingToRotate where units of this recipe come with an identity of their own."""
        if rotation and recipe.brings_its_own:
            raise NothingToRotate(f"Units of {recipe.name} come with a certificate of their own: none is made for them here.")
        return {"rotation": rotation} if rotation else {}

    def find_spent(self, ticket: Ticket, recipe: Recipe) -> frozenset[str]:
        """The keys (fingerprints) that must not get this unit's next certificate: those it had, where the recipe wants a new one."""
        if not ticket.rotation or recipe.rotation.key == "same":
            return frozenset()
        return frozenset(prior.key for prior in self._priors(ticket.identifier) if prior.confirmed)

    def register(self, registrar: Registrar, ticket: Ticket, identity: Identity, chain: Chain, recipe: Recipe, *, stop: Stop) -> Receipt:
        """Have the platform take the new certificate beside the old one; asked now, whatever the mode, for the old one goes after it.

        A device that the platform does not have yet is registered as any other. Raises CloudError, SettingsError, Cancelled.
        """
        try:
            return self.identities().add(ticket.identifier, chain, stop)
        except PlatformRefused as error:
            if error.status != HTTPStatus.NOT_FOUND:
                raise
        if recipe.registration.mode is Mode.JITP:
            return Receipt(ReceiptState.AWAITED)
        return registrar.register(ticket.identifier, identity, chain, recipe, stop)

    def retire(self, ticket: Ticket, new: Chain, *, who: str, platform: bool, stop: Stop) -> dict[str, str]:
        """Take the old certificates back and have the platform remove them; what comes back are the facts of the step.

        Call it once the new one is proven and, with a `platform`, known there. What the platform did not remove is owed, and told.
        """
        old = [
            prior.chain
            for prior in self._priors(ticket.identifier)
            if prior.identifier == ticket.identifier and prior.confirmed and prior.chain.fingerprint != new.fingerprint
        ]
        for chain in old:
            if platform:
                self.book.owe_removal(ticket.run, ticket.identifier, chain, ticket.rotation)
            try:
                self.book.revoke(chain.fingerprint, Reason.SUPERSEDED, note=ticket.rotation, who=who)
            except CertificateRevoked:
                continue  # by an earlier try, or by hand
        problems = [remove(self.identities, self.book, owed, stop) for owed in self.book.list_owed_removals(ticket.identifier)]
        why = next((problem for problem in problems if problem), "")
        replaced = {"replaced": " ".join(chain.serial for chain in old)}
        return {**replaced, OWED: why} if why else replaced

    def _priors(self, identifier: str) -> list[Prior]:
        return self.known.list_issued(identifier, "")


def settle_removals(identities: Callable[[], Identities], book: Removals, stop: Stop) -> int:
    """Try everything again that is owed; returns how many went. Raises StoreError, Cancelled."""
    return sum(not remove(identities, book, owed, stop) for owed in book.list_owed_removals())


def remove(identities: Callable[[], Identities], book: Removals, owed: Removal, stop: Stop) -> str:
    """Have the platform remove it; what went wrong, in a sentence, else empty."""
    try:
        identities().remove(owed.identifier, [int(owed.serial, 16)], stop)
    except (CloudError, SettingsError) as error:
        gone = isinstance(error, PlatformRefused) and error.status == HTTPStatus.NOT_FOUND  # the device, and its certificates with it
        if not gone:
            book.fail_removal(owed.fingerprint, error.message)
            return error.message
    book.settle_removal(owed.fingerprint)
    return ""
