"""What is on the unit's own label, and which label the station prints for it."""

import re
from typing import Self

from pydantic import Field, model_validator

from app.core.recipe.parts import Part, Regex

GROUPS = frozenset({"serial", "part", "revision", "lot"})
"""What a label's pattern may name."""


class Label(Part):
    """How the label reads that came with the unit; nothing said: a GS1 element string, else the serial number alone."""

    pattern: Regex = ""
    """A regular expression over the whole scan with a group `serial` and, where there are, `part`, `revision`, `lot`."""
    gtin: str = Field("", pattern=r"^([0-9]{14})?$")
    """The product's GTIN-14: a GS1 label of another one is refused."""
    print: str = Field("", pattern=r"^([a-z0-9][a-z0-9-]{0,62})?$")
    """The label template that is printed after PASS; empty: the station's own choice, or none."""
    print_digest: str = Field("", pattern=r"^([0-9a-f]{64})?$")
    """Which content that template has; the station fills it in, so that the recipe's digest tells."""

    @model_validator(mode="after")
    def _readable(self) -> Self:
        groups = re.compile(self.pattern).groupindex.keys()
        if self.pattern and "serial" not in groups:
            raise ValueError("label.pattern must have a group (?P<serial>…)")
        if strange := groups - GROUPS:
            raise ValueError(f"label.pattern names {', '.join(sorted(strange))}; there are {', '.join(sorted(GROUPS))}")
        if self.gtin and sum(int(digit) * (3, 1)[at % 2] for at, digit in enumerate(self.gtin)) % 10:
            raise ValueError("label.gtin has a wrong check digit")
        return self
