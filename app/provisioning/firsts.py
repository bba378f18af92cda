"""The first unit of an order or a recipe: what is asked before it, and that it is confirmed on the platform before a second may start."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol

from cryptography import x509

from app.cloud import Witness
from app.core.authority import Registered
from app.core.chain import Chain
from app.core.contact import FirstUnit
from app.core.errors import FirstArticlePending, JitpNotReady
from app.core.recipe import Mode, Recipe
from app.core.run import Receipt, ReceiptState, Start
from app.core.waiting import Stop


class Memory(Protocol):
    """What the ledger remembers of orders."""

    def wants_first_article(self, order: str) -> bool:
        """Whether the order says that its first unit must be confirmed before a second may start."""

    def find_first(self, order: str, digest: str) -> FirstUnit | None:
        """The unit that stands for this order (empty: for none) and the recipe with this digest."""


class Registrations(Protocol):
    """What the ledger remembers of CAs."""

    def find_registration(self, fingerprint: str) -> Registered | None:
        """How the platform was last told of the CA with this fingerprint."""


@dataclass(slots=True)
class _Work:
    """One order and one recipe as it stands, or the recipe alone."""

    name: str
    jitp_ready: bool = False
    tray: int | None = None
    """Where its first unit is being made."""
    first: FirstUnit | None = None

    @property
    def open(self) -> bool:
        return self.first is not None and self.first.state is ReceiptState.REGISTERED


class Hold:
    """What a run knows of being the first; `settle` says how it went with the platform."""

    def __init__(self, work: _Work | None) -> None:
        self._work = work
        self.first = work is not None
        """Whether this unit stands for its order: the platform must be told now, whatever the recipe allows later."""

    def settle(self, identifier: str, chain: Chain, receipt: Receipt) -> None:
        """The unit is made, and this is where it stands with the platform."""
        if self._work is not None and receipt.state in (ReceiptState.REGISTERED, ReceiptState.AWAITED):
            self._work.first = FirstUnit(identifier, chain, receipt.state)


class Firsts:
    """One for all trays; what it knows is in the ledger, so that neither a restart nor a power cut forgets a hold or asks for it again.

    A unit without an order stands for its recipe as it is: a recipe that was changed begins anew. `ca_of` tells which CA signs a
    recipe's devices.
    """

    def __init__(self, witness: Witness, memory: Memory, registrations: Registrations, ca_of: Callable[[Recipe], x509.Certificate]) -> None:
        self._witness = witness
        self._memory = memory
        self._registrations = registrations
        self._ca_of = ca_of
        self._works: dict[tuple[str, str], _Work] = {}
        self._lock = threading.Lock()

    @contextmanager
    def hold(self, start: Start, identifier: str, recipe: Recipe, stop: Stop, *, renewing: bool = False) -> Iterator[Hold]:
        """Let a unit in that is the first, or comes after a first one that is confirmed; it is the only one until the block ends.

        One that only gets another certificate (`renewing`) is nobody's first.

        Raises FirstArticlePending in words, JitpNotReady, CloudError, Cancelled.
        """
        if renewing:
            yield Hold(None)
            return
        with self._lock:
            work = self._works.setdefault(
                (start.order, recipe.digest), _Work(f"order {start.order}" if start.order else f"the recipe {recipe.name}")
            )
        if recipe.registration.mode is Mode.JITP and not work.jitp_ready:
            self._require_jitp(recipe, stop)
            work.jitp_ready = True
        if not self._holds(start.order, recipe) or self._confirmed(work, start.order, identifier, recipe, stop=stop):
            yield Hold(None)
            return
        with self._lock:
            if work.open:
                first = None
            elif work.tray is not None:
                raise FirstArticlePending(f"The first unit of {work.name} is on tray {work.tray}, and not confirmed on the platform yet.")
            else:
                work.tray, first = start.tray, work
        try:
            yield Hold(first)
        finally:
            if first is not None:
                with self._lock:
                    first.tray = None

    def seen(self, identifier: str, chain: Chain, receipt: Receipt, stop: Stop) -> Receipt:
        """The receipt of a device that was let in: where it was awaited, what the platform has of it by now."""
        if receipt.state is not ReceiptState.AWAITED:
            return receipt
        return self._witness.find_receipt(identifier, chain, stop) or receipt

    def _holds(self, order: str, recipe: Recipe) -> bool:
        if recipe.registration.mode is Mode.NONE:
            return False
        return recipe.registration.first_article or bool(order and self._memory.wants_first_article(order))

    def _confirmed(self, work: _Work, order: str, identifier: str, recipe: Recipe, *, stop: Stop) -> bool:
        """Whether the first unit is known to the platform, by what we know or what it says now; False: there is none yet, or this is it."""
        if work.first is None:
            work.first = self._memory.find_first(order, recipe.digest)
        first = work.first
        if first is None or first.identifier == identifier:
            return work.open
        if not work.open and self._witness.find_receipt(first.identifier, first.chain, stop) is not None:
            work.first = FirstUnit(first.identifier, first.chain, ReceiptState.REGISTERED)
        if not work.open:
            raise FirstArticlePending(
                f"The first unit of {work.name}, {first.identifier}, has not made itself known to the platform yet.",
                advice="Let it connect, then start this unit; `birthmark platform contacts` tells whether it tried.",
            )
        return True

    def _require_jitp(self, recipe: Recipe, stop: Stop) -> None:
        ca = self._ca_of(recipe)
        known = self._registrations.find_registration(Chain(ca).fingerprint)
        self._witness.require_jitp(ca, recipe, known.jitp if known else None, stop)


class NoFirsts:
    """Where no platform can be asked: every unit may start but one that is to make itself known to it."""

    @contextmanager
    def hold(self, start: Start, identifier: str, recipe: Recipe, stop: Stop, *, renewing: bool = False) -> Iterator[Hold]:
        """Let it in; raises JitpNotReady."""
        del start, identifier, stop
        if not renewing and recipe.registration.mode is Mode.JITP:
            raise JitpNotReady("No platform can be asked whether it would make devices of this recipe just in time.")
        yield Hold(None)

    def seen(self, identifier: str, chain: Chain, receipt: Receipt, stop: Stop) -> Receipt:
        """The receipt as it is."""
        del identifier, chain, stop
        return receipt
