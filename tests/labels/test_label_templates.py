"""Templates as files: what is wrong with one is told with file and key, before any unit comes."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import app
from app.core.errors import LabelTemplateError, LabelUnfit
from app.core.label import LABEL_WORDS
from app.labels.layout import lay_out
from app.labels.symbols import Symbology, encode
from app.labels.template import LabelTemplate, Templates
from app.labels.typeface import text_width

SHIPPED = Path(app.__file__).parent.parent / "resources" / "labels"
HEAD = 'name = "mine"\nversion = "1"\ntitle = "Mine"\n[size]\nwidth = 50\nheight = 25\n'
TEXT = '[[element]]\nkind = "text"\nx = 1\ny = 1\nwidth = 40\nsize = 3\ntext = "{serial}"\n'
MATRIX = '[[element]]\nkind = "datamatrix"\nx = 1\ny = 1\nside = 14\ndata = "{serial}"\n'


def load(tmp_path, text):
    file = tmp_path / "mine.toml"
    file.write_text(text)
    return LabelTemplate.load(file)


def test_what_is_shipped_is_as_it_must_be():
    templates, problems = Templates.load(SHIPPED)
    assert not problems
    assert {template.name for template in templates} >= {"unit", "certificate", "small"}


@pytest.mark.parametrize(
    ("text", "key", "words"),
    [
        (HEAD + TEXT.replace("{serial}", "{sreial}"), "element.0.text.text", "{sreial} is not a field; there are"),
        (HEAD + TEXT.replace("{serial}", "{serial:>9}"), "element.0.text.text", "has a format"),
        (HEAD + TEXT.replace("x = 1", "x = 20"), "element.0.x", "10.0 mm outside"),
        (HEAD + TEXT.replace("y = 1", "y = 24"), "element.0.y", "2.0 mm outside"),
        (HEAD + TEXT + MATRIX.replace("side = 14", "side = 2"), "element.1.side", "no datamatrix symbol is smaller"),
        (HEAD + MATRIX.replace('"datamatrix"', '"qr"').replace("side = 14", "side = 7"), "element.0.side", "no qr symbol is smaller"),
        (HEAD + MATRIX.replace('"datamatrix"', '"aztec"'), "element.0", "kind"),
        (HEAD + TEXT.replace("size = 3", "size = 3\nleast = 4"), "element.0.least", "larger than size"),
        (HEAD.replace("width = 50", "width = 5000") + TEXT, "size.width", "500"),
        (HEAD.replace("height = 25", "height = 25\ndpi = 204") + TEXT, "size.dpi", "203"),
        (HEAD.replace('"mine"', '"other"') + TEXT, "name", "must be the file's"),
        (HEAD + "element = []\n", "size.element", "not permitted"),
        (HEAD + TEXT.replace("text = ", "colour = "), "element.0.text", ""),
    ],
)
def test_a_mistake_is_told_with_file_and_key(tmp_path, text, key, words):
    with pytest.raises(LabelTemplateError) as caught:
        load(tmp_path, text)
    assert caught.value.key.startswith(key)
    assert caught.value.file == str(tmp_path / "mine.toml")
    assert words in caught.value.message
    assert "mine.toml" in caught.value.message


def test_one_bad_template_does_not_take_the_others_with_it(tmp_path):
    (tmp_path / "unit.toml").write_text("name = ")
    templates, problems = Templates.load(SHIPPED, tmp_path)
    assert {template.name for template in templates} == {"certificate", "small"}
    assert [Path(problem.file).name for problem in problems] == ["unit.toml"]


def test_a_template_is_known_by_its_content(tmp_path):
    one, same = load(tmp_path, HEAD + TEXT), load(tmp_path, "# a remark\n" + HEAD + TEXT)
    other = load(tmp_path, HEAD + TEXT.replace("x = 1", "x = 2"))
    assert one.digest == same.digest != other.digest
    assert LabelTemplate.of_body(one.body) == one


def test_a_template_of_another_time_that_nobody_can_read_is_told(tmp_path):
    with pytest.raises(LabelTemplateError, match="no longer be read"):
        LabelTemplate.of_body(load(tmp_path, HEAD + TEXT).body.replace('"text"', '"hologram"'))


def test_an_unknown_template_is_told_with_those_there_are():
    templates, _ = Templates.load(SHIPPED)
    with pytest.raises(LabelUnfit, match="certificate, small, unit"):
        templates.get("untt")


@pytest.mark.parametrize(
    ("serial", "words"),
    [("X" * 400, "too long for the label"), ("\u4e2d\u6587", "not every printer has"), ("a\x07b", "control characters")],
)
def test_a_text_that_cannot_be_printed_is_refused(tmp_path, serial, words):
    with pytest.raises(LabelUnfit, match=words):
        lay_out(load(tmp_path, HEAD + TEXT), dict.fromkeys(LABEL_WORDS, serial))


@pytest.mark.parametrize(("serial", "words"), [("X" * 400, "no scanner could read it"), ("", "nothing to say"), ("ä", "cannot be in it")])
def test_a_symbol_that_cannot_be_read_is_refused(tmp_path, serial, words):
    with pytest.raises(LabelUnfit, match=words):
        lay_out(load(tmp_path, HEAD + MATRIX), dict.fromkeys(LABEL_WORDS, serial))


def test_more_than_a_symbol_holds_is_refused():
    with pytest.raises(LabelUnfit, match="holds no more"):
        encode(Symbology.QR, "x" * 5000)


def test_a_text_without_words_leaves_its_place_empty(tmp_path):
    assert lay_out(load(tmp_path, HEAD + TEXT), dict.fromkeys(LABEL_WORDS, "")).items == ()


@given(serial=st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=30))
def test_a_text_never_is_wider_than_its_place(serial):
    template = LabelTemplate.model_validate(
        {
            "name": "mine",
            "version": "1",
            "title": "Mine",
            "size": {"width": 50, "height": 25},
            "element": [{"kind": "text", "x": 1, "y": 1, "width": 20, "size": 4, "text": "{serial}"}],
        }
    )
    try:
        items = lay_out(template, dict.fromkeys(LABEL_WORDS, serial)).items
    except LabelUnfit as error:
        assert re.search("too long", error.message)  # noqa: PT017 - both are right, depending on the text
    else:
        assert all(text_width(item.text) * item.size <= item.width for item in items)
