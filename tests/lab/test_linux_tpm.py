"""The Linux driver on a booted Linux with a TPM: every verb, and what happens when it hangs, resets or is unplugged."""

import json
import threading
import time
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from pydantic import SecretStr
from uuid6 import uuid7

import app
from app.core.chain import Chain
from app.core.device import Port, PortKind
from app.core.errors import Cancelled, DeviceChanged, DeviceGone, DeviceRefused, DeviceTimeout, LoginRejected
from app.core.recipe import Key, KeyKind, Recipe
from app.core.ticket import Ticket
from app.core.waiting import Stop
from app.devices import Credential
from app.devices.drivers.linux_console import LinuxConsole
from app.devices.following import following
from app.devices.links.serial import open_serial
from app.pki.ceremony import make_issuing_ca, make_root
from app.pki.keys import generate
from app.pki.mould import Mould
from app.pki.profile import Profile
from app.pki.proof import new_challenge, require_possession, require_same
from app.pki.requests import check_request
from tests.lab.build import PASSWORD
from tests.patience import LATE, patient

pytestmark = [pytest.mark.lab, pytest.mark.timeout(400)]

RESOURCES = Path(app.__file__).parent.parent / "resources"
RECIPE = patient(Recipe.load(RESOURCES / "recipes" / "linux-tpm.toml"))
ROOT = Credential("root", SecretStr(PASSWORD))


@contextmanager
def opened(device, recipe=RECIPE, credential=ROOT, stop=None):
    stop = stop or Stop()
    with LinuxConsole(open_serial(device.pty, 115_200, stop), recipe, credential, stop) as session:
        yield session


@contextmanager
def followed(device):
    """A session whose device may reset, as the station opens it; its socket is wherever the device's console is."""
    port = Port(PortKind.SERIAL, device.pty, "lab")

    class Socket:
        def scan(self):
            return frozenset({replace(port, address=device.pty)})

    def open_device(port, recipe, stop):
        return LinuxConsole(open_serial(port.address, 115_200, stop), recipe, ROOT, stop)

    resetting = changed(detect={**RECIPE.detect.model_dump(), "reset_seconds": 120})
    with following(open_device, Socket())(port, resetting, Stop()) as session:
        yield session


def changed(**parts):
    return Recipe.model_validate({**RECIPE.model_dump(), **parts})


@pytest.fixture(scope="module")
def sign():
    """Makes a chain for a request, with plain `cryptography` keys for the CA."""
    now = datetime.now(UTC)
    root_key, key = generate(KeyKind.EC_P256), generate(KeyKind.EC_P256)
    root = make_root(root_key, "Lab Root", 20, now)
    ca = make_issuing_ca(root_key, root, key.public_key(), "Lab CA", years=10, now=now)
    mould = Mould(Profile.load(RESOURCES / "profiles" / "peridio-device.toml"), RECIPE, (ca, root))

    def make(csr, identity):
        public_key = check_request(csr, identity.serial, RECIPE.key.kind)
        builder = mould.cast(public_key, Ticket(uuid7(), identity.serial, identity), datetime.now(UTC))
        return Chain(builder.sign(key, SHA256()), (ca, root))

    return make


def test_every_verb_and_again(linux_device, sign):
    with opened(linux_device) as session:
        identity = session.identify()
        assert (identity.model, identity.serial) == ("LabBoard", linux_device.serial)
        csr = session.make_key(identity.serial)
        assert csr.is_signature_valid
        assert isinstance(csr.public_key(), ec.EllipticCurvePublicKey)
        chain = sign(csr, identity)
        session.write_chain(chain)
        require_same(chain, session.read_chain())
        challenge = new_challenge()
        require_possession(chain.leaf.public_key(), challenge, session.sign(challenge))
    with opened(linux_device) as session:
        again = session.find_request(identity.serial)
        assert again.public_key() == csr.public_key(), "the key stays the same"
        assert session.make_key(identity.serial).public_key() == csr.public_key()
        assert session.find_chain() == chain
        before = session._console.require("stat -c '%i %Y' /data/peridio/*", "list")
        session.write_chain(chain)
        assert session._console.require("stat -c '%i %Y' /data/peridio/*", "list") == before, "what is the same is not written again"
        assert session._console.require("stat -c '%U:%G %a' /data/peridio/device.pem", "look") == "root:root 644"
        config = json.loads(session._console.require("cat /data/peridio/peridio.json", "read"))
        assert config == {
            "version": 1,
            "node": {
                "key_pair_source": "pkcs11",
                "key_pair_config": {"key_id": RECIPE.key.uri, "certificate_path": "/data/peridio/device.pem"},
            },
        }
        assert session._console.ask("ls /tmp/* /data/peridio/*.new").text.count("tmp.") == 0, "nothing half-made is left"


def test_peridiods_configuration_is_merged_and_never_overwritten(linux_device, sign):
    config = "/data/peridio/merged.json"
    recipe = changed(storage={**RECIPE.storage.model_dump(), "config": config})
    with opened(linux_device, recipe) as session:
        identity = session.identify()
        chain = sign(session.make_key(identity.serial), identity)
        session._console.require("mkdir -p /data/peridio", "make a folder")
        session._console.require(f"""echo '{{"version":1,"socket_enabled":true,"node":{{"log":"debug"}}}}' >{config}""", "write")
        session.write_chain(chain)
        merged = json.loads(session._console.require(f"cat {config}", "read"))
        assert merged["socket_enabled"] is True
        assert merged["node"]["log"] == "debug"
        assert merged["node"]["key_pair_source"] == "pkcs11"
        session._console.require(f"echo 'not json' >{config}", "write")
        with pytest.raises(DeviceRefused, match="left as it is"):
            session.write_chain(chain)
        assert session._console.require(f"cat {config}", "read") == "not json"


def test_a_key_in_a_file_is_made_there_or_brought_there(linux_device):
    key = Key(place="file", path="/data/peridio/device.key")
    recipe = changed(key=key.model_dump(), storage={**RECIPE.storage.model_dump(), "config": "/data/peridio/file.json"})
    with opened(linux_device, recipe) as session:
        serial = session.identify().serial
        made = session.make_key(serial)
        assert made.is_signature_valid
        assert session._console.require("stat -c '%a' /data/peridio/device.key", "look") == "600"
        ours = generate(KeyKind.EC_P256)
        session.import_key(ours)
        assert session.find_request(serial).public_key() == ours.public_key()
        challenge = new_challenge()
        require_possession(ours.public_key(), challenge, session.sign(challenge))
        assert session._console.require("stat -c '%a' /data/peridio/device.key", "look") == "600"


@pytest.mark.parametrize(
    "place", [{"place": "tpm", "handle": 0x81000177}, {"place": "file", "path": "/data/peridio/replaced.key", "uri": ""}]
)
def test_another_key_takes_the_place_of_the_first(linux_device, place):
    config = None if place["place"] == "file" else RECIPE.storage.config
    recipe = changed(key={**RECIPE.key.model_dump(), **place}, storage={**RECIPE.storage.model_dump(), "config": config})
    with opened(linux_device, recipe) as session:
        serial = session.identify().serial
        first = session.make_key(serial).public_key()
        second = session.replace_key(serial)
        assert second.is_signature_valid
        assert second.public_key() != first
        assert session.find_request(serial).public_key() == second.public_key()
        assert session.make_key(serial).public_key() == second.public_key(), "what is there stays"
        challenge = new_challenge()
        require_possession(second.public_key(), challenge, session.sign(challenge))


def test_a_wrong_password(linux_device):
    with opened(linux_device, credential=Credential("root", SecretStr("wrong"))) as session, pytest.raises(LoginRejected):
        session.identify()


def test_a_device_that_hangs_ends_at_the_deadline_and_goes_on_later(linux_device):
    recipe = changed(link={**RECIPE.link.model_dump(), "answer_seconds": 2.0})
    with opened(linux_device, recipe) as session:
        session._console.open()  # only what is asked of the device that hangs has a short deadline
        linux_device.hang()
        try:
            began = time.monotonic()
            with pytest.raises(DeviceTimeout):
                session.find_chain()
            assert time.monotonic() - began < LATE
        finally:
            linux_device.go_on()
    with opened(linux_device) as session:
        assert session.identify().serial == linux_device.serial


def test_a_stop_is_heard_at_once_and_the_console_is_free_again(linux_device):
    stop = Stop()
    with opened(linux_device, stop=stop) as session:
        session.identify()
        threading.Timer(0.5, stop.set).start()
        began = time.monotonic()
        with pytest.raises(Cancelled):
            session._console.ask("sleep 100")
        assert time.monotonic() - began < LATE
    with opened(linux_device) as session:
        assert session.identify().serial == linux_device.serial


def test_the_identity_survives_a_reset_in_the_middle_of_a_run(linux_device):
    with followed(linux_device) as session:
        serial = session.identify().serial
        before, chain = session.make_key(serial).public_key(), session.find_chain()
        session._device._console.require("sync", "sync")
        linux_device.reset()
        assert session.find_request(serial).public_key() == before, "the session was followed through the reset"
        assert session.find_chain() == chain


def test_unplugged_in_the_middle_and_another_device_in_its_place(expendable_device):
    with followed(expendable_device) as session:
        before = session.identify()
        pull = threading.Timer(0.3, expendable_device.unplug)
        pull.start()
        with pytest.raises(DeviceGone):
            session._device._console.ask("sleep 100")
        pull.join()
        expendable_device.serial = "LAB-0003"
        expendable_device.plug()
        with pytest.raises(DeviceChanged, match="LAB-0003"):
            session.make_key(before.serial)
    with opened(expendable_device) as session:
        now = session.identify()
        assert (now.serial, now.chip) == ("LAB-0003", before.chip)
        assert session.find_request(before.serial) is None, "nothing was made in it"
