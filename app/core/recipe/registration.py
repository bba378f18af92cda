"""How the platform is to know the device."""

from enum import StrEnum

from pydantic import Field

from app.core.recipe.parts import Part, Template


class Mode(StrEnum):
    """What a PASS needs from the platform."""

    REQUIRED = "required"
    """No PASS without registration."""
    OWED = "owed"
    """The unit may leave before the platform knows it: the outbox tells the platform later, and until then the unit is shown as owed."""
    JITP = "jitp"
    """Nothing is sent: the platform makes the device itself when it first connects, because it knows the CA."""
    NONE = "none"
    """A test build: nothing is sent."""


class Registration(Part):
    """How the platform is to know the device."""

    mode: Mode = Mode.REQUIRED
    first_article: bool = False
    """Whether the first unit of this recipe must be confirmed on the platform before a second may start; orders say it for themselves."""
    product: str = Field("", pattern=r"^(prn:1:[0-9a-f-]+:product:[0-9a-f-]+)?$")
    """The product's PRN; empty: the station's default."""
    cohort: str = Field("", pattern=r"^(prn:1:[0-9a-f-]+:cohort:[0-9a-f-]+)?$")
    tags: tuple[str, ...] = ()
    target: str = ""
    description: Template = ""
