"""A station's authority away at the start, locked, behind a wrong PIN, two in one token; and recipes that must fit their profiles."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pydantic import SecretStr

from app import handed
from app.core.errors import HsmAway, HsmLocked, KeyFileUnusable, PinRejected
from app.founding import Kept, Secrets, Where, Wish, make
from app.pki.pkcs11 import list_tokens
from app.pki.softhsm import find_softhsm
from app.safe import CA_SECRET
from app.settings import Settings, load
from app.station import Shelf, open_station
from app.store import Ledger

PIN, WRONG = SecretStr("canary-pin-4711"), SecretStr("canary-wrong")
RECIPE = """
name = "own"
version = "1.0"
title = "Own"
driver = "simulated"
[key]
place = "secure-storage"
kind = "{kind}"
[storage]
form = "secure-storage"
config = ""
[certificate]
profile = "{profile}"
"""


@pytest.fixture
def module() -> Path:
    found = find_softhsm()
    if found is None:
        if os.environ.get("CI") == "true":
            pytest.fail("SoftHSM2 is not installed (Debian: softhsm2)")
        pytest.skip("SoftHSM2 is not installed (Debian: softhsm2)")
    return found


@pytest.fixture
def keyring(monkeypatch: pytest.MonkeyPatch):
    """What a person or a program hands over; gone after the test."""
    kept: dict[str, SecretStr] = {}
    monkeypatch.setattr(handed, "_secrets", kept)
    monkeypatch.setenv("SOFTHSM2_CONF", os.environ.get("SOFTHSM2_CONF", ""))
    return kept


def founded(home: Path, where: Where) -> Settings:
    home.mkdir(parents=True, exist_ok=True)
    (home / "station.toml").write_text('[platform]\nkind = "sandbox"\n', encoding="utf-8")
    settings = load(home)
    with Ledger.open(settings.ledger_file, settings.station) as ledger:
        wish = Wish(title="Line", where=where, kept=Kept.FORGOTTEN)
        return make(settings, wish, Secrets(PIN), ledger, who="", now=datetime.now(UTC)).settings


@pytest.mark.hsm
def test_a_station_that_starts_without_its_hsm_goes_on_when_it_comes(tmp_path: Path, module: Path, keyring) -> None:
    del module
    settings, tokens = founded(tmp_path / "home", Where.SOFTHSM), tmp_path / "home" / "softhsm" / "tokens"
    keyring[CA_SECRET] = PIN
    tokens.rename(tmp_path / "elsewhere")
    with open_station(settings) as station:
        for _ in range(2):
            with pytest.raises(HsmAway):
                station.bench.authority.check()
        assert station.bench.authority.chain == ()
        tokens.rmdir()
        (tmp_path / "elsewhere").rename(tokens)
        station.bench.authority.check()
        assert station.bench.authority.chain


@pytest.mark.hsm
def test_a_wrong_pin_waits_for_a_person_and_is_tried_once_for_all(tmp_path: Path, module: Path, keyring) -> None:
    settings = founded(tmp_path / "home", Where.SOFTHSM)
    twice = settings.model_copy(update={"authorities": {"second": settings.authority}})
    keyring[CA_SECRET] = WRONG
    with open_station(twice) as station:
        authority = station.bench.authority
        for _ in range(3):
            with pytest.raises(PinRejected, match="counts the wrong ones"):
                authority.check()
        keyring[CA_SECRET] = PIN
        with pytest.raises(PinRejected):
            authority.check()
        with pytest.raises(PinRejected):
            authority.unlock(WRONG)
        authority.unlock(PIN)
        authority.check()
        station.authorities.members["second"].unlock(PIN)
        station.authorities.members["second"].check()
        authority.check()
    assert any(token.label for token in list_tokens(module))


@pytest.mark.hsm
def test_a_locked_hsm_is_unlocked_by_a_person_and_by_what_is_found_later(tmp_path: Path, module: Path, keyring) -> None:
    del module
    settings = founded(tmp_path / "home", Where.SOFTHSM)
    with open_station(settings) as station:
        with pytest.raises(Exception, match="nobody has logged in"):
            station.bench.authority.check()
        station.bench.authority.unlock(PIN)
        station.bench.authority.check()
    with open_station(settings) as station:
        with pytest.raises(Exception, match="nobody has logged in"):
            station.bench.authority.check()
        keyring[CA_SECRET] = PIN
        station.bench.authority.check()


def test_a_key_files_passphrase_may_come_later(tmp_path: Path, keyring) -> None:
    settings = founded(tmp_path / "home", Where.FILE)
    with open_station(settings) as station:
        with pytest.raises(HsmLocked, match="passphrase is not there"):
            station.bench.authority.check()
        with pytest.raises(KeyFileUnusable):
            station.bench.authority.unlock(WRONG)
        station.bench.authority.unlock(PIN)
        station.bench.authority.check()
        assert keyring == {}


# ---- recipes and profiles -------------------------------------------------------------------------------------------


def recipes(home: Path, profile: str, kind: str = "ec-p256"):
    (home / "recipes").mkdir(parents=True, exist_ok=True)
    (home / "recipes" / "own.toml").write_text(RECIPE.format(profile=profile, kind=kind), encoding="utf-8")
    (home / "station.toml").write_text("", encoding="utf-8")
    settings = load(home)
    shelf = Shelf(settings)
    return next((recipe for recipe in shelf.recipes if recipe.name == "own"), None), list(shelf.problems), shelf.profiles


def test_a_recipe_is_bound_to_what_its_profile_says(tmp_path: Path) -> None:
    first, problems, profiles = recipes(tmp_path, "aws-iot")
    assert problems == []
    assert first.certificate.profile_digest == profiles.get("aws-iot").digest
    (tmp_path / "profiles").mkdir()
    text = (Path(__file__).parents[1] / "resources" / "profiles" / "aws-iot.toml").read_text(encoding="utf-8")
    (tmp_path / "profiles" / "aws-iot.toml").write_text(text.replace("days = 3653", "days = 365"), encoding="utf-8")
    second, problems, _ = recipes(tmp_path, "aws-iot")
    assert problems == []
    assert second.digest != first.digest


@pytest.mark.parametrize(
    ("profile", "kind", "key", "words"),
    [
        ("gold", "ec-p256", "certificate.profile", "no certificate profile “gold”"),
        ("aws-iot", "ed25519", "key.kind", "key.kind must be 'ec-p256' or"),
        ("matter-dac", "ec-p256", "certificate.values.vid", "the vendor's id"),
    ],
)
def test_a_recipe_that_its_profile_does_not_allow_is_left_out_with_the_reason(tmp_path, profile, kind, key, words) -> None:
    found, [problem], _ = recipes(tmp_path, profile, kind)
    assert found is None
    assert problem.code == "SET-RECIPE"
    assert problem.file == str(tmp_path / "recipes" / "own.toml")
    assert problem.key == key
    assert words in problem.message


def test_a_wrong_profile_is_told_and_its_recipe_left_out(tmp_path: Path) -> None:
    (tmp_path / "profiles").mkdir(parents=True)
    (tmp_path / "profiles" / "gold.toml").write_text('name = "gold"\n', encoding="utf-8")
    found, problems, _ = recipes(tmp_path, "gold")
    assert found is None
    assert [problem.code for problem in problems] == ["SET-PROFILE", "SET-RECIPE"]
