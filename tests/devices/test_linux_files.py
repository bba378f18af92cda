"""What the Linux driver does with keys and files that are already there, on a real shell: nothing is lost, nothing is laid open."""

import json
import stat
import subprocess
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest

from app.core.chain import Chain
from app.core.errors import DeviceRefused, RecipeError
from app.core.recipe import KeyKind, Recipe
from app.core.waiting import Stop
from app.devices.drivers.linux_console import LinuxConsole
from app.devices.links.serial import open_serial
from app.pki.ceremony import make_root
from app.pki.keys import generate
from app.pki.proof import new_challenge, require_possession
from app.pki.requests import check_request
from tests.devices.console_lab import ROOT, ShellDevice, login


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "device" / "peridio"


@pytest.fixture
def chain():
    key = generate(KeyKind.EC_P256)
    root = make_root(key, "A root is a certificate like any other here", 1, datetime.now(UTC))
    return Chain(root, (root,))


@contextmanager
def opened(tmp_path, folder, **parts):
    recipe = Recipe.model_validate(
        {
            "name": "linux-file",
            "version": "1",
            "title": "Linux",
            "driver": "linux-console",
            "link": {"credential": "x", "answer_seconds": 60, "boot_seconds": 60},
            "key": {"place": "file", "path": f"{folder}/device.key"},
            "storage": {"certificate": f"{folder}/device.pem", "chain": f"{folder}/chain.pem", "config": f"{folder}/peridio.json"},
        }
        | parts
    )
    with (
        ShellDevice(login("sh -i", tmp_path)) as shell,
        LinuxConsole(open_serial(shell.path, 115_200, Stop()), recipe, ROOT, Stop()) as device,
    ):
        yield device


def mode(path) -> str:
    return oct(stat.S_IMODE(path.stat().st_mode))


def test_a_key_is_made_only_where_there_is_none(tmp_path, folder):
    with opened(tmp_path, folder) as device:
        assert device.find_request("unit-1") is None
        made = device.make_key("unit-1")
        assert made.is_signature_valid
        assert mode(folder / "device.key") == "0o600"
        assert mode(folder) == "0o755"
        again = device.find_request("unit-1")
        assert again.public_key() == made.public_key()


@pytest.mark.parametrize("content", ["damaged, or of another format\n", ""])
def test_a_key_that_cannot_be_read_is_refused_and_left_alone(tmp_path, folder, content):
    folder.mkdir(parents=True)
    (folder / "device.key").touch(0o600)
    (folder / "device.key").write_text(content)
    with opened(tmp_path, folder) as device:
        for verb in (device.find_request, device.make_key):
            with pytest.raises(DeviceRefused, match="no key that can be used"):
                verb("unit-1")
    assert (folder / "device.key").read_text() == content


def test_an_encrypted_key_is_refused_at_once_and_left_alone(tmp_path, folder):
    folder.mkdir(parents=True)
    made = ["openssl", "genpkey", "-quiet", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-aes256", "-pass", "pass:abcd"]
    subprocess.run([*made, "-out", folder / "device.key"], check=True)
    before = (folder / "device.key").read_bytes()
    with opened(tmp_path, folder) as device, pytest.raises(DeviceRefused, match="no key that can be used"):
        device.find_request("unit-1")
    assert (folder / "device.key").read_bytes() == before


def test_a_key_that_others_may_read_is_refused(tmp_path, folder):
    with opened(tmp_path, folder) as device:
        device.make_key("unit-1")
        (folder / "device.key").chmod(0o644)
        with pytest.raises(DeviceRefused, match="others may read"):
            device.find_request("unit-1")


def test_a_key_of_ours_is_brought_once_and_never_lies_open(tmp_path, folder):
    key = generate(KeyKind.EC_P256)
    with opened(tmp_path, folder) as device:
        device.import_key(key)
        assert mode(folder / "device.key") == "0o600"
        before = (folder / "device.key").stat().st_ino
        device.import_key(key)
        assert (folder / "device.key").stat().st_ino == before, "the same key is not written again"
        assert device.find_request("unit-1").public_key() == key.public_key()
        assert device._console.ask('printf %s "$f"').text == "", "the shell has forgotten it"


def test_certificates_have_the_recipes_mode_and_are_written_only_when_something_differs(tmp_path, folder, chain):
    with opened(tmp_path, folder) as device:
        device.make_key("unit-1")
        device.write_chain(chain)
        assert device.read_chain() == chain
        before = {file.name: file.stat().st_ino for file in folder.iterdir()}
        device.write_chain(chain)
        assert {file.name: file.stat().st_ino for file in folder.iterdir()} == before
        (folder / "device.pem").chmod(0o666)
        device.write_chain(chain)
        assert mode(folder / "device.pem") == "0o644"


def test_a_configuration_with_others_secrets_keeps_its_mode(tmp_path, folder, chain):
    folder.mkdir(parents=True)
    config = folder / "peridio.json"
    config.write_text('{"version": 1, "secret": "of somebody else"}')
    config.chmod(0o600)
    with opened(tmp_path, folder) as device:
        device.write_chain(chain)
    merged = json.loads(config.read_text())
    assert merged["secret"] == "of somebody else"
    assert merged["node"]["key_pair_source"] == "file"
    assert mode(config) == "0o600"


@pytest.mark.parametrize("text", ["not json", "[]", '{"node": 3}', '{"version": 2}'])
def test_a_configuration_that_is_not_peridiods_is_left_as_it_is(tmp_path, folder, chain, text):
    folder.mkdir(parents=True)
    (folder / "peridio.json").write_text(text)
    with opened(tmp_path, folder) as device, pytest.raises(DeviceRefused, match="left as it is"):
        device.write_chain(chain)
    assert (folder / "peridio.json").read_text() == text


def test_a_folder_that_cannot_be_written_is_a_refusal_that_leaves_nothing(tmp_path, folder, chain):
    folder.parent.mkdir(parents=True)
    folder.write_text("a file in the folder's place")
    with opened(tmp_path, folder) as device, pytest.raises(DeviceRefused):
        device.write_chain(chain)
    assert [file.name for file in folder.parent.iterdir()] == ["peridio"]


def test_a_recipe_for_what_a_console_cannot_do_is_refused_when_it_is_loaded(tmp_path):
    text = 'name = "x"\nversion = "1"\ntitle = "X"\ndriver = "linux-console"\n'
    for wrong, words in (
        ('[key]\nplace = "secure-storage"', "tpm"),
        ("[lock]\nenabled = true", "lock"),
        ('[key]\nplace = "tpm"\nkind = "rsa-2048"\nuri = "pkcs11:object=a"', "ECDSA"),
    ):
        (tmp_path / "x.toml").write_text(text + wrong)
        with pytest.raises(RecipeError, match=words):
            Recipe.load(tmp_path / "x.toml")


def test_an_ed25519_key_is_made_kept_and_signs(tmp_path, folder):
    key = {"place": "file", "path": f"{folder}/device.key", "kind": "ed25519"}
    with opened(tmp_path, folder, key=key) as device:
        made, found = device.make_key("SN-1"), device.find_request("SN-1")
        public_key, challenge = check_request(made, "SN-1", KeyKind.ED25519), new_challenge()
        assert found.public_key() == public_key
        require_possession(public_key, challenge, device.sign(challenge))
    assert mode(folder / "device.key") == "0o600"
