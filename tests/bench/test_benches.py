"""Every bench at a tiny size: that it runs and compares the same work; how fast it is, only `python -m tests.bench` asks."""

import importlib

import pytest

from tests.bench import big, gigabytes
from tests.bench.__main__ import BENCHES
from tests.bench.ratios import Ratio


@pytest.mark.parametrize("name", BENCHES)
def test_a_bench_runs_and_tells_ratios(name):
    bench = importlib.import_module(f"tests.bench.{name}")
    ratios = bench.run(size=getattr(bench, "TINY", 40), rounds=1)
    assert ratios
    assert all(ratio.value > 0 and ratio.wanted > 0 for ratio in ratios)


def test_what_holds_for_gigabytes_holds_for_a_few_megabytes(tmp_path):
    told = []
    big.make(tmp_path / "ledger.db", 300, whole=True)
    gigabytes.show(tmp_path, 300, told.append)
    assert [line.partition(",")[0].partition(":")[0] for line in told] == [
        "opened for writing",
        "searched by identifier",
        "a page from the middle of the history",
        "verified",
        "backed up",
        "a day exported as CSV and JSON Lines",
    ]


def test_a_ratio_is_the_median_of_its_rounds():
    ratio = Ratio("ours : theirs", 0.85, ((10, 10), (100, 50), (9, 10)))
    assert (ratio.value, ratio.holds) == (1.0, True)
    assert not Ratio("ours : theirs", 1.1, ratio.rounds).holds
