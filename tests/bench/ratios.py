"""What a bench answers: ratios between us and something simple that does the same, measured in turn so that both meet the same machine."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median


@dataclass(frozen=True, slots=True)
class Ratio:
    """How much faster we are than something else (1: the same), each measured several times in turn."""

    name: str
    wanted: float
    rounds: tuple[tuple[float, float], ...]
    """Of each round: our units a second, and theirs."""

    @property
    def value(self) -> float:
        """The median of the rounds' ratios."""
        return median(ours / theirs for ours, theirs in self.rounds)

    @property
    def holds(self) -> bool:
        """Whether it is as good as it should be."""
        return self.value >= self.wanted

    def __str__(self) -> str:
        ours, theirs = (median(column) for column in zip(*self.rounds, strict=True))
        verdict = "holds" if self.holds else "DOES NOT HOLD"
        return f"{self.name:<58} {self.value:6.2f} (wanted {self.wanted:.2f}: {verdict}; {_shown(ours)} against {_shown(theirs)} a second)"


def rate(units: int, work: Callable[[], object]) -> float:
    """Units a second of work that makes so many."""
    began = time.perf_counter()
    work()
    return units / (time.perf_counter() - began)


def resident() -> int:
    """The most that this process ever had resident, in bytes; Linux' `ru_maxrss` begins with what the process had that started it."""
    (line,) = (line for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) * 1024


def _shown(number: float) -> str:
    return f"{number:,.0f}" if number >= 10 else f"{number:.2f}"
