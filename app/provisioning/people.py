"""The door for people: badge and PIN, lock-out, and who may admit whom; works without any network."""

import re
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Protocol

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from pydantic import SecretStr

from app.core.errors import LoginLocked, LoginWrong, NotAllowed, PersonUnusable, PinUnfit
from app.core.people import Override, Person, Right, Role, require
from app.core.recipe import shown

TRIES = 5
"""Wrong PINs after which a badge is locked."""
LOCKED = timedelta(minutes=15)
"""For how long; every further wrong PIN after that locks it again."""
BADGE = re.compile(r"[\x21-\x7e]{1,64}")
"""What stands in a badge's barcode."""
_PIN = re.compile(r"[0-9]{4,12}")
_LONGEST_NAME = 60
_HASHER = PasswordHasher()
"""Argon2id with the parameters of RFC 9106, section 4 (the second choice: 64 MiB), as the library keeps them."""


class Known(Protocol):
    """A person as the ledger keeps them."""

    @property
    def person(self) -> Person:
        """Who it is."""

    @property
    def pin(self) -> str:
        """The PIN's hash."""

    @property
    def active(self) -> bool:
        """Whether they still work here."""


class Book(Protocol):
    """What the door remembers; the ledger's book of people does."""

    def keep_person(self, person: Person, pin: str, *, active: bool, who: str, why: str) -> None:
        """Admit or change a person."""

    def find(self, badge: str) -> Known | None:
        """The person of this badge, dismissed or not."""

    def list_all(self) -> Sequence[Known]:
        """Everybody who was ever admitted."""

    def add_login(self, badge: str, *, right: bool, how: str) -> None:
        """Somebody tried to log in."""

    def wrong_since_right(self, badge: str) -> Sequence[datetime]:
        """When wrong PINs were typed since the last right one, the oldest first."""

    def add_override(self, override: Override, right: Right, what: str) -> None:
        """One person allowed something to another."""


NOBODY = Person("", "nobody named", Role.SUPERVISOR)
"""Who allows something at a station that has admitted nobody: whoever stands there, for a reason."""


class People:
    """Everybody who may work at this station; any thread may call it. A call takes up to 0.1 s where a PIN is checked."""

    def __init__(self, book: Book, now: Callable[[], datetime], hasher: PasswordHasher = _HASHER) -> None:
        """Take the ledger's book of people, a clock in UTC, and how PINs are hashed from now on (a hash says itself how it was made)."""
        self._book = book
        self._now = now
        self._hasher = hasher
        self._present: Person | None = None
        self._locked = False
        self._some = False

    @property
    def any(self) -> bool:
        """Whether anybody was admitted: before that the station has no people, and nobody to ask for a badge."""
        self._some = self._some or bool(self._book.list_all())  # once there is somebody, there always is
        return self._some

    @property
    def present(self) -> Person | None:
        """Whoever works here, also while the station is locked."""
        return self._present

    @property
    def locked(self) -> bool:
        """Whether somebody works here and must show badge and PIN again before anything begins."""
        return self._locked

    def list_all(self) -> list[tuple[Person, bool]]:
        """Everybody, and whether they still work here."""
        return [(known.person, known.active) for known in self._book.list_all()]

    def login(self, badge: str, pin: SecretStr) -> Person:
        """The person of this badge and PIN.

        Raises LoginWrong (the same for a badge that is nobody's, in the same time), LoginLocked. Every try is in the ledger.
        """
        known = self._book.find(badge)
        if known is None or not known.active:
            self._hasher.hash(pin.get_secret_value())  # takes as long as to look whether it fits
            self._book.add_login(badge, right=False, how="nobody's badge")
            raise LoginWrong("Badge and PIN do not belong together.")
        wrong = self._book.wrong_since_right(badge)
        if len(wrong) >= TRIES and self._now() < (until := wrong[-1] + LOCKED):
            raise LoginLocked(f"This badge is locked for {_minutes(until - self._now())} min more: too many wrong PINs.")
        if not self._fits(known.pin, pin):
            self._book.add_login(badge, right=False, how="wrong PIN")
            left = TRIES - len(wrong) - 1
            if left <= 0:
                raise LoginLocked(f"The PIN is wrong, and this badge is locked for {_minutes(LOCKED)} min now.")
            if left == 1:
                raise LoginWrong("Badge and PIN do not belong together. One more try.")
            raise LoginWrong(f"Badge and PIN do not belong together. {left} more tries.")
        self._book.add_login(badge, right=True, how="logged in")
        return known.person

    def come_in(self, badge: str, pin: SecretStr) -> Person:
        """Log in for a while: whoever comes in is the one who works here until they, or somebody else, come or go; raises as `login`."""
        self._present = self.login(badge, pin)
        self._locked = False
        return self._present

    def lock(self) -> bool:
        """Nothing begins until a badge is shown again, what runs goes on; whether there was anybody to lock out."""
        if self._present is None or self._locked:
            return False
        self._locked = True
        self._book.add_login(self._present.badge, right=True, how="locked, nobody was there")
        return True

    def allow(self, right: Right, what: str, reason: str, badge: str = "", pin: SecretStr | None = None) -> Override:
        """What is asked for here, allowed by the person of this badge; without a badge by whoever works here, where they may.

        Both names and the reason go into the ledger; where the station has admitted nobody, the reason goes with the run that it allows.
        Raises LoginWrong, LoginLocked, NotAllowed.
        """
        if not badge and not self.any:
            override = Override(NOBODY, NOBODY, reason.strip())
            override.require(right)
            return override
        allowed = self.login(badge, pin or SecretStr("")) if badge else self._get_present()
        override = Override(self._present or allowed, allowed, reason.strip())
        override.require(right)
        self._book.add_override(override, right, what)
        return override

    def go(self) -> None:
        """Whoever works here leaves."""
        person, self._present, self._locked = self._present, None, False
        if person is not None:
            self._book.add_login(person.badge, right=True, how="logged out")

    def require_present(self, right: Right) -> str:
        """The badge of whoever works here, if they may; empty where the station has admitted nobody. Raises NotAllowed."""
        if self._present is None and not self.any:
            return ""
        return require(self._get_present(), right)

    def admit_first(self, badge: str, name: str, pin: SecretStr) -> Person:
        """The first administrator, at set-up; raises PersonUnusable where anybody is there already, PinUnfit."""
        if self.any:
            raise PersonUnusable("This station has people already.", advice="An administrator admits more.")
        return self._keep(Person(badge, name, Role.ADMINISTRATOR), pin, who=badge, why="first administrator")

    def admit(self, by: Person, badge: str, name: str, role: Role, pin: SecretStr) -> Person:
        """A new person, or one who comes back; raises NotAllowed, PersonUnusable, PinUnfit."""
        by.require(Right.KEEP_PEOPLE)
        known = self._book.find(badge)
        if known is not None and known.active:
            raise PersonUnusable(f"The badge {shown(badge)} is {known.person.name}'s.", advice="Take another badge.")
        return self._keep(Person(badge, name, role), pin, who=by.badge, why="admitted")

    def change_pin(self, person: Person, old: SecretStr, new: SecretStr) -> None:
        """One's own PIN; raises LoginWrong, LoginLocked, PinUnfit."""
        self.login(person.badge, old)
        self._keep(person, new, who=person.badge, why="own new PIN")

    def reset_pin(self, by: Person, badge: str, new: SecretStr) -> None:
        """Another one's PIN; unlocks the badge too. Raises NotAllowed, PersonUnusable, PinUnfit."""
        by.require(Right.KEEP_PEOPLE)
        self._keep(self._get(badge).person, new, who=by.badge, why="new PIN")

    def change_role(self, by: Person, badge: str, role: Role) -> Person:
        """Another role; raises NotAllowed, and PersonUnusable where no administrator would be left."""
        by.require(Right.KEEP_PEOPLE)
        known = self._get(badge)
        self._require_another_administrator(badge, role)
        person = Person(badge, known.person.name, role)
        self._book.keep_person(person, known.pin, active=True, who=by.badge, why=f"now {role}")
        return person

    def dismiss(self, by: Person, badge: str) -> None:
        """They no longer work here; raises NotAllowed, and PersonUnusable where no administrator would be left."""
        by.require(Right.KEEP_PEOPLE)
        known = self._get(badge)
        self._require_another_administrator(badge, None)
        self._book.keep_person(known.person, known.pin, active=False, who=by.badge, why="dismissed")

    def _get_present(self) -> Person:
        if self._present is None:
            raise NotAllowed("Nobody has logged in.", advice="Scan your badge, then try again.")
        if self._locked:
            raise NotAllowed("The station is locked: nobody was there for a while.", advice="Scan your badge, then try again.")
        return self._present

    def _get(self, badge: str) -> Known:
        known = self._book.find(badge)
        if known is None or not known.active:
            raise PersonUnusable(f"Nobody has the badge {shown(badge)}.")
        return known

    def _require_another_administrator(self, badge: str, role: Role | None) -> None:
        others = (known for known in self._book.list_all() if known.active and known.person.badge != badge)
        if role is not Role.ADMINISTRATOR and not any(known.person.role is Role.ADMINISTRATOR for known in others):
            raise PersonUnusable("The station would have no administrator.", advice="Make somebody else one first.")

    def _keep(self, person: Person, pin: SecretStr, *, who: str, why: str) -> Person:
        if BADGE.fullmatch(person.badge) is None:
            raise PersonUnusable("A badge is 1 to 64 characters of a barcode, without spaces.")
        name = person.name.strip()
        if not name or not name.isprintable() or len(name) > _LONGEST_NAME:
            raise PersonUnusable(f"A name is 1 to {_LONGEST_NAME} characters.")
        require_pin(pin)
        kept = Person(person.badge, name, person.role)
        self._book.keep_person(kept, self._hasher.hash(pin.get_secret_value()), active=True, who=who, why=why)
        return kept

    def _fits(self, pin_hash: str, pin: SecretStr) -> bool:
        try:
            return self._hasher.verify(pin_hash, pin.get_secret_value())
        except (VerificationError, InvalidHashError):
            return False


def require_pin(pin: SecretStr) -> None:
    """Raise PinUnfit unless it is 4 to 12 digits that are neither all the same nor a row up or down."""
    digits = pin.get_secret_value()
    if _PIN.fullmatch(digits) is None:
        raise PinUnfit("A PIN has 4 to 12 digits.")
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(digits)}
    if steps in ({0}, {1}, {9}):
        raise PinUnfit("This PIN is the first that anybody would try.")


def _minutes(time: timedelta) -> int:
    return max(1, round(time.total_seconds() / 60))
