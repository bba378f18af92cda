"""Which sound belongs to what happens at the trays and to what is scanned."""

from PySide6.QtCore import QObject, Slot

from app.core.run import Finished, Outcome, RunStarted
from app.gui.speaker import Sound, Speaker
from app.provisioning.line import STATION
from app.provisioning.progress import Labelled, Plugged, Refused, TrayEvent

_ENDS = {Outcome.PASSED: Sound.PASS, Outcome.FAILED: Sound.FAIL, Outcome.ERROR: Sound.ATTENTION, Outcome.ABORTED: Sound.ATTENTION}


def sound_of(event: TrayEvent) -> Sound | None:
    """What is heard of something that a tray tells; None: nothing."""
    match event:
        case Finished(record):
            return _ENDS[record.outcome]
        case RunStarted():
            return Sound.SCAN
        case Refused() | Plugged() | Labelled() if event.failure is not None:
            return Sound.ATTENTION
        case _:
            return None


class Sounds(QObject):
    """Has the speaker say it."""

    def __init__(self, speaker: Speaker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._speaker = speaker

    @Slot(int, object)
    def hear(self, tray: int, event: TrayEvent) -> None:
        """A tray tells something; what concerns the station is shown as a notice, and is heard as one."""
        if tray != STATION and (sound := sound_of(event)):
            self._speaker.play(sound)

    @Slot()
    def tick(self) -> None:
        """A scan was heard."""
        self._speaker.play(Sound.SCAN)

    @Slot()
    def warn(self) -> None:
        """Something is said on the screen that somebody must read."""
        self._speaker.play(Sound.ATTENTION)
