"""A platform that says one thing and shows another: never believed, always told."""

import json
import re

import pytest
from pydantic import SecretStr

from app.cloud.peridio import PeridioCore
from app.core.errors import PlatformBadAnswer, PlatformConflict, PlatformRefused
from app.core.recipe import Registration
from app.core.waiting import Stop
from app.sandbox.answers import Answer, taken
from app.sandbox.listener import Listener
from app.sandbox.tls import TlsAuthority
from tests.sandbox.kit import IDENTITY, PATIENCE, RECIPE, Factory

ORGANIZATION = "prn:1:be4d30b4-de6b-47cd-85ea-a75e23fd63ef"
PRODUCT = f"{ORGANIZATION}:product:b3f1f699-3bc8-4c77-bda2-b974595d5e3f"
DEVICE = {"prn": f"{ORGANIZATION}:device:b3f1f699-3bc8-4c77-bda2-b974595d5e3f", "identifier": "sn1", "product_prn": PRODUCT}
CHAIN = Factory().chain("sn1")
OURS = {"prn": f"{ORGANIZATION}:device_certificate:b3f1f699-3bc8-4c77-bda2-b974595d5e3f", "serial": str(CHAIN.leaf.serial_number)}

NO_DEVICE = (200, {"devices": []})
FOUND = (200, {"devices": [DEVICE]})
NO_CERTIFICATE = (200, {"device_certificates": [], "next_page": None})
TAKEN = (422, taken("identifier").document)


@pytest.fixture
def register(tmp_path):
    """Registers sn1 with a platform that answers as told, in order."""

    def run(*script):
        authority, stop, told = TlsAuthority(), Stop(), iter(script)
        (tmp_path / "ca.pem").write_bytes(authority.pem)

        def reply(_request):
            status, document = next(told)
            return Answer(status, json.dumps(document).encode()), 0.0

        listener = Listener(0, authority.server_context(("127.0.0.1",)), reply, stop)
        listener.start()
        try:
            patience = type(PATIENCE)(tries=1)
            url = f"https://127.0.0.1:{listener.port}"
            core = PeridioCore(url, SecretStr("key"), product=PRODUCT, ca_bundle=tmp_path / "ca.pem", patience=patience)
            return core.register("sn1", IDENTITY, CHAIN, RECIPE, Stop())
        finally:
            stop.set()
            listener.close()
            assert next(told, None) is None

    return run


def test_nulls_and_unknown_fields_do_no_harm(register):
    device = DEVICE | dict.fromkeys(("cohort_prn", "tags", "target", "last_connected_at", "quarantined"), None) | {"new": {}}
    certificate = OURS | {"serial": CHAIN.leaf.serial_number, "not_after": None}
    receipt = register((200, {"devices": [device]}), (200, {"device_certificates": [certificate]}))
    assert (receipt.device, receipt.certificate, receipt.created, receipt.requests) == (DEVICE["prn"], OURS["prn"], False, ())


def test_an_archived_device_is_a_conflict(register):
    with pytest.raises(PlatformConflict, match="which somebody archived"):
        register((200, {"devices": [DEVICE | {"archived": True}]}))


def test_a_change_that_is_taken_and_not_shown_is_told(register, monkeypatch):
    monkeypatch.setitem(globals(), "RECIPE", RECIPE.model_copy(update={"registration": Registration(target="arm")}))
    certificates = (200, {"device_certificates": [OURS]})
    with pytest.raises(PlatformBadAnswer, match="shows another target"):
        register(FOUND, certificates, (200, {"device": DEVICE}), (200, {"device": DEVICE}))


def test_taken_and_then_shown_is_somebody_elses_creation(register):
    receipt = register(NO_DEVICE, TAKEN, FOUND, (200, {"device_certificates": [OURS]}))
    assert not receipt.created


def test_taken_and_not_shown_is_a_conflict(register):
    with pytest.raises(PlatformConflict, match="shows no such device"):
        register(NO_DEVICE, TAKEN, NO_DEVICE)


def test_a_certificate_that_came_in_between_is_ours(register):
    receipt = register(
        FOUND,
        NO_CERTIFICATE,
        TAKEN,
        (200, {"device_certificates": [OURS]}),
        *[(200, {"device": DEVICE}), (200, {"device_certificates": [OURS]})],
    )
    assert receipt.certificate == OURS["prn"]


def test_another_device_as_answer_is_not_believed(register):
    with pytest.raises(PlatformBadAnswer, match="was told of sn1 and answers with sn2"):
        register(NO_DEVICE, (201, {"device": DEVICE | {"identifier": "sn2"}}))


def test_another_certificate_as_answer_is_not_believed(register):
    with pytest.raises(PlatformBadAnswer, match="answers with 05"):
        register(FOUND, NO_CERTIFICATE, (201, {"device_certificate": OURS | {"serial": "5"}}))


def test_an_accepted_certificate_that_is_not_shown_is_told(register):
    with pytest.raises(PlatformBadAnswer, match="does not show it"):
        register(FOUND, NO_CERTIFICATE, (201, {"device_certificate": OURS}), (200, {"device": DEVICE}), NO_CERTIFICATE)


def test_a_refusal_while_confirming_is_told(register):
    with pytest.raises(PlatformRefused) as caught:
        register(FOUND, NO_CERTIFICATE, (201, {"device_certificate": OURS}), (400, {"errors": [{"code": "bad"}]}))
    assert caught.value.status == 400


def test_pages_that_run_in_a_circle_end(register):
    with pytest.raises(PlatformBadAnswer, match="does not end"):
        register(FOUND, *[(200, {"device_certificates": [], "next_page": "again"})] * 50)


@pytest.mark.parametrize("prn", ["../../users/me", "prn:1:x y:device:1", "", None, "prn:1:a:device:b/../c"])
def test_a_name_that_is_no_prn_never_gets_into_a_path(register, prn):
    with pytest.raises(PlatformBadAnswer, match=re.escape("cannot be read as the platform's API")):
        register((200, {"devices": [DEVICE | {"prn": prn}]}))
