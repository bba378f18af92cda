"""What a unit that comes back gets."""

from typing import Literal

from app.core.recipe.parts import Part


class Rotation(Part):
    """What a unit gets that has a certificate and is to get another one."""

    key: Literal["same", "new"] = "same"
    """Whether the new certificate is for the key it has, or for another one, made where the first was."""
