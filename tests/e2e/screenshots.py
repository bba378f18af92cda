"""Pictures of the real window in every state that matters: `python -m tests.e2e.screenshots FOLDER [LANGUAGE]`."""

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pydantic import SecretStr
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLineEdit, QScrollArea

from app.core.errors import DeviceUnknown, PlatformConflict, PlatformUnreachable
from app.core.outbox import BreakerState, QueueState
from app.core.people import Role
from app.core.run import Failure
from app.core.work import Counts
from app.gui import Light, LightState
from app.gui.language import speak
from app.gui.theme import Tone
from app.gui.window import Window
from app.provisioning.orders import Wish
from app.provisioning.progress import Plugged
from tests.e2e.colour_blind import KINDS, see
from tests.gui.stage import Stage, aborted, ended, labelled, port_of, running, tell

SIZES = {"1280": (1280, 800), "1920": (1920, 1080)}
THEMES = ("light", "dark", "contrast")
SECTIONS = ("facts", "trays", "scanners", "printers", "people", "customs")
MANY = (1, 2, 8, 16, 32)
"""Trays, beside the four that every picture has."""


def wait_for(condition: Callable[[], bool], seconds: float = 60.0) -> None:
    """Let the window live until the condition holds."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "the window never got there"
        live(0.02)


def live(seconds: float) -> None:
    """Let the window live for so long."""
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()


@contextmanager
def shown(stage: Stage, size: tuple[int, int]) -> Iterator[Window]:
    """The window on this stage, closed in the end."""
    window = Window(stage.desk)
    window.resize(*size)
    window.show()
    try:
        yield window
    finally:
        gone: list[bool] = []
        window.gone.connect(lambda: gone.append(True))
        window.leave()
        wait_for(lambda: bool(gone))
        window.deleteLater()
        live(0.05)


def fill(stage: Stage, runs: int = 60) -> None:
    """An hour of work."""
    faults = {7: "label", 13: "hsm", 22: "gone"}
    for number in range(runs):
        minutes = (runs - number) * 0.93 + 0.4
        stage.past(
            f"0042-{1186 - runs + number + 1}", minutes, faults.get(runs - number, ""), tray=number % 4 + 1, scale=0.9 + number % 5 / 20
        )


def four(window: Window, stage: Stage) -> None:
    """PASS, running, FAIL, and a free tray, on an order."""
    window.header.show_order("WO-4711", "EI-ML gateway rev C", "137 / 400", Counts(400, 139, 137, 2, 0, 135, 2))
    tell(window, 1, ended(stage.past("0042-1187", 0.14)))
    tell(window, 2, running("0042-1188", 2, 4))
    tell(window, 3, ended(stage.past("0042-1189", 0.05, "label", tray=3)))


def many(window: Window, stage: Stage, trays: int) -> None:
    """Every state, again and again."""
    unknown = Failure.of(DeviceUnknown("No recipe is for what was plugged in (USB2.0 Hub)."))
    for tray in range(1, trays + 1):
        serial = f"0042-{1186 + tray}"
        match tray % 10:
            case 1 | 5 | 8:
                tell(window, tray, ended(stage.past(serial, 0.2, "", tray=tray)))
            case 2 | 6:
                tell(window, tray, running(serial, tray, tray % 7))
            case 3:
                tell(window, tray, ended(stage.past(serial, 0.2, "gone", tray=tray)))
            case 4:
                tell(window, tray, [Plugged(port_of(tray, serial))])
            case 7:
                tell(window, tray, ended(stage.past(serial, 0.2, "hsm", tray=tray)))
            case 0:
                tell(window, tray, ended(stage.owed(serial, 0.2, tray=tray)))
            case 9:
                tell(
                    window,
                    tray,
                    [Plugged(port_of(tray), unknown)] if tray % 20 == 9 else ended(aborted(stage.past(serial, 0.2, "", tray=tray))),
                )


def queue_up(stage: Stage) -> None:
    """Units that are owed and refused, and a platform that is left alone."""
    other = PlatformConflict("The platform has another certificate for 0042-1061: serial 9174662, where ours is 5520714.")
    away = PlatformUnreachable("api.cremini.peridio.com does not answer in time.")
    stage.owed("0042-1061", 190, other)
    for number in range(9):
        stage.owed(f"0042-{1190 + number}", 40 - number, away if number < 6 else None, tries=max(1, 5 - number))
    until = datetime.now(UTC) + timedelta(minutes=4)
    stage.queue.now = QueueState(running=True, breaker=BreakerState.OPEN, until=until, last=Failure.of(away))


def settle(window: Window, stage: Stage) -> None:
    """Until tally and lights are there."""
    wait_for(stage.looked.is_set)
    live(0.3)
    window.station.count()
    live(0.4)


def history(window: Window, stage: Stage, snap: Callable[[Window, str], None], name: str) -> None:
    """The newest run, one that passed, every filter, and a unit with its label and its story."""
    window.go(window.history)
    page = window.history
    wait_for(lambda: page.detail.record is not None and page.detail.complete)
    live(0.3)
    snap(window, f"history-{name}")
    page.table.selectRow(7)
    live(0.3)
    snap(window, f"history-pass-{name}")
    page.filters.day.pick(4)
    page.filters.more.click()
    page.filters.operator.setText("OP-07")
    wait_for(lambda: page.model.query.operator == "OP-07" and page.model.rowCount() > 0)
    live(0.3)
    snap(window, f"history-filters-{name}")
    page.filters.more.click()
    record = labelled(stage, "0042-0815")
    stage.press.print_owed()
    page.show_record(record)
    wait_for(lambda: page.detail.labels.isVisible() and not page.detail.labels.picture.pixmap().isNull())
    live(0.3)
    snap(window, f"history-label-{name}")
    page.detail.whole.click()
    wait_for(lambda: not page.detail.labels.isVisible())
    live(0.3)
    snap(window, f"history-story-{name}")
    page.detail.whole.click()


def authority(window: Window, snap: Callable[[Window, str], None], name: str) -> None:
    """The overview, and the ceremony at its first questions."""
    window.go(window.pages.authority)
    wait_for(lambda: window.pages.authority.view is not None)
    live(0.3)
    snap(window, f"authority-{name}")
    window.pages.authority.new.click()
    wait_for(lambda: window.pages.authority.wizard.form is not None)
    live(0.2)
    window.pages.authority.wizard.go_on.click()
    wait_for(lambda: "where" in window.pages.authority.wizard.form.answers)
    live(0.2)
    snap(window, f"ceremony-{name}")
    window.pages.authority.wizard.leave.click()


def ahead(window: Window, folder: Path, snap: Callable[[Window, str], None], name: str) -> None:
    """A bulk job, asked for and done."""
    source = folder / "ids.csv"
    source.write_text("serial\n" + "".join(f"0042-{number:04}\n" for number in range(1, 41)) + "../0042\nCON\n0042-0001\n")
    window.go(window.pages.ahead)
    live(0.2)
    snap(window, f"bulk-{name}")
    lines = [field for field in window.pages.ahead.form.findChildren(QLineEdit) if field.isVisible()]
    for field, text in zip(lines, (str(source), str(folder / "lot-17"), "correct horse battery", "correct horse battery"), strict=True):
        field.setText(text)
    window.pages.ahead.begin_job()
    wait_for(window.pages.ahead.start.isVisible)
    live(0.2)
    area = window.pages.ahead.findChild(QScrollArea)
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    snap(window, f"bulk-done-{name}")


def book_orders(stage: Stage) -> None:
    """Orders in every state, one of them half done."""
    serials = tuple(f"0042-{1100 + number}" for number in range(400))
    stage.orders.make(None, Wish("WO-4702", "EI-ML gateway rev B", "simulated", 250))
    stage.orders.close(None, "WO-4702")
    stage.orders.make(None, Wish("WO-4709", "EI-ML gateway rev C", "simulated", 60, first_article=False))
    stage.orders.hold(None, "WO-4709", "the labels of lot 17 are missing")
    due = datetime.now(UTC) + timedelta(days=31)
    stage.orders.make(None, Wish("WO-4711", "EI-ML gateway rev C", "simulated", 400, serials, due))
    for number in range(9):
        stage.past(f"0042-{1100 + number}", 400 - number, "gone" if number == 4 else "", order="WO-4711")


def orders(window: Window, stage: Stage, snap: Callable[[Window, str], None], name: str) -> None:
    """The orders, and what a new one asks."""
    book_orders(stage)
    window.header.show_order("WO-4711", "EI-ML gateway rev C", "8 / 400", Counts(400, 9, 8, 1, 0, 8, 0))
    window.go(window.pages.orders)
    wait_for(lambda: window.pages.orders.view.title.text().endswith("WO-4711"))
    live(0.3)
    snap(window, f"orders-{name}")
    window.pages.orders.new.click()
    wait_for(lambda: window.pages.orders.form.form is not None and window.pages.orders.form.form.isVisible())
    live(0.2)
    snap(window, f"order-new-{name}")
    window.pages.orders.form.back.click()


def recipes(window: Window, _stage: Stage, snap: Callable[[Window, str], None], name: str) -> None:
    """A recipe with two versions, one of them approved, after its dry run."""
    window.go(window.pages.recipes)
    wait_for(lambda: window.pages.recipes.checked.tone is Tone.PASS and window.pages.recipes.form.find_field("rotation.key") is not None)
    window.pages.recipes.approve.click()
    wait_for(window.pages.recipes.notice.isVisible)
    window.pages.recipes.notice.closed.emit()
    window.pages.recipes.rehearse()
    wait_for(window.pages.recipes.dry.isVisible)
    live(0.3)
    snap(window, f"recipes-{name}")


def audit(window: Window, snap, name: str) -> None:
    """The audit chain, proven; and what an export asks."""
    window.go(window.pages.audit)
    window.pages.audit.verify.click()
    wait_for(window.pages.audit.notice.isVisible)
    live(0.3)
    snap(window, f"audit-{name}")
    window.pages.audit.export.click()
    live(0.2)
    snap(window, f"audit-export-{name}")


def setup(window: Window, stage: Stage, snap: Callable[[Window, str], None], name: str) -> None:
    """Each section, and how a PIN is changed once there are people."""
    window.go(window.setup)
    for section in SECTIONS:
        window.setup.open(getattr(window.setup, section))
        live(0.3)
        snap(window, f"setup-{section}-{name}")
    pin, people = SecretStr("2580"), window.setup.people
    boss = stage.people.admit_first("AD-01", "Ada Byron", pin)
    stage.people.admit(boss, "OP-07", "Otto Ohm", Role.OPERATOR, pin)
    stage.people.come_in("AD-01", pin)
    window.setup.open(people)
    wait_for(lambda: people.grid.count() > 0)
    people.change.click()
    live(0.3)
    snap(window, f"setup-pin-{name}")
    people.pins.put_away()


def through_other_eyes(file: Path) -> list[Path]:
    """The picture as colour-blind people see it."""
    made = [file.with_name(f"{file.stem}-{kind}.png") for kind in KINDS]
    for kind, place in zip(KINDS, made, strict=True):
        see(QImage(str(file)), kind).save(str(place))
    return made


def take(folder: Path) -> list[Path]:
    """Every picture."""
    taken: list[Path] = []

    def snap(window: Window, name: str) -> None:
        live(0.15)
        file = folder / f"{name}.png"
        window.grab().save(str(file))
        taken.append(file)

    for theme in THEMES:
        for label, size in SIZES.items():
            with ExitStack() as opened:
                stage = Stage(opened, Path(opened.enter_context(tempfile.TemporaryDirectory())), theme=theme)
                fill(stage)
                with shown(stage, size) as window:
                    four(window, stage)
                    settle(window, stage)
                    snap(window, f"station-4-{theme}-{label}")
                    taken.extend(through_other_eyes(taken[-1]))
                    window.door.login.ask("OP-07")
                    snap(window, f"login-{theme}-{label}")
                    window.door.login.put_away()
                    history(window, stage, snap, f"{theme}-{label}")
                    authority(window, snap, f"{theme}-{label}")
                    queue_up(stage)
                    window.go(window.pages.queue)
                    wait_for(lambda: window.pages.queue.model.rowCount() > 0)
                    live(0.3)
                    snap(window, f"queue-{theme}-{label}")
                    orders(window, stage, snap, f"{theme}-{label}")
                    recipes(window, stage, snap, f"{theme}-{label}")
                    ahead(window, stage.desk.memory.parent, snap, f"{theme}-{label}")
                    away = PlatformUnreachable("api.cremini.peridio.com does not answer in time.")
                    stage.lights = (
                        Light("HSM", LightState.OK, "It can sign."),
                        Light("Platform", LightState.ATTENTION, f"{away.message} {away.advice}"),
                    )
                    window.lights.look()
                    setup(window, stage, snap, f"{theme}-{label}")
                    audit(window, snap, f"{theme}-{label}")
            for trays in MANY:
                with ExitStack() as opened:
                    stage = Stage(opened, Path(opened.enter_context(tempfile.TemporaryDirectory())), trays, theme=theme)
                    with shown(stage, size) as window:
                        many(window, stage, trays)
                        settle(window, stage)
                        if trays in (2, 8):
                            window.station._judge("0042-1187", None, stage.ledger.find_unit("0042-1187"))
                        snap(window, f"station-{trays}-{theme}-{label}")
    return taken


def main() -> None:
    """Take them into the folder named on the command line, in the language named there."""
    folder, language = Path(sys.argv[1]), "".join(sys.argv[2:3]) or "en"
    folder.mkdir(parents=True, exist_ok=True)
    application = QApplication(sys.argv[:1])
    application.setStyle("Fusion")
    application.setQuitOnLastWindowClosed(False)
    speak(application, language)
    for file in take(folder):
        print(file)  # noqa: T201 - a script


if __name__ == "__main__":
    main()
