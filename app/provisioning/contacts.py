"""Finding out, from what the platform noted, which awaited units made themselves known, and why others were sent away."""

import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol, Self

import structlog

from app.cloud import Witness
from app.core.contact import Awaited, Contact
from app.core.errors import Cancelled, StationError
from app.core.waiting import Stop

log = structlog.get_logger(__name__)

EVERY = 60.0
"""Seconds between two looks of the watch."""
_SLACK = timedelta(minutes=10)
"""How much further back than the oldest awaited unit is looked: clocks differ, and the call may come before the run has ended."""


class Book(Protocol):
    """Where contacts are kept; the ledger's book of contacts."""

    def add(self, contacts: Iterable[Contact]) -> list[Contact]:
        """Note those of awaited units; returns what was new."""

    def list_awaited(self) -> Sequence[Awaited]:
        """Every unit that passed and has not made itself known yet."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What a look came to."""

    new: tuple[Contact, ...]
    awaited: tuple[Awaited, ...]
    """Who is still to come."""


def look(witness: Witness, book: Book, stop: Stop) -> Looked:
    """Ask the platform what it noted since the oldest awaited unit passed; raises CloudError, StoreError, Cancelled."""
    awaited = book.list_awaited()
    if not awaited:
        return Looked((), ())
    new = book.add(witness.list_contacts(min(unit.since for unit in awaited) - _SLACK, stop))
    return Looked(tuple(new), tuple(book.list_awaited()))


class ContactWatch:
    """Looks again and again, in a thread of its own; a context manager."""

    def __init__(self, witness: Witness, book: Book, *, every: float = EVERY) -> None:
        self._witness = witness
        self._book = book
        self._every = every
        self._stop = Stop()
        self._thread = threading.Thread(target=self._watch, name="contacts")

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _watch(self) -> None:
        try:
            while True:
                self._stop.wait(self._every)
                self._look()
        except Cancelled:
            return

    def _look(self) -> None:
        try:
            looked = look(self._witness, self._book, self._stop)
        except StationError as error:
            log.info("contacts.unknown", code=error.code, reason=error.message)
            return
        for contact in looked.new:
            log.info("contact.refused" if contact.refused else "contact.made", name=contact.name, why=contact.refused)
