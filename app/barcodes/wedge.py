"""A scanner that types: told from a person's typing by its timing, its prefix and its suffix, before a single key reaches a field.

Every key is held for as long as the next one of a scanner would take (35 ms: nobody notices). A burst that ends in the suffix is a scan; a
burst that does not is a scan that was cut off; everything else is handed on, in order and complete. So no key of a person is lost and no
key of a scanner lands in a field. A busy computer may tear a scan: what comes close behind other keys is never taken for a whole one.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from app.barcodes.reading import LONGEST

Key = TypeVar("Key")
"""Whatever the window needs to hand a key on: the machine never looks into it."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a scanner types."""

    prefix: str = ""
    """Characters it sends first; where there are any, nothing without them is a scan."""
    suffix: str = "\r"
    """The character it sends last: Enter or Tab; empty: none, and a pause ends the scan."""
    gap: float = 0.035
    """Seconds: keys of a scanner follow one another at least so fast (12 ms are usual), those of a person do not."""
    least: int = 5
    """Characters: a shorter burst without a prefix is a person whose fingers rolled over the keys."""


@dataclass(frozen=True, slots=True)
class Typed(Generic[Key]):
    """A person's keys, to be handed on in this order."""

    keys: tuple[Key, ...]
    close: bool = field(default=False, compare=False)
    """They follow other keys so closely that all of them may be the first of a torn scan."""


@dataclass(frozen=True, slots=True)
class Scan:
    """A whole scan, without prefix and suffix."""

    text: str
    pace: float = field(default=0.0, compare=False)
    """Seconds between those two of its keys that were furthest apart."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A scan that stopped in the middle; it is handed on to nobody."""

    text: str
    torn: bool = field(default=False, compare=False)
    """It lacks its beginning: keys that were Typed just before."""


_CLOSE = 0.15
"""Seconds: nobody types a key and scans so soon behind it; it is the rest of a scan, whose first part would be missing."""

Word = Typed[Key] | Scan | Broken


class Wedge(Generic[Key]):
    """Takes keys in the order they were pressed and says what they are."""

    def __init__(self, style: Style) -> None:
        self._style = style
        self._held: list[Key] = []
        self._text = ""
        self._last = float("-inf")
        self._close = self._cut_off = False
        self._pace = 0.0

    @property
    def due(self) -> float | None:
        """When `wait` has something to say if no key comes before; None: nothing is held."""
        return self._last + self._style.gap if self._held else None

    def press(self, key: Key, text: str, at: float, *, repeated: bool = False) -> Sequence[Word[Key]]:
        """A key was pressed at this time (seconds, by the keyboard's own clock and not by when it was heard of).

        `text` is what it types: empty for Shift and its like. `repeated` is a key that is held down: no scanner does that.
        """
        before = self.wait(at)
        close = 0 <= at - self._last < _CLOSE
        if repeated or (not text and not self._held):
            return [*before, *self._let_go(), Typed((key,), close)]
        if not self._held:
            self._close = close
            self._pace = 0.0
        else:
            self._pace = max(self._pace, at - self._last)
        self._held.append(key)
        self._last = at
        if text and text == self._style.suffix:
            return [*before, *(self._scan() if self._is_scan() else self._let_go())]
        self._text = (self._text + text)[: LONGEST + 1]
        return before

    def release(self, key: Key, at: float) -> Sequence[Word[Key]]:
        """A key was let go at this time: that goes where its press goes, and tells nothing of how fast somebody types."""
        before = self.wait(at)
        if self._held:
            self._held.append(key)
            return before
        return [*before, Typed((key,), 0 <= at - self._last < _CLOSE)]

    def wait(self, now: float) -> Sequence[Word[Key]]:
        """No key came until now."""
        if not self._held or now - self._last <= self._style.gap:
            return []
        if not self._is_scan():
            return self._let_go()
        return self._break() if self._style.suffix else self._scan()

    def _is_scan(self) -> bool:
        if self._close and self._cut_off:
            return True
        if self._style.prefix:
            return self._text.startswith(self._style.prefix) and len(self._text) > len(self._style.prefix)
        return len(self._text) >= self._style.least

    def _scan(self) -> Sequence[Word[Key]]:
        if self._close:
            return self._break()
        self._last = float("-inf")  # the next one may follow at once
        return [Scan(self._clear()[1].removeprefix(self._style.prefix), self._pace)]

    def _break(self) -> Sequence[Word[Key]]:
        self._cut_off = True
        return [Broken(self._clear()[1], self._close)]

    def _let_go(self) -> Sequence[Word[Key]]:
        keys = self._clear()[0]
        self._cut_off = self._cut_off and not keys
        return [Typed(tuple(keys), self._close)] if keys else []

    def _clear(self) -> tuple[list[Key], str]:
        held, self._held = self._held, []
        text, self._text = self._text, ""
        return held, text


SLOWEST = 0.2
"""Seconds between two keys of a scanner at most: a person may be as fast."""
_SPARE = 3
"""How many times slower than it was once a scanner may be."""


def learn(heard: str, sample: str, style: Style, pace: float = 0.0) -> Style | None:
    """How a scanner types, from what it typed for a symbol that says `sample`; None where the sample is not in it.

    `style` gives what cannot be learned, and the least gap; `pace` is that of the scan. An AIM identifier in front is not taken for a
    prefix: it tells of the symbol.
    """
    before, found, after = heard.partition(sample)
    if not found or len(after) > 1:
        return None
    if tells_symbol(heard, sample):
        before = before[:-3]
    return Style(before, after, max(style.gap, min(SLOWEST, round(_SPARE * pace, 3))), style.least)


def tells_symbol(heard: str, sample: str) -> bool:
    """Whether the scanner says which kind of symbol it was (an AIM identifier), in what it typed for the sample."""
    before = heard.partition(sample)[0]
    return len(before) >= 3 and before[-3] == "]"  # noqa: PLR2004 - the length of an AIM identifier
