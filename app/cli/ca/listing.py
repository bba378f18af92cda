"""`birthmark ca list`: the authorities of this station."""

from datetime import UTC, datetime
from typing import Annotated

import typer
from cryptography.hazmat.primitives import hashes

from app.cli.homes import settings_of
from app.cli.words import emit, say
from app.core.authority import MAIN
from app.pki.several import signing
from app.settings import AuthoritySettings
from app.station import read_chain
from app.store import Ledger


def list_(
    context: typer.Context,
    json: Annotated[bool, typer.Option("--json", help="One authority a line as JSON.")] = False,
) -> None:
    """List the authorities: who signs, until when they are valid, what the platform knows of them, and planned hand-overs."""
    settings = settings_of(context)
    now = datetime.now(UTC)
    with Ledger.open(settings.ledger_file, settings.station, read_only=True) as ledger:
        plans = ledger.authorities.list_handovers()
        active = signing(MAIN, plans, now)
        for name, authority in settings.every_authority.items():
            row = _row(name, authority, ledger, now) | {"signs": name == active}
            plan = next((plan for plan in plans if plan.before == name), None)
            row |= {"hands_over_to": plan.after if plan else "", "on": plan.begins.isoformat() if plan else ""}
            emit(row) if json else typer.echo(_line(row))
    if not settings.every_authority:
        say("This station has no authority; `birthmark ca create` makes one.")


def _row(name: str, authority: AuthoritySettings, ledger: Ledger, now: datetime) -> dict[str, object]:
    ca = read_chain(authority)[0]
    fingerprint = ca.fingerprint(hashes.SHA256()).hex()
    registered = ledger.authorities.find_registration(fingerprint)
    return {
        "name": name,
        "subject": ca.subject.rfc4514_string(),
        "sha256": fingerprint,
        "not_after": ca.not_valid_after_utc.isoformat(),
        "days_left": (ca.not_valid_after_utc - now).days,
        "kind": authority.kind.value,
        "platform": registered.prn if registered else "",
    }


def _line(row: dict[str, object]) -> str:
    more = " · signs" if row["signs"] else ""
    more += f" · hands over to {row['hands_over_to']} on {str(row['on'])[:10]}" if row["hands_over_to"] else ""
    more += f" · {row['platform']}" if row["platform"] else " · not registered"
    return f"{row['name']:<16} {row['subject']}  until {str(row['not_after'])[:10]} ({row['days_left']:,} days){more}"
