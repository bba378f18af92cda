"""Draws resources/icons/birthmark.png and .ico from the SVG beside them; to be run by hand when the SVG changes."""

import os
import struct
import sys
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgRenderer

ICONS = Path(__file__).resolve().parent.parent / "resources" / "icons"
SIZES = (16, 24, 32, 48, 64, 128, 256)
"""Pixels: what Windows asks an icon for."""


def draw(svg: Path, size: int) -> bytes:
    """The drawing as a square PNG of `size` pixels on nothing."""
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(svg)).render(painter)
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(data.data())


def pack_ico(images: dict[int, bytes]) -> bytes:
    """An .ico of PNGs by size in pixels (ICONDIR, then ICONDIRENTRYs; 256 is written as 0)."""
    offset = 6 + 16 * len(images)
    entries, body = b"", b""
    for size, png in images.items():
        entries += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(png), offset + len(body))
        body += png
    return struct.pack("<HHH", 0, 1, len(images)) + entries + body


def main() -> int:
    """Write both files."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication([])
    images = {size: draw(ICONS / "birthmark.svg", size) for size in SIZES}
    (ICONS / "birthmark.png").write_bytes(images[256])
    (ICONS / "birthmark.ico").write_bytes(pack_ico(images))
    application.quit()
    return 0


if __name__ == "__main__":
    sys.exit(main())
