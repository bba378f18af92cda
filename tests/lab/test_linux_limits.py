"""What a booted Linux with a TPM brings besides the straight path: another shell, other keys, a full disk, a chip that has a name."""

import re
from datetime import UTC, datetime

import pytest
from pydantic import SecretStr

from app.core.chain import Chain
from app.core.errors import DeviceRefused, LoginRejected
from app.core.recipe import KeyKind
from app.devices import Credential
from app.pki.ceremony import make_root
from app.pki.keys import generate, kind_of
from app.pki.proof import new_challenge, require_possession
from app.pki.requests import check_request
from tests.lab.build import PASSWORD
from tests.lab.test_linux_tpm import RECIPE, changed, opened

pytestmark = [pytest.mark.lab, pytest.mark.timeout(400)]


def chain(text):
    key = generate(KeyKind.EC_P256)
    root = make_root(key, text, 1, datetime.now(UTC))
    return Chain(root, (root,))


def test_a_user_with_bash_and_a_coloured_prompt(linux_device):
    with opened(linux_device, credential=Credential("engineer", SecretStr(PASSWORD))) as session:
        assert session.identify().serial == linux_device.serial
        assert session._console.require("ps -o comm,args | grep -c '[b]ash$' || true", "count shells") == "0", "the login is the program"
    with opened(linux_device) as session:
        assert session._console.require("cat /root/.bash_history /root/.ash_history 2>/dev/null || true", "look") == ""


def test_the_chips_name_is_its_endorsement_keys_and_stays_the_same(linux_device, expendable_device):
    with opened(linux_device) as session:
        chip = session.identify().chip
        assert re.fullmatch(r"000b[0-9a-f]{64}", chip)
        said = session._console.require("cd /tmp&&tpm2_createek -Q -G ecc -c ek.ctx&&tpm2_readpublic -c ek.ctx;rm ek.ctx;cd /", "look")
        assert f"name: {chip}" in said, "the TPM itself calls it so"
    with opened(linux_device) as session:
        assert session.identify().chip == chip
    with opened(expendable_device) as session:
        assert session.identify().chip not in ("", chip)


@pytest.mark.parametrize("kind", [KeyKind.EC_P384, KeyKind.RSA_2048])
def test_another_kind_of_key_in_the_tpm(linux_device, kind):
    handle = 0x81000200 + list(KeyKind).index(kind)
    recipe = changed(
        key={**RECIPE.key.model_dump(), "kind": kind, "handle": handle}, storage={**RECIPE.storage.model_dump(), "config": None}
    )
    with opened(linux_device, recipe) as session:
        csr = session.make_key("unit-1")
        key = check_request(csr, "unit-1", kind)
        assert kind_of(key) is kind
        challenge = new_challenge()
        require_possession(key, challenge, session.sign(challenge))
        assert session._console.require("tpm2_getcap handles-transient", "look") == "", "nothing is left in the TPM's memory"
        session._console.require(f"tpm2_evictcontrol -Q -C o -c {handle:#x}", "tidy up")


def test_what_is_at_the_handle_and_cannot_be_ours_is_left_alone(linux_device):
    handle = 0x81000210
    recipe = changed(key={**RECIPE.key.model_dump(), "handle": handle})
    with opened(linux_device, recipe) as session:
        storage_key = f"cd /tmp&&tpm2_createprimary -Q -C o -G ecc256 -c p&&tpm2_evictcontrol -Q -C o -c p {handle:#x};rm p;cd /"
        session._console.require(storage_key, "put a storage key there")
        for verb in (session.find_request, session.make_key):
            with pytest.raises(DeviceRefused, match="no signing key"):
                verb("unit-1")
        session._console.require(f"tpm2_evictcontrol -Q -C o -c {handle:#x}", "tidy up: it was still there")


def test_a_full_disk_is_told_in_words_and_what_was_there_stays(linux_device):
    storage = {name: f"/data/full/{name}" for name in ("certificate", "chain", "config")}
    recipe = changed(storage={**RECIPE.storage.model_dump(), **storage})
    old, new = chain("Old"), chain("New")
    with opened(linux_device, recipe) as session:
        session.write_chain(old)
        session._console.ask("dd if=/dev/zero of=/data/filler bs=1k; sync")
        try:
            with pytest.raises(DeviceRefused, match="No space left on device"):
                session.write_chain(new)
            assert session.read_chain() == old
        finally:
            session._console.require("rm -f /data/filler", "make room")
        session.write_chain(new)
        assert session.read_chain() == new
        assert session._console.require("ls -A /data/full", "look").split() == sorted(storage)
        session._console.require("rm -r /data/full", "tidy up")


def test_a_key_is_not_made_on_a_full_disk(linux_device):
    key = {**RECIPE.key.model_dump(), "place": "file", "path": "/data/full/device.key"}
    recipe = changed(key=key, storage={**RECIPE.storage.model_dump(), "config": None})
    with opened(linux_device, recipe) as session:
        session._console.ask("mkdir -p /data/full; dd if=/dev/zero of=/data/filler bs=1k; sync")
        try:
            with pytest.raises(DeviceRefused, match="could not make its key"):
                session.make_key("unit-1")
            assert session.find_request("unit-1") is None, "no broken key stands in its place"
        finally:
            session._console.require("rm -f /data/filler", "make room")
        assert session.make_key("unit-1").is_signature_valid
        session._console.require("rm -r /data/full", "tidy up")


def test_a_user_who_is_nobody_becomes_root_by_su(linux_device):
    recipe = changed(link={**RECIPE.link.model_dump(), "become": "su"})
    worker, wrong = (Credential("worker", SecretStr(PASSWORD), root=SecretStr(word)) for word in (PASSWORD, "wrong"))
    with opened(linux_device, recipe, worker) as session:
        identity = session.identify()
        assert (identity.serial, identity.chip[:4]) == (linux_device.serial, "000b"), "the TPM answers to root only"
        assert session.make_key(identity.serial).is_signature_valid
    with opened(linux_device, recipe, wrong) as session, pytest.raises(LoginRejected, match="become root"):
        session.identify()
    with opened(linux_device, credential=worker) as session, pytest.raises(DeviceRefused):
        session.make_key(linux_device.serial)


# Not earlier: Linux takes no time of day that is less than how long it runs.
@pytest.mark.parametrize(("clock", "word"), [("1970-01-01 20:00", "behind"), ("2099-12-31 23:00", "ahead of")])
def test_a_clock_that_is_wrong_is_told_and_hinders_nothing_but_the_devices_own_judgement(linux_device, clock, word):
    with opened(linux_device) as session:
        try:
            session._console.require(f"date -u -s '{clock}'", "have its clock set")
            serial = session.identify().serial
            told = session.list_facts()["clock"]
            assert told.startswith(clock[:13])
            assert told.endswith(f"UTC, {word} the station's")
            key = session.make_key(serial).public_key()
            own = chain("Of today")
            session.write_chain(own)
            assert session.read_chain() == own
            challenge = new_challenge()
            require_possession(key, challenge, session.sign(challenge))
        finally:
            session._console.require(f"date -u -s @{datetime.now(UTC).timestamp():.0f}", "have its clock set")
    with opened(linux_device) as session:
        session.identify()
        assert session.list_facts() == {}
