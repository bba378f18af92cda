"""Words of a unit, and eyes for what was printed."""

import io
from pathlib import Path

import pypdfium2
import zplkit
import zxingcpp
from PIL import Image

import app
from app.core.label import LABEL_WORDS
from app.labels.layout import Layout
from app.labels.template import Templates

TEMPLATES, _ = Templates.load(Path(app.__file__).parent.parent / "resources" / "labels")
WORDS = dict.fromkeys(LABEL_WORDS, "") | {
    "identifier": "0042-1187",
    "serial": "0042-1187",
    "model": "gateway",
    "recipe.title": "Simulated gateway rev C",
    "order.number": "WO-4711",
    "made": "2026-11-25",
    "certificate.serial": "8f" * 20,
    "certificate.fingerprint": "ab" * 32,
    "certificate.until": "2046-11-25",
}


def of_pdf(pdf: bytes, page: int = 0, dpi: int = 300) -> Image.Image:
    """A page of a PDF as a printer would see it."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return document[page].render(scale=dpi / 72).to_pil().convert("L")
    finally:
        document.close()


def of_zpl(zpl: bytes, layout: Layout) -> Image.Image:
    """A label as a Zebra printer would print it, dot for dot."""
    dpi = {6: 152, 8: 203, 12: 300, 24: 600}[layout.dots]
    (scene,) = zplkit.render(zpl, zplkit.Options(width=layout.width, height=layout.height, dpi=dpi)).labels
    return Image.open(io.BytesIO(scene.png())).convert("L")


def read_all(picture: Image.Image) -> list[tuple[str, str]]:
    """Every symbol in the picture: kind and content."""
    return sorted((str(found.format), found.text) for found in zxingcpp.read_barcodes(picture))
