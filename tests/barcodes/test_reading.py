import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.barcodes import Badge, Command, Label, Rules, Verb
from app.barcodes.reading import LONGEST, read
from app.core.errors import ScanCheckDigit, ScanError, ScanUnreadable, ScanWrongProduct

GTIN = "09501101020917"
PATTERN = r"(?P<part>EI-ML)[ /](?P<revision>[A-Z])[ /](?P<serial>\d{4}-\d{4})(?: L(?P<lot>\d+))?"
ANY = Rules()


@pytest.mark.parametrize(
    ("scan", "meaning"),
    [
        ("0042-1187", Label("0042-1187")),
        ("0042-1187\r\n", Label("0042-1187")),
        ("\x020042-1187\x03", Label("0042-1187")),
        ("00\x0042-\x1b1187", Label("0042-1187")),
        ("]C00042-1187", Label("0042-1187")),
        ("]Q1https://example.com/0042-1187", Label("https://example.com/0042-1187")),
        (f"]C101{GTIN}21ABC-1\x1d10LOT7", Label("ABC-1", lot="LOT7", gtin=GTIN)),
        (f"]d201{GTIN}1725123110LOT7\x1d21ABC-1", Label("ABC-1", lot="LOT7", gtin=GTIN)),
        (f"]Q3\x1d01{GTIN}240EI-ML\x1d21ABC-1", Label("ABC-1", part="EI-ML", gtin=GTIN)),
        (f"]C101{GTIN}241CUST\x1d240MORE\x1d21ABC-1", Label("ABC-1", part="CUST", gtin=GTIN)),
        (f"01{GTIN}21ABC-1", Label("ABC-1", gtin=GTIN)),
        (f"\x1d01{GTIN}1117010121ABC-1", Label("ABC-1", gtin=GTIN)),
        ("]C121ABC-1", Label("ABC-1")),
        ("21ABC-1", Label("21ABC-1")),
        ("01234567", Label("01234567")),
        ("BM:START", Command(Verb.START)),
        ("]C0BM:TRAY:07\r", Command(Verb.TRAY, "7")),
        ("BM:ORDER:WO-4711", Command(Verb.ORDER, "WO-4711")),
        ("BMB:000123", Badge("000123")),
    ],
)
def test_a_scan_means(scan, meaning):
    assert read(scan, ANY) == meaning


@pytest.mark.parametrize(
    "scan",
    [
        "",
        "\r\n",
        "\x00\x1b",
        "BM:DANCE",
        "BM:TRAY:33",
        "BM:TRAY:0",
        "BM:TRAY:",
        "BM:TRAY:²",
        "BM:ORDER:",
        "BM:STARTBM:STOP",
        "BM:START:NOW",
        "BM:ORDER:WO-1BM:START",
        "BMB:",
        "BMB:000123BMB:000124",
        "0042-1187BM:START",
        f"]C101{GTIN}10LOT7",
        f"]C101{GTIN}21A\x1d21B",
        "]C1zz",
        "Gerät-1",
        "x" * 65,
        "x" * (LONGEST + 1),
    ],
)
def test_what_has_no_meaning_is_refused_in_words(scan):
    with pytest.raises(ScanUnreadable) as refused:
        read(scan, ANY)
    assert refused.value.message.endswith(".")
    assert all(character.isprintable() for character in refused.value.message)


@pytest.mark.parametrize("scan", ["]C10109501101020918" + "21ABC", "0109501101020918" + "21ABC"])
def test_a_wrong_check_digit_is_told_as_one(scan):
    with pytest.raises(ScanCheckDigit, match="check digit"):
        read(scan, ANY)


def test_a_scanner_that_cannot_send_fnc1_sends_something_else():
    assert read(f"]C101{GTIN}10LOT7|21ABC", Rules(separator="|")) == Label("ABC", lot="LOT7", gtin=GTIN)
    assert read("A|B", Rules(separator="|")) == Label("A|B")


def test_a_recipes_own_pattern_goes_first_and_nothing_else_is_a_label_then():
    rules = Rules(labels=(PATTERN,), plain=False)
    assert read("]Q1EI-ML/C/0042-1187", rules) == Label("0042-1187", part="EI-ML", revision="C")
    assert read("EI-ML C 0042-1187 L9", rules) == Label("0042-1187", part="EI-ML", revision="C", lot="9")
    for wrong in ("0042-1187", "EI-ML/C/0042-1187EI-ML/C/0042-1188"):
        with pytest.raises(ScanWrongProduct):
            read(wrong, rules)
    assert read("BM:START", rules) == Command(Verb.START)
    assert read("0042-1187", Rules(labels=(PATTERN,))) == Label("0042-1187")


def test_a_gs1_label_of_another_product_is_refused():
    rules = Rules(gtins=frozenset({GTIN}))
    assert read(f"]C101{GTIN}21ABC", rules).serial == "ABC"
    for other in ("]C1010950110153000321ABC", "]C121ABC"):
        with pytest.raises(ScanWrongProduct):
            read(other, rules)


def test_a_badge_of_the_factorys_own_is_no_serial_number():
    rules = Rules(badge=r"EMP(?P<badge>\d{6})")
    assert read("EMP000123", rules) == Badge("000123")
    assert read("EMP00012", rules) == Label("EMP00012")


@given(st.text(max_size=LONGEST + 20))
def test_whatever_is_scanned_has_a_meaning_or_a_sentence(scan):
    told = attempt(scan)
    if isinstance(told, ScanError):
        assert told.message
        assert told.advice
    else:
        words = (told.serial,) if isinstance(told, Label) else (told.code,) if isinstance(told, Badge) else (told.verb,)
        assert all(words)
        assert all(character.isprintable() for word in words for character in word)


def attempt(scan):
    try:
        return read(scan, Rules(labels=(PATTERN,), badge=r"EMP(?P<badge>\d{6})"))
    except ScanError as error:
        return error
