"""Corruptions at random: every one is found, and told in words; `corrupting.py` does the same to a big ledger."""

import pytest
from corrupting import HARM, corrupted, found, make


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    file = tmp_path_factory.mktemp("whole") / "ledger.sqlite"
    make(file, 30)
    assert found(file) == ""
    return file


@pytest.mark.parametrize("seed", range(3 * len(HARM)))
def test_every_corruption_is_found(whole, tmp_path, seed):
    name, words = corrupted(whole, tmp_path / "copy.sqlite", seed)
    assert words.startswith(("STO-CHAIN: ", "STO-DAMAGED: ", "STO-NEWER: ")), name
