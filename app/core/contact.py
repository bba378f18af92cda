"""Devices that make themselves known to the platform: who is awaited, and who came."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.core.chain import Chain
from app.core.run import ReceiptState


@dataclass(frozen=True, slots=True)
class Contact:
    """A device called the platform by itself, and was let in or sent away."""

    event: str
    """The platform's name of what it noted."""
    at: datetime
    name: str
    """The CN of the certificate that it showed."""
    fingerprint: str
    """SHA-256 of that certificate, hex."""
    refused: str = ""
    """Why it was sent away, as the end of a sentence; empty: it was let in."""


@dataclass(frozen=True, slots=True)
class Awaited:
    """A unit that passed, and whose first contact is still to come."""

    run: UUID
    since: datetime
    identifier: str
    fingerprint: str
    refused: str = ""
    """Why the platform sent it away the last time it came; empty: it was never seen."""


@dataclass(frozen=True, slots=True)
class FirstUnit:
    """The unit that stands for its order: one that is registered, else the first that is awaited."""

    identifier: str
    chain: Chain
    state: ReceiptState
