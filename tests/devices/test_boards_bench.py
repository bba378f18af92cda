"""The bench of the microcontrollers is right; whether it is fast is told by `python -m tests.bench boards` on a quiet machine."""

import os

import pytest

from tests.bench import boards
from tests.lab.boards import find_micropython


def test_a_simulated_modem_takes_at_least_what_wire_and_work_take():
    ours, limit = boards._path("nrf91")
    assert 0 < ours <= limit * 1.05


def test_the_same_bytes_are_copied_by_both():
    if find_micropython() is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)("MicroPython for Unix is not installed")
    assert min(boards._copy(2_000)) > 0
