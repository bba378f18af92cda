import hashlib

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from app.core.recipe import KeyKind
from app.devices.drivers.simulated_words import CHUNK, VERSION, No, Slot, Verb, packed, unpacked
from app.pki.keys import generate
from app.sandbox.arrivals import make_unit
from app.sandbox.behaviour import Behaviour, Fault, FaultKind, Lie
from app.sandbox.unit import Refusal, SimulatedUnit


@pytest.fixture
def unit():
    return SimulatedUnit("0042-1187")


def ask(unit, verb, **fields):
    return unit.answer({"verb": verb} | fields)


def put(unit, slot, data):
    for start in range(0, len(data), CHUNK):
        ask(unit, Verb.PUT, slot=slot, data=packed(data[start : start + CHUNK]), **{"from": start})
    return ask(unit, Verb.COMMIT, slot=slot, size=len(data), sha256=hashlib.sha256(data).hexdigest())


def get(unit, slot):
    found = b""
    while True:
        answer = ask(unit, Verb.GET, slot=slot, **{"from": len(found)})
        found += unpacked(answer["data"])
        if len(found) == answer["size"]:
            return found


def der(key):
    return key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())


def test_it_greets_and_says_who_it_is(unit):
    assert ask(unit, Verb.HELLO) == {"protocol": VERSION}
    assert ask(unit, Verb.IDENTIFY) == {
        "model": "gateway",
        "serial": "0042-1187",
        "revision": "C",
        "firmware": "1.4.2",
        "chip": SimulatedUnit("0042-1187").chip,
    }
    assert SimulatedUnit("0042-1188").chip != unit.chip
    assert SimulatedUnit("0042-1188", chip="").chip == ""


@pytest.mark.parametrize(
    ("no", "message"),
    [
        (No.VERB, {"verb": "explode"}),
        (No.VERB, {}),
        (No.KIND, {"verb": "make-key", "kind": "dsa"}),
        (No.FIELDS, {"verb": "make-key"}),
        (No.NO_KEY, {"verb": "request", "identifier": "x"}),
        (No.NO_KEY, {"verb": "sign", "data": ""}),
        (No.FIELDS, {"verb": "get", "slot": "lunch", "from": 0}),
        (No.FIELDS, {"verb": "get", "slot": "chain", "from": -1}),
        (No.FIELDS, {"verb": "get", "slot": "chain", "from": "0"}),
        (No.FIELDS, {"verb": "put", "slot": "chain", "from": 0, "data": "!"}),
        (No.FIELDS, {"verb": "put", "slot": "chain", "from": 0, "data": 7}),
        (No.EMPTY, {"verb": "get", "slot": "chain", "from": 0}),
        (No.EMPTY, {"verb": "get", "slot": "key", "from": 0}),
        (No.DAMAGED, {"verb": "put", "slot": "chain", "from": 3, "data": ""}),
        (No.DAMAGED, {"verb": "commit", "slot": "chain", "size": 0, "sha256": ""}),
    ],
)
def test_it_refuses_by_name(unit, no, message):
    with pytest.raises(Refusal) as caught:
        unit.answer(message)
    assert caught.value.no is no


def test_what_is_put_counts_only_once_it_is_committed_whole(unit):
    put(unit, Slot.CONFIG, b"first")
    ask(unit, Verb.PUT, slot=Slot.CONFIG, data=packed(b"sec"), **{"from": 0})
    with pytest.raises(Refusal, match="damaged"):
        ask(unit, Verb.COMMIT, slot=Slot.CONFIG, size=6, sha256=hashlib.sha256(b"second").hexdigest())
    assert get(unit, Slot.CONFIG) == b"first"
    ask(unit, Verb.PUT, slot=Slot.CHAIN, data=packed(b"third"), **{"from": 0})
    with pytest.raises(Refusal, match="damaged"):
        ask(unit, Verb.COMMIT, slot=Slot.CONFIG, size=5, sha256=hashlib.sha256(b"third").hexdigest())
    assert get(unit, Slot.CONFIG) == b"first"


def test_it_has_so_much_room_and_no_more(unit):
    full = bytes(16_384)
    put(unit, Slot.CHAIN, full)
    assert get(unit, Slot.CHAIN) == full
    with pytest.raises(Refusal, match="full"):
        put(unit, Slot.CHAIN, full + b"\x00")


def test_an_imported_key_must_be_one_that_it_can_hold(unit):
    key = generate(KeyKind.EC_P384)
    put(unit, Slot.KEY, der(key))
    assert ask(unit, Verb.KEY) == {"kind": "ec-p384"}
    for wrong in (b"no key", der(ec.generate_private_key(ec.SECP521R1()))):
        with pytest.raises(Refusal, match="kind"):
            put(unit, Slot.KEY, wrong)
    assert unit.key.public_key() == key.public_key()


def test_locked_it_signs_and_shows_but_changes_nothing(unit):
    ask(unit, Verb.MAKE_KEY, kind="ec-p256")
    put(unit, Slot.CHAIN, b"chain")
    ask(unit, Verb.LOCK)
    ask(unit, Verb.LOCK)
    for change in (
        {"verb": "make-key", "kind": "ec-p384"},
        {"verb": "put", "slot": "chain", "from": 0, "data": ""},
        {"verb": "commit", "slot": "chain", "size": 0, "sha256": ""},
    ):
        with pytest.raises(Refusal, match="locked"):
            unit.answer(change)
    assert get(unit, Slot.CHAIN) == b"chain"
    assert ask(unit, Verb.SIGN, data=packed(b"x"))["data"]
    assert ask(unit, Verb.REQUEST, identifier="0042-1187")["data"]


def test_provisioned_elsewhere_it_holds_a_certificate_of_its_key(unit):
    chain = unit.preprovision_elsewhere("Other CA")
    assert chain.leaf.public_key() == unit.key.public_key()
    assert chain.leaf.issuer.rfc4514_string() == "CN=Other CA"
    assert get(unit, Slot.CHAIN) == chain.leaf_pem
    assert ask(unit, Verb.KEY) == {"kind": "ec-p256"}


@pytest.mark.parametrize(("name", "other"), [("0042-1180", "0042-1181"), ("0042-1187", "0042-1180")])
def test_lying_about_the_name_is_always_another_name(name, other):
    unit = SimulatedUnit(name, behaviour=Behaviour(lies=frozenset({Lie.OTHER_NAME})))
    ask(unit, Verb.MAKE_KEY, kind="ec-p256")
    csr = x509.load_der_x509_csr(unpacked(ask(unit, Verb.REQUEST, identifier=name)["data"]))
    assert csr.subject.rfc4514_string() == f"CN={other}"


# ---- behaviour -------------------------------------------------------------------------------------------------------


def test_a_fault_strikes_so_often_and_no_more(unit):
    by_verb, by_number = Fault(Verb.SIGN, FaultKind.SILENCE, times=2), Fault(5, FaultKind.GONE)
    unit.behave(Behaviour(faults=(by_verb, by_number)))
    assert unit.find_fault("key", 4) is None
    assert [unit.find_fault("sign", 5) for _ in range(4)] == [by_verb, by_verb, by_number, by_number]
    unit.behave(unit.behaviour)
    assert unit.find_fault("sign", 1) is by_verb


def test_its_time_goes_by_the_verb():
    unit = SimulatedUnit("1", behaviour=Behaviour(think={Verb.MAKE_KEY: 2.0}, pause=0.5))
    assert (unit.seconds_for("make-key"), unit.seconds_for("sign"), unit.seconds_for("explode")) == (2.0, 0.5, 0.5)


@pytest.mark.parametrize("wrong", [{"byte_rate": -1}, {"pause": -1}, {"boot": -1}, {"think": {Verb.KEY: -1}}])
def test_manners_that_make_no_sense_are_refused(wrong):
    with pytest.raises(ValueError, match="not negative"):
        Behaviour(**wrong)


@pytest.mark.parametrize("wrong", [{"at": 0}, {"at": 1, "times": -1}, {"at": 1, "seconds": -1}])
def test_faults_of_a_unit_that_make_no_sense_are_refused(wrong):
    with pytest.raises(ValueError, match="counted from 1"):
        Fault(kind=FaultKind.SLOW, **wrong)


# ---- arrivals --------------------------------------------------------------------------------------------------------


def described(unit):
    return unit.serial, unit.chip, unit.model, unit.behaviour, bool(unit.chain)


def test_the_same_seed_sends_the_same_units():
    assert [described(make_unit(n, 7, bad=0.5)) for n in range(20)] == [described(make_unit(n, 7, bad=0.5)) for n in range(20)]
    assert described(make_unit(0, 7)) != described(make_unit(0, 8))
    assert make_unit(0).serial == "0042-1187"
    assert make_unit(8_812).serial == "0042-9999"
    assert make_unit(8_813).serial == "0043-0000"
    assert len({make_unit(n).chip for n in range(200)}) == 200


def test_by_default_all_units_are_good():
    for number in range(50):
        unit = make_unit(number)
        assert (unit.model, unit.chain, unit.behaviour.faults, unit.behaviour.lies) == ("gateway", b"", (), frozenset())
        assert unit.behaviour.think[Verb.MAKE_KEY] > 0.5


def test_about_the_share_that_was_asked_for_is_bad():
    def is_bad(unit):
        return unit.model != "gateway" or bool(unit.chain) or bool(unit.behaviour.faults) or bool(unit.behaviour.lies)

    assert 12 <= sum(is_bad(make_unit(number, bad=0.2)) for number in range(100)) <= 28
    assert all(is_bad(make_unit(number, bad=1.0)) for number in range(20))


def test_in_a_hurry_a_unit_takes_no_time():
    assert sum(make_unit(0, hurry=0).behaviour.think.values()) == 0
    assert make_unit(0, hurry=0).behaviour.byte_rate == 0
    assert make_unit(3, hurry=10).behaviour.think[Verb.SIGN] == pytest.approx(make_unit(3).behaviour.think[Verb.SIGN] / 10)


@pytest.mark.parametrize("wrong", [{"number": -1}, {"number": 0, "bad": 2}, {"number": 0, "hurry": -1}])
def test_units_that_make_no_sense_are_refused(wrong):
    with pytest.raises(ValueError, match="share from 0 to 1"):
        make_unit(**wrong)
