"""A station's ledger as the window's Audit page asks for it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.core.people import Right
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
    backups: Path
    """Where backups go unless somebody says otherwise."""
    who: Callable[[Right], str]
    """Whoever works here and may do it; raises NotAllowed."""
    anchor: Path | None = None
    recipient: str = ""
    """The age public key that backups are encrypted for; empty: they are not."""

    @property
    def key(self) -> str:
        """The station's public key, hex."""
        return self.seal.public.hex()

    @property
    def encrypted(self) -> bool:
        """See Archive."""
        return bool(self.recipient)

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
        from app.audit import Order, export  # noqa: PLC0415 - the window does not wait for it

        order = Order(wish.folder, wish.formats, wish.extent, self.who(Right.EXPORT))
        done = export(self.ledger, self.seal, self.station, order, tell)
        return Made(done.folder, done.count)

    def back_up(self, folder: Path, tell: Tell) -> Made:
        """See Archive."""
        from app.audit import back_up  # noqa: PLC0415 - the same

        who = self.who(Right.BACK_UP)
        done = back_up(self.ledger, self.seal, self.station, folder, tell, recipient=self.recipient, who=who)
        return Made(done.file, done.entries)
