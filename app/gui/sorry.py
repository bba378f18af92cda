"""Why the program does not open, for somebody who has no terminal: what happened, what to do now, and the code."""

import os
import sys

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QMessageBox

from app.core.run import Failure
from app.gui.language import said


def unheard() -> bool:
    """Whether what is said on the terminal is read by nobody, and there is a screen to say it on."""
    if sys.stderr is not None and sys.stderr.isatty():
        return False
    shown = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return bool(shown) if sys.platform == "linux" else True


def box_of(failure: Failure) -> QMessageBox:
    """The dialog; whoever shows it waits until it is read."""
    box = QMessageBox(QMessageBox.Icon.Critical, "Birthmark", said(failure.message), QMessageBox.StandardButton.Close)
    box.setTextFormat(Qt.TextFormat.PlainText)
    code = _tr("Code: {code}").format(code=failure.code)
    box.setInformativeText(f"{said(failure.advice)}\n\n{code}")
    box.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard)
    close = box.button(QMessageBox.StandardButton.Close)
    close.setText(_tr("Close"))
    close.setIcon(QIcon())
    return box


def _tr(text: str) -> str:
    return QCoreApplication.translate("Sorry", text)
