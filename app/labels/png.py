"""A layout as a picture, dot for dot: the preview."""

import io

from PIL import Image, ImageDraw, ImageFont
from reportlab.pdfbase.pdfmetrics import stringWidth

from app.labels.layout import Layout, TextItem
from app.labels.runs import black
from app.labels.template import Align
from app.labels.typeface import ASCENT, FACE

_WHITE, _BLACK = 255, 0
_ANCHORS = {Align.LEFT: "ls", Align.CENTER: "ms", Align.RIGHT: "rs"}


def to_png(layout: Layout) -> bytes:
    """The label as a PNG in shades of grey; a dot of the printer is a pixel."""
    picture = Image.new("L", (layout.width, layout.height), _WHITE)
    draw = ImageDraw.Draw(picture)
    for item in layout.items:
        if isinstance(item, TextItem):
            _write(draw, item)
            continue
        for left, top, width, height in black(item):
            if width and height:
                draw.rectangle((left, top, left + width - 1, top + height - 1), fill=_BLACK)
    out = io.BytesIO()
    picture.save(out, "PNG", dpi=(layout.dots * 25.4, layout.dots * 25.4))
    return out.getvalue()


def _write(draw: ImageDraw.ImageDraw, item: TextItem) -> None:
    """In the face that Pillow brings, made as wide as the one it stands for."""
    wanted = stringWidth(item.text, FACE, item.size)
    size = float(item.size)
    face = ImageFont.load_default(size)
    size = min(size, size * wanted / max(1.0, face.getlength(item.text)))
    across = {Align.LEFT: 0, Align.CENTER: item.width / 2, Align.RIGHT: item.width}[item.align]
    place = (item.x + across, item.y + item.size * ASCENT)
    draw.text(place, item.text, fill=_BLACK, font=ImageFont.load_default(size), anchor=_ANCHORS[item.align])
