"""The list of a bulk job: what is wrong is said of the row, and everything else is read as it was meant."""

import pytest
from bulk_lab import recipe_of
from hypothesis import given
from hypothesis import strategies as st

from app.core.bulk import Refusal
from app.core.errors import BulkInput
from app.core.recipe import IDENTIFIER
from app.provisioning.bulk_input import Row, Source

RECIPE = recipe_of(accept={"model": "gw", "serial": "[A-Za-z0-9._:-]+"})


def read(tmp_path, content):
    file = tmp_path / "ids.csv"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    source = Source.open(file)
    return source, list(source.units(RECIPE, 0, ""))


@pytest.mark.parametrize(
    "content",
    [
        "serial\nSN-1\nSN-2\n",
        "\ufeffserial\r\nSN-1\r\nSN-2\r\n",
        "Serial Number\n SN-1 \n\tSN-2\t\n",
        "id\n\nSN-1\n\n\nSN-2",
        "model;serial\ngw;SN-1\ngw;SN-2\n",
        "serial\tmodel\nSN-1\tgw\nSN-2\tgw\n",
        'serial,firmware\n"SN-1","1,2"\n"SN-2",\n',
    ],
)
def test_lists_as_people_and_programs_write_them(tmp_path, content):
    source, units = read(tmp_path, content)
    assert [unit.identifier for unit in units] == ["SN-1", "SN-2"]
    assert source.rows == 2


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "no column called serial"),
        (b"SN-1\nSN-2\n", "no column called serial"),
        (b"serial,colour\nSN-1,red\n", "a column .colour."),
        (b"serial,id\nSN-1,SN-1\n", "a column twice"),
        (b"serial\n\n \n", "no rows"),
        ("serial\nSN-1\n".encode("utf-16"), "not UTF-8"),
        (b"s\xe9rial\nSN-1\n", "not UTF-8"),
        (b'"serial\nSN-1\n', "not CSV"),
    ],
)
def test_lists_that_cannot_be_used_at_all(tmp_path, content, words):
    with pytest.raises(BulkInput, match=words):
        read(tmp_path, content)


def test_a_list_that_is_not_there(tmp_path):
    with pytest.raises(BulkInput, match="No such file"):
        Source.open(tmp_path / "none.csv")
    with pytest.raises(BulkInput, match="cannot be read"):
        Source.open(tmp_path)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (b"../../etc", "not of the form"),
        (b"..", "cannot be an identifier"),
        (b".hidden", "cannot be an identifier"),
        (b"SN-", "cannot be an identifier"),
        (b"CON", "Windows"),
        (b"nul.txt", "Windows"),
        (b"LPT1", "Windows"),
        (b"a" * 65, "cannot be an identifier"),
        (b"a" * 20_000, "longer than"),
        (b"SN 1", "not of the form"),
        (b"SN\x001", "cannot be printed"),
        (b"SN\x1b[2J", "cannot be printed"),
        ("SN-\u202e1".encode(), "cannot be printed"),
        ("SN-\N{GREEK SMALL LETTER ALPHA}".encode(), "not of the form"),
        (b"SN-\xff", "not UTF-8"),
        (b'"SN-1', "not CSV"),
        (b"SN-1,SN-2", "2 cells"),
        (b",", "2 cells"),
    ],
)
def test_a_row_that_cannot_be_used_is_told_by_its_number_and_the_rest_is_read(tmp_path, row, words):
    _, units = read(tmp_path, b"serial\nSN-1\n" + row + b"\nSN-2\n")
    assert [unit.identifier for unit in units if isinstance(unit, Row)] == ["SN-1", "SN-2"]
    (refusal,) = [unit for unit in units if isinstance(unit, Refusal)]
    assert (refusal.row, refusal.code) == (3, "BLK-ROW")
    assert words in refusal.message
    assert refusal.identifier.isprintable()
    assert len(refusal.message) < 200


def test_another_model_is_refused(tmp_path):
    _, units = read(tmp_path, "serial,model\nSN-1,gw\nSN-2,other\n")
    assert isinstance(units[1], Refusal)


@given(st.binary(max_size=300))
def test_whatever_stands_in_a_row_it_is_a_safe_name_or_refused(tmp_path_factory, content):
    file = tmp_path_factory.mktemp("list") / "ids.csv"
    file.write_bytes(b"serial\nSN-1\n" + content)
    for unit in Source.open(file).units(RECIPE, 0, ""):
        if isinstance(unit, Row):
            assert IDENTIFIER.fullmatch(unit.identifier)
            assert "/" not in unit.identifier
        else:
            assert unit.message.isprintable()
