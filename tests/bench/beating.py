"""16 trays at work, and how steadily the window's event loop turns: `python -m tests.bench.beating HOME UNITS` tells its longest stalls."""

import json
import sys
import time
from contextlib import ExitStack
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from app import gui, logs
from app.begin import uncollected
from app.core.run import Finished
from app.demo import Supply, open_demo, prepare
from app.home import memory_of
from app.window import lay_out, start_work

TRAYS, BEAT_MS = 16, 5
REST = 0.2
"""Seconds between two units on a tray."""


class Heart(QObject):
    """Beats from when every tray runs until so many units are done: first on the page that is open, then on the way through all."""

    def __init__(self, units: int) -> None:
        super().__init__()
        self._units, self._done = units, 0
        self._last = 0.0
        self.stalls = {"still": 0.0, "moving": 0.0}
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(BEAT_MS)

    def hear(self, event) -> None:
        """A tray tells something; on its own thread."""
        self._done += isinstance(event, Finished)

    def _beat(self) -> None:
        now = time.monotonic()
        late, self._last = now - self._last - BEAT_MS / 1000, now
        window = next((each for each in QApplication.topLevelWidgets() if type(each).__name__ == "Window"), None)
        if window is None or self._done < TRAYS:  # every tray was at work
            return
        done = self._done - TRAYS
        phase = "still" if done < self._units // 2 else "moving"
        self.stalls[phase] = max(self.stalls[phase], late)
        if done >= self._units:
            self._timer.stop()
            window.leave()
        elif phase == "moving":
            pages = window.pages.places
            number = (done - self._units // 2) * len(pages) // max(1, self._units - self._units // 2)
            if window.rail.marked != number:
                window.rail.chosen.emit(number)


def main() -> None:
    """Until the units are done."""
    home, units = Path(sys.argv[1]), int(sys.argv[2])
    settings = prepare(home).model_copy(update={"trays": TRAYS, "autostart": True})
    logs.open_log(settings.logs)
    curtain = gui.draw_curtain(memory_of(home))
    heart = Heart(units)
    with ExitStack() as opened:

        def open_desk():
            with uncollected():
                supply = Supply(home, units=None, seed=0, bad=0.1, hurry=1)
                demo = opened.enter_context(open_demo(settings, supply, rest=REST, rest_failed=REST))
                start_work(demo.station, opened)

            def open_line(tell):
                def tell_all(tray, event) -> None:
                    demo.belt.tell(tray, event)
                    heart.hear(event)
                    tell(tray, event)

                line = demo.station.open_line(tell_all)
                opened.enter_context(demo.belt)
                return line

            return lay_out(demo.station, open_line)

        gui.run(open_desk, curtain)
    logs.close_log()
    print(json.dumps(heart.stalls))  # noqa: T201 - a command


if __name__ == "__main__":
    main()
