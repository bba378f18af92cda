"""How the window's colours look to colour-blind people: `python -m tests.e2e.colour_blind PICTURE FOLDER`.

The matrices are those of Machado, Oliveira and Fernandes (2009), full severity, for linear light.
"""

import sys
from pathlib import Path

import numpy as np
from PySide6.QtGui import QImage

KINDS = {
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
}


def seen(colours: np.ndarray, kind: str) -> np.ndarray:
    """Colours (sRGB, 0 to 255, in the last axis) as somebody with this kind of eyes sees them."""
    shares = colours / 255
    linear = np.where(shares <= 0.04045, shares / 12.92, ((shares + 0.055) / 1.055) ** 2.4)
    turned = np.clip(linear @ np.array(KINDS[kind]).T, 0, 1)
    back = np.where(turned <= 0.0031308, turned * 12.92, 1.055 * turned ** (1 / 2.4) - 0.055)
    return np.rint(back * 255)


def see(picture: QImage, kind: str) -> QImage:
    """The whole picture."""
    image = picture.convertToFormat(QImage.Format.Format_RGBA8888)
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine() // 4, 4)[:, : image.width()].copy()
    pixels[..., :3] = seen(pixels[..., :3].astype(float), kind).astype(np.uint8)
    made = QImage(pixels.tobytes(), image.width(), image.height(), image.width() * 4, QImage.Format.Format_RGBA8888)
    return made.copy()  # which keeps its own bytes


def main() -> None:
    """Show the picture as each kind of eyes sees it."""
    source, folder = Path(sys.argv[1]), Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    for kind in KINDS:
        see(QImage(str(source)), kind).save(str(folder / f"{source.stem}-{kind}.png"))


if __name__ == "__main__":
    main()
