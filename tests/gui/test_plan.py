from itertools import combinations

import pytest
from PySide6.QtCore import QRect, QSize

from app.gui.theme import TOUCH
from app.gui.widgets.plan import columns_for, places, plan

ROOMS = {"1280x800": QRect(18, 18, 1168, 582), "1920x1080": QRect(18, 18, 1808, 862)}


@pytest.mark.parametrize(("count", "columns"), [(1, 1), (2, 2), (4, 2), (6, 3), (8, 4), (16, 4), (32, 8)])
def test_columns(count, columns):
    assert columns_for(count, ROOMS["1280x800"].size()) == columns


@pytest.mark.parametrize("room", ROOMS.values(), ids=ROOMS)
@pytest.mark.parametrize("count", range(1, 33))
def test_tiles_fill_the_room_and_never_overlap(room, count):
    boxes = places(count, room)
    assert len(boxes) == count
    assert all(room.contains(box) for box in boxes)
    assert not any(one.intersects(other) for one, other in combinations(boxes, 2))


@pytest.mark.parametrize("room", ROOMS.values(), ids=ROOMS)
@pytest.mark.parametrize("count", range(1, 33))
@pytest.mark.parametrize(
    ("widths", "bar", "code", "note"), [((), False, False, False), ((96,), True, False, True), ((106, 82), False, True, False)]
)
def test_everything_on_a_tile_has_its_own_place(  # noqa: PLR0917 - one case a row
    room, count, widths, bar, code, note
):
    for box in {(box.width(), box.height()) for box in places(count, room)}:
        laid = plan(QSize(*box), widths, bar=bar, code=code, note=note)
        parts = [laid.tray, laid.corner, laid.symbol, laid.word, laid.device, laid.sentence, laid.code, laid.bar, laid.note, *laid.buttons]
        shown = [part for part in parts if part.width() > 0 and part.height() > 0]
        assert all(QRect(0, 0, *box).contains(part) for part in shown)
        overlapping = [(one, other) for one, other in combinations(shown, 2) if one.intersects(other)]
        assert not overlapping
        assert all(button.height() >= TOUCH for button in laid.buttons)
        assert all(button.width() >= TOUCH for button in laid.buttons)
        assert bool(laid.buttons) == bool(widths)
        assert laid.word.height() >= 26
        assert laid.device.height() >= 14


def test_with_four_trays_the_word_is_at_least_48_points_high():
    for box in places(4, ROOMS["1280x800"]):
        laid = plan(box.size(), (96,), bar=False, code=False, note=True)
        assert laid.word.height() * 0.87 >= 64
