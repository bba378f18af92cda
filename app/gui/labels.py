"""Carries what is asked of the opened run's labels to the station, and brings back what became of it."""

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Slot

from app.core.label import OPEN, Print
from app.core.run import Failure, Record
from app.gui.clerk import Clerk
from app.gui.language import said
from app.gui.prints import Prints
from app.gui.widgets.detail import Detail

_AGAIN_MS = 1_000
"""Milliseconds between two looks at a label that is still to come."""


class Labels(QObject):
    """Fills the label card of an opened run."""

    def __init__(self, prints: Prints, clerk: Clerk, detail: Detail, parent: QObject) -> None:
        super().__init__(parent)
        self._prints, self._clerk, self._detail = prints, clerk, detail
        self._run: UUID | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_AGAIN_MS)
        self._soon.timeout.connect(self._look)
        detail.shown.connect(self._opened)
        detail.labels.again.connect(self._again)
        detail.labels.seen.connect(self._seen)

    @Slot(object)
    def _opened(self, record: Record | None) -> None:
        run = record.start.run if record is not None else None
        if run != self._run:
            self._detail.labels.show_labels(None, (), b"")
        self._run = run
        self._look()

    @Slot()
    def _look(self) -> None:
        if self._run is not None:
            self._clerk.ask(partial(_look, self._prints, self._run), partial(self._show, self._run), self._sorry)

    def _show(self, run: UUID, found: tuple[Sequence[Print], bytes]) -> None:
        if run != self._run:
            return
        prints, picture = found
        self._detail.labels.show_labels(run, prints, picture)
        if any(each.state in OPEN for each in prints) and self._detail.isVisible():
            self._soon.start()

    @Slot(object, str)
    def _again(self, run: UUID, reason: str) -> None:
        self._clerk.ask(partial(self._prints.reprint, run, reason), lambda _: self._done(), self._sorry)

    @Slot(object)
    def _seen(self, label: Print) -> None:
        self._clerk.ask(partial(self._prints.settle, label), lambda _: self._done(), self._sorry)

    def _done(self) -> None:
        self._detail.labels.why.clear()
        self._look()

    def _sorry(self, failure: Failure) -> None:
        self._detail.say(f"{said(failure.message)} {said(failure.advice)}")


def _look(prints: Prints, run: UUID) -> tuple[Sequence[Print], bytes]:
    labels = prints.list_of_run(run)
    return labels, prints.draw(labels[-1]) if labels else b""
