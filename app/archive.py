"""A station's ledger as the window's Audit page asks for it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.audit import Order, export
from app.core.seal import Seal
from app.gui.archive import Made, Tell, Wish
from app.store import Entry, EntryQuery, Ledger, Trust, Verified


@dataclass(frozen=True, slots=True)
class StationArchive:
    """Keeps what `gui.archive.Archive` promises."""

    ledger: Ledger
    seal: Seal
    station: str
    exports: Path
    """Where exports go unless somebody says otherwise."""
    who: Callable[[], str] = str
    """Whoever works here and may export; raises NotAllowed."""
    anchor: Path | None = None

    @property
    def key(self) -> str:
        """The station's public key, hex."""
        return self.seal.public.hex()

    def list_entries(self, query: EntryQuery, before: int | None = None, limit: int = 100, skip: int = 0) -> Sequence[Entry]:
        """See Archive."""
        return self.ledger.audit.list_entries(query, before, limit, skip)

    def count_entries(self, query: EntryQuery) -> int:
        """See Archive."""
        return self.ledger.audit.count_entries(query)

    def verify(self, tell: Tell) -> Verified:
        """See Archive; the head is signed first, so that what is proven includes the last entry."""
        self.ledger.audit.sign_head("verify")
        return self.ledger.audit.verify(Trust(frozenset({self.seal.public}), self.anchor), tell)

    def export(self, wish: Wish, tell: Tell) -> Made:
        """See Archive."""
        done = export(self.ledger, self.seal, self.station, Order(wish.folder, wish.formats, wish.extent, self.who()), tell)
        return Made(done.folder, done.count)
