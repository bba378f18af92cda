"""One layout, three pictures of it; what stands in the symbols is what was meant, also as a printer prints it."""

import io

import pytest
from labels_lab import TEMPLATES, WORDS, of_pdf, of_zpl, read_all
from PIL import Image

from app.labels.layout import lay_out
from app.labels.pdf import to_pdf
from app.labels.png import to_png
from app.labels.template import LabelTemplate
from app.labels.zpl import to_zpl

MEANT = {
    "unit": [("Code 128", "0042-1187"), ("Data Matrix", "0042-1187")],
    "certificate": [("QR Code", "0042-1187")],
    "small": [("Data Matrix", "0042-1187")],
}
NASTY = ["^XZ~JA^XA", "_5E_7E\\&", "A,B^FD{}", "~DGR:X", "12345678901234567890", "a|b#c~_d", " x  y ", "%1E$(25)'\"`"]
"""Serial numbers that a printer's language would take for its own."""


def pictures(layout):
    return {
        "pdf": of_pdf(to_pdf((layout,), "a label")),
        "zpl": of_zpl(to_zpl(layout), layout),
        "png": Image.open(io.BytesIO(to_png(layout))),
    }


@pytest.mark.parametrize("name", sorted(MEANT))
def test_every_renderer_prints_what_was_meant(name):
    for how, picture in pictures(lay_out(TEMPLATES.get(name), WORDS)).items():
        assert read_all(picture) == MEANT[name], how


@pytest.mark.parametrize("kind", ["qr", "datamatrix", "code128"])
@pytest.mark.parametrize("data", NASTY, ids=range(len(NASTY)))
def test_no_word_of_a_unit_is_taken_for_a_command(kind, data):
    room = {"height": 12, "width": 96} if kind == "code128" else {"side": 40}
    layout = lay_out(
        LabelTemplate.model_validate(
            {
                "name": "nasty",
                "version": "1",
                "title": "Nasty",
                "size": {"width": 100, "height": 60},
                "element": [
                    {"kind": kind, "x": 2, "y": 2, "data": "{serial}", **room},
                    {"kind": "text", "x": 2, "y": 45, "width": 90, "size": 4, "text": "{serial}"},
                ],
            }
        ),
        {**WORDS, "serial": data},
    )
    for how, picture in pictures(layout).items():
        assert [text for _, text in read_all(picture)] == [data], how


def test_a_text_as_a_printer_prints_it_stays_in_its_place():
    """Zebra's own face: its widest strokes are taken into account."""
    layout = lay_out(
        LabelTemplate.model_validate(
            {
                "name": "wide",
                "version": "1",
                "title": "Wide",
                "size": {"width": 50, "height": 10},
                "element": [{"kind": "text", "x": 1, "y": 1, "width": 30, "size": 5, "text": "{serial}"}],
            }
        ),
        {**WORDS, "serial": "WW-2026-11-25__MM-4711"},
    )
    ink = of_zpl(to_zpl(layout), layout).point(lambda value: 255 - value).getbbox()
    assert ink is not None
    assert ink[0] >= 8
    assert ink[2] <= 31 * 8 + 1


def test_the_same_label_is_the_same_pdf():
    layout = lay_out(TEMPLATES.get("unit"), WORDS)
    assert to_pdf((layout,), "a") == to_pdf((layout,), "a")


def test_a_pdf_has_the_labels_size():
    picture = of_pdf(to_pdf((lay_out(TEMPLATES.get("unit"), WORDS),), "a"), dpi=254)
    assert picture.size == pytest.approx((500, 250), abs=1)  # a page is rounded up to whole pixels
