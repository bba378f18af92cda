"""The storage forms of a Linux device besides PEM files, on the booted device: TPM NV, a PKCS#11 token, U-Boot's environment."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256
from pydantic import SecretStr

from app.core.chain import Chain
from app.core.errors import DeviceRefused, LoginRejected, RecipeError
from app.core.recipe import KeyKind, Recipe
from app.devices import Credential
from app.pki.keys import generate
from app.pki.proof import new_challenge, require_possession, require_same
from tests.lab.build import PASSWORD
from tests.lab.test_linux_tpm import RECIPE, changed, opened, sign

pytestmark = [pytest.mark.lab, pytest.mark.timeout(400)]

__all__ = ["sign"]

PIN = "2468"
MODULE = "/usr/lib/softhsm/libsofthsm2.so"
WITH_PIN = Credential("root", SecretStr(PASSWORD), SecretStr(PIN))


def storage(form, **parts):
    """Each form with files of its own, so that all of them are on one device."""
    files = {"form": form, "chain": f"/data/forms/{form}/chain.pem", "config": f"/data/forms/{form}/peridio.json"}
    return RECIPE.storage.model_dump() | files | parts


FORMS = {
    "tpm-nv": changed(
        key=RECIPE.key.model_dump() | {"handle": 0x81000300, "uri": ""},
        storage=storage("tpm-nv", config="", index=0x01800300),
    ),
    "token": changed(
        key={"place": "token", "uri": "pkcs11:token=forms;object=device", "module": MODULE, "pin": "forms"},
        storage=storage("token"),
    ),
    "uboot-env": changed(key={"place": "uboot-env"}, storage=storage("uboot-env", restart="agent")),
}
SOURCES = {
    "token": ("pkcs11", {"key_id": "pkcs11:token=forms;object=device", "cert_id": "pkcs11:token=forms;object=device;type=cert"}),
    "uboot-env": ("uboot-env", {"private_key": "peridio_identity_private_key", "certificate": "peridio_identity_certificate"}),
}


@pytest.fixture
def device(linux_device):
    """The shared device with an empty token in it, and without any of these forms before and after."""
    _tidy(linux_device)
    with opened(linux_device) as session:
        making = f"softhsm2-util --module {MODULE} --init-token --free --label forms --so-pin 12345678 --pin {PIN}"
        session._console.require(making, "make a token")
    yield linux_device
    _tidy(linux_device)


def _tidy(device):
    with opened(device) as session:
        session._console.ask("rm -rf /data/forms /data/tokens/*; cp /etc/uboot.env /data/uboot.env; : >/run/agent")
        session._console.ask("tpm2_evictcontrol -Q -C o -c 0x81000300; tpm2_nvundefine -C o 0x01800300")


def provisioned(session, sign):
    identity = session.identify()
    assert session.find_chain() is None
    assert session.find_request(identity.serial) is None
    csr = session.make_key(identity.serial)
    assert csr.is_signature_valid
    chain = sign(csr, identity)
    session.write_chain(chain)
    require_proven(session, chain)
    return chain


def require_proven(session, chain):
    require_same(chain, session.read_chain())
    challenge = new_challenge()
    require_possession(chain.leaf.public_key(), challenge, session.sign(challenge))


@pytest.mark.parametrize("form", FORMS)
def test_a_form_from_the_key_to_the_proof_and_another_certificate_after_it(device, sign, form):
    with opened(device, FORMS[form], WITH_PIN) as session:
        chain = provisioned(session, sign)
        if form in SOURCES:
            node = json.loads(session._console.require(f"cat /data/forms/{form}/peridio.json", "read"))["node"]
            assert (node["key_pair_source"], node["key_pair_config"]) == SOURCES[form]
        assert session._console.ask("ls -d /tmp/tmp.*").code != 0, "nothing is left lying about"
        said = session._console.require("cat /proc/[0-9]*/cmdline /root/.*history 2>/dev/null; cat /run/agent 2>/dev/null; sync", "look")
        assert PIN not in said
        assert ("restart" in said) is (form == "uboot-env"), "the agent begins anew where the recipe says so"
        identity = session.identify()
        other = sign(session.find_request(identity.serial), identity)
        assert other.leaf.public_key() == chain.leaf.public_key()
        session.write_chain(other)
        require_proven(session, other)


@pytest.mark.timeout(400)
def test_every_form_outlives_a_cold_start(device, sign):  # a reset: tests/lab/test_linux_tpm.py
    chains = {}
    for form, recipe in FORMS.items():
        with opened(device, recipe, WITH_PIN) as session:
            chains[form] = provisioned(session, sign)
            session._console.require("sync", "sync")
    device.unplug()
    device.plug()
    _require_all(device, chains)


def _require_all(device, chains):
    # After a reset its firmware may ponder over its TPM for a minute (seen; it is QEMU's, and no key stroke of ours changes it).
    patient = RECIPE.link.model_dump() | {"boot_seconds": 180}
    for form, wanted in FORMS.items():
        recipe = Recipe.model_validate(wanted.model_dump() | {"link": patient})
        with opened(device, recipe, WITH_PIN) as session:
            assert session.find_request("unit-1").public_key() == chains[form].leaf.public_key(), form
            require_proven(session, chains[form])


def large_certificate():
    now, key = datetime.now(UTC), generate(KeyKind.EC_P256)
    names = x509.SubjectAlternativeName([x509.DNSName(f"{number:060}.example") for number in range(32)])
    builder = x509.CertificateBuilder().subject_name(x509.Name([])).issuer_name(x509.Name([])).public_key(key.public_key())
    builder = builder.serial_number(1).not_valid_before(now).not_valid_after(now + timedelta(days=1)).add_extension(names, critical=True)
    return builder.sign(key, SHA256())


def test_a_certificate_that_no_nv_index_holds_is_told_and_nothing_is_written(device):
    large = large_certificate()
    with opened(device, FORMS["tpm-nv"]) as session:
        with pytest.raises(RecipeError, match=r"an NV index of a TPM holds 2,048"):
            session.write_chain(Chain(large, (large,)))
        assert session.find_chain() is None


def test_a_wrong_pin_is_given_once(device):
    with opened(device, FORMS["token"], Credential("root", SecretStr(PASSWORD), SecretStr("1357"))) as session:
        with pytest.raises(LoginRejected, match="PIN"):
            session.find_request("unit-1")
        with pytest.raises(LoginRejected, match="PIN"):
            session.find_chain()


def test_an_environment_that_cannot_be_read_is_no_empty_one(device):
    with opened(device, FORMS["uboot-env"]) as session:
        session._console.require("dd if=/dev/urandom of=/data/uboot.env bs=16k count=1", "spoil it")
        for verb in (session.find_chain, lambda: session.make_key("unit-1")):
            with pytest.raises(DeviceRefused):
                verb()


def test_an_environment_without_room_is_told_and_keeps_its_key(device, sign):
    with opened(device, FORMS["uboot-env"]) as session:
        identity = session.identify()
        csr = session.make_key(identity.serial)
        session._console.require('for i in 1 2 3; do fw_setenv filler$i "$(head -c 4900 /dev/zero|tr "\\0" x)"; done', "fill it")
        with pytest.raises(DeviceRefused):
            session.write_chain(sign(csr, identity))
        assert session.find_request(identity.serial).public_key() == csr.public_key()


def test_a_key_of_ours_goes_into_the_environment_once_and_never_lies_open(device):
    recipe = changed(key={"place": "uboot-env", "origin": "station"}, storage=storage("uboot-env"))
    key = generate(KeyKind.EC_P256)
    with opened(device, recipe) as session:
        session.import_key(key)
        assert session.find_request("unit-1").public_key() == key.public_key()
        before = session._console.require("sha256sum </data/uboot.env", "look")
        session.import_key(key)
        assert session._console.require("sha256sum </data/uboot.env", "look") == before, "the same key is not written again"
        assert session._console.ask('printf %s "$f"').text == "", "the shell has forgotten it"
