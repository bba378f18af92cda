import json
import time

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.x509 import NameOID
from simulated_lab import CHALLENGE, IDENTIFIER, SHIPPED, CountingLink, Issuer, recipe, whole_run

from app.core.chain import key_fingerprint
from app.core.device import Identity, PortKind
from app.core.errors import CsrRejected, DeviceGarbled, DeviceRefused, DeviceTimeout, WrongModel
from app.core.recipe import KeyKind, Mode, Origin, Recipe
from app.core.waiting import Stop
from app.devices import Link
from app.devices.drivers.simulated import Simulated
from app.devices.drivers.simulated_words import LONGEST, Slot, Verb, decode, encode, packed
from app.pki.keys import generate
from app.pki.requests import check_request
from app.sandbox.behaviour import Behaviour, Lie
from app.sandbox.bench import SimulatedBench
from app.sandbox.unit import SimulatedUnit


@pytest.fixture(scope="module")
def issuer():
    return Issuer()


@pytest.fixture
def unit():
    return SimulatedUnit(IDENTIFIER)


@pytest.fixture
def bench(unit):
    with SimulatedBench(["1", "2"]) as bench:
        bench.plug("1", unit)
        yield bench


@pytest.fixture
def opened(bench):
    """Opens the unit in socket 1; whatever is opened is closed."""
    devices = []

    def opened(**parts):
        (port,) = bench.scan()
        devices.append(Simulated(bench.open_link(port, Stop()), recipe(**parts), None, Stop()))
        return devices[-1]

    yield opened
    for device in devices:
        device.close()


class ScriptedLink(Link):
    """Answers every message that is no hello with the next bytes of a script; `{n}` in a dict is its number."""

    def __init__(self, *script) -> None:
        self._script = list(script)
        self._waiting = b""

    def read(self, deadline):
        if not self._waiting:
            raise DeviceTimeout(f"nothing within {deadline.seconds}")
        data, self._waiting = self._waiting, b""
        return data

    def write(self, data, deadline):
        assert not deadline.passed
        message = decode(data.strip())
        if message["verb"] == Verb.HELLO:
            self._waiting += encode({"n": message["n"], "ok": {"protocol": 1}})
            return
        answer = self._script.pop(0)
        self._waiting += answer if isinstance(answer, bytes) else encode({"n": message["n"]} | answer)

    def close(self):
        self._waiting = b""


def asking(*script):
    return Simulated(ScriptedLink(*script), recipe(), None, Stop())


# ---- the recipe that is shipped --------------------------------------------------------------------------------------


def test_the_shipped_recipe_says_what_the_demo_makes(bench):
    shipped = Recipe.load(SHIPPED)
    assert (shipped.name, shipped.driver, shipped.title) == ("simulated", "simulated", "Simulated gateway rev C")
    assert shipped.detect.kind is PortKind.SIMULATED
    assert (shipped.key.place, shipped.key.origin) == ("secure-storage", Origin.DEVICE)
    assert shipped.registration.mode is Mode.REQUIRED
    assert all(shipped.detect.matches(port) for port in bench.scan())
    assert shipped.require_product(Identity("gateway", IDENTIFIER)) == IDENTIFIER
    with pytest.raises(WrongModel):
        shipped.require_product(Identity("gateway-lite", IDENTIFIER))


# ---- verbs, in process -----------------------------------------------------------------------------------------------


def test_it_says_who_it_is(opened, unit):
    assert opened().identify() == Identity("gateway", IDENTIFIER, "C", "1.4.2", unit.chip)


def test_a_fresh_unit_holds_nothing(opened):
    device = opened()
    assert device.find_chain() is None
    assert device.find_request(IDENTIFIER) is None
    with pytest.raises(DeviceRefused, match="holds no certificate"):
        device.read_chain()
    with pytest.raises(DeviceRefused, match="it holds no key"):
        device.sign(CHALLENGE)


@pytest.mark.parametrize("kind", [KeyKind.EC_P256, KeyKind.EC_P384, KeyKind.RSA_2048])
def test_a_key_is_born_in_it_and_signs(opened, kind):
    device = opened(key={"kind": kind}, link={"answer_seconds": 20})
    csr = device.make_key(IDENTIFIER)
    key = check_request(csr, IDENTIFIER, kind)
    signature = device.sign(CHALLENGE)
    if isinstance(key, rsa.RSAPublicKey):
        key.verify(signature, CHALLENGE, padding.PKCS1v15(), hashes.SHA256())
    else:
        key.verify(signature, CHALLENGE, ec.ECDSA(hashes.SHA256()))


def test_a_key_that_is_there_is_kept(opened):
    device = opened()
    first = device.make_key(IDENTIFIER)
    assert device.make_key(IDENTIFIER).public_key() == first.public_key()
    found = device.find_request("another-name")
    assert found.public_key() == first.public_key()
    assert found.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value == "another-name"


def test_a_key_of_another_kind_is_replaced_and_its_certificate_dropped(opened, issuer, unit):
    device = opened()
    device.write_chain(issuer.issue(device.make_key(IDENTIFIER).public_key()))
    device.close()
    csr = opened(key={"kind": KeyKind.EC_P384}).make_key(IDENTIFIER)
    assert check_request(csr, IDENTIFIER, KeyKind.EC_P384)
    assert unit.chain == b""


@pytest.mark.parametrize("kind", [KeyKind.EC_P256, KeyKind.RSA_2048])
def test_a_key_made_by_the_station_is_taken_and_kept(opened, issuer, unit, kind):
    key = generate(kind)
    device = opened(key={"kind": kind, "origin": Origin.STATION})
    device.import_key(key)
    assert device.find_request(IDENTIFIER).public_key() == key.public_key()
    device.write_chain(issuer.issue(key.public_key()))
    device.import_key(key)
    assert unit.chain, "the same key again changes nothing"
    device.import_key(generate(KeyKind.EC_P256))
    assert not unit.chain, "another key drops the certificate"
    with pytest.raises(DeviceRefused, match="cannot hold such a key"):
        device.import_key(ec.generate_private_key(ec.SECP521R1()))


def test_what_is_written_is_read_back_and_found(opened, issuer, unit):
    device = opened()
    chain = issuer.issue(device.make_key(IDENTIFIER).public_key())
    device.write_chain(chain)
    assert device.read_chain() == chain
    assert device.find_chain() == chain
    assert unit.chain == chain.leaf_pem + chain.issuers_pem
    assert json.loads(unit.config) == {
        "version": 1,
        "node": {
            "key_pair_source": "pkcs11",
            "key_pair_config": {
                "key_id": "pkcs11:token=simulated;object=device;type=private",
                "cert_id": "pkcs11:token=simulated;object=device;type=cert",
            },
        },
    }


def test_a_recipe_without_a_name_for_the_key_writes_no_configuration(opened, issuer, unit):
    device = opened(key={"uri": ""})
    device.write_chain(issuer.issue(device.make_key(IDENTIFIER).public_key()))
    assert unit.chain
    assert unit.config == b""


def test_another_certificate_replaces_the_one_before(opened, issuer):
    device = opened()
    key = device.make_key(IDENTIFIER).public_key()
    device.write_chain(issuer.issue(key))
    second = issuer.issue(key)
    device.write_chain(second)
    assert device.read_chain() == second


def test_past_the_lock_nothing_changes_and_a_retry_still_ends_well(opened, issuer, unit, bench):
    device = opened()
    key = device.make_key(IDENTIFIER).public_key()
    chain = issuer.issue(key)
    device.write_chain(chain)
    device.lock()
    with pytest.raises(DeviceRefused, match="locked for good"):
        device.write_chain(issuer.issue(key))
    with pytest.raises(DeviceRefused, match="locked for good"):
        device.import_key(generate(KeyKind.EC_P256))
    device.close()
    with pytest.raises(DeviceRefused, match="locked for good"):
        opened(key={"kind": KeyKind.EC_P384}).make_key(IDENTIFIER)
    bench.unplug("1")
    bench.plug("2", unit)
    (port,) = bench.scan()
    assert whole_run(bench.open_link(port, Stop()), issuer) == chain


def test_a_second_run_writes_nothing(bench, issuer):
    (port,) = bench.scan()
    counts = []
    for _ in range(2):
        link = CountingLink(bench.open_link(port, Stop()))
        whole_run(link, issuer)
        counts.append(link.messages)
    assert counts[0] - counts[1] >= 3, "neither make-key nor put nor commit"


def test_it_waits_for_a_device_that_is_still_booting(bench, unit, issuer):
    bench.unplug("1")
    unit.behave(Behaviour(boot=0.7))
    port = bench.plug("1", unit)
    begun = time.monotonic()
    assert whole_run(bench.open_link(port, Stop()), issuer)
    assert time.monotonic() - begun > 0.7


def test_a_device_that_is_slow_to_greet_is_greeted_once(bench, unit, issuer):
    unit.behave(Behaviour(think={Verb.HELLO: 1.2}))
    (port,) = bench.scan()
    assert whole_run(bench.open_link(port, Stop()), issuer)


def test_a_byte_rate_is_kept_and_the_answer_arrives_in_pieces(bench, unit, issuer):
    unit.behave(Behaviour(byte_rate=40_000))
    (port,) = bench.scan()
    assert whole_run(bench.open_link(port, Stop()), issuer)


# ---- what the device says is not believed ------------------------------------------------------------------------------


def test_a_unit_that_was_provisioned_elsewhere_shows_it(opened, unit):
    chain = unit.preprovision_elsewhere("Somebody else's CA")
    device = opened()
    assert device.find_chain() == chain
    assert device.find_request(IDENTIFIER).public_key() == chain.leaf.public_key()


def test_a_request_for_another_name_is_seen(opened, unit):
    unit.behave(Behaviour(lies=frozenset({Lie.OTHER_NAME})))
    with pytest.raises(CsrRejected, match="0042-1180"):
        check_request(opened().make_key(IDENTIFIER), IDENTIFIER, KeyKind.EC_P256)


def test_a_request_that_is_not_signed_by_its_key_is_seen(opened, unit):
    unit.behave(Behaviour(lies=frozenset({Lie.UNSIGNED_REQUEST})))
    with pytest.raises(CsrRejected, match="not signed by the key"):
        check_request(opened().make_key(IDENTIFIER), IDENTIFIER, KeyKind.EC_P256)


def test_a_weak_key_is_seen(opened, unit):
    unit.behave(Behaviour(lies=frozenset({Lie.WEAK_KEY})))
    with pytest.raises(CsrRejected, match="1024 bits"):
        check_request(opened().make_key(IDENTIFIER), IDENTIFIER, KeyKind.EC_P256)


def test_a_chain_that_comes_back_altered_is_another(opened, unit, issuer):
    unit.behave(Behaviour(lies=frozenset({Lie.ALTERED_CHAIN})))
    device = opened()
    chain = issuer.issue(device.make_key(IDENTIFIER).public_key())
    device.write_chain(chain)
    read = device.read_chain()
    assert read != chain
    assert (read.serial, read.issuers) == (chain.serial, chain.issuers)


def test_a_chain_that_was_forgotten_is_missed(opened, unit, issuer):
    unit.behave(Behaviour(lies=frozenset({Lie.FORGETFUL})))
    device = opened()
    device.write_chain(issuer.issue(device.make_key(IDENTIFIER).public_key()))
    with pytest.raises(DeviceRefused, match="although it took one"):
        device.read_chain()


def test_a_certificate_that_is_none_is_no_crash(opened, unit):
    unit._slots[Slot.CHAIN] = b"-----BEGIN CERTIFICATE-----\nno\n-----END CERTIFICATE-----\n"
    with pytest.raises(DeviceGarbled, match="that is none"):
        opened().find_chain()


IDENTITY = {"model": "m", "serial": "s", "revision": "", "firmware": "", "chip": ""}


@pytest.mark.parametrize(
    "answer",
    [
        b"\n\n[1,2] 00000000\n",
        b"ok\n",
        encode({"n": None, "no": "fields"}),
        {"ok": "yes"},
        {"yes": {}},
        {"ok": IDENTITY | {"serial": 7}},
        {"ok": {"model": "m"}},
        b"x" * (LONGEST + 1),
        b"\xff\xfe" * 100 + b"\n",
    ],
)
def test_an_answer_that_makes_no_sense_is_garbled(answer):
    with pytest.raises(DeviceGarbled):
        asking(answer).identify()


@pytest.mark.parametrize(
    "answer",
    [
        {"data": "!", "size": 3, "sha256": ""},
        {"data": "", "size": 3, "sha256": ""},
        {"data": packed(b"abc"), "size": 2, "sha256": ""},
        {"data": packed(b"abc"), "size": 3, "sha256": "0" * 64},
        {"data": packed(b"abc"), "size": 1 << 40, "sha256": ""},
        {"data": packed(b"abc"), "size": -1, "sha256": ""},
        {"data": packed(b"abc"), "size": "3", "sha256": ""},
        {"data": 3, "size": 3, "sha256": ""},
        {},
    ],
)
def test_an_object_that_does_not_add_up_is_garbled(answer):
    with pytest.raises(DeviceGarbled):
        asking({"ok": answer}).find_chain()


def test_late_answers_of_the_session_before_are_skipped():
    late = encode({"n": -1, "ok": {}}) + encode({"n": 5, "no": "locked"})

    class LateLink(ScriptedLink):
        def write(self, data, deadline):
            if not self._waiting:
                self._waiting = late
            super().write(data, deadline)

    device = Simulated(LateLink({"ok": IDENTITY}), recipe(), None, Stop())
    assert device.identify() == Identity("m", "s")


def test_a_refusal_in_unknown_words_is_shown_harmlessly():
    with pytest.raises(DeviceRefused) as caught:
        asking({"no": "\x1b[2J" + "x" * 500}).lock()
    assert caught.value.message == "The device refused “lock”: “·[2J" + "x" * 36 + "…”."
    assert caught.value.code == "DEV-REFUSED"


def test_another_version_of_the_protocol_is_refused():
    class NewerLink(ScriptedLink):
        def write(self, data, deadline):
            assert not deadline.passed
            self._waiting = encode({"n": decode(data.strip())["n"], "ok": {"protocol": 2}})

    with pytest.raises(DeviceGarbled, match="version 1"):
        Simulated(NewerLink(), recipe(), None, Stop()).identify()


def test_a_write_that_arrives_damaged_is_said_so_and_the_old_one_stays(opened, issuer, unit):
    device = opened()
    chain = issuer.issue(device.make_key(IDENTIFIER).public_key())
    device.write_chain(chain)

    class LossyLink(Link):
        """Alters what is put, and mends the CRC: as memory does, not a line."""

        def __init__(self, link) -> None:
            self._link = link

        def read(self, deadline):
            return self._link.read(deadline)

        def write(self, data, deadline):
            message = decode(data.strip())
            if message["verb"] == Verb.PUT:
                data = encode(message | {"data": packed(b"another")})
            self._link.write(data, deadline)

        def close(self):
            self._link.close()

    device._link = LossyLink(device._link)
    short = issuer.issue(chain.leaf.public_key())
    with pytest.raises((DeviceGarbled, DeviceRefused), match=r"damaged|not what was sent"):
        device.write_chain(short)
    assert unit.chain == chain.leaf_pem + chain.issuers_pem


def test_no_key_is_ever_given_out(opened, unit):
    opened().make_key(IDENTIFIER)
    held = key_fingerprint(unit.key.public_key())
    link_words = unit.answer({"verb": Verb.IDENTIFY})
    assert held not in json.dumps(link_words)
    with pytest.raises(Exception, match="empty"):
        unit.answer({"verb": Verb.GET, "slot": Slot.KEY, "from": 0})


def test_a_line_that_cannot_be_read_is_not_kept_in_the_error():
    secret = "c2VjcmV0LWtleQ=="
    for line in (f'{{"data":"{secret}"'.encode(), encode({"data": secret})[:-4], b"\xff" + secret.encode()):
        with pytest.raises(DeviceGarbled) as caught:
            decode(line)
        error = caught.value
        while error is not None:
            assert secret not in repr(vars(error)) + str(error)
            error = error.__cause__ or error.__context__


def test_nothing_is_asked_before_the_first_verb(bench):
    (port,) = bench.scan()
    link = CountingLink(bench.open_link(port, Stop()))
    Simulated(link, recipe(), None, Stop()).close()
    assert link.messages == 0
