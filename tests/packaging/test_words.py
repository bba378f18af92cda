"""The translation files know every text of the window, and have a translation for each."""

import pytest
import words

FILES = sorted(words.FOLDER.glob("birthmark_*.ts"))


def test_there_are_translations():
    assert [file.stem for file in FILES] == ["birthmark_de"]


@pytest.mark.parametrize("file", FILES, ids=[file.stem for file in FILES])
def test_every_text_is_translated(file, tmp_path):
    copy = tmp_path / file.name
    copy.write_bytes(file.read_bytes())
    assert words.bring_up_to_date(copy, words.collect()) == []
    assert copy.read_bytes() == file.read_bytes(), "run packaging/words.py"


def test_a_text_of_every_kind_is_found():
    texts = words.collect()
    assert "Plug a device in" in texts  # QT_TRANSLATE_NOOP
    assert "Ready to scan" in texts  # self.tr
    assert "{minutes} min ago" in texts  # a function of a file's own
    assert "Plug the unit in again and start over." in texts  # advice
    assert "{1} ({2}) may not {3}." in texts  # an error's message
    assert "Where does the CA's key live?" in texts  # a question
    assert "Nothing is owed to the platform." in texts  # a light


def test_a_new_text_comes_in_as_unfinished_and_an_old_one_goes(tmp_path):
    file = tmp_path / "birthmark_de.ts"
    file.write_text('<TS version="2.1"><context><message><source>Old</source><translation>Alt</translation></message></context></TS>')
    assert words.bring_up_to_date(file, ["Old", "New"]) == ["New"]
    assert "<translation>Alt</translation>" in file.read_text(encoding="utf-8")
    assert words.bring_up_to_date(file, ["New"]) == ["New"]
    assert "Alt" not in file.read_text(encoding="utf-8")
