"""For those who do not look or do not point: names in Qt's accessibility tree, the order of the keyboard, room for a gloved finger."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QTableView, QWidget

from app.gui import tabbing
from app.gui.theme import TOUCH
from app.gui.widgets.choice import Choice
from app.gui.widgets.value import Value
from tests.gui.test_window import PAGES

SECTIONS = ("facts", "trays", "scanners", "printers", "people", "customs")
WORKS = {
    QAccessible.Role.PushButton,
    QAccessible.Role.CheckBox,
    QAccessible.Role.RadioButton,
    QAccessible.Role.EditableText,
    QAccessible.Role.ComboBox,
    QAccessible.Role.ButtonMenu,
    QAccessible.Role.ButtonDropDown,
    QAccessible.Role.Table,
    QAccessible.Role.List,
}
"""Roles of what somebody can do something with."""
PLACES = [*(page for page in PAGES if page != "setup"), *SECTIONS]


def go(window, place):
    if place in SECTIONS:
        window.go(window.setup)
        window.setup.open(getattr(window.setup, place))
        while place == "facts" and not window.setup.facts.whole:
            QApplication.processEvents()
    else:
        window.go(getattr(window.pages, place))
    QApplication.processEvents()


def tree(node):
    """The node and everything below it that is shown."""
    if node is None or not node.isValid() or node.state().invisible:
        return
    yield node
    for number in range(node.childCount()):
        yield from tree(node.child(number))


def controls(window):
    kinds = (QAbstractButton, QLineEdit, QTableView)
    found = [control for kind in kinds for control in window.findChildren(kind)]
    return [each for each in found if each.isVisible() and not isinstance(each.parent(), (QLineEdit, QTableView))]


@pytest.mark.parametrize("place", PLACES)
def test_everybody_can_work_here(open_window, stage, qtbot, place):
    window = open_window(stage)
    qtbot.waitUntil(lambda: bool(window.header._lights))
    go(window, place)
    require_names(window)
    require_keyboard(window)
    require_room(window)


def require_names(window):
    """A screen reader is told what everything is."""
    nodes = list(tree(QAccessible.queryAccessibleInterface(window)))
    acting = [node for node in nodes if node.role() in WORKS and not isinstance(node.object().parent(), QLineEdit)]
    assert len(acting) > len(PAGES)
    nameless = [node.object() for node in acting if not node.text(QAccessible.Text.Name).strip()]
    assert not nameless, [(type(each), each.objectName()) for each in nameless]


def require_keyboard(window):
    """The keyboard reaches every control."""
    chain = list(tabbing.stops(window.centralWidget()))
    wanted = [each for each in controls(window) if each.isEnabled() and each.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert wanted
    assert set(map(id, wanted)) <= set(map(id, chain))


def test_tab_goes_as_the_eye_does_and_stays_near_what_is_switched_off(open_window, stage, qtbot):
    window = open_window(stage)
    window.go(window.setup)
    window.setup.open(window.setup.people)
    role = window.setup.people.form.findChild(Choice)
    qtbot.waitUntil(lambda: not role.isVisible())  # the first one here is the administrator
    badge, name = (field for field in window.setup.people.findChildren(QLineEdit) if field.isVisible())
    admit = window.setup.people.admit
    window.activateWindow()
    qtbot.waitActive(window)
    badge.setFocus()
    for before, after in ((badge, name), (name, admit)):
        qtbot.waitUntil(before.hasFocus)
        qtbot.keyClick(before, Qt.Key.Key_Tab)
        qtbot.waitUntil(after.hasFocus)
    admit.setEnabled(False)
    assert name.hasFocus()


def require_room(window):
    """A gloved finger hits everything."""
    small = [
        (type(each).__name__, each.accessibleName(), each.height())
        for each in controls(window)
        # A value is only copied; the line of the scan is hit through the box around it.
        if not isinstance(each, Value) and each.objectName() != "scan" and max_of(each) < TOUCH
    ]
    assert not small


def max_of(control: QWidget) -> int:
    return min(control.width(), control.height())
