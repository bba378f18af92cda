"""What we send and what the sandbox answers, judged by Peridio's own OpenAPI files."""

import httpx
import pytest
from pydantic import SecretStr

from app.cloud.authorities import PeridioAuthorities
from app.cloud.identities import PeridioIdentities
from app.cloud.peridio import PeridioCore
from app.core.jitp import Jitp
from app.core.recipe import Registration
from app.core.waiting import Stop
from app.sandbox.admin import AdminApi
from app.sandbox.platform import SandboxPlatform
from app.sandbox.state import State
from tests.contract.openapi import ADMIN, DEVICE, FOLDER, MISSING, Api
from tests.sandbox.kit import IDENTITY, PATIENCE, RECIPE, Factory, admin, device, pem

pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"Peridio's OpenAPI files are not in {FOLDER}: {', '.join(MISSING)}")


@pytest.fixture(scope="module")
def api():
    return Api(ADMIN)


@pytest.fixture
def platform(tmp_path):
    with SandboxPlatform(tmp_path / "sandbox") as running:
        yield running


@pytest.fixture
def exchanges():
    return []


@pytest.fixture
def client(platform, exchanges):
    with admin(platform) as made:
        made.event_hooks["response"].append(recorder(exchanges))
        yield made


@pytest.fixture
def station(platform, exchanges):
    core = PeridioCore(platform.admin_url, platform.api_key, product=platform.product_prn, ca_bundle=platform.ca_file, patience=PATIENCE)
    core.access = Recorded(core.access, exchanges)
    return core


class Recorded:
    """An access whose conversations are written down."""

    def __init__(self, access, exchanges) -> None:
        self._access, self._record = access, recorder(exchanges)

    def open(self, stop):
        return self._with_ears(self._access.open(stop))

    def open_check(self):
        return self._with_ears(self._access.open_check())

    def _with_ears(self, talk):
        talk.transport = Heard(talk.transport, self._record)
        return talk


class Heard:
    """A transport whose exchanges are written down, as they are handed to it."""

    def __init__(self, transport, record) -> None:
        self._transport, self._record = transport, record
        self.close = transport.close

    def exchange(self, method, path, headers, *, params=None, body=None, largest):
        heard = self._transport.exchange(method, path, headers, params=params, body=body, largest=largest)
        asked = httpx.Request(method, f"https://platform{path}", headers=headers, params=params, content=body)
        self._record(httpx.Response(heard.status, headers=heard.headers, content=heard.body, request=asked))
        return heard


def recorder(exchanges):
    def record(response):
        response.read()
        exchanges.append(response)

    return record


def patterns(tmp_path):
    state = State(tmp_path / "routes.db")
    routes = AdminApi(state, SecretStr("key"), lambda _: None)._routes
    state.close()
    return [(method, "/" + "/".join(parts)) for method, parts, _ in routes]


def walk(platform, client, tmp_path):
    """Every route of the Admin API, once at least and well, with a device's first contact in between."""
    factory = Factory()
    client.get("/users/me")
    made = client.post("/products", json={"name": "other"}).json()["product"]["prn"]
    client.get(f"/products/{made}")
    client.get("/products", params={"search": "name:'other'", "limit": "1", "order": "asc"})
    wishes = {"cohort_prn": made.replace("product", "cohort"), "description": "d", "quarantined": False, "tags": ["a"], "target": "arm"}
    full = client.post("/devices", json={"identifier": "sn1", "product_prn": made} | wishes).json()["device"]["prn"]
    bare = client.post("/devices", json={"identifier": "sn2", "product_prn": made}).json()["device"]["prn"]
    client.get(f"/devices/{bare}")
    client.patch(f"/devices/{full}", json=wishes)
    client.get("/devices", params={"limit": "1"})
    leaf, key = factory.leaf("sn1")
    certificate = client.post("/device_certificates", json={"device_prn": full, "certificate": pem(leaf)}).json()["device_certificate"][
        "prn"
    ]
    client.get(f"/device_certificates/{certificate}")
    client.get("/device_certificates", params={"search": f"device_prn:'{full}'"})
    with device(platform, tmp_path, leaf, key) as speaking:
        assert speaking.get("/device/me").status_code == 200
    client.delete(f"/device_certificates/{certificate}")
    client.delete(f"/devices/{bare}")
    for base, shell in (("", ""), (f"/orgs/{platform.organization}", "data")):
        other = Factory(f"CA {base}")
        code = client.post(f"{base}/ca_certificates/verification_codes").json()
        name = (code[shell] if shell else code)["verification_code"]
        body = {"certificate": pem(other.certificate), "verification_certificate": pem(other.leaf(name)[0]), "description": "d"}
        told = client.post(f"{base}/ca_certificates", json=body).json()[shell or "ca_certificate"]
        one = f"{base}/ca_certificates/{told['serial' if shell else 'prn']}"
        client.get(one)
        client.get(f"{base}/ca_certificates")
        jitp = {"description": "d", "product_name": "other", "tags": ["t"], "cohort_prn": wishes["cohort_prn"], "target": "arm"}
        client.put(one, json={"description": "e"} | ({"jitp": jitp} if shell else {}))
        if not shell:
            with device(platform, tmp_path, *other.leaf("sn3")) as speaking:
                assert speaking.get("/device/me").status_code == 403
            client.delete(one)
    for subtype in ("connected", "updated", "authentication_failed"):
        assert client.get("/events", params={"type": "device", "subtype": subtype, "limit": "1"}).json()["events"], subtype


def test_every_route_of_the_sandbox_is_in_the_api(api, tmp_path):
    for method, pattern in patterns(tmp_path):
        template, _ = api.find(method, pattern)
        assert template.count("{") == pattern.count("*")


def test_what_the_sandbox_answers_is_what_the_api_says(api, platform, client, exchanges, tmp_path):
    walk(platform, client, tmp_path)
    for answer in exchanges:
        asked = f"{answer.request.method} {answer.request.url.raw_path}"
        assert list(api.request_errors(answer.request)) == [], asked
        assert list(api.answer_errors(answer)) == [], asked
    walked = {(answer.request.method, api.find(answer.request.method, answer.request.url.path)[0]) for answer in exchanges}
    assert {(method, api.find(method, pattern)[0]) for method, pattern in patterns(tmp_path)} == walked


def test_a_created_event_is_named_by_the_api_and_has_no_shape_in_it(api, platform, client):
    client.post("/devices", json={"identifier": "sn1", "product_prn": platform.product_prn})
    [event] = client.get("/events", params={"subtype": "created"}).json()["events"]
    assert event["data"]["data"]["device"]["identifier"] == "sn1"
    schemas = api.document["components"]["schemas"]
    assert "created" in schemas["event"]["allOf"][1]["properties"]["event_subtype"]["enum"]
    shaped = [
        name for name, schema in schemas.items() if name.startswith("device-") and name.endswith("-event") and "created" in str(schema)
    ]
    assert shaped == []


def test_every_request_of_a_registration_is_in_the_api(api, platform, station, exchanges):
    wish = Registration(description="{serial}", tags=("a",), target="arm", cohort=platform.product_prn.replace("product", "cohort"))
    recipe = RECIPE.model_copy(update={"registration": wish})
    chain = Factory().chain("sn1")
    station.check()
    other = RECIPE.model_copy(update={"registration": Registration(tags=("b",), target="arm-linux", cohort=wish.cohort, description="d")})
    receipts = [station.register("sn1", IDENTITY, chain, wished, Stop()) for wished in (recipe, other)]
    assert [receipt.created for receipt in receipts] == [True, False]
    sent = [f"{answer.request.method} {api.find(answer.request.method, answer.request.url.path)[0]}" for answer in exchanges]
    assert sent == [
        "GET /devices",
        "GET /device_certificates",
        "GET /products/{product_prn}",
        "GET /devices",
        "POST /devices",
        "GET /device_certificates",
        "POST /device_certificates",
        "GET /devices/{device_prn}",
        "GET /device_certificates",
        "GET /devices",
        "GET /device_certificates",
        "PATCH /devices/{device_prn}",
        "GET /devices/{device_prn}",
        "GET /device_certificates",
    ]
    for answer in exchanges:
        assert list(api.request_errors(answer.request)) == []
        assert list(api.answer_errors(answer)) == []
        assert answer.request.headers["authorization"] == f"Bearer {platform.api_key.get_secret_value()}"
        assert answer.request.headers["x-api-version"] == "2"


def test_every_request_about_cas_and_rotation_is_in_the_api(api, platform, station, exchanges):
    factory = Factory()
    chain, fresh = factory.chain("sn1"), factory.chain("sn1")
    authorities, identities = PeridioAuthorities(station.access, platform.organization), PeridioIdentities(station.access)
    code = authorities.new_code(Stop())
    authorities.add(factory.certificate, factory.leaf(code)[0], "line 2", Stop())
    authorities.describe(factory.certificate, "line 3", Stop())
    authorities.set_jitp(factory.certificate, Jitp("sandbox", "d", ("t",), platform.product_prn, "arm"), Stop())
    station.register("sn1", IDENTITY, chain, RECIPE, Stop())
    identities.add("sn1", fresh, Stop())
    identities.remove("sn1", {chain.leaf.serial_number}, Stop())
    sent = {f"{answer.request.method} {api.find(answer.request.method, answer.request.url.path)[0]}" for answer in exchanges}
    assert sent > {
        "POST /ca_certificates/verification_codes",
        "GET /ca_certificates",
        "POST /ca_certificates",
        "PUT /ca_certificates/{ca_certificate_prn}",
        "PUT /orgs/{organization_name}/ca_certificates/{ca_certificate_serial}",
        "DELETE /device_certificates/{device_certificate_prn}",
    }
    for answer in exchanges:
        assert list(api.request_errors(answer.request)) == []
        assert list(api.answer_errors(answer)) == []


def test_what_a_device_is_told_of_itself_is_what_the_device_api_says(platform, client, tmp_path):
    leaf, key = Factory().leaf("sn1")
    prn = client.post("/devices", json={"identifier": "sn1", "product_prn": platform.product_prn}).json()["device"]["prn"]
    client.post("/device_certificates", json={"device_prn": prn, "certificate": pem(leaf)})
    with device(platform, tmp_path, leaf, key) as speaking:
        answer = speaking.get("/device/me")
    assert list(Api(DEVICE).answer_errors(answer)) == []


def test_the_judge_sees_what_is_wrong(api):
    def answer(status, **document):
        return httpx.Response(status, json=document, request=httpx.Request("POST", "https://host/devices"))

    assert list(api.answer_errors(answer(201, device={"identifier": "sn1", "tags": None}))) == []
    assert list(api.answer_errors(answer(201, device={"identifier": 5}))) == ["device/identifier: 5 is not of type 'string'"]
    assert list(api.answer_errors(answer(201, device={"cohort_prn": None}))) == ["device/cohort_prn: None is not of type 'string'"]
    assert list(api.answer_errors(answer(201, device={"colour": "red"}))) == ["/device: colour is not in the API"]
    assert list(api.answer_errors(answer(200))) == ["/devices: 200 is not in the API"]
    request = httpx.Request("POST", "https://host/devices", json={"identifier": "sn1", "product": "x"})
    assert len(list(api.request_errors(request))) == 2
    request = httpx.Request("GET", "https://host/devices?limit=101&find=x")
    assert len(list(api.request_errors(request))) == 2
