"""The part of the ledger that is about authorities: what they revoked, signed, were registered as, and hand over."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime
from uuid import UUID

from cryptography import x509
from sqlmodel import Session

from app.core.authority import Crl, Handover, Registered, Removal
from app.core.chain import Chain
from app.core.revocation import Reason, Revocation
from app.store import expiring, plans, removals, revocations
from app.store.values import Ending, Known

Opening = Callable[[], AbstractContextManager[Session]]


class Book:
    """`Ledger.authorities`: any thread may call it; every call is one short transaction and raises StoreError as the ledger's do."""

    def __init__(self, station: str, now: Callable[[], datetime], reading: Opening, writing: Opening) -> None:
        self._station = station
        self._now = now
        self._reading = reading
        self._writing = writing

    # ---- revocation --------------------------------------------------------------------------------------------

    def revoke(self, fingerprint: str, reason: Reason, *, note: str = "", who: str = "") -> Revocation:
        """Take the certificate with this SHA-256 (hex) back, for good; raises CertificateUnknown, CertificateRevoked."""
        with self._writing() as session:
            return revocations.revoke(session, self._station, self._now(), fingerprint, reason=reason, note=note, who=who)

    def find_revocation(self, fingerprint: str) -> Revocation | None:
        """How this certificate was taken back, if it was."""
        with self._reading() as session:
            return revocations.find(session, fingerprint)

    def list_revocations(self, issuer: str = "") -> list[Revocation]:
        """What was taken back of the CA with this fingerprint, or of all, the newest first."""
        with self._reading() as session:
            return revocations.list_revocations(session, issuer)

    def count_revocations(self) -> dict[str, int]:
        """How many certificates were taken back, by reason."""
        with self._reading() as session:
            return revocations.count(session)

    def last_crl(self, issuer: str) -> Crl | None:
        """The newest revocation list of the CA with this fingerprint."""
        with self._reading() as session:
            return revocations.last_crl(session, issuer)

    def add_crl(self, crl: Crl, who: str = "") -> None:
        """Keep a list before anybody gets it; its number must be higher than all before."""
        with self._writing() as session:
            revocations.add_crl(session, self._station, crl, who)

    # ---- arrangements ------------------------------------------------------------------------------------------

    def add_registration(self, registered: Registered) -> None:
        """A CA was made known to a platform."""
        with self._writing() as session:
            plans.add_registration(session, self._station, registered)

    def find_registration(self, fingerprint: str) -> Registered | None:
        """How the platform was last told of the CA with this fingerprint."""
        with self._reading() as session:
            return plans.find_registration(session, fingerprint)

    def plan_handover(self, plan: Handover) -> None:
        """Arrange, change or take back a hand-over."""
        with self._writing() as session:
            plans.plan_handover(session, self._station, plan)

    def list_handovers(self) -> list[Handover]:
        """The plans in force, by when they begin."""
        with self._reading() as session:
            return plans.list_handovers(session, self._station)

    # ---- removals from the platform ----------------------------------------------------------------------------

    def owe_removal(self, run: UUID, identifier: str, old: Chain, reason: str) -> None:
        """Remember, before the platform is asked, that the old certificate has to go from it."""
        with self._writing() as session:
            removals.owe(session, self._station, self._now(), run, identifier=identifier, old=old, reason=reason)

    def settle_removal(self, fingerprint: str, requests: tuple[str, ...] = ()) -> None:
        """The platform no longer has it; `requests` are its request ids."""
        with self._writing() as session:
            removals.settle(session, self._station, self._now(), fingerprint, requests)

    def fail_removal(self, fingerprint: str, problem: str) -> None:
        """It could not be removed: it stays owed."""
        with self._writing() as session:
            removals.fail(session, self._station, self._now(), fingerprint, problem)

    def list_owed_removals(self, identifier: str = "") -> list[Removal]:
        """What still has to go from the platform, of one unit or of all, the oldest first."""
        with self._reading() as session:
            return removals.list_owed(session, identifier)

    # ---- what there is -----------------------------------------------------------------------------------------

    def list_ending(self, before: datetime, limit: int = 100) -> list[Ending]:
        """At most `limit` certificates in use that end before then, the soonest first."""
        with self._reading() as session:
            return expiring.list_ending(session, before, limit)

    def count_ending(self, before: datetime | None = None) -> int:
        """How many certificates in use end before then; None: how many there are."""
        with self._reading() as session:
            return expiring.count_ending(session, before)

    def list_issuers(self) -> list[x509.Certificate]:
        """Every CA certificate that a certificate of this ledger was issued under."""
        with self._reading() as session:
            return expiring.list_issuers(session)

    def find_certificates(self, text: str, limit: int = 20) -> list[Known]:
        """The certificates meant by a serial number, a fingerprint or an identifier, the newest first."""
        with self._reading() as session:
            return expiring.find_known(session, text, limit)
