"""Which recipes and certificate profiles a station has: its own before the shipped ones."""

from pathlib import Path

import app
from app.core.errors import IssuanceRefused, ProfileError, RecipeError, SettingsError
from app.core.recipe import Recipe
from app.pki.profile import Profiles
from app.settings import Settings

RESOURCES = Path(app.__file__).parent.parent / "resources"
"""Recipes, profiles, icons and the like that come with the program; in the bundle too."""


def load_profiles(settings: Settings) -> tuple[Profiles, tuple[ProfileError, ...]]:
    """The certificate profiles that may be used here, and what is wrong with the others."""
    return Profiles.load(RESOURCES / "profiles", settings.profiles)


def load_recipes(settings: Settings, profiles: Profiles) -> tuple[tuple[Recipe, ...], tuple[SettingsError, ...]]:
    """The recipes that may be used here, by name, each bound to its profile, and what is wrong with the others."""
    files = {file.stem: file for folder in (RESOURCES / "recipes", settings.recipes) for file in sorted(folder.glob("*.toml"))}
    recipes: list[Recipe] = []
    problems: list[SettingsError] = []
    for _, file in sorted(files.items()):
        try:
            recipe = bind(Recipe.load(file), profiles, file)
        except SettingsError as error:
            problems.append(error)
        else:
            if settings.recipe in ("", recipe.name):
                recipes.append(recipe)
    return tuple(recipes), tuple(problems)


def bind(recipe: Recipe, profiles: Profiles, file: Path) -> Recipe:
    """The recipe with the digest of its profile in it; raises RecipeError where there is no such profile or it is not for this recipe."""
    try:
        profile = profiles.get(recipe.certificate.profile)
    except IssuanceRefused as error:
        raise RecipeError(f"The recipe {file} is wrong: {error.message}", file=str(file), key="certificate.profile") from error
    misfits = profile.list_misfits(recipe)
    if misfits:
        key = misfits[0].partition(" ")[0]
        raise RecipeError(f"The recipe {file} is wrong: {'; '.join(misfits)}.", file=str(file), key=key)
    bound = recipe.certificate.model_copy(update={"profile_digest": profile.digest})
    return recipe.model_copy(update={"certificate": bound})
