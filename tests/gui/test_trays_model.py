import sys
import threading

import pytest

from app.core.errors import SocketUnknown
from app.core.run import Failure
from app.gui.bridge import Bridge
from app.gui.models.trays import PROGRESS, TraysModel
from app.provisioning.line import STATION
from app.provisioning.progress import Plugged, Refused, TrayState, Unplugged
from tests.gui.stage import ended, port_of, running


def test_the_model_keeps_qts_rules(qtmodeltester):
    model = TraysModel(4)
    for event in running("0042-1188", 2, 3):
        model.tell(2, event)
    qtmodeltester.check(model)


def test_each_row_is_the_fold_of_what_its_tray_was_told(stage):
    model = TraysModel(2)
    finished = []
    model.finished.connect(finished.append)
    record = stage.past("0042-1187", 1)
    for event in ended(record):
        model.tell(1, event)
    model.tell(2, Plugged(port_of(2, "x")))
    model.tell(2, Unplugged())
    assert [model.progress(tray).state for tray in (1, 2)] == [TrayState.PASSED, TrayState.EMPTY]
    assert model.index(0).data() == "PASS"
    assert model.index(0).data(PROGRESS).record == record
    assert finished == [record]


def test_views_hear_of_many_changes_once(qtbot):
    model = TraysModel(3)
    heard = []
    model.dataChanged.connect(lambda first, _last: heard.append(first.row()))
    for _ in range(200):
        model.tell(2, Plugged(port_of(2)))
        model.tell(2, Unplugged())
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == [1]


def test_what_concerns_no_tray_is_told_apart(qtbot):
    model = TraysModel(1)
    failure = Failure.of(SocketUnknown("A device was plugged into 1-9, which belongs to no tray."))
    with qtbot.waitSignal(model.refused) as told:
        model.tell(STATION, Refused(failure))
    assert told.args == [failure]
    model.tell(77, Unplugged())
    assert model.progress(1).state is TrayState.EMPTY


def test_sockets_are_shown_once_they_are_bound(qtbot):
    model = TraysModel(2)
    with qtbot.waitSignal(model.dataChanged):
        model.bind({1: "1-4.2", 2: ""})
    assert model.progress(1).socket == "1-4.2"
    assert model.progress(2).socket == ""


def test_events_of_a_thread_arrive_in_the_gui_thread(qtbot):
    bridge, model = Bridge(), TraysModel(1)
    threads = []
    bridge.told.connect(model.tell)
    model.dataChanged.connect(lambda *_: threads.append(threading.current_thread()))
    worker = threading.Thread(target=lambda: bridge.tell(1, Plugged(port_of(1))))
    worker.start()
    worker.join()
    qtbot.waitUntil(lambda: bool(threads))
    assert threads == [threading.main_thread()]
    assert model.progress(1).state is TrayState.READY


@pytest.mark.usefixtures("qapp")
def test_a_signal_loses_no_reference_to_true():
    """PySide6 6.12.0 drops one for each emit on Python 3.11, and the interpreter ends after some hundred."""
    bridge = Bridge()
    bridge.told.connect(lambda *_: None)
    before = sys.getrefcount(True)
    for _ in range(100):
        bridge.tell(1, Unplugged())
    assert abs(sys.getrefcount(True) - before) < 50
