"""The bench of the devices is right; whether it is fast is told by `python -m tests.bench devices` on a quiet machine."""

from tests.bench import devices


def test_the_simulated_unit_takes_at_least_what_wire_and_work_take():
    ours, limit = devices._simulated(1)
    assert 0 < ours <= limit * 1.05
