"""A station without a network: nothing is sent, and what is owed leaves as a file."""

from app.core.chain import Chain
from app.core.device import Identity
from app.core.errors import SettingsError
from app.core.recipe import Mode, Recipe
from app.core.run import Receipt
from app.core.waiting import Stop


class ManifestRegistrar:
    """A Registrar that registers nothing now: units are owed until the answers to the exported file are brought back."""

    def require_ready(self, recipe: Recipe) -> None:
        """Raise SettingsError for a recipe whose units must be registered before they pass."""
        if recipe.registration.mode is Mode.REQUIRED:
            raise SettingsError(
                f"The recipe {recipe.name} has every unit registered before it passes, and this station has no network.",
                key="registration.mode",
                advice="An engineer must set registration.mode to owed in the recipe: then a file tells of the units.",
            )

    def check(self) -> None:
        """There is nobody to ask."""

    def register(self, identifier: str, identity: Identity, chain: Chain, recipe: Recipe, stop: Stop) -> Receipt:
        """Raise SettingsError: nobody can be told now."""
        del identity, chain, stop
        self.require_ready(recipe)
        raise SettingsError(f"This station has no network to tell the platform of {identifier}.", key="platform.kind")
