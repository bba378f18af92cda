"""Bar codes and matrix codes as black and white modules."""

import functools
from enum import StrEnum

from app.core.errors import LabelUnfit
from app.core.recipe import shown

Rows = tuple[tuple[bool, ...], ...]
"""A symbol without its quiet zone, row by row; True is black. A bar code has one row."""


class Symbology(StrEnum):
    """What can be printed, and read by the station's own scanners."""

    QR = "qr"
    DATA_MATRIX = "datamatrix"
    CODE128 = "code128"


class Level(StrEnum):
    """How much of a QR code may be damaged: 7, 15, 25, 30 %."""

    L = "L"
    M = "M"
    Q = "Q"
    H = "H"


QUIET = {Symbology.QR: 4, Symbology.DATA_MATRIX: 1, Symbology.CODE128: 10}
"""Modules of white around each (ISO/IEC 18004, 16022; 15417 asks for ten left and right)."""
SMALLEST = {Symbology.QR: 21, Symbology.DATA_MATRIX: 10, Symbology.CODE128: 46}
"""Modules along the edge of the smallest; a Code 128 of one character is so wide."""
_FORMATS = {
    Symbology.QR: "QRCode",
    Symbology.DATA_MATRIX: "DataMatrix",
    Symbology.CODE128: "Code128",
}


@functools.lru_cache(maxsize=256)
def encode(symbology: Symbology, data: str, level: Level = Level.M) -> Rows:
    """The symbol that says `data`; raises LabelUnfit where it cannot.

    Only printable ASCII: what lies beyond is read differently by different scanners. `>` in Code 128 is a control word of ZPL.
    """
    strange = sorted(
        {character for character in data if not " " <= character <= "~" or (symbology is Symbology.CODE128 and character == ">")}
    )
    if strange or not data:
        why = f"{shown(''.join(strange))} cannot be in it" if data else "there is nothing to say"
        raise LabelUnfit(f"No {symbology} symbol can be made of {shown(data)}: {why}.")
    import zxingcpp  # noqa: PLC0415 - the window does not wait for it

    form = getattr(zxingcpp.BarcodeFormat, _FORMATS[symbology])
    options = {"ec_level": level.value} if symbology is Symbology.QR else {}
    try:
        image = zxingcpp.create_barcode(data, form, **options).to_image(scale=1, add_quiet_zones=False)
    except ValueError as error:
        raise LabelUnfit(f"No {symbology} symbol can be made of {shown(data)}: it holds no more than that.") from error
    rows: list[list[int]] = memoryview(image).tolist()  # type: ignore[arg-type,assignment]  # the stubs do not know its shape
    return tuple(tuple(module == 0 for module in row) for row in (rows[:1] if symbology is Symbology.CODE128 else rows))
