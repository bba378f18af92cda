"""Where the station's signing key is kept: in a keyring where there is one, else in a file that is encrypted; gone is told."""

import keyring
import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key
from keyring.backend import KeyringBackend

from app.cli.doctor import Health, _examine_seal
from app.core.errors import SealMissing, SealUnkept, StoreFull
from app.settings import load
from app.station.seal import PRIVATE, PUBLIC, keeps_plain, open_seal, read_public

SECRET = "BIRTHMARK_SECRET_STATION_KEY"


class Box(KeyringBackend):
    """A keyring that keeps what it is given, in memory."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()
        self.kept = {}

    def get_password(self, service, username):
        return self.kept.get((service, username))

    def set_password(self, service, username, password):
        self.kept[service, username] = password


@pytest.fixture
def box():
    before = keyring.get_keyring()
    keyring.set_keyring(Box())
    yield keyring.get_keyring()
    keyring.set_keyring(before)


@pytest.fixture
def settings(tmp_path):
    return load(tmp_path)


def test_without_a_keyring_it_is_a_file_that_nobody_else_reads(settings):
    assert read_public(settings) is None
    seal = open_seal(settings)
    assert (settings.home / PRIVATE).stat().st_mode & 0o077 == 0
    assert open_seal(settings).public == seal.public == read_public(settings)


def test_where_it_would_lie_in_the_clear_none_is_made(settings, monkeypatch):
    monkeypatch.delenv(SECRET)
    with pytest.raises(SealUnkept, match="no safe place") as told:
        open_seal(settings)
    assert SECRET in told.value.advice
    assert list(settings.home.iterdir()) == []


def test_a_key_that_lies_in_the_clear_goes_on_and_is_encrypted_as_soon_as_there_is_a_passphrase(settings, monkeypatch):
    seal, file = open_seal(settings), settings.home / PRIVATE
    key = load_pem_private_key(file.read_bytes(), b"a passphrase of the tests")
    file.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    monkeypatch.delenv(SECRET)
    assert open_seal(settings).public == seal.public
    assert keeps_plain(settings)
    noted = _examine_seal(settings)
    assert (noted.health, noted.code) == (Health.NOTE, "STO-PLAIN")
    assert "lies in the clear" in noted.words
    assert SECRET in noted.words, "what to do about it"
    monkeypatch.setenv(SECRET, "four words in a row")
    assert open_seal(settings).public == seal.public
    assert not keeps_plain(settings)
    assert _examine_seal(settings).health is Health.OK
    assert load_pem_private_key(file.read_bytes(), b"four words in a row").public_key() == key.public_key()
    assert file.stat().st_mode & 0o077 == 0
    assert sorted(each.name for each in settings.home.iterdir()) == [PRIVATE, PUBLIC]


def test_a_passphrase_encrypts_the_file(settings, monkeypatch):
    monkeypatch.setenv(SECRET, "four words in a row")
    seal = open_seal(settings)
    assert "ENCRYPTED" in (settings.home / PRIVATE).read_text()
    assert open_seal(settings).public == seal.public
    monkeypatch.setenv(SECRET, "wrong")
    with pytest.raises(SealMissing, match="cannot be opened"):
        open_seal(settings)


def test_a_keyring_keeps_it_and_nothing_is_on_disk(settings, box):
    seal = open_seal(settings)
    assert not (settings.home / PRIVATE).exists()
    assert [name for _, name in box.kept] == [f"station-key-{seal.name[:16]}"]
    assert open_seal(settings).public == seal.public
    box.kept.clear()
    with pytest.raises(SealMissing, match="neither in the keyring nor in"):
        open_seal(settings)
    box.kept["birthmark", f"station-key-{seal.name[:16]}"] = "nonsense"
    with pytest.raises(SealMissing, match="is none"):
        open_seal(settings)


def test_a_demo_keeps_out_of_the_keyring(tmp_path, box):
    (tmp_path / "station.toml").write_text("demo = true")
    open_seal(load(tmp_path))
    assert (tmp_path / PRIVATE).exists()
    assert not box.kept


def test_another_key_in_its_place_is_refused(settings, tmp_path):
    open_seal(settings)
    (tmp_path / "other").mkdir()
    other = load(tmp_path / "other")
    open_seal(other)
    (settings.home / PRIVATE).write_bytes((other.home / PRIVATE).read_bytes())
    with pytest.raises(SealMissing):
        open_seal(settings)
    (settings.home / PUBLIC).write_text("nonsense")
    with pytest.raises(SealMissing, match="cannot be read"):
        open_seal(settings)


def test_where_it_cannot_be_kept_none_is_made(settings):
    (settings.home / PRIVATE).mkdir()
    with pytest.raises(StoreFull, match="cannot be kept"):
        open_seal(settings)
    assert read_public(settings) is None
