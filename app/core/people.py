"""Who works at the station, and what each role may do; one table, asked below every window and command."""

from dataclasses import dataclass
from enum import StrEnum

from app.core.errors import NotAllowed


class Role(StrEnum):
    """What a person is at this station."""

    OPERATOR = "operator"
    SUPERVISOR = "supervisor"
    ENGINEER = "engineer"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


class Right(StrEnum):
    """Something not everybody may do."""

    PROVISION = "provision units"
    REWORK = "work on a unit again"
    REPRINT = "print a label again"
    TEST_PRINT = "print a test label"
    KEEP_ORDERS = "make, hold and close work orders"
    SCRAP = "scrap a unit"
    WRITE_RECIPES = "write recipes"
    APPROVE_RECIPES = "approve recipes"
    UNLOCK = "unlock the HSM"
    KEEP_AUTHORITY = "make authorities and revoke certificates"
    MAKE_AHEAD = "make certificates ahead of their units"
    RETRY_QUEUE = "settle what is owed to the platform"
    EXPORT = "export the ledger"
    BACK_UP = "back up the ledger"
    RETAIN = "archive old periods of the ledger"
    KEEP_PEOPLE = "admit people to the station"
    SET_UP = "set up the station"
    LEAVE = "leave the full screen"


_SHOP = frozenset({Role.OPERATOR, Role.SUPERVISOR, Role.ENGINEER})
_LEADING = frozenset({Role.SUPERVISOR, Role.ADMINISTRATOR})
ALLOWED: dict[Right, frozenset[Role]] = {
    Right.PROVISION: _SHOP,
    Right.REWORK: frozenset({Role.SUPERVISOR}),
    Right.REPRINT: _SHOP,
    Right.TEST_PRINT: _SHOP | {Role.ADMINISTRATOR},
    Right.KEEP_ORDERS: _LEADING,
    Right.SCRAP: frozenset({Role.SUPERVISOR}),
    Right.WRITE_RECIPES: frozenset({Role.ENGINEER}),
    Right.APPROVE_RECIPES: frozenset({Role.ENGINEER}),
    Right.UNLOCK: _LEADING,
    Right.KEEP_AUTHORITY: frozenset({Role.ADMINISTRATOR}),
    Right.MAKE_AHEAD: frozenset({Role.SUPERVISOR, Role.ENGINEER, Role.ADMINISTRATOR}),
    Right.RETRY_QUEUE: frozenset({Role.SUPERVISOR, Role.ENGINEER, Role.ADMINISTRATOR}),
    Right.EXPORT: frozenset({Role.AUDITOR, Role.SUPERVISOR, Role.ADMINISTRATOR}),
    Right.BACK_UP: frozenset({Role.AUDITOR, Role.SUPERVISOR, Role.ADMINISTRATOR}),
    Right.RETAIN: frozenset({Role.ADMINISTRATOR}),
    Right.KEEP_PEOPLE: frozenset({Role.ADMINISTRATOR}),
    Right.SET_UP: frozenset({Role.ENGINEER, Role.ADMINISTRATOR}),
    Right.LEAVE: frozenset({Role.SUPERVISOR, Role.ENGINEER, Role.ADMINISTRATOR}),
}
"""Who may what. Reading the history, and having it proven that the ledger holds, are everybody's rights, and stand in no row."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who has logged in, or is told of."""

    badge: str
    name: str
    role: Role

    def may(self, right: Right) -> bool:
        """Whether the table allows it."""
        return self.role in ALLOWED[right]

    def require(self, right: Right) -> None:
        """Raise NotAllowed where the table does not allow it; it says who could."""
        if not self.may(right):
            who = " or ".join(sorted(ALLOWED[right]))
            raise NotAllowed(f"{self.name} ({self.role}) may not {right}.", advice=f"This needs a person who is {who}: scan such a badge.")


@dataclass(frozen=True, slots=True)
class Override:
    """What one person asked for and another allowed, with the reason: both names go into the ledger.

    Whoever may it alone allows it to themselves: there the reason is what counts.
    """

    asked: Person
    allowed: Person
    reason: str

    def require(self, right: Right) -> None:
        """Raise NotAllowed unless the person who allowed it may, and a reason is given."""
        self.allowed.require(right)
        if not self.reason.strip():
            raise NotAllowed("A reason is missing.", advice="Say in a few words why.")


def require(person: Person | None, right: Right) -> str:
    """The badge of a person who may; raises NotAllowed. None: a station that has admitted nobody asks nobody."""
    if person is None:
        return ""
    person.require(right)
    return person.badge
