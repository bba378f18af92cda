"""`birthmark devices`: what is plugged in."""

from typing import Annotated

import typer

from app.cli.homes import settings_of
from app.cli.words import emit, say
from app.core.device import Port
from app.station import load_makers, load_profiles, load_recipes, make_scanner


def devices(
    context: typer.Context,
    json: Annotated[bool, typer.Option("--json", help="One port a line as JSON.")] = False,
) -> None:
    """List what is plugged in, and which recipe is for it; opens nothing."""
    settings = settings_of(context)
    profiles, _ = load_profiles(settings)
    recipes, _ = load_recipes(settings, profiles, load_makers(settings))
    ports = sorted(make_scanner(settings).scan(), key=lambda port: port.socket)
    for port in ports:
        recipe = next((recipe.name for recipe in recipes if recipe.detect.matches(port)), "")
        if json:
            emit(_as_json(port, recipe))
        else:
            typer.echo(f"{port.address:<28} socket {port.socket:<16} {_usb(port):<10} {port.product or '-':<28} {recipe or 'no recipe'}")
    if not ports and not json:
        say(f"Nothing is plugged in. A terminal that the system does not list can be linked into {settings.ports}.")


def _usb(port: Port) -> str:
    return f"{port.vid:04x}:{port.pid:04x}" if port.vid is not None and port.pid is not None else "-"


def _as_json(port: Port, recipe: str) -> dict[str, object]:
    return {
        "kind": port.kind.value,
        "address": port.address,
        "socket": port.socket,
        "vid": port.vid,
        "pid": port.pid,
        "serial": port.serial,
        "product": port.product,
        "manufacturer": port.manufacturer,
        "recipe": recipe,
    }
