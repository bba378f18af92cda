"""Registering with Peridio Core: the straight path, what is already there, and who it belongs to."""

import logging
import traceback
from datetime import timedelta

import pytest
from pydantic import SecretStr

from app.cloud.peridio import PeridioCore
from app.core.errors import PlatformConflict, PlatformDenied, PlatformRefused, PlatformUntrusted, SettingsError
from app.core.recipe import Registration
from app.core.run import ReceiptState
from app.sandbox.faults import Fault, Faults
from tests.sandbox.kit import NOW, RECIPE, admin, known, pem


def test_a_new_device_is_created_with_its_certificate_and_both_are_read_back(platform, register):
    receipt = register()
    assert receipt.state is ReceiptState.REGISTERED
    assert receipt.created
    assert ":device:" in receipt.device
    assert ":device_certificate:" in receipt.certificate
    assert len(receipt.requests) == len(set(receipt.requests)) == 6
    assert known(platform) == (["sn1"], [register.serial])


def test_the_same_again_creates_nothing(platform, register):
    first = register()
    second = register()
    assert (second.device, second.certificate, second.created) == (first.device, first.certificate, False)
    assert known(platform) == (["sn1"], [register.serial])


def test_a_device_without_certificates_gets_ours(platform, register):
    with admin(platform) as client:
        client.post("/devices", json={"identifier": "sn1", "product_prn": platform.product_prn})
    receipt = register()
    assert not receipt.created
    assert known(platform) == (["sn1"], [register.serial])


def test_everything_the_recipe_says_of_the_device_is_sent(platform, register):
    wish = Registration(
        tags=("line-2", "a b"), target="arm-linux", description="{model} {serial}", cohort=platform.product_prn.replace("product", "cohort")
    )
    receipt = register(recipe=RECIPE.model_copy(update={"registration": wish}))
    with admin(platform) as client:
        device = client.get(f"/devices/{receipt.device}").json()["device"]
    assert device["tags"] == ["line-2", "a b"]
    assert device["target"] == "arm-linux"
    assert device["description"] == "gateway sn1"
    assert device["cohort_prn"] == wish.cohort


def test_what_is_there_as_something_else_becomes_what_the_recipe_says(platform, register):
    wish = Registration(tags=("line-2",), target="arm-linux", description="{model}")
    recipe = RECIPE.model_copy(update={"registration": wish})
    with admin(platform) as client:
        client.post("/devices", json={"identifier": "sn1", "product_prn": platform.product_prn, "tags": ["old"], "description": "by hand"})
        receipt = register(recipe=recipe)
        device = client.get(f"/devices/{receipt.device}").json()["device"]
        assert (device["tags"], device["target"], device["description"]) == (["line-2"], "arm-linux", "gateway")
        client.patch(f"/devices/{receipt.device}", json={"tags": ["moved"], "description": "moved"})
        again = register(recipe=RECIPE.model_copy(update={"registration": Registration(tags=("line-2", "b"))}))
        device = client.get(f"/devices/{receipt.device}").json()["device"]
    assert (again.certificate, again.created) == (receipt.certificate, False)
    assert (device["tags"], device["description"]) == (["line-2", "b"], "moved"), "what the recipe does not name may be anything"
    assert known(platform) == (["sn1"], [register.serial])


def test_a_quarantined_device_is_a_conflict(platform, register):
    receipt = register()
    with admin(platform) as client:
        client.patch(f"/devices/{receipt.device}", json={"quarantined": True})
    with pytest.raises(PlatformConflict, match=f"sn1 as {receipt.device}, which somebody quarantined"):
        register()


def test_a_key_that_may_not_read_certificates_is_told_what_it_may_not(core, platform):
    platform.faults = Faults((Fault.FORBIDDEN,), path="/device_certificates")
    with pytest.raises(PlatformDenied, match="may not read device certificates"):
        core().check()


def test_the_recipes_product_goes_before_the_default(platform, register):
    with admin(platform) as client:
        other = client.post("/products", json={"name": "other"}).json()["product"]["prn"]
        recipe = RECIPE.model_copy(update={"registration": Registration(product=other)})
        receipt = register(recipe=recipe)
        assert client.get(f"/devices/{receipt.device}").json()["device"]["product_prn"] == other


def test_an_identifier_with_only_a_longer_namesake_is_free(platform, register, factory):
    register(identifier="sn11", chain=factory.chain("sn11"))
    assert register().created
    assert sorted(known(platform)[0]) == ["sn1", "sn11"]


def test_another_product_is_a_conflict_that_names_both(platform, register):
    with admin(platform) as client:
        other = client.post("/products", json={"name": "other"}).json()["product"]["prn"]
        client.post("/devices", json={"identifier": "sn1", "product_prn": other})
    with pytest.raises(PlatformConflict) as caught:
        register()
    assert other in caught.value.message
    assert platform.product_prn in caught.value.message
    assert known(platform) == (["sn1"], [])


def test_another_certificate_is_a_conflict_that_names_both(platform, register, factory):
    other = factory.chain("sn1")
    register(chain=other)
    with pytest.raises(PlatformConflict) as caught:
        register()
    assert other.serial in caught.value.message
    assert f"{int(register.serial):x}" in caught.value.message
    assert known(platform)[1] == [str(other.leaf.serial_number)]


def test_an_older_certificate_beside_ours_is_none(platform, register, factory):
    receipt = register()
    with admin(platform) as client:
        older = factory.leaf("sn1")[0]
        client.post("/device_certificates", json={"device_prn": receipt.device, "certificate": pem(older)})
    again = register()
    assert (again.device, again.certificate, again.created) == (receipt.device, receipt.certificate, False)


def test_ours_is_found_on_a_later_page(platform, register, factory, monkeypatch):
    with admin(platform) as client:
        prn = client.post("/devices", json={"identifier": "sn1", "product_prn": platform.product_prn}).json()["device"]["prn"]
        for _ in range(2):
            client.post("/device_certificates", json={"device_prn": prn, "certificate": pem(factory.leaf("sn1")[0])})
        client.post("/device_certificates", json={"device_prn": prn, "certificate": pem(register.chain.leaf)})
    monkeypatch.setattr("app.cloud.lookups.PAGE", 1)
    assert not register().created


def test_our_certificate_with_another_device_is_a_conflict(register):
    register()
    with pytest.raises(PlatformConflict) as caught:
        register(identifier="sn2")
    assert "sn2" in caught.value.message


def test_what_the_platform_refuses_is_told_in_its_words(platform, register, factory):
    expired = factory.chain("sn1", ends=NOW - timedelta(days=1))
    with pytest.raises(PlatformRefused) as caught:
        register(chain=expired)
    assert "certificate is expired" in caught.value.message
    assert "422, request " in caught.value.message
    assert caught.value.status == 422
    assert known(platform)[1] == []


def test_an_unknown_product_is_refused_by_name(register, platform):
    with pytest.raises(PlatformRefused, match="product prn does not exist"):
        register(product=f"{platform.product_prn[:-4]}0000")


def test_a_wrong_key_is_denied(register, platform):
    with pytest.raises(PlatformDenied) as caught:
        register(key="not-the-key")
    assert caught.value.code == "CLD-DENIED"
    assert known(platform) == ([], [])


def test_the_key_may_be_sent_in_the_scheme_of_peridios_own_tools(register):
    assert register(scheme="Token").created


def test_check_passes_changes_nothing_and_finds_a_wrong_product(core, platform):
    core().check()
    core(product="").check()
    assert known(platform) == ([], [])
    with pytest.raises(PlatformRefused, match="does not know the product"):
        core(product=f"{platform.product_prn[:-4]}0000").check()
    with pytest.raises(PlatformDenied):
        core(key="not-the-key").check()


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1",
        "127.0.0.1",
        "",
        "https://",
        "ftp://host",
        "https://user:word@host",
        "https://host?x=1",
        "https://[",
        "https://h\n",
    ],
)
def test_an_address_without_tls_or_host_is_refused(url):
    with pytest.raises(SettingsError) as caught:
        PeridioCore(url, SecretStr("key"))
    assert caught.value.key == "base_url"
    assert "word" not in caught.value.message


@pytest.mark.parametrize("key", ["", "two words", "line\nbreak", "schlüssel"])
def test_a_key_that_cannot_be_one_is_refused_and_not_shown(key):
    with pytest.raises(SettingsError) as caught:
        PeridioCore("https://127.0.0.1", SecretStr(key))
    assert not key or key not in caught.value.message


def test_an_unknown_scheme_and_an_unreadable_bundle_are_refused(tmp_path):
    with pytest.raises(SettingsError):
        PeridioCore("https://127.0.0.1", SecretStr("key"), scheme="Basic")
    broken = tmp_path / "broken.pem"
    broken.write_text("no certificate")
    for file in (broken, tmp_path / "absent.pem"):
        with pytest.raises(SettingsError) as caught:
            PeridioCore("https://127.0.0.1", SecretStr("key"), ca_bundle=file)
        assert caught.value.file == str(file)


def test_without_any_product_nothing_is_asked(register):
    with pytest.raises(SettingsError, match="product"):
        register(product="")


def test_an_identifier_the_platform_cannot_have_is_refused_before_it_is_sent(register):
    with pytest.raises(SettingsError, match="identifier"):
        register(identifier="x" * 65)


def test_the_systems_trust_does_not_reach_the_sandbox(core):
    with pytest.raises(PlatformUntrusted):
        core(ca_bundle=None).check()


def test_the_key_is_nowhere(core, register, platform, caplog):
    caplog.set_level(logging.DEBUG)
    canary = "canary-9d1f0c"
    told = []
    for attempt in (lambda: core(key=canary).check(), lambda: register(key=canary)):
        with pytest.raises(PlatformDenied) as caught:
            attempt()
        told += traceback.format_exception(caught.value)
    station = core(key=canary)
    told += [repr(station), str(vars(station.access)), repr(station.access._line), caplog.text]
    assert "GET" in caplog.text
    assert canary not in "".join(told)
    assert platform.api_key.get_secret_value() not in caplog.text
