"""Devices that come with key and certificate: whose CA made it, whether they hold the key, and that nothing is written into them."""

from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256
from floor import QUICK

from app.core.chain import Chain
from app.core.recipe import KeyKind, Recipe
from app.core.run import Outcome, Step
from app.pki.keys import generate
from app.sandbox.behaviour import Behaviour, Lie
from app.sandbox.unit import SimulatedUnit

SECURE_ELEMENT = Recipe.model_validate(
    {
        **QUICK.model_dump(),
        "key": {**QUICK.key.model_dump(), "origin": "preprovisioned"},
        "certificate": {"maker": "chip-maker"},
    }
)


class Maker:
    """A maker of secure elements with a root and a signer below it."""

    def __init__(self, path_length=1) -> None:
        self.root_key, self.key = generate(KeyKind.EC_P256), generate(KeyKind.EC_P256)
        self.root = _signed("Chip Maker Root", "Chip Maker Root", self.root_key.public_key(), self.root_key, path_length)
        self.signer = _signed("Chip Maker Signer", "Chip Maker Root", self.key.public_key(), self.root_key, 0)

    def unit(self, serial, key=None, *, behaviour=None, days=3650):
        key = key or generate(KeyKind.EC_P256)
        unit = SimulatedUnit(serial, behaviour=behaviour)
        leaf = _signed(f"sn{serial}", "Chip Maker Signer", key.public_key(), self.key, None, days=days)
        unit.preprovision(key, Chain(leaf, (self.signer,)))
        return unit


def _signed(subject, issuer, public_key, key, path_length, *, days=3650):
    names = [x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)]) for name in (subject, issuer)]
    now = datetime.now(UTC)
    builder = x509.CertificateBuilder().subject_name(names[0]).issuer_name(names[1]).public_key(public_key)
    builder = builder.serial_number(x509.random_serial_number())
    builder = builder.not_valid_before(now - timedelta(days=400)).not_valid_after(now + timedelta(days=days))
    if path_length is not None:
        builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=path_length), critical=True)
    return builder.sign(key, SHA256())


@pytest.fixture
def maker(floor):
    maker = Maker()
    floor.makers["chip-maker"] = (maker.root,)
    return maker


def test_its_own_certificate_is_proven_and_registered(floor, maker):
    unit = maker.unit("0042-1187")
    before = unit.chain
    record = floor.run(unit, SECURE_ELEMENT)
    assert record.outcome is Outcome.PASSED, record.failure
    assert [result.step for result in record.steps] == [Step.IDENTIFY, Step.ADMIT, Step.KEY, Step.PROVE, Step.REGISTER]
    assert unit.chain == before, "nothing was written"
    assert len(floor.certificates()) == 1
    assert record.chain.issuers == (maker.signer, maker.root)
    facts = {result.step: result.facts for result in record.steps}
    assert facts[Step.KEY]["origin"] == "preprovisioned"
    assert facts[Step.PROVE]["signature"] == "yes"
    assert floor.ledger.knows_certificate(record.chain.fingerprint)
    again = floor.run(unit, SECURE_ELEMENT)
    assert again.outcome is Outcome.PASSED, again.failure
    assert not again.receipt.created


def refusal(floor, unit, recipe=SECURE_ELEMENT):
    record = floor.run(unit, recipe)
    assert record.outcome is not Outcome.PASSED
    assert floor.devices() == []
    return record.failure


def test_another_makers_certificate_is_refused(floor, maker):
    assert maker
    assert refusal(floor, Maker().unit("0042-1187")).code == "PKI-MAKER"


def test_a_self_signed_one_and_none_are_refused(floor, maker):
    assert maker
    unit = SimulatedUnit("0042-1187")
    assert refusal(floor, unit).code == "PKI-MAKER"
    unit.preprovision_elsewhere()
    assert refusal(floor, unit).code == "PKI-MAKER"


def test_one_that_ran_out_is_refused(floor, maker):
    assert refusal(floor, maker.unit("0042-1187", days=-1)).code == "PKI-MAKER"


def test_a_certificate_signed_by_a_unit_is_refused(floor, maker):
    key = generate(KeyKind.EC_P256)
    middle = _signed("sn1", "Chip Maker Signer", key.public_key(), maker.key, None)
    unit, own = SimulatedUnit("0042-1187"), generate(KeyKind.EC_P256)
    unit.preprovision(own, Chain(_signed("sn2", "sn1", own.public_key(), key, None), (middle, maker.signer)))
    assert refusal(floor, unit).code == "PKI-MAKER"


def test_a_longer_way_than_the_root_allows_is_refused(floor):
    maker = Maker(path_length=0)
    floor.makers["chip-maker"] = (maker.root,)
    assert refusal(floor, maker.unit("0042-1187")).code == "PKI-MAKER"


def test_a_copy_of_a_certificate_without_its_key_proves_nothing(floor, maker):
    unit = maker.unit("0042-1187", behaviour=Behaviour(lies=frozenset({Lie.WRONG_SIGNATURE})))
    assert refusal(floor, unit).code == "PKI-PROOF"


def test_one_key_in_two_units_is_refused(floor, maker):
    key = generate(KeyKind.EC_P256)
    assert floor.run(maker.unit("0042-1187", key), SECURE_ELEMENT).outcome is Outcome.PASSED
    record = floor.run(maker.unit("0042-1188", key), SECURE_ELEMENT)
    assert record.failure.code == "ADM-DUPLICATE"


def test_a_key_of_another_kind_is_refused(floor, maker):
    assert refusal(floor, maker.unit("0042-1187", generate(KeyKind.EC_P384))).code == "PKI-MAKER"


def test_an_unknown_maker_is_told_before_anything_is_asked_of_the_unit(floor):
    failure = refusal(floor, Maker().unit("0042-1187"))
    assert (failure.code, "chip-maker.pem" in failure.advice) == ("PKI-MAKER", True)
