"""Calling the Device API as a device: let in, sent away, turned away, and an answer that a device brings along."""

import pytest

from app.cloud.authorities import PeridioAuthorities
from app.cloud.contact import PeridioDeviceApi
from app.cloud.witness import PeridioWitness
from app.core.chain import Chain
from app.core.errors import (
    ContactRefused,
    JitpNotReady,
    PlatformBadAnswer,
    PlatformUnreachable,
    PlatformUntrusted,
    SettingsError,
)
from app.core.jitp import Jitp
from app.core.recipe import Registration
from app.core.run import ReceiptState
from app.core.waiting import Stop
from tests.sandbox.kit import NOW, PATIENCE, RECIPE, Factory, admin, register_ca

JITP = Jitp("sandbox", "just in time")


@pytest.fixture
def api(platform):
    return PeridioDeviceApi(platform.device_url, ca_bundle=platform.ca_file, patience=PATIENCE)


@pytest.fixture
def witness(core):
    return PeridioWitness(core().access)


def made(factory, name="sn1", **wishes):
    leaf, key = factory.leaf(name, **wishes)
    return Chain(leaf, (factory.certificate,)), key


def test_a_registered_device_is_let_in_and_seen(api, register, factory, witness, platform):
    chain, key = made(factory)
    receipt = register(chain=chain)
    me = api.call(key, chain, Stop())
    assert me.identifier == "sn1"
    assert me.request
    with admin(platform) as client:
        assert client.get(f"/devices/{receipt.device}").json()["device"]["last_connected_at"]
    [contact] = witness.list_contacts(NOW, Stop())
    assert (contact.name, contact.fingerprint, contact.refused) == ("sn1", chain.fingerprint, "")
    found = witness.find_receipt("sn1", chain, Stop())
    assert (found.state, found.device, found.certificate) == (ReceiptState.REGISTERED, receipt.device, receipt.certificate)


def test_a_stranger_is_turned_away_in_words(api, factory):
    chain, key = made(factory)
    for _ in range(3):
        with pytest.raises(ContactRefused, match="turned the device away in the TLS handshake"):
            api.call(key, chain, Stop())


def test_a_ca_without_jitp_lets_nobody_in_and_the_event_says_why(api, platform, witness):
    factory = Factory()
    with admin(platform) as client:
        register_ca(client, factory)
    chain, key = made(factory)
    with pytest.raises(ContactRefused, match=r"does not let it in: forbidden \(403\)"):
        api.call(key, chain, Stop())
    [contact] = witness.list_contacts(NOW, Stop())
    assert (contact.fingerprint, contact.refused) == (chain.fingerprint, "just-in-time provisioning is not enabled for its CA")
    assert witness.find_receipt("sn1", chain, Stop()) is None


def test_with_jitp_the_device_appears_by_itself(api, platform, core, witness):
    factory = Factory()
    authorities = PeridioAuthorities(core().access, platform.organization)
    authorities.add(factory.certificate, factory.leaf(authorities.new_code(Stop()))[0], "", Stop())
    authorities.set_jitp(factory.certificate, JITP, Stop())
    chain, key = made(factory, "sn9")
    assert api.call(key, chain, Stop()).identifier == "sn9"
    assert witness.find_receipt("sn9", chain, Stop()).state is ReceiptState.REGISTERED
    assert witness.find_receipt("sn9", factory.chain("sn9"), Stop()) is None


def test_a_platform_that_is_not_believed_or_not_there(platform, factory, tmp_path):
    chain, key = made(factory)
    with pytest.raises(PlatformUntrusted):
        PeridioDeviceApi(platform.device_url, patience=PATIENCE).call(key, chain, Stop())
    api = PeridioDeviceApi(platform.device_url, ca_bundle=platform.ca_file, patience=PATIENCE)
    platform.stop()
    with pytest.raises(PlatformUnreachable):
        api.call(key, chain, Stop())
    with pytest.raises(SettingsError):
        PeridioDeviceApi("http://127.0.0.1")
    with pytest.raises(SettingsError):
        PeridioDeviceApi("https://127.0.0.1", ca_bundle=tmp_path / "absent.pem")


def test_where_a_device_finds_it(api, platform):
    there = api.place("")
    assert (there.host, there.port, there.trust) == (
        "127.0.0.1",
        int(platform.device_url.rpartition(":")[2]),
        platform.ca_file.read_bytes(),
    )
    assert (api.place("https://10.0.2.100:8443").host, api.place("https://10.0.2.100:8443").port) == ("10.0.2.100", 8443)
    assert PeridioDeviceApi("https://device.example").place("").port == 443
    assert PeridioDeviceApi("https://device.example").place("").trust == b""


OK = b'HTTP/1.1 200 OK\r\nPeridio-Request-Id: r1\r\nContent-Length: 47\r\n\r\n{"data":{"identifier":"sn1","quarantined":null}}'


@pytest.mark.parametrize(
    "answer",
    [
        OK.replace(b"47", b"48"),
        b"HTTP/1.1 200 OK\r\nperidio-request-id: r1\r\nTransfer-Encoding: chunked\r\n\r\n30\r\n"
        + OK.partition(b"\r\n\r\n")[2]
        + b"\r\n0\r\n\r\n",
        b"HTTP/1.0 200 OK\r\nperidio-request-id: r1\r\n\r\n" + OK.partition(b"\r\n\r\n")[2],
    ],
)
def test_an_answer_that_a_device_brings_along_is_understood(api, answer):
    me = api.understand(answer)
    assert (me.identifier, me.request) == ("sn1", "r1")


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (b"", PlatformBadAnswer),
        (b"hello\r\n\r\n", PlatformBadAnswer),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}", PlatformBadAnswer),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n{", PlatformBadAnswer),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", PlatformBadAnswer),
        (b'HTTP/1.1 403 Forbidden\r\nContent-Length: 22\r\n\r\n{"status":"forbidden"}', ContactRefused),
        (b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n", PlatformUnreachable),
    ],
)
def test_an_answer_that_is_none_is_told(api, answer, error):
    with pytest.raises(error):
        api.understand(answer)


# ---- would the platform make devices of a recipe just in time? ---------------------------------------------------


@pytest.fixture
def ready(platform, core, factory):
    """The factory's CA with JITP for the sandbox's product."""
    authorities = PeridioAuthorities(core().access, platform.organization)
    authorities.add(factory.certificate, factory.leaf(authorities.new_code(Stop()))[0], "", Stop())
    return factory.certificate


def wishing(product, cohort=""):
    return RECIPE.model_copy(update={"registration": Registration(mode="jitp", product=product, cohort=cohort)})


def test_all_is_as_the_recipe_wants_it(witness, ready, platform):
    witness.require_jitp(ready, wishing(platform.product_prn), JITP, Stop())


def test_what_is_not_as_the_recipe_wants_it_is_told(witness, ready, platform):
    cohort = platform.product_prn.replace("product", "cohort")
    with admin(platform) as client:
        other = client.post("/products", json={"name": "other"}).json()["product"]["prn"]
    for product, wished, remembered, words in (
        (other, "", JITP, "under the product sandbox; the recipe has other"),
        (platform.product_prn, cohort, JITP, f"into no cohort; the recipe has {cohort}"),
        (platform.product_prn, "", Jitp("sandbox", "", cohort=cohort), f"into {cohort}; the recipe has none"),
        (platform.product_prn, "", None, "Nothing is remembered"),
    ):
        with pytest.raises(JitpNotReady, match=words):
            witness.require_jitp(ready, wishing(product, wished), remembered, Stop())
    with pytest.raises(JitpNotReady, match="does not know the CA CN=Stranger"):
        witness.require_jitp(Factory("Stranger").certificate, wishing(platform.product_prn), JITP, Stop())
