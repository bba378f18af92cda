"""The script that takes the pictures, in short: it runs, and its pictures show something."""

import pytest
from PySide6.QtGui import QImage

from tests.e2e import screenshots


@pytest.mark.usefixtures("qapp")
def test_pictures_are_taken_and_are_not_empty(tmp_path, monkeypatch):
    monkeypatch.setattr(screenshots, "SIZES", {"1280": (1280, 800)})
    monkeypatch.setattr(screenshots, "THEMES", ("dark",))
    monkeypatch.setattr(screenshots, "MANY", (32,))
    taken = screenshots.take(tmp_path)
    assert [file.stem for file in taken] == [
        "station-4-dark-1280",
        "station-4-dark-1280-deuteranopia",
        "station-4-dark-1280-protanopia",
        "login-dark-1280",
        "history-dark-1280",
        *(f"history{part}-dark-1280" for part in ("-pass", "-filters", "-label", "-story")),
        "authority-dark-1280",
        "ceremony-dark-1280",
        "queue-dark-1280",
        "orders-dark-1280",
        "order-new-dark-1280",
        "recipes-dark-1280",
        "bulk-dark-1280",
        "bulk-done-dark-1280",
        *(f"setup-{section}-dark-1280" for section in (*screenshots.SECTIONS, "pin")),
        "audit-dark-1280",
        "audit-export-dark-1280",
        "station-32-dark-1280",
    ]
    for file in taken:
        image = QImage(str(file))
        assert (image.width(), image.height()) == (1280, 800)
        colours = {image.pixel(x, y) for x in range(0, 1280, 7) for y in range(0, 800, 7)}
        assert len(colours) > 20, file.name
