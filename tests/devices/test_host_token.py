"""PKCS#11 tokens at this machine as devices: SoftHSM2, several tokens, on several trays at once."""

import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from candidates import shipped
from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256
from pydantic import SecretStr
from simulated_lab import Issuer, name

from app.core.chain import Chain, key_fingerprint
from app.core.device import Port, PortKind
from app.core.errors import Cancelled, DeviceRefused, LoginRejected, PortMissing, SettingsError, TwoDevices
from app.core.waiting import Stop
from app.devices import Credential
from app.devices.scan import find_port
from app.pki.pkcs11 import Token
from app.pki.proof import new_challenge, require_possession
from app.pki.requests import check_request
from app.pki.softhsm import find_softhsm, init_softhsm_token
from app.station.tokens import TokenScanner, make_token_scanners, open_token

pytestmark = [pytest.mark.hsm, pytest.mark.skipif(find_softhsm() is None, reason="SoftHSM2 is not installed")]

PIN = SecretStr("4711-unit")
MODULE = find_softhsm() or Path("/nowhere")


def recipe(**key):
    return shipped("host-token", key={"module": str(MODULE), **key})


def credential(pin=PIN):
    return Credential("", SecretStr(""), pin)


@pytest.fixture
def ports(tmp_path):
    """Three tokens, and one that no recipe is for."""
    for label in ("birthmark-unit-1", "birthmark-unit-2", "birthmark-unit-3", "somebody-else"):
        init_softhsm_token(MODULE, tmp_path, label, pin=PIN, so_pin=SecretStr("so-pin-1"))
    wanted = recipe()
    found = sorted((port for port in TokenScanner(MODULE).scan() if wanted.detect.matches(port)), key=lambda port: port.label)
    assert [port.label for port in found] == ["birthmark-unit-1", "birthmark-unit-2", "birthmark-unit-3"]
    assert len({port.socket for port in found}) == 3
    return found


def test_a_key_is_made_in_it_and_its_certificate_kept_beside(ports):
    wanted, issuer = recipe(), Issuer()
    with open_token(ports[0], wanted, credential(), Stop()) as device:
        identifier = wanted.require_product(device.identify())
        assert (device.find_chain(), device.find_request(identifier)) == (None, None)
        key = check_request(device.make_key(identifier), identifier, wanted.key.kind)
        chain = issuer.issue(key, identifier)
        device.write_chain(chain)
        device.write_chain(chain)
        assert device.read_chain() == chain
    with open_token(ports[0], wanted, credential(), Stop()) as device:
        assert device.find_chain() == chain
        found = device.find_request(identifier)
        assert key_fingerprint(found.public_key()) == key_fingerprint(key)
        challenge = new_challenge()
        require_possession(chain.leaf.public_key(), challenge, device.sign(challenge))
        newer = issuer.issue(key, identifier)
        device.write_chain(newer)
        assert device.read_chain() == newer, "a certificate of before has gone"
        with pytest.raises(DeviceRefused):
            device.lock()


@pytest.mark.parametrize("kind", ["ec-p384", "rsa-2048"])
def test_other_kinds_of_key(ports, kind):
    wanted = recipe(kind=kind)
    with open_token(ports[1], wanted, credential(), Stop()) as device:
        identifier = device.identify().serial
        key = check_request(device.make_key(identifier), identifier, wanted.key.kind)
        require_possession(key, b"challenge", device.sign(b"challenge"))


def test_several_at_once_each_in_its_own_thread(ports):
    wanted, issuer, failures = recipe(), Issuer(), []

    def work(port):
        try:
            with open_token(port, wanted, credential(), Stop()) as device:
                identifier = device.identify().serial
                chain = issuer.issue(device.make_key(identifier).public_key(), identifier)
                device.write_chain(chain)
                assert device.read_chain() == chain
                for _ in range(10):
                    require_possession(chain.leaf.public_key(), b"again", device.sign(b"again"))
        except Exception as error:  # noqa: BLE001 - told by the test's own thread
            failures.append(error)

    threads = [threading.Thread(target=work, args=(port,)) for port in ports]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def test_one_that_came_with_its_identity_proves_it(ports):
    maker = Issuer()
    with Token.open(MODULE, ports[2].label, PIN, writable=True) as token:
        key = token.make_key("device", recipe().key.kind)
        now = datetime.now(UTC)
        builder = x509.CertificateBuilder().subject_name(name("sn0123")).issuer_name(name("Lab CA")).public_key(key.public_key())
        builder = builder.serial_number(7).not_valid_before(now).not_valid_after(now + timedelta(days=9))
        leaf = builder.sign(maker._key, SHA256())
        token.put_certificate("device", leaf)
    own = shipped("secure-element", key={"module": str(MODULE)})
    with open_token(ports[2], own, credential(), Stop()) as device:
        assert device.find_chain() == Chain(leaf)
        assert device.read_chain() == Chain(leaf)
        require_possession(leaf.public_key(), b"challenge", device.sign(b"challenge"))


def test_two_keys_of_one_label_are_told_apart_by_the_id_in_the_uri(ports):
    keys = {}
    for number in ("%01%A0", "%02%A0"):
        wanted = recipe(uri=f"pkcs11:token=birthmark-unit;object=device;id={number}")
        with open_token(ports[0], wanted, credential(), Stop()) as device:
            identifier = device.identify().serial
            assert (device.find_chain(), device.find_request(identifier)) == (None, None)
            keys[number] = key_fingerprint(device.make_key(identifier).public_key())
            chain = Issuer().issue(device.make_key(identifier).public_key(), identifier)
            device.write_chain(chain)
            assert device.read_chain() == chain
            require_possession(chain.leaf.public_key(), b"challenge", device.sign(b"challenge"))
    assert len(set(keys.values())) == 2
    with open_token(ports[0], recipe(uri="pkcs11:token=birthmark-unit;object=device;id=%03"), credential(), Stop()) as device:
        assert device.find_request(identifier) is None


def test_a_token_is_found_by_its_label_or_its_socket(ports):
    scanner = TokenScanner(MODULE)
    assert find_port(scanner, "birthmark-unit-2") == find_port(scanner, ports[1].socket) == ports[1]
    with pytest.raises(PortMissing):
        find_port(scanner, "birthmark-unit-9")
    with pytest.raises(TwoDevices, match="2 tokens are called twins"):
        find_port(Twins(), "twins")


class Twins:
    """Two tokens of one label."""

    def scan(self):
        return frozenset(Port(PortKind.TOKEN, serial, serial, label="twins") for serial in ("A1", "A2"))


def test_a_wrong_pin_a_missing_one_and_a_token_that_is_not_there(ports):
    with pytest.raises(LoginRejected):
        open_token(ports[0], recipe(), credential(SecretStr("wrong-pin")), Stop())
    with pytest.raises(SettingsError):
        open_token(ports[0], recipe(), None, Stop())
    gone = type(ports[0])(ports[0].kind, "x", "x", serial="ffff", label="birthmark-unit-9")
    with pytest.raises(PortMissing):
        open_token(gone, recipe(), credential(), Stop())


def test_a_stop_is_heard_before_every_question(ports):
    stop = Stop()
    with open_token(ports[0], recipe(), credential(), stop) as device:
        stop.set()
        for verb in (device.find_chain, device.read_chain, lambda: device.sign(b"x"), lambda: device.make_key("x")):
            with pytest.raises(Cancelled):
                verb()


def test_only_modules_that_recipes_name_are_looked_at():
    assert [scanner._module for scanner in make_token_scanners([recipe()])] == [MODULE]
    assert make_token_scanners([shipped("simulated"), shipped("linux-token")]) == []
