from PySide6.QtWidgets import QLabel, QPushButton

from app.gui.widgets.value import Value


def test_everything_has_its_place(window, stage):
    window.go(window.settings)
    values = [value.value for value in window.settings.findChildren(Value)]
    assert values == [place.value for place in stage.desk.places]
    words = {label.text() for label in window.settings.findChildren(QLabel)}
    assert {place.title for place in stage.desk.places} <= words
    assert {place.explanation for place in stage.desk.places if place.explanation} <= words
    assert {"FILES", "RECIPES", "AUTHORITY", "PLATFORM", "TRAYS", "PROGRAM"} <= words


def test_the_theme_that_is_worn_is_marked(window):
    marked = [button.text() for button in window.settings.findChildren(QPushButton) if button.isCheckable() and button.isChecked()]
    assert marked == ["Light"]
