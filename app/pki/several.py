"""Several authorities in one station: which one signs for a recipe, also while one hands over to the next."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from datetime import datetime

from cryptography import x509
from pydantic import SecretStr

from app.core.authority import MAIN, Crl, Handover
from app.core.chain import Chain
from app.core.errors import HandoverRefused, SettingsError, StationError
from app.core.recipe import Recipe, shown
from app.core.ticket import Ticket
from app.pki import Authority, Issued, Request, Revoked
from app.pki.ca import day


def signing(name: str, plans: Sequence[Handover], now: datetime) -> str:
    """Who signs now where `name` is asked for: those it handed over to, one after the other."""
    begun = {plan.before: plan.after for plan in plans if plan.after and plan.begins <= now}
    passed = {name}
    while name in begun and begun[name] not in passed:
        name = begun[name]
        passed.add(name)
    return name


def require_plan(plan: Handover, chains: Mapping[str, tuple[x509.Certificate, ...]], plans: Sequence[Handover]) -> None:
    """Raise HandoverRefused unless both authorities are there and valid on the day of the change, and nobody hands over in a circle."""
    for name in (plan.before, plan.after):
        if not chains.get(name):
            raise HandoverRefused(f"There is no usable authority {shown(name)} here; there are {', '.join(sorted(chains)) or 'none'}.")
        for certificate in chains[name]:
            begin, end = certificate.not_valid_before_utc, certificate.not_valid_after_utc
            if not begin <= plan.begins < end:
                raise HandoverRefused(
                    f"The authority {shown(name)} is valid from {day(begin)} to {day(end)}, and not on {day(plan.begins)}."
                )
    others = {each.before: each.after for each in plans if each.before != plan.before}
    name = plan.after
    while name:
        if name == plan.before:
            raise HandoverRefused(f"{shown(plan.after)} hands over to {shown(plan.before)}: nobody would sign.")
        name = others.pop(name, "")


class Several:
    """The authorities of a station by name; the door Authority, for which each recipe names one (none: the main one).

    `plans` are the hand-overs in force, `now` is a clock in UTC. Members may be added while others sign.
    """

    def __init__(self, members: Mapping[str, Authority], plans: Callable[[], Sequence[Handover]], now: Callable[[], datetime]) -> None:
        self.members = dict(members)
        self._plans = plans
        self._now = now

    @property
    def chain(self) -> tuple[x509.Certificate, ...]:
        """The CA certificates of the one that signs now for recipes that name none."""
        return self.get("").chain

    def get(self, wanted: str) -> Authority:
        """The one that signs now for recipes that name `wanted`; raises SettingsError where the station does not have it."""
        return self.members[self.name_for(wanted)]

    def name_for(self, wanted: str) -> str:
        """The name of that one; raises SettingsError."""
        name = signing(wanted or MAIN, self._plans(), self._now())
        if name not in self.members:
            raise SettingsError(
                f"This station has no authority {shown(name)}.",
                key="certificate.authority",
                advice=f"An engineer must correct the recipe or the settings; there is {', '.join(sorted(self.members))}.",
            )
        return name

    def unlock(self, secret: SecretStr) -> None:
        """See Authority: the one that signs for recipes that name none."""
        self.get("").unlock(secret)

    def check(self) -> None:
        """See Authority: of the one that signs for recipes that name none."""
        self.get("").check()

    def require_ready(self, recipe: Recipe) -> None:
        """See Authority; raises SettingsError too, where the station does not have the authority that the recipe names."""
        self.get(recipe.certificate.authority).require_ready(recipe)

    def issue(self, csr: x509.CertificateSigningRequest, ticket: Ticket, recipe: Recipe) -> Issued:
        """See Authority."""
        return self.get(recipe.certificate.authority).issue(csr, ticket, recipe)

    def find_issued(self, chain: Chain, ticket: Ticket, recipe: Recipe) -> Issued | None:
        """See Authority."""
        return self.get(recipe.certificate.authority).find_issued(chain, ticket, recipe)

    def issue_many(
        self, requests: Sequence[Request], recipe: Recipe, remember: Callable[[list[Issued | StationError]], Future[None]]
    ) -> None:
        """See Authority."""
        self.get(recipe.certificate.authority).issue_many(requests, recipe, remember)

    def verification(self, code: str) -> x509.Certificate:
        """See Authority."""
        return self.get("").verification(code)

    def publish_crl(self, book: Revoked, *, days: int, who: str = "") -> Crl:
        """See Authority."""
        return self.get("").publish_crl(book, days=days, who=who)
