"""A sheet of bar codes for the wall: what may be scanned to command the station, drawn as labels are."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.labels.layout import Layout, lay_out
from app.labels.template import LabelTemplate

_PAGE = {"width": 210, "height": 297, "dpi": 300}
"""A4, in millimetres."""
_COLUMNS, _ROWS = 2, 8
_MARGIN, _TOP = 12, 30
_CELL = (93, 32)
_GAP = 4


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to scan."""

    title: str
    code: str
    kind: str = "code128"
    """Or `qr`, `datamatrix`."""


def lay_out_sheet(heading: str, remark: str, entries: Sequence[Entry]) -> tuple[Layout, ...]:
    """Pages with a cell for each entry; raises LabelUnfit for a code that is too long to be one."""
    pages = list(_pages(entries))
    return tuple(
        lay_out(LabelTemplate.model_validate({**_head(), "element": [*_heading(heading, remark, number, len(pages)), *_cells(page)]}), {})
        for number, page in enumerate(pages, 1)
    )


def _pages(entries: Iterable[Entry]) -> Iterator[Sequence[Entry]]:
    every, some = list(entries), _COLUMNS * _ROWS
    yield from (every[start : start + some] for start in range(0, len(every), some))


def _head() -> dict[str, object]:
    return {"name": "sheet", "version": "1", "title": "Sheet", "size": _PAGE}


def _heading(heading: str, remark: str, number: int, of: int) -> Iterator[dict[str, object]]:
    place = {"kind": "text", "x": _MARGIN, "width": 150}
    yield {**place, "y": 11, "size": 7, "text": _literal(heading)}
    yield {**place, "y": 20, "size": 4, "text": _literal(remark), "width": 186}
    if of > 1:
        yield {**place, "x": 168, "y": 12, "width": 30, "size": 4, "align": "right", "text": f"{number} / {of}"}


def _cells(page: Sequence[Entry]) -> Iterator[dict[str, object]]:
    for place, entry in enumerate(page):
        row, column = divmod(place, _COLUMNS)
        x, y = _MARGIN + column * _CELL[0], _TOP + row * _CELL[1]
        width, height = _CELL[0] - _GAP, _CELL[1] - _GAP
        yield {"kind": "box", "x": x, "y": y, "width": width, "height": height, "line": 0.2}
        yield {"kind": "text", "x": x + 3, "y": y + 1.5, "width": width - 6, "size": 5, "text": _literal(entry.title)}
        if entry.kind == "code128":
            yield {"kind": "code128", "x": x + 1, "y": y + 8, "width": width - 2, "height": 14, "data": _literal(entry.code)}
        else:
            yield {"kind": entry.kind, "x": x + (width - 17) / 2, "y": y + 6.5, "side": 17, "data": _literal(entry.code)}
        yield {"kind": "text", "x": x + 3, "y": y + 23, "width": width - 6, "size": 3.5, "align": "center", "text": _literal(entry.code)}


def _literal(text: str) -> str:
    """What stands for itself in a template."""
    return text.replace("{", "{{").replace("}", "}}")
