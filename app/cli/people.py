"""`birthmark people`: who may work at this station."""

from typing import Annotated

import typer

from app.cli.homes import call_of, settings_of
from app.cli.who import ask_pin, log_in, people_of
from app.cli.words import emit, say
from app.core.errors import PersonUnusable
from app.core.people import Person, Right, Role
from app.safe import NEW_PIN, find_secret
from app.station import open_ledger
from app.store import Ledger

people = typer.Typer(name="people", help="Who may work at this station: badges, PINs, roles.", no_args_is_help=True)

Badge = Annotated[str, typer.Argument(help="What stands in the badge's barcode.")]


@people.command(name="list")
def list_(
    context: typer.Context,
    json: Annotated[bool, typer.Option("--json", help="One person a line, as JSON.")] = False,
) -> None:
    """Everybody who was ever admitted."""
    settings = settings_of(context)
    with Ledger.open(settings.ledger_file, settings.station, read_only=True) as ledger:
        everybody = people_of(ledger).list_all()
    if not everybody:
        say("Nobody is admitted: everybody may do everything here. Admit an administrator first.")
    for person, active in everybody:
        if json:
            emit({"badge": person.badge, "name": person.name, "role": person.role.value, "active": active})
        else:
            typer.echo(f"{person.badge:<16} {person.role.value:<14} {person.name}{'' if active else '  (dismissed)'}")


@people.command()
def admit(
    context: typer.Context,
    badge: Badge,
    name: Annotated[str, typer.Option(help="What they are called.")],
    role: Annotated[Role, typer.Option(help="What they are here.")],
) -> None:
    """Admit somebody; the first one is the administrator who admits the others. Asks for the new PIN."""
    settings = settings_of(context)
    with open_ledger(settings) as ledger:
        door = people_of(ledger)
        by = log_in(context, settings, ledger, Right.KEEP_PEOPLE)
        if by is None and role is not Role.ADMINISTRATOR:
            raise PersonUnusable("The first person of a station is its administrator.", advice="Admit an administrator first.")
        pin = find_secret(NEW_PIN, settings.home) or ask_pin(f"New PIN for {name}", twice=True)
        made = door.admit_first(badge, name, pin) if by is None else door.admit(by, badge, name, role, pin)
    say(f"{made.name} is admitted as {made.role}.")


@people.command()
def pin(
    context: typer.Context,
    badge: Annotated[str, typer.Option("--of", help="Whose; else one's own. Another one's needs an administrator, and is unlocked.")] = "",
) -> None:
    """Set a new PIN."""
    settings = settings_of(context)
    with open_ledger(settings) as ledger:
        door = people_of(ledger)
        if badge:
            by = _somebody(log_in(context, settings, ledger, Right.KEEP_PEOPLE))
            door.reset_pin(by, badge, find_secret(NEW_PIN, settings.home) or ask_pin("New PIN", twice=True))
        else:
            own = call_of(context).badge or typer.prompt("Badge", err=True)
            old = ask_pin("PIN")
            door.change_pin(door.login(own, old), old, ask_pin("New PIN", twice=True))
    say("The PIN is changed.")


@people.command()
def role(context: typer.Context, badge: Badge, role: Annotated[Role, typer.Argument(help="What they are from now on.")]) -> None:
    """Give somebody another role."""
    settings = settings_of(context)
    with open_ledger(settings) as ledger:
        by = _somebody(log_in(context, settings, ledger, Right.KEEP_PEOPLE))
        person = people_of(ledger).change_role(by, badge, role)
    say(f"{person.name} is {person.role} now.")


@people.command()
def dismiss(context: typer.Context, badge: Badge) -> None:
    """Somebody no longer works here."""
    settings = settings_of(context)
    with open_ledger(settings) as ledger:
        by = _somebody(log_in(context, settings, ledger, Right.KEEP_PEOPLE))
        people_of(ledger).dismiss(by, badge)
    say("They are dismissed.")


def _somebody(person: Person | None) -> Person:
    if person is None:
        raise PersonUnusable("This station has admitted nobody yet.", advice="`birthmark people admit` admits the first administrator.")
    return person
