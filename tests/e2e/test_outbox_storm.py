"""The storm at a size that the suite can bear; `outbox_storm` says how it is run with ten thousand units."""

from collections import Counter

from tests.e2e.outbox_storm import PASSING, after_each, storm

UNITS = 60


def test_a_station_that_is_killed_again_and_again_loses_nothing_and_doubles_nothing(tmp_path):
    weather = storm(tmp_path, UNITS, after_each(20), kinds=PASSING, rate=0.15)
    assert weather.kills >= 2
    assert weather.faults > UNITS
    assert weather.devices == UNITS
    assert Counter(weather.certificates.values()) == {1: UNITS}, "exactly one certificate each"
    assert (weather.settled, weather.owed, weather.differ) == (UNITS, 0, 0)
