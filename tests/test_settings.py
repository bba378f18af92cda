import json

import pytest

from app.core.errors import SettingsError
from app.safe import PLATFORM_KEY, find_secret
from app.settings import PlatformKind, Theme, load


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


def test_secrets_come_from_the_homes_own_folder_then_the_environment_then_credentials(tmp_path, monkeypatch):
    assert find_secret(PLATFORM_KEY, tmp_path) is None
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
    # Only a demo's home has a folder of secrets: nobody's own key may go to its sandbox.
    (tmp_path / "secrets").mkdir()
    kept = tmp_path / "secrets" / PLATFORM_KEY
    kept.touch(mode=0o600)
    kept.write_text("from-the-home\n")
    assert find_secret(PLATFORM_KEY, tmp_path).get_secret_value() == "from-the-home"


def test_a_secret_that_others_may_read_is_refused(tmp_path):
    (tmp_path / "secrets").mkdir()
    (tmp_path / "secrets" / "ca").write_text("1234")
    (tmp_path / "secrets" / "ca").chmod(0o644)
    with pytest.raises(SettingsError, match="Others may read"):
        find_secret("ca", tmp_path)


@pytest.fixture
def peridio(tmp_path, monkeypatch):
    """The folder of Peridio's own tool, with one profile in it."""
    folder = tmp_path / "peridio"
    folder.mkdir()
    profile = {"base_url": "https://127.0.0.1:9", "ca_path": str(tmp_path / "ca.pem"), "organization_name": "acme"}
    (folder / "config.json").write_text(json.dumps({"version": 2, "profiles": {"line": profile, "bare": {}}}))
    (folder / "credentials.json").write_text(json.dumps({"line": {"api_key": "key-of-the-profile"}, "bare": {}}))
    (folder / "credentials.json").chmod(0o600)
    monkeypatch.setenv("PERIDIO_CONFIG_DIRECTORY", str(folder))
    return folder


def test_the_profile_of_peridios_own_tool_is_read_where_it_is_named(tmp_path, peridio, monkeypatch):
    assert load(tmp_path).platform.organization == ""
    assert find_secret(PLATFORM_KEY, tmp_path) is None
    monkeypatch.setenv("PERIDIO_PROFILE", "line")
    platform = load(tmp_path).platform
    assert (platform.base_url, platform.ca_bundle, platform.organization) == ("https://127.0.0.1:9", tmp_path / "ca.pem", "acme")
    assert find_secret(PLATFORM_KEY, tmp_path).get_secret_value() == "key-of-the-profile"
    assert find_secret("ca", tmp_path) is None
    monkeypatch.setenv("PERIDIO_PROFILE", "bare")
    assert load(tmp_path).platform.base_url == "https://api.cremini.peridio.com"
    assert find_secret(PLATFORM_KEY, tmp_path) is None
    (peridio / "credentials.json").unlink()
    assert find_secret(PLATFORM_KEY, tmp_path) is None


@pytest.mark.usefixtures("peridio")
def test_the_environment_goes_before_the_profile_and_the_profile_before_the_file(tmp_path, monkeypatch):
    (tmp_path / "station.toml").write_text('[platform]\nbase_url = "https://127.0.0.1:7"\norganization = "file"\n')
    monkeypatch.setenv("PERIDIO_PROFILE", "line")
    assert (load(tmp_path).platform.base_url, load(tmp_path).platform.organization) == ("https://127.0.0.1:9", "acme")
    monkeypatch.setenv("PERIDIO_BASE_URL", "https://127.0.0.1:8")
    monkeypatch.setenv("PERIDIO_ORGANIZATION_NAME", "other")
    monkeypatch.setenv("PERIDIO_API_KEY", "key-of-the-environment")
    assert (load(tmp_path).platform.base_url, load(tmp_path).platform.organization) == ("https://127.0.0.1:8", "other")
    assert find_secret(PLATFORM_KEY, tmp_path).get_secret_value() == "key-of-the-environment"


def test_a_credentials_file_that_others_may_read_is_refused(tmp_path, peridio, monkeypatch):
    monkeypatch.setenv("PERIDIO_PROFILE", "line")
    (peridio / "credentials.json").chmod(0o644)
    with pytest.raises(SettingsError, match="Others may read") as caught:
        find_secret(PLATFORM_KEY, tmp_path)
    assert "key-of-the-profile" not in str(caught.value)
    assert "chmod 600" in caught.value.advice


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (None, "there is no"),
        ("{", "is not as Peridio's own tool writes it"),
        ("[]", "is not as"),
        ('{"profiles": []}', "is not as .* at profiles"),
        ('{"profiles": {"other": {}}}', "has no profile line"),
        ('{"profiles": {"line": {"base_url": 5}}}', "is not as .* at base_url"),
        ('{"profiles": {"line": "x"}}', "is not as .* at line"),
    ],
)
def test_a_profile_that_cannot_be_read_is_told(tmp_path, peridio, monkeypatch, text, reason):
    monkeypatch.setenv("PERIDIO_PROFILE", "line")
    (peridio / "config.json").unlink()
    if text is not None:
        (peridio / "config.json").write_text(text)
    with pytest.raises(SettingsError, match=reason) as caught:
        load(tmp_path)
    assert caught.value.file == str(peridio / "config.json")


@pytest.mark.parametrize("text", ["{", "[]", '{"line": 5}', '{"line": {"api_key": ["key-of-the-profile"]}}'])
def test_credentials_that_are_none_are_told_and_not_shown(tmp_path, peridio, monkeypatch, text):
    monkeypatch.setenv("PERIDIO_PROFILE", "line")
    (peridio / "credentials.json").write_text(text)
    with pytest.raises(SettingsError) as caught:
        find_secret(PLATFORM_KEY, tmp_path)
    assert "key-of-the-profile" not in caught.value.message
