"""What the Authority page is told of the authorities, and what it may ask to be done about them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:  # a start does not wait for a ceremony
    from cryptography import x509
    from pydantic import SecretStr

    from app.core.authority import Handover, Registered, Removal
    from app.core.revocation import Revocation
    from app.core.waiting import Stop
    from app.founding.questions import Question, Stage
    from app.pki.expiry import Watch


@dataclass(frozen=True, slots=True)
class CaView:
    """One authority."""

    name: str
    chain: tuple[x509.Certificate, ...]
    """The issuing CA first; empty where it cannot be read."""
    place: str
    """Where its key lives, in words."""
    trouble: str
    """Why it cannot sign now; empty: it can."""
    signs: bool
    """Whether it signs for recipes that name none."""
    shut: bool = False
    """Whether its PIN or passphrase may be all that it lacks."""
    registered: Registered | None = None
    handover: Handover | None = None


@dataclass(frozen=True, slots=True)
class View:
    """Everything the page shows, as it was at `watch.now`."""

    authorities: tuple[CaView, ...]
    watch: Watch
    revocations: tuple[Revocation, ...]
    owed: tuple[Removal, ...]


class Wizard(Protocol):
    """The ceremony; `act` is slow, `answer` and `back` are not. They raise StationError."""

    @property
    def stage(self) -> Stage:
        """Where it is."""

    def questions(self) -> tuple[Question, ...]:
        """What this stage asks."""

    def answer(self, answers: Mapping[str, str], secrets: Mapping[str, SecretStr] | None = None) -> Stage:
        """Take the answers and go on."""

    def back(self) -> Stage:
        """One stage back, where nothing was made yet."""

    def act(self, stop: Stop, tell: Callable[[str], None]) -> Stage:
        """Do what the stages so far asked for; `tell` hears each part from the calling thread."""

    def review(self) -> tuple[str, ...]:
        """What will be done, or what was done, in sentences."""


class Office(Protocol):
    """What can be done about authorities; every call is made off the GUI thread and may raise StationError."""

    def look(self) -> View:
        """How everything is now."""

    def begin(self, existing: str) -> Wizard:
        """A ceremony: for a new authority, or the registration of an `existing` one."""

    def unlock(self, name: str, secret: SecretStr) -> None:
        """Log in to the authority's token, or open its key file: with this PIN or passphrase, tried once."""

    def hand_over(self, before: str, after: str, day: str) -> None:
        """Plan it, on a day as 2026-11-23; without `after`, take the plan back."""

    def sign_list(self, name: str) -> Path:
        """Sign the authority's revocation list and write it; where it is."""

    def settle(self) -> int:
        """Have the platform remove what it still has; how many went."""
