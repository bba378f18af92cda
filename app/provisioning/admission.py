"""Whether a unit may be provisioned at all: asked before any key is made."""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Protocol

from app.core.chain import Chain
from app.core.device import Identity
from app.core.errors import (
    AlreadyDone,
    AlreadyProvisioned,
    ClockWrong,
    Duplicate,
    LabelMismatch,
    NothingToRotate,
    RecipeChanged,
    RotationNeeded,
)
from app.core.recipe import shown
from app.core.run import Start
from app.core.ticket import OrderWords, Ticket
from app.core.work import Order

CLOCK_SLACK = timedelta(minutes=5)
"""How far the clock may be behind the ledger: a time server may set it back a little."""


class KnownUnit(Protocol):
    """What the ledger remembers of a unit."""

    @property
    def fingerprint(self) -> str:
        """Of the certificate it last left with; empty: it never did."""

    @property
    def revoked(self) -> bool:
        """Whether that certificate was taken back."""

    @property
    def chip(self) -> str:
        """The silicon's own identifier; empty where it has none."""

    @property
    def passed_at(self) -> datetime | None:
        """When it last passed; None: never."""

    @property
    def passed_by(self) -> str:
        """The operator of that run."""


class Memory(Protocol):
    """What admission asks of the ledger."""

    def find_unit(self, identifier: str) -> KnownUnit | None:
        """The unit that was provisioned under this identifier."""

    def knows_certificate(self, fingerprint: str) -> bool:
        """Whether this station issued that certificate."""

    def last_time(self) -> datetime | None:
        """The newest moment in the ledger."""


class Orders(Protocol):
    """What admission asks of the work orders."""

    def require_place(self, number: str, names: Sequence[str], identifier: str) -> Order:
        """The order, if this unit may be made for it now; raises OrderUnknown, OrderNotOpen, NotOnOrder, QuotaUsed."""


class Admission:
    """The door to the line: one for all trays, so that two of them never work on one identifier."""

    def __init__(self, memory: Memory, orders: Orders, built: datetime, now: Callable[[], datetime]) -> None:
        self._memory = memory
        self._orders = orders
        self._built = built
        self.now = now
        """The clock, in UTC."""
        self._inside: set[str] = set()
        self._lock = threading.Lock()

    def check_clock(self) -> None:
        """Raise ClockWrong if the clock is before this program's making or clearly before the ledger's last entry."""
        now, last = self.now(), self._memory.last_time()
        if now < self._built:
            raise ClockWrong(f"The station's clock says {now:%d %B %Y}, which is before this program was made.")
        if last is not None and now < last - CLOCK_SLACK:
            raise ClockWrong(
                f"The station's clock says {now:%d %B %Y %H:%M} UTC, but the ledger already has entries of {last:%d %B %Y %H:%M} UTC."
            )

    @contextmanager
    def admit(
        self, start: Start, identity: Identity, identifier: str, present: Chain | None, rotation: str = "", *, again: bool = False
    ) -> Iterator[Ticket]:
        """Let a unit in and hold its identifier until the block ends.

        `present` is the certificate it already holds; `rotation`: why it gets another; `again`: somebody who may lets it in though
        it has passed. Raises ClockWrong, LabelMismatch, Duplicate,
        AlreadyProvisioned, NothingToRotate, RotationNeeded; for a work order also OrderUnknown, OrderNotOpen, RecipeChanged, NotOnOrder,
        QuotaUsed, AlreadyDone.
        """
        self.check_clock()
        scan = start.scan
        if scan and scan not in (identity.serial, identifier):
            raise LabelMismatch(f"The label is not this chip's: it says {shown(scan)}, the chip says {shown(identity.serial)}.")
        known = self._memory.find_unit(identifier)
        if known is not None and known.chip and identity.chip and known.chip != identity.chip:
            raise Duplicate(f"Another unit was already provisioned as {identifier}: its chip is not this one.")
        if present is not None and not self._memory.knows_certificate(present.fingerprint):
            issuer = present.leaf.issuer.rfc4514_string()
            raise AlreadyProvisioned(f"The device already holds a certificate that this station did not issue (from {shown(issuer)}).")
        _require_rotation(known, identifier, rotation)
        ordered = None
        if start.order and not rotation:
            ordered = self._require_ordered(start, identity, identifier, None if again else known)
        with self._lock:
            if identifier in self._inside:
                raise Duplicate(f"Another tray is working on a unit that also calls itself {identifier}.")
            self._inside.add(identifier)
        try:
            label = (ordered.label, ordered.label_digest) if ordered else ("", "")
            yield Ticket(start.run, identifier, identity, scan, OrderWords(start.order), rotation, *label)
        finally:
            with self._lock:
                self._inside.discard(identifier)

    def _require_ordered(self, start: Start, identity: Identity, identifier: str, known: KnownUnit | None) -> Order:
        """The order; raises unless the unit is one of its own, not made yet as far as is known, by the recipe it was made with."""
        if known is not None and known.passed_at is not None:
            by = f" by {known.passed_by}" if known.passed_by else ""
            raise AlreadyDone(f"{identifier} has passed before, on {known.passed_at:%d %B %Y at %H:%M} UTC{by}.")
        order = self._orders.require_place(start.order, (identity.serial, identifier), identifier)
        if order.recipe_digest != start.recipe_digest:
            raise RecipeChanged(f"Order {order.number} is for recipe {order.recipe} {order.recipe_version} as it was when it was made.")
        return order


def _require_rotation(known: KnownUnit | None, identifier: str, rotation: str) -> None:
    """Raise where a new certificate is asked for and none is there that it could replace, or is needed and was not asked for."""
    if rotation and (known is None or not known.fingerprint):
        raise NothingToRotate(f"{identifier} never left this station with a certificate: there is none to replace.")
    if not rotation and known is not None and known.revoked:
        raise RotationNeeded(f"The certificate of {identifier} was revoked: it gets a new one only by a rotation, with a reason.")
