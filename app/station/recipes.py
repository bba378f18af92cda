"""Which recipes and certificate profiles a station has: its own before the shipped ones."""

import functools
from collections.abc import Callable, Iterable
from pathlib import Path

import app
from app.core.device import Port
from app.core.errors import DeviceUnknown, IssuanceRefused, LabelTemplateError, ProfileError, RecipeError, SettingsError
from app.core.recipe import Recipe
from app.labels.template import Templates
from app.pki.makers import Anchors
from app.pki.profile import Profiles
from app.settings import Settings
from app.station.makers import digest_of_maker, load_makers
from app.station.printers import with_label

RESOURCES = Path(app.__file__).parent.parent / "resources"
"""Recipes, profiles, icons and the like that come with the program; in the bundle too."""


def load_profiles(settings: Settings) -> tuple[Profiles, tuple[ProfileError, ...]]:
    """The certificate profiles that may be used here, and what is wrong with the others."""
    return Profiles.load(RESOURCES / "profiles", settings.profiles)


def load_templates(settings: Settings) -> tuple[Templates, tuple[LabelTemplateError, ...]]:
    """The label templates that may be used here, and what is wrong with the others."""
    return Templates.load(RESOURCES / "labels", settings.labels)


def load_recipes(settings: Settings, profiles: Profiles, makers: Anchors) -> tuple[tuple[Recipe, ...], tuple[SettingsError, ...]]:
    """The recipes that may be used here, by name, each bound to its profile, maker and label, and what is wrong with the others."""
    files = {file.stem: file for folder in (RESOURCES / "recipes", settings.recipes) for file in sorted(folder.glob("*.toml"))}
    templates, _ = load_templates(settings)
    recipes: list[Recipe] = []
    problems: list[SettingsError] = []
    for _, file in sorted(files.items()):
        try:
            recipe = with_label(bind(Recipe.load(file), profiles, makers, file), templates, settings.printer.label, str(file))
        except SettingsError as error:
            problems.append(error)
        else:
            if settings.recipe in ("", recipe.name):
                recipes.append(recipe)
    return tuple(recipes), tuple(problems)


def pick_recipe(name: str, recipes: Iterable[Recipe], problems: Iterable[SettingsError]) -> Recipe:
    """The recipe of that name; raises SettingsError that tells which there are, or what is wrong with it."""
    by_name = {recipe.name: recipe for recipe in recipes}
    if name in by_name:
        return by_name[name]
    for problem in problems:
        if Path(problem.file).stem == name:
            raise problem
    raise SettingsError(f"There is no recipe called {name}.", key="recipe", advice=f"There are: {', '.join(by_name)}.")


def get_recipe(settings: Settings) -> Callable[[str], Recipe]:
    """Finds recipes by name where no station is open, as `pick_recipe` does."""
    recipes, problems = load_recipes(settings, load_profiles(settings)[0], load_makers(settings))
    return functools.partial(pick_recipe, recipes=recipes, problems=problems)


def choose_recipe(recipes: Iterable[Recipe], port: Port) -> Recipe | None:
    """The recipe for what is plugged in there, by its description alone; None where none fits.

    Of several, those of which the detection says more go before; raises DeviceUnknown where two say as much.
    """
    fitting = [recipe for recipe in recipes if recipe.detect.matches(port)]
    most = max((recipe.detect.says for recipe in fitting), default=0)
    best = [recipe for recipe in fitting if recipe.detect.says == most]
    if len(best) > 1:
        names = ", ".join(recipe.name for recipe in best)
        raise DeviceUnknown(
            f"More than one recipe is for what was plugged in: {names}.",
            advice="An engineer must name the station's recipe in its settings (`recipe = …`), or narrow [detect] in a recipe.",
        )
    return best[0] if best else None


def bind(recipe: Recipe, profiles: Profiles, makers: Anchors, file: Path) -> Recipe:
    """The recipe with the digests of its profile and of its maker's CAs in it; a maker that is not there is missed when a unit comes.

    Raises RecipeError where there is no such profile or it is not for this recipe.
    """
    try:
        profile = profiles.get(recipe.certificate.profile)
    except IssuanceRefused as error:
        raise RecipeError(f"The recipe {file} is wrong: {error.message}", file=str(file), key="certificate.profile") from error
    misfits = profile.list_misfits(recipe)
    if misfits:
        key = misfits[0].partition(" ")[0]
        raise RecipeError(f"The recipe {file} is wrong: {'; '.join(misfits)}.", file=str(file), key=key)
    maker = makers.get(recipe.certificate.maker)
    digests = {"profile_digest": profile.digest, "maker_digest": digest_of_maker(maker) if maker else ""}
    return recipe.model_copy(update={"certificate": recipe.certificate.model_copy(update=digests)})
