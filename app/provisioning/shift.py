"""On what the line works, and who works there."""

from dataclasses import dataclass

from app.core.recipe import Recipe


@dataclass(frozen=True, slots=True)
class Shift:
    """Goes into every record."""

    operator: str = ""
    """Who is named where the station has admitted nobody; else it is whoever has logged in."""
    order: str = ""
    recipe: Recipe | None = None
    """The version of its recipe that the order keeps, whatever its file says now."""
    label: str = ""
    """The label template that the order names; empty: the recipe's, if any."""

    def version_of(self, recipe: Recipe) -> Recipe:
        """The version of a recipe that is made now: the order's, where it is the order's recipe."""
        return self.recipe if self.recipe is not None and self.recipe.name == recipe.name else recipe
