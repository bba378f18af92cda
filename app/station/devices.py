"""Which drivers and which eyes a station has."""
# ruff: noqa: PLC0415 - a driver is loaded with its first device: the window does not wait for all of them

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from pydantic import SecretStr

from app.core.device import Port, PortKind
from app.core.errors import PortMissing, SettingsError
from app.core.recipe import Become, Driver, Recipe
from app.core.waiting import Stop
from app.devices import Credential, Device, Link, Scanner
from app.devices.links.serial import open_serial
from app.devices.scan import FolderScanner, Scanners, SerialScanner, Without
from app.devices.usb import list_scanners
from app.safe import find_secret
from app.settings import Settings
from app.station.hearing import Hearing
from app.station.tokens import make_token_scanners, open_token

if TYPE_CHECKING:
    from app.devices.drivers.token import Token

Opens = Callable[[Link, Recipe, Credential | None, Stop], Device]


def _linux_console() -> Opens:
    from app.devices.drivers.linux_console import LinuxConsole

    return LinuxConsole


def _micropython() -> Opens:
    from app.devices.drivers.micropython import MicroPython

    return MicroPython


def _nrf91() -> Opens:
    from app.devices.drivers.nrf91 import Nrf91

    return Nrf91


def _zephyr() -> Opens:
    from app.devices.drivers.zephyr import ZephyrCredentials

    return ZephyrCredentials


def _simulated() -> Opens:
    from app.devices.drivers.simulated import Simulated

    return Simulated


def _uboot_console() -> Opens:
    from app.devices.drivers.uboot_console import UBoot

    return UBoot


DRIVERS: dict[Driver, Callable[[], Opens]] = {
    Driver.LINUX_CONSOLE: _linux_console,
    Driver.MICROPYTHON: _micropython,
    Driver.NRF91_AT: _nrf91,
    Driver.ZEPHYR_CREDENTIALS: _zephyr,
    Driver.SIMULATED: _simulated,
    Driver.UBOOT_CONSOLE: _uboot_console,
}
"""What opens a device of each family; loaded with the first one that comes."""


class Simulation(Scanner, Protocol):
    """Simulated devices: seen like real ones, and opened here."""

    def open_link(self, port: Port, stop: Stop) -> Link:
        """Open a port of kind SIMULATED."""

    def open_token(self, port: Port, pin: str) -> "Token":
        """Log in to the token at a port of kind SIMULATED."""


def make_scanner(settings: Settings, recipes: Sequence[Recipe], hearing: Hearing | None = None) -> Scanner:
    """What looks at the system's serial ports, at the home's folder of ports, and at the other kinds of port that the recipes name.

    The barcode scanner's own port is none of them.
    """
    is_scanner = (hearing or make_hearing(settings)).is_scanner
    detects = [recipe.detect for recipe in recipes]
    others = list_scanners({detect.kind for detect in detects}, lambda port: any(detect.matches(port) for detect in detects))
    return Without(Scanners(*_serial(settings), *others, *make_token_scanners(recipes)), is_scanner)


def make_hearing(settings: Settings) -> Hearing:
    """Who hears the barcode scanner on a serial port."""
    return Hearing(settings.scanner.serial, Scanners(*_serial(settings)))


def _serial(settings: Settings) -> tuple[Scanner, ...]:
    return SerialScanner(), FolderScanner(settings.ports)


def open_device(settings: Settings, simulation: Simulation | None, port: Port, recipe: Recipe, stop: Stop) -> Device:
    """Open what is plugged in there with the driver that the recipe names; raises DeviceError, SettingsError."""
    credential = _find_credential(settings, recipe)
    match port.kind:
        case PortKind.SERIAL:
            link = open_serial(port.address, recipe.link.baud, stop, flow=recipe.link.flow, dtr=recipe.link.dtr, rts=recipe.link.rts)
        case PortKind.SIMULATED:
            if simulation is None:
                raise PortMissing(f"There is no simulated device at {port.address}.")
            return open_simulated(simulation, port, recipe, credential, stop)
        case PortKind.TOKEN:
            return open_token(port, recipe, credential, stop)
        case _:
            raise PortMissing(f"What is plugged in at {port.address} is no place where the driver {recipe.driver} could speak.")
    return DRIVERS[recipe.driver]()(link, recipe, credential, stop)


def open_simulated(simulation: Simulation, port: Port, recipe: Recipe, credential: Credential | None, stop: Stop) -> Device:
    """Open the simulated device at `port` with the driver that the recipe names; raises DeviceError."""
    if recipe.driver is Driver.TOKEN:
        from app.devices.drivers.token import HostToken

        stop.check()
        pin = credential.pin.get_secret_value() if credential and credential.pin else ""
        return HostToken(simulation.open_token(port, pin), port, recipe, stop)
    return DRIVERS[recipe.driver]()(simulation.open_link(port, stop), recipe, credential, stop)


def _find_credential(settings: Settings, recipe: Recipe) -> Credential | None:
    """What the recipe's credential and its PIN stand for; raises SettingsError where one is not there."""
    link, pin = recipe.link, _find_pin(settings, recipe)
    login = _find_login(settings, recipe, link.credential) if link.credential else None
    other = _find_login(settings, recipe, link.become_credential) if link.become_credential else None
    if login is None and other is None and pin is None:
        return None
    user, password = login or ("", SecretStr(""))
    root = other[1] if other else password if login and link.become is Become.SUDO else None
    return Credential(user, password, pin, root)


def _find_pin(settings: Settings, recipe: Recipe) -> SecretStr | None:
    if not recipe.key.pin:
        return None
    name = f"device-{recipe.key.pin}"
    pin = find_secret(name, settings.home)
    if pin is None:
        raise SettingsError(
            f"The PIN “{recipe.key.pin}” that the recipe {recipe.name} asks for is not there.",
            key=name,
            advice=f"An engineer must put it into the keyring (`keyring set birthmark {name}`).",
        )
    return pin


def _find_login(settings: Settings, recipe: Recipe, credential: str) -> tuple[str, SecretStr]:
    """User and password, kept as `user:password`."""
    name = f"device-{credential}"
    secret = find_secret(name, settings.home)
    if secret is None or ":" not in secret.get_secret_value():
        raise SettingsError(
            f"The credential “{credential}” that the recipe {recipe.name} asks for is not there.",
            key=name,
            advice=f"An engineer must put user:password into the keyring (`keyring set birthmark {name}`).",
        )
    user, _, password = secret.get_secret_value().partition(":")
    return user, SecretStr(password)
