"""A PKCS#11 token that comes back gets a new certificate for its key or for another one; the old one goes after the new one is proven."""

from dataclasses import replace
from pathlib import Path

import pytest
from pkcs11 import Attribute
from pydantic import SecretStr

from app.core.chain import key_fingerprint
from app.core.errors import HsmAway
from app.core.recipe import Recipe
from app.core.revocation import Reason
from app.core.run import Outcome, Step
from app.devices import Credential
from app.devices.drivers.token import HostToken
from app.pki.pkcs11 import Token
from app.pki.softhsm import find_softhsm, init_softhsm_token
from app.station.tokens import TokenScanner, open_token
from tests.provisioning.floor import RESOURCES

pytestmark = [pytest.mark.hsm, pytest.mark.skipif(find_softhsm() is None, reason="SoftHSM2 is not installed")]

MODULE = find_softhsm() or Path("/nowhere")
PIN = SecretStr("4711-unit")
WHY = "returned from the field"


def recipe(key="same"):
    shipped = Recipe.load(RESOURCES / "recipes" / "host-token.toml").model_dump()
    return Recipe.model_validate({**shipped, "key": {**shipped["key"], "module": str(MODULE)}, "rotation": {"key": key}})


@pytest.fixture
def port(floor, tmp_path):
    """A token on the floor, which is where runs find it."""
    init_softhsm_token(MODULE, tmp_path / "hsm", "birthmark-unit-1", pin=PIN, so_pin=SecretStr("so-pin-1"))
    floor.bench = replace(floor.bench, open=lambda port, recipe, stop: open_token(port, recipe, Credential("", SecretStr(""), PIN), stop))
    (port,) = (port for port in TokenScanner(MODULE).scan() if port.label == "birthmark-unit-1")
    return port


def kept():
    """What is in the token: certificates, and the labels of its keys."""
    with Token.open(MODULE, "birthmark-unit-1", PIN) as token, token._session.speaking() as session:
        objects = sorted((each.object_class.name, each[Attribute.LABEL]) for each in list(session.get_objects()))
        return objects, token.find_certificates("device")


@pytest.mark.parametrize("key", ["same", "new"])
def test_a_token_that_comes_back(floor, port, key):
    wanted = recipe(key)
    old = floor.provision(port, wanted)
    assert old.outcome is Outcome.PASSED, old.failure
    new = floor.provision(port, wanted, rotation=WHY)
    assert new.outcome is Outcome.PASSED, new.failure
    assert [result.step for result in new.steps] == [*wanted.steps, Step.RETIRE]
    assert new.start.run != old.start.run
    assert new.chain.serial != old.chain.serial
    keys = [key_fingerprint(record.chain.leaf.public_key()) for record in (old, new)]
    assert (keys[0] == keys[1]) is (key == "same")
    assert {int(certificate["serial"]) for certificate in floor.certificates()} == {new.chain.leaf.serial_number}
    assert len(floor.devices()) == 1
    assert floor.ledger.authorities.find_revocation(old.chain.fingerprint).reason is Reason.SUPERSEDED
    objects, certificates = kept()
    assert certificates == (new.chain.leaf,)
    names = [("CERTIFICATE", "device"), ("PRIVATE_KEY", "device"), ("PUBLIC_KEY", "device")]
    assert [each for each in objects if each[1] != "device-issuer"] == names
    again = floor.provision(port, wanted)
    assert (again.outcome, again.chain) == (Outcome.PASSED, new.chain)


class Cut(Token):
    """A token whose power is cut as it takes the old certificates away."""

    def keep_certificates(self, *_):
        raise HsmAway("The HSM token is gone.")


@pytest.mark.parametrize("key", ["same", "new"])
def test_power_that_is_cut_between_the_new_certificate_and_the_end_of_the_old_one(floor, port, key):
    wanted = recipe(key)
    old = floor.provision(port, wanted)
    whole = floor.bench

    def cut(port, recipe, stop):
        return HostToken(Cut.open(MODULE, port.label, PIN, serial=port.serial, writable=True), port, recipe, stop)

    floor.bench = replace(whole, open=cut)
    broken = floor.provision(port, wanted, rotation=WHY)
    assert (broken.outcome, broken.failure.code) == (Outcome.FAILED, "DEV-GONE")
    assert len(kept()[1]) == 2, "both are there"
    assert {int(certificate["serial"]) for certificate in floor.certificates()} == {old.chain.leaf.serial_number}
    floor.bench = whole
    new = floor.provision(port, wanted, rotation=WHY)
    assert new.outcome is Outcome.PASSED, new.failure
    assert kept()[1] == (new.chain.leaf,)
    assert {int(certificate["serial"]) for certificate in floor.certificates()} == {new.chain.leaf.serial_number}


def test_a_power_cut_before_the_new_key_has_its_name_is_made_good_by_the_next_rotation(floor, port):
    wanted = recipe("new")
    old = floor.provision(port, wanted)
    with Token.open(MODULE, "birthmark-unit-1", PIN, writable=True) as token:
        token.make_key("device-next", wanted.key.kind)
        with token._session.speaking() as session:
            for each in [each for each in session.get_objects({Attribute.LABEL: "device"}) if each.object_class.name != "CERTIFICATE"]:
                each.destroy()
    told = floor.provision(port, wanted)
    assert (told.outcome, told.failure.code) == (Outcome.FAILED, "ADM-DUPLICATE"), "a key without a certificate needs a supervisor"
    new = floor.provision(port, wanted, rotation=WHY)
    assert new.outcome is Outcome.PASSED, new.failure
    assert new.chain.serial != old.chain.serial
    objects, certificates = kept()
    assert certificates == (new.chain.leaf,)
    assert [label for kind, label in objects if kind == "PRIVATE_KEY"] == ["device"]
