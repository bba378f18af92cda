"""What a station knows of its authorities: registrations at the platform, planned hand-overs, revocation lists."""

from dataclasses import dataclass, field
from datetime import datetime

from app.core.jitp import Jitp

MAIN = "main"
"""The authority of recipes that name none."""


@dataclass(frozen=True, slots=True)
class Registered:
    """A CA as the platform was told of it."""

    at: datetime
    fingerprint: str
    """SHA-256 of the CA certificate, hex."""
    platform: str
    """The platform's address."""
    prn: str
    description: str
    who: str
    jitp: Jitp | None = None
    jitp_set: bool = False
    """Whether the platform was told of `jitp`; False with a `jitp`: a person had to set it by hand."""
    requests: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Handover:
    """From `begins` on, `after` signs what `before` signed until then; certificates of both stay valid."""

    at: datetime
    before: str
    after: str
    """Names of authorities; an empty `after` takes the plan back."""
    begins: datetime
    who: str


@dataclass(frozen=True, slots=True)
class Crl:
    """A signed list of revoked certificates."""

    issuer: str
    """SHA-256 of the CA certificate whose key signed it, hex."""
    number: int
    at: datetime
    next_update: datetime
    revoked: int
    der: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Removal:
    """An old certificate that has to go from the platform, since its unit has a new one that is proven."""

    identifier: str
    serial: str
    fingerprint: str
    since: datetime
    reason: str
    removed: datetime | None = None
    problem: str = ""
    """What went wrong the last time, in a sentence."""
