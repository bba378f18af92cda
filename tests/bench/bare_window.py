"""The simplest window there is: `python -m tests.bench.bare_window` tells when it was painted."""

import json
import sys
import time

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel


class Label(QLabel):
    """Ends the program once it is painted."""

    def paintEvent(self, event) -> None:  # noqa: N802 - Qt's name
        super().paintEvent(event)
        QTimer.singleShot(0, QApplication.quit)


application = QApplication(sys.argv[:1])
label = Label("Birthmark")
label.show()
application.exec()
print(json.dumps({"painted": time.monotonic()}))  # noqa: T201 - a command
