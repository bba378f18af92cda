"""Which rectangles are black: for whatever draws a symbol module by module."""

from collections.abc import Iterator
from itertools import groupby

from app.labels.layout import BoxItem, SymbolItem


def black(item: SymbolItem | BoxItem) -> Iterator[tuple[int, int, int, int]]:
    """Left, top, width, height of every black rectangle, in dots; they do not overlap."""
    if isinstance(item, BoxItem):
        line = min(item.line, item.width, item.height)
        yield item.x, item.y, item.width, line
        if item.height > line:
            yield item.x, item.y + item.height - line, item.width, line
            yield item.x, item.y + line, line, max(0, item.height - 2 * line)
            yield item.x + item.width - line, item.y + line, line, max(0, item.height - 2 * line)
        return
    for number, row in enumerate(item.rows):
        column = 0
        for dark, run in groupby(row):
            length = len(list(run))
            if dark:
                yield item.x + column * item.module, item.y + number * item.height, length * item.module, item.height
            column += length
