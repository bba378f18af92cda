"""Which certificates the sandbox platform takes, of devices and of CAs, and why it refuses the others."""

from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa

from tests.sandbox.kit import NOW, Factory, pem, register_ca

# ---- device certificates ----------------------------------------------------------------------------------------


def test_a_certificate_is_added_listed_and_removed(client, create, factory):
    prn = create("sn1")
    leaf = factory.leaf("sn1")[0]
    answer = client.post("/device_certificates", json={"device_prn": prn, "certificate": pem(leaf)})
    assert answer.status_code == 201
    told = answer.json()["device_certificate"]
    assert set(told) == {"prn", "serial", "not_before", "not_after"}
    assert told["serial"] == str(leaf.serial_number)
    assert told["not_after"] == leaf.not_valid_after_utc.strftime("%Y-%m-%dT%H:%M:%SZ")
    listed = client.get("/device_certificates", params={"search": f"device_prn:'{prn}'"}).json()["device_certificates"]
    assert listed == [told]
    assert client.get(f"/device_certificates/{told['prn']}").json() == {"device_certificate": told}
    assert client.delete(f"/device_certificates/{told['prn']}").status_code == 204
    assert client.get("/device_certificates").json() == {"device_certificates": []}


def test_a_device_takes_its_certificates_with_it(client, create, factory):
    prn = create("sn1")
    client.post("/device_certificates", json={"device_prn": prn, "certificate": pem(factory.leaf("sn1")[0])})
    client.delete(f"/devices/{prn}")
    assert client.get("/device_certificates").json() == {"device_certificates": []}


def refusals(factory):
    yield "expired", factory.leaf("sn1", ends=NOW - timedelta(days=1))[0], "is expired"
    yield "weak RSA", factory.leaf("sn1", key=rsa.generate_private_key(65537, 1024))[0], "RSA 2048"  # noqa: S505  # weak on purpose
    yield "weak EC", factory.leaf("sn1", key=ec.generate_private_key(ec.SECP224R1()))[0], "P-256"
    yield "no CN", factory.leaf("")[0], "common name"


def test_certificates_that_no_device_may_have_are_refused(client, create, factory):
    prn = create("sn1")
    for name, certificate, words in refusals(factory):
        answer = client.post("/device_certificates", json={"device_prn": prn, "certificate": pem(certificate)})
        assert answer.status_code == 422, name
        assert words in answer.json()["errors"]["certificate"][0]


@pytest.mark.parametrize(
    "key", [rsa.generate_private_key(65537, 2048), ec.generate_private_key(ec.SECP384R1()), ed25519.Ed25519PrivateKey.generate()]
)
def test_strong_keys_are_taken(client, create, factory, key):
    answer = client.post("/device_certificates", json={"device_prn": create("sn1"), "certificate": pem(factory.leaf("sn1", key=key)[0])})
    assert answer.status_code == 201


def test_a_second_certificate_with_serial_or_name_of_another_device_is_refused(client, create, factory):
    first, second = create("sn1"), create("sn2")
    leaf = factory.leaf("sn1")[0]
    client.post("/device_certificates", json={"device_prn": first, "certificate": pem(leaf)})

    def errors(prn, certificate):
        return client.post("/device_certificates", json={"device_prn": prn, "certificate": pem(certificate)}).json()["errors"]

    assert errors(first, leaf) == {"serial": ["has already been taken"]}
    assert errors(second, factory.leaf("sn2", serial=leaf.serial_number)[0]) == {"serial": ["has already been taken"]}
    assert errors(second, factory.leaf("sn1")[0]) == {"common_name": ["has already been taken"]}


@pytest.mark.parametrize("text", ["", "no base64!", "bm8gUEVN", None, 5])
def test_what_is_no_certificate_is_refused(client, create, text):
    answer = client.post("/device_certificates", json={"device_prn": create("sn1"), "certificate": text})
    assert answer.status_code == 422
    assert "certificate" in answer.json()["errors"]


def test_a_certificate_for_nobody_is_refused(client, factory):
    body = {"device_prn": "prn:1:x", "certificate": pem(factory.leaf("sn1")[0])}
    assert client.post("/device_certificates", json=body).json() == {"errors": {"device_prn": ["does not exist"]}}


# ---- CA certificates --------------------------------------------------------------------------------------------


def test_a_ca_is_taken_with_the_proof_that_its_key_is_ours(client, factory):
    answer = register_ca(client, factory, description="line 2")
    assert answer.status_code == 201
    told = answer.json()["ca_certificate"]
    assert (told["serial"], told["description"]) == (str(factory.certificate.serial_number), "line 2")
    assert client.get("/ca_certificates", params={"search": "description~'line'"}).json()["ca_certificates"] == [told]
    changed = client.put(f"/ca_certificates/{told['prn']}", json={"description": "line 3"}).json()["ca_certificate"]
    assert changed["description"] == "line 3"
    assert client.delete(f"/ca_certificates/{told['prn']}").status_code == 204
    assert client.get(f"/ca_certificates/{told['prn']}").status_code == 404


def test_a_proof_that_is_none_is_refused(client, factory):
    code = client.post("/ca_certificates/verification_codes").json()["verification_code"]

    def errors(certificate, proof):
        body = {"certificate": pem(certificate), "verification_certificate": pem(proof)}
        return client.post("/ca_certificates", json=body).json()["errors"]

    stranger = Factory(factory.name)
    assert list(errors(factory.certificate, stranger.leaf(code)[0])) == ["verification_certificate"]
    assert list(errors(factory.certificate, factory.leaf("no code of ours")[0])) == ["verification_certificate"]
    assert list(errors(factory.leaf(code)[0], factory.leaf(code)[0])) == ["certificate"]
    old = Factory("old", ends=NOW - timedelta(days=1))
    assert errors(old.certificate, old.leaf(code)[0]) == {"certificate": ["is expired"]}
    assert client.get("/ca_certificates").json() == {"ca_certificates": []}


def test_a_code_is_good_once_and_a_ca_is_registered_once(client, factory):
    code = client.post("/ca_certificates/verification_codes").json()["verification_code"]
    body = {"certificate": pem(factory.certificate), "verification_certificate": pem(factory.leaf(code)[0])}
    assert client.post("/ca_certificates", json=body).status_code == 201
    assert "verification_certificate" in client.post("/ca_certificates", json=body).json()["errors"]
    assert "has already been taken" in register_ca(client, factory).text
    other = Factory("other")
    body = {"certificate": pem(other.certificate), "verification_certificate": pem(other.leaf(code)[0])}
    assert "verification_certificate" in client.post("/ca_certificates", json=body).json()["errors"]


def test_the_older_routes_wrap_their_answers_and_take_jitp(platform, client, factory):
    base = f"/orgs/{platform.organization}/ca_certificates"
    code = client.post(f"{base}/verification_codes").json()["data"]["verification_code"]
    body = {"certificate": pem(factory.certificate), "verification_certificate": pem(factory.leaf(code)[0])}
    serial = client.post(base, json=body).json()["data"]["serial"]
    jitp = {"description": "line", "product_name": "sandbox", "tags": ["jitp"]}
    answer = client.put(f"{base}/{serial}", json={"description": "d", "jitp": jitp})
    assert answer.status_code == 200
    assert "jitp" not in answer.json()["data"]
    assert client.get(f"{base}/{serial}").json()["data"]["description"] == "d"
    assert [row["serial"] for row in client.get(base).json()["data"]] == [serial]
    for wrong in ({"description": "line"}, jitp | {"product_name": "none"}, jitp | {"tags": "x"}, "text"):
        assert list(client.put(f"{base}/{serial}", json={"jitp": wrong}).json()["errors"]) == ["jitp"]
    assert client.get(f"{base}/5").status_code == 404
    answer = client.get("/orgs/other/ca_certificates")
    assert (answer.status_code, answer.json()) == (403, {"status": "forbidden"})
