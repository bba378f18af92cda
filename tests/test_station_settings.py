"""What is changed at the station is written beside what a person wrote, and only if it can be."""

import pytest

from app.core.errors import SettingsError
from app.settings import FILE, load
from app.station import keep_settings


def test_what_changed_is_told_and_all_else_stays(tmp_path):
    (tmp_path / FILE).write_text("# ours\nstation = 'LINE-2'\n[scanner]\nbadge = '(?P<badge>E[0-9]+)'\n")
    changed = keep_settings(tmp_path, {"idle_minutes": 3.0, "scanner.suffix": "tab", "scanner.serial.port": "1-4.2", "kiosk": False})
    assert changed == {"idle_minutes": ("10.0", "3.0"), "scanner.suffix": ("enter", "tab"), "scanner.serial.port": ("", "1-4.2")}
    settings = load(tmp_path)
    assert (settings.idle_minutes, settings.scanner.suffix, settings.scanner.serial.port) == (3.0, "tab", "1-4.2")
    assert settings.scanner.badge == "(?P<badge>E[0-9]+)"
    assert "# ours" in (tmp_path / FILE).read_text()
    assert keep_settings(tmp_path, {"idle_minutes": 3.0}) == {}


def test_a_home_without_settings_gets_them(tmp_path):
    keep_settings(tmp_path / "home", {"sockets.3": "1-4.2"})
    assert load(tmp_path / "home").sockets == {3: "1-4.2"}


@pytest.mark.parametrize(
    "values",
    [{"idle_minutes": 9000.0}, {"scanner.suffix": "bell"}, {"scanner.serial.baud": 3}, {"scanner.prefix": "far too long"}],
    ids=str,
)
def test_what_cannot_be_is_not_written(tmp_path, values):
    (tmp_path / FILE).write_text("station = 'LINE-2'\n")
    with pytest.raises(SettingsError, match="cannot be set"):
        keep_settings(tmp_path, values)
    assert (tmp_path / FILE).read_text() == "station = 'LINE-2'\n"


def test_a_file_that_is_no_toml_is_left_alone(tmp_path):
    (tmp_path / FILE).write_text("station = \n")
    with pytest.raises(SettingsError):
        keep_settings(tmp_path, {"kiosk": True})
    assert (tmp_path / FILE).read_text() == "station = \n"
