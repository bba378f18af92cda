"""A shelf of recipes without files, whose contents a test changes."""

import tomlkit

from app.core.errors import SettingsError
from app.core.recipe import Recipe
from app.core.versions import Content
from app.labels.template import Templates
from tests.provisioning.floor import RESOURCES

TEMPLATES, _ = Templates.load(RESOURCES / "labels")


class MemoryShelf:
    """Keeps what `provisioning.recipes.Shelf` promises."""

    def __init__(self, *recipes: Recipe) -> None:
        self.recipes = {recipe.name: recipe for recipe in recipes}
        self.profile_digest = self.maker_digest = ""
        self.templates = TEMPLATES
        self.texts: dict[str, str] = {}

    def put(self, recipe: Recipe) -> None:
        self.recipes[recipe.name] = recipe

    def get(self, name: str) -> Recipe:
        if name not in self.recipes:
            raise SettingsError(f"There is no recipe called {name}.", key="recipe")
        return self.bound(self.recipes[name])

    def list_all(self) -> list[Recipe]:
        return [self.bound(recipe) for recipe in self.recipes.values()]

    def source(self, name: str) -> str:
        return self.texts.get(name) or written(self.recipes[name])

    def place(self, name: str) -> str:
        return f"recipes/{name}.toml"

    def read(self, text: str, place: str) -> Recipe:
        return self.bound(Recipe.read(text, place))

    def bound(self, recipe: Recipe) -> Recipe:
        certificate = recipe.certificate.model_copy(update={"profile_digest": self.profile_digest})
        return recipe.model_copy(update={"certificate": certificate})

    def list_designs(self) -> list[tuple[str, str]]:
        return [(template.name, template.title) for template in self.templates]

    def design(self, label: str) -> Content:
        template = self.templates.get(label)
        return Content(template.name, template.digest, template.body)

    def profile(self, name: str) -> Content:
        return Content(name, self.profile_digest, "")

    def digest_of_maker(self, name: str) -> str:
        del name
        return self.maker_digest

    def save(self, name: str, text: str) -> None:
        self.recipes[name] = Recipe.read(text, self.place(name))
        self.texts[name] = text


def written(recipe: Recipe) -> str:
    """The recipe as TOML."""
    said = recipe.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
    return "# Why it is like this.\n" + tomlkit.dumps(said)
