"""The page of recipes, on a real ledger; dry runs on simulated devices."""

import pytest
from PySide6.QtCore import Qt

from tests.gui.stage import QUICK


@pytest.fixture
def page(window, qtbot):
    window.go(window.pages.recipes)
    page = window.pages.recipes
    qtbot.waitUntil(lambda: "can be used" in page.checked.text() and page.form.find_field("rotation.key") is not None, timeout=30_000)
    return page


def click(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def write(page, before, after):
    assert before in page.written
    page.text.setPlainText(page.written.replace(before, after))


def test_what_is_wrong_is_said_while_one_types_with_file_key_and_reason(page, qtbot):
    write(page, 'place = "secure-storage"', 'place = "pocket"')
    qtbot.waitUntil(lambda: "recipes/simulated.toml is wrong at key.place" in page.checked.text(), timeout=20_000)
    assert "SET-RECIPE" in page.checked.text()
    write(page, "[key]", "[key")
    qtbot.waitUntil(lambda: "is not TOML" in page.checked.text(), timeout=20_000)
    assert not page.form.isEnabled()
    click(qtbot, page.undo)
    qtbot.waitUntil(lambda: "can be used" in page.checked.text(), timeout=20_000)
    assert page.form.isEnabled()
    assert not page.save.isEnabled()


def test_the_form_writes_the_text_and_the_text_fills_the_form(page, qtbot):
    line = page.form.find_field("title")
    line.setText("Another gateway")
    line.textEdited.emit("Another gateway")
    assert 'title = "Another gateway"' in page.written
    assert page.written.startswith("# Why it is like this.")
    write(page, "Another gateway", "A third gateway")
    assert line.text() == "A third gateway"
    page.form.find_field("key.kind").chosen.emit(2)
    assert 'kind = "ec-p384"' in page.written
    qtbot.waitUntil(page.save.isEnabled, timeout=20_000)


def test_a_change_is_a_new_version_that_is_approved_by_itself(page, stage, qtbot):
    write(page, 'title = "Simulated', 'title = "Better')
    click(qtbot, page.save)
    qtbot.waitUntil(lambda: "there is another 1.0 already" in page.notice.text, timeout=20_000)
    write(page, 'version = "1.0"', 'version = "1.1"')
    click(qtbot, page.approve)
    assert "is not saved" in page.notice.text
    click(qtbot, page.save)
    qtbot.waitUntil(lambda: "Version 1.1 of simulated is saved" in page.notice.text, timeout=20_000)
    assert "# Why it is like this." in stage.shelf.source("simulated")
    click(qtbot, page.approve)
    qtbot.waitUntil(lambda: "Version 1.1 of simulated is approved" in page.notice.text, timeout=20_000)
    newest = stage.ledger.recipes.list_versions("simulated")[0]
    assert (newest.version, newest.approved, newest.source) == ("1.1", True, page.written)
    stage.ledger.verify()


def test_a_dry_run_shows_every_step_and_keeps_nothing(page, stage, qtbot):
    click(qtbot, page.dry)
    qtbot.waitUntil(lambda: "The dry run passed" in page.notice.text, timeout=60_000)
    assert [line.right != "…" for line in page.steps.lines] == [True] * len(QUICK.steps)
    assert stage.ledger.chain_head()[0] == 1, "nothing but the station's own key"


def test_a_dry_run_of_what_is_no_recipe_says_why(page, qtbot):
    write(page, 'place = "secure-storage"', 'place = "pocket"')
    click(qtbot, page.dry)
    qtbot.waitUntil(lambda: "is wrong at key.place" in page.steps.more, timeout=20_000)
    assert page.dry.isVisible()
