"""What ADMIT hands out: that this unit may be provisioned now, and every word of it that a template may use."""

from dataclasses import dataclass, fields
from uuid import UUID

from app.core.device import Identity

DEVICE_WORDS = frozenset({*(field.name for field in fields(Identity)), "identifier"})
"""Words of templates that are known as soon as the device has said who it is."""


@dataclass(frozen=True, slots=True)
class OrderWords:
    """What a work order contributes to templates; every field is one: `{order.number}`. Empty: there is no order."""

    number: str = ""


@dataclass(frozen=True, slots=True)
class Ticket:
    """One unit that was let in, in one run."""

    run: UUID
    identifier: str
    identity: Identity
    scan: str = ""
    """What the label says, where one was scanned."""
    order: OrderWords = OrderWords()
    rotation: str = ""
    """Why the unit gets a new certificate though it has one; empty: it does not."""
    label: str = ""
    """The label template that its order names; empty: the recipe's."""
    label_digest: str = ""

    @property
    def words(self) -> dict[str, str]:
        """Every word of UNIT_WORDS, for this unit."""
        said = {field.name: getattr(self.identity, field.name) for field in fields(self.identity)}
        ordered = {f"order.{field.name}": getattr(self.order, field.name) for field in fields(self.order)}
        return {**said, "identifier": self.identifier, "scan": self.scan, **ordered}


UNIT_WORDS = DEVICE_WORDS | {"scan", *(f"order.{field.name}" for field in fields(OrderWords))}
"""Words of templates that are known once a unit was admitted."""
