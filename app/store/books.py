"""The ledger by topic; what a station does not need to open its window is loaded when it is first asked for."""
# ruff: noqa: PLC0415 - see above: it was a tenth of the time that the ledger's code takes to load

from abc import ABC, abstractmethod
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from sqlmodel import Session

from app.store.book import Book
from app.store.heads import Head
from app.store.label_book import LabelBook
from app.store.orders import OrderBook
from app.store.outbox_book import OutboxBook
from app.store.people import PeopleBook
from app.store.recipes import RecipeBook

if TYPE_CHECKING:
    from app.store.audit import AuditBook
    from app.store.bulk import BulkBook
    from app.store.contacts import ContactBook
    from app.store.export import Exports
    from app.store.retention import RetentionBook


class Books(ABC):
    """What the Ledger is by topic; any thread may ask for any of it."""

    def __init__(self, station: str, file: Path | None, now: Callable[[], datetime]) -> None:
        self._station, self._file, self._now = station, file, now
        self.authorities = Book(station, now, self._reading, self._writing)
        self.people = PeopleBook(station, now, self._reading, self._writing)
        self.orders = OrderBook(station, now, self._reading, self._writing)
        self.recipes = RecipeBook(station, now, self._reading, self._writing)
        self.outbox = OutboxBook(station, now, self._reading, self._writing)
        self.labels = LabelBook(station, now, self._reading, self._writing)

    @abstractmethod
    def _reading(self) -> AbstractContextManager[Session]:
        """A transaction that reads."""

    @abstractmethod
    def _writing(self, reason: str = "") -> AbstractContextManager[Session]:
        """A transaction that writes."""

    @abstractmethod
    def _sign_head(self, reason: str) -> Head | None:
        """Sign the chain as it stands."""

    @cached_property
    def audit(self) -> "AuditBook":
        """Its own chain: read, signed, proven."""
        from app.store.audit import AuditBook

        return AuditBook(self._station, self._file, self._reading, self._sign_head)

    @cached_property
    def exports(self) -> "Exports":
        """Many runs at once, for whoever writes them down elsewhere."""
        from app.store.export import Exports

        return Exports(self._reading)

    @cached_property
    def retention(self) -> "RetentionBook":
        """Periods that leave it."""
        from app.store.retention import RetentionBook

        return RetentionBook(self._station, self._file, self._now, self._reading, self._writing)

    @cached_property
    def bulk(self) -> "BulkBook":
        """Jobs that make certificates ahead."""
        from app.store.bulk import BulkBook

        return BulkBook(self._station, self._now, self._reading, self._writing)

    @cached_property
    def contacts(self) -> "ContactBook":
        """Devices that made themselves known to the platform."""
        from app.store.contacts import ContactBook

        return ContactBook(self._station, self._reading, self._writing)
