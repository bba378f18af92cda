"""Which recipes and certificate profiles a station has: its own before the shipped ones."""

import contextlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import app
from app.core.device import Port
from app.core.errors import DeviceUnknown, IssuanceRefused, LabelTemplateError, ProfileError, RecipeError, SettingsError
from app.core.recipe import Recipe
from app.core.versions import Content
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


class Shelf:
    """The recipes of a station as their files are now; any thread may ask. Profiles, labels and makers are those it was opened with."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.profiles, self._profile_problems = load_profiles(settings)
        self.templates, self._template_problems = load_templates(settings)
        self.makers = load_makers(settings)
        self.recipes: tuple[Recipe, ...] = ()
        """Those that may be used, by name, each bound to its profile and its maker; as they were at the last look."""
        self.problems: tuple[SettingsError, ...] = ()
        """What was wrong with the others, and with profiles."""
        self._files: dict[str, Path] = {}
        self.look()

    def look(self) -> None:
        """Read every file anew."""
        folders = (RESOURCES / "recipes", self._settings.recipes)
        by_stem = {file.stem: file for folder in folders for file in sorted(folder.glob("*.toml"))}
        recipes: list[Recipe] = []
        problems: list[SettingsError] = []
        files: dict[str, Path] = {}
        for _, file in sorted(by_stem.items()):
            try:
                recipe = self._bind(Recipe.load(file), file)
            except SettingsError as error:
                problems.append(error)
            else:
                files[recipe.name] = file
                if self._settings.recipe in ("", recipe.name):
                    recipes.append(recipe)
        self._files, self.recipes, self.problems = files, tuple(recipes), (*self._profile_problems, *self._template_problems, *problems)

    def list_all(self) -> tuple[Recipe, ...]:
        """Every recipe that may be used, as its file is now."""
        self.look()
        return self.recipes

    def get(self, name: str) -> Recipe:
        """The recipe of that name as its file is now; raises SettingsError that tells which there are, or what is wrong with it."""
        self.look()
        return pick_recipe(name, self.recipes, self.problems)

    def source(self, name: str) -> str:
        """The TOML it is written in; raises RecipeError where there is none."""
        file = self._file(name)
        try:
            return file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise RecipeError(f"The recipe {file} cannot be read.", file=str(file)) from error

    def place(self, name: str) -> str:
        """Its file, without the way to it: `recipes/gateway.toml`."""
        return f"recipes/{self._file(name).name}"

    def read(self, text: str, place: str) -> Recipe:
        """The recipe that a TOML text is; raises RecipeError with `place`, key and reason."""
        return self._bind(Recipe.read(text, place), Path(place))

    def profile(self, name: str) -> Content:
        """The certificate profile of that name as it is here; raises IssuanceRefused."""
        profile = self.profiles.get(name)
        return Content(profile.name, profile.digest, profile.body)

    def digest_of_maker(self, name: str) -> str:
        """The digest of that maker's CAs as they are here; empty where there are none."""
        maker = self.makers.get(name)
        return digest_of_maker(maker) if maker else ""

    def list_designs(self) -> list[tuple[str, str]]:
        """Name and title of every label template."""
        return [(template.name, template.title) for template in self.templates]

    def design(self, label: str) -> Content:
        """The label template of that name as it is here; raises LabelUnfit."""
        template = self.templates.get(label)
        return Content(template.name, template.digest, template.body)

    def save(self, name: str, text: str) -> None:
        """Put a text in the place of a recipe; a shipped one stays, and the home's goes before it. Raises RecipeError."""
        file = self._settings.recipes / self._file(name).name
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            with _replacing(file) as new:
                new.write_text(text, encoding="utf-8")
        except OSError as error:
            raise RecipeError(f"The recipe {file} cannot be written: {error.strerror}.", file=str(file)) from error
        self.look()

    def _bind(self, recipe: Recipe, file: Path) -> Recipe:
        return with_label(bind(recipe, self.profiles, self.makers, file), self.templates, self._settings.printer.label, str(file))

    def _file(self, name: str) -> Path:
        return self._files.get(name, self._settings.recipes / f"{name}.toml")


@contextlib.contextmanager
def _replacing(file: Path) -> Iterator[Path]:
    """A new file that takes the place of `file` at once and whole, once it is written."""
    handle, name = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
    os.close(handle)
    new = Path(name)
    try:
        yield new
        new.chmod(0o644)
        new.replace(file)
    finally:
        new.unlink(missing_ok=True)


def pick_recipe(name: str, recipes: Iterable[Recipe], problems: Iterable[SettingsError]) -> Recipe:
    """The recipe of that name; raises SettingsError that tells which there are, or what is wrong with it."""
    by_name = {recipe.name: recipe for recipe in recipes}
    if name in by_name:
        return by_name[name]
    for problem in problems:
        if Path(problem.file).stem == name:
            raise problem
    raise SettingsError(f"There is no recipe called {name}.", key="recipe", advice=f"There are: {', '.join(by_name)}.")


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
