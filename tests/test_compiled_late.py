"""What dataclasses do where their methods are compiled when they are first called is what they do anywhere."""

import dataclasses
from dataclasses import FrozenInstanceError, dataclass

import pytest

from app.__main__ import _compile_late


def test_values_compare_hash_show_and_stay_as_they_are(monkeypatch):
    monkeypatch.setattr(dataclasses, "_create_fn", getattr(dataclasses, "_create_fn", None), raising=False)
    _compile_late()

    @dataclass(frozen=True, slots=True)
    class Part:
        """One."""

        name: str
        count: int = 1

    @dataclass(frozen=True, slots=True)
    class Whole(Part):
        """With more to it."""

        also: str = ""

    for _ in range(2):  # the first call compiles
        assert Part("a") == Part("a") != Part("b")
        assert Whole("a") != Part("a")
        assert len({Part("a"), Part("a"), Whole("a")}) == 2
        assert repr(Whole("a", also="b")).endswith("Whole(name='a', count=1, also='b')")
        for value in (Part("a"), Whole("a")):
            with pytest.raises(FrozenInstanceError, match="cannot assign to field 'name'"):
                value.name = "b"
            with pytest.raises(FrozenInstanceError, match="cannot delete field 'count'"):
                del value.count
