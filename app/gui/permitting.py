"""What whoever works here may not do alone is asked for, allowed by somebody who may, and then done."""

from collections.abc import Callable
from functools import partial

from pydantic import SecretStr
from PySide6.QtCore import QObject, Signal, Slot

from app.core.people import Override, Right
from app.core.run import Failure
from app.gui.clerk import Clerk
from app.gui.language import said
from app.gui.widgets.permission import Permission, Said
from app.provisioning.people import People

Then = Callable[[Override | None], object]


class Permitting(QObject):
    """One question at a time; the trays go on meanwhile. `refused` says why something cannot even be asked for."""

    refused = Signal(object)
    """A Failure."""

    def __init__(self, people: People, clerk: Clerk, banner: Permission, parent: QObject) -> None:
        super().__init__(parent)
        self._people, self._clerk, self._banner = people, clerk, banner
        self._right, self._what = Right.REWORK, ""
        self._then: Then | None = None
        banner.answered.connect(self._answered)
        banner.left.connect(self._forget)

    def ask(self, right: Right, what: str, then: Then, *, reasons: bool = True, always: bool = False) -> None:
        """Have `then` called with who allowed it; with None where the station has admitted nobody, and so nobody is asked.

        `always`: there too the reason is asked for, of whoever stands there.
        """
        self._clerk.ask(lambda: self._people.any, partial(self._ask, right, what, then, reasons=reasons, always=always), self.refused.emit)

    def _ask(self, right: Right, what: str, then: Then, anybody: bool, *, reasons: bool, always: bool) -> None:
        if not anybody and not always:
            then(None)
            return
        present = None if self._people.locked else self._people.present
        self._right, self._what, self._then = right, what, then
        alone = not anybody or (present is not None and present.may(right))
        words = self.tr("{what} Say why.") if alone else self.tr("{what} Have somebody scan a badge who may allow it.")
        self._banner.ask(words.format(what=what), alone=alone, reasons=reasons)

    @Slot(object)
    def _answered(self, said: Said) -> None:
        pin = SecretStr(said.pin) if said.badge else None
        self._clerk.ask(
            partial(self._people.allow, self._right, self._what, said.reason, said.badge, pin), self._allowed, self._not_allowed
        )

    def _allowed(self, override: Override) -> None:
        then, self._then = self._then, None
        self._banner.put_away()
        if then is not None:
            then(override)

    def _not_allowed(self, failure: Failure) -> None:
        if self._banner.asking:
            self._banner.refuse(f"{said(failure.message)} {said(failure.advice)}")

    @Slot()
    def _forget(self) -> None:
        self._then = None
