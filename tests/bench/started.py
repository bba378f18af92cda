"""The station's window as a person starts it: `python -m tests.bench.started HOME` tells when it was painted, and when it was usable."""

import json
import sys
import time

seen = {}


def begin(home: str) -> None:
    """As `birthmark --home HOME`."""
    from app import __main__, begin  # noqa: PLC0415 - loading it is what is measured

    draw = begin.draw_curtain

    def draw_curtain(words):
        curtain = draw(words)
        seen["painted"] = time.monotonic()
        watch()
        return curtain

    begin.draw_curtain = draw_curtain
    sys.argv[1:] = ["--home", home]
    __main__.main()


def watch() -> None:
    """Look every few milliseconds whether it is usable by now; then leave."""
    from PySide6.QtCore import QTimer  # noqa: PLC0415 - it is loaded by now
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    timer = QTimer(QApplication.instance())

    def look() -> None:
        window = next((each for each in QApplication.topLevelWidgets() if type(each).__name__ == "Window"), None)
        if window is None or window.model.progress(1).port is None or not window.isVisible():
            return
        if not window.pages.is_open("history"):
            window.go(window.history)
        elif window.history.model.rowCount() and "usable" not in seen:
            seen["usable"] = time.monotonic()
            timer.stop()
            window.leave()

    timer.timeout.connect(look)
    timer.start(5)


try:
    begin(sys.argv[1])
finally:
    print(json.dumps(seen))  # noqa: T201 - a command
