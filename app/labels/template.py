"""Label templates: what stands where, in millimetres; read from TOML, checked once, known by the digest of its content."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field

from app.core.errors import LabelTemplateError, LabelUnfit
from app.core.label import LABEL_WORDS
from app.core.recipe import shown
from app.core.recipe.parts import Kept, Part, over
from app.core.tomlfile import load_folders, load_toml
from app.labels.symbols import QUIET, SMALLEST, Level, Symbology

LabelText = Annotated[str, AfterValidator(over(LABEL_WORDS)), Field(min_length=1, max_length=400)]
"""Text with words of the unit, its certificate and its recipe in it."""
Millimetres = Annotated[float, Field(ge=0, le=500)]
DOTS = {152: 6, 203: 8, 300: 12, 600: 24}
"""Dots a millimetre, as the makers of print heads mean their dots an inch."""
LEAST_MODULE = 0.25
"""Millimetres: what a hand-held scanner still reads from thermal paper."""


class Align(StrEnum):
    """Where a text stands in its width."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


class Size(Part):
    """The label."""

    width: float = Field(ge=5, le=500)
    height: float = Field(ge=5, le=500)
    dpi: Literal[152, 203, 300, 600] = 203
    """Of the print head."""

    @property
    def dots(self) -> int:
        """Dots a millimetre."""
        return DOTS[self.dpi]


class _Placed(Part):
    x: Millimetres
    y: Millimetres


class Text(_Placed):
    """One line of text, made smaller where it would be too wide."""

    kind: Literal["text"]
    width: float = Field(gt=0, le=500)
    size: float = Field(ge=1.2, le=60)
    """Millimetres from line to line."""
    least: float = Field(1.2, ge=1.2, le=60)
    """How small it may become; what does not fit even then is refused."""
    align: Align = Align.LEFT
    text: LabelText

    @property
    def room(self) -> tuple[float, float]:
        """Its width and height."""
        return self.width, self.size


class Matrix(_Placed):
    """A QR code or a Data Matrix, as large as fits into a square, its quiet zone included."""

    kind: Literal["qr", "datamatrix"]
    side: float = Field(gt=0, le=200)
    level: Level = Level.M
    """qr: how much of it may be damaged."""
    data: LabelText

    @property
    def room(self) -> tuple[float, float]:
        """Its width and height."""
        return self.side, self.side


class Bars(_Placed):
    """A Code 128, as wide as fits, its quiet zones included."""

    kind: Literal["code128"]
    width: float = Field(gt=0, le=500)
    height: float = Field(ge=3, le=100)
    data: LabelText

    @property
    def room(self) -> tuple[float, float]:
        """Its width and height."""
        return self.width, self.height


class Box(_Placed):
    """A frame, or a line where one side is as thin as the line."""

    kind: Literal["box"]
    width: float = Field(gt=0, le=500)
    height: float = Field(gt=0, le=500)
    line: float = Field(0.25, gt=0, le=10)

    @property
    def room(self) -> tuple[float, float]:
        """Its width and height."""
        return self.width, self.height


Element = Annotated[Text | Matrix | Bars | Box, Field(discriminator="kind")]


class LabelTemplate(Kept):
    """What a label looks like, and what it says."""

    name: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{0,62}$")
    version: str = Field(pattern=r"^\d+(\.\d+){0,2}$")
    title: str = Field(min_length=1, max_length=80)
    size: Size
    element: tuple[Element, ...] = Field(min_length=1, max_length=200)

    @classmethod
    def unreadable(cls) -> LabelTemplateError:
        """See Kept."""
        return LabelTemplateError("The template that the label was made by can no longer be read by this program.")

    @classmethod
    def load(cls, file: Path) -> Self:
        """Read one template; raises LabelTemplateError with file, key and reason."""
        template = load_toml(cls, file, "label template", LabelTemplateError)
        if template.name != file.stem:
            raise _wrong(file, "name", f"it must be the file's, {file.stem}")
        for key, why in template.list_misfits():
            raise _wrong(file, key, why)
        return template

    def list_misfits(self) -> Iterator[tuple[str, str]]:
        """Key and reason of everything that cannot be put on a label of this size."""
        for number, element in enumerate(self.element):
            width, height = element.room
            for key, beginning, room, whole in (("x", element.x, width, self.size.width), ("y", element.y, height, self.size.height)):
                if beginning + room > whole + 1e-6:
                    yield f"element.{number}.{key}", f"it ends {beginning + room - whole:.1f} mm outside of the label"
            match element:
                case Text() if element.least > element.size:
                    yield f"element.{number}.least", "it is larger than size"
                case Matrix() | Bars():
                    symbology = Symbology(element.kind)
                    least = (SMALLEST[symbology] + 2 * QUIET[symbology]) * self.least_module / self.size.dots
                    if width < least:
                        key = "side" if isinstance(element, Matrix) else "width"
                        yield f"element.{number}.{key}", f"no {symbology} symbol is smaller than {least:.1f} mm at {self.size.dpi} dpi"
                case _:
                    pass

    @property
    def least_module(self) -> int:
        """Dots of the narrowest bar or square that a scanner reads."""
        return -int(-LEAST_MODULE * self.size.dots // 1)


def _wrong(file: Path, key: str, why: str) -> LabelTemplateError:
    return LabelTemplateError(f"The label template {file} is wrong at {key}: {why}.", file=str(file), key=key)


class Templates:
    """The label templates of a station, by name."""

    def __init__(self, templates: Iterable[LabelTemplate] = ()) -> None:
        self._by_name = {template.name: template for template in templates}

    def __iter__(self) -> Iterator[LabelTemplate]:
        return iter(self._by_name.values())

    def find(self, name: str) -> LabelTemplate | None:
        """The template of this name, or None."""
        return self._by_name.get(name)

    def get(self, name: str) -> LabelTemplate:
        """The template of this name; raises LabelUnfit where there is none."""
        try:
            return self._by_name[name]
        except KeyError:
            known = ", ".join(sorted(self._by_name)) or "none"
            raise LabelUnfit(
                f"There is no label template {shown(name)}; there is {known}.",
                advice="An engineer must correct the recipe's [label] print.",
            ) from None

    @classmethod
    def load(cls, *folders: Path) -> tuple[Self, tuple[LabelTemplateError, ...]]:
        """Every template of these folders that is as it must be, as `load_folders` does; and what is wrong with the others."""
        templates, problems = load_folders(LabelTemplate.load, LabelTemplateError, *folders)
        return cls(templates), problems
