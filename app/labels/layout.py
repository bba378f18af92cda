"""A template with a unit's words in it: every dot in its place, the same for every printer."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.core.errors import LabelUnfit
from app.core.recipe import shown
from app.core.template import fill
from app.labels.symbols import QUIET, Level, Rows, Symbology, encode
from app.labels.template import Align, Bars, Box, LabelTemplate, Matrix, Text
from app.labels.typeface import text_width


@dataclass(frozen=True, slots=True)
class TextItem:
    """A line of text; all lengths are dots, `y` is its upper edge."""

    x: int
    y: int
    width: int
    size: int
    align: Align
    text: str


@dataclass(frozen=True, slots=True)
class SymbolItem:
    """A symbol, without its quiet zone; `module` is a side of one of its squares, or the width of its narrowest bar."""

    x: int
    y: int
    module: int
    height: int
    symbology: Symbology
    level: Level
    data: str
    rows: Rows


@dataclass(frozen=True, slots=True)
class BoxItem:
    """A frame; its line lies inside."""

    x: int
    y: int
    width: int
    height: int
    line: int


Item = TextItem | SymbolItem | BoxItem


@dataclass(frozen=True, slots=True)
class Layout:
    """One label, ready to be printed."""

    width: int
    height: int
    dots: int
    """Dots a millimetre."""
    items: tuple[Item, ...]


def lay_out(template: LabelTemplate, words: Mapping[str, str]) -> Layout:
    """Put a unit's words into a template; raises LabelUnfit, in words, where they do not fit."""
    dots = template.size.dots
    place = {Text: _text, Matrix: _symbol, Bars: _symbol, Box: _box}
    items = tuple(item for element in template.element if (item := place[type(element)](element, words, template)))  # type: ignore[operator]
    return Layout(round(template.size.width * dots), round(template.size.height * dots), dots, items)


def _text(element: Text, words: Mapping[str, str], template: LabelTemplate) -> TextItem | None:
    """None where the words that it is made of are empty: there is no revision, there is no order."""
    dots, text = template.size.dots, fill(element.text, words).strip()
    if not text:
        return None
    room, size = round(element.width * dots), round(element.size * dots)
    size = min(size, int(room / text_width(text)))
    if size < round(element.least * dots):
        raise LabelUnfit(f"{shown(text)} is too long for the label {template.name}: it has {element.width:g} mm.")
    down = (round(element.size * dots) - size) // 2
    return TextItem(round(element.x * dots), round(element.y * dots) + down, room, size, element.align, text)


def _symbol(element: Matrix | Bars, words: Mapping[str, str], template: LabelTemplate) -> SymbolItem:
    dots, symbology = template.size.dots, Symbology(element.kind)
    data, level = fill(element.data, words), element.level if isinstance(element, Matrix) else Level.M
    rows = encode(symbology, data, level)
    room = round(element.room[0] * dots)
    modules = len(rows[0])
    module = room // (modules + 2 * QUIET[symbology])
    if module < template.least_module:
        raise LabelUnfit(f"{shown(data)} is too long for the {symbology} symbol on the label {template.name}: no scanner could read it.")
    module = min(module, 10)  # what every printer's language can say
    left = round(element.x * dots) + (room - modules * module) // 2
    if isinstance(element, Bars):
        return SymbolItem(left, round(element.y * dots), module, round(element.height * dots), symbology, level, data, rows)
    top = round(element.y * dots) + (room - modules * module) // 2
    return SymbolItem(left, top, module, module, symbology, level, data, rows)


def _box(element: Box, words: Mapping[str, str], template: LabelTemplate) -> BoxItem:
    del words
    dots = template.size.dots
    x, y, width, height = (round(value * dots) for value in (element.x, element.y, element.width, element.height))
    return BoxItem(x, y, width, height, max(1, round(element.line * dots)))
