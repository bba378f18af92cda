"""The sandbox's Admin API as a client that knows nothing of ours sees it."""

from itertools import chain

import pytest
from pydantic import SecretStr

from app.core.errors import SettingsError
from app.sandbox.platform import SandboxPlatform
from tests.sandbox.kit import admin


def identifiers(client, search, **more):
    answer = client.get("/devices", params={"search": search} | more)
    assert answer.status_code == 200, answer.text
    return [device["identifier"] for device in answer.json()["devices"]]


# ---- who may ask ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("header", [b"", b"Bearer wrong", b"Bearer", b"Basic x", b"Bearer \xc3\xa9"])
def test_without_the_key_nothing_is_answered(platform, header):
    with admin(platform, authorization=header) as stranger:
        answer = stranger.get("/devices")
    assert answer.status_code == 401
    assert answer.json() == {"errors": [{"code": "unauthorized", "context": {}}]}
    assert answer.headers["peridio-request-id"]


def test_the_key_is_new_at_every_start_in_no_file_and_not_printed(platform, tmp_path):
    first = platform.api_key.get_secret_value()
    assert first not in repr(vars(platform))
    platform.stop()
    for file in (tmp_path / "sandbox").rglob("*"):
        assert first.encode() not in file.read_bytes()
    platform.start()
    assert platform.api_key.get_secret_value() != first


def test_no_private_key_is_left_in_a_file(platform, tmp_path):
    kept = sorted(file.name for file in (tmp_path / "sandbox").iterdir())
    assert set(kept) <= {"ca.pem", "platform.db", "platform.db-wal", "platform.db-shm"}
    assert b"PRIVATE KEY" not in b"".join(file.read_bytes() for file in (tmp_path / "sandbox").iterdir())
    assert platform.ca_file.read_bytes().startswith(b"-----BEGIN CERTIFICATE-----")


def test_a_given_key_is_kept(tmp_path):
    with SandboxPlatform(tmp_path, api_key=SecretStr("given")) as platform, admin(platform) as client:
        assert platform.api_key.get_secret_value() == "given"
        assert client.get("/users/me").json()["data"]["username"] == "sandbox"


def test_an_unknown_version_of_the_api_is_refused(platform):
    with admin(platform, **{"x-api-version": "9"}) as client:
        answer = client.get("/devices")
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["code"] == "unsupported_api_version"


def test_every_answer_has_a_request_id_of_its_own(client):
    answers = [client.get(path) for path in ("/devices", "/devices", "/nowhere", "/devices/none", "/products")]
    assert len({answer.headers["peridio-request-id"] for answer in answers}) == 5
    assert [answer.status_code for answer in answers] == [200, 200, 404, 404, 200]
    assert answers[2].json() == {"errors": {"detail": "Not Found"}}


# ---- products and devices ---------------------------------------------------------------------------------------


def test_products(platform, client):
    made = client.post("/products", json={"name": "two"}).json()["product"]
    assert client.get(f"/products/{made['prn']}").json()["data"]["name"] == "two"
    assert [row["name"] for row in client.get("/products", params={"search": "name~'t' and archived:false"}).json()["products"]] == ["two"]
    assert client.post("/products", json={"name": "two"}).json() == {"errors": {"name": ["has already been taken"]}}
    assert client.post("/products", json={}).status_code == 422
    assert platform.product_prn in [row["prn"] for row in client.get("/products").json()["products"]]


def test_a_device_is_created_read_changed_and_removed(client, create):
    prn = create("sn1", tags=["a"], description="one")
    told = client.get(f"/devices/{prn}").json()["device"]
    assert (told["identifier"], told["tags"], told["description"], told["target"], told["quarantined"]) == (
        "sn1",
        ["a"],
        "one",
        None,
        False,
    )
    assert "cohort_prn" not in told
    assert "last_connected_at" not in told
    changed = client.patch(f"/devices/{prn}", json={"quarantined": True, "tags": None, "identifier": "other"}).json()["device"]
    assert (changed["identifier"], changed["quarantined"], changed["tags"]) == ("sn1", True, None)
    assert client.delete(f"/devices/{prn}").status_code == 204
    assert client.get(f"/devices/{prn}").status_code == 404


def test_an_identifier_is_unique_in_the_organization(client, create):
    other = client.post("/products", json={"name": "two"}).json()["product"]["prn"]
    create("sn1")
    answer = client.post("/devices", json={"identifier": "sn1", "product_prn": other})
    assert answer.status_code == 422
    assert answer.json() == {"errors": {"identifier": ["has already been taken"]}}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"identifier": ""}, "identifier"),
        ({"identifier": 5}, "identifier"),
        ({"product_prn": "prn:1:x"}, "product_prn"),
        ({"product_prn": ["x"]}, "product_prn"),
        ({"tags": "a"}, "tags"),
        ({"tags": [1]}, "tags"),
        ({"quarantined": "yes"}, "quarantined"),
    ],
)
def test_a_device_that_makes_no_sense_is_refused_by_field(platform, client, change, field):
    answer = client.post("/devices", json={"identifier": "sn1", "product_prn": platform.product_prn} | change)
    assert answer.status_code == 422
    assert list(answer.json()["errors"]) == [field]


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"\xff"])
def test_a_body_that_is_no_object_is_refused(client, body):
    assert client.post("/devices", content=body).status_code == 400


def test_a_body_that_is_too_long_is_not_read(client):
    assert client.post("/devices", content=b"x" * (1 << 21), headers={"connection": "close"}).status_code == 413


@pytest.mark.errors_expected
def test_a_mistake_of_the_sandbox_is_a_500_and_undone(platform, client):
    answer = client.post("/devices", content=b'{"identifier": "\\ud800", "product_prn": "%s"}' % platform.product_prn.encode())
    assert answer.status_code == 500
    assert answer.json() == {"errors": {"detail": "Internal Server Error"}}
    assert client.get("/devices").json() == {"devices": []}


# ---- the search language and pages ------------------------------------------------------------------------------


def test_the_search_language(platform, client, create):
    for identifier, description in (("sn1", "east blue"), ("sn10", "West"), ("o'b\\x", "zoro's three sword style")):
        create(identifier, description=description)
    assert identifiers(client, "identifier:'sn1'") == ["sn1"]
    assert identifiers(client, "identifier~'sn1'") == ["sn1", "sn10"]
    assert identifiers(client, "identifier~'SN1'") == []
    assert identifiers(client, r"identifier:'o\'b\\x'") == ["o'b\\x"]
    assert identifiers(client, "identifier~'sn' and description~'blue'") == ["sn1"]
    assert identifiers(client, r"description~'zoro\'s'") == ["o'b\\x"]
    assert identifiers(client, "inserted_at>='2023-01-01T00:00:00Z' and inserted_at<'2023-01-02T00:00:00Z'") == []
    assert identifiers(client, f"product_prn:'{platform.product_prn}' and inserted_at>'2023-01-01T00:00:00Z'", order="desc")[-1] == "sn1"
    assert identifiers(client, "identifier:'x' and identifier:'and' and identifier:' and '") == []


@pytest.mark.parametrize(
    "search",
    [
        "",
        "identifier",
        "identifier:sn1",
        "identifier:'sn1",
        "identifier>'sn1'",
        "serial:'1'",
        "identifier:'a' or identifier:'b'",
        "identifier:'a' and",
        "identifier:'a'and identifier:'b'",
        "identifier:'a'; drop table device",
        " and ".join(["identifier:'a'"] * 6),
    ],
)
def test_what_is_no_search_is_refused(client, search):
    answer = client.get("/devices", params={"search": search})
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["context"]["parameter"] == "search"


@pytest.mark.parametrize("query", [{"limit": "0"}, {"limit": "101"}, {"limit": "x"}, {"order": "up"}, {"page": "!"}, {"page": "é"}])
def test_a_list_asked_for_wrongly_is_refused(client, query):
    assert client.get("/devices", params=query).status_code == 400


@pytest.mark.parametrize("order", ["asc", "desc"])
def test_pages_hold_everything_once(client, create, order):
    made = [f"sn{number}" for number in range(7)]
    for identifier in made:
        create(identifier)
    found, query = [], {"limit": "3", "order": order}
    while True:
        page = client.get("/devices", params=query).json()
        found.append([device["identifier"] for device in page["devices"]])
        if "next_page" not in page:
            break
        query["page"] = page["next_page"]
    assert [len(part) for part in found] == [3, 3, 1]
    assert list(chain.from_iterable(found)) == (made if order == "asc" else made[::-1])
    assert len(client.get("/devices").json()["devices"]) == 7


# ---- starting and stopping --------------------------------------------------------------------------------------


def test_state_stays_and_the_product_is_the_same(tmp_path):
    platform = SandboxPlatform(tmp_path)
    with platform, admin(platform) as client:
        product = platform.product_prn
        client.post("/devices", json={"identifier": "sn1", "product_prn": product})
    with SandboxPlatform(tmp_path) as again, admin(again) as client:
        assert again.product_prn == product
        assert identifiers(client, "identifier:'sn1'") == ["sn1"]


def test_it_says_when_it_is_not_running(tmp_path):
    platform = SandboxPlatform(tmp_path)
    platform.stop()
    with pytest.raises(RuntimeError):
        _ = platform.admin_url


def test_a_taken_port_or_an_unusable_folder_is_told(tmp_path, platform):
    port = int(platform.admin_url.rpartition(":")[2])
    with pytest.raises(SettingsError, match="cannot start"):
        SandboxPlatform(tmp_path / "two", admin_port=port).start()
    (tmp_path / "file").write_text("")
    with pytest.raises(SettingsError, match="cannot be used"):
        SandboxPlatform(tmp_path / "file" / "folder").start()
    (tmp_path / "three").mkdir()
    (tmp_path / "three" / "platform.db").write_bytes(b"this is no database" * 100)
    with pytest.raises(SettingsError, match="cannot be used"):
        SandboxPlatform(tmp_path / "three").start()
