"""The only page an operator needs: the trays, the scan, the shift."""

from datetime import timedelta
from functools import partial
from uuid import UUID

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.core.run import Failure, ReceiptState, Record
from app.gui import times
from app.gui.clerk import Clerk
from app.gui.desk import History
from app.gui.language import said
from app.gui.models.trays import TraysModel
from app.gui.permitting import Permitting
from app.gui.theme import Theme, Tone
from app.gui.widgets.figures import Figures
from app.gui.widgets.grid import TrayGrid
from app.gui.widgets.notice import Notice
from app.gui.widgets.scanfield import ScanField
from app.provisioning.line import Line
from app.provisioning.progress import Registered
from app.store import Tally, Unit

_FOOT = 118
_TICK_MS = 100
"""Milliseconds between two looks of a tray at the clock: a tenth of a second is what a tile shows."""
_COUNT_MS = 60_000
"""Milliseconds between two counts when nothing happens: the last hour moves on."""
_OWED_MS = 3_000
"""Milliseconds between two looks at whether what is owed is settled."""
_LITTLE = 120
"""Milliseconds within which several runs that end are counted once."""
_HOUR = timedelta(hours=1)


class StationPage(QWidget):
    """Wires trays, scan field and figures to the line and the ledger."""

    opened = Signal(object)
    """Somebody wants to see this Record."""
    scanned = Signal(str)
    """A scan that was typed into the field."""
    noticed = Signal()
    """Something is said that somebody must read."""

    def __init__(  # noqa: PLR0917 - what it speaks to, and where it stands
        self, line: Line, model: TraysModel, history: History, clerk: Clerk, permitting: Permitting, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._line, self._model, self._history, self._clerk, self._permitting = line, model, history, clerk, permitting
        self.grid = TrayGrid(model, self)
        self.scan = ScanField(self)
        self.figures = Figures(self)
        self.notice = Notice(self)
        self._beside = QStackedWidget(self)
        self._beside.addWidget(self.figures)
        self._beside.addWidget(self.notice)
        self._beside.setObjectName("beside")
        self._lay_out()
        self.grid.started.connect(self.start_tray)
        self.grid.stopped.connect(self._line.abort)
        self.grid.opened.connect(self._open)
        self.scan.scanned.connect(self.scanned)
        self.notice.closed.connect(self.quiet)
        model.refused.connect(self.refuse)
        model.finished.connect(self._finished)
        model.dataChanged.connect(lambda: model.bind(line.sockets))
        self._ticking = self._timer(_TICK_MS // self.grid.turns, self._tick)
        self._counting = self._timer(_COUNT_MS, self.count)
        self._soon = self._timer(_LITTLE, self.count)
        self._soon.setSingleShot(True)
        self._ticking.start()
        self._counting.start()
        self._timer(_OWED_MS, self.look_after).start()
        model.bind(line.sockets)
        self.count()

    def begin(self) -> None:
        """Ready for a scan."""
        self.scan.line.setFocus()

    def take(self, text: str) -> bool:
        """A character of a scan."""
        self.scan.take(text)
        return True

    @Slot()
    def count(self) -> None:
        """Count the shift again, off this thread."""
        self._clerk.ask(partial(_count, self._history), self._counted, self.refuse)

    @Slot()
    def look_after(self) -> None:
        """See whether units that are owed, and still on their trays, are registered by now."""
        if owed := self._model.owed():
            self._clerk.ask(partial(_settled, self._history, owed), self._registered)

    def wear(self, theme: Theme) -> None:
        """Show the same in these colours."""
        for part in (self.grid, self.scan, self.figures, self.notice):
            part.wear(theme)

    def _lay_out(self) -> None:
        foot = QFrame(self)
        foot.setObjectName("foot")
        foot.setFixedHeight(_FOOT)
        row = QHBoxLayout(foot)
        row.setContentsMargins(22, 0, 22, 0)
        row.setSpacing(26)
        row.addWidget(self.scan, 10)
        row.addWidget(self._beside, 21)
        room = QVBoxLayout()
        room.setContentsMargins(18, 18, 18, 18)
        room.addWidget(self.grid)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(room, 1)
        column.addWidget(foot)

    def _timer(self, milliseconds: int, slot: object) -> QTimer:
        timer = QTimer(self)
        timer.setInterval(milliseconds)
        timer.timeout.connect(slot)
        return timer

    def _say(self, title: str, advice: str, tone: Tone = Tone.ATTENTION) -> None:
        self.notice.say(title, advice, tone)
        self._beside.setCurrentWidget(self.notice)
        self.noticed.emit()

    @Slot()
    def quiet(self) -> None:
        """Nothing is said any more: the figures are shown."""
        self._beside.setCurrentWidget(self.figures)

    @Slot()
    def _tick(self) -> None:
        self.grid.tick()
        self.scan.tick()

    @Slot(int)
    def start_tray(self, tray: int) -> None:
        """Begin there; what somebody must allow first is asked for."""
        right = self._line.needs(tray)
        if right is None:
            self._line.start(tray)
        else:
            rotates = self._line.rotates(tray)
            done = self.tr("The unit on tray {tray} is done. It is to be started over.")
            what = self.tr("The unit on tray {tray} is to get a new certificate; the old one is taken back.") if rotates else done
            # Admission asks for the reason again: an order's unit is made once, and a certificate is replaced for a reason.
            always = rotates or bool(self._line.shift.order)
            self._permitting.ask(right, what.format(tray=tray), lambda by: self._line.start(tray, rework=by), always=always)

    @Slot(int)
    def _open(self, tray: int) -> None:
        record = self._model.progress(tray).record
        if record is not None:
            self.opened.emit(record)

    def take_label(self, serial: str, tray: int | None) -> None:
        """A unit's label was scanned, for that tray if one was named."""
        self.quiet()
        self.scan.show_last(serial, None)
        self._clerk.ask(partial(self._history.find_unit, serial), partial(self._judge, serial, tray), self.refuse)

    def _judge(self, label: str, chosen: int | None, unit: Unit | None) -> None:
        """A unit that has passed is not run a second time by a scan; Start still does."""
        if unit is not None and unit.passed_at is not None:
            when = times.minute(unit.passed_at) if unit.passed_at >= times.midnight() else times.full(unit.passed_at)
            by_whom = self.tr("{label} is already done, at {when} by {operator}.")
            done = by_whom if unit.passed_by else self.tr("{label} is already done, at {when}.")
            self._say(
                done.format(label=label, when=when, operator=unit.passed_by),
                self.tr("Take it out. To check it again all the same, press Start on its tray."),
                Tone.PASS,
            )
            self.scan.show_last(self.tr("{label}, already done").format(label=label), times.now())
            return
        if chosen is not None:
            self._line.start(chosen, label)
        tray = chosen or self._line.scan(label)
        words = self.tr("{label} → tray {tray}") if tray else self.tr("{label}, no tray waits")
        self.scan.show_last(words.format(label=label, tray=tray), times.now())

    @Slot(str, str)
    def say(self, title: str, advice: str) -> None:
        """Say something that somebody should know."""
        self._say(title, advice)

    @Slot(object)
    def refuse(self, failure: Failure) -> None:
        """Say what cannot be, and what to do."""
        self._say(said(failure.message), f"{said(failure.advice)}  {failure.code}")

    @Slot(object)
    def _finished(self, _record: Record) -> None:
        self._soon.start()

    def _registered(self, settled: dict[int, Registered]) -> None:
        for tray, event in settled.items():
            self._model.tell(tray, event)
        if settled:
            self._soon.start()

    def _counted(self, tallies: tuple[Tally, Tally]) -> None:
        today, hour = tallies
        self.grid.estimate(hour.median_seconds or today.median_seconds)
        self.figures.show_tally(today, hour)


def _count(history: History) -> tuple[Tally, Tally]:
    """Today, and the last hour."""
    return history.tally(times.midnight()), history.tally(times.now() - _HOUR)


def _settled(history: History, owed: dict[int, UUID]) -> dict[int, Registered]:
    """What became of the units on these trays that were owed; a tray is left out while its unit still is."""
    receipts = {tray: (run, history.get_run(run).receipt) for tray, run in owed.items()}
    return {
        tray: Registered(run, receipt)
        for tray, (run, receipt) in receipts.items()
        if receipt is not None and receipt.state is ReceiptState.REGISTERED
    }
