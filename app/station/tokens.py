"""Which PKCS#11 tokens are devices: those of the modules that recipes name, each a port of its own."""

from collections.abc import Iterable
from pathlib import Path

from app.core.device import Port, PortKind
from app.core.errors import HsmAway, HsmLocked, LoginRejected, PinRejected, PortMissing, SettingsError
from app.core.recipe import Driver, Recipe
from app.core.waiting import Stop
from app.devices import Credential, Device
from app.devices.drivers.token import HostToken
from app.pki.pkcs11 import Token, list_tokens


class TokenScanner:
    """The tokens with a PIN of one module; logs in to none of them."""

    def __init__(self, module: Path) -> None:
        self._module = module

    def scan(self) -> frozenset[Port]:
        """Every token that is there now; its socket is its own serial number, for a reader tells no better place."""
        try:
            tokens = list_tokens(self._module)
        except HsmAway:
            return frozenset()
        return frozenset(
            Port(
                PortKind.TOKEN,
                address=f"{self._module}:{token.serial}",
                socket=f"token-{token.serial}",
                serial=token.serial,
                product=token.model,
                manufacturer=token.manufacturer,
                label=token.label,
            )
            for token in tokens
            if token.initialized and token.pin_set
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
