"""What a scan means: a unit's label, a person's badge, or a command; Qt is not needed for it."""

from dataclasses import dataclass
from enum import StrEnum

from pydantic import SecretStr

__all__ = ["Badge", "Command", "Label", "Meaning", "Pin", "Rules", "Verb"]


@dataclass(frozen=True, slots=True)
class Label:
    """A unit's label."""

    serial: str
    part: str = ""
    revision: str = ""
    lot: str = ""
    gtin: str = ""
    """GTIN-14, check digit verified; empty where the label carries none."""


@dataclass(frozen=True, slots=True)
class Badge:
    """A person's badge."""

    code: str


@dataclass(frozen=True, slots=True)
class Pin:
    """A person's PIN, from a barcode that they keep to themselves."""

    digits: SecretStr


class Verb(StrEnum):
    """What a command barcode asks for."""

    ORDER = "ORDER"
    """Open the work order of that number."""
    TRAY = "TRAY"
    """The next scan, or the next command, is for that tray."""
    START = "START"
    RETRY = "RETRY"
    ABORT = "ABORT"
    REPRINT = "REPRINT"
    """Print the label of the unit on that tray again, or of the only one that passed."""
    LOGOUT = "LOGOUT"
    LEARN = "LEARN"
    """The scanner is to be learned: scanned once more, the same code shows how it types."""
    YES = "YES"
    """Answers the question on the screen."""
    NO = "NO"


@dataclass(frozen=True, slots=True)
class Command:
    """A command from the sheet that the station prints."""

    verb: Verb
    argument: str = ""
    """ORDER: its number; TRAY: 1 to 32."""


Meaning = Label | Badge | Pin | Command


@dataclass(frozen=True, slots=True)
class Rules:
    """How this station's labels and badges look; patterns are regular expressions over the whole scan."""

    labels: tuple[str, ...] = ()
    """With a group `serial` and, where there are, `part`, `revision`, `lot`; tried first, then GS1 element strings."""
    plain: bool = True
    """Whether a scan that is neither may be a serial number as it stands."""
    gtins: frozenset[str] = frozenset()
    """The products made here, as GTIN-14; empty: any."""
    separator: str = ""
    """What the scanner sends in the place of FNC1, where it cannot send the control character (a keyboard cannot type GS)."""
    badge: str = ""
    """With a group `badge`, for badges the factory already has; ours are understood without."""
