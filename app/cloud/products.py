"""Which product on the platform a recipe is for."""

from app.core.errors import SettingsError
from app.core.recipe import Recipe


def product_of(recipe: Recipe, default: str) -> str:
    """The product's PRN: the recipe's own, else the station's default; raises SettingsError where neither names one."""
    product = recipe.registration.product or default
    if not product:
        raise SettingsError(
            f"Neither the recipe {recipe.name} nor the settings name the product on the platform.",
            key="product",
            advice="An engineer must put the product's PRN into the recipe or the settings.",
        )
    return product
