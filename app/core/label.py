"""What is printed for a unit: the words a label may use, what is wanted, and what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from app.core.chain import Chain
from app.core.recipe import Recipe
from app.core.ticket import UNIT_WORDS, Ticket

LABEL_WORDS = UNIT_WORDS | {
    *("certificate.serial", "certificate.fingerprint", "certificate.until"),
    *("recipe.name", "recipe.version", "recipe.title"),
    "made",
}
"""Words of label templates: the unit's, its certificate's, its recipe's, and the day it was made."""
SAMPLE = {word: word.rpartition(".")[2].upper() for word in LABEL_WORDS}
"""The words of a label that is no unit's: each says which it is."""
_ENDLESS = "without end"


def words_of(ticket: Ticket, chain: Chain, recipe: Recipe, made: datetime) -> dict[str, str]:
    """Every word of LABEL_WORDS, for this unit."""
    until = _ENDLESS if chain.endless else f"{chain.leaf.not_valid_after_utc:%Y-%m-%d}"
    return _words(ticket, recipe, made, (chain.serial, chain.fingerprint, until))


def longest_of(ticket: Ticket, recipe: Recipe, made: datetime) -> dict[str, str]:
    """The same before there is a certificate, with words as long as a certificate's may be (RFC 5280 4.1.2.2: 20 octets of serial)."""
    return _words(ticket, recipe, made, ("8" * 40, "8" * 64, _ENDLESS))


def _words(ticket: Ticket, recipe: Recipe, made: datetime, certificate: tuple[str, str, str]) -> dict[str, str]:
    serial, fingerprint, until = certificate
    return {
        **ticket.words,
        "certificate.serial": serial,
        "certificate.fingerprint": fingerprint,
        "certificate.until": until,
        "recipe.name": recipe.name,
        "recipe.version": recipe.version,
        "recipe.title": recipe.title,
        "made": f"{made:%Y-%m-%d}",
    }


@dataclass(frozen=True, slots=True)
class Wanted:
    """A label that a unit is to get: its template as it is now, and the words."""

    template: str
    digest: str
    """SHA-256 of `body`."""
    body: str
    """The template's canonical content: templates change, what was promised does not."""
    words: Mapping[str, str]


class PrintState(StrEnum):
    """What became of a label."""

    OWED = "owed"
    """It is to be printed; what failed is tried again by itself."""
    PRINTING = "printing"
    """It is on its way to the printer."""
    PRINTED = "printed"
    UNSURE = "unsure"
    """It went out, and nobody knows whether it was printed: a person has to look."""
    DROPPED = "dropped"
    """A person decided that it is not needed, or had another one printed in its place."""


OPEN = (PrintState.OWED, PrintState.PRINTING, PrintState.UNSURE)
"""What is not at its end."""


@dataclass(frozen=True, slots=True)
class Print:
    """One label of one unit, and what became of it."""

    id: UUID
    run: UUID
    tray: int
    identifier: str
    template: str
    digest: str
    at: datetime
    """When it began to be owed."""
    who: str
    """Whose run it was, or who had it printed again."""
    reason: str
    """Why it is printed again; empty: it is the unit's first."""
    number: int
    """The labels of a run count from 1."""
    state: PrintState
    last: datetime
    """When it came into this state."""
    code: str = ""
    """Of what keeps it from being printed; empty: nothing does."""
    message: str = ""
    advice: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    body: str = ""
    """The template's content."""


@dataclass(frozen=True, slots=True)
class PrintsOpen:
    """How many labels are not at their end."""

    owed: int = 0
    unsure: int = 0
    since: datetime | None = None
    """Since when the oldest of them has been owed."""
