"""Planning that one authority hands over to the next."""

from app.core.authority import Handover
from app.core.errors import HandoverRefused
from app.core.recipe import shown
from app.pki.several import require_plan
from app.station import Station


def plan_handover(station: Station, plan: Handover) -> None:
    """Arrange it, or take it back (an empty `after`); told in the audit chain. Raises HandoverRefused, StoreError."""
    book = station.ledger.authorities
    plans = book.list_handovers()
    if not plan.after:
        if all(each.before != plan.before for each in plans):
            raise HandoverRefused(f"{shown(plan.before)} does not hand over to anybody.", advice="There is nothing to take back.")
    else:
        require_plan(plan, {name: member.chain for name, member in station.authorities.members.items() if member.chain}, plans)
    book.plan_handover(plan)
