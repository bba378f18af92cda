"""Colours, type and the one stylesheet: light, dark, and with as much contrast as there is."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette

from app.gui.sheet import SHEET

_SANS = ("Inter", "Segoe UI Variable", "Segoe UI", "SF Pro Text", "Noto Sans", "DejaVu Sans")
_MONO = ("JetBrains Mono", "Cascadia Mono", "SF Mono", "Consolas", "DejaVu Sans Mono", "Liberation Mono", "Noto Sans Mono")

SMALL = 13
"""Pixels: the smallest type that says something an operator needs."""
BODY = 15
TOUCH = 48
"""Pixels: the smallest thing a glove hits."""


class Tone(StrEnum):
    """What a colour says; never alone: a word and a symbol say the same."""

    IDLE = "idle"
    RUNNING = "running"
    PASS = "pass"  # noqa: S105 - an outcome
    FAIL = "fail"
    ATTENTION = "attention"


@dataclass(frozen=True, slots=True)
class Shade:
    """One tone in one theme."""

    fill: str
    """Edges, symbols, bars: the palette that colour-blind people can tell apart (Okabe and Ito)."""
    ink: str
    """Text: at least 4.5 to 1 on `tint`, on a card and on the page (WCAG 2.1, 1.4.3)."""
    tint: str
    """The card's background."""


@dataclass(frozen=True, slots=True)
class Theme:
    """Every colour of the window, as `#rrggbb`."""

    name: str
    page: str
    card: str
    rail: str
    line: str
    track: str
    """What is not yet filled of a bar."""
    ink: str
    muted: str
    chosen: str
    """Behind what is selected."""
    accent: str
    """Links, focus, the primary button."""
    on_accent: str
    tones: dict[Tone, Shade]


LIGHT = Theme(
    name="light",
    page="#f2f4f6",
    card="#ffffff",
    rail="#fafbfc",
    line="#dde2e7",
    track="#dfe4e8",
    ink="#15202b",
    muted="#566472",
    chosen="#dcebf5",
    accent="#0069a5",
    on_accent="#ffffff",
    tones={
        Tone.IDLE: Shade("#8a97a6", "#566472", "#ffffff"),
        Tone.RUNNING: Shade("#0072b2", "#0069a5", "#ffffff"),
        Tone.PASS: Shade("#009e73", "#00704f", "#e0f3ec"),
        Tone.FAIL: Shade("#d55e00", "#a84500", "#fbebdf"),
        Tone.ATTENTION: Shade("#e69f00", "#805300", "#fdf3dc"),
    },
)

DARK = Theme(
    name="dark",
    page="#10151b",
    card="#1b2128",
    rail="#151b22",
    line="#2d363f",
    track="#303a44",
    ink="#eef2f5",
    muted="#9aa7b4",
    chosen="#1d3443",
    accent="#56b0ea",
    on_accent="#0c1a24",
    tones={
        Tone.IDLE: Shade("#75828f", "#a3afbb", "#1b2128"),
        Tone.RUNNING: Shade("#4aa8e4", "#56b0ea", "#1b2128"),
        Tone.PASS: Shade("#1fbf92", "#2bcb9d", "#1b3433"),
        Tone.FAIL: Shade("#ff8038", "#ff9356", "#382a26"),
        Tone.ATTENTION: Shade("#ffcc4d", "#f5c04a", "#363020"),
    },
)


CONTRAST = Theme(
    name="contrast",
    page="#000000",
    card="#000000",
    rail="#000000",
    line="#ffffff",
    track="#4d4d4d",
    ink="#ffffff",
    muted="#e6e6e6",
    chosen="#003b5c",
    accent="#ffe14d",
    on_accent="#000000",
    tones={
        Tone.IDLE: Shade("#d9d9d9", "#ffffff", "#000000"),
        Tone.RUNNING: Shade("#5ec4ff", "#8ad4ff", "#000000"),
        Tone.PASS: Shade("#1ee6ac", "#4dffca", "#00291f"),
        Tone.FAIL: Shade("#ff8f4d", "#ffad7d", "#331600"),
        Tone.ATTENTION: Shade("#ffd633", "#ffd966", "#2e2400"),
    },
)
WORN = {theme.name: theme for theme in (LIGHT, DARK, CONTRAST)}
THEMES = ("auto", *WORN)
"""What somebody may choose; `auto` is light or dark as the system is."""


@cache
def family(*, mono: bool = False) -> str:
    """The first of our type families that this system has, else its own."""
    there = set(QFontDatabase.families())
    system = QFontDatabase.SystemFont.FixedFont if mono else QFontDatabase.SystemFont.GeneralFont
    return next((name for name in (_MONO if mono else _SANS) if name in there), QFontDatabase.systemFont(system).family())


@cache
def font(size: int, weight: QFont.Weight = QFont.Weight.Normal, *, mono: bool = False) -> QFont:
    """Our type at `size` pixels, with figures of one width."""
    made = QFont(family(mono=mono))
    made.setPixelSize(size)
    made.setWeight(weight)
    if not mono:
        made.setFeature(QFont.Tag("tnum"), 1)
    return made


def palette(theme: Theme) -> QPalette:
    """The theme as Qt's own roles, for whatever the stylesheet does not name."""
    made = QPalette()
    role = QPalette.ColorRole
    for part, colour in {
        role.Window: theme.page,
        role.WindowText: theme.ink,
        role.Base: theme.card,
        role.AlternateBase: theme.rail,
        role.Text: theme.ink,
        role.PlaceholderText: theme.muted,
        role.Button: theme.card,
        role.ButtonText: theme.ink,
        role.Highlight: theme.chosen,
        role.HighlightedText: theme.ink,
        role.ToolTipBase: theme.card,
        role.ToolTipText: theme.ink,
        role.Link: theme.accent,
        role.Mid: theme.line,
    }.items():
        made.setColor(part, QColor(colour))
    return made


def stylesheet(theme: Theme) -> str:
    """Everything that Qt's own widgets wear."""
    sheet = SHEET
    for name in ("page", "card", "rail", "line", "track", "ink", "muted", "chosen", "accent", "on_accent"):
        sheet = sheet.replace(f"@{name};", f"{getattr(theme, name)};")
    sheet = sheet.replace("@attention;", f"{theme.tones[Tone.ATTENTION].tint};")
    return sheet.replace("@sans;", f'"{family()}";').replace("@mono;", f'"{family(mono=True)}";')
