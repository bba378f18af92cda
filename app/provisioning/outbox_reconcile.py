"""Whether the platform has what the ledger says, and the ledger what the platform has."""

from dataclasses import dataclass

from app.cloud import Inventory
from app.core.outbox import Accounts


@dataclass(frozen=True, slots=True)
class Reconciled:
    """What both have, and in what they differ; every unit by its identifier."""

    agreed: int
    """Units that both have, with the certificate that the ledger says."""
    missing: tuple[str, ...]
    """Registered by the ledger's word; the platform does not have them."""
    bare: tuple[str, ...]
    """The platform has them without the certificate that the ledger says."""
    unknown: tuple[str, ...]
    """The platform has them, and this ledger neither registered nor owes them: another station's, or nobody's."""
    early: tuple[str, ...]
    """Owed by the ledger's word; the platform has them already with their certificate: the next try will find that."""
    owed: tuple[str, ...]
    """Owed, and not there."""

    @property
    def sound(self) -> bool:
        """Whether nothing is there that a person has to look at; what another station made is not."""
        return not self.missing and not self.bare


def reconcile(accounts: Accounts, has: Inventory) -> Reconciled:
    """Compare in both directions."""
    registered, owed = accounts.registered, accounts.owed
    there = {name for name in registered if name in has.devices}
    agreed = {name for name in there if registered[name] in has.serials}
    early = {name for name, serial in owed.items() if name in has.devices and serial in has.serials}
    unknown = (name for name in has.devices if name not in registered and name not in owed)
    return Reconciled(
        agreed=len(agreed - early),
        missing=tuple(sorted(set(registered) - there)),
        bare=tuple(sorted(there - agreed)),
        unknown=tuple(sorted(unknown)),
        early=tuple(sorted(early)),
        owed=tuple(sorted(set(owed) - early)),
    )
