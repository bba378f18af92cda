"""What a key wrote into a field, taken back: the first keys of a torn scan are a person's until the rest of it comes."""

from collections.abc import Callable

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from shiboken6 import isValid

Undo = Callable[[], None]


def remember() -> Callable[[str], Undo]:
    """What stands in the field that gets the next key; call what is returned with what the key typed, once it arrived there."""
    target = QApplication.focusWidget()
    if isinstance(target, QLineEdit):
        text, at = target.text(), target.cursorPosition()
        return lambda _: lambda: _restore_line(target, text, at)
    if isinstance(target, QPlainTextEdit):
        text, at = target.toPlainText(), target.textCursor().position()
        return lambda _: lambda: _restore_text(target, text, at)
    return _elsewhere


def _elsewhere(typed: str) -> Undo:
    """A key that no field was meant to have: the window handed it to the one where scans are typed."""
    line = QApplication.focusWidget()
    if not isinstance(line, QLineEdit) or not typed or not line.text()[: line.cursorPosition()].endswith(typed):
        return lambda: None
    at = line.cursorPosition()
    text = line.text()[: at - len(typed)] + line.text()[at:]
    return lambda: _restore_line(line, text, at - len(typed))


def _restore_line(line: QLineEdit, text: str, at: int) -> None:
    if isValid(line) and line.text() != text:
        line.selectAll()
        line.insert(text)  # as if it were typed, so that whoever listens hears of it
        line.setCursorPosition(at)


def _restore_text(field: QPlainTextEdit, text: str, at: int) -> None:
    if isValid(field) and field.toPlainText() != text:
        cursor = field.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        cursor.setPosition(at)
        field.setTextCursor(cursor)
