"""What this station's scans mean: the labels of its recipes, the badges and the commands."""

from collections.abc import Iterable

from app.barcodes import Label, Meaning, Rules
from app.barcodes.reading import read
from app.barcodes.wedge import Style
from app.core.errors import ScanUnreadable
from app.core.recipe import Recipe
from app.settings import ScannerSettings

_SUFFIXES = {"enter": "\r", "tab": "\t", "none": ""}


def rules_of(recipes: Iterable[Recipe], scanner: ScannerSettings) -> Rules:
    """How labels and badges read here; a recipe that says nothing of its label takes a serial number as it stands."""
    labels = [recipe.label for recipe in recipes]
    unsaid = [label for label in labels if not label.pattern]
    return Rules(
        labels=tuple(label.pattern for label in labels if label.pattern),
        gtins=frozenset(label.gtin for label in unsaid) if all(label.gtin for label in unsaid) else frozenset(),
        plain=bool(unsaid) or not labels,
        separator=scanner.separator,
        badge=scanner.badge,
    )


def read_label(scan: str, rules: Rules) -> str:
    """The serial number that a label says; raises ScanError, also for a scan that is no label."""
    meaning: Meaning = read(scan, rules)
    if not isinstance(meaning, Label):
        raise ScanUnreadable("That is a badge or a command, not a unit's label.", advice="Scan the unit's label.")
    return meaning.serial


def style_of(scanner: ScannerSettings) -> Style:
    """How the scanner that types is told from a person."""
    return Style(scanner.prefix, _SUFFIXES[scanner.suffix], scanner.gap)
