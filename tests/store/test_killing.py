"""A station that signs its chain is killed while it works; `killing.py` does it for hundreds of runs."""

import random

from killing import kill_until


def test_kill_9_of_a_station_that_signs_loses_nothing(tmp_path):
    runs, kills = kill_until(tmp_path, 6, random.Random(7))
    assert runs >= 6
    assert kills >= 1
