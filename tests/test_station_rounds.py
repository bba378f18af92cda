"""Exports and backups by a plan, while the station is open."""

from datetime import datetime, time, timedelta

import pytest

from app.core.errors import ExportUnwritable
from app.core.waiting import Deadline, Stop
from app.settings import load
from app.station import open_station
from app.station.rounds import AGAIN, Plan, Rounds
from app.station.shift import Work
from app.store import EntryQuery

NOON = datetime(2026, 11, 23, 12, 0).astimezone()
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("plan", "due"),
    [
        pytest.param(Plan(), None, id="never"),
        pytest.param(Plan(time(22, 0)), NOON + 10 * HOUR, id="tonight"),
        pytest.param(Plan(time(6, 0)), NOON + 18 * HOUR, id="tomorrow"),
        pytest.param(Plan(time(12, 0)), NOON + 24 * HOUR, id="just done"),
        pytest.param(Plan(every=6 * HOUR), NOON + 6 * HOUR, id="hours"),
        pytest.param(Plan(time(22, 0), 6 * HOUR), NOON + 6 * HOUR, id="hours first"),
        pytest.param(Plan(time(13, 0), 6 * HOUR), NOON + HOUR, id="time first"),
    ],
)
def test_when_it_is_due(plan, due):
    assert plan.next_after(NOON) == due


class Clock:
    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


def test_what_failed_is_tried_again_alone_until_it_is_done():
    clock, asked = Clock(), []
    wrong = {Work.BACKUP: ExportUnwritable("The share is away.")}

    def leave(works, _stop):
        asked.append(tuple(works))
        return {work: wrong[work] for work in works if work in wrong}

    rounds = Rounds(Plan(every=6 * HOUR), leave, clock)
    for minutes in (0, 359, 360, 365, 370, 380):
        clock.now = NOON + timedelta(minutes=minutes)
        if minutes == 380:
            wrong.clear()
        rounds.look(Stop())
    assert asked == [(Work.EXPORT, Work.BACKUP), (Work.BACKUP,), (Work.BACKUP,)]
    assert rounds.problems == {}
    clock.now = NOON + 12 * HOUR
    rounds.look(Stop())
    assert asked[-1] == (Work.EXPORT, Work.BACKUP)


def test_a_station_leaves_its_export_by_the_plan_and_tells_what_fails(tmp_path):
    home, share = tmp_path / "home", tmp_path / "share"
    home.mkdir()
    (home / "station.toml").write_text(f'station = "LINE-2-A"\n[audit]\nat = "22:00"\nevery_hours = 8\nexport_to = "{share}"\n')
    share.write_text("no folder")
    settings = load(home)
    assert (settings.audit.at, settings.audit.every_hours) == (time(22, 0), 8)
    clock = Clock()
    with open_station(settings) as station:
        rounds = Rounds(Plan(every=8 * HOUR), station.rounds._leave, clock)
        clock.now += 8 * HOUR
        rounds.look(Stop())
        assert rounds.problems[Work.EXPORT].code == "STO-EXPORT"
        (told,) = station.ledger.audit.list_entries(EntryQuery("shift.unfinished"))
        assert (told.facts["work"], told.facts["code"]) == ("export", "STO-EXPORT")
        share.unlink()
        clock.now += AGAIN
        rounds.look(Stop())
        assert rounds.problems == {}
        (made,) = station.ledger.audit.list_entries(EntryQuery("export.made"))
        assert made.facts["why"] == "plan"
        assert len(list(share.iterdir())) == 1


def test_the_thread_does_what_is_due_and_ends_when_it_is_told():
    clock, done = Clock(), []
    rounds = Rounds(Plan(every=HOUR), lambda works, _stop: done.append(tuple(works)) or {}, clock, 0.01)
    with rounds:
        clock.now += HOUR
        assert Stop().wait_for(lambda: bool(done), Deadline(60))
    assert done == [(Work.EXPORT, Work.BACKUP)]
    assert rounds._thread is None
