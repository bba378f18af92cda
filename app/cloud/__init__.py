"""Telling the platform about devices: the door Registrar."""

from typing import Protocol

from app.core.chain import Chain
from app.core.device import Identity
from app.core.recipe import Recipe
from app.core.run import Receipt
from app.core.waiting import Stop


class Registrar(Protocol):
    """One platform that devices are registered with."""

    def register(self, identifier: str, identity: Identity, chain: Chain, recipe: Recipe, stop: Stop) -> Receipt:
        """Make sure that the platform has exactly this device with exactly this certificate, and that it says so when asked.

        What is already there and equal counts as done. Raises CloudError: PlatformConflict where something else goes by this identifier.
        """

    def require_ready(self, recipe: Recipe) -> None:
        """Raise SettingsError if the settings are such that no device of this recipe could be registered; asks nobody."""

    def check(self) -> None:
        """Ask the platform a harmless question; raises CloudError if devices could not be registered now."""
