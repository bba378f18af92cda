"""The office behind the window's Authority page: a station's authorities as it shows them, and what it may do about them."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives import hashes
from pydantic import SecretStr

from app.core.authority import MAIN, Handover
from app.core.errors import CaExpired, CaUnsuitable, HandoverRefused, PinRejected, PkiError, SettingsError, StationError
from app.core.people import Right
from app.core.recipe import shown
from app.core.waiting import Stop
from app.gui import CaView, View
from app.handed import give_secret
from app.pki.expiry import look
from app.provisioning.rotation import settle_removals
from app.safe import CA_SECRET
from app.settings import AuthorityKind, AuthoritySettings, load
from app.station import Station

if TYPE_CHECKING:
    from app.founding.ceremony import Ceremony

_REVOKED = 1_000
"""Revocations that the page counts."""


class StationOffice:
    """See gui.Office."""

    def __init__(self, station: Station) -> None:
        self._station = station

    def look(self) -> View:
        """How everything is now; asks each HSM."""
        station, now = self._station, datetime.now(UTC)
        book = station.ledger.authorities
        return View(
            authorities=tuple(self._authorities()),
            watch=look(
                book,
                [member.chain for member in station.authorities.members.values()],
                now=now,
                days=station.settings.expiry_days,
            ),
            revocations=tuple(book.list_revocations()[:_REVOKED]),
            owed=tuple(book.list_owed_removals()),
        )

    def ending(self) -> str:
        """What ends within the nearest of the days looked ahead, in a sentence; empty: nothing. Quick also in a large ledger."""
        station, now = self._station, datetime.now(UTC)
        days = min(station.settings.expiry_days)
        before = now + timedelta(days=days)
        chains = [member.chain for member in station.authorities.members.values()]
        cas = sum(certificate.not_valid_after_utc < before for chain in chains for certificate in chain)
        devices = station.ledger.authorities.count_ending(before)
        if not cas and not devices:
            return ""
        return f"Within {days} days end: device certificates {devices:,}, CA certificates {cas:,}. The Authority page lists them."

    def begin(self, existing: str) -> "Ceremony":
        """A ceremony; raises NotAllowed, CeremonyRefused, PkiError where the existing authority cannot sign."""
        from app.founding.ceremony import Ceremony  # noqa: PLC0415 - the window does not wait for it

        return Ceremony(self._station, who=self._who(), existing=existing)

    def unlock(self, name: str, secret: SecretStr) -> None:
        """Have it sign again; the secret is known from now on until the program ends. Raises NotAllowed, PkiError, StoreError.

        Every try is noted: too many wrong ones lock a token. Nothing at all is no try.
        """
        station = self._station
        who = station.people.require_present(Right.UNLOCK) or station.settings.operator
        if not secret.get_secret_value():
            raise PinRejected("No PIN or passphrase was given.", advice="Type it, then press Unlock.")
        member = station.authorities.members[name]
        try:
            member.unlock(secret)
            member.check()
        except PkiError as error:
            station.ledger.note("authority.tried", {"name": name, "code": error.code}, who)
            raise
        if (authority := load(station.settings.home).every_authority.get(name)) is not None:
            give_secret(authority.secret or CA_SECRET, secret)
        station.ledger.note("authority.unlocked", {"name": name}, who)

    def hand_over(self, before: str, after: str, day: str) -> None:
        """Plan it, or take it back; raises NotAllowed, HandoverRefused."""
        who = self._who()
        try:
            begins = datetime.fromisoformat(day).replace(tzinfo=UTC)
        except ValueError as error:
            raise HandoverRefused(f"{shown(day)} is no day.", advice="Write it as year-month-day: 2027-01-31.") from error
        from app.founding.handing import plan_handover  # noqa: PLC0415 - the window does not wait for it

        plan_handover(self._station, Handover(datetime.now(UTC), before, after, begins, who))

    def sign_list(self, name: str) -> Path:
        """Sign its list and write it beside its chain; raises NotAllowed."""
        self._who()
        from app.founding.listing import write_list  # noqa: PLC0415 - the window does not wait for it

        return write_list(self._station, name)[1]

    def settle(self) -> int:
        """Try everything again that is owed; raises NotAllowed."""
        self._who()
        return settle_removals(self._station.platform.get_identities, self._station.ledger.authorities, Stop())

    def _who(self) -> str:
        """Whoever works here and may keep authorities."""
        return self._station.people.require_present(Right.KEEP_AUTHORITY) or self._station.settings.operator

    def _authorities(self) -> Iterator[CaView]:
        station = self._station
        settings = load(station.settings.home).every_authority
        plans = {plan.before: plan for plan in station.ledger.authorities.list_handovers()}
        signs = station.authorities.name_for("")
        for name, member in station.authorities.members.items():
            trouble, shut = "", False
            try:
                member.check()
            except SettingsError as error:
                if name == MAIN and name not in settings:
                    continue  # there is none yet
                trouble, shut = f"{error.message} {error.advice}", True
            except StationError as error:
                trouble, shut = f"{error.message} {error.advice}", not isinstance(error, CaExpired | CaUnsuitable)
            fingerprint = member.chain[0].fingerprint(hashes.SHA256()).hex() if member.chain else ""
            yield CaView(
                name=name,
                chain=member.chain,
                place=_place(settings[name]) if name in settings else "",
                trouble=trouble,
                shut=shut,
                signs=name == signs,
                registered=station.ledger.authorities.find_registration(fingerprint) if fingerprint else None,
                handover=plans.get(name),
            )


def _place(authority: AuthoritySettings) -> str:
    if authority.kind is AuthorityKind.KEY_FILE:
        return "Its key is in an encrypted file."
    return f"Its key is in the token {shown(authority.token)}."
