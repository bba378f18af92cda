"""`birthmark devices`: what is plugged in, and which socket is which tray's."""

from typing import Annotated

import typer

from app.cli.homes import settings_of
from app.cli.who import log_in
from app.cli.words import emit, say
from app.core.device import Port
from app.core.errors import DeviceUnknown, SettingsError
from app.core.people import Right
from app.core.recipe import Recipe
from app.core.waiting import Stop
from app.devices import Scanner
from app.provisioning.sockets import Sockets, learn_socket
from app.settings import Settings
from app.station import Shelf, choose_recipe, keep_noted, make_scanner, open_ledger

devices = typer.Typer(name="devices", help="What is plugged in, and which socket is which tray's.", invoke_without_command=True)


@devices.callback()
def _list(
    context: typer.Context,
    json: Annotated[bool, typer.Option("--json", help="One port a line as JSON.")] = False,
) -> None:
    """List what is plugged in, and which recipe is for it; opens nothing."""
    if context.invoked_subcommand is not None:
        return
    settings = settings_of(context)
    recipes, scanner = _eyes(settings)
    sockets = Sockets(settings.trays, settings.sockets)
    ports = sorted(scanner.scan(), key=lambda port: port.socket)
    for port in ports:
        recipe, tray = _recipe(recipes, port), sockets.find_tray(port.socket)
        if json:
            emit(_as_json(port, recipe, tray))
        else:
            place = f"tray {tray}" if tray else ""
            typer.echo(
                f"{port.address:<28} socket {port.socket:<16} {_usb(port):<10} "
                f"{port.product or port.label or '-':<28} {recipe or 'no recipe'} {place}".rstrip()
            )
    if not ports and not json:
        say(f"Nothing is plugged in. A terminal that the system does not list can be linked into {settings.ports}.")


@devices.command()
def teach(
    context: typer.Context,
    tray: Annotated[int, typer.Option(help="The tray's number.", min=1)],
    seconds: Annotated[float, typer.Option(help="How long to wait.", min=1)] = 60.0,
) -> None:
    """Bind a tray to the socket into which a device is plugged next. What is there already must be taken out first."""
    settings = settings_of(context)
    if tray > settings.trays:
        raise SettingsError(f"There are {settings.trays} trays here.", key="trays", advice="Say more `trays` in the settings first.")
    _, scanner = _eyes(settings)
    with open_ledger(settings) as ledger:
        by = log_in(context, settings, ledger, Right.SET_UP)
        say(f"Plug a device into the socket of tray {tray} …")
        port = learn_socket(scanner, seconds, Stop())
        Sockets(settings.trays, settings.sockets).teach(tray, port.socket)
        keep_noted(settings.home, {f"sockets.{tray}": port.socket}, ledger, by.badge if by else settings.operator)
    say(f"Tray {tray} is the socket {port.socket} from now on.")


def _eyes(settings: Settings) -> tuple[tuple[Recipe, ...], Scanner]:
    recipes = Shelf(settings).recipes
    return recipes, make_scanner(settings, recipes)


def _recipe(recipes: tuple[Recipe, ...], port: Port) -> str:
    try:
        recipe = choose_recipe(recipes, port)
    except DeviceUnknown as doubt:
        return doubt.message
    return recipe.name if recipe else ""


def _usb(port: Port) -> str:
    return f"{port.vid:04x}:{port.pid:04x}" if port.vid is not None and port.pid is not None else "-"


def _as_json(port: Port, recipe: str, tray: int | None) -> dict[str, object]:
    return {
        "kind": port.kind.value,
        "address": port.address,
        "socket": port.socket,
        "vid": port.vid,
        "pid": port.pid,
        "serial": port.serial,
        "product": port.product,
        "manufacturer": port.manufacturer,
        "interface": port.interface,
        "label": port.label,
        "recipe": recipe,
        "tray": tray,
    }
