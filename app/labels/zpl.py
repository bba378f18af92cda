"""A layout in ZPL II, the language of label printers."""

from collections.abc import Iterator

from app.labels.layout import BoxItem, Layout, SymbolItem, TextItem
from app.labels.symbols import Symbology
from app.labels.template import Align

_SPECIAL = frozenset("^~_\\")
"""What ZPL would take for its own in a field; `_` introduces hex (^FH)."""
_ALIGN = {Align.CENTER: "C", Align.RIGHT: "R"}
_QR_DOWN = 10
"""Dots by which ^BQ stands below its ^FO on Zebra's printers, and on whatever does as they do."""


def to_zpl(layout: Layout) -> bytes:
    """One format that prints one label; UTF-8 (^CI28)."""
    lines = ["^XA", "^CI28", "^LH0,0", f"^PW{layout.width}", f"^LL{layout.height}", *_fields(layout), "^XZ", ""]
    return "\n".join(lines).encode()


def _fields(layout: Layout) -> Iterator[str]:
    for item in layout.items:
        match item:
            case TextItem(x, y, width, size, align, text):
                block = "" if align is Align.LEFT else f"^FB{width},1,0,{_ALIGN[align]},0"
                yield f"^FO{x},{y}^A0N,{size},{size}{block}{_data(text)}"
            case BoxItem(x, y, width, height, line):
                yield f"^FO{x},{y}^GB{width},{height},{min(line, width, height)},B,0^FS"
            case SymbolItem():
                yield _symbol(item)


def _symbol(item: SymbolItem) -> str:
    match item.symbology:
        case Symbology.QR:
            return f"^FO{item.x},{max(0, item.y - _QR_DOWN)}^BQN,2,{item.module},{item.level}^FH_^FD{item.level}A,{_hex(item.data)}^FS"
        case Symbology.DATA_MATRIX:
            escape = next(character for character in "~_|\\#" if character not in item.data)
            return f"^FO{item.x},{item.y}^BXN,{item.module},200,,,,{escape}{_data(item.data)}"
        case Symbology.CODE128:
            return f"^FO{item.x},{item.y}^BY{item.module}^BCN,{item.height},N,N,N,A{_data(item.data)}"


def _data(text: str) -> str:
    return f"^FH_^FD{_hex(text)}^FS"


def _hex(text: str) -> str:
    return "".join(f"_{ord(character):02X}" if character in _SPECIAL else character for character in text)
