"""The sandbox's Device API: mutual TLS with known, unknown and vouched-for certificates."""

import socket
import threading
import time
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding

from app.sandbox.faults import Dice, Fault, Faults
from app.sandbox.platform import SandboxPlatform
from app.sandbox.state import State
from tests.patience import LATE, PATIENCE
from tests.sandbox.kit import NOW, Factory, admin, device, pem, register_ca

JITP = {"description": "just in time", "product_name": "sandbox", "tags": ["jitp"], "target": "arm-linux"}


@pytest.fixture
def me(platform, tmp_path):
    """What the Device API answers to a certificate."""

    def ask(certificate, key, path="/device/me"):
        with device(platform, tmp_path, certificate, key) as speaking:
            return speaking.get(path)

    return ask


@pytest.fixture
def register(platform, client):
    def add(certificate, identifier="sn1"):
        made = client.post("/devices", json={"identifier": identifier, "product_prn": platform.product_prn})
        prn = made.json()["device"]["prn"]
        assert client.post("/device_certificates", json={"device_prn": prn, "certificate": pem(certificate)}).status_code == 201
        return prn

    return add


def events(client, **query):
    return client.get("/events", params={"type": "device", "order": "desc"} | query).json()["events"]


def fingerprint(certificate):
    return certificate.fingerprint(SHA256()).hex().upper()


def with_jitp(platform, client, factory, jitp=JITP):
    assert register_ca(client, factory).status_code == 201
    path = f"/orgs/{platform.organization}/ca_certificates/{factory.certificate.serial_number}"
    assert client.put(path, json={"jitp": jitp}).status_code == 200


def test_a_known_certificate_is_let_in_although_nobody_knows_its_ca(client, factory, register, me):
    certificate, key = factory.leaf("sn1")
    prn = register(certificate)
    answer = me(certificate, key)
    assert answer.status_code == 200
    assert answer.json() == {"data": {"identifier": "sn1", "quarantined": False}}
    assert answer.headers["peridio-request-id"]
    assert client.get(f"/devices/{prn}").json()["device"]["last_connected_at"]
    [event] = events(client, subtype="connected")
    assert event["actor_prn"] == prn
    assert event["data"]["data"]["certificate"]["fingerprint"] == fingerprint(certificate)
    assert me(certificate, key, "/update").status_code == 404


def test_it_is_still_known_after_a_restart(platform, factory, register, me):
    certificate, key = factory.leaf("sn1")
    register(certificate)
    platform.stop()
    platform.start()
    assert me(certificate, key).status_code == 200


def test_a_certificate_that_ended_later_does_not_lock_its_device_out(factory, register, me):
    certificate, key = factory.leaf("sn1", ends=datetime.now(UTC) + timedelta(seconds=2))
    register(certificate)
    deadline = time.monotonic() + PATIENCE
    while time.time() < certificate.not_valid_after_utc.timestamp() + 0.1:
        assert time.monotonic() < deadline
        threading.Event().wait(0.05)
    assert me(certificate, key).status_code == 200


def test_a_stranger_is_turned_away_in_the_handshake_and_noted(client, factory, register, me):
    certificate, _ = factory.leaf("sn1")
    register(certificate)
    stranger, key = Factory("Factory CA").leaf("sn1")
    with pytest.raises(httpx.TransportError):
        me(stranger, key)
    [event] = events(client, subtype="authentication_failed")
    assert event["data"]["data"]["reason"] == "jitp_failed"
    assert event["data"]["data"]["certificate"] is None


def test_without_a_certificate_nobody_gets_in(me):
    with pytest.raises(httpx.TransportError):
        me(None, None)


def test_a_removed_certificate_no_longer_opens(client, factory, register, me):
    certificate, key = factory.leaf("sn1")
    prn = register(certificate)
    client.delete(f"/devices/{prn}")
    assert me(certificate, key).status_code == 403


def test_first_contact_creates_the_device_of_a_vouched_for_certificate(platform, client, factory, me):
    with_jitp(platform, client, factory)
    certificate, key = factory.leaf("sn7")
    for _ in range(2):
        assert me(certificate, key).json() == {"data": {"identifier": "sn7", "quarantined": False}}
    [made] = client.get("/devices").json()["devices"]
    assert (made["identifier"], made["tags"], made["target"], made["description"]) == ("sn7", ["jitp"], "arm-linux", "just in time")
    assert made["product_prn"] == platform.product_prn
    assert [row["serial"] for row in client.get("/device_certificates").json()["device_certificates"]] == [str(certificate.serial_number)]
    assert [event["event_subtype"] for event in events(client)] == ["connected", "connected", "created"]


def test_without_jitp_the_ca_vouches_for_nobody(client, factory, me):
    register_ca(client, factory)
    certificate, key = factory.leaf("sn7")
    answer = me(certificate, key)
    assert (answer.status_code, answer.json()) == (403, {"status": "forbidden"})
    [event] = events(client)
    assert event["data"]["data"]["reason"] == "jitp_disabled"
    assert event["data"]["data"]["certificate"]["common_name"] == "sn7"
    assert event["data"]["data"]["certificate"]["fingerprint"] == fingerprint(certificate)
    assert event["data"]["data"]["ca_certificate"]["fingerprint"] == fingerprint(factory.certificate)
    assert client.get("/devices").json() == {"devices": []}


def test_a_second_certificate_for_a_known_name_is_turned_away(platform, client, factory, me):
    with_jitp(platform, client, factory)
    first, second = factory.leaf("sn7"), factory.leaf("sn7")
    assert me(*first).status_code == 200
    assert me(*second).status_code == 403
    [event] = events(client, subtype="authentication_failed")
    assert event["data"]["data"]["reason"] == "multi_cert_jitr_disabled"
    assert event["data"]["data"]["device"]["identifier"] == "sn7"


@pytest.mark.parametrize("case", ["expired CA", "expired certificate", "no name"])
def test_what_jitp_refuses(platform, client, me, case):
    ends = NOW + timedelta(days=9)
    if case == "expired CA":
        factory = Factory(ends=ends)
        with_jitp(platform, client, factory)
        expire(platform, factory)
        certificate, key = factory.leaf("sn7")
    else:
        factory = Factory(ends=ends)
        with_jitp(platform, client, factory)
        certificate, key = factory.leaf("sn7", ends=NOW - timedelta(days=1)) if case == "expired certificate" else factory.leaf("")
    assert me(certificate, key).status_code == 403
    [event] = events(client, subtype="authentication_failed")
    assert event["data"]["data"]["reason"] == "jitp_failed"


def expire(platform, factory):
    """The CA's own past: the same CA, its certificate signed anew with an end that is over, put where the platform keeps it."""
    older = Factory(factory.name, ends=NOW - timedelta(days=1), key=factory.key)
    state = State(platform.ca_file.with_name("platform.db"))
    with state.transaction():
        row = state.find("ca_certificate", serial=str(factory.certificate.serial_number))
        state.update("ca_certificate", row["prn"], der=older.certificate.public_bytes(Encoding.DER))
    state.close()


def test_events_are_filtered(client, register, factory, me):
    certificate, key = factory.leaf("sn1")
    prn = register(certificate)
    me(certificate, key)
    client.patch(f"/devices/{prn}", json={"tags": ["x"]})
    assert [event["event_subtype"] for event in events(client, order="asc")] == ["created", "connected", "updated"]
    assert len(events(client, resource_prn=prn)) == 3
    assert events(client, actor_prn="prn:1:none") == []
    assert events(client, inserted_at_lt="2023-01-01T00:00:00Z") == []
    assert len(events(client, inserted_at_gte="2023-01-01T00:00:00Z", limit="2")) == 2


# ---- many at once, and stopping ---------------------------------------------------------------------------------


def port(url):
    return "127.0.0.1", int(url.rpartition(":")[2])


def test_clients_that_stall_in_the_handshake_keep_nobody_waiting(platform, register, factory, me):
    certificate, key = factory.leaf("sn1")
    with socket.create_connection(port(platform.admin_url)), socket.create_connection(port(platform.device_url)):
        register(certificate)
        assert me(certificate, key).status_code == 200


def test_it_stops_at_once_whatever_hangs_on_it(tmp_path):
    def ask(client):
        with pytest.raises(httpx.TransportError):
            client.get("/devices")

    before = set(threading.enumerate())
    platform = SandboxPlatform(tmp_path)
    platform.start()
    platform.faults = Faults((Fault.STALL,))
    with socket.create_connection(port(platform.admin_url)), admin(platform) as client:
        asking = threading.Thread(target=ask, args=(client,))
        asking.start()
        while not platform.faults_struck:
            time.sleep(0.01)
        begun = time.monotonic()
        platform.stop()
        assert time.monotonic() - begun < LATE
        asking.join(PATIENCE)
    assert set(threading.enumerate()) == before


def test_latency_is_added_to_every_answer(platform, client):
    platform.faults = Faults(latency=0.2)
    begun = time.monotonic()
    assert client.get("/devices").status_code == 200
    assert time.monotonic() - begun >= 0.2


def test_the_same_seed_goes_wrong_the_same_way():
    def drawn(seed):
        dice = Dice(Faults((Fault.INTERNAL, Fault.CUT_AFTER), rate=0.5, seed=seed))
        return [dice.draw("GET", "/devices") for _ in range(50)]

    assert drawn(1) == drawn(1)
    assert drawn(1) != drawn(2)
    assert 10 < sum(fault is not None for fault in drawn(1)) < 40


def test_faults_strike_only_where_they_are_aimed():
    dice = Dice(Faults((Fault.INTERNAL,), method="POST", path="/device_c", skip=1, times=2))
    drawn = [
        dice.draw(*asked) for asked in [("GET", "/device_certificates"), ("POST", "/devices"), *[("POST", "/device_certificates")] * 4]
    ]
    assert drawn == [None, None, None, Fault.INTERNAL, Fault.INTERNAL, None]


@pytest.mark.parametrize("wrong", [{"rate": 2.0}, {"rate": -0.1}, {"latency": -1.0}, {"skip": -1}, {"retry_after": -1}])
def test_faults_that_make_no_sense_are_refused(wrong):
    with pytest.raises(ValueError, match="share"):
        Faults(**wrong)


def test_stronger_curves_shake_hands_too(platform, client, me):
    factory = Factory(key=ec.generate_private_key(ec.SECP384R1()))
    with_jitp(platform, client, factory)
    assert me(*factory.leaf("sn9", key=ec.generate_private_key(ec.SECP521R1()))).status_code == 200
