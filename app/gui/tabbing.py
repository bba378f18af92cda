"""The order in which Tab goes: that of the layouts, so what was made later stands where it is seen and not at the end."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QLayout, QScrollArea, QStackedWidget, QWidget


def go(root: QWidget, at: QWidget | None, *, forward: bool) -> bool:
    """Give the keyboard to the next one, round and round; where `at` was just put away or switched off, to the nearest; False: to none."""
    every = list(stops(root))
    usable = [each for each in every if each.isVisible() and each.isEnabled()]
    if not usable:
        return False
    step = 1 if forward else -1
    if at in usable:
        chosen = usable[(usable.index(at) + step) % len(usable)]
    elif at in every:
        here = every.index(at)
        chosen = min(usable, key=lambda each: abs(every.index(each) - here))
    else:
        chosen = usable[0 if forward else -1]
    chosen.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
    return True


def stops(widget: QWidget) -> Iterator[QWidget]:
    """All that could take the keyboard by Tab, as the eye finds it."""
    scrolls = isinstance(widget, QScrollArea)
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None and not scrolls:
        yield widget
    for part in _parts(widget):
        yield from stops(part)


def _parts(widget: QWidget) -> list[QWidget]:
    if isinstance(widget, QScrollArea):
        return [inside] if (inside := widget.widget()) else []
    if isinstance(widget, QStackedWidget):
        return [shown] if (shown := widget.currentWidget()) else []
    if isinstance(widget, QAbstractScrollArea):
        return []  # a table, a text: one stop
    layout = widget.layout()
    return list(_laid(layout)) if layout else [child for child in widget.children() if isinstance(child, QWidget) and not child.isWindow()]


def _laid(layout: QLayout) -> Iterator[QWidget]:
    for item in filter(None, map(layout.itemAt, range(layout.count()))):
        if (inside := item.layout()) is not None:
            yield from _laid(inside)
        elif (part := item.widget()) is not None:
            yield part
