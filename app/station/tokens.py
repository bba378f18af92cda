"""Which PKCS#11 tokens are devices: those of the modules that recipes name, each a port of its own."""

from collections.abc import Iterable
from pathlib import Path

from app.core.device import Port, PortKind
from app.core.errors import HsmAway, HsmLocked, LoginRejected, PinRejected, PortMissing, SettingsError
from app.core.recipe import Driver, Recipe
from app.core.waiting import Deadline, Stop
from app.devices import Credential, Device
from app.devices.drivers.token import HostToken
from app.pki.pkcs11 import Token, TokenInfo, list_tokens

_AGAIN = 5.0
"""Seconds until a library that does not start is tried again: some look for their hardware at length, and complain on the terminal."""


class TokenScanner:
    """The tokens with a PIN of one module; logs in to none of them."""

    def __init__(self, module: Path) -> None:
        self._module = module
        self._quiet: Deadline | None = None

    def scan(self) -> frozenset[Port]:
        """Every token that is there now; its socket is its own serial number, for a reader tells no better place."""
        if self._quiet is not None and not self._quiet.passed:
            return frozenset()
        try:
            tokens = list_tokens(self._module)
        except HsmAway:
            self._quiet = Deadline(_AGAIN)
            return frozenset()
        return frozenset(self._port(token) for token in tokens if token.initialized and token.pin_set)

    def _port(self, token: TokenInfo) -> Port:
        # tpm2-pkcs11 tells zeros of every token: there the label is what the factory has given it to be known by.
        serial = token.serial if token.serial.strip("0") else ""
        name = serial or token.label
        return Port(
            PortKind.TOKEN,
            address=f"{self._module}:{name}",
            socket=f"token-{name}",
            serial=serial,
            product=token.model,
            manufacturer=token.manufacturer,
            label=token.label,
        )


def make_token_scanners(recipes: Iterable[Recipe]) -> list[TokenScanner]:
    """A scanner for each module that a recipe for tokens names and that is on this machine."""
    named = {recipe.key.module for recipe in recipes if recipe.driver is Driver.TOKEN and recipe.key.module}
    return [TokenScanner(Path(module)) for module in sorted(named) if Path(module).is_file()]


def open_token(port: Port, recipe: Recipe, credential: Credential | None, stop: Stop) -> Device:
    """Log in to the token at `port`; raises PortMissing, LoginRejected, SettingsError."""
    if recipe.driver is not Driver.TOKEN or recipe.key.module is None:
        raise PortMissing(f"What is plugged in at {port.address} is no place where the driver {recipe.driver} could speak.")
    if credential is None or credential.pin is None:
        raise SettingsError(f"The recipe {recipe.name} names no PIN for its tokens.", key="key.pin")
    stop.check()
    try:
        token = Token.open(Path(recipe.key.module), port.label, credential.pin, serial=port.serial, writable=not recipe.brings_its_own)
    except HsmAway as error:
        raise PortMissing(error.message) from error
    except (HsmLocked, PinRejected) as error:
        raise LoginRejected(error.message, advice=error.advice) from error
    return HostToken(token, port, recipe, stop)
