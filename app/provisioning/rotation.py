"""A new certificate for a unit that has one: what is replaced, and how the old one goes once the new one is proven."""

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from app.cloud import Identities
from app.core.authority import Removal
from app.core.chain import Chain, Prior
from app.core.errors import CertificateRevoked, CloudError, SettingsError
from app.core.revocation import Reason, Revocation
from app.core.waiting import Stop


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


def replaced(priors: Sequence[Prior], identifier: str, new: Chain) -> list[Chain]:
    """The certificates of this unit that were put into it before and have not gone yet."""
    return [
        prior.chain
        for prior in priors
        if prior.identifier == identifier and prior.confirmed and prior.chain.fingerprint != new.fingerprint and prior.revoked is None
    ]


def retire(
    book: Removals, identities: Identities | None, run: UUID, identifier: str, old: Sequence[Chain], *, reason: str, who: str, stop: Stop
) -> list[str]:
    """Take the old certificates back and have the platform remove them; what it could not remove is owed, and told in what comes back.

    Call it once the new certificate is proven and the platform has it. Without `identities` the platform knows none.
    """
    for chain in old:
        book.owe_removal(run, identifier, chain, reason)
        try:
            book.revoke(chain.fingerprint, Reason.SUPERSEDED, note=reason, who=who)
        except CertificateRevoked:
            continue  # by an earlier try, or by hand
    problems = []
    for owed in book.list_owed_removals(identifier):
        problem = _remove(book, identities, owed, stop)
        problems += [problem] if problem else []
    return problems


def settle_removals(identities: Identities, book: Removals, stop: Stop) -> int:
    """Try everything again that is owed; returns how many went. Raises StoreError, Cancelled."""
    return sum(not _remove(book, identities, owed, stop) for owed in book.list_owed_removals())


def _remove(book: Removals, identities: Identities | None, owed: Removal, stop: Stop) -> str:
    """What went wrong, in a sentence; empty: it is gone."""
    try:
        if identities is not None:
            identities.remove(owed.identifier, [int(owed.serial, 16)], stop)
    except (CloudError, SettingsError) as error:
        book.fail_removal(owed.fingerprint, error.message)
        return error.message
    book.settle_removal(owed.fingerprint)
    return ""
