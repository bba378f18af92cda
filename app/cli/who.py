"""Who calls a command: a badge and a PIN, wherever the station has admitted people."""

from datetime import UTC, datetime

import typer
from pydantic import SecretStr

from app.cli.homes import call_of
from app.core.people import Override, Person, Right, require
from app.handed import read_secret
from app.provisioning.people import People
from app.safe import PIN, find_secret
from app.settings import Settings
from app.station import Station
from app.store import Ledger


def people_of(ledger: Ledger) -> People:
    """The door for people of this ledger."""
    return People(ledger.people, lambda: datetime.now(UTC))


def log_in(context: typer.Context, settings: Settings, ledger: Ledger, right: Right, door: People | None = None) -> Person | None:
    """The person who calls, once they have shown that they may; None where the station has admitted nobody yet.

    They are the one who works at the `door` from then on. The badge is the one of `--badge`, or asked for; the PIN is asked for, or found
    as any secret is. Raises LoginWrong, NotAllowed.
    """
    people = door or people_of(ledger)
    if not people.any:
        return None
    badge = call_of(context).badge or typer.prompt("Badge", err=True)
    pin = find_secret(PIN, settings.home) or ask_pin("PIN")
    person = people.come_in(badge, pin)
    require(person, right)
    return person


def caller(context: typer.Context, station: Station, right: Right) -> str:
    """The badge of whoever calls and may, else what the settings call the operator; raises as `log_in`."""
    person = log_in(context, station.settings, station.ledger, right)
    return person.badge if person else station.settings.operator


def ask_permission(people: People, right: Right, what: str, reason: str, badge: str, pin_fd: int | None) -> Override:
    """Who allows what somebody wants to do here: whoever works here where they may, else the person of this badge, who shows their PIN.

    Both names and the reason are in the ledger. Where the station has admitted nobody, nobody is asked. Raises LoginWrong, NotAllowed.
    """
    if not people.any or (not badge and people.present is not None and people.present.may(right)):
        return people.allow(right, what, reason)
    badge = badge or typer.prompt("Badge of somebody who may allow it", err=True)
    pin = read_secret(pin_fd) if pin_fd is not None else ask_pin("Their PIN")
    return people.allow(right, what, reason, badge, pin)


def ask_pin(words: str, *, twice: bool = False) -> SecretStr:
    """A PIN, typed unseen; twice where it is a new one."""
    return SecretStr(typer.prompt(words, hide_input=True, confirmation_prompt=twice, err=True))
