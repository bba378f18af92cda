from PySide6.QtWidgets import QLineEdit

from app.provisioning import bulk_batches


def fill(page, source, folder, words="correct horse battery", again=None):
    fields = [field for field in page.form.findChildren(QLineEdit) if not field.isHidden() and field.parent().isVisibleTo(page)]
    for field, text in zip(fields, (str(source), str(folder), words, again or words), strict=True):
        field.setText(text)
    return fields


def test_a_job_from_the_form_to_the_folder(window, qtbot, tmp_path):
    page, out, source = window.pages.ahead, tmp_path / "lot", tmp_path / "ids.csv"
    source.write_text("serial\nSN-1\nSN-2\n../SN-3\n")
    window.go(page)
    fields = fill(page, source, out)
    page.start.click()
    assert fields[2].text() == fields[3].text() == "", "the passphrase leaves the fields at once"
    assert (page.cancel.isVisible(), page.form.isEnabled()) == (True, False)
    qtbot.waitUntil(page.start.isVisible, timeout=60_000)
    assert sorted(place.name for place in out.iterdir() if place.name.startswith("SN")) == ["SN-1", "SN-2"]
    assert "Certificates made: 2" in page.said.text()
    assert page.refused.isVisible()
    assert page.bar.value() == page.bar.maximum()


def test_a_stopped_job_says_how_it_goes_on(window, qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr(bulk_batches, "_SMALLEST", 5)
    page, source = window.pages.ahead, tmp_path / "ids.csv"
    source.write_text("serial\n" + "".join(f"SN-{number}\n" for number in range(400)))
    window.go(page)
    fill(page, source, tmp_path / "lot")
    page.start.click()
    qtbot.waitUntil(lambda: page.bar.value() > 0, timeout=60_000)
    page.cancel.click()
    qtbot.waitUntil(page.start.isVisible, timeout=60_000)
    assert page.said.text().startswith("Stopped.")


def test_what_is_missing_or_wrong_is_said_and_nothing_begins(window, qtbot, tmp_path):
    page, source = window.pages.ahead, tmp_path / "ids.csv"
    source.write_text("serial\nSN-1\n")
    window.go(page)
    page.start.click()
    assert page.said.text() == "Choose the list and the folder first."
    fill(page, source, tmp_path / "lot", again="another horse battery")
    page.start.click()
    assert page.said.text() == "The two passphrases are not alike."
    fill(page, source, tmp_path / "lot", "short")
    page.start.click()
    qtbot.waitUntil(page.start.isVisible, timeout=60_000)
    assert "BLK-KEYS" in page.said.text()
    assert not list(tmp_path.glob("lot/SN*"))
