import pytest

from app.core.errors import SettingsError
from app.settings import PLATFORM_KEY, PlatformKind, Theme, find_secret, load


def test_an_empty_home_has_defaults(tmp_path):
    settings = load(tmp_path)
    assert settings.trays == 4
    assert settings.theme is Theme.AUTO
    assert settings.platform.kind is PlatformKind.PERIDIO
    assert settings.authority is None
    assert settings.ledger_file == tmp_path / "ledger.db"


def test_the_file_is_read_and_the_environment_goes_first(tmp_path, monkeypatch):
    (tmp_path / "station.toml").write_text(
        'station = "LINE-2"\ntrays = 8\n[sockets]\n1 = "1-4.2"\n[platform]\nproduct = "prn:1:a:product:b"\n'
    )
    assert (load(tmp_path).station, load(tmp_path).trays, load(tmp_path).sockets) == ("LINE-2", 8, {1: "1-4.2"})
    monkeypatch.setenv("BIRTHMARK_TRAYS", "16")
    monkeypatch.setenv("PERIDIO_BASE_URL", "https://127.0.0.1:1")
    settings = load(tmp_path)
    assert (settings.trays, settings.platform.base_url, settings.platform.product) == (16, "https://127.0.0.1:1", "prn:1:a:product:b")


@pytest.mark.parametrize(
    ("text", "key"),
    [("trays = 0", "trays"), ('station = "a b"', "station"), ('theme = "pink"', "theme"), ("[platform]\nurl = 1", "platform.url")],
)
def test_a_wrong_setting_is_told_with_file_and_key(tmp_path, text, key):
    (tmp_path / "station.toml").write_text(text)
    with pytest.raises(SettingsError) as caught:
        load(tmp_path)
    assert caught.value.key == key
    assert caught.value.file == str(tmp_path / "station.toml")


def test_what_is_no_toml_is_told(tmp_path):
    (tmp_path / "station.toml").write_text("trays = = 3")
    with pytest.raises(SettingsError, match="not TOML"):
        load(tmp_path)


def test_secrets_come_from_the_environment_then_credentials_then_the_homes_folder(tmp_path, monkeypatch):
    assert find_secret(PLATFORM_KEY, tmp_path) is None
    (tmp_path / "secrets").mkdir()
    kept = tmp_path / "secrets" / PLATFORM_KEY
    kept.touch(mode=0o600)
    kept.write_text("from-the-home\n")
    assert find_secret(PLATFORM_KEY, tmp_path).get_secret_value() == "from-the-home"
    credentials = tmp_path / "credentials"
    credentials.mkdir()
    (credentials / PLATFORM_KEY).touch(mode=0o600)
    (credentials / PLATFORM_KEY).write_text("from-systemd")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(credentials))
    assert find_secret(PLATFORM_KEY, tmp_path).get_secret_value() == "from-systemd"
    monkeypatch.setenv("PERIDIO_API_KEY", "from-the-environment")
    found = find_secret(PLATFORM_KEY, tmp_path)
    assert found.get_secret_value() == "from-the-environment"
    assert "environment" not in repr(found)


def test_a_secret_that_others_may_read_is_refused(tmp_path):
    (tmp_path / "secrets").mkdir()
    (tmp_path / "secrets" / "ca").write_text("1234")
    (tmp_path / "secrets" / "ca").chmod(0o644)
    with pytest.raises(SettingsError, match="Others may read"):
        find_secret("ca", tmp_path)
