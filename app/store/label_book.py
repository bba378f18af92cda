"""The part of the ledger that is about printed labels."""

from collections.abc import Callable, Collection
from contextlib import AbstractContextManager
from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from app.core.errors import PrinterUnsure
from app.core.label import OPEN, Print, PrintsOpen, PrintState
from app.core.run import Failure
from app.store import labels
from app.store.entries import append

Opening = Callable[[], AbstractContextManager[Session]]


class LabelBook:
    """`Ledger.labels`: any thread may call it; every call is one short transaction and raises StoreError as the ledger's do."""

    def __init__(self, station: str, now: Callable[[], datetime], reading: Opening, writing: Opening) -> None:
        self._station = station
        self._now = now
        self._reading = reading
        self._writing = writing

    def find_owed(self) -> Print | None:
        """The label that is to be printed next, or None."""
        return next(iter(self.list_prints((PrintState.OWED,), 1)), None)

    def tell(self, label: UUID, state: PrintState, failure: Failure | None = None, *, who: str = "", why: str = "") -> None:
        """Something happened to a label: it goes out, it is printed, or why not. Raises LabelUnknown where it is at its end already."""
        with self._writing() as session:
            labels.tell(session, self._station, self._now(), label, state, failure=failure, who=who, why=why)

    def again(self, run: UUID, who: str, reason: str) -> Print:
        """Have the run's label printed again; raises LabelUnknown where there is none, or it is still owed."""
        with self._writing() as session:
            return labels.get(session, labels.again(session, self._station, self._now(), run, who=who, reason=reason))

    def find_template(self, digest: str) -> str | None:
        """The content of the template of that digest, where a label or an order relies on it, or None."""
        with self._reading() as session:
            found = labels.find_template(session, self._station, digest)
            return found.body if found else None

    def note_test(self, template: str, who: str, failure: Failure | None) -> None:
        """Somebody had a label of no unit printed; `failure`: why it was not."""
        facts = {"template": template, "code": failure.code if failure else "", "message": failure.message if failure else ""}
        with self._writing() as session:
            append(session, self._station, self._now(), "label.tested", facts, who=who)

    def close_interrupted(self) -> int:
        """For when a station starts: what was on its way when it stopped is unsure. How many that are."""
        error = PrinterUnsure("The station stopped while this label was being printed.")
        with self._writing() as session:
            return labels.close_interrupted(session, self._station, self._now(), Failure.of(error))

    def list_prints(self, states: Collection[PrintState] = OPEN, limit: int = 100, text: str = "", *, newest: bool = False) -> list[Print]:
        """At most `limit` labels in these states, the oldest first; `text`: a unit's identifier."""
        with self._reading() as session:
            return labels.list_prints(session, self._station, states, limit, text=text, newest=newest)

    def list_of_run(self, run: UUID) -> list[Print]:
        """Every label of a run, in their order."""
        with self._reading() as session:
            return labels.list_prints(session, self._station, tuple(PrintState), 1_000, run=run)

    def count(self) -> PrintsOpen:
        """How many labels are not at their end."""
        with self._reading() as session:
            return labels.count(session, self._station)
